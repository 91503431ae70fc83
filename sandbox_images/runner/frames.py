"""Frames between host and runner: four bytes of length, big endian, then that many bytes of UTF-8 JSON."""

from __future__ import annotations

import json
import os
import struct

TYPE_CHECKING = False  # `typing` is 0.4 MB that every fork would have to carry
if TYPE_CHECKING:
    from typing import Any

HEADER = struct.Struct(">I")
FRAME_LIMIT_BYTES = 256 * 1024 * 1024
_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


def read_exactly(descriptor: int, size_bytes: int) -> bytes | None:
    """Read ``size_bytes`` bytes and not one more: what follows may belong to another example.

    None where the stream ends before.
    """
    parts = []
    missing = size_bytes
    while missing:
        part = os.read(descriptor, min(missing, 1 << 20))
        if not part:
            return None
        parts.append(part)
        missing -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def read_frame(descriptor: int) -> Any:
    """The next frame's value, or None at the end of the stream. Raises ValueError for a frame over the limit."""
    header = read_exactly(descriptor, HEADER.size)
    if header is None:
        return None
    (size_bytes,) = HEADER.unpack(header)
    if size_bytes > FRAME_LIMIT_BYTES:
        raise ValueError(f"request frame of {size_bytes} bytes")
    content = read_exactly(descriptor, size_bytes)
    return None if content is None else json.loads(content)


def write_all(descriptor: int, content: bytes) -> None:
    """Write every byte."""
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def write_frame(descriptor: int, value: Any) -> None:
    """Write one frame."""
    content = _encode(value).encode()
    write_all(descriptor, HEADER.pack(len(content)) + content)
