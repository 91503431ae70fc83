"""Countries by their names, codes and currencies, from the bundled country_table."""

from __future__ import annotations

from typing import Annotated, TypeAlias, TypedDict

from function_impls.constraints import Length, Pattern, Range
from function_impls.country_table import COUNTRIES, Continent, country_named

CountryName: TypeAlias = Annotated[str, Length(minimum=2, maximum=40)]


class CountryFacts(TypedDict):
    """What the table knows of a country."""

    name: str
    polish_name: str
    code: str
    code3: str
    capital: str
    currency: str
    calling_code: str
    continent: Continent
    area_km2: Annotated[int, Range(minimum=1)]


class CountryCode(TypedDict):
    """A country's English name and ISO code."""

    name: str
    code: str


def describe_country(country: CountryName) -> CountryFacts:
    """Tell what the table knows of one country: names, ISO codes, capital, currency, calling code, continent, area.

    Args:
        country: ISO 3166-1 code of two or three letters, English or Polish name.

    Returns:
        The facts, as of 2025; currency as ISO 4217 code, calling code with a plus, area in rounded square kilometres.

    Raises:
        ValueError: The country is not in the table.

    Examples:
        >>> describe_country(country="Norwegia")
        {'name': 'Norway',
         'polish_name': 'Norwegia',
         'code': 'NO',
         'code3': 'NOR',
         'capital': 'Oslo',
         'currency': 'NOK',
         'calling_code': '+47',
         'continent': 'Europe',
         'area_km2': 385200}

    See Also:
        describe_city: A city.
        search_countries: Countries by continent or currency.
        identify_calling_country: The country of a telephone number.
        describe_currency: A currency by its code.
    """
    found = country_named(country)
    return {
        "name": found.name,
        "polish_name": found.polish_name,
        "code": found.code,
        "code3": found.code3,
        "capital": found.capital,
        "currency": found.currency,
        "calling_code": "+" + found.calling_code,
        "continent": found.continent,
        "area_km2": found.area_km2,
    }


def search_countries(
    continent: Continent | None = None, currency: Annotated[str, Pattern("^[A-Z]{3}$")] | None = None
) -> list[CountryCode]:
    """List countries of the table by continent, by currency, or by both, in the order of their English names.

    Args:
        continent: Only of this continent; null for all.
        currency: Only with this currency, as ISO 4217 code; null for all.

    Returns:
        English name and ISO 3166-1 code; empty where none meets the conditions.

    Raises:
        ValueError: Neither continent nor currency is given.

    Examples:
        >>> search_countries(continent="Asia", currency="EUR")
        [{'name': 'Cyprus', 'code': 'CY'}]

    See Also:
        describe_country: All facts of one country.
    """
    if continent is None and currency is None:
        raise ValueError("give a continent, a currency, or both")
    found = [each for each in COUNTRIES if continent in {None, each.continent} and currency in {None, each.currency}]
    return [{"name": each.name, "code": each.code} for each in sorted(found, key=lambda country: country.name)]


def identify_calling_country(
    number: Annotated[str, Pattern(r"^(\+|00)[1-9][0-9 ()-]{5,20}$")],
) -> Annotated[list[CountryCode], Length(minimum=1)]:
    """Tell which countries of the table an international telephone number may belong to, by its calling code.

    Args:
        number: The number with a leading + or 00, such as +48 22 123 45 67.

    Returns:
        English name and ISO 3166-1 code; more than one where countries share a code.

    Raises:
        ValueError: The number has no international prefix, or no country of the table has its calling code.

    Examples:
        >>> identify_calling_country(number="+48 22 123 45 67")
        [{'name': 'Poland', 'code': 'PL'}]

    See Also:
        describe_country: The calling code of a country.
    """
    digits = "".join(each for each in number if each.isdecimal())
    if number.startswith("00"):
        digits = digits[2:]
    elif not number.startswith("+"):
        raise ValueError(f"{number!r} needs its international prefix, such as +48 or 0048")
    found = [each for each in COUNTRIES if digits.startswith(each.calling_code)]
    if not found:
        raise ValueError(f"no country of the table has the calling code that {number!r} begins with")
    longest = max(len(each.calling_code) for each in found)
    return [{"name": each.name, "code": each.code} for each in found if len(each.calling_code) == longest]
