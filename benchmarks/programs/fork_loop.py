"""Measures bare forks: fork, leave at once in the child, wait in the parent, again.

Runs on the host and, sent as text, in a box. Reads one line for each measurement, its length in seconds, and answers
with frames (a length as four bytes, then JSON): first a greeting, then the forks and seconds of each measurement.

    fork_loop.py                    a fresh process
    fork_loop.py FOLDER             the process first loads what a box's runner loads from there
    fork_loop.py --import A.B,C.D   the process first imports these modules from the folder it was started in
"""

from __future__ import annotations

import importlib
import json
import os
import struct
import sys
import time


def main(arguments: list[str]) -> None:
    """Answer until standard input ends."""
    match arguments:
        case ["--import", names]:
            sys.path.insert(0, os.getcwd())  # noqa: PTH109 - pathlib would make the process larger
            for name in names.split(","):
                importlib.import_module(name)
        case [folder]:
            sys.path.insert(0, folder)
            importlib.import_module("runner.preload").load()
            importlib.import_module("runner.supervisor")
        case _:
            pass  # a fresh process
    answer({"ready": True})
    for line in sys.stdin:
        answer(measure(float(line)))


def measure(seconds: float) -> dict[str, float]:
    """Fork one child after the other for about ``seconds``."""
    forks = 0
    start = time.perf_counter()
    while (elapsed := time.perf_counter() - start) < seconds:
        child = os.fork()
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)
        forks += 1
    return {"calls": forks, "elapsed_seconds": elapsed}


def answer(value: dict[str, float]) -> None:
    """Write one frame."""
    content = json.dumps(value).encode()
    sys.stdout.buffer.write(struct.pack(">I", len(content)) + content)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
