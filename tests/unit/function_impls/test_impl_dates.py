"""Days and working days against published calendars and Python's own dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from function_impls import dates

# Monthly working time of the Polish labour code for 2025, in days of 8 hours (published by the State Labour
# Inspectorate); only months where no holiday falls on a Saturday, since such a one takes off a day more.
WORKING_DAYS_2025 = {1: 21, 2: 20, 3: 21, 4: 21, 6: 20, 7: 23, 8: 20, 9: 22, 10: 23, 12: 20}

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    # Apollo 11: launched on 16 July 1969, down on 24 July 1969
    (dates.days_between, {"start": "1969-07-16", "end": "1969-07-24"}, 8),
    (dates.days_between, {"start": "2024-01-01", "end": "2024-12-31", "include_end": True}, 366),
    # Julian day numbers (USNO): 2000-01-01 has 2451545 at noon, 1858-11-17 has 2400001
    (dates.days_between, {"start": "1858-11-17", "end": "2000-01-01"}, 2451545 - 2400001),
    # the long weekend of May 2025: Thursday the 1st is free, Saturday the 3rd would be anyway
    (dates.add_business_days, {"start": "2025-04-30", "days": 1}, "2025-05-02"),
    (dates.add_business_days, {"start": "2025-05-05", "days": -1, "country": "NONE"}, "2025-05-02"),
    # ISO 8601 itself names 2008-12-29 as 2009-W01-1 and 2010-01-03 as 2009-W53-7
    (dates.iso_week, {"day": "2008-12-29"}, {"year": 2009, "week": 1, "weekday": 1}),
    (dates.iso_week, {"day": "2010-01-03"}, {"year": 2009, "week": 53, "weekday": 7}),
    # Maria Skłodowska-Curie, 7 November 1867 to 4 July 1934, died at 66; Chopin at 39
    (dates.age_in_years, {"born": "1867-11-07", "on": "1934-07-04"}, 66),
    (dates.age_in_years, {"born": "1810-03-01", "on": "1849-10-17"}, 39),
    (dates.count_business_days, {"start": "2025-11-10", "end": "2025-11-11"}, 1),
    (dates.count_business_days, {"start": "2025-11-10", "end": "2025-11-11", "country": "NONE"}, 2),
    (
        dates.check_business_day,
        {"day": "2025-06-19"},
        {"business_day": False, "reason": "public holiday", "holiday": "Boże Ciało"},
    ),
    (dates.check_business_day, {"day": "2025-06-21"}, {"business_day": False, "reason": "weekend", "holiday": None}),
    (dates.check_business_day, {"day": "2025-06-20"}, {"business_day": True, "reason": "working day", "holiday": None}),
    # ISDA 2006 definitions, section 4.12: following, modified following, preceding
    (dates.roll_to_business_day, {"day": "2025-08-31", "country": "NONE"}, "2025-09-01"),
    (dates.roll_to_business_day, {"day": "2025-08-31", "convention": "modified_following"}, "2025-08-29"),
    (dates.roll_to_business_day, {"day": "2025-08-15", "convention": "preceding"}, "2025-08-14"),
    (dates.roll_to_business_day, {"day": "2025-08-14", "convention": "preceding"}, "2025-08-14"),
    # PostgreSQL's manual: date '2001-01-31' + interval '1 month' is 2001-02-28
    (dates.add_to_date, {"day": "2001-01-31", "months": 1}, "2001-02-28"),
    (dates.add_to_date, {"day": "2024-02-29", "years": -1, "weeks": 1, "days": -3}, "2023-03-04"),
    # java.time.Period.between(2010-01-15, 2011-03-18) is P1Y2M3D (javadoc)
    (
        dates.split_date_difference,
        {"start": "2010-01-15", "end": "2011-03-18"},
        {"years": 1, "months": 2, "days": 3, "total_days": 427},
    ),
    (
        dates.split_date_difference,
        {"start": "2024-02-29", "end": "2025-02-28"},
        {"years": 1, "months": 0, "days": 0, "total_days": 365},
    ),
]

REFUSED: list[tuple[Callable[..., Any], dict[str, Any], str]] = [
    (dates.days_between, {"start": "2025-02-29", "end": "2025-03-01"}, "out of range"),
    (dates.add_business_days, {"start": "2100-12-30", "days": 5}, "2100"),
    (dates.add_business_days, {"start": "9999-12-31", "days": 1, "country": "NONE"}, "2200"),
    (dates.iso_week, {"day": "2025-13-01"}, "month"),
    (dates.list_holidays, {"year": 1989}, "1990"),
    (dates.age_in_years, {"born": "2025-01-02", "on": "2025-01-01"}, "after"),
    (dates.count_business_days, {"start": "2025-01-02", "end": "2025-01-01"}, "before"),
    (dates.count_business_days, {"start": "2000-01-01", "end": "2025-01-01"}, "3660"),
    (dates.check_business_day, {"day": "1989-05-01"}, "1990"),
    (dates.roll_to_business_day, {"day": "1850-05-01"}, "1900"),
    (dates.add_to_date, {"day": "9999-12-01", "months": 1}, "9999"),
    (dates.add_to_date, {"day": "0001-01-01", "days": -1}, "9999"),
    (dates.split_date_difference, {"start": "2025-01-02", "end": "2025-01-01"}, "before"),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_date_function_gives_the_known_answer(
    function: Callable[..., Any], arguments: dict[str, Any], answer: Any
) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments", "reason"), REFUSED)
def test_date_function_refuses(function: Callable[..., Any], arguments: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        function(**arguments)


@pytest.mark.parametrize("month", WORKING_DAYS_2025)
def test_working_days_of_a_month_are_those_of_the_labour_inspectorate(month: int) -> None:
    last = date(2025 + month // 12, month % 12 + 1, 1) - timedelta(days=1)

    assert dates.count_business_days(f"2025-{month:02}-01", last.isoformat()) == WORKING_DAYS_2025[month]


def test_christmas_eve_is_a_holiday_from_2025() -> None:
    assert [len(dates.list_holidays(year)) for year in (2010, 2024, 2025)] == [12, 13, 14]


def test_difference_in_parts_leads_back_to_the_end() -> None:
    for start, end in (("2023-12-31", "2024-02-29"), ("2000-02-29", "2023-03-01"), ("2025-01-30", "2025-03-29")):
        parts = dates.split_date_difference(start, end)
        assert dates.add_to_date(start, parts["years"], parts["months"], 0, parts["days"]) == end
