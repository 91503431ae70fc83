"""Patterns against answers read off by eye, Python's re.sub and fnmatch.fnmatchcase."""

from __future__ import annotations

import fnmatch
import itertools
import re
from collections.abc import Callable
from typing import Any

import pytest

from function_impls.patterns import (
    count_occurrences,
    find_literal,
    find_pattern,
    replace_literal,
    replace_pattern,
    split_by_pattern,
)
from function_impls.templates import extract_by_template, fill_template, filter_by_glob, matches_glob

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    (
        find_pattern,
        {"text": "2025-03-01", "pattern": "(\\d+)-(\\d+)(x)?"},
        [{"text": "2025-03", "start": 0, "end": 7, "groups": ["2025", "03", None]}],
    ),
    (find_pattern, {"text": "abc", "pattern": "X"}, []),
    (
        find_pattern,
        {"text": "aXx", "pattern": "x", "ignore_case": True, "limit": 1},
        [{"text": "X", "start": 1, "end": 2, "groups": []}],
    ),
    (replace_pattern, {"text": "a1b22", "pattern": "[0-9]+", "replacement": "#"}, {"text": "a#b#", "replacements": 2}),
    (replace_pattern, {"text": "abc", "pattern": "x", "replacement": ""}, {"text": "abc", "replacements": 0}),
    (split_by_pattern, {"text": "a,,b", "pattern": ","}, ["a", "b"]),
    (split_by_pattern, {"text": "a,,b", "pattern": "(,)", "keep_empty": True}, ["a", "", "b"]),
    (split_by_pattern, {"text": "a b c", "pattern": " ", "max_parts": 2}, ["a", "b c"]),
    (split_by_pattern, {"text": "ab", "pattern": "x*"}, ["ab"]),
    (find_literal, {"text": "a.b.c", "wanted": "."}, [1, 3]),
    (find_literal, {"text": "Ala ALA", "wanted": "ala", "ignore_case": True}, [0, 4]),
    (find_literal, {"text": "abc", "wanted": "d"}, []),
    (
        replace_literal,
        {"text": "Kot, kotek", "wanted": "kot", "replacement": "\\1", "ignore_case": True, "whole_words": True},
        {"text": "\\1, kotek", "replacements": 1},
    ),
    (replace_literal, {"text": "aaa", "wanted": "aa", "replacement": "b"}, {"text": "ba", "replacements": 1}),
    (count_occurrences, {"text": "banana", "wanted": "ana"}, 1),
    (count_occurrences, {"text": "banana", "wanted": "ANA", "ignore_case": True, "overlapping": True}, 2),
    (count_occurrences, {"text": "banana", "wanted": "x"}, 0),
    (matches_glob, {"name": "report.txt", "glob": "*.pdf"}, False),
    (matches_glob, {"name": "x", "glob": "[!xyz]"}, False),
    (filter_by_glob, {"names": ["a1", "b2"], "glob": "[a-c][!1]"}, ["b2"]),
    (filter_by_glob, {"names": ["a1", "b2"], "glob": "a*", "invert": True}, ["b2"]),
    (fill_template, {"template": "{a} {b} {a} {}", "values": {"a": "1", "b": "{a}"}}, "1 {a} 1 {}"),
    (fill_template, {"template": "no field", "values": {}}, "no field"),
    (extract_by_template, {"text": "<a=b=c>", "template": "<{key}={value}>"}, {"key": "a", "value": "b=c"}),
    (extract_by_template, {"text": "x", "template": "{all}"}, {"all": "x"}),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_pattern_function_gives_the_known_answer(
    function: Callable[..., Any], arguments: dict[str, Any], answer: Any
) -> None:
    assert function(**arguments) == answer


def test_globs_agree_with_the_standard_library() -> None:
    # Source: fnmatch, which turns the glob into a regular expression.
    globs = ["*", "a*b", "a?b*", "*ab*", "[ab]*", "[!a]b", "[", "a[", "[]a]b", "[!]]b", "**b", "[a-b]?", "?*", "a[b-]"]
    names = ["".join(each) for size in range(5) for each in itertools.product("ab]-", repeat=size)]

    for glob in globs:
        assert [matches_glob(each, glob) for each in names] == [fnmatch.fnmatchcase(each, glob) for each in names]


@pytest.mark.parametrize(
    ("pattern", "replacement"), [("(a)(b)?", "\\1-"), ("", "x"), ("(?P<q>b+)", "<\\g<q>>"), ("a|b", "")]
)
def test_replacement_agrees_with_the_standard_library(pattern: str, replacement: str) -> None:
    # Source: re.subn, which replaces in one go.
    new, count = re.subn(pattern, replacement, "abba a")

    assert replace_pattern("abba a", pattern, replacement) == {"text": new, "replacements": count}


def test_glob_of_many_stars_does_not_backtrack() -> None:
    assert not matches_glob("a" * 300, "*a" * 49 + "b")


def test_template_is_filled_with_what_was_read_out_of_it() -> None:
    template = "{day}.{month} w {city}"
    text = fill_template(template, {"day": "1", "month": "05", "city": "Bielsko-Biała"})

    assert fill_template(template, extract_by_template(text, template)) == text


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (find_pattern, {"text": "", "pattern": "[z-a]"}),
        (find_pattern, {"text": "", "pattern": "a{99999999999}"}),
        (replace_pattern, {"text": "a", "pattern": "a", "replacement": "\\1"}),
        (replace_pattern, {"text": "a", "pattern": "a", "replacement": "\\g<b>"}),
        (replace_pattern, {"text": "a" * 5000, "pattern": "a", "replacement": "b" * 200}),
        (split_by_pattern, {"text": "", "pattern": "*"}),
        (replace_literal, {"text": "a" * 5000, "wanted": "a", "replacement": "b" * 200}),
        (fill_template, {"template": "{a}", "values": {}}),
        (fill_template, {"template": "{a}", "values": {"a": "1", "b": "2"}}),
        (fill_template, {"template": "{a}" * 200, "values": {"a": "x" * 1000}}),
        (extract_by_template, {"text": "xyz", "template": "{a}{b}"}),
        (extract_by_template, {"text": "x-x", "template": "{a}-{a}"}),
        (extract_by_template, {"text": "xyz", "template": "a{b}"}),
        (extract_by_template, {"text": "xyz", "template": "{a}-{b}"}),
        (extract_by_template, {"text": "xyz", "template": "{a}!"}),
    ],
)
def test_what_does_not_fit_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)
