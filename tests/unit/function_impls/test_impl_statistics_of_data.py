"""Statistics against published data sets and worked examples."""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable
from typing import Any

import pytest

from function_impls.statistics_of_data import (
    compute_mean,
    compute_weighted_mean,
    find_quartiles,
    measure_correlation,
    measure_spread,
    rank_percentile,
    standardise_numbers,
)

# Anscombe, "Graphs in Statistical Analysis" (1973), first set: r = 0.816, variance of x 11
ANSCOMBE_X = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
ANSCOMBE_Y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]
# Wikipedia, "Spearman's rank correlation coefficient": IQ and hours of TV, rho = -29/165
IQ = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110]
HOURS = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    # Wikipedia, "Pythagorean means": 4, 36, 45, 50, 75 have the means 42, 30 and 15
    (compute_mean, {"numbers": [4, 36, 45, 50, 75], "kind": "arithmetic"}, 42.0),
    (compute_mean, {"numbers": [4, 36, 45, 50, 75], "kind": "geometric"}, 30.0),
    (compute_mean, {"numbers": [4, 36, 45, 50, 75], "kind": "harmonic"}, 15.0),
    (compute_mean, {"numbers": [1, 7], "kind": "quadratic"}, 5.0),
    # Wikipedia, "Weighted arithmetic mean": classes of 20 and 30 students with means 80 and 90
    (compute_weighted_mean, {"numbers": [80, 90], "weights": [20, 30]}, 86.0),
    (compute_weighted_mean, {"numbers": [80, 90], "weights": [0, 0.5]}, 90.0),
    (
        measure_spread,
        {"numbers": ANSCOMBE_X, "kind": "sample"},
        {"variance": 11.0, "standard_deviation": 3.31662479, "range": 10.0},
    ),
    # R: quantile(c(6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49)) is 25.5, 40, 42.5 (Wikipedia, "Quartile", data set 1)
    (
        find_quartiles,
        {"numbers": [6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49]},
        {"first": 25.5, "median": 40.0, "third": 42.5, "interquartile_range": 17.0, "outliers": []},
    ),
    (
        find_quartiles,
        {"numbers": [-30, 1, 1, 2, 2]},
        {"first": 1.0, "median": 1.0, "third": 2.0, "interquartile_range": 1.0, "outliers": [-30.0]},
    ),
    # scipy.stats.percentileofscore's documentation: [1, 2, 3, 4], 3 -> mean 62.5; [1, 2, 3, 3, 4], 3 -> 60
    (rank_percentile, {"numbers": [1, 2, 3, 4], "value": 3}, 62.5),
    (rank_percentile, {"numbers": [1, 2, 3, 3, 4], "value": 3}, 60.0),
    (rank_percentile, {"numbers": [1, 2], "value": 7}, 100.0),
    (measure_correlation, {"x": ANSCOMBE_X, "y": ANSCOMBE_Y}, 0.816421),
    (measure_correlation, {"x": IQ, "y": HOURS, "method": "spearman"}, round(-29 / 165, 6)),
    (measure_correlation, {"x": [1, 2, 3], "y": [-2, -4, -6]}, -1.0),
    (
        standardise_numbers,
        {"numbers": [2, 4, 4, 4, 5, 5, 7, 9], "kind": "population"},
        [-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2],
    ),
    (standardise_numbers, {"numbers": [10, 20]}, [-0.7071, 0.7071]),
]

IMPOSSIBLE: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (compute_mean, {"numbers": [1, -1], "kind": "geometric"}),
    (compute_weighted_mean, {"numbers": [1, 2], "weights": [0, 0]}),
    (measure_spread, {"numbers": [1], "kind": "sample"}),
    (find_quartiles, {"numbers": [1]}),
    (rank_percentile, {"numbers": [], "value": 3}),
    (measure_correlation, {"x": [1, 2], "y": [1, 2, 3]}),
    (measure_correlation, {"x": [1, 1], "y": [1, 2]}),
    (standardise_numbers, {"numbers": [4, 4]}),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_function_gives_the_known_answer(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments"), IMPOSSIBLE)
def test_impossible_input_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)


# Wikipedia, "Standard deviation": metabolic rates of female northern fulmars, 420.96 as a sample
def test_deviation_of_the_fulmars_is_the_published_one() -> None:
    found = measure_spread(numbers=[727.7, 1086.5, 1091.0, 1361.3, 1490.5, 1956.1], kind="sample")

    assert found["standard_deviation"] == pytest.approx(420.96, abs=0.005)


def test_quartiles_are_those_of_the_statistics_module() -> None:
    draw = random.Random(2)
    for _ in range(100):
        numbers = [float(draw.randrange(-99, 99)) for _ in range(draw.randrange(2, 30))]
        found = find_quartiles(numbers=numbers)
        assert [found["first"], found["median"], found["third"]] == pytest.approx(
            statistics.quantiles(numbers, n=4, method="inclusive")
        )
