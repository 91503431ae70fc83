"""Tables and series against worked examples and other algorithms."""

from __future__ import annotations

import collections
import random
import statistics
from collections.abc import Callable
from typing import Any

import pytest

from function_impls.data_series import build_histogram, count_frequencies, estimate_mean_interval, smooth_series

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    (count_frequencies, {"values": ["b"]}, [{"value": "b", "count": 1, "percent": 100.0}]),
    (
        count_frequencies,
        {"values": list("mississippi")},  # counted by hand: i 4, s 4, p 2, m 1 of 11
        [
            {"value": "i", "count": 4, "percent": 36.36},
            {"value": "s", "count": 4, "percent": 36.36},
            {"value": "p", "count": 2, "percent": 18.18},
            {"value": "m", "count": 1, "percent": 9.09},
        ],
    ),
    # numpy.histogram's documentation: [1, 2, 1] in bins [0, 1, 2, 3] is 0, 2, 1; here from the smallest on
    (build_histogram, {"numbers": [1, 2, 1], "bins": 1}, [{"start": 1.0, "end": 2.0, "count": 3}]),
    (
        build_histogram,
        {"numbers": [0, 0.7, 1, 0.6], "bins": 10},
        [
            {"start": place / 10, "end": (place + 1) / 10, "count": 1 if place in {0, 6, 7, 9} else 0}
            for place in range(10)
        ],
    ),
    # pandas.Series.rolling(2).mean() and ewm(span=3, adjust=False).mean() of 1, 2, 4 (factor 1/2)
    (smooth_series, {"numbers": [1, 2, 4], "method": "moving_average", "window": 2}, [1.5, 3.0]),
    (smooth_series, {"numbers": [1, 2, 4], "method": "exponential", "window": 3}, [1.0, 1.5, 2.75]),
]

IMPOSSIBLE: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (count_frequencies, {"values": []}),
    (build_histogram, {"numbers": [3, 3], "bins": 2}),
    (smooth_series, {"numbers": [3, 3], "method": "moving_average", "window": 3}),
    (smooth_series, {"numbers": [3, 3], "method": "exponential", "window": 0}),
    (estimate_mean_interval, {"numbers": [1]}),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_function_gives_the_known_answer(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments"), IMPOSSIBLE)
def test_impossible_input_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)


def test_frequencies_are_those_of_a_counter() -> None:
    draw = random.Random(8)
    values = [draw.choice("abcdefg") for _ in range(500)]

    found = count_frequencies(values=values)

    assert [(each["value"], each["count"]) for each in found] == collections.Counter(values).most_common()


# The 1.96 of a normal distribution: 36 numbers of deviation 6 have a standard error of 1, within rounding of the table
@pytest.mark.parametrize(("confidence", "quantile"), [(80, 1.2816), (90, 1.6449), (95, 1.96), (99, 2.5758)])
def test_interval_reaches_as_far_as_the_table_of_the_normal_distribution(confidence: Any, quantile: float) -> None:
    numbers = [float(number % 7) for number in range(36)]
    error = statistics.stdev(numbers) / 6

    found = estimate_mean_interval(numbers=numbers, confidence=confidence)

    assert (found["high"] - found["mean"]) / error == pytest.approx(quantile, abs=5e-5)
