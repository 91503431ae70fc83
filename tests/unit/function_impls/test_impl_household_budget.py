"""Pay against published calculators, savings against a simulation month by month."""

from __future__ import annotations

import pytest

from function_impls import household_budget
from function_impls.household_budget import (
    compare_unit_prices,
    compute_employer_cost_poland,
    compute_net_salary_poland,
    compute_subscription_cost,
    count_months_to_goal,
    plan_monthly_saving,
    share_fuel_cost,
    stack_price_discounts,
)


def test_minimum_wages() -> None:
    # Published with the minimum wage: 4300 in July 2024 are 3261.53 net; 4666 in 2025 are 3510.92, cost 5621.60.
    assert compute_net_salary_poland(gross=4300, year=2024)["net"] == 3261.53
    assert compute_net_salary_poland(gross=4666, year=2025) == {
        "gross": 4666,
        "social_contributions": 639.71,
        "health_contribution": 362.37,
        "income_tax": 153,
        "net": 3510.92,
    }
    assert compute_employer_cost_poland(gross=4666, year=2025) == {
        "gross": 4666,
        "contributions": 955.6,
        "total": 5621.6,
    }
    assert compute_employer_cost_poland(gross=10000, year=2024)["total"] == 12048


def test_young_and_commuting_employees_pay_less_tax() -> None:
    assert compute_net_salary_poland(gross=4666, year=2025, under_26=True)["net"] == 3663.92
    assert compute_net_salary_poland(gross=4666, year=2025, commutes=True)["income_tax"] == 147
    assert compute_net_salary_poland(gross=2000, year=2025)["income_tax"] == 0


def test_fuel() -> None:
    assert share_fuel_cost(distance_km=100, litres_per_100_km=7, price_per_litre=6)["cost"] == 42
    assert share_fuel_cost(distance_km=100, litres_per_100_km=7, price_per_litre=6, people=3)["cost_per_person"] == 14


@pytest.mark.parametrize(
    ("billing", "months", "free", "payments"),
    [("yearly", 13, 0, 2), ("quarterly", 12, 0, 4), ("weekly", 12, 0, 52), ("monthly", 3, 3, 0)],
)
def test_subscription_periods(
    billing: household_budget.Billing,
    months: int,
    free: int,
    payments: int,
) -> None:
    found = compute_subscription_cost(price=10, billing=billing, months=months, free_months=free)

    assert (found["payments"], found["total"]) == (payments, 10 * payments)


def test_more_free_months_than_months_are_refused() -> None:
    with pytest.raises(ValueError, match="must not be over"):
        compute_subscription_cost(price=10, billing="monthly", months=1, free_months=2)


def test_unit_prices() -> None:
    found = compare_unit_prices(
        offers=[
            {"name": "small", "price": 4.99, "quantity": 330, "unit": "ml"},
            {"name": "large", "price": 9.9, "quantity": 1.5, "unit": "l"},
        ]
    )

    assert found == [
        {"name": "large", "unit_price": 6.6, "per": "l"},
        {"name": "small", "unit_price": 15.12, "per": "l"},
    ]
    with pytest.raises(ValueError, match="kg and l cannot"):
        compare_unit_prices(
            offers=[
                {"name": "a", "price": 1, "quantity": 1, "unit": "kg"},
                {"name": "b", "price": 1, "quantity": 1, "unit": "l"},
            ]
        )


@pytest.mark.parametrize(("goal", "months", "saved", "rate"), [(10000, 36, 500, 5), (1000, 7, 0, 0), (5000, 12, 0, 30)])
def test_saved_amounts_reach_the_goal_in_time(goal: float, months: int, saved: float, rate: float) -> None:
    monthly = plan_monthly_saving(goal=goal, months=months, saved=saved, yearly_rate_percent=rate)

    balance = saved
    for _ in range(months):
        balance = balance * (1 + rate / 1200) + monthly
    assert goal <= balance + 1e-6 < goal + 0.02 * months
    assert count_months_to_goal(goal=goal, monthly_amount=monthly, saved=saved, yearly_rate_percent=rate) == months


def test_enough_is_saved_already() -> None:
    assert plan_monthly_saving(goal=100, months=5, saved=100) == 0
    assert count_months_to_goal(goal=100, monthly_amount=5, saved=100) == 0
    with pytest.raises(ValueError, match="1200 months"):
        count_months_to_goal(goal=1000000, monthly_amount=0.01)


def test_discounts() -> None:
    # 0.5 * 0.5 leaves a quarter; three times 10 % are 27.1 %.
    assert stack_price_discounts(price=80, discounts_percent=[50, 50]) == {
        "price": 20,
        "saved": 60,
        "effective_percent": 75,
    }
    assert stack_price_discounts(price=100, discounts_percent=[10, 10, 10])["effective_percent"] == 27.1
    assert stack_price_discounts(price=100, discounts_percent=[100])["price"] == 0
