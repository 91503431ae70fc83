"""Strict decoding: every defect is a finding, nothing is an exception."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.datasets.strict_json import (
    MAX_DEPTH,
    Decoded,
    decode_bytes,
    decode_text,
    nested_deeper_than,
    read_at_once,
    read_thoroughly,
)


def codes(decoded: Decoded) -> list[str]:
    return [each.code for each in decoded.findings]


def nested(levels: int) -> str:
    return "[" * levels + "]" * levels


def test_clean_text_gives_its_value_and_no_finding() -> None:
    decoded = decode_bytes('{"a": [1, 2.5, "ł", null, true]}'.encode())
    assert decoded.value == {"a": [1, 2.5, "ł", None, True]}
    assert decoded.findings == ()


def test_a_repeated_key_is_found_and_the_last_value_stays() -> None:
    decoded = decode_text('{"a": {"b": 1, "b": 2}}')
    assert codes(decoded) == ["format.duplicate_json_key"]
    assert decoded.value == {"a": {"b": 2}}
    assert decoded.findings[0].facts == {"key": "b"}


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400", "-1e400", "9" * 310, "1" * 5000])
def test_a_number_beyond_a_double_is_not_read(number: str) -> None:
    decoded = decode_text(f'{{"n": {number}}}')
    assert codes(decoded) == ["format.not_finite_number"]
    assert not decoded.readable


def test_an_integer_of_300_digits_is_read() -> None:
    assert decode_text("9" * 300).value == int("9" * 300)


def test_every_defect_of_a_text_is_found() -> None:
    decoded = decode_text('{"a": NaN, "a": 1, "b": 1e999}')
    assert sorted(codes(decoded)) == [
        "format.duplicate_json_key",
        "format.not_finite_number",
        "format.not_finite_number",
    ]


@pytest.mark.parametrize("levels", [MAX_DEPTH + 1, 1000, 1_000_000])
def test_deep_nesting_is_refused_before_parsing(levels: int) -> None:
    assert codes(decode_text(nested(levels))) == ["format.too_deep"]


def test_deep_nesting_that_never_closes_is_refused() -> None:
    assert codes(decode_text('{"a":' * 100_000)) == ["format.too_deep"]


def test_nesting_at_the_limit_is_read() -> None:
    assert decode_text(nested(MAX_DEPTH)).readable


def test_brackets_inside_strings_do_not_count_as_nesting() -> None:
    text = json.dumps({"a": '[{"\\' * 500, "b": "\\", "c": "[[" * 300})
    assert decode_text(text).value == json.loads(text)


def test_many_brackets_side_by_side_are_not_deep() -> None:
    assert decode_text(json.dumps([[{}], []] * 5000)).readable


@pytest.mark.parametrize("text", ["", "{", "{'a': 1}", '{"a": 1} {"b": 2}', "[1,]", '"\t"', "nul"])
def test_what_is_not_json_is_found(text: str) -> None:
    decoded = decode_text(text)
    assert codes(decoded) == ["format.unreadable_container"]
    assert not decoded.readable


@pytest.mark.parametrize(
    "content",
    [b'{"a": "\xff"}', b'{"a": "\xed\xa0\x80"}', b'{"a": "\x00"}', b'{"a": "\\ud800"}', b'{"a": "x\\uDFFFy"}'],
)
def test_text_that_utf8_cannot_carry_is_not_read(content: bytes) -> None:
    decoded = decode_bytes(content)
    assert codes(decoded) == ["format.bad_encoding"]
    assert not decoded.readable


def test_a_repeated_key_with_a_lone_surrogate_gives_findings_that_can_be_written() -> None:
    decoded = decode_text('{"\\ud800": 1, "\\ud800": 2}')
    assert "format.bad_encoding" in codes(decoded)
    for each in decoded.findings:
        f"{each.message}{each.facts}".encode()


def test_a_surrogate_pair_is_a_character() -> None:
    assert decode_text('"\\ud83d\\ude00"').value == "😀"


def test_an_escaped_nul_is_found_beside_the_value() -> None:
    decoded = decode_text('"a\\u0000b"')
    assert codes(decoded) == ["format.bad_encoding"]
    assert decoded.value == "a\0b"


def test_an_escaped_backslash_before_u0000_is_no_nul() -> None:
    assert decode_text('"a\\\\u0000b"').findings == ()


def test_a_byte_order_mark_is_found_and_the_rest_is_read() -> None:
    decoded = decode_bytes(b'\xef\xbb\xbf{"a": 1}')
    assert codes(decoded) == ["format.bad_encoding"]
    assert decoded.value == {"a": 1}


def test_text_outside_nfc_is_noted() -> None:
    assert codes(decode_text('"o\u0301"')) == ["format.not_nfc"]


def test_findings_carry_the_path_that_was_given() -> None:
    assert decode_text("{", "/calls/0/arguments").findings[0].path == "/calls/0/arguments"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(json_values)
def test_every_json_value_is_read_back_equal(value: Any) -> None:
    assert decode_text(json.dumps(value, ensure_ascii=True)).value == value


@given(st.binary())
def test_any_bytes_give_a_value_or_a_finding(content: bytes) -> None:
    decoded = decode_bytes(content)
    assert decoded.readable or decoded.findings


def depth_of(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth_of, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth_of, value), default=0)
    return 0


@given(st.recursive(st.text(alphabet='[]{}"\\a'), st.lists, max_leaves=60), st.integers(0, 5))
def test_nesting_is_measured_as_it_is(value: Any, limit: int) -> None:
    wide = [value, [], {"\\": "}"}]
    assert nested_deeper_than(json.dumps(wide), limit) == (depth_of(wide) > limit)


KEYS = st.sampled_from(["a", "b", "a:", "\\u0061", "\\u003a", "\\u003A", "ł", "e\u0301", "", '\\"', "\\\\u003a"])
NUMBERS = st.from_regex(
    r"-?(0|[1-9][0-9]{0,25})(\.[0-9]{1,25})?([eE][+-]?[0-9]{1,3})?", fullmatch=True
) | st.sampled_from(
    ["NaN", "Infinity", "-Infinity", "01", "1.", "-", "9" * 308, "9" * 309, "1" * 5000, "1" * 400 + "e-390", "1e400"]
)
STRINGS = st.text(max_size=6).map(lambda text: json.dumps(text, ensure_ascii=False)) | KEYS.map(lambda key: f'"{key}"')
SPACES = st.sampled_from(["", " ", "\n", " \t", "\u00a0", "\x0c"])


def _containers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    members = st.tuples(KEYS, SPACES, SPACES, inner).map(lambda part: f'"{part[0]}"{part[1]}:{part[2]}{part[3]}')
    objects = st.lists(members, max_size=4).map(lambda parts: "{" + ",".join(parts) + "}")
    return objects | st.lists(inner, max_size=3).map(lambda parts: "[" + ", ".join(parts) + "]")


TEXTS = st.recursive(NUMBERS | STRINGS | st.sampled_from(["null", "true", "false", "nul"]), _containers, max_leaves=8)


@settings(max_examples=1500, derandomize=True, deadline=None)
@given(TEXTS | st.text(alphabet='{}[]":,\\u003a1e.-a \n', max_size=12))
def test_what_is_read_at_once_is_what_a_thorough_reading_gives(text: str) -> None:
    at_once = read_at_once(text.encode())
    assert at_once is None or repr(at_once) == repr(read_thoroughly(text, ""))


@pytest.mark.parametrize(
    "text", ['{"a":1,"b":{"c":"x:y"}}', '{"a" :1.0, "ł": [true, null, -0, 1e5, "\\u0105"]}', '"ąęć"']
)
def test_text_without_defects_is_read_at_once(text: str) -> None:
    assert read_at_once(text.encode()) is not None
