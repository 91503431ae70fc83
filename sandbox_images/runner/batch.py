"""Many examples in one worker: only for functions that are certified pure, and only as long as nothing odd happens.

Reports count only where every call returned or raised in an ordinary way and the interpreter's state is the same
afterwards. Anything else ends the batch with a reason, and the host has each of its examples run alone.
"""

from __future__ import annotations

import os
import sys
import time

from . import repeatable

TYPE_CHECKING = False  # `typing` is 0.4 MB that every fork would have to carry
if TYPE_CHECKING:
    from typing import Any

    from .worker import Worker

PORTION, END = b"P", b"E"
PORTION_BYTES = 32 * 1024
SECONDS_BETWEEN_PORTIONS = 0.05
ORDINARY = (b'{"status":"returned",', b'{"status":"raised",')
DEPTH_DEPENDS = b'{"status":"raised","error":{"type":"RecursionError"'
_CONTEXT = ("prec", "rounding", "Emin", "Emax", "capitals", "clamp")
_CACHES = frozenset(("_strptime",))  # replaces its own caches when it is first used
_clock = time.perf_counter


def run_batch(worker: Worker, request: dict[str, Any]) -> None:
    """Run every example of the request; ``functions`` are named once, examples are lists.

    ``functions``: ``[[implementation, result_bytes], …]``; ``batch``: ``[[seed, now, zone, [[function, arguments],
    …]], …]``. Reports are lists as well, one for each example, one JSON text a line.
    """
    functions = []
    for implementation, result_bytes in request["functions"]:
        function = worker.find(implementation)
        if isinstance(function, dict):
            worker.send(END, b"a function cannot be loaded")
            return
        functions.append((function, result_bytes))
    before = state(worker)
    portion: list[bytes] = []
    held_bytes = 0
    sent = _clock()
    for seed, now, zone, calls in request["batch"]:
        repeatable.begin(now, zone)
        reports = []
        for index, (number, arguments) in enumerate(calls):
            function, result_bytes = functions[number]
            repeatable.begin_call(seed, index)
            report = worker.call(function, arguments, result_bytes)
            if not report.startswith(ORDINARY) or report.startswith(DEPTH_DEPENDS):
                worker.send(END, b"a call ended in a way that may depend on the others")
                return
            reports.append(report)
        line = b"[" + b",".join(reports) + b"]"
        portion.append(line)
        held_bytes += len(line)
        if held_bytes > PORTION_BYTES or _clock() - sent > SECONDS_BETWEEN_PORTIONS:
            worker.send(PORTION, b",".join(portion))
            portion.clear()
            held_bytes = 0
            sent = _clock()
    if portion:
        worker.send(PORTION, b",".join(portion))
    repeatable.begin(0, None)
    worker.send(END, b"" if state(worker) == before else b"the interpreter's state changed")


def state(worker: Worker) -> list[Any]:
    """What a function that is not pure after all would change: compared before and after a batch.

    Every module's names and what they are bound to; the functions' own modules all the way down.
    """
    own = [sys.modules[name] for name in worker.modules if name in sys.modules]
    seen: list[Any] = [
        *(sys.getrecursionlimit(), sys.gettrace(), sys.getprofile(), tuple(sys.path), os.getcwd()),
        *(id(sys.stdout), id(sys.stderr), sys.getswitchinterval(), hash(tuple(os.environ.items()))),
    ]
    decimal = sys.modules.get("decimal")
    if decimal is not None:
        context = decimal.getcontext()
        seen += [getattr(context, name) for name in _CONTEXT]
    known = _known_modules(seen)
    seen.append(known)
    walked: set[int] = set()
    for module in own:
        _walk(vars(module), seen, walked)
    return seen


_first_modules: list[str] = []


def _known_modules(seen: list[Any]) -> int:
    """Add the bindings of the modules that were there at the first look; later ones are the library's own imports."""
    if not _first_modules:
        _first_modules.extend(name for name in sys.modules if name not in _CACHES)
    for name in _first_modules:
        module = sys.modules.get(name)
        names = getattr(module, "__dict__", None)
        if names is not None:
            seen.append(list(map(id, names.values())))
    return len(_first_modules)


def _walk(value: Any, seen: list[Any], walked: set[int]) -> None:
    """Add what ``value`` holds, all the way down through containers, classes, functions and instances."""
    pending = [value]
    copies: list[Any] = []  # kept, so that no other object gets their ids meanwhile
    while pending:
        each = pending.pop()
        if id(each) in walked:
            continue
        walked.add(id(each))
        kind = type(each)
        if kind in (int, float, str, bytes, bool, complex):
            seen.append(each)
        elif kind is dict:
            seen.append(len(each))
            seen.extend(map(id, each.values()))
            pending.extend(item for key, item in each.items() if key not in ("__builtins__", "__loader__", "__spec__"))
        elif kind in (list, tuple, set, frozenset):
            seen.append(len(each))
            seen.extend(map(id, each))
            pending.extend(each)
        elif isinstance(each, type):
            if each.__flags__ & (1 << 9):  # Py_TPFLAGS_HEAPTYPE: made by a class statement
                copies.append(dict(each.__dict__))
                pending.append(copies[-1])
        elif hasattr(each, "__code__"):
            seen.append(id(each.__code__))
            pending += [each.__defaults__, each.__kwdefaults__, each.__dict__]
            pending += [cell.cell_contents for cell in each.__closure__ or () if _filled(cell)]
        elif type(getattr(each, "__dict__", None)) is dict and kind.__module__ != "builtins":
            pending.append(each.__dict__)


def _filled(cell: Any) -> bool:
    try:
        cell.cell_contents  # noqa: B018 - looking is the test
    except ValueError:
        return False
    return True
