"""PID 1 of the box: one request at a time, workers for it, a complete cleaning after each."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import time

from . import audit, confinement, frames, repeatable, stem
from .nursery import Nursery
from .plumbing import Pipes
from .watch import BatchWatch, Limits, Watch
from .worker import END_OF_LINE, TOKEN_BYTES

TYPE_CHECKING = False  # `typing` is 0.4 MB that every fork would have to carry
if TYPE_CHECKING:
    from typing import Any

_clock = time.monotonic
TOKENS_DRAWN = 64
QUIET_SECONDS = 0.02
"""How long a worker may say nothing before the supervisor asks the kernel to tell it of its death."""


def main() -> int:
    """Serve requests from standard input until it ends; 0 then, 1 where a request cannot be read.

    A fault of the runner itself ends it with a traceback on standard error; the host then starts a new box.
    """
    requests, replies, diagnosis = os.dup(0), os.dup(1), os.dup(2)
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    os.close(nothing)
    try:
        supervisor = Supervisor()
        conversation = frames.Conversation(requests, replies)
        conversation.reply({"ready": supervisor.described()})
        conversation.flush()
        while (request := conversation.next()) is not None:
            header, body = request
            told, said = supervisor.handle(header, body)
            conversation.reply(told, said)
    except Exception:  # the edge of the runner: told, and the box is given up
        _tell(diagnosis)
        return 1
    return 0


class Supervisor:
    """Runs requests, each in workers of its own."""

    def __init__(self) -> None:
        confinement.protect_supervisor()
        self._layers = audit.holding()
        repeatable.install()
        confinement.freeze_heap()
        self._pipes = Pipes()
        seed = stem.sow(self._pipes)
        self._pipes.become_supervisor()
        self._random = os.open("/dev/urandom", os.O_RDONLY)
        self._tokens: list[bytes] = []
        self._nursery = Nursery(self._pipes, seed)
        self._poll = select.poll()
        for descriptor in (*self._pipes.streams, self._pipes.results):
            self._poll.register(descriptor, select.POLLIN)
        self._oom_counter = confinement.oom_counter()
        self._oom_kills = confinement.oom_kills(self._oom_counter)

    def described(self) -> dict[str, Any]:
        """What the host is told at the start: which layers hold for workers of this box."""
        return {
            "python": ".".join(map(str, sys.version_info[:3])),
            "layers": [*self._layers, *self._nursery.layers],
            "oom_counter": self._oom_counter is not None,
        }

    def handle(self, header: dict[str, Any], body: memoryview) -> tuple[dict[str, Any], list[bytes]]:
        """Run one request; the reply's header and its bodies."""
        if "batch" in header:
            return self._handle_batch(header, body)
        reports: list[dict[str, Any]] = []
        said: list[bytes] = []
        start = 0
        total = 0
        for group in header["groups"]:
            end = start + group["size"]
            limits = [Limits(*each) for each in group["limits"]]
            total += len(limits)
            if not reports or not reports[-1].get("dead"):
                watch = self._run(header, limits, body[start:end])
                reports += watch.reports
                said += watch.said
            start = end
        for report in reports:
            report.pop("dead", None)
        reports += [{"status": "not_run"} for _ in range(total - len(reports))]
        return {"key": header["key"], "calls": reports}, said

    def _handle_batch(self, header: dict[str, Any], body: memoryview) -> tuple[dict[str, Any], list[bytes]]:
        limits = Limits(*header["batch"])
        token = self._token()
        watch = BatchWatch(limits, token, self._pipes)
        self._observe(watch, self._begin(header, limits), token, body)
        self._nursery.order()
        if watch.finished and watch.anomaly is None:
            return {"key": header["key"]}, [b"[", b",".join(watch.said), b"]"]
        if watch.timed_out:
            watch.anomaly = "the batch ran out of time"
        return {"key": header["key"], "anomaly": watch.anomaly or "the worker died"}, []

    def _run(self, header: dict[str, Any], limits: list[Limits], request: memoryview) -> Watch:
        """One worker from its request to its cleaning. Fewer reports than calls where it died; the last says so."""
        token = self._token()
        watch = Watch(limits, token, self._pipes)
        status, usage = self._observe(watch, self._begin(header, limits[0]), token, request)
        oom_kills = confinement.oom_kills(self._oom_counter)
        self._nursery.order()  # the next worker is forked while the reply is written
        if not watch.finished:
            self._explain_death(watch, status, usage, out_of_memory=oom_kills != self._oom_kills)
        self._oom_kills = oom_kills
        for report in watch.reports:
            report["peak_memory_bytes"] = usage.ru_maxrss * 1024
        return watch

    def _token(self) -> bytes:
        """A token that no worker has had; drawn many at a time."""
        if not self._tokens:
            drawn = frames.read_exactly(self._random, TOKENS_DRAWN * TOKEN_BYTES // 2)
            if drawn is None:
                raise RuntimeError("the source of randomness ended")
            text = drawn.hex().encode()
            self._tokens = [text[start : start + TOKEN_BYTES] for start in range(0, len(text), TOKEN_BYTES)]
        return self._tokens.pop()

    def _begin(self, header: dict[str, Any], limits: Limits) -> int:
        """A worker that waits for its request, limited for its first call; its number."""
        pid = self._nursery.worker(header)
        os.setpgid(pid, pid)
        confinement.limit_call(pid, limits.cpu_seconds, self._nursery.base_bytes + limits.memory_bytes, first=True)
        return pid

    def _observe(self, watch: Watch | BatchWatch, pid: int, token: bytes, request: memoryview) -> tuple[int, Any]:
        """Hand over the request and follow the worker until it has reported all, died, or broken a limit.

        Then kill and reap its whole group; how the worker ended.
        """
        pending = self._hand_over(memoryview(b"".join((token, request, END_OF_LINE))))
        if pending:
            self._poll.register(self._pipes.requests_end, select.POLLOUT)
        death: tuple[int, Any] | None = None
        watch.start_clock()
        try:
            death = self._follow(watch, pid, pending)
        finally:
            if pending:
                with contextlib.suppress(KeyError):
                    self._poll.unregister(self._pipes.requests_end)
            death = _sweep(pid, death)
            self._pipes.clear()
        return death

    def _follow(self, watch: Watch | BatchWatch, pid: int, pending: memoryview) -> tuple[int, Any] | None:
        """See a worker through to its end; how it died, if it did so by itself.

        A worker that falls silent is watched through a process descriptor (pidfd_open(2)), which tells of its death
        whoever else still holds its pipes.
        """
        pidfd: int | None = None
        try:
            while not watch.ended:
                left_seconds = watch.deadline_seconds - _clock()
                if left_seconds <= 0:
                    death = _death_of(pid)
                    watch.timed_out = death is None
                    return death
                step_seconds = left_seconds if pidfd not in (None, NO_PIDFD) else min(left_seconds, QUIET_SECONDS)
                ready = {descriptor for descriptor, _ in self._poll.poll(step_seconds * 1000 + 1)}
                if pending and self._pipes.requests_end in ready:
                    pending = self._hand_over(pending)
                    if not pending:
                        self._poll.unregister(self._pipes.requests_end)
                if watch.advance(ready) and not watch.ended:
                    self._allow_next(watch, pid)
                if (pidfd in ready or pidfd == NO_PIDFD) and (death := _death_of(pid)) is not None:
                    self._hear_last_words(watch)
                    return death
                if pidfd is None and not ready:
                    pidfd = self._watch_death(pid)
        finally:
            if pidfd is not None and pidfd != NO_PIDFD:
                self._poll.unregister(pidfd)
                os.close(pidfd)
        return None

    def _allow_next(self, watch: Watch | BatchWatch, pid: int) -> None:
        """Let a worker go on to its next call, under that call's limits and with a token that no earlier call knew."""
        limits = watch.current()
        base_bytes = self._nursery.base_bytes
        confinement.limit_call(pid, limits.cpu_seconds, base_bytes + limits.memory_bytes, first=False)
        token = self._token()
        watch.messages.renew(token)
        os.write(self._pipes.requests_end, token)

    def _hear_last_words(self, watch: Watch | BatchWatch) -> None:
        """Take in what a worker wrote before it died."""
        written = {self._pipes.results, *self._pipes.streams}
        while not watch.ended and (ready := written & {descriptor for descriptor, _ in self._poll.poll(0)}):
            watch.advance(ready)

    def _hand_over(self, request: memoryview) -> memoryview:
        """Write as much of a request as the pipe takes; what is left of it."""
        while request:
            try:
                request = request[os.write(self._pipes.requests_end, request) :]
            except BlockingIOError:
                break
        return request

    def _watch_death(self, pid: int) -> int:
        try:
            pidfd = os.pidfd_open(pid)
        except OSError:
            return NO_PIDFD
        self._poll.register(pidfd, select.POLLIN)
        return pidfd

    def _explain_death(self, watch: Watch, status: int, usage: Any, *, out_of_memory: bool) -> None:
        """Turn the way in which the worker ended into the status of the call that it was in."""
        report: dict[str, Any] = {
            "wall_ms": (_clock() - watch.started_seconds) * 1000,
            "cpu_ms": (usage.ru_utime + usage.ru_stime) * 1000,
        }
        killed_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
        if watch.output_exceeded:
            report |= {"status": "output_limit", "truncated": True}
        elif watch.foreign_bytes:
            message = "bytes that are no result were written to the result pipe"
            report |= {"status": "result_invalid", "error": {"type": "ForeignBytes", "message": message}}
        elif watch.timed_out or killed_by == signal.SIGXCPU:
            report["status"] = "timed_out"
        elif killed_by == signal.SIGKILL and out_of_memory:
            report["status"] = "out_of_memory"
        elif killed_by == signal.SIGSYS:
            report |= {"status": "denied", "signal": killed_by}
        elif killed_by is not None:
            report |= {"status": "crashed", "signal": killed_by}
        else:
            report |= {"status": "exited", "exit_code": os.waitstatus_to_exitcode(status)}
        if watch.loading:
            error = report.setdefault("error", {"type": "", "message": ""})
            error["importing"] = True
        watch.end_with(report)


NO_PIDFD = -1
"""Where the kernel has no process descriptors, the supervisor asks again and again."""


def _tell(diagnosis: int) -> None:
    """Write the exception being handled onto the box's standard error."""
    import traceback  # noqa: PLC0415 - needed only in a fault; held, it would cost every fork

    os.write(diagnosis, traceback.format_exc().encode("utf-8", "replace"))


def _death_of(pid: int) -> tuple[int, Any] | None:
    """How the worker ended; None while it lives."""
    dead, status, usage = os.wait4(pid, os.WNOHANG)
    return (status, usage) if dead else None


def _sweep(pid: int, death: tuple[int, Any] | None) -> tuple[int, Any]:
    """Kill and reap a worker's group until nothing of it is left; how the worker ended.

    No process can leave the group (the filter of ``seccomp`` refuses setpgid and setsid), and each orphan becomes a
    child of this process, so an empty group means that nothing is left. A signal to a group reaches all of it at once;
    where a kernel lets a fork slip through, the next round meets it.
    """
    flags = 0
    _kill_group(pid)
    while True:
        try:
            dead, status, usage = os.wait4(-pid, flags)
        except ChildProcessError:
            break
        if dead == 0:
            _kill_group(pid)
            flags = 0
            continue
        if dead == pid:
            death = (status, usage)
        flags = os.WNOHANG
    if death is None:
        raise RuntimeError("the worker was reaped by nobody")
    return death


def _kill_group(pid: int) -> None:
    try:  # noqa: SIM105 - suppress() is an object for each example
        os.kill(-pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
