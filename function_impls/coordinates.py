"""Points, lines and polygons of the plane, given by x and y in one unit."""

from __future__ import annotations

import math
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Range

Coordinate: TypeAlias = Annotated[float, Range(minimum=-1_000_000_000, maximum=1_000_000_000)]


class PlanePoint(TypedDict):
    """A point of the plane.

    Attributes:
        x: Coordinate to the right.
        y: Coordinate upwards.
    """

    x: Coordinate
    y: Coordinate


class PolarPoint(TypedDict):
    """A point by its distance from the origin and its direction, anticlockwise from the x axis."""

    radius: float
    angle_degrees: float


class CartesianPoint(TypedDict):
    """A point by its coordinates."""

    x: float
    y: float


class Polygon(TypedDict):
    """The measures of a polygon."""

    area: float
    perimeter: float


class PlaneLine(TypedDict):
    """``y = slope * x + intercept``; both null for a vertical line. ``a x + b y = c`` holds for all."""

    slope: float | None
    intercept: float | None
    a: float
    b: float
    c: float


Points: TypeAlias = Annotated[list[PlanePoint], Length(minimum=3, maximum=200)]


def measure_polygon(corners: Points) -> Polygon:
    """Compute the area and the perimeter of a polygon from the coordinates of its corners (shoelace formula).

    Args:
        corners: The corners in order around the polygon, in either direction, the first not repeated at the end. The
            sides must not cross each other, which is not checked.

    Returns:
        Area and perimeter.

    Raises:
        ValueError: There are less than three corners.

    Examples:
        >>> measure_polygon(corners=[{"x": 0, "y": 0}, {"x": 4, "y": 0}, {"x": 4, "y": 3}])
        {'area': 6.0, 'perimeter': 12.0}

    See Also:
        measure_regular_polygon: Equal sides, without coordinates.
        check_inside_polygon: Whether a point lies inside.
        measure_triangle: A triangle from the lengths of its sides.
    """
    if len(corners) < 3:
        raise ValueError(f"a polygon has at least 3 corners, not {len(corners)}")
    x, y = corners[0]["x"], corners[0]["y"]
    moved = [(each["x"] - x, each["y"] - y) for each in corners]
    pairs = list(zip(moved, [*moved[1:], moved[0]], strict=True))
    doubled = math.fsum(start[0] * end[1] - end[0] * start[1] for start, end in pairs)
    perimeter = math.fsum(math.hypot(end[0] - start[0], end[1] - start[1]) for start, end in pairs)
    return {"area": _rounded(abs(doubled) / 2), "perimeter": _rounded(perimeter)}


def check_inside_polygon(point: PlanePoint, corners: Points) -> Literal["inside", "outside", "border"]:
    """Tell whether a point lies inside a polygon of the plane, outside, or on its border.

    Args:
        point: The point.
        corners: The polygon's corners in order, the first not repeated at the end.

    Returns:
        inside, outside or border.

    Raises:
        ValueError: There are less than three corners.

    Examples:
        >>> check_inside_polygon(point={"x": 3, "y": 1}, corners=[{"x": 0, "y": 0}, {"x": 4, "y": 0}, {"x": 4, "y": 3}])
        'inside'

    See Also:
        measure_polygon: The polygon's area.
    """
    if len(corners) < 3:
        raise ValueError(f"a polygon has at least 3 corners, not {len(corners)}")
    inside = False
    for start, end in zip(corners, [*corners[1:], corners[0]], strict=True):
        run, rise = end["x"] - start["x"], end["y"] - start["y"]
        right, above = point["x"] - start["x"], point["y"] - start["y"]
        side = run * above - rise * right
        if side == 0 and 0 <= right * run + above * rise <= run * run + rise * rise:
            return "border"
        if (start["y"] > point["y"]) != (end["y"] > point["y"]) and (side > 0) == (rise > 0):
            inside = not inside
    return "inside" if inside else "outside"


def measure_plane_distance(
    start: PlanePoint, end: PlanePoint, metric: Literal["euclidean", "manhattan", "chebyshev"] = "euclidean"
) -> float:
    """Compute the distance of two points of the plane, given by x and y.

    Args:
        start: The first point.
        end: The second point.
        metric: euclidean is the straight way, manhattan the sum of both directions, chebyshev the larger of the two.

    Returns:
        The distance.

    Examples:
        >>> measure_plane_distance(start={"x": 1, "y": 2}, end={"x": 4, "y": 6})
        5.0

    See Also:
        distance_between: Two places on Earth, given by latitude and longitude.
        measure_vector_length: The length of one vector.
    """
    across, up = abs(end["x"] - start["x"]), abs(end["y"] - start["y"])
    if metric == "manhattan":
        return _rounded(across + up)
    return _rounded(max(across, up) if metric == "chebyshev" else math.hypot(across, up))


def find_line_through_points(first: PlanePoint, second: PlanePoint) -> PlaneLine:
    """Find the equation of the straight line through two different points of the plane.

    Args:
        first: A point of the line.
        second: Another point of the line.

    Returns:
        Slope and intercept (null where the line is vertical), and a, b, c of the form a x + b y = c.

    Raises:
        ValueError: The points are the same.

    Examples:
        >>> find_line_through_points(first={"x": 0, "y": 1}, second={"x": 2, "y": 5})
        {'slope': 2.0, 'intercept': 1.0, 'a': 4.0, 'b': -2.0, 'c': -2.0}

    See Also:
        linear_regression: The best line through more than two points.
    """
    across, up = second["x"] - first["x"], second["y"] - first["y"]
    if across == 0 and up == 0:
        raise ValueError("the points must differ, or no single line goes through them")
    slope = None if across == 0 else up / across
    intercept = None if slope is None else _rounded(first["y"] - slope * first["x"])
    return {
        "slope": None if slope is None else _rounded(slope),
        "intercept": intercept,
        "a": _rounded(up),
        "b": _rounded(-across),
        "c": _rounded(up * first["x"] - across * first["y"]),
    }


def rotate_point(
    point: PlanePoint,
    angle_degrees: Annotated[float, Range(minimum=-3600, maximum=3600)],
    centre: PlanePoint | None = None,
) -> CartesianPoint:
    """Turn a point of the plane around a centre, rounded to 0.000001.

    Args:
        point: The point.
        angle_degrees: The angle in degrees, anticlockwise; a negative one turns clockwise.
        centre: What it turns around; the origin where null.

    Returns:
        Where the point comes to lie.

    Examples:
        >>> rotate_point(point={"x": 2, "y": 1}, angle_degrees=90)
        {'x': -1.0, 'y': 2.0}

    See Also:
        convert_cartesian_to_polar: The direction in which a point lies.
    """
    x, y = (0.0, 0.0) if centre is None else (centre["x"], centre["y"])
    angle = math.radians(angle_degrees)
    across, up = point["x"] - x, point["y"] - y
    return {
        "x": round(x + across * math.cos(angle) - up * math.sin(angle), 6) + 0.0,
        "y": round(y + across * math.sin(angle) + up * math.cos(angle), 6) + 0.0,
    }


def convert_cartesian_to_polar(x: Coordinate, y: Coordinate) -> PolarPoint:
    """Convert x and y of a point into its distance from the origin and its direction.

    Args:
        x: The first coordinate.
        y: The second coordinate.

    Returns:
        The radius to ten significant digits, and the angle in degrees from 0 to below 360, anticlockwise from the
        x axis, rounded to 0.000001; 0 for the origin itself.

    Examples:
        >>> convert_cartesian_to_polar(x=0, y=-2)
        {'radius': 2.0, 'angle_degrees': 270.0}

    See Also:
        convert_polar_to_cartesian: The other direction.
        measure_vector_angle: The angle between two vectors.
        rotate_point: Turns a point around a centre.
    """
    angle = round(math.degrees(math.atan2(y, x)) % 360, 6) % 360
    return {"radius": _rounded(math.hypot(x, y)), "angle_degrees": angle}


def convert_polar_to_cartesian(
    radius: Annotated[float, Range(minimum=0, maximum=1_000_000_000)],
    angle_degrees: Annotated[float, Range(minimum=-3600, maximum=3600)],
) -> CartesianPoint:
    """Convert distance from the origin and direction of a point into its x and y, rounded to 0.000001.

    Args:
        radius: Distance from the origin.
        angle_degrees: Direction in degrees, anticlockwise from the x axis.

    Returns:
        The coordinates.

    Raises:
        ValueError: The radius is negative.

    Examples:
        >>> convert_polar_to_cartesian(radius=2, angle_degrees=30)
        {'x': 1.732051, 'y': 1.0}

    See Also:
        convert_cartesian_to_polar: The other direction.
        destination_point: A way on the Earth, with a bearing clockwise from north.
    """
    if radius < 0:
        raise ValueError(f"the radius must not be negative, as {radius} is")
    angle = math.radians(angle_degrees)
    return {"x": round(radius * math.cos(angle), 6) + 0.0, "y": round(radius * math.sin(angle), 6) + 0.0}


def _rounded(value: float) -> float:
    return float(f"{value:.10g}") + 0.0
