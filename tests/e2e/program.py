"""Runs ``callproof`` as its users do: a process of its own, real boxes, files on the disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from service.reports.records import repeatable_line
from verifiers.model import Json

TREE = Path(__file__).resolve().parents[2]
DEMO = TREE / "examples" / "shards" / "demo.jsonl"
COMMAND = ("env", "--default-signal=INT", sys.executable, "-m", "service.cli")
"""A process of pytest-xdist ignores SIGINT, as any does that was started in the background, and hands that on."""


def callproof(
    *args: str | Path, environment: Mapping[str, str] | None = None, prefix: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [*prefix, *COMMAND, *map(str, args)],
        cwd=TREE,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@contextmanager
def started(*args: str | Path, environment: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[str]]:
    """A command under way; killed where the test leaves it running."""
    process = subprocess.Popen(
        [*COMMAND, *map(str, args)],
        cwd=TREE,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def wait_for_verdicts(process: subprocess.Popen[str], out: Path, count: int) -> None:
    """Return when the run in ``out`` has given ``count`` verdicts; fails where it ends before."""
    file = out / "verdicts.jsonl.partial"
    while not file.exists() or file.read_bytes().count(b"\n") < count:
        try:
            process.wait(timeout=0.02)
        except subprocess.TimeoutExpired:
            continue
        raise AssertionError(f"the run ended with {process.returncode} before it gave {count} verdicts")


def verdicts(out: Path) -> list[Json]:
    return [json.loads(line) for line in (out / "verdicts.jsonl").read_bytes().splitlines()]


def repeatable(out: Path) -> list[bytes]:
    return [repeatable_line(line) for line in (out / "verdicts.jsonl").read_bytes().splitlines()]


def many_rows(path: Path, copies: int) -> Path:
    """The demo shard several times over, each row with an id of its own where it has one that can be read."""
    with path.open("wb") as file:
        for copy in range(copies):
            for line in DEMO.read_bytes().splitlines():
                file.write(line.replace(b'"id": "', b'"id": "%d-' % copy, 1) + b"\n")
    return path
