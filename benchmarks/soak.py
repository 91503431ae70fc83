"""Many good calls through one pool: whether every one returns, and whether anything grows meanwhile.

The pool is emptied before each look, so that a quiet box is looked at, whose processes are the runner and what was
left behind.
"""

from __future__ import annotations

import subprocess
import time
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path

from benchmarks.measuring import BenchmarkError
from benchmarks.pools import PoolKind, Request, additions, open_pool, refuse_missing, warm_up
from benchmarks.shards import catalog
from service.sandbox import owner
from service.sandbox.engine import Engine
from service.sandbox.model import Sandbox
from verifiers.model import Json, Status

CALLS = 100_000
LOOKS = 10
_PAGE_BYTES = 4096
_CGROUPS = Path("/sys/fs/cgroup")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is there after ``calls`` calls. Of the boxes, summed up; None where this machine does not show it.

    ``box_memory_bytes`` is what their cgroups are charged with, less file pages that nobody used lately.
    """

    calls: int
    elapsed_seconds: float
    host_memory_bytes: int
    host_descriptors: int
    host_threads: int
    boxes: int
    box_processes: int | None
    box_memory_bytes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When a series is flat: the mean of its last third is at most ``share`` and ``slack`` above its middle third's.

    The first third does not count: caches fill, allocators settle.
    """

    field: str
    text: str
    share: float
    slack: float


RULES = (
    Rule(field="host_memory_bytes", text="host memory", share=0.05, slack=2e6),
    Rule(field="host_descriptors", text="host descriptors", share=0.0, slack=1),
    Rule(field="host_threads", text="host threads", share=0.0, slack=1),
    Rule(field="boxes", text="boxes", share=0.0, slack=0.5),
    Rule(field="box_processes", text="processes in boxes", share=0.0, slack=0.5),
    Rule(field="box_memory_bytes", text="memory of boxes", share=0.05, slack=2e6),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SoakReport:
    """How the calls ended, and the series."""

    kind: PoolKind
    statuses: Counter[str]
    looks: tuple[Look, ...]

    @property
    def all_returned(self) -> bool:
        """Whether every call returned what it should."""
        return set(self.statuses) == {str(Status.RETURNED)}


def soak(kind: PoolKind, calls: int = CALLS) -> SoakReport:
    """Run ``calls`` calls, one an example, and look ten times; prints each look as it is there."""
    refuse_missing(kind)
    functions = catalog()
    requests = additions(functions, 1)
    statuses: Counter[str] = Counter()
    looks = []
    print(
        f"{'calls':>9} {'a second':>9} {'host memory':>12} {'descriptors':>11} {'threads':>8} {'boxes':>6} "
        f"{'processes':>9} {'box memory':>11}"
    )
    with Engine.connect() as engine, open_pool(kind, functions) as pool:
        warm_up(pool, kind, requests)
        start = time.perf_counter()
        for number in range(1, LOOKS + 1):
            part = calls * number // LOOKS - calls * (number - 1) // LOOKS
            statuses += _run(pool, requests, part)
            looks.append(_look(engine, calls * number // LOOKS, time.perf_counter() - start))
            print(look_text(looks[-1]), flush=True)
    return SoakReport(kind=kind, statuses=statuses, looks=tuple(looks))


def flat(values: Sequence[float | None], rule: Rule) -> bool | None:
    """Whether a series is flat by ``rule``; None where it has gaps, or fewer than three values."""
    known = [value for value in values if value is not None]
    third = len(values) // 3
    if len(known) < len(values) or not third:
        return None
    before, after = known[-2 * third : -third], known[-third:]
    middle, last = sum(before) / third, sum(after) / third
    return last <= middle * (1 + rule.share) + rule.slack


def look_text(look: Look) -> str:
    """One line of the series."""
    processes = "?" if look.box_processes is None else str(look.box_processes)
    memory = "?" if look.box_memory_bytes is None else f"{look.box_memory_bytes / 1e6:.1f} MB"
    return (
        f"{look.calls:>9,} {look.calls / look.elapsed_seconds:>9,.0f} {look.host_memory_bytes / 1e6:>9.1f} MB "
        f"{look.host_descriptors:>11} {look.host_threads:>8} {look.boxes:>6} {processes:>9} {memory:>11}"
    )


def soak_text(report: SoakReport) -> str:
    """How the calls ended, and which series are flat, with the rule."""
    counts = ", ".join(f"{count:,} {status}" for status, count in sorted(report.statuses.items()))
    lines = [f"target: every call returned: {'reached' if report.all_returned else 'not reached'} ({counts})"]
    for rule in RULES:
        words = {True: "flat", False: "not flat", None: "not measured"}[_flat(report, rule)]
        lines.append(f"  {words:<12} {rule.text}: {_rule_text(rule)}")
    return "\n".join(lines)


def soak_told(report: SoakReport) -> dict[str, Json]:
    """The same as JSON values."""
    return {
        "pool": asdict(report.kind),
        "statuses": dict(report.statuses),
        "all_returned": report.all_returned,
        "looks": [asdict(look) for look in report.looks],
        "flat": {rule.field: {"flat": _flat(report, rule), "rule": _rule_text(rule)} for rule in RULES},
    }


def _flat(report: SoakReport, rule: Rule) -> bool | None:
    return flat([getattr(look, rule.field) for look in report.looks], rule)


def _rule_text(rule: Rule) -> str:
    slack = f"{rule.slack / 1e6:g} MB" if rule.slack > 1e3 else f"{rule.slack:g}"
    return f"last third at most {rule.share:.0%} and {slack} above the middle third"


def _run(pool: Sandbox, requests: Sequence[Request], calls: int) -> Counter[str]:
    """How ``calls`` calls ended; ``wrong_result`` is one that returned something else than it should."""
    statuses: Counter[str] = Counter()
    source = cycle(requests)
    waiting = deque((each, pool.submit(each.plan)) for each in islice(source, min(calls, 2 * pool.capacity)))
    begun = len(waiting)
    while waiting:
        request, future = waiting.popleft()
        outcome = future.result()
        for execution, expected in zip(outcome.executions, request.results, strict=True):
            wrong = execution.status is Status.RETURNED and execution.result != expected
            statuses["wrong_result" if wrong else str(execution.status)] += 1
        if begun < calls:
            following = next(source)
            waiting.append((following, pool.submit(following.plan)))
            begun += 1
    return statuses


def _look(engine: Engine, calls: int, elapsed_seconds: float) -> Look:
    own = owner.labels().items()
    boxes = [box for box, labels in engine.boxes(owner.BOX_LABEL) if own <= labels.items()]
    folders = [_cgroup_folders(box) for box in boxes]
    status = Path("/proc/self/status").read_text()
    return Look(
        calls=calls,
        elapsed_seconds=elapsed_seconds,
        host_memory_bytes=int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE_BYTES,
        host_descriptors=len(list(Path("/proc/self/fd").iterdir())),
        host_threads=int(status.partition("Threads:")[2].split()[0]),
        boxes=len(boxes),
        box_processes=_sum([_processes(each) for each in folders]),
        box_memory_bytes=_sum([_memory_bytes(each) for each in folders]),
    )


def _cgroup_folders(box: str) -> dict[str, Path]:
    """The folders of a box's cgroup by controller; under cgroup v2 there is one, for both.

    Where an engine of version 1 runs beside an empty hierarchy of version 2, a process is in both.
    """
    done = subprocess.run(
        ["docker", "inspect", "--format", "{{.State.Pid}}", box], capture_output=True, text=True, check=False
    )
    if not done.stdout.strip().isdigit():
        raise BenchmarkError(f"the engine does not say which process box {box} is: {done.stderr.strip()}")
    try:
        lines = Path(f"/proc/{done.stdout.strip()}/cgroup").read_text().splitlines()
    except OSError:
        return {}  # the engine is on another machine, or hides its processes
    paths = {controllers: path.lstrip("/") for _, controllers, path in (line.split(":", 2) for line in lines)}
    return {
        name: _CGROUPS / name / paths[name] if name in paths else _CGROUPS / paths.get("", "")
        for name in ("memory", "pids")
    }


def _processes(folders: dict[str, Path]) -> int | None:
    try:
        return int((folders["pids"] / "pids.current").read_text())
    except (OSError, KeyError):
        return None


def _memory_bytes(folders: dict[str, Path]) -> int | None:
    """The charge without inactive file pages, as ``docker stats`` shows it."""
    try:
        folder = folders["memory"]
        one = (folder / "memory.usage_in_bytes").exists()
        usage = int((folder / ("memory.usage_in_bytes" if one else "memory.current")).read_text())
        pairs = (line.split() for line in (folder / "memory.stat").read_text().splitlines())
        told = {name: int(value) for name, value in pairs}
        return usage - told.get("total_inactive_file" if one else "inactive_file", 0)
    except (OSError, KeyError):
        return None


def _sum(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None
