"""Data as a table or a series: frequencies, histograms, smoothing, forecasts of the mean."""

from __future__ import annotations

import math
import statistics
from fractions import Fraction
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Range

Number: TypeAlias = Annotated[float, Range(minimum=-1_000_000_000_000, maximum=1_000_000_000_000)]
Data: TypeAlias = Annotated[list[Number], Length(minimum=1, maximum=1000)]
Sample: TypeAlias = Annotated[list[Number], Length(minimum=2, maximum=1000)]

_NORMAL_QUANTILES = {80: 1.2815515655446004, 90: 1.6448536269514722, 95: 1.959963984540054, 99: 2.5758293035489004}


class Frequency(TypedDict):
    """How often a value occurs; ``percent`` of all values."""

    value: str
    count: int
    percent: float


class Bin(TypedDict):
    """A class of a histogram; ``end`` belongs to the next class, but for the last."""

    start: float
    end: float
    count: int


class Interval(TypedDict):
    """An estimate and the interval around it."""

    mean: float
    low: float
    high: float


def count_frequencies(
    values: Annotated[list[Annotated[str, Length(maximum=200)]], Length(minimum=1, maximum=1000)],
) -> list[Frequency]:
    """Count how often each value occurs, most frequent first; at a tie in the order of first occurrence.

    Args:
        values: Values as texts; they are compared exactly.

    Returns:
        Each different value with its count and its share of all in per cent, rounded to 0.01.

    Raises:
        ValueError: There is no value.

    Examples:
        >>> count_frequencies(values=["yes", "no", "yes"])
        [{'value': 'yes', 'count': 2, 'percent': 66.67}, {'value': 'no', 'count': 1, 'percent': 33.33}]

    See Also:
        build_histogram: Numbers, counted in classes of equal width.
    """
    if not values:
        raise ValueError("values must hold at least one value")
    counts: dict[str, int] = {}
    for each in values:
        counts[each] = counts.get(each, 0) + 1
    ordered = sorted(counts.items(), key=lambda pair: -pair[1])
    return [
        {"value": value, "count": count, "percent": round(100 * count / len(values), 2)} for value, count in ordered
    ]


def build_histogram(numbers: Data, bins: Annotated[int, Range(minimum=1, maximum=50)]) -> list[Bin]:
    """Count numbers in classes of equal width from the smallest to the largest.

    Bounds are given to ten significant digits. A number on a bound counts in the upper class, the largest in the last.

    Args:
        numbers: The numbers, at least two different ones.
        bins: How many classes.

    Returns:
        The classes in ascending order.

    Raises:
        ValueError: All numbers are equal.

    Examples:
        >>> build_histogram(numbers=[1, 2, 2, 5], bins=2)
        [{'start': 1.0, 'end': 3.0, 'count': 3}, {'start': 3.0, 'end': 5.0, 'count': 1}]

    See Also:
        count_frequencies: Count equal values instead of classes.
    """
    exact = [Fraction(str(each)) for each in numbers]
    low, span = min(exact), max(exact) - min(exact)
    if span == 0:
        raise ValueError("at least two different numbers are needed")
    counts = [0] * bins
    for each in exact:
        counts[min((each - low) * bins // span, bins - 1)] += 1
    bounds = [_rounded(float(low + span * number / bins)) for number in range(bins + 1)]
    return [{"start": bounds[number], "end": bounds[number + 1], "count": counts[number]} for number in range(bins)]


def smooth_series(
    numbers: Data,
    method: Literal["moving_average", "exponential"],
    window: Annotated[int, Range(minimum=1, maximum=365)],
) -> list[float]:
    """Smooth a series of numbers in time order, to ten significant digits.

    Args:
        numbers: The series, oldest first.
        method: moving_average gives the mean of each window, and so window - 1 values less than there are numbers;
            exponential gives as many values as numbers, the first as it is, the next with the factor 2 / (window + 1).
        window: How many numbers a window has.

    Returns:
        The smoothed series.

    Raises:
        ValueError: A moving average's window is longer than the series, or the window is below 1.

    Examples:
        >>> smooth_series(numbers=[1, 2, 3, 7], method="moving_average", window=3)
        [2.0, 4.0]
        >>> smooth_series(numbers=[1, 2], method="moving_average", window=3)
        Traceback (most recent call last):
        ValueError: a window of 3 does not fit into 2 numbers

    See Also:
        compute_mean: One mean of all.
    """
    if window < 1 or (method == "moving_average" and window > len(numbers)):
        raise ValueError(f"a window of {window} does not fit into {len(numbers)} numbers")
    if method == "moving_average":
        starts = range(len(numbers) - window + 1)
        return [_rounded(math.fsum(numbers[start : start + window]) / window) for start in starts]
    smoothed = [float(numbers[0])]
    for each in numbers[1:]:
        smoothed.append(smoothed[-1] + (each - smoothed[-1]) * 2 / (window + 1))
    return [_rounded(each) for each in smoothed]


def estimate_mean_interval(numbers: Sample, confidence: Literal[80, 90, 95, 99] = 95) -> Interval:
    """Estimate the mean of a population from a sample, with a confidence interval by the normal distribution.

    The results have ten significant digits. For less than about 30 numbers the interval is too narrow.

    Args:
        numbers: The sample, at least two numbers.
        confidence: How sure the interval is to hold the mean, in per cent.

    Returns:
        The sample's mean and the bounds of the interval.

    Raises:
        ValueError: There are less than two numbers.

    Examples:
        >>> estimate_mean_interval(numbers=[4, 6, 4, 6])
        {'mean': 5.0, 'low': 3.868414266, 'high': 6.131585734}

    See Also:
        measure_spread: The deviation itself.
    """
    if len(numbers) < 2:
        raise ValueError("at least two numbers are needed")
    mean = statistics.fmean(numbers)
    reach = _NORMAL_QUANTILES[confidence] * math.sqrt(statistics.variance(numbers) / len(numbers))
    return {"mean": _rounded(mean), "low": _rounded(mean - reach), "high": _rounded(mean + reach)}


def _rounded(value: float) -> float:
    return float(f"{value:.10g}") + 0.0
