"""Figures of the plane: circles, triangles, rectangles, regular polygons. Lengths are in one unit, areas its square.

Results have ten significant digits.
"""

from __future__ import annotations

import math
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Range

Size: TypeAlias = Annotated[float, Range(minimum=0.000001, maximum=1_000_000_000)]


class Circle(TypedDict):
    """The measures of a circle."""

    radius: float
    diameter: float
    circumference: float
    area: float


class Sector(TypedDict):
    """The measures of a circle's sector."""

    arc_length: float
    area: float
    chord: float


class Triangle(TypedDict):
    """The measures of a triangle; angles in degrees, opposite the sides a, b and c."""

    area: float
    perimeter: float
    angle_a: float
    angle_b: float
    angle_c: float


class Rectangle(TypedDict):
    """The measures of a rectangle."""

    area: float
    perimeter: float
    diagonal: float


class RegularPolygon(TypedDict):
    """The measures of a polygon of equal sides and angles, the angle in degrees."""

    area: float
    perimeter: float
    inner_angle: float
    inradius: float
    circumradius: float


def measure_circle(given: Literal["radius", "diameter", "circumference", "area"], value: Size) -> Circle:
    """Compute all the measures of a circle from one of them.

    Args:
        given: Which measure is known.
        value: The known measure.

    Returns:
        Radius, diameter, circumference and area.

    Raises:
        ValueError: The measure is not above zero.

    Examples:
        >>> measure_circle(given="radius", value=2)
        {'radius': 2.0, 'diameter': 4.0, 'circumference': 12.56637061, 'area': 12.56637061}

    See Also:
        measure_circle_sector: A slice of a circle.
        measure_sphere: The ball.
    """
    _check_sizes(value)
    radius = {
        "radius": value,
        "diameter": value / 2,
        "circumference": value / math.tau,
        "area": math.sqrt(value / math.pi),
    }[given]
    return {
        "radius": _rounded(radius),
        "diameter": _rounded(2 * radius),
        "circumference": _rounded(math.tau * radius),
        "area": _rounded(math.pi * radius * radius),
    }


def measure_circle_sector(radius: Size, angle_degrees: Annotated[float, Range(above=0, maximum=360)]) -> Sector:
    """Compute the arc, the area and the chord of a slice of a circle.

    Args:
        radius: The circle's radius.
        angle_degrees: The angle at the centre, in degrees.

    Returns:
        The arc's length, the sector's area, and the straight distance between the arc's ends.

    Raises:
        ValueError: The radius is not above zero, or the angle is not between 0 and 360.

    Examples:
        >>> measure_circle_sector(radius=6, angle_degrees=60)
        {'arc_length': 6.283185307, 'area': 18.84955592, 'chord': 6.0}

    See Also:
        measure_circle: The whole circle.
    """
    _check_sizes(radius)
    if not 0 < angle_degrees <= 360:
        raise ValueError(f"the angle must lie between 0 and 360 degrees, not {angle_degrees}")
    angle = math.radians(angle_degrees)
    chord = 0.0 if angle_degrees == 360 else 2 * radius * math.sin(angle / 2)
    return {
        "arc_length": _rounded(radius * angle),
        "area": _rounded(radius * radius * angle / 2),
        "chord": _rounded(chord),
    }


def measure_triangle(a: Size, b: Size, c: Size) -> Triangle:
    """Compute the area (Heron's formula), the perimeter and the angles of any triangle from its three sides.

    Args:
        a: Length of the first side.
        b: Length of the second side.
        c: Length of the third side.

    Returns:
        Area, perimeter and the angle opposite each side.

    Raises:
        ValueError: The sides form no triangle, because one is not shorter than the two others together.

    Examples:
        >>> measure_triangle(a=3, b=4, c=5)
        {'area': 6.0, 'perimeter': 12.0, 'angle_a': 36.86989765, 'angle_b': 53.13010235, 'angle_c': 90.0}
        >>> measure_triangle(a=1, b=2, c=5)
        Traceback (most recent call last):
        ValueError: sides of 1, 2 and 5 form no triangle: each must be shorter than the two others together

    See Also:
        solve_right_triangle: A triangle with a right angle, from two sides.
        measure_polygon: Any polygon from the coordinates of its corners.
    """
    _check_sizes(a, b, c)
    long, middle, short = sorted((float(a), float(b), float(c)), reverse=True)
    product = (long + (middle + short)) * (short - (long - middle)) * (short + (long - middle))
    product *= long + (middle - short)
    if short - (long - middle) <= 0 or product <= 0:
        raise ValueError(
            f"sides of {a}, {b} and {c} form no triangle: each must be shorter than the two others together"
        )
    area = math.sqrt(product) / 4
    return {
        "area": _rounded(area),
        "perimeter": _rounded(a + b + c),
        "angle_a": _rounded(_angle(a, b, c, area)),
        "angle_b": _rounded(_angle(b, a, c, area)),
        "angle_c": _rounded(_angle(c, a, b, area)),
    }


def solve_right_triangle(known: Literal["two_legs", "hypotenuse_and_leg"], first: Size, second: Size) -> float:
    """Compute the missing side of a right-angled triangle by Pythagoras' theorem.

    Args:
        known: two_legs gives the hypotenuse, hypotenuse_and_leg gives the other leg.
        first: The first leg, or the hypotenuse.
        second: The other known leg.

    Returns:
        The length of the missing side.

    Raises:
        ValueError: The hypotenuse is not longer than the leg.

    Examples:
        >>> solve_right_triangle(known="two_legs", first=3, second=4)
        5.0
        >>> solve_right_triangle(known="hypotenuse_and_leg", first=3, second=4)
        Traceback (most recent call last):
        ValueError: the hypotenuse must be longer than the leg, and 3 is not longer than 4

    See Also:
        measure_triangle: A triangle of which all three sides are known.
        measure_rectangle: The diagonal of a rectangle, with its area.
    """
    _check_sizes(first, second)
    if known == "two_legs":
        return _rounded(math.hypot(first, second))
    if first <= second:
        raise ValueError(f"the hypotenuse must be longer than the leg, and {first} is not longer than {second}")
    return _rounded(math.sqrt((first - second) * (first + second)))


def measure_rectangle(width: Size, height: Size) -> Rectangle:
    """Compute the area, the perimeter and the diagonal of a rectangle.

    Args:
        width: One side.
        height: The other side; the same for a square.

    Returns:
        Area, perimeter and diagonal.

    Raises:
        ValueError: A side is not above zero.

    Examples:
        >>> measure_rectangle(width=3, height=4)
        {'area': 12.0, 'perimeter': 14.0, 'diagonal': 5.0}

    See Also:
        measure_regular_polygon: A polygon of any number of equal sides.
        measure_cuboid: A box.
        solve_right_triangle: The missing side of a right-angled triangle.
    """
    _check_sizes(width, height)
    return {
        "area": _rounded(width * height),
        "perimeter": _rounded(2 * (width + height)),
        "diagonal": _rounded(math.hypot(width, height)),
    }


def measure_regular_polygon(sides: Annotated[int, Range(minimum=3, maximum=1000)], side_length: Size) -> RegularPolygon:
    """Compute the measures of a polygon whose sides and angles are all equal.

    Args:
        sides: How many sides.
        side_length: Length of each side.

    Returns:
        Area, perimeter, inner angle in degrees, and the radii of the circles inside and around.

    Raises:
        ValueError: There are less than three sides, or the length is not above zero.

    Examples:
        >>> measure_regular_polygon(sides=4, side_length=2)
        {'area': 4.0, 'perimeter': 8.0, 'inner_angle': 90.0, 'inradius': 1.0, 'circumradius': 1.414213562}

    See Also:
        measure_polygon: A polygon of unequal sides, from its corners.
        measure_rectangle: Two sides of unequal length.
    """
    _check_sizes(side_length)
    if sides < 3:
        raise ValueError(f"a polygon has at least 3 sides, not {sides}")
    half = math.pi / sides
    return {
        "area": _rounded(sides * side_length * side_length / (4 * math.tan(half))),
        "perimeter": _rounded(sides * side_length),
        "inner_angle": _rounded(180 - 360 / sides),
        "inradius": _rounded(side_length / (2 * math.tan(half))),
        "circumradius": _rounded(side_length / (2 * math.sin(half))),
    }


def _angle(opposite: float, left: float, right: float, area: float) -> float:
    """The angle between ``left`` and ``right``, in degrees."""
    return math.degrees(math.atan2(4 * area, left * left + right * right - opposite * opposite))


def _check_sizes(*sizes: float) -> None:
    if not 0 < min(sizes) <= max(sizes) <= 1e18:
        raise ValueError(f"lengths must be above zero, not {min(sizes)}")


def _rounded(value: float) -> float:
    return float(f"{value:.10g}") + 0.0
