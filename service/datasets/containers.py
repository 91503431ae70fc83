"""Raw rows of one file: JSON lines, one JSON array, or JSON texts one after the other, plain, gzip or zstd.

::

    file --streams.chunks--> bytes --_layout--> splitting.lines | splitting.values --> RawRow, byte for byte

What a file is, its bytes say, never its name. Where it cannot be read to the end, the rows so far are followed by one
last row with ``format.unreadable_container``: nothing is lost and nothing is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import chain
from pathlib import Path

from service.datasets.model import RawRow
from service.datasets.splitting import Piece, lines, open_brackets, values
from service.datasets.streams import BrokenStream, chunks
from verifiers.codes import finding
from verifiers.model import Finding

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_LFS_POINTER = b"version https://git-lfs.github.com/spec/"
_PARQUET = b"PAR1"
_ZIP = b"PK\x03\x04"
_WINDOW_BYTES = 64 * 1024
_BLANK = b" \t\r\n"
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLimits:
    """A row over ``row_bytes`` is not parsed; of its bytes at most ``kept_bytes`` are kept."""

    row_bytes: int = 16 * 1024 * 1024
    kept_bytes: int = 256 * 1024 * 1024


DEFAULT_LIMITS = RowLimits()


class _Layout(Enum):
    LINES = auto()
    ARRAY = auto()
    SEQUENCE = auto()


class _Failure:
    """Keeps why a stream broke, so that the splitters see a plain end."""

    reason: str | None = None

    def guard(self, stream: Iterator[bytes]) -> Iterator[bytes]:
        try:
            yield from stream
        except BrokenStream as error:
            self.reason = str(error)


def read_rows(
    path: Path,
    *,
    source: str | None = None,
    limits: RowLimits = DEFAULT_LIMITS,
    on_read: Callable[[int], None] | None = None,
) -> Iterator[RawRow]:
    """Yield the rows of one file in order; memory does not grow with the file.

    Blank lines are skipped. ``line`` is the line for JSON lines and the element's number otherwise. ``source``
    defaults to the file's name; ``on_read`` is told how many bytes of the file each step consumed. An empty file
    has no rows. Raises InputError where the file cannot be opened or read.
    """
    source = printable(path.name) if source is None else source
    failure = _Failure()
    stream = failure.guard(chunks(path, on_read))
    window = _window(stream)
    if reason := _not_rows(window):
        yield _row(source, Piece(number=1, content=b"", size_bytes=0, fault=reason), limits)
        return
    marked = window.startswith(_UTF8_MARK)
    text = window.removeprefix(_UTF8_MARK)
    number = 0
    for piece in _pieces(text, stream, limits.kept_bytes):
        number = piece.number
        if not piece.ended and failure.reason:
            yield _row(source, replace(piece, fault=failure.reason), limits, marked)
            return
        yield _row(source, piece, limits, marked)
        marked = False
    if failure.reason:
        yield _row(source, Piece(number=number + 1, content=b"", size_bytes=0, fault=failure.reason), limits, marked)


def printable(name: str) -> str:
    """A file's name as text that UTF-8 can carry; bytes that are no text become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _window(stream: Iterator[bytes]) -> bytes:
    """The first bytes, enough to see what the file is; the stream goes on behind them."""
    parts: list[bytes] = []
    size = 0
    for chunk in stream:
        parts.append(chunk)
        size += len(chunk)
        if size >= _WINDOW_BYTES:
            break
    return b"".join(parts)


def _not_rows(window: bytes) -> str | None:
    """Why these bytes cannot be rows at all, or None."""
    if window.startswith(_LFS_POINTER):
        return "The file is a Git LFS pointer, not the data; run 'git lfs pull' and try again."
    if window.startswith(_PARQUET):
        return "The file is Parquet, which is not read; write it as JSON lines first."
    if window.startswith(_ZIP):
        return "The file is a zip archive; unpack it and give the files inside."
    if window.startswith(_UTF16_MARKS):
        return "The file is UTF-16; write it as UTF-8."
    head = window.removeprefix(_UTF8_MARK).lstrip(_BLANK)[:4096]
    if not head.startswith((b"{", b"[", b'"')) and head.translate(None, _CONTROLS) != head:
        return "The file is binary, not JSON, JSON lines, gzip or zstd; check that it is the right file."
    return None


def _pieces(text: bytes, stream: Iterator[bytes], most_kept_bytes: int) -> Iterator[Piece]:
    match _layout(text):
        case _Layout.LINES:
            return lines(chain([text], stream), most_kept_bytes)
        case _Layout.SEQUENCE:
            return values(chain([text], stream), most_kept_bytes, array=False)
        case _Layout.ARRAY:
            behind_bracket = text.lstrip(_BLANK)[1:]
            return values(chain([behind_bracket], stream), most_kept_bytes, array=True)


def _layout(text: bytes) -> _Layout:
    """Lines, unless the first line leaves brackets open and the next one does not look like a new row."""
    body = text.lstrip(_BLANK)
    first, _, rest = body.partition(b"\n")
    following = rest.lstrip(_BLANK)
    if body.startswith(b"["):
        return _Layout.LINES if following and open_brackets(first) == 0 else _Layout.ARRAY
    if body.startswith(b"{") and following and not following.startswith(b"{") and open_brackets(first):
        return _Layout.SEQUENCE
    return _Layout.LINES


def _row(source: str, piece: Piece, limits: RowLimits, marked: bool = False) -> RawRow:
    if piece.fault is None and not marked and piece.size_bytes <= limits.row_bytes:
        return RawRow(source=source, line=piece.number, content=piece.content)
    found: list[Finding] = []
    if marked:
        message = "The file starts with a byte order mark; write it as UTF-8 without one."
        found.append(finding("format.bad_encoding", path="", message=message))
    if piece.size_bytes > limits.row_bytes:
        message = f"The row has {piece.size_bytes} bytes; at most {limits.row_bytes} are read."
        facts = {"bytes": piece.size_bytes, "limit": limits.row_bytes}
        found.append(finding("format.too_large", path="", message=message, facts=facts))
    if piece.fault is not None:
        found.append(finding("format.unreadable_container", path="", message=piece.fault))
    return RawRow(source=source, line=piece.number, content=piece.content, findings=tuple(found))
