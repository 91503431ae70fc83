"""Calls that end badly, or nearly so, and leave nothing behind: what a batch must not let its neighbours feel."""

import copy
import os
import sys
import time
from typing import Any

FAULTS: dict[str, BaseException] = {
    "value": ValueError("bad"),
    "key": KeyError(("a", 1)),
    "memory": MemoryError(),
    "recursion": RecursionError("own words"),
    "exit": SystemExit(3),
    "interrupt": KeyboardInterrupt(),
    "system": PermissionError(1, "refused"),
    "group": ExceptionGroup("both", [ValueError(1), TypeError(2)]),
    "long": ValueError("x" * 100_000),
}


def fails(kind: str) -> Any:
    error = copy.copy(FAULTS[kind])
    raise error from ZeroDivisionError("before")


def gives(kind: str) -> Any:
    values: dict[str, Any] = {
        "nan": [float("nan")],
        "infinity": float("-inf"),
        "set": {1, 2},
        "bytes": b"x",
        "surrogate": "\ud800",
        "keys": {1: 2},
        "deep": None,
        "over the cap": "x" * (1024 * 1024),
        "at the cap": "x" * (1024 * 1024 - 2),
        "large": list(range(20_000)),
        "minus zero": -0.0,
        "big": 2**70,
        "text": 'zażółć  "\\',
    }
    nested: list[Any] = []
    for _ in range(101):
        nested = [nested]
    values["deep"] = nested
    return values[kind]


def descends(depth: int) -> int:
    return 0 if depth == 0 else 1 + descends(depth - 1)


def deepest() -> int:
    """How deep a call can go: the same wherever it runs, or results would depend on the isolation."""

    def down(depth: int) -> int:
        try:
            return down(depth + 1)
        except RecursionError:
            return depth

    return down(0)


def takes(size_bytes: int) -> int:
    return len(bytearray(size_bytes))


def prints(text: str, stream: str) -> str:
    os.write(1 if stream == "stdout" else 2, text.encode())
    return text


def computes(seconds: float) -> str:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass
    return "done"


def waits(seconds: float) -> str:
    time.sleep(seconds)
    return "done"


def spins() -> None:
    while True:
        pass


def leaves(code: int) -> None:
    os._exit(code)


def crashes() -> None:
    os.kill(os.getpid(), 11)


def speaks(text: str) -> str:
    """Write into every pipe that can be found."""
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, text.encode())
        except OSError:
            continue
    return text


def frames() -> int:
    depth, frame = 0, sys._getframe()
    while frame is not None:
        depth, frame = depth + 1, frame.f_back  # type: ignore[assignment]
    return depth
