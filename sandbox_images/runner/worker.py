"""The forked process that loads functions and runs the calls of one example, in order.

It writes messages on the result pipe: ``token, length, JSON``, one report per call. Each call's function is loaded
right before its first call, with the output thrown away; a byte of shared memory says that it is being loaded, so that
a death meanwhile is charged to the implementation. The functions run in this very process, so all that is needed
afterwards is bound before they are loaded.
"""

from __future__ import annotations

import builtins
import contextlib
import errno
import mmap
import os
import resource
import struct
import sys
import time

from . import code_cache, confinement, repeatable, strict
from .watch import Streams

TYPE_CHECKING = False  # `typing` is 0.4 MB that every fork would have to carry
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

globals().update(vars(builtins))  # what a function replaces in builtins must not change how it is reported on

MESSAGE_CHARACTERS = 2_000
TRACE_LINES = 5
LENGTH = struct.Struct(">I")
REFUSALS = frozenset((errno.EROFS, errno.ENETUNREACH, errno.EPERM, errno.EACCES))
_clock = time.perf_counter
_cpu_clock = time.process_time
_usage = resource.getrusage
_write = os.write
_read = os.read
_exit = os._exit


class Worker:
    """Runs one request.

    ``token`` opens each message; ``proceed`` is the pipe that allows the next call, where there are several.
    """

    STARTING = 0
    LOADING = 1
    CALLING = 2

    def __init__(
        self,
        request: dict[str, Any],
        modules: dict[str, code_cache.CachedModule],
        phase: mmap.mmap,
        streams: Streams,
        token: bytes,
        results: int,
        proceed: int | None,
    ) -> None:
        self.descriptors = (results, *streams.write_ends, *(() if proceed is None else (proceed,)))
        self._request = request
        self._modules = modules
        self._phase = phase
        self._streams = streams
        self._token = token
        self._results = results
        self._proceed = proceed
        self._stdout = sys.stdout
        self._stderr = sys.stderr
        self._roots = tuple(f"{path}/" for path in request["paths"])
        self._toolkits: dict[str, Any] = {}
        self._faults: dict[str, dict[str, Any]] = {}

    def run(self, base_bytes: int, diagnosis: int) -> None:
        """Run every call, and leave without running exit handlers.

        ``base_bytes`` is the address space that the runner itself takes; a call's limit comes on top. ``diagnosis`` is
        for faults of the runner, and is closed before any catalog code runs.
        """
        request = self._request
        sys.path[:0] = request["paths"]
        os.close(diagnosis)
        for number, call in enumerate(request["calls"]):
            if number and self._proceed is not None:
                _read(self._proceed, 1)
            used_seconds = _cpu_clock() if number else 0.0
            confinement.limit_call(call["cpu_seconds"], used_seconds, base_bytes + call["memory_bytes"])
            function = self._load_silently(call)
            repeatable.begin_call(request["seed"], call["index"])
            self._send(self._call(call, function))
        _exit(0)

    def _load_silently(self, call: dict[str, Any]) -> Callable[..., Any] | dict[str, Any]:
        """What ``_load`` gives. Which call loads a module depends on the isolation; its output must not."""
        toolkit = call["toolkit"]
        if toolkit is None:
            loaded = call["implementation"].partition(":")[0] in sys.modules
        else:
            loaded = toolkit in self._toolkits or toolkit in self._faults
        if loaded and self._phase[0] == self.CALLING:
            return self._load(call)
        if self._phase[0] == self.CALLING:
            self._streams.disconnect_worker()
        self._phase[0] = self.LOADING
        function = self._load(call)
        self._streams.connect_worker()
        self._phase[0] = self.CALLING
        return function

    def _load(self, call: dict[str, Any]) -> Callable[..., Any] | dict[str, Any]:
        """The callable behind one call, or the report that says why there is none."""
        toolkit = call["toolkit"]
        function: Callable[..., Any]
        try:
            if toolkit is None:
                function = self._find(call["implementation"])
            elif (fault := self._prepare_toolkit(toolkit)) is not None:
                return fault
            else:
                function = getattr(self._toolkits[toolkit], call["implementation"])
        except BaseException as error:
            return self._failure(error, importing=True)
        return function

    def _find(self, implementation: str) -> Any:
        """The object named ``module:attribute.attribute``."""
        module, _, path = implementation.partition(":")
        found = code_cache.load(module, self._modules)
        for attribute in path.split("."):
            found = getattr(found, attribute)
        return found

    def _prepare_toolkit(self, name: str) -> dict[str, Any] | None:
        """Make the toolkit's instance and load its state, once; the report of the fault where that failed."""
        if name in self._toolkits or name in self._faults:
            return self._faults.get(name)
        description = self._request["toolkits"][name]
        try:
            instance = self._find(description["implementation"])()
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

    def _call(self, call: dict[str, Any], function: Callable[..., Any] | dict[str, Any]) -> dict[str, Any]:
        """Run one call and report on it."""
        if isinstance(function, dict):
            return function
        wall, cpu = _clock(), _cpu_clock()
        try:
            report = _result(function(**call["arguments"]), call["result_bytes"])
        except strict.NotStrictJsonError as error:
            report = {"status": "result_invalid", "error": {"type": "NotStrictJsonError", "message": str(error)}}
        except BaseException as error:
            binding = isinstance(error, TypeError) and _cannot_bind(function, call["arguments"])
            report = self._failure(error, binding=binding)
        report["wall_ms"] = (_clock() - wall) * 1000
        report["cpu_ms"] = (_cpu_clock() - cpu) * 1000
        report["peak_memory_bytes"] = _usage(resource.RUSAGE_SELF).ru_maxrss * 1024
        return report

    def _failure(self, error: BaseException, **circumstances: bool) -> dict[str, Any]:
        """The report on an exception. Nothing of the exception's own code can break out of here."""
        described = {"type": strict.type_name(type(error)), "message": _message(error), **circumstances}
        described["trace"] = self._trace(error)
        if isinstance(error, MemoryError):
            return {"status": "out_of_memory", "error": described}
        if isinstance(error, OSError) and _is_refusal(error):
            return {"status": "denied", "error": described}
        if isinstance(error, SystemExit):
            code = error.code if type(error.code) is int else (0 if error.code is None else 1)
            return {"status": "exited", "error": described, "exit_code": code & 0xFF}
        return {"status": "raised", "error": described}

    def _trace(self, error: BaseException) -> list[str]:
        """The last frames inside the functions' own files, as ``file:line in function``."""
        lines = []
        step = error.__traceback__
        while step is not None:
            name = step.tb_frame.f_code.co_filename
            root = next((root for root in self._roots if name.startswith(root)), None)
            if root is not None:
                lines.append(f"{name.removeprefix(root)}:{step.tb_lineno} in {step.tb_frame.f_code.co_name}")
            step = step.tb_next
        return lines[-TRACE_LINES:]

    def _send(self, message: dict[str, Any]) -> None:
        if sys.stdout is not self._stdout or sys.stderr is not self._stderr:  # the runner's own hold nothing back (-u)
            _flush(sys.stdout)
            _flush(sys.stderr)
        content = strict.encode(message)
        view = memoryview(self._token + LENGTH.pack(len(content)) + content)
        while view:
            view = view[_write(self._results, view) :]


def _flush(stream: Any) -> None:
    """Write out what a stream that a function put in place of ours still holds, if it can."""
    with contextlib.suppress(BaseException):
        stream.flush()


def _result(value: Any, result_bytes: int) -> dict[str, Any]:
    result = strict.plain(value)
    size_bytes = len(strict.encode(result))
    if size_bytes > result_bytes:
        return {"status": "returned", "result": None, "truncated": True, "result_sha256": strict.sha256(result)}
    return {"status": "returned", "result": result}


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


def _is_refusal(error: OSError) -> bool:
    """Whether it was the box that refused: a write, a connection, a privilege, a name to resolve, a temporary file."""
    if error.errno in REFUSALS or strict.type_name(type(error)) == "gaierror":
        return True
    step = error.__traceback__
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
