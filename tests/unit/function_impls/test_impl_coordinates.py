"""Points, lines and polygons against worked examples and other ways to compute them."""

from __future__ import annotations

import cmath
import math
import random
from collections.abc import Callable
from typing import Any

import pytest

from function_impls import coordinates as module
from function_impls.coordinates import (
    check_inside_polygon,
    convert_cartesian_to_polar,
    convert_polar_to_cartesian,
    find_line_through_points,
    measure_plane_distance,
    measure_polygon,
    rotate_point,
)


def _point(x: float, y: float) -> dict[str, float]:
    return {"x": x, "y": y}


# Wikipedia, "Shoelace formula": (1, 6), (3, 1), (7, 2), (4, 4), (8, 5) has the area 16.5
PENTAGON = [_point(1, 6), _point(3, 1), _point(7, 2), _point(4, 4), _point(8, 5)]
SQUARE = [_point(0, 0), _point(2, 0), _point(2, 2), _point(0, 2)]

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    (measure_polygon, {"corners": SQUARE}, {"area": 4.0, "perimeter": 8.0}),
    (
        measure_polygon,
        {"corners": PENTAGON},
        {"area": 16.5, "perimeter": float(f"{sum(map(math.sqrt, (29, 17, 13, 17, 50))):.10g}")},
    ),
    (check_inside_polygon, {"point": _point(5, 4.5), "corners": PENTAGON}, "inside"),
    (check_inside_polygon, {"point": _point(6.5, 4), "corners": PENTAGON}, "outside"),
    (check_inside_polygon, {"point": _point(2, 1), "corners": SQUARE}, "border"),
    (check_inside_polygon, {"point": _point(3, 0), "corners": SQUARE}, "outside"),
    (check_inside_polygon, {"point": _point(0, 0), "corners": SQUARE}, "border"),
    # scipy.spatial.distance: cityblock([1, 0], [0, 2]) is 3, chebyshev is 2, euclidean sqrt(5)
    (measure_plane_distance, {"start": _point(1, 0), "end": _point(0, 2), "metric": "manhattan"}, 3.0),
    (measure_plane_distance, {"start": _point(1, 0), "end": _point(0, 2), "metric": "chebyshev"}, 2.0),
    (measure_plane_distance, {"start": _point(1, 0), "end": _point(0, 2)}, 2.236067977),
    # Through (1, 2) and (3, 8) runs y = 3 x - 1; x = 4 is vertical
    (
        find_line_through_points,
        {"first": _point(1, 2), "second": _point(3, 8)},
        {"slope": 3.0, "intercept": -1.0, "a": 6.0, "b": -2.0, "c": 2.0},
    ),
    (
        find_line_through_points,
        {"first": _point(4, 0), "second": _point(4, 5)},
        {"slope": None, "intercept": None, "a": 5.0, "b": 0.0, "c": 20.0},
    ),
    (rotate_point, {"point": _point(1, 0), "angle_degrees": -90}, _point(0, -1)),
    (rotate_point, {"point": _point(3, 2), "angle_degrees": 180, "centre": _point(2, 2)}, _point(1, 2)),
    (convert_cartesian_to_polar, {"x": -1, "y": 1}, {"radius": 1.414213562, "angle_degrees": 135.0}),
    (convert_cartesian_to_polar, {"x": 0, "y": 0}, {"radius": 0.0, "angle_degrees": 0.0}),
    (convert_polar_to_cartesian, {"radius": 2, "angle_degrees": 240}, _point(-1, -1.732051)),
    (convert_polar_to_cartesian, {"radius": 0, "angle_degrees": 77}, _point(0, 0)),
]

IMPOSSIBLE: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (measure_polygon, {"corners": SQUARE[:2]}),
    (check_inside_polygon, {"point": _point(1, 1), "corners": []}),
    (find_line_through_points, {"first": _point(1, 1), "second": _point(1, 1)}),
    (convert_polar_to_cartesian, {"radius": -1, "angle_degrees": 0}),
]


def test_turning_is_multiplying_complex_numbers() -> None:
    draw = random.Random(9)
    for _ in range(100):
        x, y, angle = draw.uniform(-9, 9), draw.uniform(-9, 9), draw.uniform(-400, 400)
        turned = complex(x, y) * cmath.exp(1j * math.radians(angle))
        found = rotate_point(point={"x": x, "y": y}, angle_degrees=angle)
        assert [found["x"], found["y"]] == pytest.approx([turned.real, turned.imag], abs=1e-6)


def test_point_in_a_polygon_is_one_around_which_it_winds() -> None:
    draw = random.Random(10)
    corners = [complex(each["x"], each["y"]) for each in PENTAGON]
    for _ in range(300):
        place = complex(draw.uniform(0, 9), draw.uniform(0, 7))
        turns = sum(
            cmath.phase((b - place) / (a - place)) for a, b in zip(corners, corners[1:] + corners[:1], strict=True)
        )
        found = module.check_inside_polygon(point={"x": place.real, "y": place.imag}, corners=PENTAGON)  # type: ignore[arg-type]  # made by _point
        assert (found == "inside") is (abs(turns) > 1)


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_function_gives_the_known_answer(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments"), IMPOSSIBLE)
def test_impossible_input_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)
