"""What the supervisor knows of a running worker: its reports, its output, its deadline."""

from __future__ import annotations

import os
import select
import struct
import time

TYPE_CHECKING = False  # `typing` is 0.4 MB that every fork would have to carry
if TYPE_CHECKING:
    from typing import Any

LENGTH = struct.Struct(">I")
ENVELOPE_BYTES = 64 * 1024
READ_BYTES = 64 * 1024
_clock = time.monotonic


class Streams:
    """The pipes for standard output and standard error: one pair per box, empty between examples."""

    def __init__(self) -> None:
        self._read_ends = []
        write_ends = []
        for _ in range(2):
            read_end, write_end = os.pipe()
            os.set_blocking(read_end, False)
            self._read_ends.append(read_end)
            write_ends.append(write_end)
        self.write_ends = tuple(write_ends)
        self.readable = tuple(self._read_ends)
        self._poll = select.poll()
        for read_end in self._read_ends:
            self._poll.register(read_end, select.POLLIN)

    def connect_worker(self) -> None:
        """In the worker: standard output and error go into the pipes.

        All workers share the pipes' state, so one that made them non-blocking would have done it to the next.
        """
        for descriptor, write_end in zip((1, 2), self.write_ends, strict=True):
            os.set_blocking(write_end, True)
            os.dup2(write_end, descriptor)

    def disconnect_worker(self) -> None:
        """In the worker: standard output and error go nowhere."""
        nothing = os.open(os.devnull, os.O_WRONLY)
        for descriptor in (1, 2):
            os.dup2(nothing, descriptor)
        os.close(nothing)

    def read(self, number: int) -> bytes:
        """What stands in a stream's pipe now, at most 64 KiB; nothing where a worker took it back (/proc/self/fd)."""
        try:
            return os.read(self._read_ends[number], READ_BYTES)
        except BlockingIOError:
            return b""

    def filled(self) -> list[int]:
        """The numbers of the streams that hold something now."""
        return [self.readable.index(descriptor) for descriptor, _ in self._poll.poll(0)]

    def discard(self) -> None:
        """Empty both pipes. Call when no process is left that could write."""
        while filled := self.filled():
            for number in filled:
                self.read(number)


class Watch:
    """Collects what one worker reports and prints, call by call.

    ``reports`` grows by one per finished call. ``deadline_seconds`` is on the monotonic clock and starts anew at each
    call. After ``advance`` returned True, the worker waits for permission to go on, unless all is ``ended``.
    """

    def __init__(self, calls: list[dict[str, Any]], token: bytes, results: int, streams: Streams) -> None:
        self.results = results
        self.reports: list[dict[str, Any]] = []
        self.timed_out = False
        self.output_exceeded = False
        self.foreign_bytes = False
        self.results_closed = False
        self._calls = calls
        self._token = token
        self._streams = streams
        self._received = bytearray()
        self._output = (bytearray(), bytearray())
        self.started_seconds = 0.0
        self.deadline_seconds = 0.0

    @property
    def finished(self) -> bool:
        """Every call has its report."""
        return len(self.reports) == len(self._calls)

    @property
    def ended(self) -> bool:
        """Nothing more is wanted: all calls are reported, or a limit is broken."""
        return self.finished or self.output_exceeded or self.foreign_bytes

    def advance(self, ready: set[int]) -> bool:
        """Take in what the descriptors in ``ready`` hold. True where a call ended."""
        before = len(self.reports)
        # Output first: it belongs to the call whose report may stand in the result pipe.
        for number, descriptor in enumerate(self._streams.readable):
            if descriptor in ready:
                self._read_output(number)
        if self.results in ready and not self.ended:
            self._read_results()
        return len(self.reports) > before

    def end_with(self, report: dict[str, Any]) -> None:
        """Close the call that the worker died in with ``report``. Later calls get none."""
        self._read_all_output()
        self.reports.append({**report, **self._take_output(), "dead": True})
        last = self.reports[-1]
        if report["status"] == "timed_out" or (last.get("stdout") and last.get("stderr")):
            # How far a stopped program had printed, or on which of two streams, is chance; verdicts are repeatable.
            last |= {"stdout": "", "stderr": "", "truncated": True}

    def start_clock(self) -> None:
        """The next call begins now."""
        self.started_seconds = _clock()
        if not self.finished:
            self.deadline_seconds = self.started_seconds + self._calls[len(self.reports)]["wall_seconds"]

    def _read_results(self) -> None:
        try:
            part = os.read(self.results, READ_BYTES)
        except BlockingIOError:
            return
        self.results_closed = not part
        self._received += part
        while not self.ended and self._take_message():
            pass

    def _take_message(self) -> bool:
        """Read one message off the front of what was received; False where it is not complete yet."""
        received = self._received
        head = len(self._token) + LENGTH.size
        if not self._token.startswith(bytes(received[: len(self._token)])):
            self.foreign_bytes = True
            return False
        if len(received) < head:
            return False
        (size_bytes,) = LENGTH.unpack(received[len(self._token) : head])
        if size_bytes > self._calls[len(self.reports)]["result_bytes"] + ENVELOPE_BYTES:
            self.foreign_bytes = True
            return False
        if len(received) < head + size_bytes:
            return False
        message = bytes(received[head : head + size_bytes])
        del received[: head + size_bytes]
        self._read_all_output()
        if not self.output_exceeded:
            # What a worker says is text here: the host reads it, and finds out whether it is a report.
            self.reports.append({"said": message.decode("utf-8", "replace"), **self._take_output()})
            self.start_clock()
        return True

    def _read_output(self, number: int) -> None:
        """Move one portion of a stream into memory; past the cap, keep the cap and say so."""
        part = self._streams.read(number)
        kept = self._output[number]
        room = self._calls[min(len(self.reports), len(self._calls) - 1)]["output_bytes"] - len(kept)
        kept += part[:room]
        if len(part) > room:
            self.output_exceeded = True

    def _read_all_output(self) -> None:
        while not self.output_exceeded and (filled := self._streams.filled()):
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
