"""Loans, interest and VAT against published tables and a ledger kept month by month."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from function_impls.finance import (
    compound_interest,
    effective_annual_rate,
    falling_loan_payments,
    loan_balance_after,
    loan_payment,
    simple_interest,
    split_vat,
)

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    # Wikipedia, "Mortgage calculator": 200,000 at 6.5 % for 30 years cost 1264.14 a month
    (
        loan_payment,
        {"principal": "200000", "annual_rate": 6.5, "months": 360},
        {"instalment": "1264.14", "total": "455088.98", "interest": "255088.98"},
    ),
    (
        loan_payment,
        {"principal": "1200", "annual_rate": 1e-200, "months": 12},
        {"instalment": "100.00", "total": "1200.00", "interest": "0.00"},
    ),
    (
        falling_loan_payments,
        {"principal": "900", "annual_rate": 0, "months": 9},
        {"first_instalment": "100.00", "last_instalment": "100.00", "total": "900.00", "interest": "0.00"},
    ),
    (
        loan_balance_after,
        {"principal": "1000", "annual_rate": 5, "months": 10, "paid_months": 0},
        {"paid": "0.00", "owed": "1000.00"},
    ),
    # Wikipedia, "Compound interest": 1500 at 4.3 %, quarterly, for 6 years is 1938.84
    (
        compound_interest,
        {"principal": "1500", "annual_rate": 4.3, "years": 6, "periods_per_year": 4},
        {"final": "1938.84", "interest": "438.84"},
    ),
    # Wikipedia, "Interest", simple: 2500 at 12.99 % for three months of 12 is 81.19; here 90 of 360 days
    (
        simple_interest,
        {"principal": "2500", "annual_rate": 12.99, "days": 90, "day_count": 360},
        {"final": "2581.19", "interest": "81.19"},
    ),
    (
        simple_interest,
        {"principal": "100", "annual_rate": 10, "days": 365},
        {"final": "110.00", "interest": "10.00"},
    ),
    # Wikipedia, "Effective interest rate", table: 5 % is 5.063 semi-annually, 5.095 quarterly, 5.116 monthly
    (effective_annual_rate, {"nominal_rate": 5, "periods_per_year": 2}, 5.0625),
    (effective_annual_rate, {"nominal_rate": 5, "periods_per_year": 4}, 5.0945),
    (effective_annual_rate, {"nominal_rate": 5, "periods_per_year": 12}, 5.1162),
    # Polish Act on VAT, article 106e(7): tax = gross * rate / (100 + rate)
    (split_vat, {"amount": "99.99", "rate": 23}, {"net": "81.29", "vat": "18.70", "gross": "99.99"}),
    (split_vat, {"amount": "50", "rate": 0}, {"net": "50.00", "vat": "0.00", "gross": "50.00"}),
]

IMPOSSIBLE: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (loan_payment, {"principal": "1e5", "annual_rate": 5, "months": 12}),
    (loan_payment, {"principal": "9" * 30, "annual_rate": 5, "months": 12}),
    (falling_loan_payments, {"principal": "0.00", "annual_rate": 5, "months": 12}),
    (loan_balance_after, {"principal": "1", "annual_rate": 5, "months": 12, "paid_months": 13}),
    (compound_interest, {"principal": "9" * 23, "annual_rate": 100, "years": 100}),
    (simple_interest, {"principal": "100", "annual_rate": 5, "days": 0}),
    (effective_annual_rate, {"nominal_rate": -1, "periods_per_year": 12}),
    (split_vat, {"amount": "0", "rate": 5}),
]


@pytest.mark.parametrize("paid_months", [1, 7, 23, 24])
def test_balance_is_that_of_a_ledger_kept_month_by_month(paid_months: int) -> None:
    owed, rate = Decimal(5000), Decimal("7.2") / 1200
    payment = owed * rate / (1 - (1 + rate) ** -24)
    for _ in range(paid_months):
        owed = owed * (1 + rate) - payment

    found = loan_balance_after(principal="5000", annual_rate=7.2, months=24, paid_months=paid_months)

    assert Decimal(found["owed"]) == owed.quantize(Decimal("0.01"))
    assert Decimal(found["paid"]) == (payment * paid_months).quantize(Decimal("0.01"))


def test_falling_instalments_are_those_of_a_ledger_kept_month_by_month() -> None:
    capital, rate = Decimal(36000) / 36, Decimal(6) / 1200
    payments = [capital + (36000 - capital * month) * rate for month in range(36)]

    found = falling_loan_payments(principal="36000", annual_rate=6, months=36)

    assert [Decimal(found["first_instalment"]), Decimal(found["last_instalment"])] == [payments[0], payments[-1]]
    assert Decimal(found["total"]) == sum(payments)


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_function_gives_the_known_answer(function: Callable[..., Any], arguments: dict[str, Any], answer: Any) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments"), IMPOSSIBLE)
def test_impossible_input_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)
