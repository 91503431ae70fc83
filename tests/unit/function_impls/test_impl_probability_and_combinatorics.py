"""Counts and probabilities against published values and enumeration."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Callable
from typing import Any

import pytest

from function_impls.probability_and_combinatorics import (
    binomial_probability,
    combine_probabilities,
    count_arrangements,
    count_combinations,
    count_permutations,
    hypergeometric_probability,
    normal_probability,
    poisson_probability,
    shared_birthday_probability,
    update_probability,
)

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    # OEIS A008279 and A007318: 52 cards, 5 of them in order and not; a lottery of 6 out of 49
    (count_permutations, {"items": 52, "chosen": 5}, 311875200),
    (count_permutations, {"items": 3, "chosen": 4}, 0),
    (count_combinations, {"items": 52, "chosen": 5}, 2598960),
    # Wikipedia, "Combination": 3 doughnuts of 4 kinds are 20 choices
    (count_combinations, {"items": 4, "chosen": 3, "repetition": True}, 20),
    (count_combinations, {"items": 0, "chosen": 0, "repetition": True}, 1),
    (count_arrangements, {"word": "MISSISSIPPI"}, 34650),
    (count_arrangements, {"word": "aA"}, 2),
    # Wikipedia, "Binomial distribution": a coin with p = 0.3 shows 4 heads in 6 tosses with 0.059535
    (binomial_probability, {"trials": 6, "successes": 4, "probability": 0.3, "event": "exactly"}, 0.059535),
    (binomial_probability, {"trials": 4, "successes": 1, "probability": 0.5, "event": "at_least"}, 0.9375),
    (binomial_probability, {"trials": 4, "successes": 1, "probability": 0.5, "event": "at_most"}, 0.3125),
    # Wikipedia, "Hypergeometric distribution": 4 green of 10 drawn, of 5 green among 50: 0.003964583...
    (
        hypergeometric_probability,
        {"population": 50, "marked": 5, "draws": 10, "successes": 4, "event": "exactly"},
        0.003964583058,
    ),
    (
        hypergeometric_probability,
        {"population": 50, "marked": 5, "draws": 10, "successes": 0, "event": "at_least"},
        1.0,
    ),
    # Wikipedia, "Poisson distribution": mean 2.5 goals: 0 goals 0.082, 1 goal 0.205; mean 1 flood: none 0.368
    (poisson_probability, {"mean": 2.5, "events": 0, "event": "exactly"}, 0.0820849986),
    (poisson_probability, {"mean": 2.5, "events": 1, "event": "exactly"}, 0.2052124966),
    (poisson_probability, {"mean": 1, "events": 1, "event": "at_least"}, 0.6321205588),
    # The table of the standard normal distribution: 68.27 %, 95.45 %, 97.5 %
    (normal_probability, {"mean": 0, "standard_deviation": 1, "low": -1, "high": 1}, 0.68268949),
    (normal_probability, {"mean": 5, "standard_deviation": 2, "low": 1, "high": 9}, 0.95449974),
    (normal_probability, {"mean": 0, "standard_deviation": 1}, 1.0),
    # Wikipedia, "Bayes' theorem", drug testing: 90 % sensitive, 80 % specific, 5 % users: 19 %
    (
        update_probability,
        {"prior": 0.05, "true_positive": 0.9, "false_positive": 0.2, "result": "positive"},
        0.1914893617,
    ),
    (update_probability, {"prior": 0.5, "true_positive": 0.9, "false_positive": 0.9, "result": "negative"}, 0.5),
    (combine_probabilities, {"probabilities": [0.5, 0.5, 0.5], "event": "exactly_one"}, 0.375),
    (combine_probabilities, {"probabilities": [0.1, 0.2], "event": "all"}, 0.02),
    (combine_probabilities, {"probabilities": [0.1, 0.2], "event": "none"}, 0.72),
    # Wikipedia, "Birthday problem": 23 people 50.7 %, 70 people 99.9 %
    (shared_birthday_probability, {"people": 70}, 0.9991595760),
    (shared_birthday_probability, {"people": 366}, 1.0),
    (shared_birthday_probability, {"people": 1}, 0.0),
]

IMPOSSIBLE: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (count_permutations, {"items": -1, "chosen": 1}),
    (count_combinations, {"items": 5, "chosen": 1001}),
    (count_arrangements, {"word": ""}),
    (binomial_probability, {"trials": 3, "successes": 1, "probability": 1.5, "event": "exactly"}),
    (hypergeometric_probability, {"population": 9, "marked": 3, "draws": 3, "successes": 4, "event": "exactly"}),
    (poisson_probability, {"mean": 0, "events": 1, "event": "exactly"}),
    (normal_probability, {"mean": 0, "standard_deviation": 0}),
    (update_probability, {"prior": 1, "true_positive": 1, "false_positive": 0, "result": "negative"}),
    (combine_probabilities, {"probabilities": [-0.1], "event": "any"}),
    (shared_birthday_probability, {"people": 0}),
]


def test_counts_are_those_of_the_choices_themselves() -> None:
    for items, chosen in itertools.product(range(6), range(5)):
        kinds = range(items)
        made: list[tuple[Any, int]] = [
            (itertools.permutations(kinds, chosen), count_permutations(items=items, chosen=chosen)),
            (itertools.product(kinds, repeat=chosen), count_permutations(items=items, chosen=chosen, repetition=True)),
            (itertools.combinations(kinds, chosen), count_combinations(items=items, chosen=chosen)),
            (
                itertools.combinations_with_replacement(kinds, chosen),
                count_combinations(items=items, chosen=chosen, repetition=True),
            ),
        ]
        assert [len(list(choices)) for choices, _ in made] == [count for _, count in made]


def test_normal_probabilities_are_those_of_the_statistics_module() -> None:
    normal = statistics.NormalDist(10, 3)

    assert normal_probability(mean=10, standard_deviation=3, low=4, high=11.5) == pytest.approx(
        normal.cdf(11.5) - normal.cdf(4), abs=1e-8
    )


def test_complements_of_a_distribution_add_up_to_one() -> None:
    assert poisson_probability(mean=7, events=4, event="at_most") + poisson_probability(
        mean=7, events=5, event="at_least"
    ) == pytest.approx(1)


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_function_gives_the_known_answer(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments"), IMPOSSIBLE)
def test_impossible_input_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)
