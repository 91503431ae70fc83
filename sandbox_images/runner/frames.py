"""Frames between host and runner.

::

    length (4 bytes, big endian) | header length (4 bytes) | header: JSON | body: bytes

The header is for the supervisor. The body of a request is for workers, and the body of a reply comes from them: the
supervisor passes both on unread.
"""

from __future__ import annotations

import json
import json.decoder
import os
import select
import struct
import time

TYPE_CHECKING = False  # `typing` is 0.4 MB that every fork would have to carry
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

LENGTH = struct.Struct(">I")
FRAME_LIMIT_BYTES = 256 * 1024 * 1024
READ_BYTES = 256 * 1024
HELD_BYTES = 32 * 1024
HELD_SECONDS = 0.003
_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode
scan: Callable[[str, int], tuple[Any, int]] = json.decoder.JSONDecoder().scan_once  # type: ignore[attr-defined]  # set in its __init__
_clock = time.monotonic


class Conversation:
    """Requests in, replies out, on two descriptors.

    Replies are held back for a moment while more requests stand in line, because every write costs the engine, which
    copies it, far more than it costs the runner.
    """

    def __init__(self, requests: int, replies: int) -> None:
        self._requests = requests
        self._replies = replies
        self._received = bytearray()
        self._held: list[bytes] = []
        self._held_bytes = 0
        self._held_since = 0.0

    def next(self) -> tuple[Any, memoryview] | None:
        """The next request's header and body; None at the end. Raises ValueError for a frame over the limit."""
        while True:
            frame = self._take_frame()
            if frame is not None:
                return frame
            if self._held and not self._more_is_there():
                self.flush()
            part = os.read(self._requests, READ_BYTES)
            if not part:
                return None
            self._received += part

    def reply(self, header: Any, bodies: Sequence[bytes] = ()) -> None:
        """Send one reply, now or with those that follow at once."""
        told = _encode(header).encode()
        size_bytes = LENGTH.size + len(told) + sum(map(len, bodies))
        if not self._held:
            self._held_since = _clock()
        self._held += (LENGTH.pack(size_bytes), LENGTH.pack(len(told)), told, *bodies)
        self._held_bytes += size_bytes
        if self._held_bytes > HELD_BYTES or _clock() - self._held_since > HELD_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what is held back."""
        write_all(self._replies, b"".join(self._held))
        self._held.clear()
        self._held_bytes = 0

    def _take_frame(self) -> tuple[Any, memoryview] | None:
        received = self._received
        if len(received) < 2 * LENGTH.size:
            return None
        (size_bytes,) = LENGTH.unpack_from(received)
        if size_bytes > FRAME_LIMIT_BYTES:
            raise ValueError(f"request frame of {size_bytes} bytes")
        end = LENGTH.size + size_bytes
        if len(received) < end:
            return None
        (header_bytes,) = LENGTH.unpack_from(received, LENGTH.size)
        start = 2 * LENGTH.size
        header, _ = scan(str(received[start : start + header_bytes], "utf-8"), 0)
        body = bytes(received[start + header_bytes : end])
        del received[:end]
        return header, memoryview(body)

    def _more_is_there(self) -> bool:
        poll = select.poll()
        poll.register(self._requests, select.POLLIN)
        return bool(poll.poll(0))


def read_exactly(descriptor: int, size_bytes: int) -> bytes | None:
    """Read ``size_bytes`` bytes and not one more; None where the stream ends before."""
    parts = []
    missing = size_bytes
    while missing:
        part = os.read(descriptor, min(missing, 1 << 20))
        if not part:
            return None
        parts.append(part)
        missing -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def read_json(content: bytes) -> Any:
    """The value of a message's content. Raises ValueError."""
    return json.loads(content)


def read_message(descriptor: int) -> Any:
    """The next message between processes of the box (a length, then JSON); None at the end of the stream."""
    head = read_exactly(descriptor, LENGTH.size)
    if head is None:
        return None
    content = read_exactly(descriptor, LENGTH.unpack(head)[0])
    return None if content is None else json.loads(content)


def write_message(descriptor: int, value: Any) -> None:
    """Write one message between processes of the box."""
    content = _encode(value).encode()
    write_all(descriptor, LENGTH.pack(len(content)) + content)


def write_all(descriptor: int, content: bytes) -> None:
    """Write every byte."""
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]
