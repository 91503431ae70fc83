"""Functions that behave, each in the way that its test needs."""

import datetime
import json
import os
import random
import secrets
import tempfile
import time
import uuid
from collections import OrderedDict
from enum import IntEnum
from pathlib import Path
from typing import Any

import words

_memory: list[int] = []


class Number(IntEnum):
    THREE = 3


class Liar(dict):  # type: ignore[type-arg]
    def items(self) -> Any:
        return [("lie", True)]


def add(a: int, b: int) -> int:
    return a + b


def draw() -> float:
    return random.random()


def unseeded() -> list[Any]:
    generator = random.Random()
    random.seed()
    return [generator.random(), random.random(), os.getrandom(8).hex(), str(uuid.uuid1()), repr(object())]


class Deadline(datetime.datetime):
    pass


def dates_of_a_subclass() -> list[bool]:
    plain, own = datetime.datetime(2020, 1, 1), Deadline(2020, 1, 1)
    return [
        isinstance(plain, Deadline),
        isinstance(own, Deadline),
        isinstance(own, datetime.datetime),
        isinstance(plain, datetime.date),
        issubclass(Deadline, datetime.date),
    ]


def allocate(size_bytes: int) -> int:
    return len(bytearray(size_bytes))


def temporary() -> str:
    with tempfile.TemporaryFile():
        return "made"


def echo(value: Any) -> Any:
    return value


def clock() -> list[Any]:
    now = datetime.datetime.now()
    return [now.isoformat(), str(datetime.date.today()), time.time(), time.strftime("%H:%M %z"), repr(now.date())]


def entropy() -> list[Any]:
    return [random.random(), str(uuid.uuid4()), secrets.token_hex(8), hash("text")]


def neighbour(name: str) -> str:
    return words.greet(name)


def bundled_file() -> Any:
    return json.loads((Path(__file__).parent / "bundled.json").read_text(encoding="utf-8"))


def give(kind: str) -> Any:
    """Return one awkward value."""
    values: dict[str, Any] = {
        "tuple": (1, (2, 3)),
        "ordered": OrderedDict(a=1, b=2),
        "enum": Number.THREE,
        "liar": Liar(truth=True),
        "minus_zero": -0.0,
        "big_integer": 2**64,
        "nan": float("nan"),
        "infinity": float("inf"),
        "huge_integer": 10**5000,
        "set": {1, 2},
        "bytes": b"bytes",
        "object": object(),
        "integer_keys": {1: "one"},
        "surrogate": "\ud800",
        "generator": (number for number in range(3)),
        "text": "zażółć gęślą jaźń",
        "megabyte_plus": "x" * (1024 * 1024 + 1),
    }
    cycle: list[Any] = []
    cycle.append(cycle)
    values["cycle"] = cycle
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    values["deep"] = deep
    return values[kind]


def raise_error(kind: str) -> None:
    """Raise one awkward exception."""

    class UnprintableError(Exception):
        def __str__(self) -> str:
            raise RuntimeError("no text")

    if kind == "value":
        raise ValueError(f"bad {object()}")
    if kind == "base":
        raise BaseException("from the base")  # noqa: TRY002
    if kind == "keyboard":
        raise KeyboardInterrupt
    if kind == "unprintable":
        raise UnprintableError
    if kind == "long":
        raise ValueError("x" * 100_000_000)
    raise SystemExit(3)


def remember(value: int) -> int:
    """How many values this module has seen: one in each worker, or state leaks."""
    _memory.append(value)
    return len(_memory)
