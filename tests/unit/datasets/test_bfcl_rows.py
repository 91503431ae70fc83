"""BFCL rows joined with the answers and documents that lie beside them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from service.datasets.model import Row
from service.datasets.shard import open_shard
from verifiers.model import Scenario

FILE = "BFCL_v4_test.json"
FILES = {
    "gorilla_file_system.json": [
        {"name": "cd", "parameters": {"type": "dict", "properties": {"folder": {"type": "string"}}}},
        {
            "name": "mv",
            "parameters": {"type": "dict", "properties": {"source": {"type": "string"}, "destination": {}}},
        },
        {"name": "sort", "parameters": {"type": "dict", "properties": {"file_name": {"type": "string"}}}},
    ],
    "math_api.json": [{"name": "add", "parameters": {"type": "dict", "properties": {"a": {}, "b": {}}}}],
}


def write(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")


def rows_of(folder: Path, questions: Sequence[Mapping[str, Any]], answers: Sequence[Mapping[str, Any]]) -> list[Row]:
    write(folder / FILE, questions)
    if answers:
        write(folder / "possible_answer" / FILE, answers)
    for name, tools in FILES.items():
        write(folder / "multi_turn_func_doc" / name, tools)
    return list(open_shard([folder / FILE], "bfcl").rows())


def single(
    folder: Path,
    truth: Any,
    *,
    category: str = "simple_python",
    parameters: Mapping[str, Any] | None = None,
    **more: Any,
) -> Row:
    """One single-turn question about the tool f with one answer."""
    question = {
        "id": f"{category}_0",
        "question": [[{"role": "user", "content": "Do it."}]],
        "function": [{"name": "f", "parameters": {"type": "dict", "properties": {}, **(parameters or {})}}],
        **more,
    }
    (row,) = rows_of(folder, [question], [{"id": f"{category}_0", "ground_truth": truth}] if truth is not None else [])
    return row


def dialogue(folder: Path, truth: Any, **more: Any) -> Row:
    """One dialogue of two turns with the file system."""
    question = {
        "id": "multi_turn_base_0",
        "question": [[{"role": "user", "content": "First."}], [{"role": "user", "content": "Second."}]],
        "initial_config": {"GorillaFileSystem": {"root": {}}},
        "involved_classes": ["GorillaFileSystem", "MathAPI"],
        **more,
    }
    (row,) = rows_of(folder, [question], [{"id": "multi_turn_base_0", "ground_truth": truth}])
    return row


def arguments(row: Row) -> Mapping[str, Any]:
    assert row.example is not None
    return row.example.calls[0].arguments


def codes(row: Row) -> list[str]:
    return [each.code for each in row.findings]


def test_a_question_is_joined_with_its_answer(tmp_path: Path) -> None:
    row = single(tmp_path, [{"f": {"x": [5, 6], "unit": ["cm", ""], "note": ["", "n"]}}])
    assert row.findings == ()
    assert row.example is not None
    assert row.example.scenario is Scenario.SINGLE
    assert row.example.turns[0].query == "Do it."
    assert row.example.calls[0].path == "/calls/0"
    assert arguments(row) == {"x": 5, "unit": "cm"}


@pytest.mark.parametrize(
    ("category", "scenario"),
    [
        ("simple_java", Scenario.SINGLE),
        ("live_simple", Scenario.SINGLE),
        ("multiple", Scenario.MULTIPLE),
        ("parallel", Scenario.PARALLEL),
        ("live_parallel_multiple", Scenario.PARALLEL_MULTIPLE),
        ("live_irrelevance", Scenario.IRRELEVANCE),
        ("exec_simple", None),
    ],
)
def test_the_category_gives_the_scenario(tmp_path: Path, category: str, scenario: Scenario | None) -> None:
    row = single(tmp_path, [{"f": {}}], category=category)
    assert row.example is not None
    assert row.example.scenario is scenario


@pytest.mark.parametrize("identity", ["live_multiple_121-46-0", "multiple_7", "live_multiple_9-0"])
def test_ids_end_in_one_or_more_numbers(tmp_path: Path, identity: str) -> None:
    row = single(tmp_path, None, id=identity, ground_truth=[{"f": {}}])
    assert row.example is not None
    assert row.example.scenario is Scenario.MULTIPLE


REQUIRED = {"properties": {"x": {"type": "dict", "required": ["k"]}}, "required": ["x"]}


@pytest.mark.parametrize(
    ("alternatives", "expected"),
    [
        ([{"k": ["", "v"], "o": ["", "w"]}], {"x": {"k": "v"}}),
        ([{"k": [["a", "b"]], "o": ["w"]}], {"x": {"k": ["a", "b"], "o": "w"}}),
        ([{"k": [{"deep": [1, 2]}]}], {"x": {"k": {"deep": [1, 2]}}}),
        ([{"k": "raw"}], {"x": {"k": "raw"}}),
        (["", "y"], {"x": "y"}),
        ([""], {"x": ""}),
        ([], {"x": []}),
        ([[{"k": ["v"], "o": ["", 1]}]], {"x": [{"k": "v"}]}),
    ],
)
def test_alternatives_are_taken_first_also_inside_objects(
    tmp_path: Path, alternatives: list[Any], expected: Mapping[str, Any]
) -> None:
    assert arguments(single(tmp_path, [{"f": {"x": alternatives}}], parameters=REQUIRED)) == expected


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("long", "10L", 10),
        ("integer", "-3", -3),
        ("Bigint", "5n", 5),
        ("float", "2.5f", 2.5),
        ("double", "1e3", 1000.0),
        ("boolean", "true", True),
        ("integer", "ResultSet.TYPE", "ResultSet.TYPE"),
        ("String", "10", "10"),
    ],
)
def test_java_literals_become_values(tmp_path: Path, kind: str, text: str, value: Any) -> None:
    row = single(
        tmp_path, [{"f": {"x": [text]}}], category="simple_java", parameters={"properties": {"x": {"type": kind}}}
    )
    assert arguments(row) == {"x": value}


def test_python_answers_keep_text_as_text(tmp_path: Path) -> None:
    row = single(tmp_path, [{"f": {"x": ["10"]}}], parameters={"properties": {"x": {"type": "integer"}}})
    assert arguments(row) == {"x": "10"}


def test_irrelevance_needs_no_answers(tmp_path: Path) -> None:
    row = single(tmp_path, None, category="irrelevance")
    assert row.findings == ()
    assert row.example is not None
    assert row.example.calls == ()
    assert row.example.scenario is Scenario.IRRELEVANCE


@pytest.mark.parametrize("category", ["live_relevance", "simple_python"])
def test_a_question_without_an_answer_is_no_abstention(tmp_path: Path, category: str) -> None:
    row = single(tmp_path, None, category=category)
    assert codes(row) == ["format.missing_field"]


def test_the_row_may_carry_its_answer(tmp_path: Path) -> None:
    assert arguments(single(tmp_path, None, ground_truth=[{"f": {"x": [1]}}])) == {"x": 1}


def test_single_turn_answers_may_be_call_strings(tmp_path: Path) -> None:
    row = single(tmp_path, ["f(3)"], category="exec_simple", parameters={"properties": {"x": {}}})
    assert codes(row) == ["format.positional_arguments"]
    assert arguments(row) == {"x": 3}


@pytest.mark.parametrize("truth", [{}, "f()", [3], [{"f": 1}], [{"f": {}, "g": {}}], ["f(open('x'))"]])
def test_an_answer_that_cannot_be_read_gives_no_example(tmp_path: Path, truth: Any) -> None:
    row = single(tmp_path, truth)
    assert codes(row) in (["format.unparseable_calls"], ["format.unsafe_expression"])
    assert row.example is None


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("question", None, "format.missing_field"),
        ("question", 3, "format.wrong_field_type"),
        ("question", [[3]], "format.wrong_field_type"),
        ("question", [[{"role": "user", "content": ""}]], "format.empty_query"),
        ("function", None, "format.missing_field"),
        ("function", "x", "format.unparseable_tools"),
    ],
)
def test_a_broken_question_is_found(tmp_path: Path, field: str, value: Any, code: str) -> None:
    assert codes(single(tmp_path, [{"f": {}}], **{field: value})) == [code]


def test_the_query_is_what_the_user_asks_last(tmp_path: Path) -> None:
    messages = [
        {"role": "system", "content": "s"},
        {"role": "user", "content": "a"},
        {"role": "assistant", "content": "b"},
        {"role": "user", "content": "c"},
    ]
    row = single(tmp_path, [{"f": {}}], question=[messages])
    assert row.example is not None
    assert row.example.turns[0].query == "c"


def test_a_dialogue_is_read_turn_by_turn(tmp_path: Path) -> None:
    row = dialogue(tmp_path, [["cd(folder='a')", "mv('x', destination='y')"], ["add(a=1,b=-2.5)"]])
    assert codes(row) == ["format.positional_arguments"]
    example = row.example
    assert example is not None
    assert example.scenario is Scenario.MULTI_TURN
    assert [turn.query for turn in example.turns] == ["First.", "Second."]
    assert [(call.index, call.turn, call.name, call.arguments, call.path) for call in example.calls] == [
        (0, 0, "cd", {"folder": "a"}, "/turns/0/calls/0"),
        (1, 0, "mv", {"source": "x", "destination": "y"}, "/turns/0/calls/1"),
        (2, 1, "add", {"a": 1, "b": -2.5}, "/turns/1/calls/0"),
    ]
    assert [tool.name for tool in example.tools] == ["cd", "mv", "sort", "add"]


def test_every_involved_class_has_a_state(tmp_path: Path) -> None:
    example = dialogue(tmp_path, [[], []]).example
    assert example is not None
    assert example.state == {"GorillaFileSystem": {"root": {}}, "MathAPI": {}}


def test_missed_functions_arrive_with_their_turn(tmp_path: Path) -> None:
    question = [[{"role": "user", "content": "Sort it."}], []]
    row = dialogue(tmp_path, [[], ["sort('x')"]], question=question, missed_function={"1": ["sort"]})
    example = row.example
    assert example is not None
    assert codes(row) == ["format.positional_arguments"]
    assert "sort" not in [tool.name for tool in example.offered(0)]
    assert "sort" in [tool.name for tool in example.offered(1)]
    assert example.turns[1].query is None


def test_excluded_functions_are_not_offered(tmp_path: Path) -> None:
    example = dialogue(tmp_path, [[], []], excluded_function=["cd"]).example
    assert example is not None
    assert [tool.name for tool in example.tools] == ["mv", "sort", "add"]


@pytest.mark.parametrize(
    ("truth", "more", "code"),
    [
        ([[]], {}, "format.unparseable_calls"),
        ("cd()", {}, "format.unparseable_calls"),
        ([["cd("], []], {}, "format.unparseable_calls"),
        ([["cd(folder=open('x'))"], []], {}, "format.unsafe_expression"),
        ([[{"cd": {}}], []], {}, "format.unparseable_calls"),
        ([[], []], {"involved_classes": ["MemoryAPI"]}, "format.unparseable_tools"),
        ([[], []], {"involved_classes": ["TicketAPI"]}, "format.unparseable_tools"),
        ([[], []], {"involved_classes": "MathAPI"}, "format.wrong_field_type"),
        ([[], []], {"missed_function": {"x": ["sort"]}}, "format.wrong_field_type"),
        ([[], []], {"missed_function": ["sort"]}, "format.wrong_field_type"),
        ([[], []], {"question": []}, "format.wrong_field_type"),
        ([[], []], {"question": [3, []]}, "format.wrong_field_type"),
        (None, {}, "format.missing_field"),
    ],
)
def test_a_broken_dialogue_is_found(tmp_path: Path, truth: Any, more: dict[str, Any], code: str) -> None:
    row = dialogue(tmp_path, truth, **more)
    assert code in codes(row)
    assert row.example is None


def test_a_state_of_another_type_is_found(tmp_path: Path) -> None:
    row = dialogue(tmp_path, [[], []], initial_config=[])
    assert codes(row) == ["format.wrong_field_type"]
