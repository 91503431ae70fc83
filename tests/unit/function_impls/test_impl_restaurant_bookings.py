"""Bookings of tables: what the state allows, and what it does not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from function_impls.restaurant_bookings import RestaurantBookings

ZOFIA: dict[str, Any] = {"booking_id": "RB-20417", "phone": "601234567"}
NEW: dict[str, Any] = {
    "name": "Jan Mazur",
    "phone": "600100200",
    "day": "2025-06-14",
    "time": "18:30",
    "guests": 4,
    "table": "T8",
}


def call(toolkit: Any, method: str, **arguments: Any) -> Any:
    return getattr(toolkit, method)(**arguments)


def test_dumped_state_loads_again() -> None:
    one, other = RestaurantBookings(), RestaurantBookings()
    one.cancel_table_booking(**ZOFIA)
    dumped = json.loads(json.dumps(one.dump_state()))
    other.load_state(dumped)

    assert other.dump_state() == one.dump_state() == dumped
    one.book_restaurant_table(**NEW)
    assert other.dump_state() == dumped


@pytest.mark.parametrize(
    "change", [{"status": "lost"}, {"table": "T99"}, {"guests": 40}, {"guests": "4"}, {"day": "x"}]
)
def test_unsound_state_is_refused(change: dict[str, Any]) -> None:
    state = RestaurantBookings().dump_state()
    state["bookings"]["RB-20417"].update(change)

    with pytest.raises(ValueError, match=r"."):
        RestaurantBookings().load_state(state)
    with pytest.raises(ValueError, match="lacks"):
        RestaurantBookings().load_state({"today": "2025-06-13"})


def test_booked_table_is_no_longer_free() -> None:
    toolkit = RestaurantBookings()
    booked = call(toolkit, "book_restaurant_table", **NEW)

    assert booked["table"] == "T8"
    assert booked["booking_id"] not in ("RB-67351", "RB-00006")
    free = call(toolkit, "find_free_tables", day="2025-06-14", time="20:00", guests=4)
    assert "T8" not in {each["table"] for each in free}
    later = call(toolkit, "find_free_tables", day="2025-06-14", time="20:30", guests=4)
    assert "T8" in {each["table"] for each in later}
    assert call(toolkit, "get_table_booking", booking_id=booked["booking_id"], phone="600100200") == booked


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"table": "T9"}, "no table"),
        ({"guests": 5}, "seats 1 to 4"),
        ({"table": "T17"}, "seats 5 to 12"),
        ({"day": "2025-06-12"}, "in the past"),
        ({"day": "2025-09-14"}, "bookings are taken up to"),
        ({"day": "2025-06-31"}, "no date"),
        ({"time": "21:30"}, "bookings are taken from"),
        ({"day": "2025-06-14", "time": "20:00", "table": "T14", "guests": 6}, "is taken"),
        ({"day": "2025-06-13", "phone": "601234567"}, "already has"),
    ],
)
def test_impossible_bookings_leave_the_state_alone(change: dict[str, Any], error: str) -> None:
    toolkit = RestaurantBookings()
    before = toolkit.dump_state()

    assert error in call(toolkit, "book_restaurant_table", **{**NEW, **change})["error"]
    assert toolkit.dump_state() == before


def test_ids_stay_unique_over_many_bookings() -> None:
    toolkit = RestaurantBookings()
    ids = {
        call(toolkit, "book_restaurant_table", **{**NEW, "day": f"2025-07-{day:02d}"})["booking_id"]
        for day in range(1, 31)
    }

    assert len(ids) == 30


def test_booking_can_move_within_its_own_time() -> None:
    toolkit = RestaurantBookings()

    moved = call(toolkit, "reschedule_table_booking", **ZOFIA, day="2025-06-13", time="18:30")
    assert moved["time"] == "18:30"
    assert call(toolkit, "reschedule_table_booking", **ZOFIA, day="2025-06-13", time="18:30") == moved
    assert "in the past" in call(toolkit, "reschedule_table_booking", **ZOFIA, day="2025-06-01", time="18:30")["error"]


def test_cancelled_and_missed_bookings_cannot_change_any_more() -> None:
    toolkit = RestaurantBookings()

    assert call(toolkit, "cancel_table_booking", **ZOFIA)["status"] == "cancelled"
    assert "is cancelled" in call(toolkit, "cancel_table_booking", **ZOFIA)["error"]
    assert "is cancelled" in call(toolkit, "change_booking_guests", **ZOFIA, guests=2)["error"]
    assert "is cancelled" in call(toolkit, "mark_booking_no_show", booking_id="RB-20417", table="T5")["error"]
    assert call(toolkit, "mark_booking_no_show", booking_id="RB-31862", table="T2")["status"] == "no_show"
    assert "no booking" in call(toolkit, "mark_booking_no_show", booking_id="RB-31862", table="T3")["error"]


@pytest.mark.parametrize(
    ("method", "more"),
    [
        ("cancel_table_booking", {}),
        ("get_table_booking", {}),
        ("change_booking_guests", {"guests": 3}),
        ("reschedule_table_booking", {"day": "2025-06-14", "time": "18:00"}),
    ],
)
@pytest.mark.parametrize("wrong", [{"booking_id": "RB-20418"}, {"phone": "601234566"}])
def test_id_and_phone_number_must_agree(method: str, more: dict[str, Any], wrong: dict[str, Any]) -> None:
    assert "no booking" in call(RestaurantBookings(), method, **{**ZOFIA, **more, **wrong})["error"]
