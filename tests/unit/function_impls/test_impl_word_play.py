"""Palindromes and anagrams that are well known as such."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from function_impls.word_play import (
    are_anagrams,
    count_letters,
    find_anagrams,
    is_palindrome,
    make_acronym,
    reverse_text,
    reverse_word_order,
    words_from_letters,
)

# Sources: the palindromes and anagrams of Wikipedia's articles "Palindrome", "Palindrom" and "Anagram"; the names of
# the institutions behind ZUS, NATO, PKO BP.
KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    (is_palindrome, {"text": "A man, a plan, a canal \u2013 Panama!"}, True),
    (is_palindrome, {"text": "Zakopane na pokaz"}, True),
    (is_palindrome, {"text": "Łąka, kał"}, False),
    (is_palindrome, {"text": "Łapał za kran, a kanarka złapał"}, True),
    (is_palindrome, {"text": "kęsek", "ignore_diacritics": True}, True),
    (are_anagrams, {"first": "William Shakespeare", "second": "I am a weakish speller"}, True),
    (are_anagrams, {"first": "klasa", "second": "laska"}, True),
    (are_anagrams, {"first": "abc", "second": "ABC"}, False),
    (are_anagrams, {"first": "żar", "second": "raz"}, False),
    (are_anagrams, {"first": "żar", "second": "raz", "ignore_diacritics": True}, True),
    (find_anagrams, {"word": "kasta", "candidates": ["taska", "kastra", "Askat"]}, ["taska", "Askat"]),
    (find_anagrams, {"word": "x", "candidates": ["x", "y"]}, []),
    (words_from_letters, {"letters": "ab*", "candidates": ["baz", "bbb", "ab", "abcd"]}, ["baz", "ab"]),
    (words_from_letters, {"letters": "a", "candidates": ["aa", "b"]}, []),
    (reverse_text, {"text": "stressed"}, "desserts"),
    (reverse_text, {"text": ""}, ""),
    (reverse_word_order, {"text": "  a b "}, "b a"),
    (reverse_word_order, {"text": ""}, ""),
    (make_acronym, {"phrase": "North Atlantic Treaty Organization"}, "NATO"),
    (make_acronym, {"phrase": "Ministry of the Sea", "skip_words": ["OF", "the"]}, "MS"),
    (make_acronym, {"phrase": "Powszechna Kasa Oszczędności Bank Polski"}, "PKOBP"),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_word_play_gives_the_known_answer(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


def test_pangram_holds_every_letter() -> None:
    counts = count_letters("The quick brown fox jumps over the lazy dog")

    assert (counts["letters"], len(counts["frequencies"]), counts["frequencies"]["o"]) == (35, 26, 4)


def test_polish_pangram_holds_every_polish_letter() -> None:
    # Source: the Polish alphabet has 32 letters, of which 9 are vowels; each is in this pangram once.
    counts = count_letters("Pójdźże, kiń tę chmurność w głąb flaszy")

    assert (counts["letters"], set(counts["frequencies"].values()), counts["vowels"]) == (32, {1}, 9)


def test_letters_with_marks_can_be_counted_by_their_plain_letter() -> None:
    assert count_letters("Ąą é1", ignore_diacritics=True) == {
        "letters": 3,
        "vowels": 3,
        "consonants": 0,
        "digits": 1,
        "frequencies": {"a": 2, "e": 1},
    }


@pytest.mark.parametrize(
    ("function", "arguments"),
    [(is_palindrome, {"text": "?!"}), (make_acronym, {"phrase": "of - the", "skip_words": ["of", "the"]})],
)
def test_text_without_letters_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="holds no"):
        function(**arguments)
