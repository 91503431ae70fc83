"""The demo shard: built from its sources, and its labels hold for its own rows."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from examples.build_demo_shard import EXPECTATIONS, SHARD, build, calls_of
from examples.demo_execution import run_calls
from service.catalog.load import load_catalog
from verifiers.model import Scenario

EXPECTED: dict[str, Any] = json.loads(EXPECTATIONS.read_text(encoding="utf-8"))
LINES = SHARD.read_bytes().splitlines()
RESULTS: dict[str, Any] = {name: function.result for name, function in load_catalog().functions.items()}


def _objects() -> dict[str, Any]:
    found = {}
    for name, line in zip(EXPECTED, LINES, strict=True):
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict):
            found[name] = row
    return found


ROWS = _objects()


def _named(*labels: str) -> list[str]:
    return [name for name in ROWS if EXPECTED[name]["label"] in labels]


def _with_code(code: str) -> list[str]:
    return [name for name in ROWS if EXPECTED[name]["codes"] == [code]]


def _offered(row: Any) -> dict[str, Any]:
    later = [tool for turn in row.get("turns", ()) for tool in turn.get("tools", ())]
    return {tool["name"]: tool["parameters"] for tool in row["tools"] + later}


def _problems(row: Any) -> list[str | None]:
    ran = run_calls(calls_of(row), row.get("state", {}), row.get("now"), row.get("seed", 0))
    return [each.problem for each in ran]


def test_building_again_gives_the_committed_bytes() -> None:
    assert build() == (SHARD.read_bytes(), EXPECTATIONS.read_bytes())


def test_every_line_has_its_expectation() -> None:
    assert list(EXPECTED) == [f"demo.jsonl:{number}" for number in range(1, len(LINES) + 1)]


def test_shard_holds_at_least_320_rows_in_both_languages() -> None:
    languages = Counter(row["language"] for row in ROWS.values())

    assert len(LINES) >= 320
    assert abs(languages["en"] - languages["pl"]) < 20


@pytest.mark.parametrize("language", ["en", "pl"])
def test_every_scenario_has_valid_examples_in_each_language(language: str) -> None:
    found = {ROWS[name]["scenario"] for name in _named("valid") if ROWS[name]["language"] == language}

    assert found == {each.value for each in Scenario}


@pytest.mark.parametrize("name", ROWS)
def test_row_carries_the_expectation_that_stands_beside_it(name: str) -> None:
    meta = ROWS[name]["meta"]

    assert {"label": meta["expected_label"], "codes": meta["expected_codes"]} == EXPECTED[name]


def test_queries_are_not_repeated_among_valid_rows() -> None:
    queries = Counter(ROWS[name]["query"] for name in _named("valid") if "query" in ROWS[name])

    assert [query for query, count in queries.items() if count > 1] == []


@pytest.mark.parametrize("name", _named("valid"))
def test_valid_row_calls_offered_tools_with_fitting_arguments(name: str) -> None:
    offered = _offered(ROWS[name])

    for call in calls_of(ROWS[name]):
        Draft202012Validator(offered[call["name"]]).validate(call["arguments"])


@pytest.mark.parametrize("name", _named("valid", "review"))
def test_row_that_is_not_rejected_does_what_it_expects(name: str) -> None:
    row = ROWS[name]
    statuses = [each.get("status") if each else None for each in row.get("expected", [None] * len(calls_of(row)))]

    assert _problems(row) == [None if status == "returned" else status for status in statuses]


@pytest.mark.parametrize("name", [name for name in _named("valid") if not ROWS[name].get("expected")])
def test_results_of_valid_rows_fit_their_result_schemas(name: str) -> None:
    row = ROWS[name]
    calls = calls_of(row)

    for call, ran in zip(calls, run_calls(calls, row.get("state", {}), row.get("now")), strict=True):
        Draft202012Validator(RESULTS[call["name"]]).validate(ran.result)
        json.dumps(ran.result, allow_nan=False)


@pytest.mark.parametrize("name", [name for name in _named("valid") if ROWS[name].get("expected")])
def test_expected_results_fit_their_result_schemas(name: str) -> None:
    for call, expectation in zip(calls_of(ROWS[name]), ROWS[name]["expected"], strict=True):
        if "result" in expectation:
            Draft202012Validator(RESULTS[call["name"]]).validate(expectation["result"])


def test_every_function_that_is_offered_is_called_well_somewhere() -> None:
    offered = {tool for row in ROWS.values() if isinstance(row.get("tools"), list) for tool in _names(row["tools"])}
    called = {call["name"] for name in _named("valid") for call in calls_of(ROWS[name])}

    assert called == offered & set(RESULTS)
    assert len(called) == 55


@pytest.mark.parametrize("problem", ["raised", "returned_error", "state_rejected"])
def test_rows_with_an_execution_defect_show_it(problem: str) -> None:
    names = _with_code(f"execution.{problem}")

    assert names
    assert [name for name in names if problem not in _problems(ROWS[name])] == []


def test_rows_without_an_implementation_have_none() -> None:
    names = _with_code("execution.no_implementation")

    assert names
    assert {problem for name in names for problem in _problems(ROWS[name])} == {"missing"}


def test_polish_tools_differ_from_english_ones_in_their_descriptions_only() -> None:
    english: dict[str, Any] = {}
    polish: dict[str, Any] = {}
    for name in _named("valid"):
        into = polish if ROWS[name]["language"] == "pl" else english
        into.update(_offered(ROWS[name]))

    assert {name: _bare(schema) for name, schema in polish.items()} == {name: _bare(english[name]) for name in polish}


def _names(tools: list[Any]) -> set[str]:
    return {tool["name"] for tool in tools if isinstance(tool, dict) and isinstance(tool.get("name"), str)}


def _bare(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_bare(each) for each in schema]
    if isinstance(schema, dict):
        return {key: _bare(value) for key, value in schema.items() if key != "description"}
    return schema
