"""Bills and cash: sums are exact, and notes and coins as few as an exhaustive search finds."""

from __future__ import annotations

from fractions import Fraction

import pytest

from function_impls import money_matters
from function_impls.money_matters import (
    break_into_denominations,
    compute_tip,
    count_cash,
    give_change,
    settle_group_expenses,
    split_bill_by_items,
    split_bill_evenly,
)


def test_tips() -> None:
    # 18 % of 45.67 is 8.2206, by exact fractions.
    assert compute_tip(bill=45.67, tip_percent=18) == {"tip": 8.22, "total": 53.89}
    assert Fraction(4567, 100) * 18 / 100 == Fraction("8.2206")
    assert compute_tip(bill=50, tip_percent=0, round_total_up=True) == {"tip": 0, "total": 50}


@pytest.mark.parametrize(("bill", "people", "tip"), [(100, 3, 0), (0.07, 7, 0), (233.33, 6, 12.5), (99999.99, 100, 3)])
def test_even_shares_sum_up_exactly(bill: float, people: int, tip: float) -> None:
    found = split_bill_evenly(bill=bill, people=people, tip_percent=tip)

    cents = [round(each * 100) for each in found["shares"]]
    assert sum(cents) == round(found["total"] * 100)
    assert max(cents) - min(cents) <= 1


def test_shares_under_a_cent_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be split"):
        split_bill_evenly(bill=0.02, people=3)


def test_own_dishes_are_added_up() -> None:
    found = split_bill_by_items(
        items=[
            {"person": "Łucja", "amount": 31.5},
            {"person": "Ola", "amount": 20},
            {"person": "Łucja", "amount": 8.5},
        ]
    )

    assert found == [{"person": "Łucja", "amount": 40}, {"person": "Ola", "amount": 20}]


def test_everybody_has_paid_the_same_after_settling() -> None:
    paid = {"Ala": 120.0, "Bartek": 30.0, "Celina": 0.0, "Darek": 50.0}

    transfers = settle_group_expenses(payments=[{"person": name, "amount": amount} for name, amount in paid.items()])

    for each in transfers:
        paid[each["payer"]] += each["amount"]
        paid[each["receiver"]] -= each["amount"]
    assert set(paid.values()) == {50}
    assert len(transfers) <= 3


def test_indivisible_cents_stay_with_the_first() -> None:
    transfers = settle_group_expenses(
        payments=[{"person": "A", "amount": 0}, {"person": "B", "amount": 100}, {"person": "C", "amount": 0}]
    )

    assert {each["payer"]: each["amount"] for each in transfers} == {"A": 33.34, "C": 33.33}


def test_one_person_has_nothing_to_settle() -> None:
    with pytest.raises(ValueError, match="at least 2 people"):
        settle_group_expenses(payments=[{"person": "A", "amount": 1}, {"person": "A", "amount": 2}])


@pytest.mark.parametrize("currency", ["PLN", "EUR", "USD", "GBP"])
def test_as_few_pieces_as_by_dynamic_programming(currency: money_matters.Currency) -> None:
    values = [each for each in money_matters._CASH[currency] if each <= 1000]
    fewest = [0]
    for cents in range(1, 1000):
        fewest.append(1 + min(fewest[cents - value] for value in values if value <= cents))

    for cents in range(1, 1000):
        pieces = break_into_denominations(amount=cents / 100, currency=currency)
        assert sum(each["count"] for each in pieces) == fewest[cents]


def test_counted_cash_is_what_was_broken_up() -> None:
    pieces = break_into_denominations(amount=1879.43, currency="PLN")

    assert count_cash(pieces=[{"value": p["value"], "count": p["count"]} for p in pieces], currency="PLN") == 1879.43
    assert count_cash(pieces=[{"value": 0.25, "count": 3}], currency="USD") == 0.75


@pytest.mark.parametrize(("value", "currency"), [(500, "EUR"), (2, "USD"), (0.011, "EUR")])
def test_money_out_of_circulation_is_refused(value: float, currency: money_matters.Currency) -> None:
    with pytest.raises(ValueError, match="no note or coin"):
        count_cash(pieces=[{"value": value, "count": 1}], currency=currency)


def test_change() -> None:
    assert give_change(price=7.35, paid=10, currency="PLN") == {
        "change": 2.65,
        "pieces": [{"value": value, "count": 1} for value in (2, 0.5, 0.1, 0.05)],
    }
    assert give_change(price=5, paid=5, currency="GBP") == {"change": 0, "pieces": []}
    with pytest.raises(ValueError, match="do not cover"):
        give_change(price=5, paid=4.99, currency="GBP")
