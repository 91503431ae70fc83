"""One box: a running runner and the frames that go in and out of it, whatever the box is made of.

A driver gives each box a ``Channel``: bytes in, the bytes of the runner's standard output out, its standard error kept
for diagnosis. Here those bytes become frames, and what goes wrong becomes ``BoxLostError``.
"""

from __future__ import annotations

import time
from typing import Protocol

from service.sandbox.replies import BrokenReplyError, read_greeting
from service.sandbox.wire import HEADER

DIAGNOSIS_BYTES = 4096
START_SECONDS = 60.0


class BoxLostError(Exception):
    """The box died, fell silent, or said what the protocol does not have. A new one is needed."""


class Channel(Protocol):
    """What a driver offers of a started box. For one thread, but ``hang_up`` for any."""

    @property
    def name(self) -> str:
        """The box's name, which no other box on this machine has at the same time."""

    def send(self, content: bytes, timeout_seconds: float) -> None:
        """Write all of ``content`` to the runner's standard input. Raises OSError."""

    def receive(self, timeout_seconds: float) -> bytes | None:
        """What the runner's standard output holds next, ``b""`` where it ended, None where nothing came in time.

        May come back with None early. Takes in the standard error as well, so that a runner that writes there never
        waits. Raises OSError.
        """

    @property
    def diagnosis(self) -> bytes:
        """The last ``DIAGNOSIS_BYTES`` of the runner's standard error."""

    def hang_up(self) -> None:
        """Make ``send`` and ``receive`` of the thread that uses the channel fail or end; again is fine."""

    def remove(self) -> None:
        """Close the channel, kill the box and remove it; again is fine. Raises UnableError."""


class Box:
    """A running runner. Not for use by several threads at once."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._replies = bytearray()
        self.layers: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The box's name."""
        return self._channel.name

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
            self._channel.send(frames, START_SECONDS)
        except OSError as error:
            raise BoxLostError(f"the box takes no more requests: {error}") from error

    def receive(self, wait_seconds: float, limit_bytes: int) -> bytes:
        """The next reply frame's content. Raises BoxLostError where none comes in time, or one over the limit."""
        deadline = time.monotonic() + wait_seconds
        while True:
            content = self._take_frame(limit_bytes)
            if content is not None:
                return content
            self._read_part(deadline, wait_seconds)

    def hang_up(self) -> None:
        """Make ``send`` and ``receive`` of the thread that uses the box raise BoxLostError. For any thread."""
        self._channel.hang_up()

    def remove(self) -> None:
        """Kill and remove the box. For the thread that uses it."""
        self._channel.remove()

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

    def _read_part(self, deadline: float, wait_seconds: float) -> None:
        left_seconds = deadline - time.monotonic()
        if left_seconds <= 0:
            raise BoxLostError(f"the runner gave no answer within {wait_seconds:g} s")
        try:
            part = self._channel.receive(left_seconds)
        except OSError as error:
            raise BoxLostError(f"the connection to the box broke: {error}") from error
        if part is None:
            return
        if not part:
            said = self._channel.diagnosis.decode("utf-8", "replace").strip().rpartition("\n")[2]
            raise BoxLostError(f"the runner ended; its last words: {said}" if said else "the runner ended")
        self._replies += part
