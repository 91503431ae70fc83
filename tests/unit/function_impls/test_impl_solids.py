"""Solids against well-known ones and numerical integration."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from function_impls.solids import (
    measure_cone,
    measure_cuboid,
    measure_cylinder,
    measure_pyramid,
    measure_sphere,
    measure_tank_level,
)

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    # Archimedes, On the Sphere and Cylinder: a ball has 2/3 of volume and surface of the cylinder around it
    (measure_sphere, {"given": "radius", "value": 1}, {"radius": 1.0, "surface": 12.56637061, "volume": 4.188790205}),
    (
        measure_sphere,
        {"given": "volume", "value": 36 * math.pi},
        {"radius": 3.0, "surface": 113.0973355, "volume": 113.0973355},
    ),
    # Perfect cuboid diagonals (OEIS A096910): 1, 2, 2 -> 3 and 2, 3, 6 -> 7
    (measure_cuboid, {"length": 1, "width": 2, "height": 2}, {"volume": 4.0, "surface": 16.0, "diagonal": 3.0}),
    (
        measure_cuboid,
        {"length": 5, "width": 5, "height": 5},
        {"volume": 125.0, "surface": 150.0, "diagonal": 8.660254038},
    ),
    (
        measure_cylinder,
        {"radius": 1, "height": 2},
        {"volume": 6.283185307, "lateral_surface": 12.56637061, "surface": 18.84955592},
    ),
    (
        measure_cylinder,
        {"radius": 2, "height": 0.5},
        {"volume": 6.283185307, "lateral_surface": 6.283185307, "surface": 31.41592654},
    ),
    # Slant heights by Pythagoras: 5, 12 -> 13 and 3, 4 -> 5
    (
        measure_cone,
        {"radius": 5, "height": 12},
        {"volume": 314.1592654, "lateral_surface": 204.2035225, "surface": 282.7433388},
    ),
    (
        measure_cone,
        {"radius": 4, "height": 3},
        {"volume": 50.26548246, "lateral_surface": 62.83185307, "surface": 113.0973355},
    ),
    # Slant heights by Pythagorean triples: 5, 12, 13; then 12, 16, 20 and 16, 30, 34
    (
        measure_pyramid,
        {"base_length": 10, "base_width": 10, "height": 12},
        {"volume": 400.0, "base_area": 100.0, "surface": 360.0},
    ),
    (
        measure_pyramid,
        {"base_length": 60, "base_width": 24, "height": 16},
        {"volume": 7680.0, "base_area": 1440.0, "surface": 3456.0},
    ),
    (measure_tank_level, {"radius": 1, "length": 2, "depth": 2}, {"volume": 6.283185307, "percent": 100.0}),
    (measure_tank_level, {"radius": 1, "length": 2, "depth": 0}, {"volume": 0.0, "percent": 0.0}),
]

IMPOSSIBLE: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (measure_sphere, {"given": "radius", "value": -2}),
    (measure_cuboid, {"length": 1, "width": 0, "height": 1}),
    (measure_cylinder, {"radius": 0, "height": 1}),
    (measure_cone, {"radius": 1, "height": 0}),
    (measure_pyramid, {"base_length": 1, "base_width": 1, "height": -1}),
    (measure_tank_level, {"radius": 1, "length": 1, "depth": 2.5}),
]


# By thin slices: a level is the sum of the chords below it
@pytest.mark.parametrize("depth", [0.1, 0.7, 1.5, 1.9])
def test_level_of_a_tank_is_the_sum_of_its_slices(depth: float) -> None:
    thickness = depth / 20000
    slices = (2 * math.sqrt(1 - (1 - (number + 0.5) * thickness) ** 2) for number in range(20000))

    assert measure_tank_level(radius=1, length=3, depth=depth)["volume"] == pytest.approx(
        3 * thickness * math.fsum(slices), rel=1e-5
    )


# Petrie's survey: base 230.4 m, height 146.6 m, about 2.6 million cubic metres (Britannica)
def test_great_pyramid_has_about_two_and_a_half_million_cubic_metres() -> None:
    assert measure_pyramid(base_length=230.4, base_width=230.4, height=146.6)["volume"] == pytest.approx(
        2.594e6, rel=1e-3
    )


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_function_gives_the_known_answer(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments"), IMPOSSIBLE)
def test_impossible_input_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)
