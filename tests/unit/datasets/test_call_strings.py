"""Call strings hold literals only, are bound by name, and are never evaluated."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.datasets.call_strings import MAX_CHARACTERS, CallString, parse_call_string, parse_literal

ORDER = {"f": ("a", "b", "c"), "sort": ("file_name",)}


def read(text: str) -> CallString:
    return parse_call_string(text, ORDER, path="/calls/0", call=0)


def codes(text: str) -> list[str]:
    result = read(text)
    assert result.name is None
    return [each.code for each in result.findings]


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("'x'", "x"),
        ('"it\'s"', "it's"),
        ("'a' 'b'", "ab"),
        ("1", 1),
        ("-1", -1),
        ("+2.5", 2.5),
        ("-0.5e3", -500.0),
        ("True", True),
        ("false", False),
        ("None", None),
        ("null", None),
        ("[1, [2], 'x']", [1, [2], "x"]),
        ("(1, 2)", [1, 2]),
        ("{'k': {'l': true}}", {"k": {"l": True}}),
        ("[]", []),
        ("'\\d+'", "\\d+"),
        ("'zażółć'", "zażółć"),
    ],
)
def test_a_literal_is_read(source: str, value: Any) -> None:
    result = read(f"f(a={source})")
    assert result.arguments == {"a": value}
    assert type(result.arguments["a"]) is type(value)
    assert result.findings == ()


@pytest.mark.parametrize(("text", "name"), [("f()", "f"), ("a.b.c(x=1)", "a.b.c"), (" f( a = 1 )\n", "f")])
def test_the_name_may_be_dotted(text: str, name: str) -> None:
    assert read(text).name == name


def test_positional_arguments_are_bound_in_the_tools_order_and_noted() -> None:
    result = read("f(1, 'x', c=3)")
    assert result.arguments == {"a": 1, "b": "x", "c": 3}
    assert [each.code for each in result.findings] == ["format.positional_arguments"]
    assert result.findings[0].facts == {"parameters": ["a", "b"]}


@pytest.mark.parametrize("text", ["f(1, 2, 3, 4)", "f(1, a=2)", "g(1)"])
def test_positional_arguments_that_cannot_be_bound_are_unparseable(text: str) -> None:
    assert codes(text) == ["format.unparseable_calls"]


@pytest.mark.parametrize(
    "argument",
    [
        "__import__('os').system('true')",
        "open('/etc/passwd')",
        "x",
        "x.y",
        "1 + 1",
        "'a' * 10**9",
        "[i for i in range(9)]",
        "lambda: 0",
        "f'{x}'",
        "x[0]",
        "not True",
        "~1",
        "-True",
        "b'x'",
        "1j",
        "...",
        "(y := 1)",
        "[*x]",
        "{**x}",
        "nan",
        "await x",
    ],
)
def test_anything_but_a_literal_is_unsafe(argument: str) -> None:
    assert codes(f"f(a={argument})") == ["format.unsafe_expression"]


@pytest.mark.parametrize("text", ["f(*x)", "f(**x)", "f(a=1)(b=2)", "f[0](a=1)", "(lambda: 0)()"])
def test_a_call_of_anything_but_a_name_with_arguments_is_unsafe(text: str) -> None:
    assert codes(text) == ["format.unsafe_expression"]


@pytest.mark.parametrize(
    "text",
    ["", "f", "f(a=1", "f(a=1); g()", "get-weather(city='x')", "f(class=1)", "f(a=1, a=2)", "f(a={1})", "f(a={1: 2})"],
)
def test_what_is_not_one_call_is_unparseable(text: str) -> None:
    assert codes(text) == ["format.unparseable_calls"]


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1" * 400])
def test_a_number_beyond_a_double_is_found(number: str) -> None:
    assert codes(f"f(a={number})") == ["format.not_finite_number"]


def test_an_integer_that_python_will_not_convert_is_unparseable() -> None:
    assert codes(f"f(a={'1' * 5000})") == ["format.unparseable_calls"]


def test_a_lone_surrogate_is_found() -> None:
    assert codes("f(a='\\ud800')") == ["format.bad_encoding"]


def test_a_key_given_twice_is_found() -> None:
    assert codes("f(a={'k': 1, 'k': 2})") == ["format.duplicate_json_key"]


def test_a_long_text_is_not_parsed() -> None:
    assert codes(f"f(a='{'x' * MAX_CHARACTERS}')") == ["format.too_large"]


@pytest.mark.parametrize(
    "text",
    [
        "f(a=" + "[" * 150 + "]" * 150 + ")",
        "f(a=" + "[" * 40_000 + ")",
        "f(a=" + "-" * 90_000 + "1)",
        "f" + ".x" * 45_000 + "()",
        "f" + "()" * 45_000,
        "f(a=" + "not " * 20_000 + "1)",
        "f(a=" + "1+" * 45_000 + "1)",
        "f(a=" + "{'k':" * 5_000 + "1)",
    ],
)
def test_hostile_nesting_ends_in_a_finding(text: str) -> None:
    result = read(text)
    assert result.findings or result.name is not None


def test_the_text_is_quoted_shortened() -> None:
    (found,) = read("f(a=x" + " " * 1000 + ")").findings
    assert len(found.facts["text"]) == 200


@given(st.text())
def test_any_text_gives_a_call_or_a_finding(text: str) -> None:
    result = read(text)
    assert result.name is not None or result.findings


literals = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@given(literals)
def test_what_python_writes_is_read_back_equal(value: Any) -> None:
    assert read(f"f(a={value!r})").arguments == {"a": value}


def test_parse_literal_refuses_expressions() -> None:
    with pytest.raises(ValueError, match="more than literals"):
        parse_literal("{'a': open('x')}")
