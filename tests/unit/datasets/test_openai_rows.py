"""OpenAI chat rows: turns from user messages, calls with arguments as JSON text, and the order of tool messages."""

from __future__ import annotations

import json
from typing import Any

import pytest

from service.datasets.model import RawRow, Row
from service.datasets.openai_chat import OpenaiAdapter
from service.datasets.rows import read_row

TOOLS = [{"type": "function", "function": {"name": "f", "parameters": {"type": "object", "properties": {}}}}]
SYSTEM = {"role": "system", "content": "Be brief."}


def user(content: Any = "Ask.") -> dict[str, Any]:
    return {"role": "user", "content": content}


def says(content: Any) -> dict[str, Any]:
    return {"role": "assistant", "content": content}


def calls(*arguments: Any, ids: tuple[Any, ...] = ("c1", "c2", "c3")) -> dict[str, Any]:
    made = [
        {"id": identity, "type": "function", "function": {"name": "f", "arguments": each}}
        for identity, each in zip(ids, arguments, strict=False)
    ]
    return {"role": "assistant", "content": None, "tool_calls": made}


def result(identity: Any = "c1") -> dict[str, Any]:
    return {"role": "tool", "tool_call_id": identity, "content": "{}"}


def read(*messages: Any, **fields: Any) -> Row:
    row = {"messages": list(messages), "tools": TOOLS, **fields}
    content = json.dumps({key: value for key, value in row.items() if value is not None}).encode()
    return read_row(RawRow(source="chat.jsonl", line=1, content=content), OpenaiAdapter())


def codes(row: Row) -> list[str]:
    return [each.code for each in row.findings]


@pytest.mark.parametrize(
    ("arguments", "value"), [('{"a": 1}', {"a": 1}), ("", {}), (" ", {}), ({"a": 1}, {"a": 1}), ("{}", {})]
)
def test_arguments_are_json_text_or_an_object(arguments: Any, value: Any) -> None:
    row = read(SYSTEM, user(), calls(arguments))
    assert row.findings == ()
    assert row.example is not None
    (call,) = row.example.calls
    assert (call.name, call.arguments, call.path) == ("f", value, "/calls/0")
    assert not row.example.multi_turn


def test_arguments_encoded_twice_are_found_and_read_on() -> None:
    row = read(user(), calls(json.dumps(json.dumps({"a": 1}))))
    assert codes(row) == ["format.double_encoded_arguments"]
    assert row.example is not None
    assert row.example.calls[0].arguments == {"a": 1}


def test_python_arguments_are_found_and_read_on() -> None:
    row = read(user(), calls("{'a': True}"))
    assert codes(row) == ["format.python_literal_instead_of_json"]
    assert row.example is not None
    assert row.example.calls[0].arguments == {"a": True}


@pytest.mark.parametrize("arguments", ["{", "a=1", "[1]", "null", 3, [1]])
def test_arguments_that_are_no_object_are_unparseable(arguments: Any) -> None:
    row = read(user(), calls(arguments))
    assert codes(row) == ["format.unparseable_calls"]
    assert row.example is None


def test_the_legacy_function_call_is_read() -> None:
    message = {"role": "assistant", "content": None, "function_call": {"name": "f", "arguments": '{"a": 1}'}}
    answer = {"role": "function", "name": "f", "content": "1"}
    row = read(user(), message, answer, says("Done."), tools=None, functions=[{"name": "f"}])
    assert row.findings == ()
    assert row.example is not None
    assert row.example.calls[0].arguments == {"a": 1}
    assert row.example.turns[0].response == "Done."


def test_content_parts_are_joined() -> None:
    parts = [{"type": "text", "text": "One."}, {"type": "image_url", "image_url": {"url": "x"}}, {"text": "Two."}]
    row = read(user(parts), calls("{}"))
    assert row.findings == ()
    assert row.example is not None
    assert row.example.turns[0].query == "One.\nTwo."


def test_each_user_message_begins_a_turn() -> None:
    row = read(SYSTEM, user("a"), calls("{}"), result(), says("b"), user("c"), calls("{}", "{}", ids=("d", "e")))
    assert row.findings == ()
    assert row.example is not None
    assert row.example.multi_turn
    assert [(turn.query, turn.response) for turn in row.example.turns] == [("a", "b"), ("c", None)]
    assert [call.path for call in row.example.calls] == ["/turns/0/calls/0", "/turns/1/calls/0", "/turns/1/calls/1"]
    assert [call.index for call in row.example.calls] == [0, 1, 2]


def test_calls_over_several_steps_belong_to_one_turn() -> None:
    row = read(user(), calls("{}"), result(), calls('{"b": 2}', ids=("c9",)), result("c9"), says("Done."))
    assert row.findings == ()
    assert row.example is not None
    assert [call.arguments for call in row.example.calls] == [{}, {"b": 2}]


def test_user_messages_in_a_row_are_one_query() -> None:
    row = read(user("a"), user("b"), says("c"))
    assert row.example is not None
    assert [turn.query for turn in row.example.turns] == ["a\nb"]


def test_text_without_a_call_is_an_abstention() -> None:
    row = read(user(), says("I cannot."), tools=None)
    assert row.findings == ()
    assert row.example is not None
    assert row.example.calls == ()


@pytest.mark.parametrize(
    "messages",
    [
        [user(), result(), says("x")],
        [user(), calls("{}"), result(), result(), says("x")],
        [user(), calls("{}"), result("other")],
        [user(), calls("{}"), result(None)],
        [user(), calls("{}", "{}", ids=("c1", "c1"))],
        [user(), calls("{}"), {"role": "function", "name": "g", "content": ""}],
        [calls("{}"), user(), says("x")],
    ],
    ids=["orphan", "answered twice", "unknown id", "no id", "id used twice", "orphan function", "call before user"],
)
def test_an_order_that_no_conversation_has_is_found(messages: list[Any]) -> None:
    row = read(*messages)
    assert codes(row) == ["format.role_order"]


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        ([], "format.missing_field"),
        ([SYSTEM], "format.missing_field"),
        ([user()], "format.missing_field"),
        ([user(), says(None)], "format.missing_field"),
        ([user(), "x"], "format.wrong_field_type"),
        ([user(), {"role": "boss", "content": "x"}], "format.role_order"),
        ([user(), {"content": "x"}], "format.role_order"),
        ([user(), {"role": "user", "content": "x", "tool_calls": [{}]}], "format.role_order"),
        ([user(), {"role": "assistant", "tool_calls": "f()"}], "format.unparseable_calls"),
        ([user(), {"role": "assistant", "tool_calls": ["f()"]}], "format.unparseable_calls"),
        ([user(), {"role": "assistant", "tool_calls": [{"type": "function"}]}], "format.unparseable_calls"),
        ([user(), {"role": "assistant", "function_call": "f"}], "format.unparseable_calls"),
    ],
)
def test_what_cannot_be_read_gives_no_example(messages: list[Any], code: str) -> None:
    row = read(*messages)
    assert code in codes(row)
    assert row.example is None


def test_an_empty_query_is_found() -> None:
    assert codes(read(user(""), says("x"))) == ["format.empty_query"]


def test_calls_without_tools_miss_them() -> None:
    row = read(user(), calls("{}"), tools=None)
    assert codes(row) == ["format.missing_field"]


def test_a_row_without_messages_misses_them() -> None:
    row = read_row(RawRow(source="x", line=1, content=b'{"tools": []}'), OpenaiAdapter())
    assert codes(row) == ["format.missing_field"]
