"""Apigen rows (xLAM): tools and answers as lists or as JSON text."""

from __future__ import annotations

import json
from typing import Any

import pytest

from service.datasets.apigen import ApigenAdapter
from service.datasets.model import RawRow, Row
from service.datasets.rows import read_row

TOOLS = [{"name": "area", "description": "Area.", "parameters": {"side": {"type": "int, optional", "default": 1}}}]
ANSWERS = [{"name": "area", "arguments": {"side": 4}}]
PLAIN = {"id": 17, "query": "Area of a square of 4?", "tools": json.dumps(TOOLS), "answers": json.dumps(ANSWERS)}


def changed(**fields: Any) -> Row:
    fields = {key: value for key, value in {**PLAIN, **fields}.items() if value is not None}
    return read_row(RawRow(source="x.json", line=1, content=json.dumps(fields).encode()), ApigenAdapter())


@pytest.mark.parametrize("fields", [{}, {"tools": TOOLS}, {"answers": ANSWERS}])
def test_a_row_is_read_whether_lists_or_text(fields: dict[str, Any]) -> None:
    row = changed(**fields)
    assert row.findings == ()
    assert row.example is not None
    assert row.example.id == "17"
    assert row.example.tools[0].parameters == TOOLS[0]["parameters"]
    assert row.example.calls[0].arguments == {"side": 4}
    assert row.example.calls[0].path == "/calls/0"


@pytest.mark.parametrize("answers", ["[]", []])
def test_no_answers_are_no_call(answers: Any) -> None:
    row = changed(answers=answers)
    assert row.findings == ()
    assert row.example is not None
    assert row.example.calls == ()


def test_fields_of_the_native_format_are_taken_along() -> None:
    row = changed(scenario="single", seed=3)
    assert row.example is not None
    assert (row.example.scenario, row.example.seed) == ("single", 3)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"query": None}, "format.missing_field"),
        ({"query": 1}, "format.wrong_field_type"),
        ({"tools": None}, "format.missing_field"),
        ({"tools": "no JSON"}, "format.unparseable_tools"),
        ({"answers": None}, "format.missing_field"),
        ({"answers": ""}, "format.unparseable_calls"),
        ({"answers": "I cannot help."}, "format.unparseable_calls"),
        ({"answers": "null"}, "format.unparseable_calls"),
        ({"answers": '{"name": "area", "arguments": {}}'}, "format.unparseable_calls"),
        ({"answers": '[{"name": "area"'}, "format.unparseable_calls"),
    ],
)
def test_what_cannot_be_read_is_never_no_call(fields: dict[str, Any], code: str) -> None:
    row = changed(**fields)
    assert [each.code for each in row.findings] == [code]
    assert row.example is None


def test_numbers_that_are_not_finite_inside_the_text_are_found() -> None:
    row = changed(answers='[{"name": "area", "arguments": {"side": NaN}}]')
    assert [each.code for each in row.findings] == ["format.not_finite_number", "format.unparseable_calls"]


def test_arguments_as_text_are_double_encoded() -> None:
    row = changed(answers=[{"name": "area", "arguments": '{"side": 4}'}])
    assert [each.code for each in row.findings] == ["format.double_encoded_arguments"]
    assert row.example is not None
