"""The travel agency. Prices are reckoned a second time with decimal, weekdays come from the calendar module."""

from __future__ import annotations

import calendar
from decimal import ROUND_DOWN, Decimal
from typing import Any

import pytest

from function_impls.travel_desk import TravelDesk, _letters_apart

EWA, PRIYA, HELEN = ("TRV-61507", "Lis"), ("TRV-28346", "Reed"), ("TRV-37819", "Marsh")
GROSZ = Decimal("0.01")


@pytest.fixture
def desk() -> Any:
    return TravelDesk()


def price(base: str, year: int, month: int, day: int, ahead: int) -> Decimal:
    """One seat or night by the published tariff: more on Fridays and Sundays, and when it is near."""
    busy = calendar.weekday(year, month, day) in (calendar.FRIDAY, calendar.SUNDAY)
    near = Decimal("0.5") if ahead < 7 else Decimal("0.2") if ahead < 21 else Decimal(0)
    return (Decimal(base) * (1 + near + (Decimal("0.2") if busy else 0))).quantize(GROSZ, ROUND_DOWN)


@pytest.mark.parametrize(("day", "ahead"), [(5, 0), (11, 6), (12, 7), (16, 11), (25, 20), (26, 21)])
def test_seats_cost_what_the_tariff_says(desk: Any, day: int, ahead: int) -> None:
    found = desk.search_flights("WAW", "KRK", f"2025-05-{day:02}", 3)["connections"][0]
    basic = price("199", 2025, 5, day, ahead) * 3

    assert found["basic_price"] == float(basic)
    assert found["flexible_price"] == float((basic * Decimal("1.4")).quantize(GROSZ, ROUND_DOWN))


def test_stay_costs_the_sum_of_its_nights(desk: Any) -> None:
    found = desk.search_hotel_rooms("Kraków", "2025-07-10", "2025-07-14", max_price=900)["hotels"]

    assert [each["basic_price"] for each in found] == [
        float(sum(price("189", 2025, 7, day, 66) for day in range(10, 14)))
    ]


@pytest.mark.parametrize("day", range(9, 16))
def test_flights_run_on_their_weekdays(desk: Any, day: int) -> None:
    runs = calendar.weekday(2025, 6, day) in (calendar.TUESDAY, calendar.THURSDAY, calendar.SATURDAY)

    assert bool(desk.search_flights("GDN", "BCN", f"2025-06-{day:02}")["connections"]) == runs


def test_booked_seats_are_taken_and_cancelled_ones_free_again(desk: Any) -> None:
    def seats() -> Any:
        return desk.search_flights("WAW", "KRK", "2025-08-05")["connections"][0]["seats_left"]

    booked = desk.book_flight("LO 3854", "2025-08-05", ["Ola Sowa", "Jan Sowa"], 557.2, "flexible")

    assert seats() == 78
    assert desk.cancel_trip_booking(booked["reference"], "sowa", 557.2)["refund"] == 557.2
    assert seats() == 80


def test_last_room_is_taken_for_every_night_of_the_stay(desk: Any) -> None:
    for number in range(3):
        cost = desk.search_hotel_rooms("Kraków", "2025-09-01", "2025-09-03")["hotels"][-1]["basic_price"]
        desk.book_hotel_room("HT-4106", "2025-09-01", "2025-09-03", [f"Gość Numer{number}"], cost)

    assert "no room" in desk.book_hotel_room("HT-4106", "2025-09-02", "2025-09-04", ["Ola Sowa"], 840)["error"]
    assert "error" not in desk.book_hotel_room("HT-4106", "2025-09-03", "2025-09-05", ["Ola Sowa"], 840)


def test_quoted_change_is_what_the_change_costs(desk: Any) -> None:
    quote = desk.quote_trip_change(*HELEN, "2025-06-10")
    changed = desk.change_trip_date(*HELEN, "2025-06-10", quote["surcharge"])

    assert quote["surcharge"] == 80 + max(0, 3 * 420 - 1302)
    assert changed["paid"] == 1382.0
    assert desk.get_trip_booking(*HELEN)["until"] == "2025-06-13"


def test_stay_may_move_by_a_day_into_its_own_nights(desk: Any) -> None:
    assert "error" not in desk.quote_trip_change(*HELEN, "2025-05-31")


# The published rules of the agency: get_trip_booking
@pytest.mark.parametrize(
    ("today", "booking", "refund"),
    [
        ("2025-05-29", EWA, 0.0),
        ("2025-05-19", EWA, 236.6),
        ("2025-05-16", HELEN, 651.0),
        ("2025-05-17", HELEN, 0.0),
        ("2025-06-02", PRIYA, 0.0),
    ],
)
def test_refund_depends_on_fare_and_time(desk: Any, today: str, booking: tuple[str, str], refund: float) -> None:
    desk.load_state({**desk.dump_state(), "today": today})

    assert desk.get_trip_booking(*booking)["refund"] == refund


# Levenshtein's distances as given in Wikipedia, "Levenshtein distance", and by Rosetta Code
@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("kitten", "sitting", 3), ("rosettacode", "raisethysword", 8), ("saturday", "sunday", 3), ("", "ab", 2)],
)
def test_letters_apart_are_the_published_distances(one: str, other: str, apart: int) -> None:
    assert _letters_apart(one, other) == apart


@pytest.mark.parametrize(
    ("tool", "arguments", "part"),
    [
        ("search_flights", ("KRK", "LHR", "2025-05-04"), "in the past"),
        ("search_flights", ("KRK", "LHR", "2025-11-01"), "sales end with 2025-10-31"),
        ("search_train_trips", ("Krakow", "Warszawa", "2025-06-01"), "no city 'Krakow'"),
        ("search_hotel_rooms", ("Oslo", "2025-06-01", "2025-06-02"), "no hotel in 'Oslo'"),
        ("search_hotel_rooms", ("Gdańsk", "2025-06-01", "2025-06-23"), "at most 21 nights, not 22"),
        ("book_flight", ("EIP 5314", "2025-06-12", ["A B"], 169), "no flight"),
        ("book_flight", ("LO 3917", "2025-06-12", ["A B"], 4190), "the price is 419.00 PLN, not 4190.00 PLN"),
        ("book_flight", ("AF 6471", "2025-05-23", ["A B"], 836.64), "has 0 seats"),
        ("book_flight", ("LO 3917", "2025-06-02", ["Tom Reed"], 419), "already"),
        ("book_train_seat", ("LO 3917", "2025-06-12", ["A B"], 419), "no train"),
        ("book_train_seat", ("TLK 38170", "2025-06-14", ["A B"], 58), "has 0 seats"),
        ("book_hotel_room", ("HT-5284", "2025-06-10", "2025-06-12", ["A B"], 540), "no hotel"),
        ("book_hotel_room", ("HT-5283", "2025-06-10", "2025-06-12", ["A B", "C B", "D B"], 540), "sleeps 2, not 3"),
        ("get_trip_booking", ("TRV-61508", "Lis"), "no booking"),
        ("quote_trip_change", ("TRV-16934", "Cole", "2025-06-12"), "began on 2025-04-29"),
        ("quote_trip_change", ("TRV-73581", "Wiśniewski", "2025-06-12"), "is cancelled"),
        ("quote_trip_change", ("TRV-84617", "Pawłowska", "2025-06-11"), "no room or seats"),
        ("change_trip_date", (*HELEN, "2025-06-10", 81), "costs 80.00 PLN, not 81.00"),
        ("correct_traveller_name", ("TRV-28346", "Priya Shah", "Pria Shah"), "no traveller"),
        ("correct_traveller_name", ("TRV-28346", "Pria Shah", "Tom Reed"), "has the traveller"),
        ("cancel_trip_booking", (*EWA, 236600), "the refund is 236.60 PLN"),
        ("cancel_trip_booking", ("TRV-73581", "Wiśniewski", 0), "is cancelled"),
    ],
)
def test_refused_step_changes_nothing(desk: Any, tool: str, arguments: tuple[Any, ...], part: str) -> None:
    before = desk.dump_state()

    assert part in getattr(desk, tool)(*arguments)["error"]
    assert desk.dump_state() == before


@pytest.mark.parametrize("change", [{"item": "LO 0000"}, {"until": "2025-06-01"}, {"date": "2025-02-30"}, {"paid": -1}])
def test_state_with_a_booking_of_nothing_is_refused(desk: Any, change: Any) -> None:
    state = desk.dump_state()
    state["bookings"]["TRV-61507"].update(change)

    with pytest.raises(ValueError, match=r"which is not sold|must"):
        desk.load_state(state)
