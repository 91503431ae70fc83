"""Countries against the ISO 3166-1, ISO 4217 and ITU-T E.164 lists."""

from __future__ import annotations

import pytest

from function_impls import countries

# Entries of the lists themselves: alpha-2, alpha-3, currency, calling code.
LISTED = [
    ("PL", "POL", "PLN", "+48"),
    ("CZ", "CZE", "CZK", "+420"),
    ("GB", "GBR", "GBP", "+44"),
    ("HR", "HRV", "EUR", "+385"),
    ("JP", "JPN", "JPY", "+81"),
    ("ZA", "ZAF", "ZAR", "+27"),
    ("BR", "BRA", "BRL", "+55"),
    ("CA", "CAN", "CAD", "+1"),
    ("UY", "URY", "UYU", "+598"),
    ("VN", "VNM", "VND", "+84"),
]


@pytest.mark.parametrize(("code", "code3", "currency", "calling_code"), LISTED)
def test_country_has_the_codes_of_the_lists(code: str, code3: str, currency: str, calling_code: str) -> None:
    found = countries.describe_country(code)

    assert found == countries.describe_country(code3.lower())
    assert (found["code3"], found["currency"], found["calling_code"]) == (code3, currency, calling_code)


def test_euro_area_of_2025_has_twenty_members() -> None:
    assert len(countries.search_countries(currency="EUR")) == 20  # from Croatia in 2023 to Bulgaria in 2026


def test_longest_calling_code_wins() -> None:
    assert countries.identify_calling_country("+380 44 123 4567") == [{"name": "Ukraine", "code": "UA"}]
    assert countries.identify_calling_country("+7 495 123 4567") == [{"name": "Russia", "code": "RU"}]


def test_unknown_countries_are_refused() -> None:
    with pytest.raises(ValueError, match="not in the table"):
        countries.describe_country("Narnia")
    with pytest.raises(ValueError, match="give a continent"):
        countries.search_countries()
    with pytest.raises(ValueError, match="no country"):
        countries.identify_calling_country("+210 123 456")
