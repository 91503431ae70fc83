"""A check that is cut off goes on where it was."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from benchmarks.catalogs import write_functions
from tests.e2e.program import callproof, started

FUNCTIONS = 500


def saved(cache: Path) -> int:
    """How many results are safe on the disk."""
    for path in cache.glob("check-*.sqlite"):
        with closing(sqlite3.connect(path)) as database:
            try:
                return int(database.execute("SELECT count(*) FROM inspected").fetchone()[0])
            except sqlite3.OperationalError:  # it is being made
                return 0
    return 0


def wait_until_saved(process: subprocess.Popen[str], cache: Path) -> None:
    while not saved(cache):
        try:
            process.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            continue
        raise AssertionError(f"the check ended with {process.returncode} before it saved a result")


def test_ctrl_c_ends_with_130_and_keeps_what_was_found(tmp_path: Path) -> None:
    functions, cache = tmp_path / "functions", tmp_path / "cache"
    write_functions(functions, FUNCTIONS)
    args = ("catalog", "check", functions, "--cache", cache, "--examples", "4")
    with started(*args) as process:
        wait_until_saved(process, cache)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == 130
    kept = saved(cache)
    assert 0 < kept < FUNCTIONS
    done = callproof(*args)
    assert done.returncode == 1, done.stderr  # made-up functions are duplicates of one another
    assert f"{FUNCTIONS} inspected" in done.stdout
    assert saved(cache) == FUNCTIONS
