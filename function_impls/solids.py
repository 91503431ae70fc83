"""Solids: balls, boxes, cylinders, cones, pyramids. Lengths are in one unit, areas its square, volumes its cube.

Results have ten significant digits.
"""

from __future__ import annotations

import math
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Range

Size: TypeAlias = Annotated[float, Range(minimum=0.000001, maximum=1_000_000_000)]


class Sphere(TypedDict):
    """The measures of a ball."""

    radius: float
    surface: float
    volume: float


class Cuboid(TypedDict):
    """The measures of a box."""

    volume: float
    surface: float
    diagonal: float


class RoundSolid(TypedDict):
    """The measures of a cylinder or cone; the lateral surface is the one without bases."""

    volume: float
    lateral_surface: float
    surface: float


class Pyramid(TypedDict):
    """The measures of a pyramid on a rectangle."""

    volume: float
    base_area: float
    surface: float


class TankLevel(TypedDict):
    """How much a lying cylinder holds."""

    volume: float
    percent: float


def measure_sphere(given: Literal["radius", "diameter", "surface", "volume"], value: Size) -> Sphere:
    """Compute radius, surface and volume of a ball from one of its measures.

    Args:
        given: Which measure is known.
        value: The known measure.

    Returns:
        Radius, surface and volume.

    Raises:
        ValueError: The measure is not above zero.

    Examples:
        >>> measure_sphere(given="diameter", value=6)
        {'radius': 3.0, 'surface': 113.0973355, 'volume': 113.0973355}

    See Also:
        measure_circle: The flat circle.
    """
    _check_sizes(value)
    radius = {
        "radius": value,
        "diameter": value / 2,
        "surface": math.sqrt(value / (4 * math.pi)),
        "volume": math.pow(3 * value / (4 * math.pi), 1 / 3),
    }[given]
    return {
        "radius": _rounded(radius),
        "surface": _rounded(4 * math.pi * radius**2),
        "volume": _rounded(4 / 3 * math.pi * radius**3),
    }


def measure_cuboid(length: Size, width: Size, height: Size) -> Cuboid:
    """Compute volume, surface and space diagonal of a box with right angles.

    Args:
        length: First edge.
        width: Second edge.
        height: Third edge; all three are the same for a cube.

    Returns:
        Volume, surface of all six sides, and the longest straight line inside.

    Raises:
        ValueError: An edge is not above zero.

    Examples:
        >>> measure_cuboid(length=2, width=3, height=6)
        {'volume': 36.0, 'surface': 72.0, 'diagonal': 7.0}

    See Also:
        measure_rectangle: The flat rectangle.
        measure_pyramid: A pyramid on such a base.
    """
    _check_sizes(length, width, height)
    return {
        "volume": _rounded(length * width * height),
        "surface": _rounded(2 * (length * width + length * height + width * height)),
        "diagonal": _rounded(math.hypot(length, width, height)),
    }


def measure_cylinder(radius: Size, height: Size) -> RoundSolid:
    """Compute the volume and the surfaces of a straight cylinder, such as a can or a full tank.

    Args:
        radius: Radius of the base.
        height: Distance of the bases.

    Returns:
        Volume, lateral surface, and surface with both bases.

    Raises:
        ValueError: A length is not above zero.

    Examples:
        >>> measure_cylinder(radius=1, height=2)
        {'volume': 6.283185307, 'lateral_surface': 12.56637061, 'surface': 18.84955592}

    See Also:
        measure_cone: A cone on the same base, a third of the volume.
        measure_tank_level: A lying cylinder that is partly full.
    """
    _check_sizes(radius, height)
    lateral = math.tau * radius * height
    return {
        "volume": _rounded(math.pi * radius**2 * height),
        "lateral_surface": _rounded(lateral),
        "surface": _rounded(lateral + math.tau * radius**2),
    }


def measure_cone(radius: Size, height: Size) -> RoundSolid:
    """Compute the volume and the surfaces of a straight cone.

    Args:
        radius: Radius of the base.
        height: From the base to the tip, straight up.

    Returns:
        Volume, lateral surface, and surface with the base.

    Raises:
        ValueError: A length is not above zero.

    Examples:
        >>> measure_cone(radius=3, height=4)
        {'volume': 37.69911184, 'lateral_surface': 47.1238898, 'surface': 75.39822369}

    See Also:
        measure_cylinder: Without a tip.
        measure_pyramid: With a base of corners.
    """
    _check_sizes(radius, height)
    lateral = math.pi * radius * math.hypot(radius, height)
    return {
        "volume": _rounded(math.pi * radius**2 * height / 3),
        "lateral_surface": _rounded(lateral),
        "surface": _rounded(lateral + math.pi * radius**2),
    }


def measure_pyramid(base_length: Size, base_width: Size, height: Size) -> Pyramid:
    """Compute the volume and the surface of a straight pyramid on a rectangle.

    Args:
        base_length: One side of the base.
        base_width: The other side of the base.
        height: From the base's centre to the tip.

    Returns:
        Volume, area of the base, and surface with the base.

    Raises:
        ValueError: A length is not above zero.

    Examples:
        >>> measure_pyramid(base_length=6, base_width=6, height=4)
        {'volume': 48.0, 'base_area': 36.0, 'surface': 96.0}

    See Also:
        measure_cone: On a circle.
        measure_cuboid: A box on the same base, three times the volume.
    """
    _check_sizes(base_length, base_width, height)
    sides = base_length * math.hypot(height, base_width / 2) + base_width * math.hypot(height, base_length / 2)
    return {
        "volume": _rounded(base_length * base_width * height / 3),
        "base_area": _rounded(base_length * base_width),
        "surface": _rounded(base_length * base_width + sides),
    }


def measure_tank_level(radius: Size, length: Size, depth: Annotated[float, Range(minimum=0)]) -> TankLevel:
    """Compute how much liquid a lying cylindrical tank holds at a depth.

    Args:
        radius: Radius of the tank's round ends.
        length: Length of the tank.
        depth: Depth of the liquid at the middle, at most twice the radius.

    Returns:
        The volume of the liquid, and how full the tank is in per cent, rounded to 0.01.

    Raises:
        ValueError: The depth is negative or above the diameter, or a length is not above zero.

    Examples:
        >>> measure_tank_level(radius=1, length=2, depth=1)
        {'volume': 3.141592654, 'percent': 50.0}
        >>> measure_tank_level(radius=1, length=2, depth=3)
        Traceback (most recent call last):
        ValueError: the depth must lie between 0 and the diameter 2, not be 3

    See Also:
        measure_cylinder: The whole tank.
    """
    _check_sizes(radius, length)
    if not 0 <= depth <= 2 * radius:
        raise ValueError(f"the depth must lie between 0 and the diameter {2 * radius:.10g}, not be {depth}")
    half = math.acos(max(-1.0, min(1.0, 1 - depth / radius)))
    segment = radius**2 * (half - math.sin(half) * math.cos(half))
    return {"volume": _rounded(segment * length), "percent": round(100 * segment / (math.pi * radius**2), 2)}


def _check_sizes(*sizes: float) -> None:
    if not 0 < min(sizes) <= max(sizes) <= 1e30:
        raise ValueError(f"measures must be above zero, not {min(sizes)}")


def _rounded(value: float) -> float:
    return float(f"{value:.10g}") + 0.0
