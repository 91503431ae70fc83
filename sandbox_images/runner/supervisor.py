"""PID 1 of the box: one request at a time, a worker for it, a complete cleaning after it."""

from __future__ import annotations

import contextlib
import mmap
import os
import select
import signal
import sys
import time

from . import confinement, frames, repeatable
from .code_cache import CodeCache
from .watch import Streams, Watch
from .worker import Worker

TYPE_CHECKING = False  # `typing` is 0.4 MB that every fork would have to carry
if TYPE_CHECKING:
    from typing import Any

_clock = time.monotonic
SECONDS_BETWEEN_LOOKS = 0.002


def main() -> int:
    """Serve requests from standard input until it ends; 0 then, 1 where a request cannot be read.

    A fault of the runner itself ends it with a traceback on standard error; the host then starts a new box.
    """
    requests, replies, diagnosis = os.dup(0), os.dup(1), os.dup(2)
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    os.close(nothing)
    supervisor = Supervisor(diagnosis)
    frames.write_frame(replies, {"ready": {"python": ".".join(map(str, sys.version_info[:3]))}})
    while True:
        try:
            request = frames.read_frame(requests)
        except ValueError:
            return 1
        if request is None:
            return 0
        try:
            reply = supervisor.handle(request)
        except Exception:  # the edge of the runner: told, and the box is given up
            _tell(diagnosis)
            return 1
        frames.write_frame(replies, reply)


class Supervisor:
    """Runs requests, each in workers of its own."""

    def __init__(self, diagnosis: int) -> None:
        self._diagnosis = diagnosis
        confinement.protect_supervisor()
        self._real_urandom = os.urandom
        repeatable.install()
        self._streams = Streams()
        self._phase = mmap.mmap(-1, 1)
        self._code = CodeCache()
        self._poll = select.poll()
        for descriptor in self._streams.readable:
            self._poll.register(descriptor, select.POLLIN)
        self._oom_counter = confinement.oom_counter()
        self._oom_kills = confinement.oom_kills(self._oom_counter)
        confinement.freeze_heap()
        self._address_space_bytes = confinement.address_space_bytes()

    def handle(self, request: dict[str, Any]) -> dict[str, Any]:
        """Run one example: all calls in one worker, or each in its own where the request says ``separate``."""
        calls = request["calls"]
        groups = [[call] for call in calls] if request["separate"] else [calls]
        reports: list[dict[str, Any]] = []
        for group in groups:
            if reports and reports[-1].pop("dead", False):
                break
            reports += self._run({**request, "calls": group})
        if reports:
            reports[-1].pop("dead", None)
        reports += [{"status": "not_run"} for _ in range(len(calls) - len(reports))]
        return {"key": request["key"], "calls": reports}

    def _run(self, request: dict[str, Any]) -> list[dict[str, Any]]:
        """One worker from fork to cleaning. Fewer reports than calls where it died; the last then says ``dead``."""
        token = self._real_urandom(16)
        self._phase[0] = Worker.STARTING
        names = [call["implementation"] for call in request["calls"] if call["toolkit"] is None]
        names += [toolkit["implementation"] for toolkit in request["toolkits"].values()]
        repeatable.begin(repeatable.moment(request["now"]), request["seed"])
        modules = self._code.modules(request["paths"], [name.partition(":")[0] for name in names])
        results, results_end = os.pipe()
        os.set_blocking(results, False)
        proceed_end, proceed = os.pipe() if len(request["calls"]) > 1 else (None, None)
        # Made before the fork, where it costs least: afterwards each page written is a page copied.
        worker = Worker(request, modules, self._phase, self._streams, token, results_end, proceed_end)
        watch = Watch(request["calls"], token, results, self._streams)
        pid = os.fork()
        if pid == 0:
            self._become_worker(worker)
        watch.start_clock()
        os.close(results_end)
        if proceed_end is not None:
            os.close(proceed_end)
        try:
            status, usage = self._observe(watch, pid, proceed)
        finally:
            os.close(results)
            if proceed is not None:
                os.close(proceed)
        if self._phase[0] == Worker.STARTING and not watch.timed_out:
            raise RuntimeError(f"the worker ended before it began: wait status {status}")
        oom_kills = confinement.oom_kills(self._oom_counter)
        if not watch.finished:
            self._explain_death(watch, status, usage, out_of_memory=oom_kills != self._oom_kills)
        self._oom_kills = oom_kills
        self._streams.discard()
        return watch.reports

    def _become_worker(self, worker: Worker) -> None:
        """Never returns. What escapes from here is a fault of the runner, and is told on the box's standard error."""
        try:
            confinement.confine_worker((*worker.descriptors, self._diagnosis))
            worker.run(self._address_space_bytes, self._diagnosis)
        except BaseException:
            _tell(self._diagnosis)
        finally:
            os._exit(255)

    def _observe(self, watch: Watch, pid: int, proceed: int | None) -> tuple[int, Any]:
        """Follow the worker until it has reported all, died, or broken a limit; then kill and reap all that is left.

        A worker's death shows as the end of its result pipe. Where the end comes and the worker lives, it closed the
        pipe itself; where it died and a process that it left holds the pipe, the deadline finds it dead.
        """
        self._poll.register(watch.results, select.POLLIN)
        listening = True
        death: tuple[int, Any] | None = None
        while not watch.ended:
            left_seconds = watch.deadline_seconds - _clock()
            if left_seconds <= 0:
                death = death or _death_of(pid)
                watch.timed_out = death is None
                break
            if not listening:
                left_seconds = min(left_seconds, SECONDS_BETWEEN_LOOKS)
            ready = {descriptor for descriptor, _ in self._poll.poll(left_seconds * 1000 + 1)}
            if watch.advance(ready) and proceed is not None and not watch.ended:
                _allow_next(proceed)
            if watch.results_closed:
                if listening:
                    self._poll.unregister(watch.results)  # it would be ready for ever
                    listening = False
                death = _death_of(pid)
                if death is not None:
                    break
        if listening:
            self._poll.unregister(watch.results)
        return _sweep(pid, death)

    def _explain_death(self, watch: Watch, status: int, usage: Any, *, out_of_memory: bool) -> None:
        """Turn the way in which the worker ended into the status of the call that it was in."""
        report: dict[str, Any] = {
            "wall_ms": (_clock() - watch.started_seconds) * 1000,
            "cpu_ms": (usage.ru_utime + usage.ru_stime) * 1000,
            "peak_memory_bytes": usage.ru_maxrss * 1024,
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
        if self._phase[0] != Worker.CALLING:
            error = report.setdefault("error", {"type": "", "message": ""})
            error["importing"] = True
        watch.end_with(report)


def _tell(diagnosis: int) -> None:
    """Write the exception being handled onto the box's standard error."""
    import traceback  # noqa: PLC0415 - needed only in a fault; held, it would cost every fork

    os.write(diagnosis, traceback.format_exc().encode("utf-8", "replace"))


def _allow_next(proceed: int) -> None:
    with contextlib.suppress(BrokenPipeError):  # the worker is dead; the end of its results tells
        os.write(proceed, b"+")


def _death_of(pid: int) -> tuple[int, Any] | None:
    """How the worker ended; None while it lives."""
    dead, status, usage = os.wait4(pid, os.WNOHANG)
    return (status, usage) if dead else None


def _sweep(pid: int, death: tuple[int, Any] | None) -> tuple[int, Any]:
    """Kill and reap every process but this one until none is left; how the worker ended.

    kill(2): -1 spares the caller and the init process, which here are one. Processes that were forked while the signal
    went round are met by the next round.
    """
    flags = 0
    _kill_all()
    while True:
        try:
            dead, status, usage = os.wait4(-1, flags)
        except ChildProcessError:
            break
        if dead == 0:
            _kill_all()
            flags = 0
            continue
        if dead == pid:
            death = (status, usage)
        flags = os.WNOHANG
    if death is None:
        raise RuntimeError("the worker was reaped by nobody")
    return death


def _kill_all() -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(-1, signal.SIGKILL)
