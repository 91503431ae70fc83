"""Results and exceptions that attack whoever reads them."""

import sys
import time
from typing import Any

import reach


class Text(str):
    """Text that lies wherever it can."""

    __slots__ = ()

    def __str__(self) -> str:
        raise RuntimeError("no text")

    __repr__ = __format__ = encode = __str__  # type: ignore[assignment]

    def __len__(self) -> int:
        raise RuntimeError("no length")

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("no equality")

    def __hash__(self) -> int:
        return 1

    def __contains__(self, other: object) -> bool:
        raise RuntimeError("no content")


class Integer(int):
    """A number that lies wherever it can."""

    def __index__(self) -> int:
        raise RuntimeError("no index")

    __int__ = __repr__ = __str__ = __abs__ = __neg__ = __index__  # type: ignore[assignment]

    def __lt__(self, other: object) -> bool:
        raise RuntimeError("no order")

    __gt__ = __le__ = __ge__ = __lt__


class Float(float):
    def __repr__(self) -> str:
        return "Infinity"

    def __float__(self) -> float:
        raise RuntimeError("no number")


class Dictionary(dict[str, Any]):
    def items(self) -> Any:
        while True:
            yield "lie", 1

    def __iter__(self) -> Any:
        raise RuntimeError("no keys")

    keys = values = __len__ = __iter__  # type: ignore[assignment]

    def __reduce__(self) -> Any:
        return time.sleep, (1000,)


class Items(list[int]):
    def __iter__(self) -> Any:
        while True:
            yield 1

    def __len__(self) -> int:
        return 10**18

    def __getitem__(self, at: Any) -> Any:
        raise RuntimeError("no items")

    def __reduce__(self) -> Any:
        return time.sleep, (1000,)


class Pair(tuple[int, ...]):
    __slots__ = ()

    def __iter__(self) -> Any:
        raise RuntimeError("no items")


def hostile_text() -> Any:
    return Text("text")


def hostile_integer() -> Any:
    return Integer(7)


def hostile_float() -> Any:
    return Float(1.5)


def hostile_dictionary() -> Any:
    return Dictionary(truth=True)


def hostile_list() -> Any:
    return Items([1, 2])


def hostile_tuple() -> Any:
    return Pair((1, 2))


def hostile_keys() -> Any:
    return {Text("a"): 1, Text("b"): 2} if Text.__eq__ is str.__eq__ else {Text("a"): 1}


class ClaimsToBeText:
    """Says of itself that it is a ``str``."""

    __class__ = str  # type: ignore[assignment]


class ClassRaises:
    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        raise RuntimeError("no class")


class Meta(type):
    @property
    def __name__(cls) -> str:  # type: ignore[override]
        raise RuntimeError("no name")

    def __instancecheck__(cls, instance: object) -> bool:
        raise RuntimeError("no check")


class Nameless(metaclass=Meta):
    pass


class NamelessError(Exception, metaclass=Meta):
    pass


async def _coroutine() -> int:
    return 1


class Asynchronous:
    """A coroutine that does not complain when nobody awaits it."""

    def __await__(self) -> Any:
        yield


def odd_result(kind: str) -> Any:
    """A value that JSON does not have, or that says it is another."""
    cycle: list[Any] = []
    cycle.append(cycle)
    loop: dict[str, Any] = {}
    loop["again"] = [loop]
    made: dict[str, Any] = {
        "nan": lambda: [float("nan")],
        "infinity": lambda: {"a": -float("inf")},
        "5000 digits": lambda: 10**5000,
        "negative 5000 digits": lambda: -(10**5000),
        "cycle": lambda: cycle,
        "loop": lambda: loop,
        "million levels": _million_levels,
        "101 levels": lambda: _nested(101),
        "surrogate": lambda: "\ud800",
        "surrogate key": lambda: {"\udfff": 1},
        "integer key": lambda: {1: 1},
        "bytes": lambda: b"bytes",
        "set": lambda: {1, 2},
        "generator": lambda: (each for each in range(3)),
        "awaitable": Asynchronous,
        "complex": lambda: 1j,
        "object": object,
        "module": lambda: sys,
        "type": lambda: int,
        "frame": sys._getframe,
        "not implemented": lambda: NotImplemented,
        "ellipsis": lambda: ...,
        "range": lambda: range(3),
        "memory": lambda: memoryview(b"x"),
        "claims to be text": ClaimsToBeText,
        "class raises": ClassRaises,
        "nameless": Nameless,
        "key claims to be text": lambda: {ClaimsToBeText(): 1},
    }
    return made[kind]()


def coroutine() -> Any:
    return _coroutine()


def _nested(levels: int) -> Any:
    value: list[Any] = []
    for _ in range(levels):
        value = [value]
    return value


def _million_levels() -> Any:
    return _nested(10**6)


def plain_result(kind: str) -> Any:
    """A value at the edge of what JSON has."""
    made: dict[str, Any] = {
        "minus zero": -0.0,
        "4000 digits": 10**3999,
        "nul": "a\0b",
        "99 levels": _nested(98),
        "separators": "\u2028\u2029",
        "not a character": "\ufffe",
    }
    return made[kind]


class UnreadableError(Exception):
    def __str__(self) -> str:
        raise RuntimeError("no text")


class EndlessError(Exception):
    def __str__(self) -> str:  # noqa: PLE0307 - it never returns
        while True:
            pass


class ExitingError(Exception):
    def __str__(self) -> str:
        raise SystemExit(0)


class TextError(Exception):
    def __str__(self) -> Any:
        return Text("text")


class ClassRaisesError(Exception):
    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        raise RuntimeError("no class")


class NumberRaisesError(OSError):
    @property  # type: ignore[misc]
    def errno(self) -> Any:  # type: ignore[override]
        raise RuntimeError("no number")


class NumberIsListError(OSError):
    errno = []  # type: ignore[assignment]  # noqa: RUF012 - not to be hashed


class TraceRaisesError(Exception):
    @property  # type: ignore[misc]
    def __traceback__(self) -> Any:  # type: ignore[override]
        raise RuntimeError("no trace")


class Circle:
    """A traceback that never ends."""

    tb_frame = sys._getframe()
    tb_lineno = 1

    @property
    def tb_next(self) -> Any:
        return self


class EndlessTraceError(Exception):
    __traceback__ = Circle()  # type: ignore[assignment]


def raise_odd(kind: str) -> None:
    """Raise what attacks whoever reports on it."""
    made: dict[str, Any] = {
        "unreadable": UnreadableError,
        "endless": EndlessError,
        "exiting": ExitingError,
        "text": TextError,
        "class raises": ClassRaisesError,
        "number raises": NumberRaisesError,
        "number is list": NumberIsListError,
        "trace raises": TraceRaisesError,
        "endless trace": EndlessTraceError,
        "nameless": NamelessError,
        "long": lambda: ValueError("x" * 100_000_000),
        "surrogate": lambda: ValueError("\ud800"),
        "group": _deep_group,
        "causes": _ring_of_causes,
        "refused by hand": lambda: PermissionError(13, "by hand"),
    }
    raise made[kind]()


def raise_from_deep() -> None:
    """An exception with 900 frames, each with a long name."""
    source = (
        f"def {'x' * 10_000}(left):\n    if left:\n        {'x' * 10_000}(left - 1)\n    raise ValueError('deep')\n"
    )
    names: dict[str, Any] = {}
    exec(compile(source, __file__, "exec"), names)
    names["x" * 10_000](800)


def _deep_group() -> BaseException:
    group: BaseException = ValueError("innermost")
    for _ in range(5000):
        group = BaseExceptionGroup("group", [group])
    return group


def _ring_of_causes() -> BaseException:
    one, other = ValueError("one"), ValueError("other")
    one.__cause__, other.__cause__ = other, one
    return one


def type_error_inside() -> Any:
    """A TypeError of the function's own, beside a signature that hurts whoever looks."""
    function = type_error_inside
    function.__signature__ = reach  # type: ignore[attr-defined]
    return len(5)  # type: ignore[arg-type]
