"""Points, ways and boxes on a spherical Earth of radius 6,371.0088 km (IUGG mean radius)."""

from __future__ import annotations

import math
import re
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Range

_RADIUS_KM = 6371.0088

Latitude: TypeAlias = Annotated[float, Range(minimum=-90, maximum=90)]
Longitude: TypeAlias = Annotated[float, Range(minimum=-180, maximum=180)]


class Point(TypedDict):
    """A point on Earth.

    Attributes:
        latitude: Degrees north of the equator; negative in the south.
        longitude: Degrees east of Greenwich; negative in the west.
    """

    latitude: Latitude
    longitude: Longitude


class Box(TypedDict):
    """A box between two parallels and two meridians, in degrees."""

    south: float
    west: float
    north: float
    east: float


class FoundPoint(TypedDict):
    """A computed point, in degrees."""

    latitude: float
    longitude: float


class Bearing(TypedDict):
    """A direction."""

    degrees: Annotated[float, Range(minimum=0, below=360)]
    compass: Literal["N", "NE", "E", "SE", "S", "SW", "W", "NW"]


class WrittenPoint(TypedDict):
    """A point in degrees, minutes and seconds."""

    latitude: str
    longitude: str


def distance_between(start: Point, end: Point, unit: Literal["km", "mi", "nmi"] = "km") -> float:
    """Compute the great-circle distance of two points (haversine formula), rounded to 0.001 of the unit.

    Args:
        start: First point, in degrees.
        end: Second point, in degrees.
        unit: Unit of the distance: kilometres, miles or nautical miles.

    Returns:
        The distance along the surface.

    Raises:
        ValueError: A point does not exist.

    Examples:
        >>> distance_between(start={"latitude": 0, "longitude": 0}, end={"latitude": 0, "longitude": 90})
        10007.557

    See Also:
        measure_city_distance: Between two cities by their names.
        measure_route_length: Along more than two points.
        measure_plane_distance: Points of a plane, given by x and y.
    """
    return round(_distance_km(start, end) / {"km": 1.0, "mi": 1.609344, "nmi": 1.852}[unit], 3)


def bounding_box(
    points: Annotated[list[Point], Length(minimum=1, maximum=500)],
    margin_degrees: Annotated[float, Range(minimum=0, maximum=10)] = 0.0,
) -> Box:
    """Find the smallest box of latitudes and longitudes around points. Boxes over the date line are not known.

    Args:
        points: The points, in degrees.
        margin_degrees: Widen the box by so many degrees on each side.

    Returns:
        The sides of the box, rounded to 0.000001 degree, within the map.

    Raises:
        ValueError: There is no point.

    Examples:
        >>> bounding_box(points=[{"latitude": 52.23, "longitude": 21.01}], margin_degrees=0.5)
        {'south': 51.73, 'west': 20.51, 'north': 52.73, 'east': 21.51}

    See Also:
        find_midpoint: The point halfway between two points.
    """
    if not points:
        raise ValueError("points must hold at least one point")
    latitudes = [point["latitude"] for point in points]
    longitudes = [point["longitude"] for point in points]
    return {
        "south": round(max(-90.0, min(latitudes) - margin_degrees), 6),
        "west": round(max(-180.0, min(longitudes) - margin_degrees), 6),
        "north": round(min(90.0, max(latitudes) + margin_degrees), 6),
        "east": round(min(180.0, max(longitudes) + margin_degrees), 6),
    }


def destination_point(
    start: Point,
    bearing_degrees: Annotated[float, Range(minimum=0, maximum=360)],
    distance_km: Annotated[float, Range(minimum=0, maximum=20000)],
) -> FoundPoint:
    """Find where a straight way of a given direction and length leads, rounded to 0.00001 degree.

    Args:
        start: Where the way begins, in degrees.
        bearing_degrees: Direction, clockwise from north.
        distance_km: Length of the way in kilometres.

    Returns:
        The point at the end.

    Raises:
        ValueError: The start does not exist.

    Examples:
        >>> destination_point(start={"latitude": 0, "longitude": 0}, bearing_degrees=90, distance_km=1000)
        {'latitude': 0.0, 'longitude': 8.9932}

    See Also:
        find_initial_bearing: The direction, where the end is known.
        convert_polar_to_cartesian: Points of a plane, with an angle from the x axis.
    """
    latitude, longitude = _radians(start)
    bearing = math.radians(bearing_degrees)
    angle = distance_km / _RADIUS_KM
    new_latitude = math.asin(
        math.sin(latitude) * math.cos(angle) + math.cos(latitude) * math.sin(angle) * math.cos(bearing)
    )
    new_longitude = longitude + math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(latitude),
        math.cos(angle) - math.sin(latitude) * math.sin(new_latitude),
    )
    wrapped = (math.degrees(new_longitude) + 540) % 360 - 180
    return {"latitude": round(math.degrees(new_latitude), 5), "longitude": round(wrapped, 5)}


def find_initial_bearing(start: Point, end: Point) -> Bearing:
    """Find the direction in which the shortest way from one point to another sets out.

    Args:
        start: Where the way begins, in degrees.
        end: Where it ends, in degrees.

    Returns:
        Degrees clockwise from north, rounded to 0.01 and below 360, and the nearest of the eight compass points.

    Raises:
        ValueError: A point does not exist, or both are the same.

    Examples:
        >>> find_initial_bearing(start={"latitude": 0, "longitude": 0}, end={"latitude": 10, "longitude": 0})
        {'degrees': 0.0, 'compass': 'N'}

    See Also:
        destination_point: The end, where direction and length are known.
        find_city_bearing: Between two cities by their names.
    """
    latitude_1, longitude_1 = _radians(start)
    latitude_2, longitude_2 = _radians(end)
    if (latitude_1, longitude_1) == (latitude_2, longitude_2):
        raise ValueError("start and end are the same point, so there is no direction")
    turn = longitude_2 - longitude_1
    degrees = math.degrees(
        math.atan2(
            math.sin(turn) * math.cos(latitude_2),
            math.cos(latitude_1) * math.sin(latitude_2) - math.sin(latitude_1) * math.cos(latitude_2) * math.cos(turn),
        )
    )
    rounded = round(degrees % 360, 2) % 360
    points: tuple[Literal["N", "NE", "E", "SE", "S", "SW", "W", "NW"], ...]
    points = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
    return {"degrees": rounded, "compass": points[int((rounded + 22.5) // 45) % 8]}


def find_midpoint(start: Point, end: Point) -> FoundPoint:
    """Find the point halfway on the shortest way between two points, rounded to 0.00001 degree.

    Args:
        start: First point, in degrees.
        end: Second point, in degrees.

    Returns:
        The point halfway.

    Raises:
        ValueError: A point does not exist, or the points are antipodes, between which all ways are as short.

    Examples:
        >>> find_midpoint(start={"latitude": 0, "longitude": 0}, end={"latitude": 0, "longitude": 90})
        {'latitude': 0.0, 'longitude': 45.0}

    See Also:
        bounding_box: A box around points.
    """
    latitude_1, longitude_1 = _radians(start)
    latitude_2, longitude_2 = _radians(end)
    if _distance_km(start, end) > math.pi * _RADIUS_KM - 0.001:
        raise ValueError("the points lie on opposite sides of Earth, so no point is halfway on one shortest way")
    east = math.cos(latitude_2) * math.cos(longitude_2 - longitude_1)
    north = math.cos(latitude_2) * math.sin(longitude_2 - longitude_1)
    latitude = math.atan2(math.sin(latitude_1) + math.sin(latitude_2), math.hypot(math.cos(latitude_1) + east, north))
    longitude = math.degrees(longitude_1 + math.atan2(north, math.cos(latitude_1) + east))
    return {"latitude": round(math.degrees(latitude), 5), "longitude": round((longitude + 540) % 360 - 180, 5)}


def measure_route_length(
    points: Annotated[list[Point], Length(minimum=2, maximum=200)], closed: bool = False
) -> Annotated[float, Range(minimum=0)]:
    """Compute the length in kilometres of a way along points, each stretch a great circle, rounded to 0.001 km.

    Args:
        points: The points in order, in degrees.
        closed: Whether the way leads back from the last point to the first.

    Returns:
        The length in kilometres.

    Raises:
        ValueError: There are fewer than two points, or one does not exist.

    Examples:
        >>> measure_route_length(points=[{"latitude": 0, "longitude": 0}, {"latitude": 0, "longitude": 1}], closed=True)
        222.39

    See Also:
        distance_between: Two points, in other units too.
        measure_road_distance: By road between Polish and European cities.
    """
    if len(points) < 2:
        raise ValueError("a way needs at least two points")
    ends = [*points[1:], points[0]] if closed else points[1:]
    return round(sum(_distance_km(start, end) for start, end in zip(points, ends, strict=False)), 3)


def write_coordinates(point: Point, decimals: Annotated[int, Range(minimum=0, maximum=3)] = 0) -> WrittenPoint:
    r"""Write a point in degrees, minutes and seconds, such as 52°13'47"N.

    Args:
        point: The point, in degrees.
        decimals: Digits after the point of the seconds.

    Returns:
        Latitude with N or S, longitude with E or W; seconds are rounded half to even.

    Raises:
        ValueError: The point does not exist.

    Examples:
        >>> write_coordinates(point={"latitude": 52.2297, "longitude": 21.0122})
        {'latitude': '52°13\'47"N', 'longitude': '21°00\'44"E'}

    See Also:
        read_coordinates: The other way.
    """
    _radians(point)
    return {
        "latitude": _sexagesimal(point["latitude"], "NS", decimals),
        "longitude": _sexagesimal(point["longitude"], "EW", decimals),
    }


def read_coordinates(text: Annotated[str, Length(minimum=5, maximum=80)]) -> FoundPoint:
    """Read a point that is written in degrees, minutes and seconds, and tell it in degrees, rounded to 0.000001.

    Latitude comes first, each part ends with its direction, minutes and seconds may be left out:
    52°13'47"N 21°00'44"E, 52°13'47.5"N, 21°0'44"E, 52 13 47 N 21 0 44 E, 52.2297 N 21.0122 E.

    Args:
        text: The written point.

    Returns:
        Latitude and longitude in degrees; negative in the south and in the west.

    Raises:
        ValueError: The text is in no known form, minutes or seconds are 60 or more, or the point does not exist.

    Examples:
        >>> read_coordinates(text="33 51 24.9 S 151 12 54 E")
        {'latitude': -33.856917, 'longitude': 151.215}
        >>> read_coordinates(text="52 73 0 N 21 0 0 E")
        Traceback (most recent call last):
        ValueError: minutes and seconds must be below 60, not 73 and 0

    See Also:
        write_coordinates: The other way.
    """
    words = re.sub("[\u00b0\u00ba'\u2019\u2032\"\u201d\u2033,;\\s]+", " ", text.strip().upper()).strip()
    number = r"([0-9]{1,3}(?:\.[0-9]{1,8})?)(?: ([0-9]{1,2}(?:\.[0-9]{1,8})?))?(?: ([0-9]{1,2}(?:\.[0-9]{1,8})?))?"
    found = re.fullmatch(rf"{number} ?([NS]) {number} ?([EW])", words)
    if not found:
        raise ValueError(f"{text!r} is no point in a form that is known; write it such as 52°13'47\"N 21°00'44\"E")
    latitude = _decimal(found[1], found[2], found[3]) * (-1 if found[4] == "S" else 1)
    longitude = _decimal(found[5], found[6], found[7]) * (-1 if found[8] == "W" else 1)
    _radians({"latitude": latitude, "longitude": longitude})
    return {"latitude": round(latitude, 6) + 0.0, "longitude": round(longitude, 6) + 0.0}


def _decimal(degrees: str, minutes: str | None, seconds: str | None) -> float:
    parts = [float(degrees), float(minutes or 0), float(seconds or 0)]
    if parts[1] >= 60 or parts[2] >= 60:
        raise ValueError(f"minutes and seconds must be below 60, not {minutes} and {seconds or 0}")
    return parts[0] + parts[1] / 60 + parts[2] / 3600


def _sexagesimal(degrees: float, directions: str, decimals: int) -> str:
    units = 10**decimals
    whole = round(abs(degrees) * 3600 * units)
    minutes, seconds = divmod(whole, 60 * units)
    written = f"{seconds / units:0{3 + decimals if decimals else 2}.{decimals}f}"
    return f"{minutes // 60}°{minutes % 60:02}'{written}\"{directions[degrees < 0]}"


def _distance_km(start: Point, end: Point) -> float:
    latitude_1, longitude_1 = _radians(start)
    latitude_2, longitude_2 = _radians(end)
    half_chord = (
        math.sin((latitude_2 - latitude_1) / 2) ** 2
        + math.cos(latitude_1) * math.cos(latitude_2) * math.sin((longitude_2 - longitude_1) / 2) ** 2
    )
    return 2 * _RADIUS_KM * math.asin(min(1.0, math.sqrt(half_chord)))


def _radians(point: Point) -> tuple[float, float]:
    latitude, longitude = point["latitude"], point["longitude"]
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise ValueError(f"no such place: latitude {latitude}, longitude {longitude}")
    return math.radians(latitude), math.radians(longitude)
