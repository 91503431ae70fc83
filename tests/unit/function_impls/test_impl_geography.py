"""Points and ways against the published worked examples and exact geometry of the sphere."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from function_impls import geography
from function_impls.geography import FoundPoint, Point


def point(latitude: float, longitude: float) -> Point:
    return {"latitude": latitude, "longitude": longitude}


def rounded(found: FoundPoint, digits: int) -> FoundPoint:
    return {"latitude": round(found["latitude"], digits), "longitude": round(found["longitude"], digits)}


RADIUS = 6371.0088
# Ed Williams, Aviation Formulary: Los Angeles (33°57'N 118°24'W) and New York (40°38'N 73°47'W), 2144 nautical miles,
# initial course 66 degrees
LOS_ANGELES, NEW_YORK = point(33.95, -118.4), point(40 + 38 / 60, -(73 + 47 / 60))
QUARTER = math.pi / 2 * RADIUS

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    (geography.distance_between, {"start": point(90, 0), "end": point(0, 77)}, round(QUARTER, 3)),
    (geography.distance_between, {"start": point(0, 0), "end": point(0, 180)}, round(2 * QUARTER, 3)),
    (
        geography.bounding_box,
        {"points": [point(1, 2), point(-3, 4)]},
        {"south": -3.0, "west": 2.0, "north": 1.0, "east": 4.0},
    ),
    (
        geography.bounding_box,
        {"points": [point(85, 175)], "margin_degrees": 10},
        {"south": 75.0, "west": 165.0, "north": 90.0, "east": 180.0},
    ),
    # chrisveness.github.io/geodesy: from 53°19'14"N 1°43'47"W, 124.8 km at 96°01'18" leads to 53°11'18"N 0°08'00"E
    (
        lambda **given: rounded(geography.destination_point(**given), 2),
        {"start": point(53.32056, -1.72972), "bearing_degrees": 96.02167, "distance_km": 124.8},
        {"latitude": 53.19, "longitude": 0.13},
    ),
    (
        geography.destination_point,
        {"start": point(0, 179), "bearing_degrees": 90, "distance_km": 2 * RADIUS * math.pi / 180},
        {"latitude": 0.0, "longitude": -179.0},
    ),
    (
        geography.find_initial_bearing,
        {"start": point(0, 0), "end": point(0, -10)},
        {"degrees": 270.0, "compass": "W"},
    ),
    # chrisveness.github.io/geodesy: Land's End to John o' Groats, 009°07'11"
    (
        geography.find_initial_bearing,
        {"start": point(50.06639, -5.71472), "end": point(58.64389, -3.07)},
        {"degrees": 9.12, "compass": "N"},
    ),
    # the same page: their midpoint is 54°21'44"N 4°31'50"W
    (
        lambda **given: rounded(geography.find_midpoint(**given), 3),
        {"start": point(50.06639, -5.71472), "end": point(58.64389, -3.07)},
        {"latitude": 54.362, "longitude": -4.531},
    ),
    (
        geography.find_midpoint,
        {"start": point(0, 170), "end": point(0, -170)},
        {"latitude": 0.0, "longitude": -180.0},
    ),
    # an octant of the sphere has three sides of a quarter circle
    (
        geography.measure_route_length,
        {"points": [point(0, 0), point(0, 90), point(90, 0)], "closed": True},
        round(3 * QUARTER, 3),
    ),
    (geography.measure_route_length, {"points": [point(0, 0), point(0, 90), point(90, 0)]}, round(2 * QUARTER, 3)),
    # chrisveness.github.io/geodesy: 51.4778, -0.0015 is 51°28'40.08"N, 000°00'05.40"W
    (
        geography.write_coordinates,
        {"point": point(51.4778, -0.0015), "decimals": 2},
        {"latitude": "51°28'40.08\"N", "longitude": "0°00'05.40\"W"},
    ),
    (
        geography.write_coordinates,
        {"point": point(-33.9999999, 18)},
        {"latitude": "34°00'00\"S", "longitude": "18°00'00\"E"},
    ),
    (
        geography.read_coordinates,
        {"text": "51°28\u203240.08\u2033N, 000°00\u203205.40\u2033W"},
        {"latitude": 51.4778, "longitude": -0.0015},
    ),
    (geography.read_coordinates, {"text": "52.2297 n 21.0122 e"}, {"latitude": 52.2297, "longitude": 21.0122}),
    (geography.read_coordinates, {"text": "52 13 30 N 21 0 0 E"}, {"latitude": 52.225, "longitude": 21.0}),
]

NOWHERE = point(91, 0)
REFUSED: list[tuple[Callable[..., Any], dict[str, Any], str]] = [
    (geography.distance_between, {"start": NOWHERE, "end": point(0, 0)}, "no such place"),
    (geography.bounding_box, {"points": []}, "at least one"),
    (geography.destination_point, {"start": NOWHERE, "bearing_degrees": 0, "distance_km": 1}, "no such place"),
    (geography.find_initial_bearing, {"start": point(1, 1), "end": point(1, 1)}, "same point"),
    (geography.find_midpoint, {"start": point(0, 0), "end": point(0, 180)}, "opposite sides"),
    (geography.measure_route_length, {"points": [point(0, 0)]}, "two points"),
    (geography.write_coordinates, {"point": NOWHERE}, "no such place"),
    (geography.read_coordinates, {"text": "52°60'00\"N 21°00'00\"E"}, "below 60"),
    (geography.read_coordinates, {"text": "95°00'00\"N 21°00'00\"E"}, "no such place"),
    (geography.read_coordinates, {"text": "Warszawa"}, "form that is known"),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_point_function_gives_the_known_answer(
    function: Callable[..., Any], arguments: dict[str, Any], answer: Any
) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments", "reason"), REFUSED)
def test_point_function_refuses(function: Callable[..., Any], arguments: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        function(**arguments)


def test_los_angeles_to_new_york_is_as_in_the_aviation_formulary() -> None:
    assert geography.distance_between(LOS_ANGELES, NEW_YORK, "nmi") == pytest.approx(2144, abs=2)
    assert geography.find_initial_bearing(LOS_ANGELES, NEW_YORK)["degrees"] == pytest.approx(66, abs=0.5)


def test_written_points_are_read_again() -> None:
    for latitude, longitude in ((-54.8019, -68.303), (78.2232, 15.6267), (0.0001, -0.0001)):
        written = geography.write_coordinates(point(latitude, longitude), 3)
        read = geography.read_coordinates(f"{written['latitude']} {written['longitude']}")
        assert read == pytest.approx(point(latitude, longitude), abs=1e-6)
