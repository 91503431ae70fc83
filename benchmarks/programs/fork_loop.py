"""Measures bare forks: fork, leave at once in the child, wait in the parent, again; all on one processor core.

Runs on the host and, sent as text, in a box. Reads one line for each measurement, its length in seconds, and answers
with frames (a length as four bytes, then JSON): first a greeting, then the forks and seconds of each measurement.

    fork_loop.py                     a fresh process
    fork_loop.py --runner FOLDER     the process first loads what a box's runner loads from there
    fork_loop.py --path FOLDER       puts a folder onto the module search path
    fork_loop.py --import A.B,C.D    the process then imports these modules
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
    for option, value in zip(arguments[::2], arguments[1::2], strict=True):
        prepare(option, value)
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    answer({"ready": True})
    for line in sys.stdin:
        answer(measure(float(line)))


def prepare(option: str, value: str) -> None:
    """Make the process as large as an option asks for."""
    if option == "--runner":
        sys.path.insert(0, value)
        importlib.import_module("runner.preload").load()
        importlib.import_module("runner.supervisor")
    elif option == "--path":
        sys.path.insert(0, value)
    elif option == "--import":
        for name in value.split(","):
            importlib.import_module(name)
    else:
        raise ValueError(option)


def measure(seconds: float) -> dict[str, float]:
    """Fork one child after the other for about ``seconds``."""
    forks = 0
    start = time.perf_counter()
    while not forks or time.perf_counter() - start < seconds:
        child = os.fork()
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)
        forks += 1
    return {"calls": forks, "elapsed_seconds": time.perf_counter() - start}


def answer(value: dict[str, float]) -> None:
    """Write one frame."""
    content = json.dumps(value).encode()
    sys.stdout.buffer.write(struct.pack(">I", len(content)) + content)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
