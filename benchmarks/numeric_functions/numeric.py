"""A function that takes no time once numpy, some 26 MB, is imported."""

import numpy  # type: ignore[import-not-found] # it is in the box alone


def sum_of_squares(numbers: list[float]) -> float:
    """Add up the squares of numbers.

    Args:
        numbers: The numbers, in any order.
    """
    return float(numpy.square(numbers).sum())
