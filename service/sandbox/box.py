"""One box: a started container and the frames that go in and out of it.

The engine multiplexes the box's standard output and standard error on one stream, each portion with a header of eight
bytes: the stream's number, three zeros, four bytes of length (Docker Engine API, "Attach to a container", stream
format). Standard output carries reply frames; standard error is kept for diagnosis.
"""

from __future__ import annotations

import struct
import time

from service.sandbox.engine import RunningBox
from service.sandbox.wire import HEADER, BrokenReplyError, read_greeting

_PORTION = struct.Struct(">BxxxI")
_READ_BYTES = 256 * 1024
_DIAGNOSIS_BYTES = 4096
START_SECONDS = 60.0


class BoxLostError(Exception):
    """The box died, fell silent, or said what the protocol does not have. A new one is needed."""


class Box:
    """A running runner. Not for use by several threads at once."""

    def __init__(self, running: RunningBox) -> None:
        self._running = running
        self._socket = running.socket
        self._portions = bytearray()
        self._replies = bytearray()
        self._diagnosis = b""
        self.layers: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The container's name."""
        return self._running.name

    def await_ready(self) -> None:
        """Wait for the runner's greeting. Raises BoxLostError."""
        greeting = self.receive(START_SECONDS, 65536)
        try:
            self.layers = read_greeting(greeting)
        except BrokenReplyError as error:
            raise BoxLostError(f"the runner's greeting is {greeting[:80]!r}") from error

    def send(self, frames: bytes) -> None:
        """Write request frames. Raises BoxLostError."""
        try:
            self._socket.settimeout(START_SECONDS)
            self._socket.sendall(frames)
        except OSError as error:
            raise BoxLostError(f"the box takes no more requests: {error}") from error

    def receive(self, wait_seconds: float, limit_bytes: int) -> bytes:
        """The next reply frame's content. Raises BoxLostError where none comes in time, or one over the limit."""
        deadline = time.monotonic() + wait_seconds
        while True:
            content = self._take_frame(limit_bytes)
            if content is not None:
                return content
            self._read_portion(deadline, wait_seconds)

    def hang_up(self) -> None:
        """Make ``send`` and ``receive`` of the thread that uses the box raise BoxLostError. For any thread."""
        self._running.hang_up()

    def remove(self) -> None:
        """Kill and remove the container. For the thread that uses the box."""
        self._running.remove()

    def _take_frame(self, limit_bytes: int) -> bytes | None:
        if len(self._replies) < HEADER.size:
            return None
        (size_bytes,) = HEADER.unpack_from(self._replies)
        if size_bytes > limit_bytes:
            raise BoxLostError(f"the runner announces a reply of {size_bytes} bytes; {limit_bytes} are allowed")
        end = HEADER.size + size_bytes
        if len(self._replies) < end:
            return None
        content = bytes(self._replies[HEADER.size : end])
        del self._replies[:end]
        return content

    def _read_portion(self, deadline: float, wait_seconds: float) -> None:
        left_seconds = deadline - time.monotonic()
        if left_seconds <= 0:
            raise BoxLostError(f"the runner gave no answer within {wait_seconds:g} s")
        try:
            self._socket.settimeout(left_seconds)
            part = self._socket.recv(_READ_BYTES)
        except TimeoutError:
            return
        except OSError as error:
            raise BoxLostError(f"the connection to the box broke: {error}") from error
        if not part:
            said = self._diagnosis.decode("utf-8", "replace").strip().rpartition("\n")[2]
            raise BoxLostError(f"the runner ended; its last words: {said}" if said else "the runner ended")
        self._portions += part
        while len(self._portions) >= _PORTION.size:
            stream, size_bytes = _PORTION.unpack_from(self._portions)
            end = _PORTION.size + size_bytes
            if len(self._portions) < end:
                break
            content = self._portions[_PORTION.size : end]
            del self._portions[:end]
            if stream == 1:
                self._replies += content
            else:
                self._diagnosis = (self._diagnosis + bytes(content))[-_DIAGNOSIS_BYTES:]
