"""The words of all benchmarks: a sample is what was measured once, a contender is one row of a table."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum

LOADED_FORK = "loaded_fork"
"""The key of the row that most others are compared with: bare forks of a process as large as a box's runner."""


class BenchmarkError(Exception):
    """What was to be measured did not work, so there is no figure."""


class NotMeasurableError(BenchmarkError):
    """A row cannot be measured on this machine or with this callproof; the text is the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """How many calls (forks, examples) were done in how long.

    ``latencies_seconds`` are those of each call, where the row is about them.
    """

    calls: int
    elapsed_seconds: float
    latencies_seconds: tuple[float, ...] = ()

    @property
    def per_second(self) -> float:
        """The rate; of a row about latencies, how often the median latency fits into a second."""
        if self.latencies_seconds:
            return 1 / statistics.median(self.latencies_seconds)
        return self.calls / self.elapsed_seconds

    @property
    def slow_seconds(self) -> float | None:
        """The latency that 95 of 100 calls keep; None where the row is not about latencies."""
        if not self.latencies_seconds:
            return None
        ordered = sorted(self.latencies_seconds)
        return ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]


Measure = Callable[[float], Sample]
"""Works for about the seconds it is given, and at least one call."""


class Kind(StrEnum):
    """What a row's figure is."""

    RATE = "rate"
    LATENCY = "latency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """One row of the table. ``cores`` is how many processors its calls can keep busy at once.

    ``open`` gets ready whatever it needs, hands what must be given back to the stack, and raises NotMeasurableError,
    or an error of the engine, where it cannot be. ``fork`` is the key of the bare forks of a process as large.
    """

    key: str
    name: str
    open: Callable[[ExitStack], Measure]
    cores: int = 1
    kind: Kind = Kind.RATE
    fork: str = LOADED_FORK


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A contender that is open and has been measured once, for nothing, to warm up."""

    contender: Contender
    measure: Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMeasured:
    """A row without figures, and why."""

    key: str
    name: str
    reason: str
