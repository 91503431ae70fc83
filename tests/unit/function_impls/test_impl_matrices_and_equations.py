"""Matrices and equations against worked examples and the laws of algebra."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable
from typing import Any

import pytest

from function_impls.matrices_and_equations import (
    combine_matrices,
    compute_determinant,
    compute_matrix_rank,
    differentiate_polynomial,
    evaluate_polynomial,
    invert_matrix,
    solve_linear_system,
    solve_quadratic_equation,
    transpose_matrix,
)

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    # Wikipedia, "Matrix (mathematics)": the sum and the product of its examples
    (
        combine_matrices,
        {"left": [[1, 3, 1], [1, 0, 0]], "operation": "add", "right": [[0, 0, 5], [7, 5, 0]]},
        [[1, 3, 6], [8, 5, 0]],
    ),
    (
        combine_matrices,
        {"left": [[2, 3, 4], [1, 0, 0]], "operation": "multiply", "right": [[0, 1000], [1, 100], [0, 10]]},
        [[3, 2340], [0, 1000]],
    ),
    (combine_matrices, {"left": [[0.3]], "operation": "subtract", "right": [[0.1]]}, [[0.2]]),
    (transpose_matrix, {"matrix": [[1, 2, 3], [0, -6, 7]]}, [[1, 0], [2, -6], [3, 7]]),
    (transpose_matrix, {"matrix": [[5]]}, [[5]]),
    # Wikipedia, "Gaussian elimination": the second difference matrix and its inverse
    (
        invert_matrix,
        {"matrix": [[2, -1, 0], [-1, 2, -1], [0, -1, 2]]},
        [[0.75, 0.5, 0.25], [0.5, 1.0, 0.5], [0.25, 0.5, 0.75]],
    ),
    (invert_matrix, {"matrix": [[0, 2], [4, 0]]}, [[0, 0.25], [0.5, 0]]),
    # Wikipedia, "Determinant": the examples of two and of three rows
    (compute_determinant, {"matrix": [[3, 7], [1, -4]]}, -19.0),
    (compute_determinant, {"matrix": [[-2, -1, 2], [2, 1, 4], [-3, 3, -1]]}, 54.0),
    (compute_determinant, {"matrix": [[1, 2, 3], [4, 5, 6], [7, 8, 9]]}, 0.0),
    # Wikipedia, "Rank (linear algebra)": [[1, 0, 1], [0, 1, 1], [0, 1, 1]] has 2, [[1, 1, 0, 2], [-1, -1, 0, -2]] has 1
    (compute_matrix_rank, {"matrix": [[1, 0, 1], [0, 1, 1], [0, 1, 1]]}, 2),
    (compute_matrix_rank, {"matrix": [[1, 1, 0, 2], [-1, -1, 0, -2]]}, 1),
    # Wikipedia, "System of linear equations": 3x + 2y - z = 1, 2x - 2y + 4z = -2, -x + y/2 - z = 0 is 1, -2, -2
    (
        solve_linear_system,
        {"coefficients": [[3, 2, -1], [2, -2, 4], [-1, 0.5, -1]], "right_side": [1, -2, 0]},
        {"kind": "unique", "values": [1, -2, -2]},
    ),
    (
        solve_linear_system,
        {"coefficients": [[1, 3, -2], [3, 5, 6]], "right_side": [5, 7]},
        {"kind": "infinitely_many", "values": None},
    ),
    (
        solve_linear_system,
        {"coefficients": [[3, 2], [3, 2], [1, 1]], "right_side": [6, 12, 0]},
        {"kind": "none", "values": None},
    ),
    # The golden ratio (OEIS A001622) solves x^2 - x - 1 = 0
    (
        solve_quadratic_equation,
        {"a": 1, "b": -1, "c": -1},
        {
            "discriminant": 5.0,
            "kind": "two_real",
            "real_parts": [-0.6180339887, 1.618033989],
            "imaginary_parts": [0.0, 0.0],
        },
    ),
    (
        solve_quadratic_equation,
        {"a": -2, "b": 4, "c": -2},
        {"discriminant": 0.0, "kind": "one_real", "real_parts": [1.0], "imaginary_parts": [0.0]},
    ),
    (
        solve_quadratic_equation,
        {"a": 1, "b": 2, "c": 5},
        {"discriminant": -16.0, "kind": "two_complex", "real_parts": [-1.0, -1.0], "imaginary_parts": [-2.0, 2.0]},
    ),
    # Wikipedia, "Horner's method": 2 x^3 - 6 x^2 + 2 x - 1 at 3 is 5
    (evaluate_polynomial, {"coefficients": [2, -6, 2, -1], "x": 3}, 5.0),
    (evaluate_polynomial, {"coefficients": [7], "x": 100}, 7.0),
    (differentiate_polynomial, {"coefficients": [2, -6, 2, -1]}, [6.0, -12.0, 2.0]),
    (differentiate_polynomial, {"coefficients": [7]}, [0.0]),
]

IMPOSSIBLE: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (combine_matrices, {"left": [[1, 2]], "operation": "multiply", "right": [[1, 2]]}),
    (transpose_matrix, {"matrix": [[1, 2], [3]]}),
    (invert_matrix, {"matrix": [[1, 2, 3], [4, 5, 6]]}),
    (invert_matrix, {"matrix": [[1e-305]]}),
    (compute_determinant, {"matrix": [[1, 2]]}),
    (compute_matrix_rank, {"matrix": [[]]}),
    (solve_linear_system, {"coefficients": [[1, 2]], "right_side": [1, 2]}),
    (solve_quadratic_equation, {"a": 0, "b": 1, "c": 1}),
    (evaluate_polynomial, {"coefficients": [], "x": 1}),
    (differentiate_polynomial, {"coefficients": []}),
]


def test_determinants_are_those_of_leibniz() -> None:
    draw = random.Random(13)
    for _ in range(20):
        matrix = [[float(draw.randrange(-9, 10)) for _ in range(5)] for _ in range(5)]
        total = 0.0
        for order in itertools.permutations(range(5)):
            swaps = sum(order[i] > order[j] for i in range(5) for j in range(i + 1, 5))
            total += (-1) ** swaps * math.prod(matrix[row][column] for row, column in enumerate(order))
        assert compute_determinant(matrix=matrix) == total


def test_inverse_undoes_the_matrix() -> None:
    draw = random.Random(14)
    matrix = [[float(draw.randrange(-9, 10)) for _ in range(6)] for _ in range(6)]

    unit = combine_matrices(left=matrix, operation="multiply", right=invert_matrix(matrix=matrix))

    assert all(unit[i][j] == pytest.approx(float(i == j), abs=1e-7) for i in range(6) for j in range(6))


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_function_gives_the_known_answer(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments"), IMPOSSIBLE)
def test_impossible_input_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)
