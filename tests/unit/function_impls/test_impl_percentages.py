"""Percentages against worked examples, and laws that hold for all of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from function_impls.percentages import (
    change_by_percent,
    percent_change,
    percent_of_number,
    percent_share,
    share_in_ratio,
    simplify_ratio,
    solve_proportion,
    undo_percent_change,
)

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    # Wikipedia, "Percentage": 50 % of 1250 apples are 625; 10 % of 0.4; 200 raised by 10 % is 220; 198 after 10 % off
    (percent_of_number, {"percent": 50, "number": 1250}, 625.0),
    (percent_of_number, {"percent": 0.1, "number": 3}, 0.003),
    (percent_share, {"part": 500, "whole": 1250}, 40.0),
    (percent_share, {"part": 1, "whole": 3}, 33.333333),
    (percent_change, {"old": 200, "new": 220}, {"difference": 20.0, "percent": 10.0, "direction": "increase"}),
    (percent_change, {"old": -50, "new": -75}, {"difference": -25.0, "percent": -50.0, "direction": "decrease"}),
    (percent_change, {"old": 5, "new": 5}, {"difference": 0.0, "percent": 0.0, "direction": "none"}),
    (change_by_percent, {"number": 200, "percent": 10, "direction": "increase"}, 220.0),
    (change_by_percent, {"number": 220, "percent": 10, "direction": "decrease"}, 198.0),
    (undo_percent_change, {"result": 198, "percent": 10, "direction": "decrease"}, 220.0),
    # Act on VAT, article 106e(7): the tax in a gross amount at 23 %
    (undo_percent_change, {"result": 123, "percent": 23, "direction": "increase"}, 100.0),
    # Wikipedia, "Cross-multiplication": the rule of three of Cocker's Arithmetick (4 yards cost 12 shillings)
    (solve_proportion, {"first": 4, "second": 12, "third": 6}, 18.0),
    (solve_proportion, {"first": 2, "second": 9, "third": 3, "kind": "inverse"}, 6.0),
    # ITU-R BT.709: 1920 by 1080 is 16 : 9; Euclid VII.2 gives 1071 : 462 = 51 : 22
    (simplify_ratio, {"parts": [1071, 462]}, [51, 22]),
    (simplify_ratio, {"parts": [0, 5, 10]}, [0, 1, 2]),
    # Hamilton's method, example of Wikipedia "Largest remainder method" (100,000 votes, 10 seats)
    (share_in_ratio, {"amount": 10, "parts": [47000, 16000, 15800, 12000, 6100, 3100]}, [5, 2, 1, 1, 1, 0]),
    (share_in_ratio, {"amount": 0, "parts": [1, 2]}, [0, 0]),
]

IMPOSSIBLE: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (percent_of_number, {"percent": 1e13, "number": 1}),
    (percent_share, {"part": 1, "whole": 0}),
    (percent_change, {"old": 0.0, "new": 1}),
    (change_by_percent, {"number": 1, "percent": -5, "direction": "increase"}),
    (undo_percent_change, {"result": 5, "percent": 120, "direction": "decrease"}),
    (solve_proportion, {"first": 0, "second": 1, "third": 1}),
    (solve_proportion, {"first": 1, "second": 1, "third": 0, "kind": "inverse"}),
    (simplify_ratio, {"parts": [0, 0]}),
    (share_in_ratio, {"amount": 10, "parts": [1, 0]}),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_function_gives_the_known_answer(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments"), IMPOSSIBLE)
def test_impossible_input_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)


def test_shares_add_up_and_are_less_than_one_unit_off() -> None:
    draw = random.Random(3)
    for _ in range(200):
        amount, parts = draw.randrange(10**6), [draw.randrange(1, 99) for _ in range(draw.randrange(2, 9))]
        shares = share_in_ratio(amount=amount, parts=parts)
        assert sum(shares) == amount
        assert all(abs(share - amount * part / sum(parts)) < 1 for share, part in zip(shares, parts, strict=True))
