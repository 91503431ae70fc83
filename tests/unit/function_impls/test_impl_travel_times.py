"""Road lengths against usual ones and another algorithm; flights and jet lag against usual figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from function_impls import travel_times
from function_impls.city_table import CITIES
from function_impls.gazetteer import measure_city_distance
from function_impls.road_graph import ROADS

REFUSED: list[tuple[Callable[..., Any], dict[str, Any], str]] = [
    (travel_times.measure_road_distance, {"start_city": "Warsaw", "end_city": "Tokyo"}, "not in the road graph"),
    (travel_times.measure_road_distance, {"start_city": "Warsaw", "end_city": "Warszawa"}, "two different"),
    (travel_times.estimate_driving_time, {"start_city": "Warsaw", "end_city": "Łódź", "average_kmh": 0}, "20 to 130"),
    (
        travel_times.estimate_road_trip_fuel,
        {"start_city": "Warsaw", "end_city": "Xyz", "litres_per_100_km": 5, "price_per_litre": 6},
        "gazetteer",
    ),
    (travel_times.estimate_flight_time, {"start_city": "Gdańsk", "end_city": "Sopot"}, "nobody flies"),
    (travel_times.estimate_jet_lag, {"start_city": "Warsaw", "end_city": "Tokyo", "day": "2022-01-01"}, "2023"),
]


@pytest.mark.parametrize(("function", "arguments", "reason"), REFUSED)
def test_travel_function_refuses(function: Callable[..., Any], arguments: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        function(**arguments)


# Kilometres by the usual roads, from general knowledge, and so within five percent only.
@pytest.mark.parametrize(
    ("start", "end", "kilometres"),
    [
        ("Warsaw", "Krakow", 295),
        ("Warsaw", "Gdańsk", 340),
        ("Warsaw", "Poznań", 310),
        ("Warsaw", "Katowice", 295),
        ("Wrocław", "Krakow", 270),
        ("Szczecin", "Gdańsk", 360),
        ("Warsaw", "Berlin", 575),
        ("Prague", "Vienna", 333),
        ("Paris", "Amsterdam", 515),
    ],
)
def test_roads_are_about_as_long_as_usual_ways(start: str, end: str, kilometres: int) -> None:
    assert travel_times.measure_road_distance(start, end)["distance_km"] == pytest.approx(kilometres, rel=0.05)


def test_shortest_ways_are_those_of_floyd_and_warshall() -> None:
    cities = sorted(ROADS)
    far = {(a, b): 0 if a == b else ROADS[a].get(b, 10**6) for a in cities for b in cities}
    for middle in cities:
        for a in cities:
            for b in cities:
                far[a, b] = min(far[a, b], far[a, middle] + far[middle, b])
    for a, b in [(a, b) for a in cities[::9] for b in cities[::5] if a != b]:
        assert travel_times.measure_road_distance(a, b)["distance_km"] == far[a, b]


def test_no_road_is_shorter_than_the_crow_flies() -> None:
    assert set(ROADS) <= {city.name for city in CITIES}
    for start, neighbours in ROADS.items():
        for end, kilometres in neighbours.items():
            assert 0.97 < kilometres / measure_city_distance(start, end) < 1.9, (start, end)


def test_breaks_follow_after_four_and_a_half_hours() -> None:
    # Regulation (EC) 561/2006, article 7
    short = travel_times.estimate_driving_time("Warsaw", "Łódź", 60)
    exact = travel_times.estimate_driving_time("Warsaw", "Gdańsk", 76)
    long = travel_times.estimate_driving_time("Warsaw", "Gdańsk", 40)

    assert (short["driving_minutes"], short["break_minutes"]) == (130, 0)
    assert (exact["driving_minutes"], exact["break_minutes"]) == (269, 0)
    assert (long["driving_minutes"], long["break_minutes"], long["total_minutes"]) == (510, 45, 555)


def test_fuel_is_length_times_consumption() -> None:
    one = travel_times.estimate_road_trip_fuel("Krakow", "Zakopane", 6, 6.5)
    both = travel_times.estimate_road_trip_fuel("Krakow", "Zakopane", 6, 6.5, round_trip=True)

    assert one == {"distance_km": 105, "litres": 6.3, "cost": 40.95}
    assert both == {"distance_km": 210, "litres": 12.6, "cost": 81.9}


# Scheduled times in the air and at the gate by airlines: Warsaw - London 2 h 35, Warsaw - New York 9 h 25, both with
# taxiing and reserves.
@pytest.mark.parametrize(("end", "minutes"), [("London", 140), ("New York", 530), ("Tokyo", 645)])
def test_flights_take_about_as_long_as_real_ones(end: str, minutes: int) -> None:
    assert travel_times.estimate_flight_time("Warsaw", end)["minutes"] == pytest.approx(minutes, rel=0.05)


# Zones of the IANA database; the rule of a day for an hour east and for 1.5 hours west (Sleep Foundation).
@pytest.mark.parametrize(
    ("start", "end", "day", "answer"),
    [
        ("Warsaw", "New York", "2025-07-01", (-6.0, "west", 4)),
        ("New York", "Warsaw", "2025-07-01", (6.0, "east", 6)),
        ("Warsaw", "London", "2025-07-01", (-1.0, "west", 0)),
        ("Warsaw", "Berlin", "2025-07-01", (0.0, "none", 0)),
        ("Auckland", "Honolulu", "2025-01-10", (1.0, "east", 0)),
        ("London", "Delhi", "2025-01-10", (5.5, "east", 6)),
    ],
)
def test_jet_lag_is_counted_the_short_way_round(start: str, end: str, day: str, answer: tuple[float, str, int]) -> None:
    found = travel_times.estimate_jet_lag(start, end, day)

    assert (found["hours_shifted"], found["direction"], found["recovery_days"]) == answer
