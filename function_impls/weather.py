"""A made-up world's weather: plausible for latitude and season, and the same for a city and a date every time.

None of it was measured. Cities are those of the gazetteer, dates lie from 2000 to 2035.
"""

from __future__ import annotations

import hashlib
import math
from datetime import date, timedelta
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.city_table import City, city_named
from function_impls.constraints import Format, Length, Range

CityName: TypeAlias = Annotated[str, Length(minimum=2, maximum=40)]
Day: TypeAlias = Annotated[str, Format("date")]
Condition: TypeAlias = Literal["sunny", "partly cloudy", "cloudy", "rain", "heavy rain", "sleet", "snow"]


class DayWeather(TypedDict):
    """The weather of one day at one place."""

    city: str
    date: Day
    condition: Condition
    minimum_celsius: float
    maximum_celsius: float
    precipitation_mm: Annotated[float, Range(minimum=0)]
    wind_kmh: Annotated[float, Range(minimum=0)]
    humidity_percent: Annotated[int, Range(minimum=0, maximum=100)]


class Forecast(TypedDict):
    """What is foretold for one day; the further ahead, the less sure."""

    city: str
    date: Day
    days_ahead: Annotated[int, Range(minimum=0, maximum=14)]
    condition: Condition
    minimum_celsius: float
    maximum_celsius: float
    precipitation_percent: Annotated[int, Range(minimum=0, maximum=100)]
    confidence_percent: Annotated[int, Range(minimum=0, maximum=100)]


class WeatherAlert(TypedDict):
    """A warning for one day."""

    kind: Literal["heat", "frost", "wind", "rain", "snow"]
    level: Literal[1, 2, 3]
    value: float
    unit: Literal["°C", "km/h", "mm"]


class WeatherDifference(TypedDict):
    """How the weather of one place differs from that of another."""

    warmer_city: str | None
    maximum_difference_celsius: float
    wetter_city: str | None
    precipitation_difference_mm: float


class MonthClimate(TypedDict):
    """What a month is like on average."""

    mean_celsius: float
    warmest_celsius: float
    coldest_celsius: float
    precipitation_mm: Annotated[float, Range(minimum=0)]
    days_with_precipitation: Annotated[int, Range(minimum=0, maximum=31)]


def check_weather(city: CityName, day: Day) -> DayWeather:
    """Tell the weather that a city of the (made-up) world has on a date, as it was or will really be.

    Use it for days whose weather is settled; use forecast_weather for what was foretold on an earlier day.

    Args:
        city: English or Polish name of a city of the gazetteer.
        day: The date, YYYY-MM-DD, from 2000 to 2035.

    Returns:
        Condition, lowest and highest temperature, precipitation, greatest wind speed and mean humidity.

    Raises:
        ValueError: The city is not in the gazetteer, or the date does not exist or is not known.

    Examples:
        >>> check_weather(city="Krakow", day="2025-07-15")
        {'city': 'Krakow',
         'date': '2025-07-15',
         'condition': 'sunny',
         'minimum_celsius': 17.7,
         'maximum_celsius': 26.1,
         'precipitation_mm': 0.0,
         'wind_kmh': 10.9,
         'humidity_percent': 53}

    See Also:
        forecast_weather: What was foretold some days before.
        summarize_month_weather: A whole month.
        compare_weather: Two cities side by side.
        list_weather_alerts: Only warnings.
    """
    return _weather(city_named(city), _read(day))


def forecast_weather(city: CityName, issued_on: Day, day: Day) -> Forecast:
    """Tell what the forecast of a date says for a city on that date or at most 14 days later, in the made-up world.

    Args:
        city: English or Polish name of a city of the gazetteer.
        issued_on: Date on which the forecast is made, YYYY-MM-DD, from 2000 to 2035.
        day: Date that it is for, YYYY-MM-DD, 0 to 14 days later.

    Returns:
        Condition, temperatures, chance of precipitation, and how sure the forecast is.

    Raises:
        ValueError: The city is not in the gazetteer, a date is not known, or the day is not 0 to 14 days later.

    Examples:
        >>> forecast_weather(city="Gdynia", issued_on="2025-06-01", day="2025-06-04")
        {'city': 'Gdynia',
         'date': '2025-06-04',
         'days_ahead': 3,
         'condition': 'cloudy',
         'minimum_celsius': 10.9,
         'maximum_celsius': 15.4,
         'precipitation_percent': 15,
         'confidence_percent': 83}
        >>> forecast_weather(city="Gdynia", issued_on="2025-06-01", day="2025-06-20")
        Traceback (most recent call last):
        ValueError: 2025-06-20 lies 19 days after 2025-06-01; forecasts reach from 0 to 14 days ahead

    See Also:
        check_weather: How the weather really is.
        list_weather_alerts: Only warnings.
    """
    place, issued, wanted = city_named(city), _read(issued_on), _read(day)
    ahead = (wanted - issued).days
    if not 0 <= ahead <= 14:
        raise ValueError(f"{day} lies {ahead} days after {issued_on}; forecasts reach from 0 to 14 days ahead")
    real = _weather(place, wanted)
    error = round((_chance(place.name, issued, f"error {wanted.isoformat()}") - 0.5) * 0.8 * ahead, 1)
    rain = 0.85 if real["precipitation_mm"] > 0 else 0.1
    blurred = rain + (0.35 - rain) * ahead / 14
    return {
        "city": place.name,
        "date": wanted.isoformat(),
        "days_ahead": ahead,
        "condition": real["condition"] if ahead < 8 else "partly cloudy" if blurred < 0.4 else "cloudy",
        "minimum_celsius": round(real["minimum_celsius"] + error, 1) + 0.0,
        "maximum_celsius": round(real["maximum_celsius"] + error, 1) + 0.0,
        "precipitation_percent": round(100 * blurred / 5) * 5,
        "confidence_percent": 95 - 4 * ahead,
    }


def list_weather_alerts(city: CityName, day: Day) -> list[WeatherAlert]:
    """List the warnings that hold for a city on a date in the made-up world, from level 1 (be careful) to 3 (danger).

    Heat from 30, 34 and 38 °C, frost from -15, -20 and -25 °C, wind from 55, 75 and 95 km/h, rain from 20, 35 and 50 mm
    and snow from 8, 15 and 25 mm of water.

    Args:
        city: English or Polish name of a city of the gazetteer.
        day: The date, YYYY-MM-DD, from 2000 to 2035.

    Returns:
        Kind, level, and the value that led to it; empty where nothing is to be feared.

    Raises:
        ValueError: The city is not in the gazetteer, or the date does not exist or is not known.

    Examples:
        >>> list_weather_alerts(city="Riyadh", day="2025-07-15")
        [{'kind': 'heat', 'level': 1, 'value': 31.8, 'unit': '°C'}]

    See Also:
        check_weather: The whole weather of the day.
        forecast_weather: The forecast, whether or not there is danger.
    """
    real = _weather(city_named(city), _read(day))
    water = real["precipitation_mm"]
    snowy = real["condition"] == "snow"
    found: list[WeatherAlert] = []
    if level := _level(real["maximum_celsius"], 30, 34, 38):
        found.append({"kind": "heat", "level": level, "value": real["maximum_celsius"], "unit": "°C"})
    if level := _level(-real["minimum_celsius"], 15, 20, 25):
        found.append({"kind": "frost", "level": level, "value": real["minimum_celsius"], "unit": "°C"})
    if level := _level(real["wind_kmh"], 55, 75, 95):
        found.append({"kind": "wind", "level": level, "value": real["wind_kmh"], "unit": "km/h"})
    if not snowy and (level := _level(water, 20, 35, 50)):
        found.append({"kind": "rain", "level": level, "value": water, "unit": "mm"})
    if snowy and (level := _level(water, 8, 15, 25)):
        found.append({"kind": "snow", "level": level, "value": water, "unit": "mm"})
    return found


def compare_weather(first_city: CityName, second_city: CityName, day: Day) -> WeatherDifference:
    """Compare highest temperature and precipitation of two cities on a date in the made-up world.

    Args:
        first_city: English or Polish name of a city of the gazetteer.
        second_city: English or Polish name of another one.
        day: The date, YYYY-MM-DD, from 2000 to 2035.

    Returns:
        The warmer and the wetter city, null where they are equal, and both differences, never negative.

    Raises:
        ValueError: A city is not in the gazetteer, both are the same, or the date does not exist or is not known.

    Examples:
        >>> compare_weather(first_city="Oslo", second_city="Athens", day="2025-01-15")
        {'warmer_city': 'Athens',
         'maximum_difference_celsius': 20.9,
         'wetter_city': None,
         'precipitation_difference_mm': 0.0}

    See Also:
        check_weather: The weather of one city.
    """
    first, second = city_named(first_city), city_named(second_city)
    if first == second:
        raise ValueError(f"{first_city!r} and {second_city!r} are the same city; give two different ones")
    one, other = _weather(first, _read(day)), _weather(second, _read(day))
    heat = round(one["maximum_celsius"] - other["maximum_celsius"], 1)
    water = round(one["precipitation_mm"] - other["precipitation_mm"], 1)
    return {
        "warmer_city": None if heat == 0 else first.name if heat > 0 else second.name,
        "maximum_difference_celsius": abs(heat),
        "wetter_city": None if water == 0 else first.name if water > 0 else second.name,
        "precipitation_difference_mm": abs(water),
    }


def summarize_month_weather(
    city: CityName,
    year: Annotated[int, Range(minimum=2000, maximum=2035)],
    month: Annotated[int, Range(minimum=1, maximum=12)],
) -> MonthClimate:
    """Sum up the weather of a whole month in a city of the made-up world.

    Args:
        city: English or Polish name of a city of the gazetteer.
        year: The year.
        month: Number of the month; 1 is January.

    Returns:
        Mean, highest and lowest temperature, precipitation altogether, and how many days had any.

    Raises:
        ValueError: The city is not in the gazetteer, or year or month is not known.

    Examples:
        >>> summarize_month_weather(city="Lisbon", year=2025, month=8)
        {'mean_celsius': 24.8,
         'warmest_celsius': 31.3,
         'coldest_celsius': 17.5,
         'precipitation_mm': 161.2,
         'days_with_precipitation': 15}

    See Also:
        check_weather: One day.
    """
    place = city_named(city)
    first = _read(f"{year:04}-{month:02}-01")
    days = [first + timedelta(days=number) for number in range(31)]
    found = [_weather(place, day) for day in days if day.month == month]
    means = [(each["minimum_celsius"] + each["maximum_celsius"]) / 2 for each in found]
    return {
        "mean_celsius": round(math.fsum(means) / len(means), 1) + 0.0,
        "warmest_celsius": max(each["maximum_celsius"] for each in found),
        "coldest_celsius": min(each["minimum_celsius"] for each in found),
        "precipitation_mm": round(math.fsum(each["precipitation_mm"] for each in found), 1),
        "days_with_precipitation": sum(each["precipitation_mm"] > 0 for each in found),
    }


def _weather(city: City, day: date) -> DayWeather:
    latitude = abs(city.latitude)
    warmest = 200 if city.latitude >= 0 else 18
    season = math.cos((day.toordinal() - date(day.year, 1, 1).toordinal() - warmest) * 2 * math.pi / 365.25)
    span = 4 + 6 * _chance(city.name, day, "span")
    mean = 27.5 - 0.0071 * latitude**2 + 0.21 * latitude * season + _spell(city.name, day) * (1 + latitude / 12)
    low, high = round(mean - span / 2, 1) + 0.0, round(mean + span / 2, 1) + 0.0
    wet = _chance(city.name, day, "wet")
    water = 0.0 if wet < 0.64 else round(((wet - 0.64) / 0.36) ** 3 * 44 + 0.2, 1)
    gusts = round(6 + 26 * _chance(city.name, day, "wind") ** 2 + 60 * _chance(city.name, day, "storm") ** 12, 1)
    return {
        "city": city.name,
        "date": day.isoformat(),
        "condition": _condition(water, mean, _chance(city.name, day, "cloud")),
        "minimum_celsius": low,
        "maximum_celsius": high,
        "precipitation_mm": water,
        "wind_kmh": gusts,
        "humidity_percent": min(100, round(38 + 30 * _chance(city.name, day, "humidity") + (22 if water else 0))),
    }


def _condition(water: float, mean: float, cloud: float) -> Condition:
    if water == 0:
        return "sunny" if cloud < 0.4 else "partly cloudy" if cloud < 0.75 else "cloudy"
    if mean < 0:
        return "snow"
    if mean < 2:
        return "sleet"
    return "heavy rain" if water >= 15 else "rain"


def _spell(name: str, day: date) -> float:
    """From -1 to 1, and much the same for some days: between values of this week and the next one."""
    week, weekday = divmod(day.toordinal(), 7)
    this, following = (2 * _chance(name, date.fromordinal(7 * each + 1), "spell") - 1 for each in (week, week + 1))
    return this + (following - this) * weekday / 7


def _chance(name: str, day: date, what: str) -> float:
    """From 0 to 1, evenly spread, by a hash of what is asked for."""
    digest = hashlib.sha256(f"{name}|{day.isoformat()}|{what}".encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def _level(value: float, first: float, second: float, third: float) -> Literal[0, 1, 2, 3]:
    if value < first:
        return 0
    if value < second:
        return 1
    return 2 if value < third else 3


def _read(day: str) -> date:
    found = date.fromisoformat(day)
    if not 2000 <= found.year <= 2035:
        raise ValueError(f"the weather of {day} is not known, only that of 2000 to 2035")
    return found
