"""The oldest statistics against published data sets."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from function_impls.numeric import describe_numbers, draw_sample, linear_regression, percentile, prime_factors

# Anscombe, "Graphs in Statistical Analysis" (1973): mean of x 9, of y 7.50, the line y = 3.00 + 0.500 x
ANSCOMBE_X = [10.0, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
ANSCOMBE_Y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]

IMPOSSIBLE: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (describe_numbers, {"numbers": []}),
    (describe_numbers, {"numbers": [1e308, 1e308]}),
    (percentile, {"numbers": [1], "percent": -1}),
    (percentile, {"numbers": [1e200], "percent": 1}),
    (linear_regression, {"x": [1, 2], "y": [1]}),
    (linear_regression, {"x": [2, 2, 2], "y": [1, 2, 3]}),
    (prime_factors, {"number": 10**12 + 1}),
    (draw_sample, {"items": ["a", "b"], "size": 3}),
]


@pytest.mark.parametrize(("function", "arguments"), IMPOSSIBLE)
def test_impossible_input_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)


def test_anscombes_first_set_has_its_published_figures() -> None:
    line = linear_regression(x=ANSCOMBE_X, y=ANSCOMBE_Y)

    assert describe_numbers(numbers=ANSCOMBE_X)["mean"] == 9.0
    assert describe_numbers(numbers=ANSCOMBE_Y)["mean"] == pytest.approx(7.50, abs=0.005)
    assert line["slope"] == pytest.approx(0.5, abs=0.0005)
    assert line["intercept"] == pytest.approx(3.0, abs=0.005)


def test_deviation_is_that_of_nists_reference_set() -> None:
    # NIST StRD, univariate summary statistics, data set NumAcc1: 10000001, 10000003, 10000002
    summary = describe_numbers(numbers=[10000001, 10000003, 10000002])

    assert (summary["mean"], summary["standard_deviation"]) == (10000002.0, 1.0)


# Hyndman and Fan (1996), type 7, as R's quantile() gives it for 15, 20, 35, 40, 50 (Wikipedia, "Percentile")
@pytest.mark.parametrize(("percent", "value"), [(5, 16.0), (30, 23.0), (40, 29.0), (95, 48.0), (100, 50.0)])
def test_percentiles_are_those_of_r(percent: float, value: float) -> None:
    assert percentile(numbers=[50, 15, 20, 35, 40], percent=percent) == value


# Wikipedia, "1729 (number)": 7 * 13 * 19; Fermat number F5 = 641 * 6700417
@pytest.mark.parametrize(("number", "factors"), [(1729, [7, 13, 19]), (4294967297, [641, 6700417]), (2, [2])])
def test_factors_are_the_known_ones(number: int, factors: list[int]) -> None:
    assert prime_factors(number=number) == factors


def test_sample_is_part_of_the_items_and_follows_the_seed() -> None:
    random.seed(11)
    first = draw_sample(items=list("abcdef"), size=4)
    random.seed(11)

    assert draw_sample(items=list("abcdef"), size=4) == first
    assert len(set(first) & set("abcdef")) == 4
