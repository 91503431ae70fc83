"""State that one call leaves to the next, one kind each; every function gives what it found."""

import array
import collections
import dataclasses
import functools
import hashlib
import io
import itertools
import json
import random
import string
from collections.abc import Callable, Iterator
from typing import Any


class Slotted:
    __slots__ = ("value",)

    def __init__(self) -> None:
        self.value = 0


class Base:
    inherited = 0


class Derived(Base):
    pass


@dataclasses.dataclass
class Record:
    value: int = 0


@dataclasses.dataclass(slots=True)
class Slim:
    value: int = 0


class Text(str):
    value = 0


class Items(list[int]):
    pass


class Hidden:
    """Answers for its own dictionary."""

    @property
    def __dict__(self) -> Any:  # type: ignore[override]
        return {}


def _counting() -> Iterator[int]:
    number = 0
    while True:
        number += 1
        yield number


def _closing() -> Callable[[], int]:
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return count

    return step


def _default(found: list[int] = [0]) -> int:  # noqa: B006
    found[0] += 1
    return found[0]


def _keyword(*, found: dict[str, int] = {}) -> int:  # noqa: B006
    found["n"] = found.get("n", 0) + 1
    return found["n"]


def _attribute() -> int:
    _attribute.count = getattr(_attribute, "count", 0) + 1  # type: ignore[attr-defined]
    return int(_attribute.count)  # type: ignore[attr-defined]


def _put(place: Any, name: str) -> int:
    setattr(place, name, getattr(place, name, 0) + 1)
    return int(getattr(place, name))


def _global() -> int:
    global _number  # noqa: PLW0603
    _number += 1
    return _number


def _rotates(table: dict[str, int]) -> str:
    first = next(iter(table))
    table[first] = table.pop(first)
    return first


def _swaps() -> int:
    global _swapped  # noqa: PLW0603
    _swapped = [_swapped[0] + 1]
    return _swapped[0]


_number = 0
_swapped = [0]
_count = itertools.count()
_cycle = itertools.cycle("abc")
_generator = _counting()
_step = _closing()
_iterator = iter(range(1000))
_text_iterator = iter("a" * 1000)
_list_iterator = iter([1] * 1000)
_zip = zip(range(1000), itertools.count(), strict=False)
_map = map(str, range(1000))
_bytes = bytearray(b"\0")
_array = array.array("i", [0])
_deque: collections.deque[int] = collections.deque(range(1000))
_counter: collections.Counter[str] = collections.Counter()
_groups: dict[str, list[int]] = collections.defaultdict(list)
_ordered = collections.OrderedDict.fromkeys("abcdefg", 1)
_table = dict.fromkeys("abcdefg", 1)
_random = random.Random(1)
_hash = hashlib.sha256()
_stream = io.StringIO("abc" * 1000)
_slotted = Slotted()
_record, _slim, _text, _items, _hidden = Record(), Slim(), Text("x"), Items(), Hidden()
_nested: dict[str, Any] = {"a": [({"b": [0]},)]}
_partial = functools.partial(dict, {"n": [0]})
_chain = collections.ChainMap({"n": 0})
_user = collections.UserDict({"n": 0})
_fault = ValueError([0])
_template = string.Template("x")
_encoder = json.JSONEncoder()


@functools.lru_cache
def _cached(number: int) -> list[int]:
    return [number]


def _adds(items: Any) -> int:
    items[0] += 1
    return int(items[0])


def _digest() -> str:
    _hash.update(b"x")
    return _hash.hexdigest()


def _appends(items: list[int]) -> int:
    items.append(1)
    return len(items)


KEEP: dict[str, Callable[[], Any]] = {
    "global": _global,
    "replaced list": _swaps,
    "itertools.count": lambda: next(_count),
    "itertools.cycle": lambda: next(_cycle),
    "generator": lambda: next(_generator),
    "closure": _step,
    "range iterator": lambda: next(_iterator),
    "text iterator": lambda: (next(_text_iterator), len(list(_text_iterator)))[1],
    "list iterator": lambda: (next(_list_iterator), _list_iterator.__length_hint__())[1],
    "zip": lambda: next(_zip)[0],
    "map": lambda: next(_map),
    "bytearray": lambda: _adds(_bytes),
    "array": lambda: _adds(_array),
    "deque": lambda: (_deque.rotate(), _deque[0])[1],
    "Counter": lambda: (_counter.update("a"), _counter["a"])[1],
    "defaultdict": lambda: _appends(_groups["a"]),
    "OrderedDict order": lambda: (_ordered.move_to_end(next(iter(_ordered))), next(iter(_ordered)))[1],
    "dict order": lambda: _rotates(_table),
    "own Random": _random.random,
    "hash": _digest,
    "StringIO": lambda: _stream.read(1) + str(_stream.tell()),
    "slots": lambda: _put(_slotted, "value"),
    "dataclass": lambda: _put(_record, "value"),
    "slots of a dataclass": lambda: _put(_slim, "value"),
    "attribute of a text": lambda: _put(_text, "value"),
    "own list": lambda: _appends(_items),
    "hidden dictionary": lambda: (object.__setattr__(_hidden, "n", getattr(_hidden, "n", 0) + 1), _hidden.n)[1],
    "class attribute": lambda: _put(Derived, "inherited"),
    "attribute of a base": lambda: _put(Base, "inherited"),
    "default": _default,
    "keyword default": _keyword,
    "function attribute": _attribute,
    "nested": lambda: _adds(_nested["a"][0][0]["b"]),
    "partial": lambda: _adds(_partial()["n"]),
    "ChainMap": lambda: (_chain.update(n=_chain["n"] + 1), _chain["n"])[1],
    "UserDict": lambda: (_user.update(n=_user["n"] + 1), _user["n"])[1],
    "exception": lambda: _adds(_fault.args[0]),
    "lru_cache": lambda: _appends(_cached(1)),
    "hits of a cache": lambda: (_cached(2), _cached.cache_info().hits)[1],
    "attribute of a library's object": lambda: _put(_template, "n"),
    "attribute of a library's class": lambda: _put(string.Template, "callproof_n"),
    "attribute of a library's function": lambda: _put(json.dumps, "callproof_n"),
    "attribute of a module": lambda: _put(string, "callproof_n"),
    "list of a library": lambda: _appends(json.__all__),
    "encoder": lambda: _put(_encoder, "n"),
}


def keep(kind: str) -> Any:
    """What this kind of state is, one step on."""
    return KEEP[kind]()
