"""Statistics over lists of numbers, and reproducible random draws."""

from __future__ import annotations

import math
import random
import statistics
from typing import Annotated, TypeAlias, TypedDict

from function_impls.constraints import Length, Range

Numbers: TypeAlias = Annotated[list[float], Length(minimum=1, maximum=1000)]


class NumberSummary(TypedDict):
    """What ``describe_numbers`` tells; the deviation of a single number is null."""

    count: int
    sum: float
    mean: float
    median: float
    min: float
    max: float
    standard_deviation: float | None


class FittedLine(TypedDict):
    """``y = slope * x + intercept``."""

    slope: float
    intercept: float


def describe_numbers(numbers: Numbers) -> NumberSummary:
    """Summarise numbers: count, sum, mean, median, smallest, largest and sample standard deviation.

    Sum, mean, median and deviation are rounded to nine digits after the point.

    Args:
        numbers: The numbers, at least one. The deviation of a single number is null.

    Returns:
        The figures of the summary.

    Raises:
        ValueError: There is no number, or one is beyond 10^100.

    Examples:
        >>> describe_numbers(numbers=[3])
        {'count': 1, 'sum': 3.0, 'mean': 3.0, 'median': 3.0, 'min': 3, 'max': 3, 'standard_deviation': None}

    See Also:
        measure_spread: Variance and deviation, of a sample or of a whole population.
        find_quartiles: Quartiles and outliers.
        percentile: One percentile.
    """
    if not numbers:
        raise ValueError("numbers must hold at least one number")
    _check_size(numbers)
    return {
        "count": len(numbers),
        "sum": _rounded(math.fsum(numbers)),
        "mean": _rounded(statistics.fmean(numbers)),
        "median": _rounded(statistics.median(numbers)),
        "min": min(numbers),
        "max": max(numbers),
        "standard_deviation": _rounded(statistics.stdev(numbers)) if len(numbers) > 1 else None,
    }


def percentile(numbers: Numbers, percent: Annotated[float, Range(minimum=0, maximum=100)]) -> float:
    """Compute a percentile of numbers, interpolating linearly between neighbours.

    The result is rounded to nine digits after the point.

    Args:
        numbers: The numbers, in any order, at least one.
        percent: Which percentile, from 0 to 100; 50 is the median.

    Returns:
        The value below which that share of the numbers lies.

    Raises:
        ValueError: There is no number, one is beyond 10^100, or the percentile is not between 0 and 100.

    Examples:
        >>> percentile(numbers=[1, 2, 3, 4], percent=50)
        2.5

    See Also:
        find_quartiles: All three quartiles at once, with outliers.
        rank_percentile: The other direction, from a value to its percentile.
        describe_numbers: Count, mean, deviation and median in one.
    """
    if not numbers or not 0 <= percent <= 100:
        raise ValueError("numbers must not be empty and percent must lie between 0 and 100")
    _check_size(numbers)
    ordered = sorted(numbers)
    position = (len(ordered) - 1) * percent / 100
    low = math.floor(position)
    high = min(low + 1, len(ordered) - 1)
    return _rounded(ordered[low] + (ordered[high] - ordered[low]) * (position - low))


def linear_regression(
    x: Annotated[list[float], Length(minimum=2, maximum=1000)],
    y: Annotated[list[float], Length(minimum=2, maximum=1000)],
) -> FittedLine:
    """Fit a straight line through points by least squares.

    Slope and intercept are rounded to nine digits after the point.

    Args:
        x: The points' x values; at least two different ones.
        y: The points' y values, as many as x.

    Returns:
        The line's slope and where it meets x = 0.

    Raises:
        ValueError: x and y differ in length, all x are equal, or a number is beyond 10^100.

    Examples:
        >>> linear_regression(x=[0, 1, 2], y=[1, 3, 5])
        {'slope': 2.0, 'intercept': 1.0}
        >>> linear_regression(x=[1, 1], y=[1, 2])
        Traceback (most recent call last):
        ValueError: x must hold at least two different values

    See Also:
        measure_correlation: How closely x and y go together, without a line.
        find_line_through_points: The line through exactly two points.
    """
    if len(x) != len(y):
        raise ValueError(f"x and y must be equally long, not {len(x)} and {len(y)}")
    if len(set(x)) < 2:
        raise ValueError("x must hold at least two different values")
    _check_size([*x, *y])
    line = statistics.linear_regression(x, y)
    return {"slope": _rounded(line.slope), "intercept": _rounded(line.intercept)}


def prime_factors(number: Annotated[int, Range(minimum=2, maximum=1_000_000_000_000)]) -> list[int]:
    """Split a whole number into its prime factors, ascending and repeated as often as they divide.

    Args:
        number: The number, from 2 to 10^12.

    Returns:
        The prime factors; their product is the number.

    Raises:
        ValueError: The number is below 2 or above 10^12.

    Examples:
        >>> prime_factors(number=360)
        [2, 2, 2, 3, 3, 5]

    See Also:
        list_divisors: All divisors, prime or not.
        check_prime: Only whether the number is a prime.
    """
    if not 2 <= number <= 10**12:
        raise ValueError(f"number must lie between 2 and 10^12, not {number}")
    factors = []
    divisor = 2
    while divisor * divisor <= number:
        while number % divisor == 0:
            factors.append(divisor)
            number //= divisor
        divisor += 1 if divisor == 2 else 2
    return [*factors, number] if number > 1 else factors


def draw_sample(
    items: Annotated[list[str], Length(minimum=1, maximum=1000)], size: Annotated[int, Range(minimum=1)]
) -> list[str]:
    """Draw different items at random from a list; the example's seed decides which.

    Args:
        items: What to draw from.
        size: How many to draw; not more than there are.

    Returns:
        The drawn items, in the order of drawing.

    Raises:
        ValueError: More items are wanted than there are.

    Examples:
        >>> draw_sample(items=["a"], size=1)
        ['a']
        >>> draw_sample(items=["a"], size=2)
        Traceback (most recent call last):
        ValueError: cannot draw 2 of 1 items
    """
    if size > len(items):
        raise ValueError(f"cannot draw {size} of {len(items)} items")
    return random.sample(items, size)


def _check_size(numbers: list[float]) -> None:
    if max(abs(each) for each in numbers) > 1e100:
        raise ValueError("each number must lie between -10^100 and 10^100")


def _rounded(value: float) -> float:
    return round(float(value), 9) + 0.0
