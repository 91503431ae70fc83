"""How often a wrong number or id makes a bundled toolkit refuse, or answer in another form, instead of running happily.

::

    python -m benchmarks.toolkit_mutants [--toolkit Bank …] [--survivors] [--json FILE]

    good calls (good_calls) ── service.mutation ──> mutants ── schema of the parameters ──> refused by schema
                                                                 └─ box, fresh world ──> how they ended

A mutant is *noticed* where it gives ``returned_error`` or a result of another schema than the good call gave. Only
mutants that fit the schema of the parameters count for the target: the schema would refuse the others without any box.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from benchmarks.good_calls import GoodCall, good_calls
from benchmarks.measuring import BenchmarkError
from service.catalog.checking.calls import OwnFailureError, Runner
from service.catalog.load import load_catalog
from service.errors import CallproofError
from service.mutation import Mutant, Mutation, mutants, result_schema
from service.sandbox.drivers import AUTO
from service.sandbox.model import Isolation
from service.sandbox.opening import open_pool
from verifiers.model import Execution, Json, Status
from verifiers.schema import fits

TOTAL_TARGET = 0.6
TOOLKIT_TARGET = 0.6


class Fate(StrEnum):
    """What became of a mutant. ``OTHER`` is an exception, a time-out and the like: it counts as not noticed."""

    REFUSED = "refused by schema"
    ERROR = "returned_error"
    CHANGED = "other result schema"
    SAME = "ran happily"
    OTHER = "ended otherwise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One mutant of a good call of a toolkit's method, and its fate."""

    toolkit: str
    function: str
    mutant: Mutant
    fate: Fate


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Fates of some mutants, counted."""

    fates: Mapping[Fate, int]

    @property
    def run(self) -> int:
        """How many fitted the schema of the parameters."""
        return sum(self.fates.values()) - self.fates[Fate.REFUSED]

    @property
    def noticed(self) -> float | None:
        """The part of those that were run that the toolkit noticed; None where none was run."""
        return (self.fates[Fate.ERROR] + self.fates[Fate.CHANGED]) / self.run if self.run else None

    @property
    def noticed_or_refused(self) -> float | None:
        """The part of all that the toolkit or the schema of the parameters noticed; None where there is none."""
        total = sum(self.fates.values())
        return (total - self.fates[Fate.SAME] - self.fates[Fate.OTHER]) / total if total else None


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 where a target is missed, 2 for wrong usage, 3 where nothing could be measured."""
    args = _parser().parse_args(arguments)
    try:
        tried, calls = measure(args.toolkit, boxes=args.boxes)
    except (BenchmarkError, OwnFailureError, CallproofError) as error:
        print(error, file=sys.stderr)
        return error.exit_status if isinstance(error, CallproofError) else 3
    if args.survivors:
        print("\n".join(survivors(tried)), end="\n\n")
    print(table(tried, calls))
    missed = below(tried)
    print(f"target: {TOTAL_TARGET:.0%} in total, {TOOLKIT_TARGET:.0%} of each toolkit: ", end="")
    print(f"missed by {', '.join(missed)}" if missed else "reached")
    if args.json is not None:
        args.json.write_text(json.dumps(told(tried, calls), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return int(bool(missed))


def measure(toolkits: Sequence[str] = (), *, boxes: int = 2) -> tuple[list[Tried], dict[str, int]]:
    """Every mutant of the good calls of ``toolkits`` (without names: of all), and how many good calls each has.

    Raises BenchmarkError, OwnFailureError, UsageError and UnableError.
    """
    catalog = load_catalog()
    unknown = sorted(set(toolkits) - catalog.toolkits.keys())
    if unknown:
        raise BenchmarkError(f"There is no toolkit {', '.join(unknown)}; there are {', '.join(catalog.toolkits)}.")
    tried: list[Tried] = []
    counts = {}
    with open_pool(sandbox=AUTO, catalog=catalog, isolation=Isolation.EXAMPLE, boxes=boxes, say=_say) as pool:
        runner = Runner(catalog=catalog, alone=pool, together=pool)
        for toolkit in sorted(set(toolkits) or catalog.toolkits):
            calls = good_calls(toolkit, runner)
            counts[toolkit] = len(calls)
            tried += _try(toolkit, calls, runner)
    return tried, counts


def _say(told: str) -> None:
    print(told, file=sys.stderr)


def _try(toolkit: str, calls: Iterable[GoodCall], runner: Runner) -> list[Tried]:
    made = [(call, mutant) for call in calls for mutant in mutants(call.arguments, call.kinds)]
    fitting = [fits(mutant.arguments, call.function.parameters) for call, mutant in made]
    run = [each for each, fit in zip(made, fitting, strict=True) if fit]
    plans = [(*call.before, (call.function, mutant.arguments)) for call, mutant in run]
    fates = iter([_fate(ran[-1], call.schema) for (call, _), ran in zip(run, runner.run_plans(plans), strict=True)])
    return [
        Tried(toolkit=toolkit, function=call.function.name, mutant=mutant, fate=next(fates) if fit else Fate.REFUSED)
        for (call, mutant), fit in zip(made, fitting, strict=True)
    ]


def _fate(ran: Execution, schema: str) -> Fate:
    if ran.status is Status.RETURNED_ERROR:
        return Fate.ERROR
    if ran.status is not Status.RETURNED:
        return Fate.OTHER
    return Fate.SAME if result_schema(ran.result) == schema else Fate.CHANGED


def share(tried: Iterable[Tried]) -> Share:
    """What became of these mutants."""
    return Share(fates=Counter(each.fate for each in tried))


def by_toolkit(tried: Iterable[Tried]) -> dict[str, list[Tried]]:
    """The mutants of each toolkit, in the order of names."""
    found: dict[str, list[Tried]] = {}
    for each in tried:
        found.setdefault(each.toolkit, []).append(each)
    return dict(sorted(found.items()))


def below(tried: Sequence[Tried]) -> list[str]:
    """Which toolkits, and whether the total, notice less than they have to."""
    missed = [name for name, own in by_toolkit(tried).items() if (share(own).noticed or 0) < TOOLKIT_TARGET]
    if (share(tried).noticed or 0) < TOTAL_TARGET:
        missed.append("the total")
    return missed


def survivors(tried: Iterable[Tried]) -> list[str]:
    """A line for each mutant that ran happily or ended otherwise: what to look at to make a toolkit stricter."""
    lines = []
    for each in tried:
        if each.fate in {Fate.SAME, Fate.OTHER}:
            shown = json.dumps(dict(each.mutant.arguments), ensure_ascii=False)
            lines.append(f"{each.toolkit}.{each.function} {each.mutant.mutation} {each.mutant.path} {shown}")
    return lines


def table(tried: Sequence[Tried], calls: Mapping[str, int]) -> str:
    """A line for each toolkit and mutation, each toolkit, each mutation over all toolkits, and the total."""
    lines = [_HEAD]
    for name, own in by_toolkit(tried).items():
        lines += _block(f"{name}, {calls[name]} calls", own)
    lines += _block(f"all {len(calls)} toolkits, {sum(calls.values())} calls", tried)
    return "\n".join(lines) + "\n"


def _block(title: str, tried: Sequence[Tried]) -> list[str]:
    lines = [_line(title, share(tried))]
    return lines + [_line(f"  {kind}", share(_of(kind, tried))) for kind in Mutation]


_FATES = (Fate.ERROR, Fate.CHANGED, Fate.SAME, Fate.OTHER)
_WIDTH = 34
_HEAD = " " * _WIDTH + "".join(f"{title:>10}" for title in ("mutants", "error", "schema", "happy", "other", "noticed"))
_HEAD += f"{'refused':>10}{'with those':>12}"


def _line(title: str, counted: Share) -> str:
    figures = [counted.run, *(counted.fates[fate] for fate in _FATES)]
    cells = "".join(f"{each:>10}" for each in figures)
    noticed, with_refused = (_percent(each) for each in (counted.noticed, counted.noticed_or_refused))
    return f"{title:<{_WIDTH}}{cells}{noticed:>10}{counted.fates[Fate.REFUSED]:>10}{with_refused:>12}"


def _percent(part: float | None) -> str:
    return "-" if part is None else f"{part:.1%}"


def told(tried: Sequence[Tried], calls: Mapping[str, int]) -> Json:
    """The table for programs: by toolkit and mutation, how many mutants had each fate."""
    return {
        name: {"good_calls": calls[name], **{kind: dict(share(_of(kind, own)).fates) for kind in Mutation}}
        for name, own in by_toolkit(tried).items()
    }


def _of(kind: Mutation, tried: Iterable[Tried]) -> list[Tried]:
    return [each for each in tried if each.mutant.mutation is kind]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.toolkit_mutants", allow_abbrev=False)
    parser.add_argument(
        "--toolkit", nargs="+", default=[], metavar="NAME", help="only these; default: all bundled ones"
    )
    parser.add_argument("--boxes", type=int, default=2)
    parser.add_argument("--survivors", action="store_true", help="list what ran happily too")
    parser.add_argument("--json", type=Path, metavar="FILE")
    return parser


if __name__ == "__main__":
    sys.exit(main())
