"""Native rows: the good ones whole, and each defect as its finding."""

from __future__ import annotations

import json
from typing import Any

import pytest

from service.datasets.model import RawRow, Row
from service.datasets.native import NativeAdapter
from service.datasets.rows import read_row
from verifiers.model import Call, Expectation, Match, Scenario, Status, Tool, Turn

TOOL = {"name": "insert_record", "description": "Adds.", "parameters": {"type": "object", "properties": {"n": {}}}}
CALL = {"name": "insert_record", "arguments": {"n": 1}}
PLAIN = {"id": "pl-1", "query": "Dodaj klienta.", "tools": [TOOL], "calls": [CALL]}
TURN = {"query": "Dodaj.", "calls": [CALL]}


def read(row: Any) -> Row:
    content = row if isinstance(row, bytes) else json.dumps(row).encode()
    return read_row(RawRow(source="s.jsonl", line=7, content=content), NativeAdapter())


def changed(**fields: Any) -> Row:
    """The plain row with some fields replaced; None leaves a field out."""
    return read({key: value for key, value in {**PLAIN, **fields}.items() if value is not None})


def found(row: Row) -> list[tuple[str, str]]:
    return [(each.code, each.path) for each in row.findings]


def test_a_full_row_is_read_whole() -> None:
    row = changed(
        language="pl",
        scenario="similar",
        response="Gotowe.",
        seed_tools=["insert_record"],
        state={"records": {}},
        now="2025-03-01T09:00:00+01:00",
        seed=7,
        expected=[{"result": {"id": 3}, "match": "approximate", "tolerance": 0.1}],
        meta={"kept": "as it is"},
    )
    assert row.findings == ()
    example = row.example
    assert example is not None
    call = Call(index=0, turn=0, name="insert_record", arguments={"n": 1}, path="/calls/0")
    assert example.turns == (Turn(query="Dodaj klienta.", calls=(call,), response="Gotowe."),)
    assert example.tools == (Tool(name="insert_record", description="Adds.", parameters=TOOL["parameters"]),)
    assert (example.id, example.language, example.scenario) == ("pl-1", "pl", Scenario.SIMILAR)
    assert (example.seed_tools, example.state, example.seed) == (("insert_record",), {"records": {}}, 7)
    assert example.now == "2025-03-01T09:00:00+01:00"
    assert example.expected == (Expectation(has_result=True, result={"id": 3}, match=Match.APPROXIMATE, tolerance=0.1),)
    assert not example.multi_turn


def test_calls_are_numbered_over_all_turns() -> None:
    row = read({"tools": [TOOL], "turns": [{"query": "a", "calls": [CALL, CALL]}, TURN]})
    assert row.findings == ()
    assert row.example is not None
    assert row.example.multi_turn
    assert [(call.index, call.turn, call.path) for call in row.example.calls] == [
        (0, 0, "/turns/0/calls/0"),
        (1, 0, "/turns/0/calls/1"),
        (2, 1, "/turns/1/calls/0"),
    ]


def test_a_turn_may_only_bring_tools() -> None:
    later = {"tools": [{"name": "delete_record"}], "calls": [{"name": "delete_record", "arguments": {}}]}
    row = read({"tools": [TOOL], "turns": [TURN, later]})
    assert row.findings == ()
    assert row.example is not None
    assert row.example.turns[1].query is None
    assert [tool.name for tool in row.example.offered(1)] == ["insert_record", "delete_record"]


def test_openai_shaped_tools_and_calls_are_read() -> None:
    call = {"type": "function", "function": {"name": "insert_record", "arguments": '{"n": 1}'}}
    row = changed(tools=[{"type": "function", "function": TOOL}], calls=[call])
    assert row.findings == ()
    assert row.example is not None
    assert row.example.tools[0].name == "insert_record"
    assert row.example.calls[0].arguments == {"n": 1}


def test_the_last_of_the_messages_is_the_query() -> None:
    messages = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Hi."},
        {"role": "assistant", "content": "Hi."},
        {"role": "user", "content": "Dodaj."},
    ]
    row = changed(query=None, messages=messages)
    assert row.findings == ()
    assert row.example is not None
    assert row.example.turns[0].query == "Dodaj."


def test_messages_that_end_with_the_assistant_hold_no_query() -> None:
    row = changed(query=None, messages=[{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}])
    assert found(row) == [("format.role_order", "/messages/1")]


def test_messages_beside_a_query_are_history() -> None:
    row = changed(messages=[{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}])
    assert row.findings == ()
    assert row.example is not None
    assert row.example.turns[0].query == "Dodaj klienta."


@pytest.mark.parametrize(("given", "identity"), [(None, "s.jsonl:7"), ("", "s.jsonl:7"), (12, "12"), ("x", "x")])
def test_the_id_is_the_rows_own_or_its_place(given: Any, identity: str) -> None:
    assert changed(id=given).id == identity


def test_an_id_of_another_type_is_found() -> None:
    row = changed(id=["x"])
    assert found(row) == [("format.wrong_field_type", "/id")]
    assert row.id == "s.jsonl:7"


def test_a_response_without_calls_is_an_abstention() -> None:
    row = changed(calls=None, response="Nie mogę tego zrobić.")
    assert row.findings == ()
    assert row.example is not None
    assert row.example.calls == ()


def test_an_empty_list_of_calls_needs_no_response() -> None:
    assert changed(calls=[]).findings == ()


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"query": None}, "format.missing_field", "/query"),
        ({"query": 3}, "format.wrong_field_type", "/query"),
        ({"tools": None}, "format.missing_field", "/tools"),
        ({"tools": {}}, "format.unparseable_tools", "/tools"),
        ({"tools": "[{]"}, "format.unparseable_tools", "/tools"),
        ({"tools": ["insert_record"]}, "format.unparseable_tools", "/tools/0"),
        ({"tools": [{"description": "x"}]}, "format.unparseable_tools", "/tools/0/name"),
        ({"calls": None}, "format.missing_field", "/calls"),
        ({"calls": "[]"}, "format.unparseable_calls", "/calls"),
        ({"calls": {"name": "f"}}, "format.unparseable_calls", "/calls"),
        ({"calls": [CALL, "f()"]}, "format.unparseable_calls", "/calls/1"),
        ({"calls": [{"arguments": {}}]}, "format.unparseable_calls", "/calls/0/name"),
        ({"calls": [{"name": "f", "arguments": [1]}]}, "format.unparseable_calls", "/calls/0/arguments"),
        ({"calls": [{"name": "f", "arguments": "n=1"}]}, "format.unparseable_calls", "/calls/0/arguments"),
        ({"calls": [{"name": "f", "arguments": '"x"'}]}, "format.unparseable_calls", "/calls/0/arguments"),
        ({"response": 4}, "format.wrong_field_type", "/response"),
        ({"query": None, "calls": None, "turns": []}, "format.wrong_field_type", "/turns"),
        ({"query": None, "calls": None, "turns": ["x"]}, "format.wrong_field_type", "/turns/0"),
        ({"query": None, "calls": None, "turns": [{"query": "x"}]}, "format.missing_field", "/turns/0/calls"),
        ({"query": None, "messages": "x"}, "format.wrong_field_type", "/messages"),
    ],
)
def test_what_cannot_be_read_is_found_and_gives_no_example(fields: dict[str, Any], code: str, path: str) -> None:
    row = changed(**fields)
    assert found(row) == [(code, path)]
    assert row.example is None
    assert row.id == "pl-1"


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"query": " \n"}, "format.empty_query", "/query"),
        ({"scenario": "paralel"}, "format.unknown_scenario", "/scenario"),
        ({"scenario": 3}, "format.unknown_scenario", "/scenario"),
        ({"language": 3}, "format.wrong_field_type", "/language"),
        ({"seed_tools": "f"}, "format.wrong_field_type", "/seed_tools"),
        ({"seed_tools": [1]}, "format.wrong_field_type", "/seed_tools"),
        ({"state": []}, "format.wrong_field_type", "/state"),
        ({"seed": True}, "format.wrong_field_type", "/seed"),
        ({"seed": 1.0}, "format.wrong_field_type", "/seed"),
        ({"seed": 2**63}, "format.wrong_field_type", "/seed"),
        ({"now": "2025-03-01T09:00:00"}, "format.wrong_field_type", "/now"),
        ({"now": "2025-02-30T09:00:00Z"}, "format.wrong_field_type", "/now"),
        ({"now": "01.03.2025"}, "format.wrong_field_type", "/now"),
        ({"now": 0}, "format.wrong_field_type", "/now"),
        ({"expected": {}}, "format.wrong_field_type", "/expected"),
        ({"expected": []}, "format.wrong_field_type", "/expected"),
        ({"expected": [None, None]}, "format.wrong_field_type", "/expected"),
        ({"expected": [3]}, "format.wrong_field_type", "/expected/0"),
        ({"expected": [{"match": "close"}]}, "format.wrong_field_type", "/expected/0/match"),
        ({"expected": [{"status": "sandbox_failed"}]}, "format.wrong_field_type", "/expected/0/status"),
        ({"expected": [{"tolerance": -1}]}, "format.wrong_field_type", "/expected/0/tolerance"),
        ({"calls": [{"name": "f"}]}, "format.missing_field", "/calls/0/arguments"),
        ({"calls": [{"name": "f", "arguments": {'{"n': 1}}]}, "format.conversion_damage", "/calls/0/arguments"),
        ({"tools": [{"name": "f", "description": 3}]}, "format.wrong_field_type", "/tools/0/description"),
        ({"turns": [TURN], "calls": None}, "format.wrong_field_type", "/query"),
    ],
)
def test_what_is_wrong_beside_the_calls_is_found_and_the_example_stays(
    fields: dict[str, Any], code: str, path: str
) -> None:
    row = changed(**fields)
    assert found(row) == [(code, path)]
    assert row.example is not None


@pytest.mark.parametrize("now", ["2025-03-01T09:00:00Z", "2025-03-01t09:00:00.123456z", "2025-03-01T09:00:00-11:30"])
def test_every_rfc_3339_date_time_is_taken(now: str) -> None:
    row = changed(now=now)
    assert row.findings == ()
    assert row.example is not None
    assert row.example.now == now.upper()


def test_null_is_the_same_as_absent() -> None:
    names = ("scenario", "language", "seed_tools", "state", "now", "seed", "expected", "turns", "messages", "response")
    assert read({**PLAIN, **dict.fromkeys(names)}).findings == ()


def test_an_expected_failure_is_read() -> None:
    row = changed(expected=[{"status": "returned_error"}])
    assert row.example is not None
    assert row.example.expected == (Expectation(status=Status.RETURNED_ERROR),)


def test_nothing_may_be_expected_of_a_call() -> None:
    row = changed(expected=[None])
    assert row.example is not None
    assert row.example.expected == (None,)


def test_double_encoded_arguments_are_found_and_read_on_with_a_fix() -> None:
    row = changed(calls=[{"name": "insert_record", "arguments": '{"n": 1}'}])
    (only,) = row.findings
    assert (only.code, only.call) == ("format.double_encoded_arguments", 0)
    assert only.fix == ({"op": "replace", "path": "/calls/0/arguments", "value": {"n": 1}},)
    assert row.example is not None
    assert row.example.calls[0].arguments == {"n": 1}


def test_python_arguments_are_found_and_read_on() -> None:
    row = changed(calls=[{"name": "insert_record", "arguments": "{'n': None}"}])
    assert [each.code for each in row.findings] == [
        "format.python_literal_instead_of_json",
        "format.double_encoded_arguments",
    ]
    assert row.example is not None
    assert row.example.calls[0].arguments == {"n": None}


def test_an_argument_name_with_a_colon_is_no_damage_where_the_tool_declares_it() -> None:
    tool = {"name": "f", "parameters": {"type": "object", "properties": {"dc:title": {"type": "string"}}}}
    assert changed(tools=[tool], calls=[{"name": "f", "arguments": {"dc:title": "x"}}]).findings == ()


def test_required_beside_the_parameters_is_moved_into_them() -> None:
    row = changed(tools=[{"name": "f", "parameters": {"type": "object", "properties": {}}, "required": ["a"]}])
    assert found(row) == [("catalog.misplaced_required", "/tools/0/required")]
    assert row.example is not None
    assert row.example.tools[0].parameters["required"] == ["a"]


def test_several_defects_are_all_found() -> None:
    row = read({"query": "", "tools": [3], "calls": ["x", "y"], "scenario": "?", "seed": "1"})
    assert sorted(each.code for each in row.findings) == [
        "format.empty_query",
        "format.unknown_scenario",
        "format.unparseable_calls",
        "format.unparseable_calls",
        "format.unparseable_tools",
        "format.wrong_field_type",
    ]


@pytest.mark.parametrize("content", [b"[]", b"3", b"null", b'"x"'])
def test_a_row_that_is_no_object_is_found(content: bytes) -> None:
    assert found(read(content)) == [("format.row_not_object", "")]


def test_a_repeated_key_is_found_beside_the_example() -> None:
    row = read(b'{"id": "a", "query": "x", "tools": [], "calls": [], "calls": []}')
    assert found(row) == [("format.duplicate_json_key", "")]
    assert row.example is not None
