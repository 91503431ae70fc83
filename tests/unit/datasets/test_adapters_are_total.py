"""Whatever JSON a row holds, every adapter gives an example or says why not, and never raises."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.datasets.adapter import Adapter
from service.datasets.formats import FORMATS, adapter_for, recognise
from service.datasets.model import RawRow, Row
from service.datasets.rows import read_row

CALL = {"name": "f", "arguments": {"a": 1}}
TOOL = {"name": "f", "description": "d", "parameters": {"type": "object", "properties": {"a": {}}, "required": []}}
USER = {"role": "user", "content": [{"type": "text", "text": "q"}]}
MADE = {"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}
GOOD: dict[str, list[dict[str, Any]]] = {
    "native": [
        {
            "id": "a",
            "query": "q",
            "language": "pl",
            "scenario": "single",
            "tools": [TOOL],
            "calls": [CALL],
            "response": "r",
            "seed_tools": ["f"],
            "state": {"t": {}},
            "now": "2025-03-01T09:00:00Z",
            "seed": 1,
            "expected": [{"result": 1, "match": "exact", "tolerance": 0.1, "status": "returned"}],
        },
        {"tools": [TOOL], "turns": [{"query": "q", "calls": [CALL]}, {"tools": [TOOL], "response": "r"}]},
        {"tools": [TOOL], "messages": [USER], "calls": []},
    ],
    "apigen": [{"id": 1, "query": "q", "tools": json.dumps([TOOL]), "answers": json.dumps([CALL])}],
    "openai": [
        {
            "tools": [{"type": "function", "function": TOOL}],
            "messages": [
                {"role": "system", "content": "s"},
                USER,
                {"role": "assistant", "content": None, "tool_calls": [MADE]},
                {"role": "tool", "tool_call_id": "c", "content": "1"},
                {"role": "assistant", "content": "r"},
            ],
        }
    ],
    "bfcl": [
        {"id": "simple_java_0", "question": [[USER]], "function": [TOOL], "ground_truth": [{"f": {"a": [{"b": [1]}]}}]},
        {"id": "exec_simple_0", "question": [[USER]], "function": [TOOL], "ground_truth": ["f(1, b={'c': [2]})"]},
        {
            "id": "multi_turn_base_0",
            "question": [[USER], []],
            "involved_classes": ["MathAPI"],
            "missed_function": {"1": ["f"]},
            "excluded_function": ["g"],
            "initial_config": {},
            "ground_truth": [["f(a=1)"], []],
        },
    ],
}
ROWS = [(name, row) for name, rows in GOOD.items() for row in rows]

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def places(value: Any) -> list[tuple[Any, ...]]:
    """The path of every value inside a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for key, inner in items for path in [(key,), *((key, *rest) for rest in places(inner))]]


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A good row of some format in which a few values were replaced or removed."""
    name, row = draw(st.sampled_from(ROWS))
    row = copy.deepcopy(row)
    for _ in range(draw(st.integers(1, 3))):
        found = places(row)
        if not found:
            break
        *parents, last = draw(st.sampled_from(found))
        target: Any = row
        for key in parents:
            target = target[key]
        if draw(st.booleans()):
            target[last] = draw(json_values)
        else:
            del target[last]
    return draw(st.sampled_from([name, name, *FORMATS])), row


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place for a BFCL question file, with the documents of one class beside it."""
    folder = tmp_path_factory.mktemp("bfcl")
    (folder / "multi_turn_func_doc").mkdir()
    (folder / "multi_turn_func_doc" / "math_api.json").write_text(json.dumps(TOOL), encoding="utf-8")
    return folder / "questions.json"


def check(adapter: Adapter, fields: Any) -> Row:
    row = read_row(RawRow(source="s", line=1, content=json.dumps(fields).encode()), adapter)
    assert row.example is not None or row.findings
    assert row.id
    if row.example is not None:
        assert row.example.id == row.id
        assert [call.index for call in row.example.calls] == list(range(len(row.example.calls)))
        assert len(row.example.expected) in (0, len(row.example.calls))
        assert all(call.turn == number for number, turn in enumerate(row.example.turns) for call in turn.calls)
        assert row.example.multi_turn or len(row.example.turns) == 1
    return row


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[f"{name}-{at}" for at, (name, _) in enumerate(ROWS)])
def test_the_rows_that_are_mutated_here_are_good(name: str, row: dict[str, Any], questions: Path) -> None:
    read = check(adapter_for(name, questions), row)
    assert read.example is not None
    assert [each.severity for each in read.findings if each.severity != "note"] == []
    assert recognise(row) == name


@pytest.mark.parametrize("name", FORMATS)
@given(value=json_values)
def test_any_json_is_read(name: str, value: Any) -> None:
    check(adapter_for(name), value)


@given(drawn=mutated())
def test_any_mutation_of_a_good_row_is_read(questions: Path, drawn: tuple[str, dict[str, Any]]) -> None:
    name, row = drawn
    check(adapter_for(name, questions), row)


@pytest.mark.parametrize(
    "row",
    [{}, {"question": "q"}, {"answers": []}, {"tools": []}, {"meta": 1}],
    ids=lambda row: ",".join(row) or "empty",
)
def test_a_shape_of_no_format_is_not_recognised(row: dict[str, Any]) -> None:
    assert recognise(row) is None
