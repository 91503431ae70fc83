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

# The module under `signal`, which makes enums of its constants.
import _signal  # type: ignore[import-not-found]  # not in typeshed
import builtins
import contextlib
import errno
import json
import os
import sys
import time

from . import code_cache, frames, repeatable, strict
from .batch import run_batch

TYPE_CHECKING = False  # `typing` is 0.4 MB that every fork would have to carry
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType
    from typing import Any, NoReturn

globals().update(vars(builtins))  # what a function replaces in builtins must not change how it is reported on

MESSAGE_CHARACTERS = 2_000
TRACE_LINES = 5
NAME_CHARACTERS = 200
TOKEN_BYTES = 16
END_OF_LINE = b"\n"
FIRST_READ_BYTES = 4 * 1024  # most requests are smaller, and a larger buffer takes pages of its own
READ_BYTES = 1024 * 1024
LOADING, CALLING, REPORT = b"L", b"C", b"R"
REFUSALS = frozenset((errno.EROFS, errno.ENETUNREACH, errno.EPERM, errno.EACCES))
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
# Attributes of exceptions as their base types keep them, whatever a subclass puts in front.
_traceback_of: Callable[[BaseException], TracebackType | None] = BaseException.__dict__["__traceback__"].__get__
_errno_of: Callable[[BaseException], Any] = OSError.__dict__["errno"].__get__
_code_of: Callable[[BaseException], Any] = SystemExit.__dict__["code"].__get__


class Place:
    """Where the workers of one stem run: their pipe ends, the code that the stem holds, the module search path."""

    __slots__ = ("modules", "requests", "results", "roots")

    def __init__(
        self, requests: int, results: int, modules: dict[str, code_cache.CachedModule], paths: Sequence[str]
    ) -> None:
        self.requests = requests
        self.results = results
        self.modules = modules
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
    worker = Worker(place, read[:TOKEN_BYTES], request)
    if "batch" in request:
        run_batch(worker, request)
    else:
        repeatable.begin(request["now"], request["zone"])
        worker.run()


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
                report = self.call(function, call["arguments"], call["result_bytes"])
                if sys.stdout is not self._stdout or sys.stderr is not self._stderr:  # our own hold nothing back (-u)
                    _flush(sys.stdout)
                    _flush(sys.stderr)
            except BaseException as error:  # out of a signal handler of the function's own
                report = self._interrupted_report(error)
            self.send(REPORT, report)

    def _interrupted_report(self, error: BaseException) -> bytes:
        """The report on a call whose own signal handler raised after it had returned; no signal comes in any more."""
        while True:
            try:
                _signal.pthread_sigmask(_signal.SIG_BLOCK, range(1, _signal.NSIG))
                return strict.encode(self._failure(error))
            except BaseException as another:
                error = another

    def send(self, kind: bytes, content: bytes = b"") -> None:
        """Write one message. A copy of the worker, forked by a function that then returns in both, ends here."""
        if _getpid() != self._pid:
            _exit(0)
        message = _joined((self._token, kind, content, END_OF_LINE))
        written = 0
        while written < len(message):
            try:
                written += _write(self._results, message[written:] if written else message)
            except BlockingIOError:  # a function has taken the waiting off the pipe
                _set_blocking(self._results, True)

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
        except strict.NotStrictJsonError as error:
            report = {"status": "result_invalid", "error": {"type": "NotStrictJsonError", "message": str(error)}}
        except BaseException as error:
            binding = issubclass(type(error), TypeError) and _cannot_bind(function, arguments)
            report = self._failure(error, binding=binding)
        report["wall_ms"] = (_clock() - wall) * 1000
        report["cpu_ms"] = (_cpu_clock() - cpu) * 1000
        told = strict.encode(report)
        if len(told) > result_bytes and report["status"] == "returned":
            told = _capped(report, told, result_bytes)
        return told

    def _failure(self, error: BaseException, **circumstances: bool) -> dict[str, Any]:
        """The report on an exception. Nothing of the exception's own code can break out of here."""
        kind = type(error)
        described = {"type": strict.type_name(kind), "message": _message(error), **circumstances}
        described["trace"] = self._trace(error)
        if issubclass(kind, MemoryError):
            return {"status": "out_of_memory", "error": described}
        if issubclass(kind, OSError) and _is_refusal(error):
            return {"status": "denied", "error": described}
        if issubclass(kind, SystemExit):
            code = _code_of(error)
            exit_code = code & 0xFF if type(code) is int else 0 if code is None else 1
            return {"status": "exited", "error": described, "exit_code": exit_code}
        return {"status": "raised", "error": described}

    def _trace(self, error: BaseException) -> list[str]:
        """The last frames inside the functions' own files, as ``file:line in function``."""
        lines: list[str] = []
        step = _traceback_of(error)
        while step is not None:
            name = step.tb_frame.f_code.co_filename
            root = next((root for root in self.roots if name.startswith(root)), None)
            if root is not None:
                where = step.tb_frame.f_code.co_name[:NAME_CHARACTERS]
                lines.append(f"{name.removeprefix(root)}:{step.tb_lineno} in {where}")
            step = step.tb_next
        return lines[-TRACE_LINES:]


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


def _cannot_bind(function: Callable[..., Any], arguments: dict[str, Any]) -> bool:
    """Whether a TypeError came from the arguments not fitting the signature, and not from inside the function."""
    try:
        import inspect  # noqa: PLC0415 - needed only here; held, it would cost every fork

        inspect.signature(function).bind(**arguments)
    except TypeError:
        return True
    except BaseException:
        return False
    return False


def _is_refusal(error: BaseException) -> bool:
    """Whether it was the box that refused: a write, a connection, a privilege, a name to resolve, a temporary file."""
    if strict.type_name(type(error)) == "gaierror":
        return True
    number = _errno_of(error)
    if type(number) is int and number in REFUSALS:
        return True
    step = _traceback_of(error)
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return step is not None and step.tb_frame.f_code.co_name == "_get_default_tempdir"


def _message(error: BaseException) -> str:
    try:
        text = str(error)
        exact = str.__str__(text)[:MESSAGE_CHARACTERS]
        return exact.encode("utf-8", "backslashreplace").decode()
    except BaseException:
        return "(the exception's message cannot be read)"
