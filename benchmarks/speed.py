"""Calls per second, side by side: every contender in turn, for several rounds, so that noise meets all alike.

A ratio is taken within each round, between neighbours in time, and the median of the rounds' ratios is shown.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from benchmarks.contenders import opened
from benchmarks.measuring import BenchmarkError, Contender, Kind, NotMeasured, Ready, Sample
from benchmarks.targets import Result, judge, targets_text, targets_told
from service.errors import CallproofError
from verifiers.model import Json

ROUNDS = 5
SECONDS_PER_ROW = 1.0
SLOWEST = "docker_run"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedRow:
    """One contender's calls per second, one figure for each round; ``slow_seconds`` where it is about latencies.

    ``times_docker_run`` is its rate by that of ``docker run``. ``fork_seconds`` is what a bare fork of a process as
    large takes, and ``times_fork_per_core`` the row's rate by the number of ``cores`` that its calls can keep busy,
    by the rate of such forks, which keep one busy. Each is None where its base was not measured.
    """

    key: str
    name: str
    cores: int
    kind: Kind
    calls_per_second: tuple[float, ...]
    times_docker_run: float | None
    times_fork_per_core: float | None
    fork_seconds: float | None
    slow_seconds: tuple[float, ...] = ()

    @property
    def median(self) -> float:
        """Calls per second in the middle round."""
        return statistics.median(self.calls_per_second)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedReport:
    """All that one run gave."""

    rows: tuple[SpeedRow, ...]
    missing: tuple[NotMeasured, ...]
    targets: tuple[Result, ...]


def measure(contenders: Iterable[Contender], *, rounds: int = ROUNDS, seconds: float = SECONDS_PER_ROW) -> SpeedReport:
    """Measure every contender once in each round; prints how far it is."""
    with ExitStack() as stack:
        ready, missing = opened(contenders, stack)
        samples: dict[str, list[Sample]] = {each.contender.key: [] for each in ready}
        for number in range(rounds):
            for each in list(ready):
                try:
                    samples[each.contender.key].append(each.measure(seconds))
                except (BenchmarkError, CallproofError, OSError) as error:
                    missing.append(_failed(each, number, error))
                    ready.remove(each)
            print(f"round {number + 1} of {rounds} done", flush=True)
    return report([each.contender for each in ready], samples, missing)


def report(
    contenders: Sequence[Contender], samples: Mapping[str, Sequence[Sample]], missing: Sequence[NotMeasured]
) -> SpeedReport:
    """What the samples of all rounds, by the contenders' keys, come to."""
    rates = {each.key: [sample.per_second for sample in samples[each.key]] for each in contenders}
    return SpeedReport(
        rows=tuple(_row(each, rates, samples[each.key]) for each in contenders),
        missing=tuple(missing),
        targets=tuple(judge(rates)),
    )


def paired_ratio(rates: Sequence[float], base: Sequence[float]) -> float:
    """The median of the ratios within each round."""
    return statistics.median(one / other for one, other in zip(rates, base, strict=True))


def table(told: SpeedReport) -> str:
    """All rows, those that could not be measured with the reason, and all targets, for people."""
    width = max((len(each.name) for each in told.rows), default=0)
    lines = [
        f"{'':<{width}} {'calls per second':^29} {'one takes':>10} {'bare fork':>10} {'bare fork':>10} {'':>5} "
        f"{'times':>10}",
        f"{'':<{width}} {'median':>9} {'min':>9} {'max':>9} {'':>10} {'takes':>10} {'/core, x':>10} {'cores':>5} "
        f"{'docker run':>10}",
    ]
    lines += [_line(each, width) for each in told.rows]
    lines += [f"not measured: {each.name}: {each.reason}" for each in told.missing]
    return "\n".join([*lines, targets_text(told.targets)])


def told(report: SpeedReport, *, rounds: int, seconds: float) -> dict[str, Json]:
    """The report as JSON values."""
    return {
        "rounds": rounds,
        "seconds_per_row": seconds,
        "targets": targets_told(report.targets),
        "rows": [_row_json(each) for each in report.rows],
        "not_measured": [{"key": each.key, "name": each.name, "reason": each.reason} for each in report.missing],
    }


def _failed(each: Ready, number: int, error: Exception) -> NotMeasured:
    reason = f"it failed in round {number + 1}: {' '.join(str(error).split())}"
    print(f"not measured: {each.contender.name}: {reason}", flush=True)
    return NotMeasured(key=each.contender.key, name=each.contender.name, reason=reason)


def _row(contender: Contender, rates: Mapping[str, Sequence[float]], samples: Sequence[Sample]) -> SpeedRow:
    own, slowest, fork = rates[contender.key], rates.get(SLOWEST), rates.get(contender.fork)
    return SpeedRow(
        key=contender.key,
        name=contender.name,
        cores=contender.cores,
        kind=contender.kind,
        calls_per_second=tuple(own),
        times_docker_run=paired_ratio(own, slowest) if slowest else None,
        times_fork_per_core=paired_ratio(own, fork) / contender.cores if fork else None,
        fork_seconds=1 / statistics.median(fork) if fork else None,
        slow_seconds=tuple(each.slow_seconds for each in samples if each.slow_seconds is not None),
    )


def _line(row: SpeedRow, width: int) -> str:
    rates = row.calls_per_second
    slow = f"  p95 {_time(statistics.median(row.slow_seconds))}" if row.slow_seconds else ""
    times = "-" if row.times_docker_run is None else f"{row.times_docker_run:,.1f}"
    beside_fork = "-" if row.times_fork_per_core is None else f"{row.times_fork_per_core:.3f}"
    fork = "-" if row.fork_seconds is None else _time(row.fork_seconds)
    return (
        f"{row.name:<{width}} {row.median:>9,.1f} {min(rates):>9,.1f} {max(rates):>9,.1f} {_time(1 / row.median):>10} "
        f"{fork:>10} {beside_fork:>10} {row.cores:>5} {times:>10}{slow}"
    )


def _time(seconds: float) -> str:
    if seconds < 0.001:
        return f"{seconds * 1e6:.0f} us"
    return f"{seconds * 1e3:.2f} ms" if seconds < 0.1 else f"{seconds:.2f} s"


def _row_json(row: SpeedRow) -> Json:
    rates = row.calls_per_second
    return {
        "key": row.key,
        "name": row.name,
        "cores": row.cores,
        "kind": str(row.kind),
        "calls_per_second": {
            "median": round(row.median, 2),
            "min": round(min(rates), 2),
            "max": round(max(rates), 2),
            "rounds": [round(rate, 2) for rate in rates],
        },
        "seconds": {"median": 1 / row.median, "p95": statistics.median(row.slow_seconds) if row.slow_seconds else None},
        "fork_seconds": row.fork_seconds,
        "times_docker_run": _rounded(row.times_docker_run, 3),
        "times_fork_per_core": _rounded(row.times_fork_per_core, 4),
    }


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
