"""Verdicts as lines: fixed bytes, and back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from service.reports.records import RecordError, read_verdict, repeatable_line, verdict_json, verdict_line
from tests.unit.reports.verdicts import verdict
from verifiers.codes import finding
from verifiers.model import CallError, Conditions, Cost, Execution, Json, Status


def test_keys_stand_in_their_fixed_order() -> None:
    told = verdict_json(verdict())
    assert list(told) == [
        *("example_id", "label", "checks", "findings", "executions", "provenance", "conditions", "measured"),
    ]
    assert list(told["findings"][0]) == ["code", "blame", "severity", "path", "call", "message", "facts", "fix"]
    assert list(told["executions"][0])[:8] == [
        *("call", "status", "result", "result_sha256", "error", "stdout", "stderr", "truncated"),
    ]


def test_a_verdict_is_one_line_of_readable_text() -> None:
    line = verdict_line(replace(verdict(), example_id="zażółć\n"))
    assert line.count(b"\n") == 1
    assert line.startswith('{"example_id":"zażółć\\n",'.encode())


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\u2028", "\x00", '"\\'])
def test_any_text_comes_back_from_a_line(text: str) -> None:
    assert json.loads(verdict_line(replace(verdict(), example_id=text)))["example_id"] == text


@pytest.mark.parametrize(("number", "told"), [(float("nan"), "nan"), (float("-inf"), "-inf")])
def test_a_number_that_json_lacks_is_told_by_name(number: float, told: str) -> None:
    found = finding("schema.wrong_type", path="", message="m", facts={"value": [number]})
    line = verdict_line(replace(verdict(), findings=(found,)))
    assert json.loads(line)["findings"][0]["facts"] == {"value": [told]}


def test_conditions_and_measures_are_no_part_of_the_repeatable_bytes() -> None:
    other = replace(
        verdict(), conditions=Conditions(sandbox="other", isolation="box"), wall_ms=99.0, costs=(Cost(attempts=2),)
    )
    assert verdict_line(other) != verdict_line(verdict())
    assert repeatable_line(verdict_line(other)) == repeatable_line(verdict_line(verdict()))


def test_a_result_is_part_of_the_repeatable_bytes() -> None:
    other = replace(verdict(), executions=(Execution(call=0, status=Status.RETURNED, result=1.0),))
    assert repeatable_line(verdict_line(other)) != repeatable_line(verdict_line(verdict()))


def test_a_verdict_comes_back_whole() -> None:
    raised = Execution(
        call=0, status=Status.RAISED, error=CallError(type="ValueError", message="no", trace=("a.py:1 in f",)), signal=9
    )
    whole = replace(verdict(), executions=(raised,))
    assert read_verdict(verdict_line(whole)) == whole


@pytest.mark.parametrize("line", [b"", b"{}", b"[]", b"nonsense", b'{"measured": 1}', b"[" * 100_000])
def test_a_line_that_is_no_verdict_is_refused(line: bytes) -> None:
    with pytest.raises(RecordError, match="not a verdict"):
        read_verdict(line)


@pytest.mark.parametrize(
    ("key", "value"), [("label", "good"), ("findings", [1]), ("executions", [{}]), ("checks", None)]
)
def test_a_verdict_with_a_wrong_part_is_refused(key: str, value: Json) -> None:
    told = {**verdict_json(verdict()), key: value}
    with pytest.raises(RecordError):
        read_verdict(json.dumps(told).encode())
