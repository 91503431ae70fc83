"""Measures distilabel's APIGenExecutionChecker: ``distilabel_checker.py LIBPATH check|trust``.

Its best case: loaded, many rows in each batch, and neither making rows nor looking at results is in the time.
``check`` leaves its look at the functions' source for dangerous words on, as it is by default; ``trust`` turns it off.
"""

from __future__ import annotations

import json
import logging
import sys
import time

import answering  # type: ignore[import-not-found] # it lies beside this program, which is started by path
from distilabel.steps.tasks.apigen.execution_checker import APIGenExecutionChecker  # type: ignore[import-not-found] # of its own environment

ROWS = 1_000


def main(libpath: str, danger: str) -> None:
    """Answer until standard input ends."""
    answers = answering.answers_apart()
    logging.disable(logging.CRITICAL)
    checker = APIGenExecutionChecker(libpath=libpath, check_is_dangerous=danger == "check")
    checker.load()

    def measure(seconds: float) -> dict[str, float]:
        calls, elapsed_seconds = 0, 0.0
        while not calls or elapsed_seconds < seconds:
            rows = [{"answers": _answers(number % 97)} for number in range(ROWS)]
            start = time.perf_counter()
            done = next(checker.process(rows))
            elapsed_seconds += time.perf_counter() - start
            calls += len(done)
            for number, row in enumerate(done):
                if row["execution_result"] != [str(number % 97 + 3)]:
                    raise ValueError(f"a wrong result: {row}")
        return {"calls": calls, "elapsed_seconds": elapsed_seconds}

    answering.serve(measure, answers)


def _answers(first: int) -> str:
    return json.dumps([{"name": "add_numbers", "arguments": {"first": first, "second": 3}}])


if __name__ == "__main__":
    main(*sys.argv[1:])
