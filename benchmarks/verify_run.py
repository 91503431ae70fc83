"""One ``callproof verify`` as a process of its own, with what it took."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import BenchmarkError
from benchmarks.shards import FUNCTIONS

SUMMARY = "summary.json"
_START_AND_TELL = """
import os, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)])
_, status, usage = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyRun:
    """What one run took: from the start of the process to its end, and its largest resident memory."""

    examples: int
    elapsed_seconds: float
    peak_memory_bytes: int


def run_verify(shard: Path, out: Path, arguments: Sequence[str] = ()) -> VerifyRun:
    """Verify ``shard`` into the empty folder ``out`` with the benchmark's functions.

    Raises BenchmarkError unless every example is valid. The memory is the kernel's ``ru_maxrss`` (getrusage(2)) of
    the process, which begins at the size of the one that it is forked from; so a small process stands between.
    """
    command = [
        *(sys.executable, "-S", "-c", _START_AND_TELL),
        *(sys.executable, "-m", "service.cli", "verify", str(shard)),
        *("--functions", str(FUNCTIONS), "--out", str(out), *arguments),
    ]
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        told = subprocess.run(command, stdout=subprocess.PIPE, stderr=said, check=True).stdout
        elapsed_seconds = time.perf_counter() - start
        exit_code, peak_memory_kilobytes = map(int, told.split())
        if exit_code:
            said.seek(0)
            last_words = said.read()[-2000:].decode(errors="replace")
            raise BenchmarkError(f"callproof verify ended with {exit_code}. It said:\n{last_words}")
    summary = json.loads((out / SUMMARY).read_bytes())
    counts = {label: told["count"] for label, told in summary["labels"].items()}
    if counts["valid"] != summary["examples"]:
        raise BenchmarkError(f"Every example is valid, but they were labelled {counts}: {summary['findings']}")
    return VerifyRun(
        examples=summary["examples"], elapsed_seconds=elapsed_seconds, peak_memory_bytes=peak_memory_kilobytes * 1024
    )
