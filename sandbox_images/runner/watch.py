"""What the supervisor knows of a running worker: its reports, its output, its deadline."""

from __future__ import annotations

import time

from .plumbing import Pipes, read_some
from .worker import CALLING, END_OF_LINE, LOADING, REPORT, TOKEN_BYTES

TYPE_CHECKING = False  # `typing` is 0.4 MB that every fork would have to carry
if TYPE_CHECKING:
    from typing import Any

ENVELOPE_BYTES = 64 * 1024
BATCH_TIMES = 2
"""A batch has this many times the time of one call; its calls are meant to take hardly any."""
PORTION_LIMIT_BYTES = 64 * 1024 * 1024
_clock = time.monotonic


class Limits:
    """What one call may use, as the request's header says it."""

    __slots__ = ("cpu_seconds", "memory_bytes", "output_bytes", "result_bytes", "wall_seconds")

    def __init__(self, wall: float, cpu: float, memory: int, output: int, result: int) -> None:
        self.wall_seconds = wall
        self.cpu_seconds = cpu
        self.memory_bytes = memory
        self.output_bytes = output
        self.result_bytes = result


class Messages:
    """Takes a worker's messages apart. ``foreign`` once there was something else in its pipe."""

    def __init__(self, pipes: Pipes, token: bytes) -> None:
        self._pipes = pipes
        self._token = token
        self._received = bytearray()
        self._searched = 0
        self.foreign = False

    def renew(self, token: bytes) -> None:
        """From here on messages have to open with another token."""
        self._token = token

    def read(self) -> bool:
        """Take in what the pipe holds now; False where it holds nothing."""
        part = read_some(self._pipes.results)
        self._received += part
        return bool(part)

    def holds_more(self) -> bool:
        """Whether something stands there already, read or not yet."""
        return bool(self._received) or self.read()

    def take(self, limit_bytes: int) -> tuple[bytes, bytes] | None:
        """The next whole message's kind and content; None where there is none yet, or ``foreign`` bytes."""
        received = self._received
        if not self._token.startswith(bytes(received[:TOKEN_BYTES])):
            self.foreign = True
            return None
        end = received.find(END_OF_LINE, self._searched)
        if end < 0:
            self._searched = len(received)
            self.foreign = self._searched > limit_bytes
            return None
        self._searched = 0
        kind = bytes(received[TOKEN_BYTES : TOKEN_BYTES + 1])
        content = bytes(received[TOKEN_BYTES + 1 : end])
        del received[: end + 1]
        if len(content) > limit_bytes:
            self.foreign = True
            return None
        return kind, content


class Watch:
    """Collects what one worker reports and prints, call by call.

    ``reports`` grows by one per finished call: the header's part, and in ``said`` the worker's own words.
    ``deadline_seconds`` is on the monotonic clock and starts anew at each call. After ``advance`` returned True, the
    worker waits for permission to go on, unless all is ``ended``.
    """

    def __init__(self, calls: list[Limits], token: bytes, pipes: Pipes) -> None:
        self.reports: list[dict[str, Any]] = []
        self.said: list[bytes] = []
        self.timed_out = False
        self.output_exceeded = False
        self.loading = False
        self.started_seconds = 0.0
        self.deadline_seconds = 0.0
        self._calls = calls
        self._pipes = pipes
        self.messages = Messages(pipes, token)
        self._output = (bytearray(), bytearray())

    @property
    def foreign_bytes(self) -> bool:
        """Something that is no message stood in the result pipe."""
        return self.messages.foreign

    @property
    def finished(self) -> bool:
        """Every call has its report."""
        return len(self.reports) == len(self._calls)

    @property
    def ended(self) -> bool:
        """Nothing more is wanted: all calls are reported, or a limit is broken."""
        return self.finished or self.output_exceeded or self.foreign_bytes

    def current(self) -> Limits:
        """The limits of the call that runs."""
        return self._calls[min(len(self.reports), len(self._calls) - 1)]

    def advance(self, ready: set[int]) -> bool:
        """Take in what the descriptors in ``ready`` hold. True where a call ended."""
        before = len(self.reports)
        # Output first: it belongs to the call whose report may stand in the result pipe.
        for number, descriptor in enumerate(self._pipes.streams):
            if descriptor in ready:
                self._read_output(number)
        if self._pipes.results in ready and not self.ended and self.messages.read():
            self._take_messages()
        return len(self.reports) > before

    def end_with(self, report: dict[str, Any]) -> None:
        """Close the call that the worker died in with ``report``. Later calls get none."""
        self._read_all_output()
        last = {**report, **self._take_output(), "dead": True}
        self.reports.append(last)
        if report["status"] == "timed_out" or (last.get("stdout") and last.get("stderr")):
            # How far a stopped program had printed, or on which of two streams, is chance; verdicts are repeatable.
            last |= {"stdout": "", "stderr": "", "truncated": True}

    def start_clock(self) -> None:
        """The next call begins now."""
        self.started_seconds = _clock()
        if not self.finished:
            self.deadline_seconds = self.started_seconds + self.current().wall_seconds

    def _take_messages(self) -> None:
        while not self.ended and self._take_message():
            pass

    def _take_message(self) -> bool:
        """Read one message; False where it is not complete yet."""
        message = self.messages.take(self.current().result_bytes + ENVELOPE_BYTES)
        if message is None:
            return False
        kind, content = message
        if kind == REPORT:
            self._read_all_output()
            if not self.output_exceeded:
                # What a worker says is text here: the host reads it, and finds out whether it is a report.
                self.reports.append({"said": len(content), **self._take_output()})
                self.said.append(content)
                self.start_clock()
                if not self.finished and self.messages.holds_more():
                    self.messages.foreign = True  # it speaks for a call that nobody has allowed yet
        elif kind in (LOADING, CALLING):
            self.loading = kind == LOADING
        else:
            self.messages.foreign = True
        return True

    def _read_output(self, number: int) -> None:
        """Move one portion of a stream into memory; past the cap, keep the cap and say so."""
        part = read_some(self._pipes.streams[number])
        kept = self._output[number]
        room = self.current().output_bytes - len(kept)
        kept += part[:room]
        if len(part) > room:
            self.output_exceeded = True

    def _read_all_output(self) -> None:
        while not self.output_exceeded and (filled := self._pipes.filled()):
            for number in filled:
                self._read_output(number)

    def _take_output(self) -> dict[str, str]:
        texts = {
            name: bytes(kept).decode("utf-8", "replace")
            for name, kept in zip(("stdout", "stderr"), self._output, strict=True)
            if kept
        }
        for kept in self._output:
            kept.clear()
        return texts


class BatchWatch:
    """Collects what a batch's worker reports. ``anomaly`` says why none of it counts."""

    def __init__(self, limits: Limits, token: bytes, pipes: Pipes) -> None:
        self.anomaly: str | None = None
        self.finished = False
        self.said: list[bytes] = []
        self.timed_out = False
        self.deadline_seconds = 0.0
        self._last_seconds = _clock() + BATCH_TIMES * limits.wall_seconds
        self._limits = limits
        self._pipes = pipes
        self.messages = Messages(pipes, token)

    @property
    def ended(self) -> bool:
        """Nothing more is wanted."""
        return self.finished or self.anomaly is not None

    def current(self) -> Limits:
        """The limits that hold for each call."""
        return self._limits

    def start_clock(self) -> None:
        """The worker has shown life: it has the time of one call, and of a portion, from now on."""
        self.deadline_seconds = min(_clock() + self._limits.wall_seconds + 1.0, self._last_seconds)

    def advance(self, ready: set[int]) -> bool:
        """Take in what the descriptors in ``ready`` hold. Never True: a batch asks for no permission."""
        if any(descriptor in ready for descriptor in self._pipes.streams):
            self.anomaly = "something was printed"
        if self._pipes.results in ready and self.messages.read():
            self.start_clock()
            while not self.ended and (message := self.messages.take(PORTION_LIMIT_BYTES)) is not None:
                self._take(*message)
            if self.messages.foreign:
                self.anomaly = "bytes that are no message were written to the result pipe"
        return False

    def _take(self, kind: bytes, content: bytes) -> None:
        if kind == b"P":
            self.said.append(content)
        elif kind == b"E":
            self.finished = not content
            self.anomaly = content.decode("utf-8", "replace") or None
            if self.finished and self._pipes.filled():
                self.anomaly = "something was printed"
        elif kind not in (LOADING, CALLING):
            self.anomaly = "an unknown message"
