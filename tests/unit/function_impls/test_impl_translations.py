"""Words of five languages: the table's own laws, and number words against grammar books' lists and a reader's sum."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from typing import Any

import pytest

from function_impls.number_words import read_spelled_number, spell_number, spell_polish_amount
from function_impls.translations import (
    choose_greeting,
    identify_word_language,
    list_translations,
    list_words_of_topic,
    name_month,
    name_weekday,
    translate_word,
)
from function_impls.word_table import ENTRIES, LANGUAGES


def test_every_row_has_five_words_and_no_word_stands_for_two() -> None:
    for place in range(len(LANGUAGES)):
        words = [each.words[place].casefold() for each in ENTRIES]
        assert len(words) == len(set(words))
    assert {len(each.words) for each in ENTRIES} == {5}


@pytest.mark.parametrize("source", LANGUAGES)
@pytest.mark.parametrize("target", LANGUAGES)
def test_every_word_comes_back_from_its_translation(source: Any, target: Any) -> None:
    for each in ENTRIES:
        word = each.words[LANGUAGES.index(source)]
        there = translate_word(word.upper() if "ß" not in word else word, source, target)["translation"]
        assert translate_word(there, target, source)["translation"] == word


def test_word_is_told_in_all_languages() -> None:
    assert list_translations("cześć", "pl") == {
        "en": "hello",
        "pl": "cześć",
        "de": "hallo",
        "fr": "salut",
        "es": "hola",
    }


def test_topic_lists_all_its_words_and_no_other() -> None:
    found = list_words_of_topic("body", "fr")

    assert len(found) == sum(each.topic == "body" for each in ENTRIES)
    assert {"word": "œil", "meaning": "eye"} in found


def test_word_of_two_languages_is_told_for_both() -> None:
    assert identify_word_language("Mercado") == [{"language": "es", "meaning": "market"}]
    assert identify_word_language("grand") == [{"language": "fr", "meaning": "big"}]
    assert [each["language"] for each in identify_word_language("pie")] == ["es"]
    assert [each["language"] for each in identify_word_language("lampe")] == ["de", "fr"]


@pytest.mark.parametrize(
    ("time", "greetings"),
    [
        ("04:59", ("good evening", "dobry wieczór", "guten Abend", "bonsoir", "buenas noches")),
        ("05:00", ("good morning", "dzień dobry", "guten Morgen", "bonjour", "buenos días")),
        ("11:30", ("good morning", "dzień dobry", "guten Tag", "bonjour", "buenos días")),
        ("18:00", ("good evening", "dobry wieczór", "guten Abend", "bonsoir", "buenas tardes")),
        ("20:00", ("good evening", "dobry wieczór", "guten Abend", "bonsoir", "buenas noches")),
    ],
)
def test_greeting_follows_the_hours_that_are_told(time: str, greetings: tuple[str, ...]) -> None:
    assert tuple(choose_greeting(time, language) for language in LANGUAGES) == greetings


def test_english_names_are_those_of_the_calendar_module() -> None:
    assert [name_weekday(day, "en") for day in range(1, 8)] == list(calendar.day_name)
    assert [name_month(month, "en") for month in range(1, 13)] == list(calendar.month_name)[1:]


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_days_and_months_differ(language: Any) -> None:
    assert len({name_weekday(day, language) for day in range(1, 8)}) == 7
    assert len({name_month(month, language) for month in range(1, 13)}) == 12


# Numbers that grammars list as the irregular ones.
@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("en", 0, "zero"),
        ("en", 40, "forty"),
        ("en", 1999, "one thousand nine hundred ninety-nine"),
        ("pl", 1000, "tysiąc"),
        ("pl", 5019, "pięć tysięcy dziewiętnaście"),
        ("pl", 3604, "trzy tysiące sześćset cztery"),
        ("de", 1, "eins"),
        ("de", 21, "einundzwanzig"),
        ("de", 101, "einhunderteins"),
        ("de", 777, "siebenhundertsiebenundsiebzig"),
        ("de", 1001, "eintausendeins"),
        ("fr", 21, "vingt et un"),
        ("fr", 70, "soixante-dix"),
        ("fr", 71, "soixante et onze"),
        ("fr", 80, "quatre-vingts"),
        ("fr", 81, "quatre-vingt-un"),
        ("fr", 91, "quatre-vingt-onze"),
        ("fr", 99, "quatre-vingt-dix-neuf"),
        ("fr", 200, "deux cents"),
        ("fr", 1203, "mille deux cent trois"),
        ("es", 22, "veintidós"),
        ("es", 31, "treinta y uno"),
        ("es", 100, "cien"),
        ("es", 101, "ciento uno"),
        ("es", 500, "quinientos"),
        ("es", 9716, "nueve mil setecientos dieciséis"),
    ],
)
def test_number_is_spelled_as_grammars_have_it(language: Any, number: int, words: str) -> None:
    assert spell_number(number, language) == words
    assert read_spelled_number(f" {words.upper() if 'ß' not in words else words} ", language) == number


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_numbers_are_spelled_alike(language: Any) -> None:
    assert len({spell_number(number, language) for number in range(10_000)}) == 10_000


def test_sum_of_english_words_is_the_number() -> None:
    value = {spell_number(number, "en"): number for number in (*range(20), *range(20, 100, 10))}
    for number in range(1, 10_000):
        total = part = 0
        for word in re.split("[ -]", spell_number(number, "en")):
            if word == "hundred":
                part *= 100
            elif word == "thousand":
                total, part = part * 1000, 0
            else:
                part += value[word]
        assert total + part == number


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0.01", "zero złotych 01/100"),
        ("1", "jeden złoty 00/100"),
        ("22.00", "dwadzieścia dwa złote 00/100"),
        ("113.99", "sto trzynaście złotych 99/100"),
        ("1000", "jeden tysiąc złotych 00/100"),
        ("5021", "pięć tysięcy dwadzieścia jeden złotych 00/100"),
    ],
)
def test_amount_has_the_form_of_zloty_that_its_number_asks_for(amount: str, words: str) -> None:
    assert spell_polish_amount(amount) == words


@pytest.mark.parametrize(
    ("function", "arguments", "part"),
    [
        (translate_word, {"word": "psie", "source_language": "pl", "target_language": "en"}, "did you mean 'pies'"),
        (list_translations, {"word": "xyzzy", "language": "fr"}, "no word 'xyzzy' in 'fr'$"),
        (list_words_of_topic, {"topic": "food", "language": "en"}, "another language"),
        (identify_word_language, {"word": "tulipan"}, "in any language"),
        (choose_greeting, {"time": "8:30", "language": "en"}, "no time of day"),
        (name_weekday, {"weekday": 0, "language": "en"}, "1 .Monday. to 7"),
        (name_month, {"month": 13, "language": "en"}, "months are 1 to 12"),
        (spell_number, {"number": 10_000, "language": "en"}, "between 0 and 9999"),
        (read_spelled_number, {"words": "stoi", "language": "pl"}, "write it like 'sto pięć'"),
        (spell_polish_amount, {"amount": "12,50"}, "write it like 1234.56"),
    ],
)
def test_impossible_input_is_refused(function: Callable[..., Any], arguments: dict[str, Any], part: str) -> None:
    with pytest.raises(ValueError, match=part):
        function(**arguments)
