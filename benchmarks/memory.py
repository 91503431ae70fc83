"""The largest resident memory of ``callproof verify``, over a short and a long shard, with boxes and without.

The boxes are the container engine's processes and are not counted; their own limit holds for them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.shards import write_shard
from benchmarks.verify_run import VerifyRun, run_verify
from verifiers.model import Json

EXAMPLES = (10_000, 200_000)
"""How many examples the shards have, unless told otherwise."""

TARGET_BYTES = 300_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryRow:
    """One run over one shard."""

    examples: int
    shard_bytes: int
    executed: bool
    peak_memory_bytes: int
    elapsed_seconds: float

    @property
    def reached(self) -> bool:
        """Whether the memory is within the target."""
        return self.peak_memory_bytes <= TARGET_BYTES


def measure(examples: Sequence[int] = EXAMPLES) -> list[MemoryRow]:
    """Verify a shard of each length, first in boxes and then without executing; prints each row as it is there."""
    rows = []
    print(f"{'examples':>9}  {'shard':>8}  {'calls':<12}  {'peak memory':>11}  {'took':>8}  {'rate':>8}")
    with tempfile.TemporaryDirectory(prefix="callproof-bench-") as folder:
        for count in examples:
            shard = Path(folder) / "shard.jsonl"
            size_bytes = write_shard(shard, count)
            for executed in (True, False):
                with tempfile.TemporaryDirectory(dir=folder) as out:
                    run = run_verify(shard, Path(out), () if executed else ("--no-execute",))
                rows.append(_row(run, size_bytes, executed=executed))
                print(row_text(rows[-1]), flush=True)
    print(target_text(rows))
    return rows


def row_text(row: MemoryRow) -> str:
    """One line of the table."""
    calls = "in boxes" if row.executed else "not executed"
    return (
        f"{row.examples:>9,}  {row.shard_bytes / 1e6:>5.0f} MB  {calls:<12}  {row.peak_memory_bytes / 1e6:>8.1f} MB  "
        f"{row.elapsed_seconds:>6.1f} s  {row.examples / row.elapsed_seconds:>6.0f}/s"
    )


def target_text(rows: Sequence[MemoryRow]) -> str:
    """The target, and whether every row reached it."""
    reached = "reached" if all(row.reached for row in rows) else "not reached"
    return f"target: at most {TARGET_BYTES / 1e6:.0f} MB whatever the shard's length: {reached}"


def told(rows: Sequence[MemoryRow]) -> Json:
    """The rows as JSON values."""
    return {
        "target_bytes": TARGET_BYTES,
        "rows": [{**asdict(row), "reached": row.reached} for row in rows],
    }


def _row(run: VerifyRun, shard_bytes: int, *, executed: bool) -> MemoryRow:
    return MemoryRow(
        examples=run.examples,
        shard_bytes=shard_bytes,
        executed=executed,
        peak_memory_bytes=run.peak_memory_bytes,
        elapsed_seconds=run.elapsed_seconds,
    )
