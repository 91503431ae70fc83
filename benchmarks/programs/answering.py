"""For the programs that drive competitors: measure when told to, and answer in frames on what was standard output.

Standard library only, because it runs in environments that have nothing of callproof.
"""

from __future__ import annotations

import json
import os
import struct
import sys
import time
from collections.abc import Callable


def serve(measure: Callable[[float], dict[str, float]], answers: int) -> None:
    """Greet, then measure once for each line of standard input, its length in seconds, until that ends."""
    tell(answers, {"ready": True})
    for line in sys.stdin:
        tell(answers, measure(float(line)))


def repeat(call: Callable[[], None]) -> Callable[[float], dict[str, float]]:
    """Measure ``call``, one after the other; it raises where a result is wrong."""

    def measure(seconds: float) -> dict[str, float]:
        calls = 0
        start = time.perf_counter()
        while True:
            call()
            calls += 1
            elapsed_seconds = time.perf_counter() - start
            if elapsed_seconds >= seconds:
                return {"calls": calls, "elapsed_seconds": elapsed_seconds}

    return measure


def answers_apart() -> int:
    """The descriptor for answers; from here on, what a library prints goes to standard error."""
    answers = os.dup(1)
    os.dup2(2, 1)
    return answers


def tell(answers: int, value: dict[str, float]) -> None:
    """Write one frame."""
    content = json.dumps(value).encode()
    os.write(answers, struct.pack(">I", len(content)) + content)
