"""Matrices, vectors, systems of linear equations and polynomials. Computed exactly, then given to ten digits.

A matrix is a list of rows of equal length. Numbers are taken as they are written in decimal.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Range

Entry: TypeAlias = Annotated[float, Range(minimum=-1_000_000_000, maximum=1_000_000_000)]
Row: TypeAlias = Annotated[list[Entry], Length(minimum=1, maximum=10)]
Matrix: TypeAlias = Annotated[list[Row], Length(minimum=1, maximum=10)]
Coefficients: TypeAlias = Annotated[list[Entry], Length(minimum=1, maximum=20)]
Exact: TypeAlias = list[list[Fraction]]


class QuadraticRoots(TypedDict):
    """The roots of a quadratic equation, ascending by real part; two conjugates where they are complex."""

    discriminant: float
    kind: Literal["two_real", "one_real", "two_complex"]
    real_parts: list[float]
    imaginary_parts: list[float]


class LinearSolution(TypedDict):
    """The solution of a system of linear equations; null where there is none, or more than one."""

    kind: Literal["unique", "none", "infinitely_many"]
    values: list[float] | None


def combine_matrices(
    left: Matrix, operation: Literal["add", "subtract", "multiply"], right: Matrix
) -> list[list[float]]:
    """Add, subtract or multiply two matrices; multiply is the product of matrices, row by column.

    Args:
        left: The first matrix.
        operation: What is done with the two.
        right: The second matrix: of equal shape to add or subtract, with as many rows as left has columns to multiply.

    Returns:
        The resulting matrix.

    Raises:
        ValueError: The shapes do not fit, or the rows of a matrix differ in length.

    Examples:
        >>> combine_matrices(left=[[1, 2], [3, 4]], operation="multiply", right=[[0, 1], [1, 0]])
        [[2.0, 1.0], [4.0, 3.0]]
        >>> combine_matrices(left=[[1, 2]], operation="add", right=[[1], [2]])
        Traceback (most recent call last):
        ValueError: a 1x2 and a 2x1 matrix cannot be combined by add

    See Also:
        multiply_vectors: Products of two vectors.
        invert_matrix: What to multiply by instead of dividing.
    """
    first, second = _exact(left), _exact(right)
    fits = len(first[0]) == len(second) if operation == "multiply" else _shape(first) == _shape(second)
    if not fits:
        raise ValueError(f"a {_shape(first)} and a {_shape(second)} matrix cannot be combined by {operation}")
    if operation == "multiply":
        columns = list(zip(*second, strict=True))
        return [[_number(_dot(row, list(column))) for column in columns] for row in first]
    sign = 1 if operation == "add" else -1
    return [
        [_number(a + sign * b) for a, b in zip(above, below, strict=True)]
        for above, below in zip(first, second, strict=True)
    ]


def transpose_matrix(matrix: Matrix) -> list[list[float]]:
    """Exchange the rows and the columns of a matrix.

    Args:
        matrix: The matrix.

    Returns:
        The transposed matrix.

    Raises:
        ValueError: The rows differ in length.

    Examples:
        >>> transpose_matrix(matrix=[[1, 2, 3], [4, 5, 6]])
        [[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]

    See Also:
        invert_matrix: The inverse, which undoes a multiplication.
    """
    return [[_number(each) for each in column] for column in zip(*_exact(matrix), strict=True)]


def invert_matrix(matrix: Matrix) -> list[list[float]]:
    """Compute the inverse of a square matrix.

    Args:
        matrix: The square matrix.

    Returns:
        The matrix whose product with the given one is the unit matrix.

    Raises:
        ValueError: The matrix is not square, its determinant is zero, or an entry of the inverse is beyond 10^300.

    Examples:
        >>> invert_matrix(matrix=[[2, 1], [1, 1]])
        [[1.0, -1.0], [-1.0, 2.0]]
        >>> invert_matrix(matrix=[[1, 2], [2, 4]])
        Traceback (most recent call last):
        ValueError: the matrix has no inverse: its determinant is zero

    See Also:
        transpose_matrix: Rows and columns exchanged.
        solve_linear_system: Where only one right side is to be solved.
        combine_matrices: Adds, subtracts or multiplies two matrices.
    """
    exact = _square(matrix)
    size = len(exact)
    wide = [[*row, *(Fraction(int(i == j)) for j in range(size))] for i, row in enumerate(exact)]
    reduced, pivots, _ = _reduce(wide, size)
    if len(pivots) < size:
        raise ValueError("the matrix has no inverse: its determinant is zero")
    return [[_number(each) for each in row[size:]] for row in reduced]


def compute_determinant(matrix: Matrix) -> float:
    """Compute the determinant of a square matrix.

    Args:
        matrix: The square matrix.

    Returns:
        The determinant.

    Raises:
        ValueError: The matrix is not square.

    Examples:
        >>> compute_determinant(matrix=[[1, 2], [3, 4]])
        -2.0
        >>> compute_determinant(matrix=[[1, 2, 3], [4, 5, 6]])
        Traceback (most recent call last):
        ValueError: the matrix must be square, not 2x3

    See Also:
        compute_matrix_rank: How many rows are independent, also of a matrix that is not square.
    """
    exact = _square(matrix)
    _, pivots, determinant = _reduce(exact, len(exact))
    return _number(determinant if len(pivots) == len(exact) else Fraction(0))


def compute_matrix_rank(matrix: Matrix) -> int:
    """Compute the rank of a matrix: how many of its rows are independent of the others.

    Args:
        matrix: The matrix, of any shape.

    Returns:
        The rank.

    Raises:
        ValueError: The rows differ in length.

    Examples:
        >>> compute_matrix_rank(matrix=[[1, 2], [2, 4]])
        1

    See Also:
        compute_determinant: Zero where a square matrix lacks rank.
    """
    exact = _exact(matrix)
    return len(_reduce(exact, len(exact[0]))[1])


def solve_linear_system(coefficients: Matrix, right_side: Row) -> LinearSolution:
    """Solve a system of linear equations, such as 2 x + y = 5 and x - y = 1.

    Args:
        coefficients: One row for each equation, with the coefficients of the unknowns in the same order.
        right_side: What each equation is equal to, in the order of the rows.

    Returns:
        Whether there is one solution, none or infinitely many, and the values of the unknowns where there is one.

    Raises:
        ValueError: There are not as many right sides as equations, rows differ in length, or a value is beyond 10^300.

    Examples:
        >>> solve_linear_system(coefficients=[[2, 1], [1, -1]], right_side=[5, 1])
        {'kind': 'unique', 'values': [2.0, 1.0]}
        >>> solve_linear_system(coefficients=[[1, 1], [1, 1]], right_side=[1, 2])
        {'kind': 'none', 'values': None}

    See Also:
        solve_quadratic_equation: One equation with a square.
        invert_matrix: The inverse, to solve for many right sides.
    """
    exact = _exact(coefficients)
    unknowns = len(exact[0])
    if len(exact) != len(right_side):
        raise ValueError(f"{len(exact)} equations need as many right sides, not {len(right_side)}")
    wide = [[*row, Fraction(str(each))] for row, each in zip(exact, right_side, strict=True)]
    reduced, pivots, _ = _reduce(wide, unknowns)
    if any(row[unknowns] for row in reduced[len(pivots) :]):
        return {"kind": "none", "values": None}
    if len(pivots) < unknowns:
        return {"kind": "infinitely_many", "values": None}
    return {"kind": "unique", "values": [_number(row[unknowns]) for row in reduced[:unknowns]]}


def solve_quadratic_equation(a: Entry, b: Entry, c: Entry) -> QuadraticRoots:
    """Solve a x^2 + b x + c = 0, with complex roots where there are no real ones.

    Args:
        a: Coefficient of the square, not zero.
        b: Coefficient of x.
        c: The constant.

    Returns:
        The discriminant, the kind of roots, and their real and imaginary parts (one entry for a double root).

    Raises:
        ValueError: a is zero, or a root is beyond 10^300.

    Examples:
        >>> solve_quadratic_equation(a=1, b=-3, c=2)
        {'discriminant': 1.0, 'kind': 'two_real', 'real_parts': [1.0, 2.0], 'imaginary_parts': [0.0, 0.0]}
        >>> solve_quadratic_equation(a=0, b=1, c=2)
        Traceback (most recent call last):
        ValueError: a must not be zero: the equation would not be quadratic

    See Also:
        solve_linear_system: Equations without squares.
        evaluate_polynomial: The value of the left side at an x.
    """
    if a == 0:
        raise ValueError("a must not be zero: the equation would not be quadratic")
    square, linear, constant = (Fraction(str(each)) for each in (a, b, c))
    discriminant = linear * linear - 4 * square * constant
    middle = -linear / (2 * square)
    reach = _root(abs(discriminant)) / (2 * abs(square))
    if discriminant == 0:
        return {"discriminant": 0.0, "kind": "one_real", "real_parts": [_number(middle)], "imaginary_parts": [0.0]}
    if discriminant < 0:
        return {
            "discriminant": _number(discriminant),
            "kind": "two_complex",
            "real_parts": [_number(middle), _number(middle)],
            "imaginary_parts": [_number(-reach), _number(reach)],
        }
    return {
        "discriminant": _number(discriminant),
        "kind": "two_real",
        "real_parts": [_number(middle - reach), _number(middle + reach)],
        "imaginary_parts": [0.0, 0.0],
    }


def evaluate_polynomial(
    coefficients: Coefficients, x: Annotated[float, Range(minimum=-1_000_000, maximum=1_000_000)]
) -> float:
    """Compute the value of a polynomial at an x.

    Args:
        coefficients: From the highest power down to the constant: [2, 0, -1] is 2 x^2 - 1.
        x: Where it is evaluated.

    Returns:
        The value.

    Raises:
        ValueError: There is no coefficient.

    Examples:
        >>> evaluate_polynomial(coefficients=[2, 0, -1], x=3)
        17.0

    See Also:
        differentiate_polynomial: Its slope, as another polynomial.
        solve_quadratic_equation: Where a quadratic one is zero.
    """
    if not coefficients:
        raise ValueError("a polynomial has at least one coefficient")
    value, place = Fraction(0), Fraction(str(x))
    for each in coefficients:
        value = value * place + Fraction(str(each))
    return _number(value)


def differentiate_polynomial(coefficients: Coefficients) -> list[float]:
    """Compute the derivative of a polynomial.

    Args:
        coefficients: From the highest power down to the constant: [2, 0, -1] is 2 x^2 - 1.

    Returns:
        The derivative's coefficients in the same order; [0.0] for a constant.

    Raises:
        ValueError: There is no coefficient.

    Examples:
        >>> differentiate_polynomial(coefficients=[2, 0, -1])
        [4.0, 0.0]

    See Also:
        evaluate_polynomial: The value at an x.
    """
    if not coefficients:
        raise ValueError("a polynomial has at least one coefficient")
    degree = len(coefficients) - 1
    powers = [Fraction(str(each)) * (degree - place) for place, each in enumerate(coefficients[:-1])]
    return [_number(each) for each in powers] or [0.0]


def _exact(matrix: list[list[float]]) -> Exact:
    if not matrix or not matrix[0] or len({len(row) for row in matrix}) > 1:
        raise ValueError("a matrix needs rows of equal length, and at least one number")
    return [[Fraction(str(each)) for each in row] for row in matrix]


def _square(matrix: list[list[float]]) -> Exact:
    exact = _exact(matrix)
    if len(exact) != len(exact[0]):
        raise ValueError(f"the matrix must be square, not {_shape(exact)}")
    return exact


def _shape(matrix: Exact) -> str:
    return f"{len(matrix)}x{len(matrix[0])}"


def _dot(left: list[Fraction], right: list[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(left, right, strict=True)), Fraction(0))


def _reduce(matrix: Exact, columns: int) -> tuple[Exact, list[int], Fraction]:
    """Gauss and Jordan on the first columns: the reduced rows, the columns with a pivot, the product of the pivots."""
    rows = [list(row) for row in matrix]
    pivots: list[int] = []
    product = Fraction(1)
    for column in range(columns):
        top = len(pivots)
        found = next((number for number in range(top, len(rows)) if rows[number][column]), None)
        if found is None:
            continue
        if found != top:
            rows[top], rows[found], product = rows[found], rows[top], -product
        pivot = rows[top][column]
        product *= pivot
        rows[top] = [each / pivot for each in rows[top]]
        for number, row in enumerate(rows):
            if number != top and row[column]:
                rows[number] = [a - row[column] * b for a, b in zip(row, rows[top], strict=True)]
        pivots.append(column)
    return rows, pivots, product


def _root(value: Fraction) -> Fraction:
    """The square root, with over thirty digits."""
    scale = 10**40
    return Fraction(math.isqrt(value.numerator * value.denominator * scale * scale), value.denominator * scale)


def _number(value: Fraction) -> float:
    if abs(value) > 10**300:
        raise ValueError("a result is beyond 10^300")
    return float(f"{float(value):.10g}") + 0.0
