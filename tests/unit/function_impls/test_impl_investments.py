"""Investments against published examples, and laws that hold between the functions."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from function_impls.investments import (
    annual_growth_rate,
    annuity_future_value,
    annuity_present_value,
    find_payback_period,
    internal_rate_of_return,
    net_present_value,
    real_return_rate,
)

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    # numpy-financial's documentation: npv(0.08, [-40_000, 5_000, 8_000, 12_000, 30_000]) is 3065.22
    (net_present_value, {"rate_percent": 8, "cash_flows": [-40000, 5000, 8000, 12000, 30000]}, 3065.22),
    (net_present_value, {"rate_percent": 0, "cash_flows": [-100, 60, 60]}, 20.0),
    # numpy-financial's documentation: irr([-100, 39, 59, 55, 20]) is 0.28095, irr([-100, 0, 0, 74]) is -0.0955
    (internal_rate_of_return, {"cash_flows": [-100, 39, 59, 55, 20]}, 28.0948),
    (internal_rate_of_return, {"cash_flows": [-100, 0, 0, 74]}, -9.5496),
    (internal_rate_of_return, {"cash_flows": [100, -110]}, 10.0),
    # By hand: after two years 80 of 100 came back, and 20 of the 40 of the third are half a year
    (find_payback_period, {"investment": 100, "cash_flows": [40, 40, 40]}, {"periods": 2.5, "surplus": 20.0}),
    (find_payback_period, {"investment": 100, "cash_flows": [40, 40]}, {"periods": None, "surplus": -20.0}),
    (
        find_payback_period,
        {"investment": 100, "cash_flows": [110, 121], "rate_percent": 10},
        {"periods": 1.0, "surplus": 100.0},
    ),
    # numpy-financial's documentation: fv(0.05/12, 10*12, -100, 0) + 100 * growth is 15692.93; the annuity 15528.23
    (
        annuity_future_value,
        {"payment": 100, "rate_percent": 5 / 12, "periods": 120},
        {"paid_in": 12000.0, "interest": 3528.23, "final": 15528.23},
    ),
    (
        annuity_future_value,
        {"payment": 100, "rate_percent": 10, "periods": 3, "timing": "start"},
        {"paid_in": 300.0, "interest": 64.1, "final": 364.1},
    ),
    # numpy-financial's documentation: pv(0.05/12, 10*12, -100, 15692.93) is -100.00067; without it 9428.14
    (annuity_present_value, {"payment": 100, "rate_percent": 5 / 12, "periods": 120}, 9428.14),
    (annuity_present_value, {"payment": 100, "rate_percent": 10, "periods": 3, "timing": "start"}, 273.55),
    # Wikipedia, "Compound annual growth rate": 9,000 to 13,000 in three years is 13.04 %
    (annual_growth_rate, {"start_value": 9000, "end_value": 13000, "years": 3}, 13.0404),
    (annual_growth_rate, {"start_value": 200, "end_value": 100, "years": 1}, -50.0),
    # Fisher's equation: 1.05 / 1.02 - 1 is 2.9412 %
    (real_return_rate, {"nominal_percent": 5, "inflation_percent": 2}, 2.9412),
    (real_return_rate, {"nominal_percent": 5, "inflation_percent": 10}, -4.5455),
]

IMPOSSIBLE: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (net_present_value, {"rate_percent": -100, "cash_flows": [1, 2]}),
    (net_present_value, {"rate_percent": -99, "cash_flows": [1.0] * 100}),
    (internal_rate_of_return, {"cash_flows": [-1, 3, -2]}),
    (internal_rate_of_return, {"cash_flows": [-1, 1000]}),
    (find_payback_period, {"investment": 0, "cash_flows": [1, 2]}),
    (annuity_future_value, {"payment": 100, "rate_percent": 100, "periods": 600}),
    (annuity_present_value, {"payment": 0, "rate_percent": 1, "periods": 6}),
    (annual_growth_rate, {"start_value": 1, "end_value": 2, "years": 0}),
    (real_return_rate, {"nominal_percent": 1, "inflation_percent": -100}),
]


def test_value_at_the_rate_of_return_is_zero() -> None:
    draw = random.Random(12)
    for _ in range(100):
        flows = [-draw.uniform(500, 2000), *(draw.uniform(50, 600) for _ in range(draw.randrange(3, 20)))]
        rate = internal_rate_of_return(cash_flows=flows)
        assert net_present_value(rate_percent=rate, cash_flows=flows) == pytest.approx(0, abs=0.5)


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_function_gives_the_known_answer(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments"), IMPOSSIBLE)
def test_impossible_input_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)
