"""Pure functions against answers known from elsewhere."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from function_impls.dates import add_business_days, age_in_years, days_between, iso_week, list_holidays
from function_impls.finance import compound_interest, loan_payment, split_vat
from function_impls.geography import Point, bounding_box, destination_point, distance_between
from function_impls.numeric import describe_numbers, draw_sample, linear_regression, percentile, prime_factors
from function_impls.polish_numbers import decode_pesel, validate_iban, validate_nip, validate_pesel, validate_regon
from function_impls.search import get_article, search_articles
from function_impls.text import count_words, extract_emails, mask_text, normalise_text, slugify
from function_impls.units import convert_currency, convert_temperature, convert_units

WARSAW: Point = {"latitude": 52.2297, "longitude": 21.0122}

KNOWN: list[tuple[Callable[..., Any], tuple[Any, ...], Any]] = [
    (convert_units, (5, "mi", "km"), 8.04672),
    (convert_units, (90, "min", "h"), 1.5),
    (convert_temperature, (-40, "fahrenheit", "celsius"), -40.0),
    (convert_temperature, (0, "kelvin", "celsius"), -273.15),
    (convert_currency, ("100", "EUR", "PLN"), {"amount": "426.50", "currency": "PLN", "rate": "4.265000"}),
    (loan_payment, ("1200", 0, 12), {"instalment": "100.00", "total": "1200.00", "interest": "0.00"}),
    (compound_interest, ("1000", 10, 2, 1), {"final": "1210.00", "interest": "210.00"}),
    (split_vat, ("123", 23), {"net": "100.00", "vat": "23.00", "gross": "123.00"}),
    (split_vat, ("100", 8, "net"), {"net": "100.00", "vat": "8.00", "gross": "108.00"}),
    (percentile, ([1, 2, 3, 4], 50), 2.5),
    (linear_regression, ([0, 1, 2], [1, 3, 5]), {"slope": 2.0, "intercept": 1.0}),
    (prime_factors, (1001,), [7, 11, 13]),
    (prime_factors, (999999999989,), [999999999989]),
    (distance_between, (WARSAW, WARSAW), 0.0),
    (bounding_box, ([WARSAW], 0.5), {"south": 51.7297, "west": 20.5122, "north": 52.7297, "east": 21.5122}),
    (days_between, ("2024-02-28", "2024-03-01"), 2),
    (days_between, ("2025-03-02", "2025-03-01", True), -1),
    (iso_week, ("2024-12-30",), {"year": 2025, "week": 1, "weekday": 1}),
    (age_in_years, ("2004-02-29", "2025-02-28"), 20),
    (normalise_text, ("  Zażółć \n gęślą ", "upper", True), "ZAZOLC GESLA"),
    (slugify, ("Żółw & zając \u2013 2. wydanie",), "zolw-zajac-2-wydanie"),
    (slugify, ("long words do not fit", 12), "long-words"),
    (extract_emails, ("a@x.example, A@X.example.",), ["a@x.example"]),
    (mask_text, ("4111 1111 1111 1234",), "**** **** **** 1234"),
    (validate_pesel, ("44051401359",), {"valid": True, "reason": None}),
    (decode_pesel, ("03310212482",), {"birth_date": "2003-11-02", "sex": "female"}),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_function_gives_the_known_answer(function: Callable[..., Any], arguments: tuple[Any, ...], answer: Any) -> None:
    assert function(*arguments) == answer


@pytest.mark.parametrize(
    ("start", "days", "day"),
    [
        ("2025-04-17", 2, "2025-04-22"),  # Easter Monday is free
        ("2025-06-17", 2, "2025-06-20"),  # Corpus Christi is free
        ("2025-12-23", 1, "2025-12-29"),  # Christmas Eve is free from 2025 ...
        ("2024-12-23", 1, "2024-12-24"),  # ... and was not before
        ("2025-01-07", -1, "2025-01-03"),  # Epiphany, backwards
        ("2025-05-09", 0, "2025-05-09"),
    ],
)
def test_business_days_leave_out_polish_holidays(start: str, days: int, day: str) -> None:
    assert add_business_days(start, days) == day


def test_business_days_can_ignore_holidays() -> None:
    assert add_business_days("2025-04-17", 2, "NONE") == "2025-04-21"


def test_epiphany_counts_from_2011() -> None:
    assert "2010-01-06" not in {each["date"] for each in list_holidays(2010)}
    assert "2011-01-06" in {each["date"] for each in list_holidays(2011)}


@pytest.mark.parametrize(
    ("year", "easter"), [(1990, "1990-04-15"), (2008, "2008-03-23"), (2025, "2025-04-20"), (2038, "2038-04-25")]
)
def test_easter_falls_on_the_known_sunday(year: int, easter: str) -> None:
    assert {"date": easter, "name": "Wielkanoc"} in list_holidays(year)


@pytest.mark.parametrize("nip", ["526-104-08-28", "7740001454"])
def test_real_nip_is_valid(nip: str) -> None:
    assert validate_nip(nip)["valid"]


@pytest.mark.parametrize("regon", ["000288975", "12345678512347"])
def test_real_regon_is_valid(regon: str) -> None:
    assert validate_regon(regon)["valid"]


@pytest.mark.parametrize("iban", ["PL61 1090 1014 0000 0712 1981 2874", "DE89370400440532013000"])
def test_real_iban_is_valid(iban: str) -> None:
    assert validate_iban(iban)["valid"]


@pytest.mark.parametrize(
    ("function", "number"),
    [
        (validate_pesel, "44051401358"),
        (validate_pesel, "44951401359"),
        (validate_nip, "5261040829"),
        (validate_regon, "000288976"),
        (validate_iban, "PL62109010140000071219812874"),
        (validate_iban, "PL6110901014"),
    ],
)
def test_unsound_number_is_answered_with_a_reason(function: Callable[[str], dict[str, Any]], number: str) -> None:
    answer = function(number)

    assert (answer["valid"], bool(answer["reason"])) == (False, True)


@pytest.mark.parametrize("digit", range(10))
def test_only_one_check_digit_makes_a_pesel_sound(digit: int) -> None:
    assert validate_pesel(f"4405140135{digit}")["valid"] is (digit == 9)


def test_distance_of_warsaw_and_cracow_is_252_km() -> None:
    assert distance_between(WARSAW, {"latitude": 50.0647, "longitude": 19.945}) == pytest.approx(252, abs=0.5)


def test_destination_lies_at_the_distance_that_was_asked_for() -> None:
    assert distance_between(WARSAW, destination_point(WARSAW, 33, 100)) == pytest.approx(100, abs=0.01)


def test_single_number_has_no_deviation() -> None:
    assert describe_numbers([3])["standard_deviation"] is None


def test_words_of_equal_count_are_in_alphabetical_order() -> None:
    assert [each["word"] for each in count_words("b a B a c", 3)["most_frequent"]] == ["a", "b", "c"]


def test_seed_decides_the_sample() -> None:
    random.seed(7)
    first = draw_sample(["a", "b", "c", "d"], 3)
    random.seed(7)

    assert draw_sample(["a", "b", "c", "d"], 3) == first


@pytest.mark.parametrize(
    ("query", "best"),
    [("lost card", "en-009"), ("zgubiłem kartę", "pl-009"), ("zwroty towarów", "pl-004"), ("composting", "en-013")],
)
def test_search_ranks_the_fitting_article_first(query: str, best: str) -> None:
    assert search_articles(query, 1)[0]["id"] == best


def test_search_can_be_held_to_a_language() -> None:
    assert {hit["id"][:2] for hit in search_articles("e-mail", 20, "pl")} == {"pl"}


def test_search_for_nothing_known_finds_nothing() -> None:
    assert search_articles("xylophone") == []


def test_article_that_is_not_there_is_a_returned_error() -> None:
    assert get_article("en-999") == {"error": "no article 'en-999'"}


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (convert_units, (5, "kg", "m")),
        (convert_temperature, (-300, "celsius", "kelvin")),
        (loan_payment, ("0", 5, 12)),
        (describe_numbers, ([],)),
        (percentile, ([1], 101)),
        (linear_regression, ([1, 1], [1, 2])),
        (prime_factors, (1,)),
        (draw_sample, (["a"], 2)),
        (bounding_box, ([],)),
        (distance_between, ({"latitude": 91, "longitude": 0}, WARSAW)),
        (days_between, ("2025-02-30", "2025-03-01")),
        (list_holidays, (1989,)),
        (age_in_years, ("2025-01-02", "2025-01-01")),
        (decode_pesel, ("44051401358",)),
        (slugify, ("!!!",)),
        (mask_text, ("abc", 1, "##")),
        (search_articles, ("?!",)),
    ],
)
def test_impossible_input_raises_value_error(function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(*arguments)
