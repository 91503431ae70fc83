"""Calls per second, side by side: every contender in turn, for several rounds, so that noise meets all alike.

A ratio is taken within each round, between neighbours in time, and the median of the rounds' ratios is shown.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.contenders import VERIFIED_EXAMPLES, Contender, open_all
from verifiers.model import Json

ROUNDS = 5
SECONDS_PER_ROW = 1.0
SLOWEST, FORK = "docker_run", "bare_fork"
TIMES_DOCKER_RUN = 100.0
TIMES_FORK_PER_CORE = 0.5
_WARM_UP_SECONDS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedRow:
    """One contender's calls per second, one figure for each round.

    ``times_docker_run`` is its rate by that of ``docker run``. ``times_fork_per_core`` is its rate by the number of
    ``cores`` that its calls can keep busy, by the rate of bare forks on the host, which keep one busy.
    """

    key: str
    name: str
    cores: int
    calls_per_second: tuple[float, ...]
    times_docker_run: float
    times_fork_per_core: float
    held_to_targets: bool

    @property
    def median(self) -> float:
        """Calls per second in the middle round."""
        return statistics.median(self.calls_per_second)

    @property
    def reached(self) -> tuple[bool, bool]:
        """Whether the row is fast enough beside ``docker run``, and beside bare forks."""
        return self.times_docker_run >= TIMES_DOCKER_RUN, self.times_fork_per_core >= TIMES_FORK_PER_CORE


def measure(
    *,
    processors: int,
    rounds: int = ROUNDS,
    seconds: float = SECONDS_PER_ROW,
    verified_examples: int = VERIFIED_EXAMPLES,
) -> list[SpeedRow]:
    """Measure every contender once in each round; prints how far it is."""
    with open_all(processors, verified_examples=verified_examples) as contenders:
        for each in contenders:
            each.measure(_WARM_UP_SECONDS)
        rates: dict[str, list[float]] = {each.key: [] for each in contenders}
        for number in range(rounds):
            for each in contenders:
                rates[each.key].append(each.measure(seconds).per_second)
            print(f"round {number + 1} of {rounds} done", flush=True)
        return [row(each, rates) for each in contenders]


def row(contender: Contender, rates: Mapping[str, Sequence[float]]) -> SpeedRow:
    """The row of one contender; ``rates`` holds every contender's calls per second by key, round by round."""
    own = rates[contender.key]
    return SpeedRow(
        key=contender.key,
        name=contender.name,
        cores=contender.cores,
        calls_per_second=tuple(own),
        times_docker_run=paired_ratio(own, rates[SLOWEST]),
        times_fork_per_core=paired_ratio(own, rates[FORK]) / contender.cores,
        held_to_targets=contender.held_to_targets,
    )


def paired_ratio(rates: Sequence[float], base: Sequence[float]) -> float:
    """The median of the ratios within each round."""
    return statistics.median(one / other for one, other in zip(rates, base, strict=True))


def table(rows: Sequence[SpeedRow]) -> str:
    """All rows and both targets, for people."""
    lines = [
        f"{'':<40} {'calls per second':^29} {'times':>10} {'cores':>6} {'times bare':>10}",
        f"{'':<40} {'median':>9} {'min':>9} {'max':>9} {'docker run':>10} {'':>6} {'fork/core':>10}",
    ]
    lines += [
        f"{each.name:<40} {each.median:>9,.1f} {min(each.calls_per_second):>9,.1f} {max(each.calls_per_second):>9,.1f}"
        f" {each.times_docker_run:>10,.1f} {each.cores:>6} {each.times_fork_per_core:>10.3f}"
        for each in rows
    ]
    lines.append(f"targets: {TIMES_DOCKER_RUN:g} times docker run; {TIMES_FORK_PER_CORE:g} times bare fork per core")
    lines += [_target_line(each) for each in rows if each.held_to_targets]
    return "\n".join(lines)


def told(rows: Sequence[SpeedRow], *, rounds: int, seconds: float) -> Json:
    """The rows as JSON values."""
    return {
        "rounds": rounds,
        "seconds_per_row": seconds,
        "targets": {"times_docker_run": TIMES_DOCKER_RUN, "times_fork_per_core": TIMES_FORK_PER_CORE},
        "rows": [_row_json(each) for each in rows],
    }


def _target_line(each: SpeedRow) -> str:
    beside_run, beside_fork = ("reached" if reached else "not reached" for reached in each.reached)
    return f"  {each.name:<38} docker run: {beside_run} ({each.times_docker_run:,.0f}); bare fork per core: " + (
        f"{beside_fork} ({each.times_fork_per_core:.2f})"
    )


def _row_json(each: SpeedRow) -> Json:
    beside_run, beside_fork = each.reached
    return {
        "key": each.key,
        "name": each.name,
        "cores": each.cores,
        "calls_per_second": {
            "median": round(each.median, 2),
            "min": round(min(each.calls_per_second), 2),
            "max": round(max(each.calls_per_second), 2),
            "rounds": [round(rate, 2) for rate in each.calls_per_second],
        },
        "times_docker_run": round(each.times_docker_run, 3),
        "times_fork_per_core": round(each.times_fork_per_core, 4),
        "targets_reached": {"times_docker_run": beside_run, "times_fork_per_core": beside_fork}
        if each.held_to_targets
        else None,
    }
