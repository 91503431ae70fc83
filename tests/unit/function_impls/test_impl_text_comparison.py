"""Distances and similarities against published values and against definitions written another way."""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache
from typing import Any

import pytest

from function_impls.text_comparison import (
    common_prefix,
    common_substring,
    compare_lines,
    edit_distance,
    find_closest_texts,
    hamming_distance,
    measure_readability,
    text_similarity,
)

# Sources: Wikipedia "Levenshtein distance", "Damerau-Levenshtein distance", "Hamming distance"; Winkler (1990) for
# MARTHA/MARHTA, DWAYNE/DUANE and DIXON/DICKSONX.
KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    (edit_distance, {"first": "saturday", "second": "sunday"}, 3),
    (edit_distance, {"first": "", "second": "abc"}, 3),
    (edit_distance, {"first": "CA", "second": "ABC", "swaps": True}, 3),
    (edit_distance, {"first": "teh", "second": "the", "swaps": True}, 1),
    (edit_distance, {"first": "teh", "second": "the"}, 2),
    (hamming_distance, {"first": "2173896", "second": "2233796"}, 3),
    (hamming_distance, {"first": "1011101", "second": "1001001"}, 2),
    (text_similarity, {"first": "DWAYNE", "second": "DUANE", "measure": "jaro_winkler"}, 0.84),
    (text_similarity, {"first": "DIXON", "second": "DICKSONX", "measure": "jaro_winkler"}, 0.813),
    (text_similarity, {"first": "abc", "second": "xyz", "measure": "jaro_winkler"}, 0.0),
    (text_similarity, {"first": "kitten", "second": "sitting"}, 0.571),
    (text_similarity, {"first": "", "second": ""}, 1.0),
    (text_similarity, {"first": "Red big dog", "second": "big red cat", "measure": "word_overlap"}, 0.5),
    (text_similarity, {"first": "?", "second": "!", "measure": "word_overlap"}, 0.0),
    (find_closest_texts, {"wanted": "zzz", "candidates": ["abc"]}, []),
    (
        find_closest_texts,
        {"wanted": "GDANSK", "candidates": ["Gdynia", "Gdańsk"], "min_similarity": 0},
        [{"text": "Gdańsk", "similarity": 0.833}, {"text": "Gdynia", "similarity": 0.5}],
    ),
    (common_prefix, {"texts": ["a", "b"]}, ""),
    (common_prefix, {"texts": ["abc"]}, "abc"),
    (common_prefix, {"texts": ["interval", "internal", "integer"]}, "inte"),
    (common_substring, {"first": "abc", "second": "xyz"}, ""),
    (common_substring, {"first": "abXcd", "second": "cdYab"}, "ab"),
    (compare_lines, {"old_text": "a\nb", "new_text": "a\nc"}, {"removed": ["b"], "added": ["c"], "unchanged": 1}),
    (compare_lines, {"old_text": "", "new_text": ""}, {"removed": [], "added": [], "unchanged": 0}),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_comparison_gives_the_known_answer(
    function: Callable[..., Any], arguments: dict[str, Any], answer: Any
) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("first", "second"), [("intention", "execution"), ("abcabcba", "cbacab"), ("żółw", "wół")])
def test_edit_distance_agrees_with_its_recursive_definition(first: str, second: str) -> None:
    @cache
    def distance(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        return min(
            distance(i - 1, j) + 1, distance(i, j - 1) + 1, distance(i - 1, j - 1) + (first[i - 1] != second[j - 1])
        )

    assert edit_distance(first, second) == distance(len(first), len(second))


def test_common_substring_agrees_with_the_standard_library() -> None:
    # Source: difflib.SequenceMatcher.find_longest_match.
    first, second = "international conference", "nationwide confederation"
    match = SequenceMatcher(None, first, second, autojunk=False).find_longest_match()

    assert common_substring(first, second) == first[match.a : match.a + match.size]


def test_readability_follows_the_published_formulas() -> None:
    # ARI: 4.71 (characters/words) + 0.5 (words/sentences) - 21.43; Coleman-Liau: 0.0588 L - 0.296 S - 15.8. The text
    # has 40 characters, 8 words and 2 sentences: 23.55 + 2 - 21.43 and 29.4 - 7.4 - 15.8.
    text = "Abcde abcde abcde abcde. Abcde abcde abcde abcde."

    assert measure_readability(text) == {
        "formula": "ari",
        "score": 4.12,
        "sentences": 2,
        "words": 8,
        "characters": 40,
    }
    assert measure_readability(text, "coleman_liau")["score"] == 6.2


def test_lix_counts_words_of_more_than_six_letters() -> None:
    # Source: Björnsson (1968): words/sentences + 100 long words/words; 5/1 + 100 * 2/5.
    assert measure_readability("Ala ma niebieskiego kota Filemona.", "lix")["score"] == 45.0


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (hamming_distance, {"first": "a", "second": "ab"}),
        (measure_readability, {"text": "?!"}),
        (compare_lines, {"old_text": "\n" * 401, "new_text": ""}),
    ],
)
def test_incomparable_texts_raise_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)
