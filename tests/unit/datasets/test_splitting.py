"""Cutting a stream into rows gives the same rows wherever the chunks happen to end."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.datasets.splitting import Piece, lines, open_brackets, values

MOST = 1 << 20

tricky_text = st.text(alphabet='"\\[]{},: \nał', max_size=12)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | tricky_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(tricky_text, inner, max_size=4),
    max_leaves=12,
)


def chunked(content: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


def array_elements(content: bytes, size: int = 7, most: int = MOST) -> list[Piece]:
    return list(values(chunked(content, size), most, array=True))


@given(st.lists(json_values), st.integers(1, 40), st.sampled_from([None, 0, 2]))
def test_array_elements_are_the_bytes_of_each_value(elements: list[Any], size: int, indent: int | None) -> None:
    whole = json.dumps(elements, indent=indent, ensure_ascii=False).encode()
    pieces = array_elements(whole[1:], size)
    assert [json.loads(piece.content) for piece in pieces] == elements
    assert all(piece.content in whole and piece.fault is None for piece in pieces)


@given(st.lists(st.dictionaries(tricky_text, json_values, max_size=3)), st.integers(1, 40))
def test_a_sequence_of_objects_is_cut_at_their_ends(objects: list[Any], size: int) -> None:
    content = "\n".join(json.dumps(each, indent=2) for each in objects).encode()
    pieces = list(values(chunked(content, size), MOST, array=False))
    assert [json.loads(piece.content) for piece in pieces] == objects


@given(st.lists(st.binary(max_size=20).map(lambda line: line.replace(b"\n", b"")), max_size=8), st.integers(1, 40))
def test_lines_are_those_that_are_not_blank(content: list[bytes], size: int) -> None:
    pieces = list(lines(chunked(b"\n".join(content), size), MOST))
    expected = [
        (number, line.removesuffix(b"\r")) for number, line in enumerate(content, 1) if line and not line.isspace()
    ]
    assert [(piece.number, piece.content) for piece in pieces] == expected


@given(st.binary(), st.integers(1, 9), st.booleans())
def test_any_bytes_are_cut_without_an_exception(content: bytes, size: int, array: bool) -> None:
    assert all(piece.number > 0 for piece in values(chunked(content, size), MOST, array=array))


def test_an_array_that_ends_in_the_middle_says_so() -> None:
    *whole, last = array_elements(b'{"a": 1}, {"b": ')
    assert [piece.content for piece in whole] == [b'{"a": 1}']
    assert last.content == b'{"b":'
    assert last.fault is not None
    assert not last.ended


def test_text_behind_an_array_says_so() -> None:
    pieces = array_elements(b"1, 2] 3, [4]")
    assert [piece.content for piece in pieces] == [b"1", b"2", b"3, [4]"]
    assert [piece.fault is None for piece in pieces] == [True, True, False]


@pytest.mark.parametrize(("content", "faults"), [(b"1,,2]", [1]), (b"1,]", [1]), (b",]", [0, 1]), (b" ]", [])])
def test_an_empty_element_is_a_fault(content: bytes, faults: list[int]) -> None:
    pieces = array_elements(content)
    assert [place for place, piece in enumerate(pieces) if piece.fault] == faults


def test_a_piece_keeps_at_most_what_is_asked_and_knows_its_size() -> None:
    piece, after = array_elements(b'"' + b"x" * 100 + b'", 2]', size=8, most=10)
    assert piece.content == b'"' + b"x" * 9
    assert piece.size_bytes == 102
    assert after.content == b"2"


@pytest.mark.parametrize(
    ("text", "depth"), [(b"{}", 0), (b'{"a": [', 2), (b'{"a": "[', None), (b'{"a": "\\"[', None), (b"", 0)]
)
def test_open_brackets_are_counted_outside_strings(text: bytes, depth: int | None) -> None:
    assert open_brackets(text) == depth


@pytest.mark.parametrize("unit", [b'"a",', b'"\\n",', b"[1],", b'{"a":"\\n"},'])
def test_a_large_chunk_takes_little_more_memory_than_itself(unit: bytes) -> None:
    chunk = b"[" + unit * (2_000_000 // len(unit)) + b"1]]"  # what a few bytes of a compressed shard can stand for
    tracemalloc.start()
    try:
        pieces = list(values(iter([chunk]), len(chunk), array=True))
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [piece.content for piece in pieces] == [chunk[:-1]]
    assert peak_bytes < 8 * len(chunk)
