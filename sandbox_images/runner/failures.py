"""Reports on calls that gave no result: what an exception says of itself, whatever it claims to be."""

from __future__ import annotations

# The module under `signal`, which makes enums of its constants.
import _signal  # type: ignore[import-not-found]  # not in typeshed
import builtins
import errno
import time

from . import strict

TYPE_CHECKING = False  # `typing` is 0.4 MB that every fork would have to carry
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Any

# What a function replaces in builtins must not change how it is reported on.
globals().update(vars(builtins) | globals())

MESSAGE_CHARACTERS = 2_000
TRACE_LINES = 5
NAME_CHARACTERS = 200
REFUSALS = frozenset((errno.EROFS, errno.ENETUNREACH, errno.EPERM, errno.EACCES))
SIG_BLOCK, SIGNALS = _signal.SIG_BLOCK, range(1, _signal.NSIG)
# A Python function would be interrupted right at its beginning, which a function of the interpreter's is not.
block_signals = _signal.pthread_sigmask
_clock = time.perf_counter
_cpu_clock = time.process_time
# Attributes of exceptions as their base types keep them, whatever a subclass puts in front.
_traceback_of: Callable[[BaseException], TracebackType | None] = BaseException.__dict__["__traceback__"].__get__
_errno_of: Callable[[BaseException], Any] = OSError.__dict__["errno"].__get__
_code_of: Callable[[BaseException], Any] = SystemExit.__dict__["code"].__get__


def report_on(
    error: BaseException,
    function: Callable[..., Any],
    arguments: dict[str, Any],
    roots: tuple[str, ...],
    wall: float,
    cpu: float,
) -> bytes:
    """The report, as JSON, on a call that raised or whose result is none; it began at those times."""
    if issubclass(type(error), strict.NotStrictJsonError):
        described = {"type": "NotStrictJsonError", "message": str(error)}
        report: dict[str, Any] = {"status": "result_invalid", "error": described}
    else:
        binding = issubclass(type(error), TypeError) and _cannot_bind(function, arguments)
        report = failure(error, roots, binding=binding)
    report["wall_ms"] = (_clock() - wall) * 1000
    report["cpu_ms"] = (_cpu_clock() - cpu) * 1000
    return strict.encode(report)


def interrupted_report(error: BaseException, roots: tuple[str, ...]) -> bytes:
    """The report on a call whose own signal handler raised after it had returned; no signal comes in any more."""
    while True:
        try:
            block_signals(SIG_BLOCK, SIGNALS)
            return strict.encode(failure(error, roots))
        except BaseException as another:
            error = another


def failure(error: BaseException, roots: tuple[str, ...], **circumstances: bool) -> dict[str, Any]:
    """The report on an exception. Nothing of the exception's own code can break out of here."""
    kind = type(error)
    described = {"type": strict.type_name(kind), "message": _message(error), **circumstances}
    described["trace"] = _trace(error, roots)
    if issubclass(kind, MemoryError):
        return {"status": "out_of_memory", "error": described}
    if issubclass(kind, OSError) and _is_refusal(error):
        return {"status": "denied", "error": described}
    if issubclass(kind, SystemExit):
        code = _code_of(error)
        exit_code = code & 0xFF if type(code) is int else 0 if code is None else 1
        return {"status": "exited", "error": described, "exit_code": exit_code}
    return {"status": "raised", "error": described}


def _trace(error: BaseException, roots: tuple[str, ...]) -> list[str]:
    """The last frames inside the functions' own files, as ``file:line in function``."""
    lines: list[str] = []
    step = _traceback_of(error)
    while step is not None:
        name = step.tb_frame.f_code.co_filename
        root = next((root for root in roots if name.startswith(root)), None)
        if root is not None:
            where = step.tb_frame.f_code.co_name[:NAME_CHARACTERS]
            lines.append(f"{name.removeprefix(root)}:{step.tb_lineno} in {where}")
        step = step.tb_next
    return lines[-TRACE_LINES:]


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
