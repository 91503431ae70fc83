"""Checks what the runs over BFCL left: the figures that have to hold, and the waivers of rows with mistakes.

A waiver names a row of BFCL, the codes of what is found in it, and what is wrong with it. It is needed for every
finding that blames the example and is no mere note, and it is a mistake itself where the row has no such findings.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from examples.bfcl.package import read_lines
from examples.bfcl.runs import DIRECT
from verifiers.canonical import sha256
from verifiers.model import Json

DIALOGUE_RUNS = ("multi-turn", "long-context")
ROWS: Mapping[str, int] = {
    "multi-turn": 600,
    "long-context": 200,
    "single-turn": 2501,
    "irrelevance": 1124,
    "forced-calls": 1124,
}
"""How many rows each run must have judged: what bfcl-eval 2026.3.23 holds."""

DIALOGUE_CALLS = 4625
MAX_INVALID_SHARE = 0.025


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One run in numbers; ``calls`` are those that were handed to a box."""

    run: str
    rows: int
    calls: int
    returned: int
    labels: Mapping[str, int]
    waived: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The figures, and every row or figure that is not as it must be."""

    figures: Sequence[Figures]
    complaints: Sequence[str]


def check(out: Path, waivers_file: Path) -> Outcome:
    """Read all runs in ``out`` and judge them. Raises OSError where a run has left nothing."""
    verdicts = {run: list(read_lines(out / run / "verdicts.jsonl")) for run in ROWS}
    waivers = read_waivers(waivers_file)
    figures = [_figures(run, told, waivers) for run, told in verdicts.items()]
    direct = {row["id"]: row["results"] for row in read_lines(out / DIRECT)}
    complaints = [
        *_wrong_counts(figures),
        *_dialogues([each for run in DIALOGUE_RUNS for each in verdicts[run]], direct, waivers),
        *_single_turn(verdicts["single-turn"]),
        *_irrelevance(verdicts["irrelevance"], verdicts["forced-calls"]),
        *_waivers([each for run, told in verdicts.items() if run != "forced-calls" for each in told], waivers),
    ]
    return Outcome(figures=figures, complaints=complaints)


def read_waivers(path: Path) -> Mapping[str, frozenset[str]]:
    """The codes that are waived, by row. Raises ValueError for a row named twice, or one without codes and reason."""
    found: dict[str, frozenset[str]] = {}
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["waiver"]:
        row, codes, reason = entry["id"], frozenset(entry["codes"]), entry["reason"]
        if row in found or not codes or not reason.strip():
            raise ValueError(f"{path}: the waiver of {row} stands there twice, or lacks codes or a reason")
        found[row] = codes
    return found


def table(outcome: Outcome) -> str:
    """The figures for people."""
    names = ("rows", "calls run", "returned", "valid", "review", "invalid", "unverified", "waived")
    lines = [f"{'':12}" + "".join(f"{name:>12}" for name in names)]
    for each in outcome.figures:
        labels = [each.labels.get(label, 0) for label in ("valid", "review", "invalid", "unverified")]
        numbers = (each.rows, each.calls, each.returned, *labels, each.waived)
        lines.append(f"{each.run:12}" + "".join(f"{number:>12,}" for number in numbers))
    return "\n".join(lines)


def _figures(run: str, verdicts: Sequence[Json], waivers: Mapping[str, frozenset[str]]) -> Figures:
    statuses = Counter(ran["status"] for verdict in verdicts for ran in verdict["executions"])
    return Figures(
        run=run,
        rows=len(verdicts),
        calls=statuses.total(),
        returned=statuses["returned"],
        labels=Counter(verdict["label"] for verdict in verdicts),
        waived=0 if run == "forced-calls" else sum(verdict["example_id"] in waivers for verdict in verdicts),
    )


def _wrong_counts(figures: Sequence[Figures]) -> Iterator[str]:
    for each in figures:
        if each.rows != ROWS[each.run]:
            yield f"{each.run}: {each.rows} rows were judged, not {ROWS[each.run]}"
    returned = sum(each.returned for each in figures if each.run in DIALOGUE_RUNS)
    if returned != DIALOGUE_CALLS:
        yield f"of the {DIALOGUE_CALLS} good calls of the dialogues {returned} returned"


def _dialogues(
    verdicts: Sequence[Json], direct: Mapping[str, Sequence[Json]], waivers: Mapping[str, frozenset[str]]
) -> Iterator[str]:
    if len({verdict["example_id"] for verdict in verdicts} & direct.keys()) != len(direct):
        yield "the dialogues run directly are not those that were verified"
    for verdict in verdicts:
        row, executions = verdict["example_id"], verdict["executions"]
        results = direct.get(row, ())
        if verdict["label"] != "valid" and row not in waivers:
            yield f"{row}: it is {verdict['label']}"
        if len(executions) != len(results):
            yield f"{row}: {len(executions)} calls were run in a box, {len(results)} directly"
        for ran, result in zip(executions, results, strict=False):
            if ran["status"] != "returned":
                yield f"{row}, call {ran['call']}: {ran['status']}"
            elif ran["result_sha256"] != sha256(result) or not (ran["truncated"] or _same(ran["result"], result)):
                yield f"{row}, call {ran['call']}: the box gave another result than the class run directly"


def _same(one: Json, other: Json) -> bool:
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _single_turn(verdicts: Sequence[Json]) -> Iterator[str]:
    invalid = sum(verdict["label"] == "invalid" for verdict in verdicts)
    if invalid > MAX_INVALID_SHARE * len(verdicts):
        yield f"{invalid} of {len(verdicts)} single-turn rows are invalid, more than {MAX_INVALID_SHARE:.1%}"
    for verdict in verdicts:
        if verdict["label"] not in {"invalid", "unverified"}:
            yield f"{verdict['example_id']}: it is {verdict['label']}, but its calls have no code that could be run"


def _irrelevance(as_shipped: Sequence[Json], forced: Sequence[Json]) -> Iterator[str]:
    for verdict in as_shipped:
        if verdict["label"] == "invalid":
            yield f"{verdict['example_id']}: it is invalid without a call"
    for verdict in forced:
        codes = {found["code"] for found in verdict["findings"]}
        if verdict["label"] == "valid" or "relevance.call_not_expected" not in codes:
            yield f"{verdict['example_id']}: a call was forced in, and it is {verdict['label']} ({sorted(codes)})"


def _waivers(verdicts: Sequence[Json], waivers: Mapping[str, frozenset[str]]) -> Iterator[str]:
    blamed = {verdict["example_id"]: _blamed_codes(verdict) for verdict in verdicts}
    for row, codes in blamed.items():
        if codes - waivers.get(row, frozenset()):
            yield f"{row}: {', '.join(sorted(codes))} without a waiver"
    for row, codes in waivers.items():
        if unused := codes - blamed.get(row, frozenset()):
            yield f"{row}: the waiver of {', '.join(sorted(unused))} is no longer needed; remove it"


def _blamed_codes(verdict: Json) -> frozenset[str]:
    findings = verdict["findings"]
    return frozenset(found["code"] for found in findings if found["blame"] == "example" and found["severity"] != "note")
