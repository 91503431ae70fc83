"""Currencies: the European Central Bank's fixings as published, and crossing by fractions."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from function_impls.countries import search_countries
from function_impls.currencies import (
    compare_exchange_rates,
    convert_currency_on_day,
    describe_currency,
    find_exchange_rate,
    list_exchange_rates,
    write_money_amount,
)


# Euro reference rates as the European Central Bank's history file has them.
@pytest.mark.parametrize(
    ("day", "quote", "rate"),
    [
        ("2024-01-31", "PLN", "4.333000"),
        ("2024-02-29", "USD", "1.082600"),
        ("2024-03-28", "CZK", "25.305000"),
        ("2024-05-31", "CHF", "0.981800"),
        ("2024-06-28", "JPY", "171.940000"),
        ("2024-07-31", "GBP", "0.843800"),
        ("2024-08-30", "HUF", "392.530000"),
    ],
)
def test_rate_is_the_published_one(day: str, quote: Any, rate: str) -> None:
    assert find_exchange_rate("EUR", quote, day) == {"base": "EUR", "quote": quote, "rate": rate, "rate_day": day}


@pytest.mark.parametrize(
    ("day", "table"),
    [("2024-02-28", "2024-01-31"), ("2024-03-31", "2024-03-28"), ("2024-09-29", "2024-08-30")],
)
def test_latest_day_of_the_table_counts(day: str, table: str) -> None:
    assert find_exchange_rate("EUR", "PLN", day)["rate_day"] == table


def test_rates_are_crossed_over_the_euro() -> None:
    crossed = Fraction("4.2763") / Fraction("0.8412")

    assert find_exchange_rate("GBP", "PLN", "2024-08-30")["rate"] == f"{float(crossed):.6f}"
    assert find_exchange_rate("SEK", "SEK", "2024-08-30")["rate"] == "1.000000"


def test_list_has_every_other_currency_with_its_rate() -> None:
    found = list_exchange_rates("PLN", "2024-04-30")

    assert len(found) == 11
    assert "PLN" not in found
    assert all(find_exchange_rate("PLN", code, "2024-04-30")["rate"] == rate for code, rate in found.items())  # type: ignore[arg-type]  # the keys are codes


@pytest.mark.parametrize(
    ("amount", "source", "target", "result"),
    [
        ("100", "EUR", "JPY", "16827"),
        ("1000.00", "JPY", "EUR", "5.94"),
        ("0.01", "EUR", "CHF", "0.01"),
        ("19.99", "USD", "PLN", "80.53"),
    ],
)
def test_amount_has_the_places_of_its_currency(amount: str, source: Any, target: Any, result: str) -> None:
    assert convert_currency_on_day(amount, source, target, "2024-04-30")["amount"] == result


def test_change_of_a_pair_and_of_its_reverse() -> None:
    there = compare_exchange_rates("EUR", "JPY", "2024-06-28", "2024-08-30")
    back = compare_exchange_rates("JPY", "EUR", "2024-06-28", "2024-08-30")

    assert (there["base_became"], there["change_percent"]) == ("weaker", round(100 * (161.19 / 171.94 - 1), 2))
    assert (back["base_became"], back["change_percent"]) == ("stronger", round(100 * (171.94 / 161.19 - 1), 2))
    assert compare_exchange_rates("EUR", "JPY", "2024-07-01", "2024-07-30")["base_became"] == "the same"


def test_currencies_are_those_of_countries() -> None:
    for code in ("CHF", "CZK", "DKK", "EUR", "GBP", "HUF", "JPY", "NOK", "PLN", "RON", "SEK", "USD"):
        assert describe_currency(code)["code"] == code
        assert search_countries(currency=code)


@pytest.mark.parametrize(
    ("amount", "currency", "style", "text"),
    [
        ("1234.5", "PLN", "pl", "1\u00a0234,50\u00a0zł"),
        ("1234.5", "PLN", "en", "PLN 1,234.50"),
        ("999", "USD", "en", "$999.00"),
        ("1000000.50", "JPY", "pl", "1\u00a0000\u00a0000\u00a0¥"),
        ("0.07", "GBP", "en", "£0.07"),
    ],
)
def test_amount_is_written_as_the_language_has_it(amount: str, currency: Any, style: Any, text: str) -> None:
    assert write_money_amount(amount, currency, style) == text


@pytest.mark.parametrize(
    ("function", "arguments", "part"),
    [
        (describe_currency, {"code": "XXX"}, "not in the table"),
        (find_exchange_rate, {"base": "EUR", "quote": "PLN", "day": "2024-01-30"}, "no rates for 2024-01-30"),
        (find_exchange_rate, {"base": "EUR", "quote": "PLN", "day": "2024-02-30"}, "day is out of range"),
        (list_exchange_rates, {"base": "EUR", "day": "2024-09-30"}, "no rates for 2024-09-30"),
        (
            convert_currency_on_day,
            {"amount": "1e3", "source": "EUR", "target": "PLN", "day": "2024-05-31"},
            "no amount",
        ),
        (
            compare_exchange_rates,
            {"base": "EUR", "quote": "PLN", "first_day": "2024-05-31", "last_day": "2024-05-30"},
            "run backwards",
        ),
        (write_money_amount, {"amount": ".5", "currency": "EUR", "style": "en"}, "no amount"),
    ],
)
def test_impossible_input_is_refused(function: Callable[..., Any], arguments: dict[str, Any], part: str) -> None:
    with pytest.raises(ValueError, match=part):
        function(**arguments)
