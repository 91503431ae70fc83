"""What the interpreter looks like, to be compared before and after a batch.

Functions in a batch are certified pure (docs/decisions/0014); this is the second line behind that. It follows what the
functions' own modules hold through the garbage collector's eyes, which runs none of their code, and reads what the
process keeps beside objects. Of libraries it sees what their names are bound to, and the attributes of the classes and
functions of those that the functions import. It does not see what is inside other objects of a library, nor what was
changed and changed back.

Objects of the first look are kept until the second, so that no other one can get the address of one that is gone.
"""

from __future__ import annotations

import _random
import _signal  # type: ignore[import-not-found]  # not in typeshed
import _thread
import builtins
import contextlib
import gc
import os
import resource
import sys
import time
from collections import OrderedDict
from types import BuiltinFunctionType, CellType, CodeType, FunctionType, GeneratorType, ModuleType

TYPE_CHECKING = False  # `typing` is 0.4 MB that every fork would have to carry
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

globals().update(vars(builtins))  # what a function replaces in builtins must not change how it is looked at

_referents = gc.get_referents
_CACHES = frozenset(("_strptime",))  # replaces its own caches when it is first used
_SET_BY_US = {  # for each call (repeatable), or by time.tzset
    "uuid": ("_node", "_last_timestamp", "_generate_time_safe"),
    "time": ("tzname", "timezone", "altzone", "daylight"),
}
_LEAVES = frozenset((int, float, str, bytes, bool, complex, type(None), CodeType, range))
_SHOWN_BY_REFERENTS = frozenset((dict, list, tuple, set, frozenset, CellType, BuiltinFunctionType, property))
_DECIMAL_CONTEXT = ("prec", "rounding", "Emin", "Emax", "capitals", "clamp")
_RESOURCES = tuple(getattr(resource, name) for name in dir(resource) if name.startswith("RLIMIT_"))
_SIGNALS = tuple(range(1, _signal.NSIG))
_flags_of = type.__dict__["__flags__"].__get__
_module_of = type.__dict__["__module__"].__get__
_attributes_of = type.__dict__["__dict__"].__get__
_WITH_CODE_OF_ITS_OWN = 1 << 9  # Py_TPFLAGS_HEAPTYPE: most such types are made by class statements


class Look:
    """One look. ``facts`` are equal for two looks between which nothing was changed."""

    __slots__ = ("_held", "_libraries", "facts")

    def __init__(self, roots: tuple[str, ...], modules: Iterable[str], first: Look | None = None) -> None:
        """Look at what ``modules`` can reach below the folders ``roots``; the second look follows the ``first``.

        Libraries that were loaded between the two are left out: functions may import some when they first need them.
        """
        self._held: list[Any] = []
        self.facts: list[Any] = [_process(), _kept_by_libraries()]
        own = {name: module for name, module in list(sys.modules.items()) if _lies_below(roots, module)}
        if first is None:
            self._libraries = [name for name in sys.modules if name not in own and name not in _CACHES]
        else:
            self._libraries = first._libraries
        self._see_bindings()
        self._walk([own[name] for name in modules if name in own], own)

    def _see_bindings(self) -> None:
        """Note what every name of every library is bound to."""
        for name in self._libraries:
            module: Any = sys.modules.get(name)
            names = getattr(module, "__dict__", None)
            if type(names) is not dict:
                self.facts.append(id(module))
                continue
            bound: Iterable[Any] = names.values()
            if name in _SET_BY_US:
                bound = [value for key, value in names.items() if key not in _SET_BY_US[name]]
            values = list(bound)
            self._held.append(values)
            self.facts.append(list(map(id, values)))

    def _walk(self, begin: list[ModuleType], own: dict[str, ModuleType]) -> None:
        """Note what the modules hold, all the way down through the functions' own modules, and hardly beyond."""
        inside = {id(vars(module)) for module in own.values()}
        walked = {id(vars(module)) for module in list(sys.modules.values()) if hasattr(module, "__dict__")} - inside
        pending: list[Any] = [vars(module) for module in begin]
        held, facts = self._held, self.facts
        while pending:
            each = pending.pop()
            if id(each) in walked:
                continue
            walked.add(id(each))
            kind = type(each)
            if kind is FunctionType:
                if id(each.__globals__) not in inside:
                    self._see_foreign(each)
                    continue
                with contextlib.suppress(Exception):  # annotations are code of the function's from 3.14 on
                    each.__dict__, each.__annotations__  # noqa: B018 - made when first asked for: would look changed
            elif issubclass(kind, type):
                if _module_of(each) not in own:
                    self._see_foreign(each)
                    continue
            elif issubclass(kind, dict):
                order = OrderedDict.keys(each) if issubclass(kind, OrderedDict) else dict.keys(each)
                facts.append(list(map(id, order)))  # which referents do not tell
                if kind is not dict:
                    facts.append(_beside_referents(each, kind))
            elif kind is ModuleType:
                if id(vars(each)) not in inside:
                    self._see_library(each)
                    continue
            elif kind not in _SHOWN_BY_REFERENTS:
                facts.append(_beside_referents(each, kind))
            held_here = _referents(each)
            held.append(held_here)
            facts.append(list(map(id, held_here)))
            pending += [one for one in held_here if type(one) not in _LEAVES]

    def _see_library(self, library: ModuleType) -> None:
        """Note the attributes of the classes and functions of a library that the functions' modules import."""
        for value in list(vars(library).values()):
            self._see_foreign(value)

    def _see_foreign(self, value: Any) -> None:
        kind = type(value)
        if kind is FunctionType:
            elsewhere = (id(value.__globals__), id(value.__builtins__))
            dictionaries = [each for each in _referents(value) if type(each) is dict and id(each) not in elsewhere]
        elif issubclass(kind, type) and _flags_of(value) & _WITH_CODE_OF_ITS_OWN:
            dictionaries = [_attributes_of(value)]
        else:
            return
        for each in dictionaries:
            values = list(each.values())
            self._held.append(values)
            self.facts.append(list(map(id, values)))


def _lies_below(roots: tuple[str, ...], module: Any) -> bool:
    file = getattr(module, "__file__", None)
    return type(file) is str and file.startswith(roots)


def _beside_referents(each: Any, kind: type) -> Any:
    """What an object keeps in memory of its own, where the collector does not see it."""
    if _flags_of(kind) & _WITH_CODE_OF_ITS_OWN:
        with contextlib.suppress(AttributeError):
            object.__getattribute__(each, "__dict__")  # made when it is first asked for
    if kind is GeneratorType:
        return None if each.gi_frame is None else each.gi_frame.f_lasti
    for base, read in _READERS:
        if issubclass(kind, base):
            return read(each)
    if _module_of(kind) in ("builtins", "itertools") and hasattr(kind, "__next__"):
        return _position(each, kind)
    if _module_of(kind) in _BY_ATTRIBUTES:
        read = _BY_ATTRIBUTES[_module_of(kind)]
        return read(each)
    return None


def _position(each: Any, kind: Any) -> Any:
    """Where an iterator of the standard library stands; its pickled form tells, and does not move it."""
    try:
        told = kind.__reduce__(each)
    except TypeError:
        return None
    return _outline(told)


def _outline(told: Any) -> Any:
    if type(told) is tuple:
        return tuple(map(_outline, told))
    if type(told) in (list, bytes, str):
        return len(told)
    return told if type(told) in (int, bool, float) else None


def _stream(each: Any) -> Any:
    try:
        return (each.tell(), each.getvalue())
    except ValueError:
        return "closed"


_READERS: list[tuple[type, Any]] = [(bytearray, bytes), (_random.Random, _random.Random.getstate)]
_BY_ATTRIBUTES: dict[str, Any] = {
    "_hashlib": lambda each: each.digest() if hasattr(each, "digest") and hasattr(each, "update") else None,
    "_io": lambda each: _stream(each) if hasattr(each, "getvalue") else None,
    "array": lambda each: each.tobytes() if hasattr(each, "tobytes") else None,
    "decimal": lambda each: _context(each) if hasattr(each, "prec") else None,
}


def _process() -> list[Any]:
    """What the kernel and the interpreter keep of this process."""
    lowest = os.dup(0)
    os.close(lowest)
    mask = os.umask(0o22)
    os.umask(mask)
    return [
        *(os.getpid(), os.getcwd(), mask, lowest, _thread._count(), os.getpriority(0, 0), os.sched_getaffinity(0)),
        *(sys.getrecursionlimit(), sys.gettrace(), sys.getprofile(), tuple(sys.path), tuple(map(id, sys.meta_path))),
        *(id(sys.stdout), id(sys.stderr), sys.getswitchinterval(), hash(tuple(os.environ.items())), time.tzname),
        *(sys.get_int_max_str_digits(), gc.isenabled(), gc.get_threshold(), _thread.stack_size()),
        [_signal.getsignal(number) for number in _SIGNALS],
        _signal.pthread_sigmask(_signal.SIG_BLOCK, ()),
        [resource.getrlimit(each) for each in _RESOURCES],
        [_node(descriptor) for descriptor in (0, 1, 2)],
    ]


def _node(descriptor: int) -> tuple[int, int] | None:
    try:
        found = os.fstat(descriptor)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _kept_by_libraries() -> list[Any]:
    """What modules of the standard library keep inside, of what functions may come to change."""
    seen: list[Any] = []
    modules: Any = sys.modules
    if (decimal := modules.get("decimal")) is not None:
        seen += [_context(decimal.getcontext()), _context(decimal.DefaultContext)]
    if (warnings := modules.get("warnings")) is not None:
        seen.append(list(map(id, warnings.filters)))
    if (locale := modules.get("_locale")) is not None:
        seen.append(locale.setlocale(locale.LC_ALL))
    if (logging := modules.get("logging")) is not None:
        seen += [logging.root.manager.disable, logging.root.level, list(map(id, logging.root.handlers))]
    if (sockets := modules.get("_socket")) is not None:
        seen.append(sockets.getdefaulttimeout())
    return seen


def _context(context: Any) -> list[Any]:
    """A decimal context without its flags, which every inexact operation raises."""
    return [*(getattr(context, name) for name in _DECIMAL_CONTEXT), *context.traps.values()]
