"""``callproof catalog check`` over made-up functions: time and peak memory of a first run and of further ones.

::

    python -m benchmarks.catalog_check [--functions 40000] [--examples 25]

Three runs, each a process of its own: everything is new; nothing has changed; one file of 20 functions has changed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.catalogs import write_functions


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one check took; memory is that of callproof's own process."""

    name: str
    status: int
    seconds: float
    peak_bytes: int


def main() -> int:
    """Print a line for each run; 1 where the second took a minute or longer."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.catalog_check", allow_abbrev=False)
    parser.add_argument("--functions", type=int, default=40_000)
    parser.add_argument("--examples", type=int, default=25)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="callproof-bench-") as home:
        functions = Path(home) / "departments"
        write_functions(functions, args.functions)
        command = ["catalog", "check", str(functions), "--cache", str(Path(home) / "cache")]
        command += ["--examples", str(args.examples), "--json", str(Path(home) / "report.json")]
        first = run("first", command)
        second = run("nothing changed", command)
        changed = functions / "department_00000.py"
        changed.write_text(changed.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
        run("one file changed", command)
    return int(second.seconds >= 60 or first.status not in {0, 1})


def run(name: str, command: list[str]) -> Run:
    """One check in a process of its own; its text goes nowhere, its progress to standard error."""
    start = time.perf_counter()
    nothing = os.open(os.devnull, os.O_WRONLY)
    told = [(os.POSIX_SPAWN_DUP2, nothing, 1)]
    process = os.posix_spawn(
        sys.executable, [sys.executable, "-m", "service.cli", *command], os.environ, file_actions=told
    )
    _, status, used = os.wait4(process, 0)
    os.close(nothing)
    done = Run(
        name=name,
        status=os.waitstatus_to_exitcode(status),
        seconds=time.perf_counter() - start,
        peak_bytes=used.ru_maxrss * 1024,
    )
    print(f"{name:18}{done.seconds:9.1f} s {done.peak_bytes / 2**20:8.0f} MiB  exit {done.status}", flush=True)
    return done


if __name__ == "__main__":
    sys.exit(main())
