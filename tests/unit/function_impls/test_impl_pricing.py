"""Prices and costs against textbook examples."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from function_impls.pricing import (
    apply_discounts,
    depreciate_asset,
    find_break_even,
    find_discount,
    measure_profit,
    set_price,
)

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    # Two discounts of 20 % and 10 % are one of 28 % (1 - 0.8 * 0.9)
    (apply_discounts, {"price": 99.99, "discounts": [20, 10]}, {"price": 71.99, "saved": 28.0, "percent": 28.0}),
    (apply_discounts, {"price": 50, "discounts": [100]}, {"price": 0.0, "saved": 50.0, "percent": 100.0}),
    (find_discount, {"old_price": 120, "new_price": 90}, 25.0),
    (find_discount, {"old_price": 3, "new_price": 2}, 33.33),
    # Wikipedia, "Gross margin": cost 100, price 200 has a markup of 100 % and a margin of 50 %
    (measure_profit, {"cost": 100, "price": 200}, {"profit": 100.0, "margin_percent": 50.0, "markup_percent": 100.0}),
    (measure_profit, {"cost": 100, "price": 80}, {"profit": -20.0, "margin_percent": -25.0, "markup_percent": -20.0}),
    (set_price, {"cost": 100, "percent": 50, "kind": "margin"}, 200.0),
    (set_price, {"cost": 100, "percent": 100, "kind": "markup"}, 200.0),
    # Wikipedia, "Break-even": fixed costs 50,000 and a contribution of 50 a unit are 1,000 units
    (find_break_even, {"fixed_costs": 50000, "price": 125, "variable_cost": 75}, {"units": 1000, "revenue": 125000.0}),
    (find_break_even, {"fixed_costs": 100, "price": 0.7, "variable_cost": 0.4}, {"units": 334, "revenue": 233.8}),
]

# Wikipedia, "Depreciation": an asset of 1,000 with a salvage value of 100 over five years, book values by the year;
# straight line 180 a year, sum of years 5/15, 4/15 ... of 900, double declining 40 % a year
DEPRECIATION: list[tuple[Any, list[float]]] = [
    ("straight_line", [820, 640, 460, 280, 100]),
    ("sum_of_years", [700, 460, 280, 160, 100]),
    ("double_declining", [600, 360, 216, 129.6, 100]),
]

IMPOSSIBLE: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (apply_discounts, {"price": 10, "discounts": [101]}),
    (find_discount, {"old_price": 10, "new_price": 10.01}),
    (measure_profit, {"cost": 0, "price": 10}),
    (set_price, {"cost": 10, "percent": 100, "kind": "margin"}),
    (find_break_even, {"fixed_costs": 100, "price": 5, "variable_cost": 6}),
    (depreciate_asset, {"cost": 10, "years": 2, "method": "straight_line", "salvage_value": 11}),
]


@pytest.mark.parametrize(("method", "book_values"), DEPRECIATION)
def test_book_values_are_the_published_ones(method: Any, book_values: list[float]) -> None:
    found = depreciate_asset(cost=1000, years=5, method=method, salvage_value=100)

    assert [each["book_value"] for each in found] == book_values
    assert sum(each["depreciation"] for each in found) == pytest.approx(900)


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_function_gives_the_known_answer(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments"), IMPOSSIBLE)
def test_impossible_input_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)
