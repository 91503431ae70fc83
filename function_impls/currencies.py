"""Currencies: names and minor units (ISO 4217), dated rates of the European Central Bank, amounts as people write them.

The rates are the euro reference rates that the European Central Bank published for the last working day of each month
from January to August 2024. Rates between other currencies are crossed over the euro.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Annotated, Literal, NamedTuple, TypeAlias, TypedDict

from function_impls.constraints import Format, Pattern

CurrencyCode: TypeAlias = Literal["CHF", "CZK", "DKK", "EUR", "GBP", "HUF", "JPY", "NOK", "PLN", "RON", "SEK", "USD"]
Amount: TypeAlias = Annotated[str, Pattern(r"^[0-9]{1,12}(\.[0-9]{1,2})?$")]
Day: TypeAlias = Annotated[str, Format("date")]

_NAMES: dict[str, tuple[str, str, str, int]] = {
    "CHF": ("Swiss franc", "frank szwajcarski", "CHF", 2),
    "CZK": ("Czech koruna", "korona czeska", "Kč", 2),
    "DKK": ("Danish krone", "korona duńska", "kr", 2),
    "EUR": ("euro", "euro", "€", 2),
    "GBP": ("pound sterling", "funt szterling", "£", 2),
    "HUF": ("Hungarian forint", "forint węgierski", "Ft", 2),
    "JPY": ("Japanese yen", "jen japoński", "¥", 0),
    "NOK": ("Norwegian krone", "korona norweska", "kr", 2),
    "PLN": ("Polish złoty", "złoty polski", "zł", 2),
    "RON": ("Romanian leu", "lej rumuński", "lei", 2),
    "SEK": ("Swedish krona", "korona szwedzka", "kr", 2),
    "USD": ("United States dollar", "dolar amerykański", "$", 2),
}
_CODES = ("CHF", "CZK", "DKK", "GBP", "HUF", "JPY", "NOK", "PLN", "RON", "SEK", "USD")
_TABLE = """
2024-01-31 0.9348 24.891 7.455 0.85435 384.9 160.19 11.351 4.333 4.9758 11.2682 1.0837
2024-02-29 0.9534 25.363 7.454 0.85655 393.48 162.53 11.492 4.3208 4.9706 11.215 1.0826
2024-03-28 0.9766 25.305 7.458 0.8551 395.26 163.45 11.699 4.3123 4.9735 11.525 1.0811
2024-04-30 0.9787 25.14 7.4583 0.85478 390.68 168.27 11.815 4.3178 4.9759 11.753 1.0718
2024-05-31 0.9818 24.709 7.4588 0.85365 388.83 170.52 11.383 4.2645 4.9767 11.421 1.0852
2024-06-28 0.9634 25.025 7.4575 0.84638 395.1 171.94 11.3965 4.309 4.9773 11.3595 1.0705
2024-07-31 0.9533 25.457 7.4621 0.8438 395.78 162.76 11.8175 4.2908 4.9749 11.6125 1.0828
2024-08-30 0.9416 25.031 7.4589 0.8412 392.53 161.19 11.662 4.2763 4.9768 11.3355 1.1087
"""
_FIRST, _LAST = "2024-01-31", "2024-09-29"


class _Rates(NamedTuple):
    day: str
    by_code: dict[str, str]


_RATES = tuple(
    _Rates(fields[0], {"EUR": "1", **dict(zip(_CODES, fields[1:], strict=True))})
    for fields in (row.split() for row in _TABLE.strip().splitlines())
)


class CurrencyFacts(TypedDict):
    """What a currency is called, its usual sign, and how many decimal places its amounts have."""

    code: CurrencyCode
    name: str
    polish_name: str
    symbol: str
    decimals: int


class DatedRate(TypedDict):
    """How much of the quote currency one unit of the base currency brings, to six places, and the day of the table."""

    base: CurrencyCode
    quote: CurrencyCode
    rate: str
    rate_day: Day


class DatedAmount(TypedDict):
    """An amount in its new currency, the rate to six places, and the day of the table."""

    amount: str
    currency: CurrencyCode
    rate: str
    rate_day: Day


class RateChange(TypedDict):
    """Two rates of one pair, and how much more one unit of the base brings, in percent."""

    first_rate: str
    last_rate: str
    change_percent: float
    base_became: Literal["stronger", "weaker", "the same"]


def describe_currency(code: CurrencyCode) -> CurrencyFacts:
    """Tell what a currency is called in English and Polish, its usual sign, and its decimal places (ISO 4217).

    Args:
        code: ISO 4217 code.

    Returns:
        The facts; decimals is 0 where there is no minor unit.

    Raises:
        ValueError: The code is unknown.

    Examples:
        >>> describe_currency(code="JPY")
        {'code': 'JPY', 'name': 'Japanese yen', 'polish_name': 'jen japoński', 'symbol': '¥', 'decimals': 0}

    See Also:
        describe_country: The currency of a country.
        find_exchange_rate: What it is worth.
    """
    _check(code)
    name, polish, symbol, decimals = _NAMES[code]
    return {"code": code, "name": name, "polish_name": polish, "symbol": symbol, "decimals": decimals}


def find_exchange_rate(base: CurrencyCode, quote: CurrencyCode, day: Day) -> DatedRate:
    """Find how much of one currency a unit of another brought on a day of 2024, by rates of the European Central Bank.

    Use convert_currency_on_day for an amount.

    Args:
        base: Currency of which one unit is meant.
        quote: Currency in which it is told.
        day: Day from 2024-01-31 to 2024-09-29; the latest day of the table that is not later counts.

    Returns:
        The rate, rounded half to even to six places, and the day of the table.

    Raises:
        ValueError: The day is none, or outside of the table.

    Examples:
        >>> find_exchange_rate(base="USD", quote="PLN", day="2024-07-15")
        {'base': 'USD', 'quote': 'PLN', 'rate': '4.025222', 'rate_day': '2024-06-28'}
        >>> find_exchange_rate(base="USD", quote="PLN", day="2023-07-15")
        Traceback (most recent call last):
        ValueError: there are no rates for 2023-07-15; the table holds for 2024-01-31 to 2024-09-29

    See Also:
        compare_exchange_rates: The rates of two days.
        list_exchange_rates: All currencies on one day.
        convert_currency_on_day: An amount at the rate.
        describe_currency: What the currency is called.
    """
    rates = _rates(day)
    return {"base": base, "quote": quote, "rate": _six(_cross(rates, base, quote)), "rate_day": rates.day}


def list_exchange_rates(base: CurrencyCode, day: Day) -> dict[str, str]:
    """List how much of each other currency one unit of a currency brought on a day of 2024.

    Use find_exchange_rate where one currency is asked for.

    Args:
        base: Currency of which one unit is meant.
        day: Day from 2024-01-31 to 2024-09-29; the latest day of the table that is not later counts.

    Returns:
        Rates of the European Central Bank to six places, by ISO 4217 code in the order of the alphabet.

    Raises:
        ValueError: The day is none, or outside of the table.

    Examples:
        >>> list_exchange_rates(base="EUR", day="2024-08-30")
        {'CHF': '0.941600',
         'CZK': '25.031000',
         'DKK': '7.458900',
         'GBP': '0.841200',
         'HUF': '392.530000',
         'JPY': '161.190000',
         'NOK': '11.662000',
         'PLN': '4.276300',
         'RON': '4.976800',
         'SEK': '11.335500',
         'USD': '1.108700'}

    See Also:
        find_exchange_rate: One pair.
    """
    _check(base)
    rates = _rates(day)
    return {code: _six(_cross(rates, base, code)) for code in sorted(_NAMES) if code != base}


def convert_currency_on_day(amount: Amount, source: CurrencyCode, target: CurrencyCode, day: Day) -> DatedAmount:
    """Convert money at the rate that the European Central Bank had for a day of 2024.

    Use convert_currency for a conversion at fixed rates that are the same every day. The result is rounded half to
    even to the decimal places of its currency.

    Args:
        amount: A decimal number as text, with a point and at most two digits after it, such as 19.99.
        source: Currency of the amount.
        target: Currency of the result.
        day: Day from 2024-01-31 to 2024-09-29; the latest day of the table that is not later counts.

    Returns:
        The converted amount, its currency, the rate to six places, and the day of the table.

    Raises:
        ValueError: The amount is no such number, or the day is none, or outside of the table.

    Examples:
        >>> convert_currency_on_day(amount="100", source="EUR", target="PLN", day="2024-05-31")
        {'amount': '426.45', 'currency': 'PLN', 'rate': '4.264500', 'rate_day': '2024-05-31'}

    See Also:
        convert_currency: Fixed rates, without a day.
        find_exchange_rate: The rate alone.
    """
    rates = _rates(day)
    rate = _cross(rates, source, target)
    converted = (_read(amount) * rate).quantize(_step(target), rounding=ROUND_HALF_EVEN)
    return {"amount": str(converted), "currency": target, "rate": _six(rate), "rate_day": rates.day}


def compare_exchange_rates(base: CurrencyCode, quote: CurrencyCode, first_day: Day, last_day: Day) -> RateChange:
    """Tell whether a currency became stronger or weaker against another between two days of 2024.

    Args:
        base: Currency whose strength is asked for.
        quote: Currency in which it is measured.
        first_day: Earlier day, from 2024-01-31.
        last_day: Later day, to 2024-09-29; for both the latest day of the table that is not later counts.

    Returns:
        Both rates of the European Central Bank to six places, and the change in percent, rounded to 0.01.

    Raises:
        ValueError: A day is none, or outside of the table, or the days run backwards.

    Examples:
        >>> compare_exchange_rates(base="PLN", quote="USD", first_day="2024-01-31", last_day="2024-08-30")
        {'first_rate': '0.250104', 'last_rate': '0.259266', 'change_percent': 3.66, 'base_became': 'stronger'}

    See Also:
        find_exchange_rate: The rate of one day.
    """
    if last_day < first_day:
        raise ValueError(f"the days run backwards: {first_day} comes after {last_day}")
    first, last = _cross(_rates(first_day), base, quote), _cross(_rates(last_day), base, quote)
    change = 100 * (last - first) / first
    return {
        "first_rate": _six(first),
        "last_rate": _six(last),
        "change_percent": float(change.quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)),
        "base_became": "stronger" if change > 0 else "weaker" if change < 0 else "the same",
    }


def write_money_amount(amount: Amount, currency: CurrencyCode, style: Literal["en", "pl"]) -> str:
    """Write an amount of money as English or Polish texts do, with its decimal places and grouped thousands.

    English has the sign in front (its code and a space where the sign has letters), a comma between thousands and a
    point; Polish has the sign behind, no-break spaces and a comma.

    Args:
        amount: A decimal number as text, with a point and at most two digits after it, such as 1234.5.
        currency: Currency of the amount.
        style: Language whose way of writing is followed.

    Returns:
        The amount with its sign, rounded half to even to the decimal places of the currency.

    Raises:
        ValueError: The amount is no such number.

    Examples:
        >>> write_money_amount(amount="1234567.5", currency="EUR", style="en")
        '€1,234,567.50'

    See Also:
        spell_polish_amount: The amount in words.
    """
    symbol = describe_currency(currency)["symbol"]
    grouped = f"{_read(amount).quantize(_step(currency), rounding=ROUND_HALF_EVEN):,}"
    if style == "en":
        return f"{currency} {grouped}" if symbol.isalpha() else f"{symbol}{grouped}"
    return grouped.replace(",", "\u00a0").replace(".", ",") + "\u00a0" + symbol


def _check(code: str) -> None:
    if code not in _NAMES:
        raise ValueError(f"{code!r} is not in the table; use one of {', '.join(sorted(_NAMES))}")


def _rates(day: str) -> _Rates:
    if not _FIRST <= date.fromisoformat(day).isoformat() <= _LAST:
        raise ValueError(f"there are no rates for {day}; the table holds for {_FIRST} to {_LAST}")
    return [each for each in _RATES if each.day <= day][-1]


def _cross(rates: _Rates, base: str, quote: str) -> Decimal:
    _check(base)
    _check(quote)
    return Decimal(rates.by_code[quote]) / Decimal(rates.by_code[base])


def _read(amount: str) -> Decimal:
    whole, _, places = amount.partition(".")
    if not ((whole + places).isdecimal() and amount.isascii() and 1 <= len(whole) <= 12 and len(places) <= 2):
        raise ValueError(f"{amount[:40]!r} is no amount below 10^12; write one such as 19.99")
    return Decimal(amount)


def _step(currency: str) -> Decimal:
    return Decimal(1).scaleb(-_NAMES[currency][3])


def _six(rate: Decimal) -> str:
    return str(rate.quantize(Decimal("0.000001"), rounding=ROUND_HALF_EVEN))
