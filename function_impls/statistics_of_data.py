"""Statistics of a data set: means, spread, quartiles, ranks and correlation."""

from __future__ import annotations

import math
import statistics
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Range

Number: TypeAlias = Annotated[float, Range(minimum=-1_000_000_000_000, maximum=1_000_000_000_000)]
Data: TypeAlias = Annotated[list[Number], Length(minimum=1, maximum=1000)]
Sample: TypeAlias = Annotated[list[Number], Length(minimum=2, maximum=1000)]


class Spread(TypedDict):
    """How far numbers lie apart."""

    variance: float
    standard_deviation: float
    range: float


class Quartiles(TypedDict):
    """Quartiles, their distance, and the numbers that lie more than 1.5 of it outside of them."""

    first: float
    median: float
    third: float
    interquartile_range: float
    outliers: list[float]


def compute_mean(numbers: Data, kind: Literal["arithmetic", "geometric", "harmonic", "quadratic"]) -> float:
    """Compute a mean of numbers that all count alike, to ten significant digits.

    Args:
        numbers: The numbers; above zero for the geometric and the harmonic mean.
        kind: arithmetic for sums, geometric for growth factors, harmonic for rates such as speeds over equal
            distances, quadratic (root mean square) for amplitudes.

    Returns:
        The mean.

    Raises:
        ValueError: A number is not above zero where the mean needs it.

    Examples:
        >>> compute_mean(numbers=[40, 60], kind="harmonic")
        48.0
        >>> compute_mean(numbers=[0, 60], kind="harmonic")
        Traceback (most recent call last):
        ValueError: a harmonic mean needs numbers above zero, not 0

    See Also:
        compute_weighted_mean: A mean where some numbers count more than others, such as grades.
        smooth_series: A mean for each place of a series.
    """
    if kind in {"geometric", "harmonic"} and min(numbers) <= 0:
        raise ValueError(f"a {kind} mean needs numbers above zero, not {min(numbers)}")
    if kind == "arithmetic":
        return _rounded(statistics.fmean(numbers))
    if kind == "geometric":
        return _rounded(math.exp(math.fsum(math.log(each) for each in numbers) / len(numbers)))
    if kind == "harmonic":
        return _rounded(len(numbers) / math.fsum(1 / max(each, 1e-300) for each in numbers))
    return _rounded(math.sqrt(math.fsum(each * each for each in numbers) / len(numbers)))


def compute_weighted_mean(
    numbers: Data,
    weights: Annotated[list[Annotated[float, Range(minimum=0, maximum=1_000_000)]], Length(minimum=1, maximum=1000)],
) -> float:
    """Compute the arithmetic mean of numbers that count differently, such as grades, to ten significant digits.

    Args:
        numbers: The numbers.
        weights: How much each number counts, in the same order; at least one above zero.

    Returns:
        The weighted mean.

    Raises:
        ValueError: There are not as many weights as numbers, a weight is negative, or all are zero.

    Examples:
        >>> compute_weighted_mean(numbers=[5, 3, 4], weights=[3, 1, 2])
        4.333333333
        >>> compute_weighted_mean(numbers=[5, 3], weights=[1])
        Traceback (most recent call last):
        ValueError: there must be as many weights as numbers, not 1 and 2

    See Also:
        compute_mean: Where all numbers count alike.
    """
    if len(numbers) != len(weights):
        raise ValueError(f"there must be as many weights as numbers, not {len(weights)} and {len(numbers)}")
    total = math.fsum(weights)
    if min(weights) < 0 or total < 1e-9:
        raise ValueError("no weight may be negative, and at least one must be above zero")
    return _rounded(math.fsum(number * weight for number, weight in zip(numbers, weights, strict=True)) / total)


def measure_spread(numbers: Sample, kind: Literal["sample", "population"]) -> Spread:
    """Compute variance, standard deviation and range of numbers, to ten significant digits.

    Args:
        numbers: The numbers, at least two.
        kind: sample divides by n - 1, for a part that stands for more; population divides by n, where the numbers are
            all there are.

    Returns:
        The variance, its square root, and the largest minus the smallest number.

    Raises:
        ValueError: There are less than two numbers.

    Examples:
        >>> measure_spread(numbers=[2, 4, 4, 4, 5, 5, 7, 9], kind="population")
        {'variance': 4.0, 'standard_deviation': 2.0, 'range': 7.0}

    See Also:
        describe_numbers: Mean and median too, with the deviation of a sample.
        find_quartiles: A spread that outliers do not stretch.
        estimate_mean_interval: How sure the mean of a sample is.
    """
    if len(numbers) < 2:
        raise ValueError("at least two numbers are needed")
    variance = statistics.variance(numbers) if kind == "sample" else statistics.pvariance(numbers)
    return {
        "variance": _rounded(variance),
        "standard_deviation": _rounded(math.sqrt(variance)),
        "range": _rounded(max(numbers) - min(numbers)),
    }


def find_quartiles(numbers: Sample) -> Quartiles:
    """Find the quartiles of numbers and the outliers by Tukey's rule of 1.5 interquartile ranges.

    Quartiles interpolate linearly (method 7 of Hyndman and Fan, as spreadsheets do), to ten significant digits.

    Args:
        numbers: The numbers, in any order, at least two.

    Returns:
        The three quartiles, their distance, and the outliers in ascending order.

    Raises:
        ValueError: There are less than two numbers.

    Examples:
        >>> find_quartiles(numbers=[1, 2, 3, 4, 20])
        {'first': 2.0, 'median': 3.0, 'third': 4.0, 'interquartile_range': 2.0, 'outliers': [20.0]}

    See Also:
        percentile: Any other percentile.
        measure_spread: Variance and standard deviation.
        describe_numbers: Count, mean, deviation and median in one.
    """
    if len(numbers) < 2:
        raise ValueError("at least two numbers are needed")
    ordered = sorted(float(each) for each in numbers)
    first, median, third = (_quantile(ordered, share) for share in (0.25, 0.5, 0.75))
    reach = 1.5 * (third - first)
    return {
        "first": _rounded(first),
        "median": _rounded(median),
        "third": _rounded(third),
        "interquartile_range": _rounded(third - first),
        "outliers": [each for each in ordered if each < first - reach or each > third + reach],
    }


def rank_percentile(numbers: Data, value: Number) -> float:
    """Compute the percentile rank of a value among numbers, rounded to 0.01: those below it, and half of those equal.

    Args:
        numbers: The numbers to compare with.
        value: The value whose rank is wanted; it need not be among them.

    Returns:
        The rank from 0 to 100.

    Raises:
        ValueError: There is no number.

    Examples:
        >>> rank_percentile(numbers=[10, 20, 30, 40], value=30)
        62.5

    See Also:
        percentile: The other direction, from a percentile to its value.
        standardise_numbers: How many standard deviations each number is from the mean.
    """
    if not numbers:
        raise ValueError("numbers must hold at least one number")
    below = sum(each < value for each in numbers)
    equal = sum(each == value for each in numbers)
    return round(100 * (below + equal / 2) / len(numbers), 2)


def measure_correlation(x: Sample, y: Sample, method: Literal["pearson", "spearman"] = "pearson") -> float:
    """Compute how closely two variables go together, from -1 to 1, rounded to 0.000001.

    Args:
        x: Values of the first variable.
        y: Values of the second variable, in the same order and as many.
        method: pearson for straight lines, spearman for ranks, where only the order counts.

    Returns:
        The coefficient of correlation.

    Raises:
        ValueError: x and y differ in length, or all values of one are equal.

    Examples:
        >>> measure_correlation(x=[1, 2, 3], y=[1, 4, 9], method="spearman")
        1.0
        >>> measure_correlation(x=[1, 2, 3], y=[5, 5, 5])
        Traceback (most recent call last):
        ValueError: x and y must each hold at least two different values

    See Also:
        linear_regression: The line itself.
    """
    if len(x) != len(y):
        raise ValueError(f"x and y must be equally long, not {len(x)} and {len(y)}")
    first, second = (_ranks(x), _ranks(y)) if method == "spearman" else (x, y)
    first, second = _centred(first), _centred(second)
    scale = math.sqrt(math.fsum(each * each for each in first)) * math.sqrt(math.fsum(each * each for each in second))
    if len(set(x)) < 2 or len(set(y)) < 2 or scale == 0:
        raise ValueError("x and y must each hold at least two different values")
    product = math.fsum(a * b for a, b in zip(first, second, strict=True))
    return round(max(-1.0, min(1.0, product / scale)), 6) + 0.0


def standardise_numbers(numbers: Sample, kind: Literal["sample", "population"] = "sample") -> list[float]:
    """Compute z-scores: how many standard deviations each number lies above or below the mean, rounded to 0.0001.

    Args:
        numbers: The numbers, at least two different ones.
        kind: Which standard deviation is used: of a sample (n - 1) or of a whole population (n).

    Returns:
        One score for each number, in the same order.

    Raises:
        ValueError: All numbers are equal.

    Examples:
        >>> standardise_numbers(numbers=[2, 4, 6])
        [-1.0, 0.0, 1.0]

    See Also:
        rank_percentile: Where a value stands among the numbers, in per cent.
        normal_probability: The probability of a range of values.
    """
    if len(set(numbers)) < 2:
        raise ValueError("at least two different numbers are needed")
    centred = _centred(numbers)
    divisor = len(numbers) - 1 if kind == "sample" else len(numbers)
    deviation = math.sqrt(math.fsum(each * each for each in centred) / divisor)
    if deviation == 0:
        raise ValueError("the numbers differ by too little")
    return [round(each / deviation, 4) + 0.0 for each in centred]


def _quantile(ordered: list[float], share: float) -> float:
    low, part = divmod((len(ordered) - 1) * share, 1)
    start = ordered[int(low)]
    return start + (ordered[min(int(low) + 1, len(ordered) - 1)] - start) * part


def _centred(numbers: list[float]) -> list[float]:
    mean = statistics.fmean(numbers)
    return [each - mean for each in numbers]


def _ranks(numbers: list[float]) -> list[float]:
    """Ranks from 1; equal numbers share the mean of theirs."""
    places: dict[float, list[int]] = {}
    for place, each in enumerate(sorted(numbers), start=1):
        places[each] = [*places.get(each, []), place]
    return [sum(places[each]) / len(places[each]) for each in numbers]


def _rounded(value: float) -> float:
    return float(f"{value:.10g}") + 0.0
