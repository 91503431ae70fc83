"""Figures of the plane against well-known ones and published formulas."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from function_impls.geometry import (
    measure_circle,
    measure_circle_sector,
    measure_rectangle,
    measure_regular_polygon,
    measure_triangle,
    solve_right_triangle,
)

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    # ISO 80000-2: circumference 2 pi r, area pi r^2; the digits of pi
    (
        measure_circle,
        {"given": "diameter", "value": 1},
        {"radius": 0.5, "diameter": 1.0, "circumference": 3.141592654, "area": 0.7853981634},
    ),
    (
        measure_circle,
        {"given": "area", "value": math.pi * 9},
        {"radius": 3.0, "diameter": 6.0, "circumference": 18.84955592, "area": 28.27433388},
    ),
    (
        measure_circle_sector,
        {"radius": 2, "angle_degrees": 360},
        {"arc_length": 12.56637061, "area": 12.56637061, "chord": 0.0},
    ),
    (
        measure_circle_sector,
        {"radius": 1, "angle_degrees": 180},
        {"arc_length": 3.141592654, "area": 1.570796327, "chord": 2.0},
    ),
    # Heron of Alexandria, Metrica I.8: sides 7, 8 and 9 have the area sqrt(720), 26 5/6 and a little
    (
        measure_triangle,
        {"a": 7, "b": 8, "c": 9},
        {
            "area": float(f"{math.sqrt(720):.10g}"),
            "perimeter": 24.0,
            "angle_a": 48.1896851,
            "angle_b": 58.41186449,
            "angle_c": 73.3984504,
        },
    ),
    # The Heronian triangle 13, 14, 15 has the area 84 (OEIS A188158)
    (
        measure_triangle,
        {"a": 13, "b": 14, "c": 15},
        {"area": 84.0, "perimeter": 42.0, "angle_a": 53.13010235, "angle_b": 59.48976259, "angle_c": 67.38013505},
    ),
    # Pythagorean triples 5, 12, 13 and 20, 21, 29 (OEIS A046083)
    (solve_right_triangle, {"known": "two_legs", "first": 20, "second": 21}, 29.0),
    (solve_right_triangle, {"known": "hypotenuse_and_leg", "first": 13, "second": 12}, 5.0),
    # ISO 216: an A4 sheet of 210 mm by 297 mm
    (measure_rectangle, {"width": 210, "height": 297}, {"area": 62370.0, "perimeter": 1014.0, "diagonal": 363.7430412}),
    (measure_rectangle, {"width": 1, "height": 1}, {"area": 1.0, "perimeter": 4.0, "diagonal": 1.414213562}),
    # Wikipedia, "Regular polygon": areas for side 1 are 2.598076211 (hexagon) and 4.828427125 (octagon)
    (
        measure_regular_polygon,
        {"sides": 6, "side_length": 1},
        {
            "area": 2.598076211,
            "perimeter": 6.0,
            "inner_angle": 120.0,
            "inradius": 0.8660254038,
            "circumradius": 1.0,
        },
    ),
    (
        measure_regular_polygon,
        {"sides": 8, "side_length": 1},
        {
            "area": 4.828427125,
            "perimeter": 8.0,
            "inner_angle": 135.0,
            "inradius": 1.207106781,
            "circumradius": 1.306562965,
        },
    ),
]

IMPOSSIBLE: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (measure_circle, {"given": "radius", "value": 0}),
    (measure_circle_sector, {"radius": 1, "angle_degrees": 361}),
    (measure_triangle, {"a": 1, "b": 2, "c": 3}),
    (measure_triangle, {"a": 1, "b": 0, "c": 1}),
    (solve_right_triangle, {"known": "hypotenuse_and_leg", "first": 5, "second": 5}),
    (measure_rectangle, {"width": -1, "height": 2}),
    (measure_regular_polygon, {"sides": 2, "side_length": 1}),
]


def test_angles_of_a_triangle_add_up_to_two_right_angles() -> None:
    found = measure_triangle(a=1e-3, b=5.5, c=5.5)

    assert found["angle_a"] + found["angle_b"] + found["angle_c"] == pytest.approx(180, abs=1e-7)


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_function_gives_the_known_answer(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments"), IMPOSSIBLE)
def test_impossible_input_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)
