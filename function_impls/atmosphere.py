"""Sun, wind, heat and moisture by published formulas."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.city_table import city_named
from function_impls.constraints import Format, Length, Pattern, Range
from function_impls.time_zone_rules import offset_at

CityName: TypeAlias = Annotated[str, Length(minimum=2, maximum=40)]
Day: TypeAlias = Annotated[str, Format("date")]
ClockTime: TypeAlias = Annotated[str, Pattern(r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
SunState: TypeAlias = Literal["rises and sets", "never sets", "never rises"]

_BEAUFORT = (1, 6, 12, 20, 29, 39, 50, 62, 75, 89, 103, 118)
_BEAUFORT_NAMES = (
    *("calm", "light air", "light breeze", "gentle breeze", "moderate breeze", "fresh breeze", "strong breeze"),
    *("near gale", "gale", "strong gale", "storm", "violent storm", "hurricane force"),
)


class SunTimes(TypedDict):
    """When the sun rises and sets, in local time of the city; null where it does not."""

    state: SunState
    sunrise: ClockTime | None
    sunset: ClockTime | None
    solar_noon: ClockTime


class DayLength(TypedDict):
    """How long the sun is up."""

    state: SunState
    minutes: Annotated[int, Range(minimum=0, maximum=1440)]


class WindForce(TypedDict):
    """A wind's force on the Beaufort scale."""

    force: Annotated[int, Range(minimum=0, maximum=12)]
    name: str


def find_sun_times(city: CityName, day: Day) -> SunTimes:
    """Find when the sun rises and sets in a city of the gazetteer, in local time with summer time.

    By NOAA's general solar position equations, good to about two minutes outside of polar regions.

    Args:
        city: English or Polish name of the city.
        day: The date, YYYY-MM-DD, from 2023 to 2035.

    Returns:
        Sunrise, sunset and solar noon, hh:mm.

    Raises:
        ValueError: The city is not in the gazetteer, or the date does not exist or is not from 2023 to 2035.

    Examples:
        >>> find_sun_times(city="Warsaw", day="2025-06-21")
        {'state': 'rises and sets', 'sunrise': '04:14', 'sunset': '21:01', 'solar_noon': '12:37'}

    See Also:
        measure_day_length: For any latitude, without local times.
    """
    place = city_named(city)
    found = date.fromisoformat(day)
    if not 2023 <= found.year <= 2035:
        raise ValueError(f"local times of {day} are not known, only those of 2023 to 2035")
    declination, equation = _sun(found)
    noon = 720 - 4 * place.longitude - equation
    state, half = _half_day(place.latitude, declination)
    shown = [_local(place.zone, found, noon + each) for each in (-half, half, 0)]
    rises = state == "rises and sets"
    return {
        "state": state,
        "sunrise": shown[0] if rises else None,
        "sunset": shown[1] if rises else None,
        "solar_noon": shown[2],
    }


def measure_day_length(latitude: Annotated[float, Range(minimum=-90, maximum=90)], day: Day) -> DayLength:
    """Tell how long the sun is up at a latitude on a date, from sunrise to sunset of its upper edge.

    Args:
        latitude: Degrees north of the equator; negative in the south.
        day: The date, YYYY-MM-DD.

    Returns:
        Whole minutes: 1440 where the sun never sets, 0 where it never rises.

    Raises:
        ValueError: The date does not exist, or the latitude is out of range.

    Examples:
        >>> measure_day_length(latitude=0, day="2025-03-20")
        {'state': 'rises and sets', 'minutes': 727}

    See Also:
        find_sun_times: Clock times in a city.
    """
    if not -90 <= latitude <= 90:
        raise ValueError(f"latitude must lie from -90 to 90, not {latitude}")
    state, half = _half_day(latitude, _sun(date.fromisoformat(day))[0])
    return {"state": state, "minutes": round(2 * half)}


def compute_wind_chill(
    temperature_celsius: Annotated[float, Range(minimum=-50, maximum=10)],
    wind_kmh: Annotated[float, Range(minimum=5, maximum=200)],
) -> float:
    """Compute how cold wind makes cold air feel, by the 2001 index of Canada and the United States.

    Use it for cold and wind; use compute_heat_index for warm and moist air.

    Args:
        temperature_celsius: Temperature of the air in degrees Celsius.
        wind_kmh: Speed of the wind in km/h, 10 m above ground.

    Returns:
        The index in degrees Celsius, rounded to 0.1.

    Raises:
        ValueError: The air is over 10 degrees or the wind under 5 km/h, for which the index is not defined.

    Examples:
        >>> compute_wind_chill(temperature_celsius=-10, wind_kmh=20)
        -17.9

    See Also:
        compute_heat_index: For warm and moist air.
        rate_wind_force: How strong the wind is.
    """
    if temperature_celsius > 10 or wind_kmh < 5:
        raise ValueError("wind chill is defined up to 10 degrees Celsius and from 5 km/h of wind")
    power = math.pow(wind_kmh, 0.16)
    felt = 13.12 + 0.6215 * temperature_celsius - 11.37 * power + 0.3965 * temperature_celsius * power
    return round(felt, 1) + 0.0


def compute_heat_index(
    temperature_celsius: Annotated[float, Range(minimum=27, maximum=50)],
    humidity_percent: Annotated[float, Range(minimum=40, maximum=100)],
) -> float:
    """Compute how hot moist air feels, by Rothfusz's regression of the U.S. National Weather Service.

    Args:
        temperature_celsius: Temperature of the air in degrees Celsius.
        humidity_percent: Relative humidity in percent.

    Returns:
        The index in degrees Celsius, rounded to 0.1; without the adjustments of the service.

    Raises:
        ValueError: The air is under 27 degrees or the humidity under 40 %, for which the index is not defined.

    Examples:
        >>> compute_heat_index(temperature_celsius=32, humidity_percent=70)
        40.4

    See Also:
        compute_wind_chill: For cold and wind.
        compute_dew_point: The temperature at which dew falls.
    """
    if temperature_celsius < 27 or not 40 <= humidity_percent <= 100:
        raise ValueError("the heat index is defined from 27 degrees Celsius and 40 % of humidity")
    heat, moist = temperature_celsius * 9 / 5 + 32, humidity_percent
    felt = -42.379 + 2.04901523 * heat + 10.14333127 * moist - 0.22475541 * heat * moist
    felt += -0.00683783 * heat**2 - 0.05481717 * moist**2 + 0.00122874 * heat**2 * moist
    felt += 0.00085282 * heat * moist**2 - 0.00000199 * heat**2 * moist**2
    return round((felt - 32) * 5 / 9, 1) + 0.0


def compute_dew_point(
    temperature_celsius: Annotated[float, Range(minimum=-40, maximum=50)],
    humidity_percent: Annotated[float, Range(minimum=1, maximum=100)],
) -> float:
    """Compute the temperature at which dew falls, by Magnus's formula with Sonntag's constants (1990).

    Args:
        temperature_celsius: Temperature of the air in degrees Celsius.
        humidity_percent: Relative humidity in percent.

    Returns:
        The dew point in degrees Celsius, rounded to 0.1.

    Raises:
        ValueError: The humidity is not from 1 to 100 %.

    Examples:
        >>> compute_dew_point(temperature_celsius=20, humidity_percent=50)
        9.3

    See Also:
        compute_heat_index: How hot moist air feels.
    """
    if not 1 <= humidity_percent <= 100:
        raise ValueError(f"humidity must lie from 1 to 100 %, not {humidity_percent}")
    moisture = math.log(humidity_percent / 100) + 17.62 * temperature_celsius / (243.12 + temperature_celsius)
    return round(243.12 * moisture / (17.62 - moisture), 1) + 0.0


def rate_wind_force(wind_kmh: Annotated[float, Range(minimum=0, maximum=500)]) -> WindForce:
    """Tell the force of a wind on the Beaufort scale, with its English name.

    Args:
        wind_kmh: Mean speed of the wind in km/h.

    Returns:
        Force from 0 to 12 and its name.

    Raises:
        ValueError: The speed is negative.

    Examples:
        >>> rate_wind_force(wind_kmh=65)
        {'force': 8, 'name': 'gale'}

    See Also:
        compute_wind_chill: How cold the wind feels.
    """
    if wind_kmh < 0:
        raise ValueError(f"wind speed must be at least 0, not {wind_kmh}")
    force = sum(wind_kmh >= limit for limit in _BEAUFORT)
    return {"force": force, "name": _BEAUFORT_NAMES[force]}


def _sun(day: date) -> tuple[float, float]:
    """Declination in radians and equation of time in minutes, at noon UTC (NOAA, general solar position)."""
    turn = 2 * math.pi / 365 * (day.toordinal() - date(day.year, 1, 1).toordinal())
    equation = 229.18 * (
        0.000075
        + 0.001868 * math.cos(turn)
        - 0.032077 * math.sin(turn)
        - 0.014615 * math.cos(2 * turn)
        - 0.040849 * math.sin(2 * turn)
    )
    declination = (
        0.006918
        - 0.399912 * math.cos(turn)
        + 0.070257 * math.sin(turn)
        - 0.006758 * math.cos(2 * turn)
        + 0.000907 * math.sin(2 * turn)
        - 0.002697 * math.cos(3 * turn)
        + 0.00148 * math.sin(3 * turn)
    )
    return declination, equation


def _half_day(latitude: float, declination: float) -> tuple[SunState, float]:
    """Minutes from solar noon to sunset; the sun's upper edge is up to 0.833 degrees under the horizon."""
    place = math.radians(max(-89.999, min(89.999, latitude)))
    cosine = math.cos(math.radians(90.833)) / (math.cos(place) * math.cos(declination))
    cosine -= math.tan(place) * math.tan(declination)
    if cosine < -1:
        return "never sets", 720.0
    if cosine > 1:
        return "never rises", 0.0
    return "rises and sets", 4 * math.degrees(math.acos(cosine))


def _local(zone: str, day: date, minutes: float) -> str:
    moment = datetime.combine(day, time()) + timedelta(minutes=round(minutes))
    return (moment + timedelta(minutes=offset_at(zone, moment))).isoformat()[11:16]
