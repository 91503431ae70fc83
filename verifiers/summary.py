"""Sums up verdicts one at a time; what it holds does not grow with the shard.

Verdicts come in their JSON form (docs/architecture.md, Records), so a run, a resumed run and a gate count alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verifiers.model import Blame, CheckStatus, Json, Label, Severity, Status

IDS_PER_CODE = 3
"""Example ids that are kept for each code."""

IDS_PER_LABEL = 10
"""Example ids that are kept for each label, and for the examples that nobody ran."""

_SLOWEST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeCount:
    """How often one code was found: ``findings`` in all, in ``examples`` examples; the first few of their ids."""

    code: str
    blame: Blame
    severity: Severity
    findings: int
    examples: int
    example_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionTime:
    """What the executed calls of one function took."""

    function: str
    calls: int
    mean_wall_ms: float
    max_wall_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxCount:
    """How many examples ran their calls in one kind of sandbox; the first ten of their ids."""

    sandbox: str
    profile: str | None
    examples: int
    example_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A shard summed up.

    ``labels`` and ``executions`` name every label and status, also those that never occurred. ``codes`` stand with
    the most frequent first, ``slowest`` with the longest mean first. ``unexecuted`` counts examples that are valid
    or under review although their calls were not run. ``label_ids`` and ``unexecuted_ids`` hold the first ten.
    """

    examples: int
    labels: Mapping[Label, int]
    label_ids: Mapping[Label, tuple[str, ...]]
    codes: tuple[CodeCount, ...]
    executions: Mapping[Status, int]
    slowest: tuple[FunctionTime, ...]
    unexecuted: int
    unexecuted_ids: tuple[str, ...]
    sandboxes: tuple[SandboxCount, ...] = ()


class Tally:
    """Takes verdicts one at a time. Memory is bounded by the number of codes and of the catalog's functions."""

    def __init__(self) -> None:
        self._labels: Counter[Label] = Counter()
        self._label_ids: dict[Label, list[str]] = {each: [] for each in Label}
        self._codes: dict[tuple[str, str, str], _CodeTally] = {}
        self._statuses: Counter[Status] = Counter()
        self._functions: dict[str, _FunctionTally] = {}
        self._unexecuted = 0
        self._unexecuted_ids: list[str] = []
        self._sandboxes: Counter[tuple[str, str | None]] = Counter()
        self._sandbox_ids: dict[tuple[str, str | None], list[str]] = {}

    def add(self, verdict: Mapping[str, Json], call_names: Sequence[str] = ()) -> None:
        """Count one verdict in its JSON form; ``call_names[i]`` is the function that call ``i`` names.

        Raises KeyError or ValueError for something that is no verdict of this version.
        """
        example_id: str = verdict["example_id"]
        label = Label(verdict["label"])
        self._labels[label] += 1
        _keep(self._label_ids[label], example_id, IDS_PER_LABEL)
        skipped = verdict["checks"].get("execution", CheckStatus.SKIPPED) == CheckStatus.SKIPPED
        if skipped and label in {Label.VALID, Label.REVIEW}:
            self._unexecuted += 1
            _keep(self._unexecuted_ids, example_id, IDS_PER_LABEL)
        if verdict["executions"]:
            conditions = verdict.get("conditions", {})
            where = (str(conditions.get("sandbox")), conditions.get("profile"))
            self._sandboxes[where] += 1
            _keep(self._sandbox_ids.setdefault(where, []), example_id, IDS_PER_LABEL)
        self._add_findings(verdict["findings"], example_id)
        self._add_executions(verdict, call_names)

    def report(self) -> Report:
        """What was counted so far."""
        codes = sorted(self._codes.items(), key=lambda item: (-item[1].findings, item[0]))
        slowest = sorted(self._functions.items(), key=lambda item: (-item[1].mean_wall_ms, item[0]))
        return Report(
            examples=self._labels.total(),
            labels={each: self._labels[each] for each in Label},
            label_ids={each: tuple(ids) for each, ids in self._label_ids.items()},
            codes=tuple(
                CodeCount(
                    code=code,
                    blame=Blame(blame),
                    severity=Severity(severity),
                    findings=tally.findings,
                    examples=tally.examples,
                    example_ids=tuple(tally.example_ids),
                )
                for (code, blame, severity), tally in codes
            ),
            executions={each: self._statuses[each] for each in Status},
            slowest=tuple(
                FunctionTime(
                    function=name, calls=tally.calls, mean_wall_ms=tally.mean_wall_ms, max_wall_ms=tally.max_wall_ms
                )
                for name, tally in slowest[:_SLOWEST]
            ),
            unexecuted=self._unexecuted,
            unexecuted_ids=tuple(self._unexecuted_ids),
            sandboxes=tuple(
                SandboxCount(
                    sandbox=where[0], profile=where[1], examples=count, example_ids=tuple(self._sandbox_ids[where])
                )
                for where, count in sorted(self._sandboxes.items(), key=str)
            ),
        )

    def _add_findings(self, findings: Sequence[Mapping[str, Json]], example_id: str) -> None:
        met = set()
        for each in findings:
            key = (each["code"], each["blame"], each["severity"])
            tally = self._codes.setdefault(key, _CodeTally())
            tally.findings += 1
            if key not in met:
                met.add(key)
                tally.examples += 1
                _keep(tally.example_ids, example_id, IDS_PER_CODE)

    def _add_executions(self, verdict: Mapping[str, Json], call_names: Sequence[str]) -> None:
        costs = verdict.get("measured", {}).get("executions", [])
        for number, execution in enumerate(verdict["executions"]):
            status = Status(execution["status"])
            self._statuses[status] += 1
            call = execution["call"]
            if status is Status.NOT_RUN or number >= len(costs) or not 0 <= call < len(call_names):
                continue
            tally = self._functions.setdefault(call_names[call], _FunctionTally())
            wall_ms = costs[number]["wall_ms"]
            tally.calls += 1
            tally.total_wall_ms += wall_ms
            tally.max_wall_ms = max(tally.max_wall_ms, wall_ms)


class _CodeTally:
    __slots__ = ("example_ids", "examples", "findings")

    def __init__(self) -> None:
        self.findings = 0
        self.examples = 0
        self.example_ids: list[str] = []


class _FunctionTally:
    __slots__ = ("calls", "max_wall_ms", "total_wall_ms")

    def __init__(self) -> None:
        self.calls = 0
        self.total_wall_ms = 0.0
        self.max_wall_ms = 0.0

    @property
    def mean_wall_ms(self) -> float:
        return self.total_wall_ms / self.calls


def _keep(ids: list[str], example_id: str, most: int) -> None:
    if len(ids) < most:
        ids.append(example_id)
