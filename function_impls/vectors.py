"""Vectors of the plane, of space and of more dimensions. Results have ten significant digits."""

from __future__ import annotations

import math
from typing import Annotated, TypeAlias

from function_impls.constraints import Length, Range

Entry: TypeAlias = Annotated[float, Range(minimum=-1_000_000_000, maximum=1_000_000_000)]
Vector: TypeAlias = Annotated[list[Entry], Length(minimum=1, maximum=50)]
SpaceVector: TypeAlias = Annotated[list[Entry], Length(minimum=3, maximum=3)]


def measure_vector_length(vector: Vector) -> float:
    """Compute the length (Euclidean norm) of a vector.

    Args:
        vector: Its coordinates.

    Returns:
        The length.

    Raises:
        ValueError: There is no coordinate.

    Examples:
        >>> measure_vector_length(vector=[2, 3, 6])
        7.0

    See Also:
        measure_plane_distance: The distance of two points.
    """
    if not vector:
        raise ValueError("a vector has at least one coordinate")
    return _rounded(math.hypot(*vector))


def multiply_vectors(left: Vector, right: Vector) -> float:
    """Compute the dot product (scalar product) of two vectors: a number, zero where they are at right angles.

    Args:
        left: The first vector.
        right: The second vector, with as many coordinates.

    Returns:
        The product.

    Raises:
        ValueError: The vectors differ in length.

    Examples:
        >>> multiply_vectors(left=[1, 2, 3], right=[4, 5, 6])
        32.0
        >>> multiply_vectors(left=[1, 2, 3], right=[4, 5])
        Traceback (most recent call last):
        ValueError: the vectors must be equally long, not 3 and 2

    See Also:
        cross_vectors: The product that is a vector at right angles to both.
        combine_matrices: The product of matrices.
    """
    _check_lengths(left, right)
    return _rounded(math.fsum(a * b for a, b in zip(left, right, strict=True)))


def cross_vectors(left: SpaceVector, right: SpaceVector) -> list[float]:
    """Compute the cross product of two vectors of space: the vector at right angles to both, by the right-hand rule.

    Args:
        left: The first vector, x, y and z.
        right: The second vector, x, y and z.

    Returns:
        The product's x, y and z; its length is the area of the parallelogram of both.

    Raises:
        ValueError: A vector does not have three coordinates.

    Examples:
        >>> cross_vectors(left=[1, 0, 0], right=[0, 1, 0])
        [0.0, 0.0, 1.0]

    See Also:
        multiply_vectors: The product that is a number.
    """
    if len(left) != 3 or len(right) != 3:
        raise ValueError(f"both vectors must have three coordinates, not {len(left)} and {len(right)}")
    pairs = ((1, 2), (2, 0), (0, 1))
    return [_rounded(left[i] * right[j] - left[j] * right[i]) for i, j in pairs]


def measure_vector_angle(left: Vector, right: Vector) -> float:
    """Compute the angle between two vectors, in degrees from 0 to 180, rounded to 0.000001.

    Args:
        left: The first vector, not zero.
        right: The second vector, not zero, with as many coordinates.

    Returns:
        The angle.

    Raises:
        ValueError: The vectors differ in length, or one is zero.

    Examples:
        >>> measure_vector_angle(left=[1, 0], right=[1, 1])
        45.0

    See Also:
        convert_cartesian_to_polar: The direction of one vector of the plane.
    """
    _check_lengths(left, right)
    first, second = math.hypot(*left), math.hypot(*right)
    if first == 0 or second == 0:
        raise ValueError("a vector of length zero has no direction")
    units = [(a / first, b / second) for a, b in zip(left, right, strict=True)]
    half = math.atan2(math.hypot(*(a - b for a, b in units)), math.hypot(*(a + b for a, b in units)))
    return round(math.degrees(2 * half), 6)


def _check_lengths(left: list[float], right: list[float]) -> None:
    if not left or len(left) != len(right):
        raise ValueError(f"the vectors must be equally long, not {len(left)} and {len(right)}")


def _rounded(value: float) -> float:
    return float(f"{value:.10g}") + 0.0
