"""An explanation names what a person needs to see."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.reports.explanation import explain, reason
from tests.unit.reports.verdicts import verdict
from verifiers.codes import finding
from verifiers.model import (
    Call,
    CallError,
    CheckStatus,
    Example,
    Execution,
    Expectation,
    Finding,
    Label,
    Scenario,
    Status,
    Tool,
    Turn,
)

PARAMETERS = {"type": "object", "properties": {"a": {"type": "integer"}, "b": {"enum": ["x", "y"]}}, "required": ["a"]}
EXAMPLE = Example(
    id="e1",
    tools=(Tool(name="add", parameters=PARAMETERS),),
    turns=(
        Turn(query="What is it?", calls=(Call(index=0, turn=0, name="add", arguments={"a": "1"}, path="/calls/0"),)),
    ),
    scenario=Scenario.SINGLE,
    expected=(Expectation(has_result=True, result=2),),
)


@pytest.mark.parametrize(
    "told",
    [
        "e1: invalid, because schema.wrong_type rejects it",
        "scenario single",
        'add(a: integer, b?: "x" or "y")',
        "What is it?",
        "call 0: add",
        'a = "1"    [integer]  <- schema.wrong_type',
        "returned: 1",
        "expected: returned 2 (exact)",
        "schema.wrong_type (reject, blames the example)",
        "at /calls/0/arguments/a",
        'got: "string"',
        "schema failed",
        "ran in: docker",
    ],
)
def test_the_whole_story_is_told(told: str) -> None:
    assert told in explain(verdict(), EXAMPLE, b"{}")


def test_a_missing_argument_is_told() -> None:
    call = Call(index=0, turn=0, name="add", arguments={}, path="/calls/0")
    told = explain(verdict(), replace(EXAMPLE, turns=(Turn(query="q", calls=(call,)),)), None)
    assert "a is missing    [integer]" in told


def test_error_output_and_fix_are_told() -> None:
    error = CallError(type="ValueError", message="no such", trace=("m.py:3 in add",))
    raised = Execution(call=0, status=Status.RAISED, error=error, stdout="working", signal=9)
    fixed = finding(
        "schema.number_as_string", path="/p", message="m", fix=({"op": "replace", "path": "/p", "value": 1},)
    )
    told = explain(replace(verdict(fixed), executions=(raised,)), EXAMPLE, None)
    for each in ("ValueError: no such", "at m.py:3 in add", "stdout:", "working", "signal 9", "fix: replace /p 1"):
        assert each in told


def test_a_row_that_could_not_be_read_is_shown_as_it_stands() -> None:
    assert "{broken \\xff" in explain(verdict(), None, b"{broken \xff")


def test_a_long_value_is_cut() -> None:
    call = Call(index=0, turn=0, name="add", arguments={"a": "x" * 10_000}, path="/calls/0")
    told = explain(verdict(), replace(EXAMPLE, turns=(Turn(query="q", calls=(call,)),)), None)
    assert len(told) < 3000


@pytest.mark.parametrize(
    ("label", "found", "told"),
    [
        (Label.REVIEW, finding("schema.format", path="", message="m"), "schema.format asks for a person"),
        (
            Label.UNVERIFIED,
            finding("execution.import_failed", path="", message="m"),
            "execution.import_failed kept the check execution from judging it; that is not its own fault",
        ),
        (Label.VALID, finding("schema.integer_as_float", path="", message="m"), "nothing was found against it"),
    ],
)
def test_the_reason_of_each_label(label: Label, found: Finding, told: str) -> None:
    judged = verdict(found, label=label)
    if label is Label.UNVERIFIED:
        judged = replace(judged, checks={**judged.checks, "execution": CheckStatus.ERRORED})
    assert reason(judged) == told


def test_a_valid_example_that_nobody_ran_says_so() -> None:
    judged = replace(
        verdict(label=Label.VALID), checks={"schema": CheckStatus.PASSED, "execution": CheckStatus.SKIPPED}
    )
    assert reason(judged) == "nothing was found against it; its calls were not run"
