"""What callproof should reach, and whether it does: each target compares rows within rounds, the median decides."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from benchmarks.contenders import AUTO, BATCH, COLD, EXAMPLE, NUMERIC, TWO_BOXES
from benchmarks.forks import NUMERIC_FORK
from benchmarks.measuring import LOADED_FORK
from verifiers.model import Json

Rates = Mapping[str, Sequence[float]]
"""Every row's calls per second by its key, round by round; of rows about latency, one by the median latency."""

CONTAINERS = ("docker_run", "docker_exec", "llm_sandbox", "epicbox")
DISTILABEL = ("distilabel_trusting", "distilabel", "distilabel_folder")


class Compare(StrEnum):
    """How a row is held against its ``bases``: the fastest of them that was measured."""

    TIMES_AS_FAST = "times as fast"
    TIMES_AS_LONG = "times as long"
    PER_SECOND = "a second"
    SECONDS = "s"


_AT_LEAST = frozenset((Compare.TIMES_AS_FAST, Compare.PER_SECOND))
_ALONE = frozenset((Compare.PER_SECOND, Compare.SECONDS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One line of the list: the row ``subject`` should reach ``bound``."""

    subject: str
    text: str
    compare: Compare
    bound: float
    bases: tuple[str, ...] = ()

    def told(self) -> str:
        """What is asked for."""
        least = "at least" if self.compare in _AT_LEAST else "at most"
        return f"{self.text}: {least} {self.bound:,g} {self.compare}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A target and its figure, None where its row was not measured, or none that it is held against.

    ``rounds`` are the figures of each round. ``without`` are keys of rows that it should be held against, and is not.
    """

    target: Target
    rounds: tuple[float, ...]
    without: tuple[str, ...] = ()

    @property
    def value(self) -> float | None:
        """The median of the rounds."""
        return statistics.median(self.rounds) if self.rounds else None

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None where that is not known."""
        if self.value is None:
            return None
        at_least = self.target.compare in _AT_LEAST
        return self.value >= self.target.bound if at_least else self.value <= self.target.bound

    @property
    def verdict(self) -> str:
        """The same in words."""
        return {True: "reached", False: "not reached", None: "not measured"}[self.reached]


def _beside_containers(subject: str, text: str) -> Target:
    return Target(
        subject=subject,
        text=f"{text}, beside the fastest of docker run, docker exec, llm-sandbox, epicbox",
        compare=Compare.TIMES_AS_FAST,
        bound=200,
        bases=CONTAINERS,
    )


TARGETS = (
    Target(
        subject=EXAMPLE.key,
        text="isolation example, one box, beside bare forks of a process as large",
        compare=Compare.TIMES_AS_FAST,
        bound=0.8,
        bases=(LOADED_FORK,),
    ),
    Target(
        subject=TWO_BOXES.key,
        text="two boxes beside one",
        compare=Compare.TIMES_AS_FAST,
        bound=1.7,
        bases=(EXAMPLE.key,),
    ),
    Target(
        subject=BATCH.key,
        text="isolation batch, one box, beside distilabel in its fastest form",
        compare=Compare.TIMES_AS_FAST,
        bound=1.0,
        bases=DISTILABEL,
    ),
    Target(
        subject=BATCH.key,
        text="isolation batch, one box, beside distilabel as it comes",
        compare=Compare.TIMES_AS_FAST,
        bound=1.0,
        bases=DISTILABEL[1:2],
    ),
    _beside_containers(EXAMPLE.key, "isolation example, one box"),
    _beside_containers(AUTO.key, "isolation auto, two boxes"),
    Target(
        subject=f"cold_{COLD[0].key}",
        text="cold start to the first result, runc",
        compare=Compare.SECONDS,
        bound=0.5,
    ),
    Target(
        subject="verdict",
        text="one example on a warm box to its verdict, p50, beside a bare fork",
        compare=Compare.TIMES_AS_LONG,
        bound=2.5,
        bases=(LOADED_FORK,),
    ),
    Target(subject="verify", text="the whole callproof verify, examples", compare=Compare.PER_SECOND, bound=2_000),
    Target(
        subject="catalog_40000",
        text="a catalog of 40,000 functions beside one of 400",
        compare=Compare.TIMES_AS_FAST,
        bound=0.9,
        bases=("catalog_400",),
    ),
    Target(
        subject=NUMERIC.key,
        text="a function that imports numpy, beside a bare fork of a process that has it",
        compare=Compare.TIMES_AS_LONG,
        bound=1.3,
        bases=(NUMERIC_FORK,),
    ),
)


def judge(rates: Rates, targets: Sequence[Target] = TARGETS) -> list[Result]:
    """Every target with its figures."""
    return [
        Result(
            target=each,
            rounds=_figures(each, rates),
            without=tuple(key for key in each.bases if key not in rates),
        )
        for each in targets
    ]


def _figures(target: Target, rates: Rates) -> tuple[float, ...]:
    own = rates.get(target.subject, ())
    if target.compare in _ALONE:
        return tuple(rate if target.compare is Compare.PER_SECOND else 1 / rate for rate in own)
    bases = [rates[key] for key in target.bases if key in rates]
    if not bases:
        return ()
    fastest = [max(round_rates) for round_rates in zip(*bases, strict=True)]
    if target.compare is Compare.TIMES_AS_FAST:
        return tuple(rate / base for rate, base in zip(own, fastest, strict=False))
    return tuple(base / rate for rate, base in zip(own, fastest, strict=False))


def targets_text(results: Sequence[Result]) -> str:
    """All targets, for people."""
    lines = ["targets"]
    for each in results:
        figure = "" if each.value is None else f" ({each.value:,.4g})"
        without = f"; without {', '.join(each.without)}" if each.without else ""
        lines.append(f"  {each.verdict + figure:<24} {each.target.told()}{without}")
    return "\n".join(lines)


def targets_told(results: Sequence[Result]) -> list[Json]:
    """All targets as JSON values."""
    return [
        {
            "row": each.target.subject,
            "target": each.target.told(),
            "bound": each.target.bound,
            "beside": list(each.target.bases),
            "without": list(each.without),
            "value": each.value,
            "rounds": list(each.rounds),
            "reached": each.reached,
        }
        for each in results
    ]
