"""The bank: limits, agreement of facts, and what a refused payment leaves behind."""

from __future__ import annotations

from typing import Any

import pytest

from function_impls.bank import Bank

LENA = {"iban": "DE44500105175407324931", "recipient": "Lena Vogel", "currency": "EUR", "title": "Hostel"}


@pytest.fixture
def bank() -> Any:
    return Bank()


@pytest.mark.parametrize("kind", ["deposit_money", "withdraw_money"])
@pytest.mark.parametrize(("amount", "part"), [(1001, "multiples of 1000"), (1001000, "at most 1000000 in cash")])
def test_cash_comes_in_notes_and_within_its_limit(bank: Any, kind: str, amount: int, part: str) -> None:
    assert part in getattr(bank, kind)("ACC-2374", amount)["error"]


def test_daily_limit_counts_all_that_leaves_the_account(bank: Any) -> None:
    assert "error" not in bank.withdraw_money("ACC-1187", 100000 - 20000)
    assert "error" not in bank.transfer_money("ACC-1187", "ACC-4653", 5000)

    assert bank.transfer_money("ACC-1187", "ACC-4653", 1001)["error"] == "account 'ACC-1187' holds 1000, less than 1001"
    assert bank.withdraw_money("ACC-1315", 60000)["error"] == "only 50000 of the daily limit of 300000 is left"


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"iban": "DE44500105175407324932"}, "check digits"),
        ({"iban": "DE89370400440532013000"}, "not held by 'Lena Vogel'"),
        # the example of ISO 13616 for the United Kingdom, of which this bank's directory knows nothing
        ({"iban": "GB82WEST12345698765432"}, "no bank knows"),
        ({"recipient": "Lena Vogl"}, "not held by"),
        ({"currency": "USD"}, "currencies differ: EUR, USD and EUR"),
        ({"source": "ACC-1042"}, "currencies differ: PLN, EUR and EUR"),
        ({"source": "ACC-1188"}, "no account"),
        ({"amount": 12000000}, "less than"),
    ],
)
def test_payment_to_another_bank_needs_facts_that_agree(bank: Any, changed: dict[str, Any], part: str) -> None:
    before = bank.dump_state()
    arguments = {"source": "ACC-1187", "amount": 12000, **LENA, **changed}

    assert part in bank.pay_to_iban(**arguments)["error"]
    assert bank.dump_state() == before


def test_payment_is_on_the_statement_with_the_recipient(bank: Any) -> None:
    bank.pay_to_iban(source="ACC-1187", amount=12000, **LENA)

    assert bank.list_transactions("ACC-1187")["transactions"] == [
        {"account": "ACC-1187", "kind": "payment", "amount": -12000, "title": "Lena Vogel: Hostel"}
    ]


def test_iban_of_this_bank_is_left_to_transfers(bank: Any) -> None:
    own = bank.dump_state()["accounts"]["ACC-4280"]["iban"]

    assert "use transfer_money" in bank.pay_to_iban("ACC-1042", own, "Maria Zielińska", 100, "PLN", "x")["error"]


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"first_payment": "2025-03-10", "day_of_month": 10}, "must lie after 2025-03-10"),
        ({"amount": 400001}, "over the daily limit"),
        ({"target": "ACC-4653"}, "currencies differ"),
        ({"target": "ACC-4280"}, "same account"),
    ],
)
def test_standing_order_is_refused(bank: Any, changed: dict[str, Any], part: str) -> None:
    order = {"source": "ACC-4280", "target": "ACC-2069", "amount": 100, "day_of_month": 1}
    order |= {"first_payment": "2025-04-01"} | changed

    assert part in bank.create_standing_order(**order)["error"]


def test_standing_order_is_not_made_twice(bank: Any) -> None:
    arguments = ("ACC-1042", "ACC-4280", 85000, 5, "2025-05-05")

    assert "already a standing order SO-2716" in bank.create_standing_order(*arguments)["error"]


def test_blocked_card_stays_blocked(bank: Any) -> None:
    assert bank.block_card("CARD-4195", "6630", "lost")["status"] == "blocked"
    assert bank.suspend_card("CARD-4195", "6630")["error"] == "card 'CARD-4195' is blocked for good"
    assert bank.block_card("CARD-4196", "6630", "lost")["error"] == "no card 'CARD-4196' ends in 6630"


def test_state_without_limits_and_cards_has_none() -> None:
    bank: Any = Bank()
    bank.load_state({"accounts": {"ACC-1001": {"owner": "Ola", "currency": "PLN", "balance": 10**9}}})

    assert bank.withdraw_money("ACC-1001", 10**9)["balance"] == 0
    assert "error" in bank.suspend_card("CARD-3071", "4417")


@pytest.mark.parametrize(
    "change",
    [
        {"cards": {"CARD-1000": {"account": "ACC-9999", "last_four": "1234", "status": "active"}}},
        {"cards": {"CARD-1000": {"account": "ACC-1042", "last_four": "123", "status": "active"}}},
        {"today": "2025-02-30"},
        {"vault": {}},
    ],
)
def test_unsound_state_is_refused(bank: Any, change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        bank.load_state({**bank.dump_state(), **change})
