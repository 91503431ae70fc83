"""The bytes of a file as a stream of chunks, unpacked where they are packed. What a file is, its first bytes say.

Memory is bounded: a chunk that comes out is at most a few MiB (64 MiB for a hostile .zst), however far it expands.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from service.errors import InputError

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_ZSTD_SKIPPABLE = tuple(bytes([low, 0x2A, 0x4D, 0x18]) for low in range(0x50, 0x60))  # RFC 8878 §3.1.2

_PLAIN_CHUNK_BYTES = 256 * 1024
_GZIP_CHUNK_BYTES = 64 * 1024
_GZIP_OUTPUT_BYTES = 1024 * 1024
_ZSTD_CHUNK_BYTES = 2 * 1024  # four bytes of .zst can stand for 128 KiB (RFC 8878 §3.1.1.2)


class BrokenStream(Exception):  # noqa: N818 - a state of the input that the row reader turns into a finding
    """The packed bytes end in the middle or are damaged. The text says which and what to do."""


def chunks(path: Path, on_read: Callable[[int], None] | None = None) -> Iterator[bytes]:
    """Yield the unpacked bytes of a file in order.

    ``on_read`` is told how many bytes of the file itself each step consumed. Raises InputError where the file
    cannot be opened or read, and BrokenStream, after everything readable was yielded, where it is damaged.
    """
    try:
        with path.open("rb") as file:
            magic = file.peek(4)[:4]
            if magic.startswith(_GZIP):
                yield from _gunzip(_counted(file, _GZIP_CHUNK_BYTES, on_read))
            elif magic == _ZSTD or magic in _ZSTD_SKIPPABLE:
                yield from _unzstd(_counted(file, _ZSTD_CHUNK_BYTES, on_read))
            else:
                yield from _counted(file, _PLAIN_CHUNK_BYTES, on_read)
    except OSError as error:
        raise InputError(
            f"{path} cannot be read ({error.strerror or error}); check the path, its permissions and the disk."
        ) from error


def _counted(file: BinaryIO, size: int, on_read: Callable[[int], None] | None) -> Iterator[bytes]:
    while chunk := file.read(size):
        if on_read is not None:
            on_read(len(chunk))
        yield chunk


def _gunzip(packed: Iterator[bytes]) -> Iterator[bytes]:
    """Members may follow each other (RFC 1952 §2.2); zero padding after the last one is let pass."""
    member = zlib.decompressobj(wbits=31)
    started = True
    try:
        for chunk in packed:
            rest = chunk
            while rest:
                if member.eof:
                    rest = rest.lstrip(b"\0") if not started else rest
                    if not rest:
                        break
                    member, started = zlib.decompressobj(wbits=31), True
                if out := member.decompress(rest, _GZIP_OUTPUT_BYTES):
                    yield out
                rest = member.unconsumed_tail or member.unused_data
                if member.eof:
                    started = False
    except zlib.error as error:
        raise BrokenStream(f"The gzip data is damaged ({error}); fetch or pack the file again.") from error
    if not member.eof:
        raise BrokenStream("The gzip data ends in the middle; fetch or pack the file again.")


def _unzstd(packed: Iterator[bytes]) -> Iterator[bytes]:
    """Frames may follow each other; a frame object does not say by itself that it was cut short."""
    import zstandard  # noqa: PLC0415  # few shards are packed so, and it takes long to import

    context = zstandard.ZstdDecompressor()
    frame = context.decompressobj()
    try:
        for chunk in packed:
            rest = chunk
            while rest:
                if frame.eof:
                    frame = context.decompressobj()
                if out := frame.decompress(rest):
                    yield out
                rest = frame.unused_data if frame.eof else b""
    except zstandard.ZstdError as error:
        raise BrokenStream(f"The zstd data is damaged ({error}); fetch or pack the file again.") from error
    if not frame.eof:
        raise BrokenStream("The zstd data ends in the middle; fetch or pack the file again.")
