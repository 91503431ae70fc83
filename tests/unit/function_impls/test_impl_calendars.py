"""Weeks, quarters, Easter and recurring dates against published tables and Python's calendar."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from function_impls import calendars

# Easter dates as the U.S. Census Bureau and the World Council of Churches print them.
WESTERN = {1961: "04-02", 2000: "04-23", 2008: "03-23", 2011: "04-24", 2024: "03-31", 2025: "04-20", 2038: "04-25"}
ORTHODOX = {2000: "04-30", 2008: "04-27", 2013: "05-05", 2021: "05-02", 2024: "05-05", 2025: "04-20"}

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    # ISO 8601: 2009-W01-1 is 2008-12-29, 2009-W53-7 is 2010-01-03
    (calendars.find_iso_week_date, {"year": 2009, "week": 1}, "2008-12-29"),
    (calendars.find_iso_week_date, {"year": 2009, "week": 53, "weekday": "sunday"}, "2010-01-03"),
    (
        calendars.find_quarter,
        {"day": "2024-02-29"},
        {"year": 2024, "quarter": 1, "first_day": "2024-01-01", "last_day": "2024-03-31"},
    ),
    # fiscal year of the U.S. government: from October, quarter 2 from January
    (
        calendars.find_quarter,
        {"day": "2025-03-31", "first_month": 10},
        {"year": 2024, "quarter": 2, "first_day": "2025-01-01", "last_day": "2025-03-31"},
    ),
    (
        calendars.find_quarter,
        {"day": "2025-12-31", "first_month": 11},
        {"year": 2025, "quarter": 1, "first_day": "2025-11-01", "last_day": "2026-01-31"},
    ),
    (
        calendars.describe_month,
        {"year": 1900, "month": 2},
        {"days": 28, "leap_year": False, "first_weekday": "thursday", "last_weekday": "wednesday"},
    ),
    (
        calendars.describe_month,
        {"year": 2000, "month": 2},
        {"days": 29, "leap_year": True, "first_weekday": "tuesday", "last_weekday": "tuesday"},
    ),
    (calendars.find_day_of_year, {"day": "2024-12-31"}, {"day_of_year": 366, "days_left": 0}),
    (calendars.find_day_of_year, {"day": "2025-03-01"}, {"day_of_year": 60, "days_left": 305}),
    # U.S. federal holidays of 2025 (opm.gov): Martin Luther King Day, Memorial Day, Thanksgiving
    (
        calendars.find_nth_weekday,
        {"year": 2025, "month": 1, "weekday": "monday", "occurrence": "third"},
        "2025-01-20",
    ),
    (calendars.find_nth_weekday, {"year": 2025, "month": 5, "weekday": "monday", "occurrence": "last"}, "2025-05-26"),
    # summer time of the European Union ends on the last Sunday of October: 26 October 2025
    (calendars.find_nth_weekday, {"year": 2025, "month": 10, "weekday": "sunday", "occurrence": "last"}, "2025-10-26"),
    (calendars.find_next_weekday, {"day": "2025-12-31", "weekday": "thursday"}, "2026-01-01"),
    (calendars.find_next_weekday, {"day": "2025-12-31", "weekday": "wednesday", "include_day": True}, "2025-12-31"),
    (calendars.find_next_weekday, {"day": "2025-12-31", "weekday": "wednesday", "direction": "before"}, "2025-12-24"),
    (calendars.find_next_weekday, {"day": "2025-01-01", "weekday": "tuesday", "direction": "before"}, "2024-12-31"),
    # the date arithmetic of RFC 5545's FREQ=YEARLY, but with the last day where there is no 29 February
    (
        calendars.list_recurring_dates,
        {"start": "2024-02-29", "unit": "years", "count": 5},
        ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"],
    ),
    (
        calendars.list_recurring_dates,
        {"start": "1997-09-02", "unit": "weeks", "every": 2, "count": 10, "until": "1997-10-01"},
        ["1997-09-02", "1997-09-16", "1997-09-30"],
    ),
]

REFUSED: list[tuple[Callable[..., Any], dict[str, Any], str]] = [
    (calendars.find_iso_week_date, {"year": 2025, "week": 53}, "no week 53"),
    (calendars.find_easter_date, {"year": 1899}, "1900"),
    (calendars.find_quarter, {"day": "9999-01-01"}, "9998"),
    (calendars.describe_month, {"year": 2201, "month": 1}, "2200"),
    (calendars.find_day_of_year, {"day": "2025-02-29"}, "out of range"),
    (
        calendars.find_nth_weekday,
        {"year": 2025, "month": 2, "weekday": "monday", "occurrence": "fifth"},
        "only four",
    ),
    (calendars.find_next_weekday, {"day": "9999-12-31", "weekday": "monday"}, "2200"),
    (
        calendars.list_recurring_dates,
        {"start": "2025-01-02", "unit": "days", "count": 2, "until": "2025-01-01"},
        "before",
    ),
    (calendars.list_recurring_dates, {"start": "2025-01-02", "unit": "years", "count": 120, "every": 365}, "9999"),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_calendar_function_gives_the_known_answer(
    function: Callable[..., Any], arguments: dict[str, Any], answer: Any
) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments", "reason"), REFUSED)
def test_calendar_function_refuses(function: Callable[..., Any], arguments: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        function(**arguments)


@pytest.mark.parametrize("year", WESTERN)
def test_western_easter_is_the_printed_one(year: int) -> None:
    assert calendars.find_easter_date(year) == f"{year}-{WESTERN[year]}"


@pytest.mark.parametrize("year", ORTHODOX)
def test_orthodox_easter_is_the_printed_one(year: int) -> None:
    assert calendars.find_easter_date(year, "orthodox") == f"{year}-{ORTHODOX[year]}"


def test_nth_weekdays_are_those_of_pythons_calendar() -> None:
    for month in range(1, 13):
        fridays = [week[4] for week in calendar.monthcalendar(2025, month) if week[4]]
        for place, day in zip(("first", "second", "third", "fourth"), fridays, strict=False):
            found = calendars.find_nth_weekday(2025, month, "friday", place)  # type: ignore[arg-type]  # one of them
            assert found == date(2025, month, day).isoformat()
