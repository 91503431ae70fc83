import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifiers.patterns import LONGEST_PATTERN, is_regex, matches, read_pattern


def found(pattern: str, text: str) -> bool:
    read = read_pattern(pattern)
    assert read is not None
    return read.found_in(text)


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "^(a|a)*$", "(a|aa)+$", "^([a-z]+)*$", "(.*a){25}$", "^(a?){500}a{500}$"]
)
def test_a_pattern_that_backtracks_for_ever_elsewhere_is_answered(pattern: str) -> None:
    assert not found(pattern, "a" * 50_000 + "!")


@pytest.mark.parametrize(
    "pattern",
    [
        "(?=a)b",
        "(?!a)b",
        "(?<=a)b",
        "(?<!a)b",
        r"(a)\1",
        r"(?<n>a)\k<n>",
        "a{1001}",
        r"(?:\p{L}{1000}){1}",
        "a" * (LONGEST_PATTERN + 1),
    ],
)
def test_a_regex_that_needs_too_much_is_not_read(pattern: str) -> None:
    assert read_pattern(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    ["(", ")", "[", "a**", "a++", "*", "a{2,1}", r"\q", "\\", "[]", "[b-a]", r"\uD800", "\ud800", r"[\uD800]", "(?s)."],
)
def test_what_is_no_regex_of_ecma_262_is_not_read(pattern: str) -> None:
    assert read_pattern(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("b", "abc"),
        (r"^\d+$", "123"),
        (r"^\w+$", "a_1"),
        (r"^\s+$", " \t\v\u00a0\u3000\ufeff"),
        (r"^[\s]$", "\u2003"),
        (r"^\S$", "ł"),
        (r"^[^\S]$", "\u2003"),
        (r"^[\u4e00-\u9fa5]+$", "汉字"),
        (r"^\u{1F600}$", "😀"),
        (r"^\uD83D\uDE00$", "😀"),
        (r"^[\w-.]+$", "a-b.c"),
        (r"^[\w-\s]+$", "a - b"),
        (r"^[a-z-\d]+$", "a-1"),
        (r"^\p{Lu}\p{Ll}+$", "Łódź"),
        (r"^[[:alpha:]$", "["),
        (r"^[\b]$", "\b"),
        (r"^\x41\cJ\0$", "A\n\0"),
        (r"^\/\_\ \-$", "/_ -"),
        ("^[^x]$", "\n"),
        ("(?<year>a)", "a"),
        ("^[(?:a{1,2}]+$", "{(?:a,12}"),
        ("a{", "a{"),
        (r"\Aab\Z", "ab"),
        ("^.{1,1000}$", "x" * 1000),
    ],
)
def test_a_pattern_matches_as_ecma_262_says(pattern: str, text: str) -> None:
    assert found(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\d", "\u0663"),
        (r"\w", "ł"),
        (r"^a$", "a\n"),
        (r"^\S$", "\u3000"),
        (r"^\s$", "\x1c"),
        (r"\bb", "ab"),
        ("^.$", "\n"),
        ("^.$", "\u2028"),
        (r"^[^\w-]$", "-"),
        ("^.{1,1000}$", "x" * 1001),
    ],
)
def test_a_pattern_does_not_match_what_ecma_262_leaves_out(pattern: str, text: str) -> None:
    assert not found(pattern, text)


def test_a_lone_surrogate_in_a_text_is_one_unknown_character() -> None:
    assert found("^a.b$", "a\ud800b")


def test_one_pattern_that_cannot_be_read_may_match_anything() -> None:
    assert matches(["^x", "(?=a)b"], "zzz")


@pytest.mark.parametrize("pattern", ["a+", "(?=a)b", r"(a)\1", "a{2000}", "(?:x{1000}){5}", r"\p{L}{900}"])
def test_a_regex_is_one_also_where_it_cannot_be_matched_here(pattern: str) -> None:
    assert is_regex(pattern)


@pytest.mark.parametrize("pattern", ["(", "[a", "a**", "(?=a", r"\q", "a{3,2}", "\ud800"])
def test_what_is_no_regex_is_called_none(pattern: str) -> None:
    assert not is_regex(pattern)


ATOMS = st.sampled_from(
    [
        "a",
        "b",
        "1",
        "_",
        r"\d",
        r"\w",
        r"\W",
        "[ab]",
        "[^a]",
        "[a-b1]",
        r"[^\d]",
        r"\.",
        ".",
        "-",
        r"\-",
        "^",
        "$",
        r"\b",
    ]
)
COUNTABLE = st.sampled_from(["a", "b", r"\d", "[ab1]", "[^a]", "."])
COUNTS = st.sampled_from(["*", "+", "?", "*?", "+?", "{2}", "{1,3}", "{0,1}?"])
PATTERNS = st.recursive(
    ATOMS | st.tuples(COUNTABLE, COUNTS).map("".join),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4).map("".join)
        | st.lists(inner, min_size=1, max_size=3).map("|".join).map("({})".format)
        | st.tuples(inner.map("(?:{})".format), COUNTS).map("".join)
    ),
    max_leaves=6,
)


@given(PATTERNS, st.text(alphabet="ab1_-. !", max_size=10))
def test_ordinary_patterns_answer_as_python_does(pattern: str, text: str) -> None:
    assert found(pattern, text) == (re.search(pattern, text, re.ASCII) is not None)


@given(st.text(max_size=20) | st.text(alphabet="ab()[]{}?*+\\^$|-:=!<>1,pux", max_size=30), st.text(max_size=10))
def test_reading_and_matching_are_total(pattern: str, text: str) -> None:
    assert matches([pattern], text) in {True, False}
    assert is_regex(pattern) or read_pattern(pattern) is None
