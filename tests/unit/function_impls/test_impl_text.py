"""Text functions against answers worked out by hand, and against unicodedata and textwrap used in another way."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from function_impls.text import (
    count_words,
    extract_emails,
    extract_hashtags,
    extract_urls,
    mask_text,
    normalise_text,
    remove_diacritics,
    slugify,
)
from function_impls.text_layout import (
    change_identifier_style,
    change_letter_case,
    split_sentences,
    truncate_text,
    wrap_text,
)

# The pangram "Zażółć gęślą jaźń" holds every Polish letter with a mark; answers without a source are read off by eye.
KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    (remove_diacritics, {"text": "Zażółć gęślą jaźń"}, "Zazolc gesla jazn"),
    (remove_diacritics, {"text": "Ångström ÉCOLE ŁÓDŹ"}, "Angstrom ECOLE LODZ"),
    (remove_diacritics, {"text": "Straße"}, "Straße"),
    (normalise_text, {"text": "a\t b\n"}, "a b"),
    (normalise_text, {"text": "e\u0301t\u00e9", "case": "upper"}, "\u00c9T\u00c9"),
    (slugify, {"text": "Hello, World"}, "hello-world"),
    (slugify, {"text": "Konstantynopolitańczykowianeczka", "max_length": 10}, "konstantyn"),
    (extract_emails, {"text": "a@x.pl b@y.pl a@x.pl", "unique": False}, ["a@x.pl", "b@y.pl", "a@x.pl"]),
    (extract_emails, {"text": "no address @ all"}, []),
    (
        extract_urls,
        {"text": "https://en.wikipedia.org/wiki/Pi_(letter). HTTP://EXAMPLE.COM!"},
        ["https://en.wikipedia.org/wiki/Pi_(letter)", "HTTP://EXAMPLE.COM"],
    ),
    (extract_urls, {"text": "ftp://example.com www.example.com"}, []),
    (extract_hashtags, {"text": "#One, two#three #2025 &#38; http://x.pl/#four"}, ["one", "2025"]),
    (extract_hashtags, {"text": "#a #A", "unique": False}, ["a", "a"]),
    (extract_hashtags, {"text": "# none"}, []),
    (mask_text, {"text": "abc", "visible": 0, "mask": "#"}, "###"),
    (mask_text, {"text": "ab", "visible": 5}, "ab"),
    (change_letter_case, {"text": "don't stop żuraw", "case": "title"}, "Don't Stop Żuraw"),
    (change_letter_case, {"text": "AbC ł", "case": "swap"}, "aBc Ł"),
    (change_letter_case, {"text": "ONE. TWO! three", "case": "sentence"}, "One. Two! Three"),
    (change_identifier_style, {"name": "orderTotal", "style": "kebab-case"}, "order-total"),
    (change_identifier_style, {"name": "max retry-count", "style": "CONSTANT_CASE"}, "MAX_RETRY_COUNT"),
    (change_identifier_style, {"name": "parse_XML_file", "style": "camelCase"}, "parseXmlFile"),
    (change_identifier_style, {"name": "IBANNumber2Text", "style": "PascalCase"}, "IbanNumber2Text"),
    (wrap_text, {"text": "one two\n\nthree", "width": 10, "indent": "> "}, ["> one two", "", "> three"]),
    (wrap_text, {"text": "", "width": 10}, []),
    (wrap_text, {"text": "abcdefghijklm", "width": 10}, ["abcdefghij", "klm"]),
    (truncate_text, {"text": "short", "max_length": 5}, "short"),
    (truncate_text, {"text": "one two three", "max_length": 10, "ending": "..."}, "one two..."),
    (truncate_text, {"text": "one two three", "max_length": 9, "whole_words": False}, "one two\u2026"),
    (truncate_text, {"text": "abcdefgh", "max_length": 4, "ending": "..."}, "a..."),
    (split_sentences, {"text": "Mam 3.5 zł. To mało, np. na chleb."}, ["Mam 3.5 zł.", "To mało, np. na chleb."]),
    (split_sentences, {"text": "One?  Two!"}, ["One?", "Two!"]),
    (split_sentences, {"text": " "}, []),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_text_function_gives_the_known_answer(
    function: Callable[..., Any], arguments: dict[str, Any], answer: Any
) -> None:
    assert function(**arguments) == answer


def test_words_are_counted_without_regard_to_case() -> None:
    # The opening of Genesis in the King James Version: 10 words, "the" three times.
    counts = count_words("In the beginning God created the heaven and the earth.", 1)

    assert counts == {
        "words": 10,
        "unique_words": 8,
        "characters": 54,
        "most_frequent": [{"word": "the", "count": 3}],
    }


def test_empty_text_has_no_words() -> None:
    assert count_words("") == {"words": 0, "unique_words": 0, "characters": 0, "most_frequent": []}


def test_every_letter_with_one_mark_becomes_the_letter_that_unicode_names() -> None:
    # Source: the Unicode names, "LATIN SMALL LETTER E WITH ACUTE" and the like.
    for code in range(0xC0, 0x180):
        name = unicodedata.name(chr(code))
        if " WITH " in name and "STROKE" not in name and "MIDDLE DOT" not in name and "APOSTROPHE" not in name:
            assert remove_diacritics(chr(code)) == unicodedata.lookup(name.partition(" WITH ")[0])


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (slugify, {"text": "\u2026?!"}),
        (mask_text, {"text": "abc", "mask": ""}),
        (change_identifier_style, {"name": "--", "style": "camelCase"}),
        (truncate_text, {"text": "abcdef", "max_length": 2, "ending": "..."}),
    ],
)
def test_impossible_text_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)
