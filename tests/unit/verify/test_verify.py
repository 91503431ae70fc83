"""The order of the checks, what reaches the sandbox, and whose fault an outcome is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from service.datasets.model import Row
from service.errors import SandboxError
from service.sandbox.model import Outcome, Plan, PlannedCall
from service.verify import Verifier
from tests.unit.verify.fake_sandbox import CONDITIONS, TOOL, FakeSandbox, catalog, example, row
from verifiers.codes import finding
from verifiers.model import CheckStatus, Execution, Json, Label, Severity, Status, Verdict
from verifiers.policy import Policy


def verify(rows: Sequence[Row], sandbox: FakeSandbox | None, policy: Policy | None = None) -> list[Verdict]:
    functions = catalog("add", "put", toolkits={"put": "Shelf"})
    verifier = Verifier(catalog=functions, policy=policy or Policy(), sandbox=sandbox)
    judged = list(verifier.verify(rows))
    assert [each for each, _ in judged] == list(rows)
    return [verdict for _, verdict in judged]


def verify_one(value: Json, sandbox: FakeSandbox | None, policy: Policy | None = None) -> Verdict:
    return verify([row(value)], sandbox, policy)[0]


def codes(verdict: Verdict) -> list[str]:
    return [each.code for each in verdict.findings]


def test_a_fitting_call_that_returned_is_valid() -> None:
    verdict = verify_one(example(), FakeSandbox())
    assert verdict.label is Label.VALID
    assert list(verdict.checks.items()) == [
        (name, CheckStatus.PASSED) for name in ("format", "schema", "execution", "relevance")
    ]
    assert verdict.executions[0].result == 1
    assert verdict.conditions == CONDITIONS
    assert verdict.wall_ms >= 2.0


def test_verdicts_come_in_input_order_whatever_ends_first() -> None:
    rows = [row(example(f"e{number}")) for number in range(12)]
    verdicts = verify(rows, FakeSandbox(hold=4))
    assert [each.example_id for each in verdicts] == [f"e{number}" for number in range(12)]


def test_rows_are_read_only_a_few_times_the_capacity_ahead_of_the_verdicts() -> None:
    read: list[str] = []

    def rows() -> Iterator[Row]:
        for number in range(39):
            read.append(f"e{number}")
            yield row(example(f"e{number}"))

    verifier = Verifier(catalog=catalog("add"), policy=Policy(), sandbox=FakeSandbox(hold=13))
    next(verifier.verify(rows()))
    assert len(read) == 4 * FakeSandbox().capacity + 1


@pytest.mark.parametrize(
    "unfit",
    [
        b"{",
        b"[]",
        example(calls="add(1)("),
        example(calls=[{"name": "add", "arguments": {"a": "1"}}]),
        example(calls=[{"name": "other", "arguments": {"a": 1}}]),
    ],
    ids=["junk", "no object", "unparseable calls", "wrong type", "unknown tool"],
)
def test_what_does_not_fit_never_reaches_the_sandbox(unfit: Json) -> None:
    sandbox = FakeSandbox()
    verdict = verify_one(unfit, sandbox)
    assert sandbox.plans == []
    assert verdict.label is Label.INVALID
    assert verdict.checks["execution"] is CheckStatus.SKIPPED


def test_an_example_without_calls_has_nothing_to_execute() -> None:
    sandbox = FakeSandbox()
    verdict = verify_one(example(calls=[], scenario="irrelevance", response="None of these can do that."), sandbox)
    assert sandbox.plans == []
    assert verdict.checks["execution"] is CheckStatus.PASSED
    assert verdict.label is Label.VALID


def test_a_call_without_implementation_leaves_the_example_unverified_and_not_run() -> None:
    sandbox = FakeSandbox()
    tools = [TOOL, {**TOOL, "name": "gone"}]
    calls = [{"name": "add", "arguments": {"a": 1}}, {"name": "gone", "arguments": {"a": 1}}]
    verdict = verify_one(example(tools=tools, calls=calls), sandbox)
    assert sandbox.plans == []
    assert codes(verdict) == ["execution.no_implementation"]
    assert verdict.checks["execution"] is CheckStatus.ERRORED
    assert verdict.label is Label.UNVERIFIED


class BrokenSandbox(FakeSandbox):
    """One that says that it failed."""

    def _outcome(self, plan: Plan) -> Outcome:
        failed = tuple(Execution(call=call.index, status=Status.SANDBOX_FAILED) for call in plan.calls)
        found = finding("infrastructure.sandbox_failed", path="", message="Two boxes were lost.")
        return Outcome(executions=failed, costs=(), conditions=CONDITIONS, findings=(found,))


def test_our_own_failure_is_never_a_label_on_the_data() -> None:
    verdict = verify_one(example(), BrokenSandbox())
    assert codes(verdict) == ["infrastructure.sandbox_failed"]
    assert verdict.checks["execution"] is CheckStatus.ERRORED
    assert verdict.label is Label.UNVERIFIED


def test_a_returned_error_is_no_success() -> None:
    def failing(call: PlannedCall) -> Execution:
        return Execution(call=call.index, status=Status.RETURNED, result={"error": "no such thing"})

    verdict = verify_one(example(), FakeSandbox(failing))
    assert verdict.executions[0].status is Status.RETURNED_ERROR
    assert codes(verdict) == ["execution.returned_error"]
    assert verdict.label is Label.INVALID


def test_findings_stand_in_the_order_of_the_checks() -> None:
    def raising(call: PlannedCall) -> Execution:
        return Execution(call=call.index, status=Status.RAISED)

    calls = [{"name": "add", "arguments": {"a": 1.0}}]
    noted = finding("format.not_nfc", path="/query", message="It is not.")
    read = replace(row(example(calls=calls, scenario="parallel")), findings=(noted,))
    (verdict,) = verify([read], FakeSandbox(raising))
    assert codes(verdict) == [
        "format.not_nfc",
        "schema.integer_as_float",
        "execution.raised",
        "relevance.scenario_mismatch",
    ]


def test_the_plan_has_the_toolkits_of_calls_and_state_and_nothing_that_nobody_knows() -> None:
    sandbox = FakeSandbox()
    verdict = verify_one(example(state={"Shelf": {"n": 1}, "Shlef": {"n": 2}}), sandbox)
    assert [each.name for each in sandbox.plans[0].toolkits] == ["Shelf"]
    assert sandbox.plans[0].state == {"Shelf": {"n": 1}}
    assert [(each.path, each.severity) for each in verdict.findings] == [("/state/Shlef", Severity.NOTE)]
    assert verdict.label is Label.VALID


def test_without_execution_nothing_runs_and_the_verdict_says_so() -> None:
    verdict = verify_one(example(), None)
    assert verdict.checks["execution"] is CheckStatus.SKIPPED
    assert verdict.conditions.sandbox == "none"
    assert verdict.executions == ()


def test_a_policy_changes_severities_and_with_them_label_and_execution() -> None:
    sandbox = FakeSandbox()
    policy = Policy(severities={"schema.number_as_string": Severity.REVIEW})
    verdict = verify_one(example(calls=[{"name": "add", "arguments": {"a": "1"}}]), sandbox, policy)
    assert len(sandbox.plans) == 1
    assert verdict.findings[0].severity is Severity.REVIEW
    assert verdict.label is Label.REVIEW


def test_the_provenance_names_the_raw_row_and_all_digests() -> None:
    raw = json.dumps(example()).encode()
    told = verify_one(raw, None).provenance
    assert told.example_sha256 == hashlib.sha256(raw).hexdigest()
    assert told.catalog == "c" * 64
    assert told.policy == Policy().digest


def test_verdicts_before_the_engine_was_lost_are_given_first() -> None:
    sandbox = FakeSandbox()
    sandbox.fails_after, sandbox.error = 2, SandboxError("gone")
    verifier = Verifier(catalog=catalog("add"), policy=Policy(), sandbox=sandbox)
    judged = verifier.verify([row(example(f"e{number}")) for number in range(5)])
    assert [next(judged)[1].example_id for _ in range(2)] == ["e0", "e1"]
    with pytest.raises(SandboxError):
        next(judged)


def test_a_row_that_cannot_be_read_is_never_valid_however_mild_the_policy() -> None:
    mild = Policy(severities={"format.row_not_object": Severity.NOTE})
    verdict = verify_one([1], FakeSandbox(), mild)
    assert "format.row_not_object" in codes(verdict)
    assert verdict.label is Label.UNVERIFIED
