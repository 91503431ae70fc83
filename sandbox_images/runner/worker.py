"""The forked process that runs the calls of one example, in order, or those of a whole batch of examples.

It reads one request, ``token (16 bytes), JSON, newline``, and writes messages, ``token, kind (1 byte), JSON, newline``.
All of it is ASCII, so that no newline can stand inside.

====  ==========================================================================================================
kind  is
====  ==========================================================================================================
L     a module is being loaded from here on: a death meanwhile is the implementation's fault
C     the call itself begins
R     the report on one call; where there are more, the worker then waits for the token of the next
P     a portion of a batch's reports
E     the end of a batch: empty, or why its reports do not count
====  ==========================================================================================================

Each call's function is loaded right before its first call, with the output thrown away. The functions run in this
very process, so all that is needed afterwards is bound before they are loaded. What runs before every example is
written to touch few objects: each page that a worker writes to is a page that the kernel copies first.
"""

from __future__ import annotations

import builtins
import contextlib
import json
import os
import sys
import time

from . import code_cache, failures, frames, repeatable, strict
from .batch import run_batch

TYPE_CHECKING = False  # `typing` is 0.4 MB that every fork would have to carry
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, NoReturn

# What a function replaces in builtins must not change how it is reported on.
globals().update(vars(builtins) | globals())

TOKEN_BYTES = 16
END_OF_LINE = b"\n"
FIRST_READ_BYTES = 4 * 1024  # most requests are smaller, and a larger buffer takes pages of its own
READ_BYTES = 1024 * 1024
LOADING, CALLING, REPORT = b"L", b"C", b"R"
_clock = time.perf_counter
_cpu_clock = time.process_time
_write = os.write
_read = os.read
_dup, _dup2, _open, _close = os.dup, os.dup2, os.open, os.close
_set_blocking = os.set_blocking
_exit = os._exit
_getpid = os.getpid
_scan = frames.scan
_modules = sys.modules
_joined = b"".join
_joined_text = "".join
_plain, _parts = strict.plain, strict.parts
_RETURNED = b'{"status":"returned","result":%b,"wall_ms":%a,"cpu_ms":%a}'


class Place:
    """Where the workers of one stem run: their pipe ends, the code that the stem holds, the module search path.

    ``ready`` are functions of modules that the stem has executed, by the names that requests call them by.
    """

    __slots__ = ("modules", "ready", "requests", "results", "roots")

    def __init__(
        self, requests: int, results: int, modules: dict[str, code_cache.CachedModule], paths: Sequence[str]
    ) -> None:
        self.requests = requests
        self.results = results
        self.modules = modules
        self.ready: dict[str, Callable[..., Any]] = {}
        self.roots = tuple(f"{path}/" for path in paths)


class Silence:
    """Standard output and standard error go nowhere, as far as the code in between leaves its descriptors alone."""

    def __enter__(self) -> None:
        self._kept = (_dup(1), _dup(2))
        nothing = _open("/dev/null", os.O_WRONLY)
        _dup2(nothing, 1)
        _dup2(nothing, 2)
        _close(nothing)

    def __exit__(self, *_: object) -> None:
        for descriptor, kept in zip((1, 2), self._kept, strict=True):
            with contextlib.suppress(OSError):
                _dup2(kept, descriptor)
                _close(kept)


def work(place: Place) -> NoReturn:
    """A worker's whole life: read a request, run it, leave without running exit handlers."""
    read = _read(place.requests, FIRST_READ_BYTES)
    while read[-1:] != END_OF_LINE:
        part = _read(place.requests, READ_BYTES)
        if not part:
            _exit(255)
        read += part
    _run(place, read)
    _exit(0)


def _run(place: Place, read: bytes) -> None:
    request = _scan(str(read, "ascii"), TOKEN_BYTES)[0]
    if "batch" in request:
        run_batch(Worker(place, read[:TOKEN_BYTES], request), request)
        return
    call, *others = request["calls"]
    function = None if others or call["toolkit"] is not None else place.ready.get(call["implementation"])
    if function is not None:
        _run_straight(place, read[:TOKEN_BYTES], request, call, function)
    else:
        worker = Worker(place, read[:TOKEN_BYTES], request)
        repeatable.begin(request["now"], request["zone"])
        worker.run()


def _run_straight(
    place: Place, token: bytes, request: dict[str, Any], call: dict[str, Any], function: Callable[..., Any]
) -> None:
    """Run the one call of a request whose function the stem has: ``Worker.run`` for the commonest case.

    It is one frame, and what it writes is what the general way writes. Each function, method and class less is a page
    less to copy.
    """
    own, stdout, stderr = _getpid(), sys.stdout, sys.stderr
    repeatable.begin_only_call(request["now"], request["zone"], request["seed"], call["index"])
    try:
        try:
            wall, cpu = _clock(), _cpu_clock()
            try:
                result = _plain(function(**call["arguments"]))
            except BaseException as error:
                told = failures.report_on(error, function, call["arguments"], place.roots, wall, cpu)
            else:
                wall, cpu = (_clock() - wall) * 1000, (_cpu_clock() - cpu) * 1000
                told = _RETURNED % (_joined_text(_parts(result, 0)).encode(), wall, cpu)
                if len(told) > call["result_bytes"]:
                    report = {"status": "returned", "result": result, "wall_ms": wall, "cpu_ms": cpu}
                    told = _capped(report, told, call["result_bytes"])
            if sys.stdout is not stdout or sys.stderr is not stderr:  # our own hold nothing back (-u)
                _flush(sys.stdout)
                _flush(sys.stderr)
            message = _joined((token, REPORT, told, END_OF_LINE))
        except BaseException as error:  # out of a signal handler of the function's own
            failures.block_signals(failures.SIG_BLOCK, failures.SIGNALS)
            message = _joined((token, REPORT, failures.interrupted_report(error, place.roots), END_OF_LINE))
    except BaseException as error:  # the signal that was on its way then
        message = _joined((token, REPORT, failures.interrupted_report(error, place.roots), END_OF_LINE))
    if _getpid() != own:
        _exit(0)  # a copy, forked by a function that then returned in both
    try:
        written = _write(place.results, message)
    except BlockingIOError:
        written = 0
    if written < len(message):
        send_rest(place.results, message, written)


def send_rest(results: int, message: bytes, written: int) -> None:
    """Write what is left of a message."""
    while written < len(message):
        try:
            written += _write(results, message[written:] if written else message)
        except BlockingIOError:  # a function has taken the waiting off the pipe
            _set_blocking(results, True)


def warm_up() -> None:
    """Run a call often enough for the interpreter to have specialised the code that every worker runs.

    It does so by writing into the code itself (PEP 659): once, here, instead of in every worker.
    """
    nothing = _open("/dev/null", os.O_RDWR)
    here = Place(nothing, nothing, {}, ())
    call = {"index": 0, "implementation": f"{__name__}:_nothing", "toolkit": None, "result_bytes": 99, "arguments": {}}
    call["arguments"] = {"first": 1, "second": [0.5, {"text": "zażółć"}, None, True]}
    request: dict[str, Any] = {"now": 0, "zone": None, "seed": 0, "toolkits": {}, "state": {}, "calls": [call]}
    read = b"0" * TOKEN_BYTES + json.dumps(request).encode()
    ways: tuple[dict[str, Callable[..., Any]], ...] = ({}, {f"{__name__}:_nothing": _nothing})
    for ready in ways:
        here.ready = ready
        for _ in range(32):
            _run(here, read)
    _close(nothing)


def _nothing(first: int, second: Any) -> Any:
    return [first, second, "text"]


class Worker:
    """Runs the calls of one request. ``token`` opens each message, so that a function's bytes are told from ours."""

    def __init__(self, place: Place, token: bytes, request: dict[str, Any]) -> None:
        self.modules = place.modules
        self._requests = place.requests
        self._results = place.results
        self.roots = place.roots
        self._token = token
        self._pid = _getpid()
        self._request = request
        self._stdout = sys.stdout
        self._stderr = sys.stderr
        self._toolkits: dict[str, Any] = {}
        self._faults: dict[str, dict[str, Any]] = {}

    def run(self) -> None:
        """Run every call in order; between two calls, wait until the supervisor has taken in what the first printed."""
        seed = self._request["seed"]
        first = True
        for call in self._request["calls"]:
            if not first:
                self._token = _read(self._requests, TOKEN_BYTES)
            first = False
            function = self._load_silently(call, seed)
            repeatable.begin_call(seed, call["index"])
            try:
                try:
                    report = self.call(function, call["arguments"], call["result_bytes"])
                    if sys.stdout is not self._stdout or sys.stderr is not self._stderr:
                        _flush(sys.stdout)
                        _flush(sys.stderr)
                    message = _joined((self._token, REPORT, report, END_OF_LINE))
                except BaseException as error:
                    failures.block_signals(failures.SIG_BLOCK, failures.SIGNALS)
                    report = failures.interrupted_report(error, self.roots)
                    message = _joined((self._token, REPORT, report, END_OF_LINE))
            except BaseException as error:
                report = failures.interrupted_report(error, self.roots)
                message = _joined((self._token, REPORT, report, END_OF_LINE))
            self._write(message)

    def send(self, kind: bytes, content: bytes = b"") -> None:
        """Write one message."""
        self._write(_joined((self._token, kind, content, END_OF_LINE)))

    def _write(self, message: bytes) -> None:
        """Write a message. A copy of the worker, forked by a function that then returns in both, ends here."""
        if _getpid() != self._pid:
            _exit(0)
        send_rest(self._results, message, 0)

    def _load_silently(self, call: dict[str, Any], seed: int) -> Callable[..., Any] | dict[str, Any]:
        """What ``_load`` gives. Which call loads a module depends on the isolation; output and randomness must not."""
        toolkit = call["toolkit"]
        if toolkit is None:
            loaded = call["implementation"].partition(":")[0] in _modules
        else:
            loaded = toolkit in self._toolkits or toolkit in self._faults
        if loaded:
            return self._load(call)
        self.send(LOADING)
        with Silence():
            repeatable.begin_loading(seed)
            function = self._load(call)
        self.send(CALLING)
        return function

    def _load(self, call: dict[str, Any]) -> Callable[..., Any] | dict[str, Any]:
        """The callable behind one call, or the report that says why there is none."""
        toolkit = call["toolkit"]
        if toolkit is None:
            return self.find(call["implementation"])
        try:
            if (fault := self._prepare_toolkit(toolkit)) is not None:
                return fault
            function: Callable[..., Any] = getattr(self._toolkits[toolkit], call["implementation"])
        except BaseException as error:
            return self._failure(error, importing=True)
        return function

    def find(self, implementation: str) -> Callable[..., Any] | dict[str, Any]:
        """The function named ``module:attribute.attribute``, or the report that says why there is none."""
        try:
            found: Callable[..., Any] = self._object(implementation)
        except BaseException as error:
            return self._failure(error, importing=True)
        return found

    def _object(self, implementation: str) -> Any:
        module, _, path = implementation.partition(":")
        found = code_cache.load(module, self.modules)
        for attribute in path.split("."):
            found = getattr(found, attribute)
        return found

    def _prepare_toolkit(self, name: str) -> dict[str, Any] | None:
        """Make the toolkit's instance and load its state, once; the report of the fault where that failed."""
        if name in self._toolkits or name in self._faults:
            return self._faults.get(name)
        description = self._request["toolkits"][name]
        try:
            instance = self._object(description["implementation"])()
        except BaseException as error:
            self._faults[name] = self._failure(error, importing=True)
            return self._faults[name]
        method = description["load_state"]
        if name in self._request["state"] and method is not None:
            try:
                getattr(instance, method)(self._request["state"][name])
            except BaseException as error:
                self._faults[name] = self._failure(error, loading_state=True)
                return self._faults[name]
        self._toolkits[name] = instance
        return None

    def call(
        self, function: Callable[..., Any] | dict[str, Any], arguments: dict[str, Any], result_bytes: int
    ) -> bytes:
        """Run one call and report on it, as JSON; where there is no function, the report on that."""
        if isinstance(function, dict):
            return strict.encode(function)
        wall, cpu = _clock(), _cpu_clock()
        try:
            result = strict.plain(function(**arguments))
            report = {"status": "returned", "result": result}
        except BaseException as error:
            return failures.report_on(error, function, arguments, self.roots, wall, cpu)
        report["wall_ms"] = (_clock() - wall) * 1000
        report["cpu_ms"] = (_cpu_clock() - cpu) * 1000
        told = strict.encode(report)
        if len(told) > result_bytes:
            told = _capped(report, told, result_bytes)
        return told

    def _failure(self, error: BaseException, **circumstances: bool) -> dict[str, Any]:
        return failures.failure(error, self.roots, **circumstances)


def _flush(stream: Any) -> None:
    """Write out what a stream that a function put in place of ours still holds, if it can."""
    with contextlib.suppress(BaseException):
        stream.flush()


def _capped(report: dict[str, Any], told: bytes, result_bytes: int) -> bytes:
    """The report, without its result where that is over the limit by itself."""
    result = report["result"]
    if len(strict.encode(result)) <= result_bytes:
        return told
    return strict.encode(report | {"result": None, "truncated": True, "result_sha256": strict.sha256(result)})
