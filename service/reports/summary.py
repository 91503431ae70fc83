"""The summary of a run: as JSON for machines, as text for people. Both are made from one Report."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from verifiers.model import Blame, Json, Label, Severity
from verifiers.summary import Report

_SHOWN_CODES = 15
_SHOWN_FUNCTIONS = 5
_Rows: TypeAlias = list[tuple[str, ...]]


def summary_json(report: Report) -> Json:
    """The report as JSON values. ``measured`` differs from run to run, the rest does not."""
    return {
        "examples": report.examples,
        "labels": {
            each.value: {
                "count": report.labels[each],
                "share": round(_share(report.labels[each], report.examples), 6),
                "example_ids": list(report.label_ids[each]),
            }
            for each in Label
        },
        "findings": [
            {
                "code": each.code,
                "blame": each.blame.value,
                "severity": each.severity.value,
                "findings": each.findings,
                "examples": each.examples,
                "example_ids": list(each.example_ids),
            }
            for each in report.codes
        ],
        "executions": {status.value: count for status, count in report.executions.items()},
        "unexecuted": {"count": report.unexecuted, "example_ids": list(report.unexecuted_ids)},
        "measured": {
            "slowest": [
                {
                    "function": each.function,
                    "calls": each.calls,
                    "mean_wall_ms": round(each.mean_wall_ms, 3),
                    "max_wall_ms": round(each.max_wall_ms, 3),
                }
                for each in report.slowest
            ]
        },
    }


def summary_text(summary: Json, folder: Path) -> str:
    """What a person reads at the end of a run, from ``summary_json``'s value."""
    parts = [_labels(summary), _findings(summary), _executions(summary), _slowest(summary)]
    return "\n\n".join(part for part in [*parts, _look_first(summary, folder), _paths(folder)] if part)


def first_to_look_at(summary: Json) -> Json | None:
    """The finding that most examples hang on: of the gravest kind that there is, the most frequent one."""
    found = [each for each in summary["findings"] if _gravity(each) is not None]
    return min(found, key=lambda each: (_gravity(each), -each["examples"]), default=None)


def _gravity(found: Json) -> int | None:
    """0 our own failure, 1 a reject, 2 a fault of catalog or implementation, 3 a review; None for a note."""
    if found["severity"] == Severity.NOTE:
        return None
    match found["blame"]:
        case Blame.INFRASTRUCTURE:
            return 0
        case Blame.EXAMPLE:
            return 1 if found["severity"] == Severity.REJECT else 3
        case _:
            return 2


def _share(count: int, whole: int) -> float:
    return count / whole if whole else 0.0


def _labels(summary: Json) -> str:
    rows: _Rows = [(name, str(each["count"]), f"{each['share']:.1%}") for name, each in summary["labels"].items()]
    return f"{summary['examples']} examples\n" + _table(rows)


def _findings(summary: Json) -> str:
    shown = summary["findings"][:_SHOWN_CODES]
    rows: _Rows = [
        (each["code"], each["severity"], str(each["findings"]), f"e.g. {each['example_ids'][0]}") for each in shown
    ]
    more = len(summary["findings"]) - len(shown)
    tail = f"\n  and {more} more codes in summary.json" if more else ""
    return "findings\n" + _table(rows) + tail if rows else "findings: none"


def _executions(summary: Json) -> str:
    rows: _Rows = [(status, str(count)) for status, count in summary["executions"].items() if count]
    return "executions\n" + _table(rows) if rows else "executions: none"


def _slowest(summary: Json) -> str:
    rows: _Rows = [
        (
            each["function"],
            f"{each['mean_wall_ms']:.2f} ms",
            f"longest {each['max_wall_ms']:.2f} ms",
            f"{each['calls']} calls",
        )
        for each in summary["measured"]["slowest"][:_SHOWN_FUNCTIONS]
    ]
    return "slowest functions\n" + _table(rows) if rows else ""


def _look_first(summary: Json, folder: Path) -> str:
    found = first_to_look_at(summary)
    if found is None:
        return ""
    return (
        f"look first at {found['code']}, in {found['examples']} examples:\n"
        f"  callproof explain {folder} {found['example_ids'][0]}"
    )


def _paths(folder: Path) -> str:
    return f"written to {folder}: verdicts.jsonl, summary.json, {', '.join(f'{each.value}.jsonl' for each in Label)}"


def _table(rows: _Rows) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  " + "  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _padded(cell: str, width: int) -> str:
    numeric = cell[:1].isdigit()
    return cell.rjust(width) if numeric else cell.ljust(width)
