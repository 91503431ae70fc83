"""Distances and boxes on a spherical Earth of radius 6,371.0088 km (IUGG mean radius)."""

from __future__ import annotations

import math

from function_impls.model import Json

_RADIUS_KM = 6371.0088

Point = dict[str, float]


def distance_between(start: Point, end: Point, unit: str = "km") -> float:
    """Compute the great-circle distance of two points, rounded to 0.001 of the unit (haversine formula).

    Args:
        start: Latitude and longitude in degrees.
        end: Latitude and longitude in degrees.
        unit: km, mi or nmi.
    """
    latitude_1, longitude_1 = _radians(start)
    latitude_2, longitude_2 = _radians(end)
    half_chord = (
        math.sin((latitude_2 - latitude_1) / 2) ** 2
        + math.cos(latitude_1) * math.cos(latitude_2) * math.sin((longitude_2 - longitude_1) / 2) ** 2
    )
    kilometres = 2 * _RADIUS_KM * math.asin(min(1.0, math.sqrt(half_chord)))
    return round(kilometres / {"km": 1.0, "mi": 1.609344, "nmi": 1.852}[unit], 3)


def bounding_box(points: list[Point], margin_degrees: float = 0.0) -> dict[str, Json]:
    """Find the smallest box of latitudes and longitudes around points. Boxes over the date line are not known.

    Args:
        points: At least one point.
        margin_degrees: Widen the box by so many degrees on each side.
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


def destination_point(start: Point, bearing_degrees: float, distance_km: float) -> dict[str, Json]:
    """Find where a straight way from a point leads, rounded to 0.00001 degree.

    Args:
        start: Latitude and longitude in degrees.
        bearing_degrees: Direction, clockwise from north.
        distance_km: Length of the way in kilometres.
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


def _radians(point: Point) -> tuple[float, float]:
    latitude, longitude = point["latitude"], point["longitude"]
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise ValueError(f"no such place: latitude {latitude}, longitude {longitude}")
    return math.radians(latitude), math.radians(longitude)
