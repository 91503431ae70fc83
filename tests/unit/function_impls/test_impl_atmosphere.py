"""Sun and air against the tables of the services that publish the formulas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from function_impls import atmosphere

KNOWN: list[tuple[Callable[..., Any], tuple[Any, ...], Any]] = [
    # Environment Canada's chart of wind chill, which gives whole degrees
    (lambda *given: round(atmosphere.compute_wind_chill(*given)), (0, 20), -5),
    (lambda *given: round(atmosphere.compute_wind_chill(*given)), (-20, 30), -33),
    (lambda *given: round(atmosphere.compute_wind_chill(*given)), (-40, 60), -64),
    # the chart of the National Weather Service: 90 F at 70 % feels like 106 F (105.9), 100 F at 50 % like 118 F
    (lambda heat, moist: round(atmosphere.compute_heat_index(heat, moist) * 9 / 5 + 32), (32.2222, 70), 106),
    (lambda heat, moist: round(atmosphere.compute_heat_index(heat, moist) * 9 / 5 + 32), (37.7778, 50), 118),
    # psychrometric tables: at saturation the dew point is the temperature; 25 degrees and 60 % give 16.7
    (atmosphere.compute_dew_point, (12.5, 100), 12.5),
    (atmosphere.compute_dew_point, (25, 60), 16.7),
    # WMO's Beaufort table: 4 is 20 to 28 km/h, 12 begins at 118
    (atmosphere.rate_wind_force, (28,), {"force": 4, "name": "moderate breeze"}),
    (atmosphere.rate_wind_force, (0.5,), {"force": 0, "name": "calm"}),
    (atmosphere.rate_wind_force, (118,), {"force": 12, "name": "hurricane force"}),
    (atmosphere.measure_day_length, (78.22, "2025-06-21"), {"state": "never sets", "minutes": 1440}),
    (atmosphere.measure_day_length, (78.22, "2025-12-21"), {"state": "never rises", "minutes": 0}),
]

REFUSED: list[tuple[Callable[..., Any], tuple[Any, ...], str]] = [
    (atmosphere.find_sun_times, ("Warsaw", "2022-12-31"), "2023"),
    (atmosphere.find_sun_times, ("Atlantis", "2025-12-31"), "gazetteer"),
    (atmosphere.measure_day_length, (91, "2025-12-31"), "latitude"),
    (atmosphere.compute_wind_chill, (11, 20), "up to 10"),
    (atmosphere.compute_heat_index, (26, 50), "from 27"),
    (atmosphere.compute_dew_point, (20, 0), "1 to 100"),
    (atmosphere.rate_wind_force, (-1,), "at least 0"),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_formula_gives_the_published_value(
    function: Callable[..., Any], arguments: tuple[Any, ...], answer: Any
) -> None:
    assert function(*arguments) == answer


@pytest.mark.parametrize(("function", "arguments", "reason"), REFUSED)
def test_formula_refuses(function: Callable[..., Any], arguments: tuple[Any, ...], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        function(*arguments)


def minutes(clock: str | None) -> int:
    assert clock is not None
    return 60 * int(clock[:2]) + int(clock[3:])


# Local times as almanacs print them, written from memory and so compared to two minutes only.
@pytest.mark.parametrize(
    ("city", "day", "sunrise", "sunset"),
    [
        ("Warsaw", "2025-06-21", "04:14", "21:01"),
        ("Warsaw", "2025-12-21", "07:43", "15:25"),
        ("London", "2025-06-21", "04:43", "21:21"),
        ("New York", "2025-12-21", "07:16", "16:32"),
        ("Sydney", "2025-12-22", "05:41", "20:05"),
    ],
)
def test_sun_times_are_about_those_of_almanacs(city: str, day: str, sunrise: str, sunset: str) -> None:
    found = atmosphere.find_sun_times(city, day)

    assert minutes(found["sunrise"]) == pytest.approx(minutes(sunrise), abs=2)
    assert minutes(found["sunset"]) == pytest.approx(minutes(sunset), abs=2)


def test_day_at_the_equator_has_about_twelve_hours_and_seven_minutes() -> None:
    for day in ("2025-03-20", "2025-06-21", "2025-12-21"):  # refraction and the disc add some seven minutes
        assert atmosphere.measure_day_length(0, day)["minutes"] == pytest.approx(727, abs=1)
