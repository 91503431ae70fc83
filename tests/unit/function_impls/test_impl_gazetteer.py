"""The gazetteer against ISO 3166-1, ISO 4217, ITU-T E.164, the IANA zone table and well-known distances."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from function_impls import countries, gazetteer
from function_impls.city_table import CITIES
from function_impls.country_table import COUNTRIES
from function_impls.time_zone_rules import STANDARD_MINUTES

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    # 806,201 people at the end of 2023, by a list after Statistics Poland (GUS)
    (
        gazetteer.describe_city,
        {"city": "KRAKOW"},
        {
            "name": "Krakow",
            "polish_name": "Kraków",
            "country": "PL",
            "latitude": 50.06,
            "longitude": 19.94,
            "population": 806000,
            "time_zone": "Europe/Warsaw",
            "voivodeship": "małopolskie",
        },
    ),
    (
        lambda city: {key: gazetteer.describe_city(city)[key] for key in ("name", "country", "voivodeship")},
        {"city": "Nowy Jork"},
        {"name": "New York", "country": "US", "voivodeship": None},
    ),
    # the largest cities of Italy and Germany (Istat, Destatis)
    (
        lambda **given: [each["name"] for each in gazetteer.search_cities(**given)],
        {"country": "Włochy", "limit": 3},
        ["Rome", "Milan", "Naples"],
    ),
    (
        lambda **given: [each["name"] for each in gazetteer.search_cities(**given)],
        {"country": "DEU", "minimum_population": 1000000},
        ["Berlin", "Hamburg", "Munich", "Cologne"],
    ),
    (
        gazetteer.search_cities,
        {"name_contains": "gorz"},
        [{"name": "Gorzów Wielkopolski", "country": "PL", "population": 115000}],
    ),
    (
        lambda **given: gazetteer.find_city_bearing(**given)["compass"],
        {"start_city": "Gdańsk", "end_city": "Łódź"},
        "S",
    ),
    (
        lambda **given: gazetteer.find_city_bearing(**given)["compass"],
        {"start_city": "Berlin", "end_city": "Warsaw"},
        "E",
    ),
    (
        lambda **given: [each["name"] for each in gazetteer.find_nearest_cities(**given)],
        {"latitude": 50.3, "longitude": 18.85, "limit": 1},
        ["Ruda Śląska"],
    ),
    (
        lambda **given: [each["name"] for each in gazetteer.find_nearest_cities(**given)],
        {"latitude": 50.3, "longitude": 18.85, "limit": 1, "country": "CZ"},
        ["Ostrava"],
    ),
    (gazetteer.find_voivodeship, {"town": "przemysl"}, {"town": "Przemyśl", "voivodeship": "podkarpackie"}),
    (gazetteer.find_voivodeship, {"town": "Płock"}, {"town": "Płock", "voivodeship": "mazowieckie"}),
    (
        lambda **given: [each["name"] for each in gazetteer.list_voivodeship_towns(**given)],
        {"voivodeship": "podlaskie"},
        ["Białystok", "Suwałki", "Łomża", "Augustów"],
    ),
    (
        lambda **given: [each["name"] for each in gazetteer.list_voivodeship_towns(**given)],
        {"voivodeship": "opolskie"},
        ["Opole"],
    ),
    # ISO 3166-1, ISO 4217, E.164
    (
        countries.describe_country,
        {"country": "CHE"},
        {
            "name": "Switzerland",
            "polish_name": "Szwajcaria",
            "code": "CH",
            "code3": "CHE",
            "capital": "Bern",
            "currency": "CHF",
            "calling_code": "+41",
            "continent": "Europe",
            "area_km2": 41300,
        },
    ),
    (lambda country: countries.describe_country(country)["capital"], {"country": "australia"}, "Canberra"),
    (countries.search_countries, {"currency": "PLN"}, [{"name": "Poland", "code": "PL"}]),
    (
        countries.search_countries,
        {"continent": "Oceania"},
        [{"name": "Australia", "code": "AU"}, {"name": "New Zealand", "code": "NZ"}],
    ),
    (countries.identify_calling_country, {"number": "00421 2 5910 1111"}, [{"name": "Slovakia", "code": "SK"}]),
    (
        countries.identify_calling_country,
        {"number": "+1 202-456-1414"},
        [{"name": "United States", "code": "US"}, {"name": "Canada", "code": "CA"}],
    ),
]

REFUSED: list[tuple[Callable[..., Any], dict[str, Any], str]] = [
    (gazetteer.describe_city, {"city": "Gdnask"}, "did you mean 'Gdańsk'"),
    (gazetteer.search_cities, {"country": "Atlantis"}, "not in the table"),
    (gazetteer.measure_city_distance, {"start_city": "Warsaw", "end_city": "Warszawa"}, "same city"),
    (gazetteer.find_city_bearing, {"start_city": "Warsaw", "end_city": "Xyz"}, "not in the gazetteer"),
    (gazetteer.find_nearest_cities, {"latitude": 91, "longitude": 0}, "no such place"),
    (gazetteer.find_voivodeship, {"town": "Praga"}, "not in Poland"),
    (gazetteer.list_voivodeship_towns, {"voivodeship": "krakowskie"}, "no voivodeship"),
    (countries.describe_country, {"country": "XX"}, "not in the table"),
    (countries.search_countries, {}, "give a continent"),
    (countries.identify_calling_country, {"number": "22 123 45 67"}, "prefix"),
    (countries.identify_calling_country, {"number": "+210 123 456"}, "no country"),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_gazetteer_gives_the_known_answer(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments", "reason"), REFUSED)
def test_gazetteer_refuses(function: Callable[..., Any], arguments: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        function(**arguments)


# Great-circle distances in kilometres, from general knowledge.
@pytest.mark.parametrize(
    ("start", "end", "kilometres"),
    [("London", "Paris", 344), ("Warsaw", "Krakow", 252), ("New York", "London", 5570), ("Sydney", "Tokyo", 7820)],
)
def test_distances_are_the_well_known_ones(start: str, end: str, kilometres: float) -> None:
    assert gazetteer.measure_city_distance(start, end) == pytest.approx(kilometres, rel=0.005)


# Coordinates from zone.tab of the IANA database, which gives degrees and minutes.
@pytest.mark.parametrize(
    ("city", "latitude", "longitude"),
    [
        ("Berlin", 52 + 30 / 60, 13 + 22 / 60),
        ("Tokio", 35 + 39 / 60, 139 + 44 / 60),
        ("Buenos Aires", -(34 + 36 / 60), -(58 + 27 / 60)),
        ("Auckland", -(36 + 52 / 60), 174 + 46 / 60),
        ("Honolulu", 21 + 18 / 60, -(157 + 51 / 60)),
        ("Johannesburg", -(26 + 15 / 60), 28),
    ],
)
def test_coordinates_are_those_of_the_zone_table(city: str, latitude: float, longitude: float) -> None:
    found = gazetteer.describe_city(city)

    assert (found["latitude"], found["longitude"]) == pytest.approx((latitude, longitude), abs=0.1)


def test_tables_are_sound_and_large_enough() -> None:
    polish = [city for city in CITIES if city.country == "PL"]
    assert (len(CITIES) - len(polish) >= 120, len(polish) >= 46, len(COUNTRIES) >= 75) == (True, True, True)
    assert {city.zone for city in CITIES} <= set(STANDARD_MINUTES)
    assert {city.country for city in CITIES} <= {country.code for country in COUNTRIES}
    assert len({city.voivodeship for city in polish}) == 16
    assert len({country.code3 for country in COUNTRIES}) == len({each.code for each in COUNTRIES}) == len(COUNTRIES)
