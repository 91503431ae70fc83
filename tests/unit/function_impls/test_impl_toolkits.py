"""Toolkits: state that lasts, and similar tools that fail differently."""

from __future__ import annotations

from typing import Any

import pytest

from function_impls.bank import Bank
from function_impls.diary import Calendar
from function_impls.records import RecordStore
from function_impls.tickets import TicketDesk

AHEAD = "2098-05-04T10:00:00+02:00"


@pytest.fixture
def store() -> Any:
    store = RecordStore()
    store.load_state({"tables": {"people": [{"id": 4, "name": "Zofia", "city": "Łódź"}, {"id": 2, "name": "Jan"}]}})
    return store


@pytest.fixture
def calendar() -> Any:
    calendar = Calendar()
    calendar.load_state(
        {
            "events": [
                {"id": "ev-1", "title": "Przegląd", "start": AHEAD, "minutes": 60},
                {"id": "ev-2", "title": "Long ago", "start": "2001-01-01T10:00:00+00:00", "minutes": 60},
            ]
        }
    )
    return calendar


@pytest.fixture
def bank() -> Any:
    bank = Bank()
    bank.load_state(
        {
            "accounts": {
                "ACC-1001": {"owner": "A", "currency": "PLN", "balance": 1000},
                "ACC-1002": {"owner": "B", "currency": "PLN", "balance": 0},
                "ACC-1003": {"owner": "C", "currency": "EUR", "balance": 500},
            }
        }
    )
    return bank


@pytest.fixture
def desk() -> Any:
    desk = TicketDesk()
    desk.load_state(
        {
            "tickets": [
                {"id": "T-7", "subject": "VPN", "requester": "a@b.example", "priority": "low", "status": "open"},
                {"id": "T-8", "subject": "Fax", "requester": "a@b.example", "priority": "low", "status": "closed"},
            ]
        }
    )
    return desk


def test_insert_takes_the_id_after_the_highest(store: Any) -> None:
    assert store.insert_record("people", {"name": "Ola"}) == {"id": 5, "table": "people"}


def test_insert_refuses_an_id(store: Any) -> None:
    assert "upsert_record" in store.insert_record("people", {"id": 9, "name": "Ola"})["error"]


def test_insert_refuses_an_unknown_table(store: Any) -> None:
    assert "does not exist" in store.insert_record("pets", {"name": "Rex"})["error"]


def test_insert_of_nothing_is_impossible(store: Any) -> None:
    with pytest.raises(ValueError, match="at least one field"):
        store.insert_record("people", {})


def test_update_keeps_the_other_fields(store: Any) -> None:
    store.update_record("people", 4, {"city": "Gdynia"})

    assert store.get_record("people", 4) == {"id": 4, "name": "Zofia", "city": "Gdynia"}


def test_upsert_replaces_the_whole_record(store: Any) -> None:
    store.upsert_record("people", 4, {"city": "Gdynia"})

    assert store.get_record("people", 4) == {"id": 4, "city": "Gdynia"}


@pytest.mark.parametrize("tool", ["update_record", "delete_record", "get_record"])
def test_update_delete_and_get_fail_on_a_missing_id(store: Any, tool: str) -> None:
    arguments: dict[str, Any] = {"values": {"a": 1}} if tool == "update_record" else {}

    assert getattr(store, tool)("people", 99, **arguments) == {"error": "no record 99 in table 'people'"}


def test_upsert_creates_where_update_fails(store: Any) -> None:
    assert store.upsert_record("people", 99, {"name": "Ola"}) == {"id": 99, "created": True}


def test_list_is_in_order_of_ids_and_tells_the_total(store: Any) -> None:
    listed = store.list_records("people", limit=1)

    assert (listed["records"][0]["id"], listed["total"]) == (2, 2)


def test_a_null_condition_does_not_match_an_absent_field(store: Any) -> None:
    assert store.count_records("people", {"city": None})["count"] == 0


def test_state_with_a_repeated_id_is_refused() -> None:
    with pytest.raises(ValueError, match="missing or repeated"):
        RecordStore().load_state({"tables": {"people": [{"id": 1}, {"id": 1}]}})


def test_event_in_the_past_is_refused(calendar: Any) -> None:
    assert "past" in calendar.create_event("x", "2001-05-04T10:00:00+02:00")["error"]


def test_overlapping_event_is_refused_and_names_the_other(calendar: Any) -> None:
    assert "ev-1" in calendar.create_event("x", "2098-05-04T10:30:00+02:00")["error"]


def test_events_may_touch(calendar: Any) -> None:
    assert calendar.create_event("x", "2098-05-04T11:00:00+02:00")["id"] == "ev-3"


def test_event_may_move_within_its_own_time(calendar: Any) -> None:
    assert calendar.reschedule_event("ev-1", "2098-05-04T10:15:00+02:00")["previous_start"] == AHEAD


def test_event_that_has_begun_cannot_be_cancelled(calendar: Any) -> None:
    assert "already begun" in calendar.cancel_event("ev-2")["error"]


def test_time_without_an_offset_is_impossible(calendar: Any) -> None:
    with pytest.raises(ValueError, match="no offset"):
        calendar.check_availability("2098-05-04T10:00:00")


def test_search_without_day_and_title_is_impossible(calendar: Any) -> None:
    with pytest.raises(ValueError, match="day, title or both"):
        calendar.find_events()


def test_transfer_moves_money_and_both_accounts_remember_it(bank: Any) -> None:
    bank.transfer_money("ACC-1001", "ACC-1002", 400, "czynsz")

    assert bank.get_balance("ACC-1002")["balance"] == 400
    assert bank.list_transactions("ACC-1001")["transactions"][0]["amount"] == -400


@pytest.mark.parametrize(
    ("source", "target", "amount", "part"),
    [
        ("ACC-1001", "ACC-1002", 1001, "less than"),
        ("ACC-1001", "ACC-1003", 1, "currencies differ"),
        ("ACC-1001", "ACC-1001", 1, "same account"),
        ("ACC-1001", "ACC-9999", 1, "no account"),
    ],
)
def test_refused_transfer_changes_nothing(bank: Any, source: str, target: str, amount: int, part: str) -> None:
    assert part in bank.transfer_money(source, target, amount)["error"]
    assert bank.get_balance("ACC-1001")["balance"] == 1000


def test_no_overdraft_by_withdrawal(bank: Any) -> None:
    assert "less than" in bank.withdraw_money("ACC-1002", 1)["error"]


def test_amount_below_one_is_impossible(bank: Any) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        bank.deposit_money("ACC-1001", 0)


def test_accounts_are_numbered_on(bank: Any) -> None:
    assert bank.open_account("Dan Dee", "GBP")["account"] == "ACC-1004"


@pytest.mark.parametrize(
    ("tool", "ticket", "arguments", "error"),
    [
        ("assign_ticket", "T-8", ("me",), "ticket 'T-8' is closed; reopen it first"),
        ("close_ticket", "T-8", ("solved",), "ticket 'T-8' is already closed"),
        ("reopen_ticket", "T-7", ("again",), "ticket 'T-7' is not closed"),
        ("comment_ticket", "T-9", ("hello",), "no ticket 'T-9'"),
    ],
)
def test_ticket_steps_start_only_where_they_may(
    desk: Any, tool: str, ticket: str, arguments: tuple[str, ...], error: str
) -> None:
    assert getattr(desk, tool)(ticket, *arguments) == {"error": error}


def test_reopened_ticket_has_no_assignee(desk: Any) -> None:
    desk.assign_ticket("T-7", "ewa")
    desk.close_ticket("T-7", "solved")
    desk.reopen_ticket("T-7", "it is back")

    assert desk.assign_ticket("T-7", "olek")["previous_assignee"] is None


def test_two_instances_share_nothing(desk: Any) -> None:
    desk.create_ticket("VPN again", "a@b.example")

    assert TicketDesk().find_tickets() != desk.find_tickets()
