"""The made-up weather: always the same, within what climate allows, and forecasts and alerts that agree with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from function_impls import weather

CITIES = ("Warsaw", "Reykjavik", "Singapore", "Sydney", "Cairo", "Moscow", "Lima")
DAYS = [f"{year}-{month:02}-{day:02}" for year in (2001, 2025) for month in range(1, 13) for day in (1, 9, 28)]

REFUSED: list[tuple[Callable[..., Any], dict[str, Any], str]] = [
    (weather.check_weather, {"city": "Atlantis", "day": "2025-01-01"}, "not in the gazetteer"),
    (weather.check_weather, {"city": "Warsaw", "day": "1999-12-31"}, "2000"),
    (weather.forecast_weather, {"city": "Warsaw", "issued_on": "2025-01-01", "day": "2025-01-16"}, "15 days"),
    (weather.forecast_weather, {"city": "Warsaw", "issued_on": "2025-01-02", "day": "2025-01-01"}, "-1 days"),
    (weather.list_weather_alerts, {"city": "Warsaw", "day": "2025-02-30"}, "range"),
    (weather.compare_weather, {"first_city": "Kyiv", "second_city": "Kijów", "day": "2025-01-01"}, "same city"),
    (weather.summarize_month_weather, {"city": "Warsaw", "year": 2036, "month": 1}, "2035"),
]


@pytest.mark.parametrize(("function", "arguments", "reason"), REFUSED)
def test_weather_function_refuses(function: Callable[..., Any], arguments: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        function(**arguments)


# Extremes ever measured on Earth in a city are about -50 (Yakutsk) and 54 degrees (Mitribah), by the WMO's archive.
@pytest.mark.parametrize("city", CITIES)
def test_weather_stays_within_what_earth_has_seen(city: str) -> None:
    for day in DAYS:
        found = weather.check_weather(city, day)
        assert found == weather.check_weather(city, day)
        assert -50 < found["minimum_celsius"] < found["maximum_celsius"] < 54
        assert (found["precipitation_mm"] > 0) is (found["condition"] in {"rain", "heavy rain", "sleet", "snow"})
        assert found["wind_kmh"] < 120


# Institute of Meteorology, Warsaw 1991-2020: January -1.3, July 19.7 degrees; Bureau of Meteorology, Sydney: 23 and 13.
@pytest.mark.parametrize(
    ("city", "month", "celsius"), [("Warsaw", 1, -1.3), ("Warsaw", 7, 19.7), ("Sydney", 1, 23), ("Sydney", 7, 13)]
)
def test_months_are_about_as_warm_as_real_ones(city: str, month: int, celsius: float) -> None:
    means = [weather.summarize_month_weather(city, year, month)["mean_celsius"] for year in range(2001, 2026)]

    assert sum(means) / len(means) == pytest.approx(celsius, abs=4)


def test_month_agrees_with_its_days() -> None:
    days = [weather.check_weather("Gdańsk", f"2025-02-{day:02}") for day in range(1, 29)]
    month = weather.summarize_month_weather("Gdańsk", 2025, 2)

    assert month["warmest_celsius"] == max(each["maximum_celsius"] for each in days)
    assert month["days_with_precipitation"] == len([each for each in days if each["precipitation_mm"]])
    assert month["precipitation_mm"] == pytest.approx(sum(each["precipitation_mm"] for each in days))


def test_forecast_of_the_same_day_is_the_weather_and_later_ones_are_less_sure() -> None:
    real = weather.check_weather("Poznań", "2025-09-10")
    today = weather.forecast_weather("Poznań", "2025-09-10", "2025-09-10")
    ahead = weather.forecast_weather("Poznań", "2025-08-27", "2025-09-10")

    assert (today["maximum_celsius"], today["condition"]) == (real["maximum_celsius"], real["condition"])
    assert (today["confidence_percent"], ahead["confidence_percent"]) == (95, 39)
    assert abs(ahead["maximum_celsius"] - real["maximum_celsius"]) <= 5.6


def test_alerts_are_those_of_the_thresholds() -> None:
    seen = set()
    for city in ("Riyadh", "Moscow", "Bergen", "Helsinki", "Dhaka"):
        for number in range(1, 29):
            for month in (1, 7):
                day = f"2025-{month:02}-{number:02}"
                found = {each["kind"]: each for each in weather.list_weather_alerts(city, day)}
                real = weather.check_weather(city, day)
                assert ("heat" in found) is (real["maximum_celsius"] >= 30)
                assert ("frost" in found) is (real["minimum_celsius"] <= -15)
                assert ("wind" in found) is (real["wind_kmh"] >= 55)
                seen |= set(found)
    assert {"heat", "frost", "wind", "rain"} <= seen


def test_comparison_is_the_difference_of_both_days() -> None:
    one, other = (weather.check_weather(city, "2025-01-15") for city in ("Oslo", "Athens"))
    found = weather.compare_weather("Oslo", "Athens", "2025-01-15")

    assert found["warmer_city"] == "Athens"
    assert found["maximum_difference_celsius"] == pytest.approx(other["maximum_celsius"] - one["maximum_celsius"])
    assert found == weather.compare_weather("Athens", "Oslo", "2025-01-15")
