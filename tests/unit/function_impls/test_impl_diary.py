"""The calendar: hours, grid, people, series and invitations. Weekdays of 2025 after ISO 8601."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from function_impls.diary import Calendar

JOGA = {"title": "Joga", "start": "2025-03-13T18:00:00+01:00", "minutes": 60, "every_weeks": 2, "occurrences": 3}


@pytest.fixture
def calendar() -> Any:
    return Calendar()


@pytest.mark.parametrize(
    ("start", "minutes", "part"),
    [
        ("2025-03-12T12:01:00+01:00", 60, "every 15 minutes"),
        ("2025-03-12T12:00:00+01:00", 61, "multiple of 5"),
        ("2025-03-12T06:45:00+01:00", 15, "between 07:00 and 20:00"),
        ("2025-03-12T19:30:00+01:00", 60, "between 07:00 and 20:00"),
        ("2025-03-10T08:00:00+01:00", 60, "in the past"),
        ("2025-03-10T09:30:00Z", 60, "taken by ev-42"),
    ],
)
def test_event_is_refused(calendar: Any, start: str, minutes: int, part: str) -> None:
    assert part in calendar.create_event("x", start, minutes)["error"]
    assert part.startswith("in the past") or calendar.find_events(title="x") == {"events": []}


def test_moved_event_lies_within_the_hours(calendar: Any) -> None:
    assert "between" in calendar.reschedule_event("ev-131", "2025-03-13T19:45:00+01:00")["error"]
    assert calendar.reschedule_event("ev-132", "2025-03-13T19:00:00+01:00")["error"] == "no event 'ev-132'"


def test_unknown_attendee_is_refused(calendar: Any) -> None:
    refused = calendar.create_event("x", "2025-03-12T12:00:00+01:00", 60, ["someone@else.example"])

    assert refused["error"] == "nobody here has the address 'someone@else.example'"


def test_series_keeps_its_weekday_and_is_cancelled_whole(calendar: Any) -> None:
    series = calendar.create_recurring_event(**JOGA)
    days = [calendar.dump_state()["events"][number]["start"][:10] for number in (-3, -2, -1)]

    assert [(day, date.fromisoformat(day).isoweekday()) for day in days] == [
        ("2025-03-13", 4),
        ("2025-03-27", 4),
        ("2025-04-10", 4),
    ]
    assert calendar.cancel_series(series["series"], "joga")["cancelled"] == series["events"]


@pytest.mark.parametrize(
    ("changed", "part"),
    [({"start": "2025-03-04T17:30:00+01:00"}, "past"), ({"start": "2025-03-11T18:00:00+01:00"}, "taken by ev-512")],
)
def test_series_with_one_bad_time_is_not_made(calendar: Any, changed: dict[str, Any], part: str) -> None:
    before = calendar.dump_state()

    assert part in calendar.create_recurring_event(**{**JOGA, **changed})["error"]
    assert calendar.dump_state() == before


def test_cancelling_one_event_takes_it_out_of_its_series(calendar: Any) -> None:
    calendar.cancel_event("ev-521")

    assert calendar.cancel_series("sr-2846", "lekcja NIEMIECKIEGO")["cancelled"] == ["ev-512", "ev-537"]
    assert "error" in calendar.cancel_series("sr-7391", "Status projektu")


def test_free_slots_are_those_that_availability_confirms(calendar: Any) -> None:
    starts = calendar.find_free_slots("2025-03-12", 90)["starts"]

    hours = [datetime.fromisoformat(f"2025-03-12T{8 + n // 2:02d}:{n % 2 * 30:02d}:00+01:00") for n in range(18)]
    free = [each.isoformat() for each in hours if calendar.check_availability(each.isoformat(), 90)["available"]]
    assert starts == [each for each in free if each[11:16] <= "16:30"]


def test_free_slots_of_today_lie_ahead(calendar: Any) -> None:
    assert calendar.find_free_slots("2025-03-10", 30, "07:00", "09:30")["starts"] == [
        "2025-03-10T08:30:00+01:00",
        "2025-03-10T09:00:00+01:00",
    ]
    assert "must be before" in calendar.find_free_slots("2025-03-10", 30, "12:00", "12:00")["error"]
    assert "in the past" in calendar.find_free_slots("2025-03-09", 30)["error"]


def test_invitation_is_answered_once(calendar: Any) -> None:
    answer = ("inv-3907", "maria.zielinska@swierk.example", "accepted")

    assert calendar.answer_invitation(*answer)["event_id"] == "ev-602"
    assert "no invitation" in calendar.answer_invitation(*answer)["error"]


def test_tentative_invitation_can_be_answered_again(calendar: Any) -> None:
    who = "krzysztof.dabrowski@swierk.example"

    assert calendar.answer_invitation("inv-4418", who, "tentative")["event_id"] is None
    assert "taken by ev-176" in calendar.answer_invitation("inv-4418", who, "accepted")["error"]
    assert calendar.answer_invitation("inv-4418", who, "declined")["answer"] == "declined"


@pytest.mark.parametrize(
    ("event", "who", "part"),
    [
        ("ev-601", "jan.zak", "has already begun"),
        ("ev-433", "lena.vogel", "takes part already"),
        ("ev-434", "jan.zak", "no event"),
        ("ev-433", "nobody", "nobody here"),
    ],
)
def test_attendee_is_refused(calendar: Any, event: str, who: str, part: str) -> None:
    assert part in calendar.add_attendee(event, f"{who}@swierk.example")["error"]


@pytest.mark.parametrize("start", ["2025-03-10T08:00:00", "9999-12-31T23:30:00+00:00"])
def test_time_without_offset_or_too_far_away_is_impossible(calendar: Any, start: str) -> None:
    with pytest.raises(ValueError, match=r"offset|too far"):
        calendar.create_event("x", start)
