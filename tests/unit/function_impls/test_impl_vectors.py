"""Vectors against worked examples and the laws of their products."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from function_impls.vectors import cross_vectors, measure_vector_angle, measure_vector_length, multiply_vectors

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    # Pythagorean quadruple 1, 4, 8, 9 (OEIS A169580)
    (measure_vector_length, {"vector": [1, -4, 8]}, 9.0),
    (measure_vector_length, {"vector": [0, 0]}, 0.0),
    # Wikipedia, "Dot product": [1, 3, -5] by [4, -2, -1] is 3; with itself 35
    (multiply_vectors, {"left": [1, 3, -5], "right": [4, -2, -1]}, 3.0),
    (multiply_vectors, {"left": [1, 3, -5], "right": [1, 3, -5]}, 35.0),
    # numpy.cross's documentation: [1, 2, 3] and [4, 5, 6] give [-3, 6, -3]
    (cross_vectors, {"left": [1, 2, 3], "right": [4, 5, 6]}, [-3.0, 6.0, -3.0]),
    (cross_vectors, {"left": [1, 2, 3], "right": [2, 4, 6]}, [0.0, 0.0, 0.0]),
    # The diagonal of a cube meets its edge at 54.7356 degrees (OEIS A195696)
    (measure_vector_angle, {"left": [1, 1, 1], "right": [0, 0, 1]}, 54.73561),
    (measure_vector_angle, {"left": [2, 0], "right": [-3, 0]}, 180.0),
    (measure_vector_angle, {"left": [2, 1], "right": [4, 2]}, 0.0),
]

IMPOSSIBLE: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (measure_vector_length, {"vector": []}),
    (multiply_vectors, {"left": [1], "right": [1, 2]}),
    (cross_vectors, {"left": [1, 2], "right": [1, 2]}),
    (measure_vector_angle, {"left": [0, 0], "right": [1, 2]}),
]


def test_cross_product_is_at_right_angles_to_both() -> None:
    draw = random.Random(15)
    for _ in range(100):
        left, right = ([float(draw.randrange(-9, 10)) for _ in range(3)] for _ in range(2))
        product = cross_vectors(left=left, right=right)
        assert multiply_vectors(left=left, right=product) == multiply_vectors(left=right, right=product) == 0


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_function_gives_the_known_answer(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments"), IMPOSSIBLE)
def test_impossible_input_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)
