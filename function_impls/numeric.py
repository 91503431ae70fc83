"""Statistics over lists of numbers, and reproducible random draws."""

from __future__ import annotations

import math
import random
import statistics

from function_impls.model import Json


def describe_numbers(numbers: list[float]) -> dict[str, Json]:
    """Summarise numbers: count, sum, mean, median, smallest, largest and sample standard deviation.

    Args:
        numbers: At least one number. The deviation of a single number is null.
    """
    if not numbers:
        raise ValueError("numbers must hold at least one number")
    return {
        "count": len(numbers),
        "sum": _rounded(math.fsum(numbers)),
        "mean": _rounded(statistics.fmean(numbers)),
        "median": _rounded(statistics.median(numbers)),
        "min": min(numbers),
        "max": max(numbers),
        "standard_deviation": _rounded(statistics.stdev(numbers)) if len(numbers) > 1 else None,
    }


def percentile(numbers: list[float], percent: float) -> float:
    """Compute a percentile, interpolating linearly between neighbours.

    Args:
        numbers: At least one number.
        percent: Which percentile, from 0 to 100.
    """
    if not numbers or not 0 <= percent <= 100:
        raise ValueError("numbers must not be empty and percent must lie between 0 and 100")
    ordered = sorted(numbers)
    position = (len(ordered) - 1) * percent / 100
    low = math.floor(position)
    high = min(low + 1, len(ordered) - 1)
    return _rounded(ordered[low] + (ordered[high] - ordered[low]) * (position - low))


def linear_regression(x: list[float], y: list[float]) -> dict[str, Json]:
    """Fit a straight line through points by least squares.

    Args:
        x: The points' x values; at least two different ones.
        y: The points' y values, as many as x.
    """
    if len(x) != len(y):
        raise ValueError(f"x and y must be equally long, not {len(x)} and {len(y)}")
    if len(set(x)) < 2:
        raise ValueError("x must hold at least two different values")
    line = statistics.linear_regression(x, y)
    return {"slope": _rounded(line.slope), "intercept": _rounded(line.intercept)}


def prime_factors(number: int) -> list[int]:
    """Split a whole number into its prime factors, ascending and repeated as often as they divide.

    Args:
        number: From 2 to 10^12.
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


def draw_sample(items: list[str], size: int) -> list[str]:
    """Draw different items at random; the example's seed decides which.

    Args:
        items: What to draw from.
        size: How many to draw; not more than there are.
    """
    if size > len(items):
        raise ValueError(f"cannot draw {size} of {len(items)} items")
    return random.sample(items, size)


def _rounded(value: float) -> float:
    return round(float(value), 9) + 0.0
