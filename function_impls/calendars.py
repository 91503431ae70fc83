"""Weeks, quarters, Easter and dates that come again."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Format, Range
from function_impls.public_holidays import orthodox_easter, western_easter

Day: TypeAlias = Annotated[str, Format("date")]
Year: TypeAlias = Annotated[int, Range(minimum=1900, maximum=2200)]
Weekday: TypeAlias = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_WEEKDAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Quarter(TypedDict):
    """A quarter of a calendar year."""

    year: int
    quarter: Annotated[int, Range(minimum=1, maximum=4)]
    first_day: Day
    last_day: Day


class Month(TypedDict):
    """A month of a calendar year."""

    days: Annotated[int, Range(minimum=28, maximum=31)]
    leap_year: bool
    first_weekday: Weekday
    last_weekday: Weekday


class YearDay(TypedDict):
    """A day's place in its year."""

    day_of_year: Annotated[int, Range(minimum=1, maximum=366)]
    days_left: Annotated[int, Range(minimum=0, maximum=365)]


def find_iso_week_date(
    year: Year, week: Annotated[int, Range(minimum=1, maximum=53)], weekday: Weekday = "monday"
) -> Day:
    """Find the date of a weekday in an ISO 8601 week, whose weeks begin on Monday.

    Args:
        year: Year that the week belongs to.
        week: Number of the week.
        weekday: Day of that week.

    Returns:
        The date, YYYY-MM-DD; it may lie in the year before or after.

    Raises:
        ValueError: The year has no week 53.

    Examples:
        >>> find_iso_week_date(year=2026, week=53, weekday="friday")
        '2027-01-01'
        >>> find_iso_week_date(year=2025, week=53)
        Traceback (most recent call last):
        ValueError: the year 2025 has 52 ISO weeks, so there is no week 53

    See Also:
        iso_week: The other way, from a date to its week.
    """
    if week == 53 and date(year, 12, 28).isocalendar().week != 53:
        raise ValueError(f"the year {year} has 52 ISO weeks, so there is no week 53")
    return date.fromisocalendar(year, week, _WEEKDAYS.index(weekday) + 1).isoformat()


def find_easter_date(year: Year, church: Literal["western", "orthodox"] = "western") -> Day:
    """Find the date of Easter Sunday in the Gregorian calendar.

    Args:
        year: The year.
        church: western for Catholics and Protestants, orthodox for churches that reckon by the Julian calendar.

    Returns:
        The date, YYYY-MM-DD.

    Raises:
        ValueError: The year is not from 1900 to 2200.

    Examples:
        >>> find_easter_date(year=2025)
        '2025-04-20'
        >>> find_easter_date(year=2024, church="orthodox")
        '2024-05-05'

    See Also:
        list_holidays: All Polish public holidays of a year.
    """
    _check_year(year)
    return (western_easter(year) if church == "western" else orthodox_easter(year)).isoformat()


def find_quarter(day: Day, first_month: Annotated[int, Range(minimum=1, maximum=12)] = 1) -> Quarter:
    """Tell the quarter of a date, with the quarter's first and last day.

    Args:
        day: The date, YYYY-MM-DD, in the years 2 to 9998.
        first_month: Month that the (business) year begins with; 1 for calendar years.

    Returns:
        The quarter from 1 to 4 and the year; a business year is named after the calendar year that it begins in.

    Raises:
        ValueError: The date does not exist or lies outside of the years 2 to 9998.

    Examples:
        >>> find_quarter(day="2025-08-15")
        {'year': 2025, 'quarter': 3, 'first_day': '2025-07-01', 'last_day': '2025-09-30'}
        >>> find_quarter(day="2025-02-01", first_month=4)
        {'year': 2024, 'quarter': 4, 'first_day': '2025-01-01', 'last_day': '2025-03-31'}

    See Also:
        iso_week: The week of a date.
    """
    found = date.fromisoformat(day)
    if not 2 <= found.year <= 9998:
        raise ValueError(f"{day} lies outside of the years 2 to 9998")
    year = found.year - (found.month < first_month)
    quarter = (found.month - first_month) % 12 // 3
    start = year * 12 + first_month - 1 + 3 * quarter
    following = date((start + 3) // 12, (start + 3) % 12 + 1, 1)
    return {
        "year": year,
        "quarter": quarter + 1,
        "first_day": date(start // 12, start % 12 + 1, 1).isoformat(),
        "last_day": (following - timedelta(days=1)).isoformat(),
    }


def describe_month(year: Year, month: Annotated[int, Range(minimum=1, maximum=12)]) -> Month:
    """Tell how many days a month has, on which weekdays it begins and ends, and whether its year is a leap year.

    Args:
        year: The year.
        month: Number of the month; 1 is January.

    Returns:
        Number of days, first and last weekday, and whether the year has 366 days.

    Raises:
        ValueError: Year or month is out of range.

    Examples:
        >>> describe_month(year=2024, month=2)
        {'days': 29, 'leap_year': True, 'first_weekday': 'thursday', 'last_weekday': 'thursday'}

    See Also:
        find_day_of_year: A date's place in its year.
    """
    _check_year(year)
    days = calendar.monthrange(year, month)[1]
    return {
        "days": days,
        "leap_year": calendar.isleap(year),
        "first_weekday": _WEEKDAYS[date(year, month, 1).weekday()],
        "last_weekday": _WEEKDAYS[date(year, month, days).weekday()],
    }


def find_day_of_year(day: Day) -> YearDay:
    """Tell which day of its year a date is, from 1, and how many days of the year are left after it.

    Args:
        day: The date, YYYY-MM-DD.

    Returns:
        Number of the day and of the days left.

    Raises:
        ValueError: The date does not exist.

    Examples:
        >>> find_day_of_year(day="2024-12-30")
        {'day_of_year': 365, 'days_left': 1}

    See Also:
        days_between: Days between any two dates.
        describe_month: The length and the weekdays of a month.
    """
    found = date.fromisoformat(day)
    number = found.toordinal() - date(found.year, 1, 1).toordinal() + 1
    return {"day_of_year": number, "days_left": 365 + calendar.isleap(found.year) - number}


def find_nth_weekday(
    year: Year,
    month: Annotated[int, Range(minimum=1, maximum=12)],
    weekday: Weekday,
    occurrence: Literal["first", "second", "third", "fourth", "fifth", "last"],
) -> Day:
    """Find a weekday by its place in a month, such as the third Thursday or the last Sunday.

    Args:
        year: The year.
        month: Number of the month; 1 is January.
        weekday: The weekday.
        occurrence: Which of them in the month; only some months have a fifth one.

    Returns:
        The date, YYYY-MM-DD.

    Raises:
        ValueError: The month has only four of them.

    Examples:
        >>> find_nth_weekday(year=2025, month=11, weekday="thursday", occurrence="fourth")
        '2025-11-27'
        >>> find_nth_weekday(year=2025, month=2, weekday="monday", occurrence="fifth")
        Traceback (most recent call last):
        ValueError: 2025-02 has only four days that are a monday; ask for the last one

    See Also:
        find_next_weekday: The next one after a date.
        list_recurring_dates: Dates that come again at equal intervals.
    """
    _check_year(year)
    days = calendar.monthrange(year, month)[1]
    first = 1 + (_WEEKDAYS.index(weekday) - date(year, month, 1).weekday()) % 7
    found = range(first, days + 1, 7)
    place = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": len(found) - 1}[occurrence]
    if place >= len(found):
        raise ValueError(f"{year}-{month:02} has only four days that are a {weekday}; ask for the last one")
    return date(year, month, found[place]).isoformat()


def find_next_weekday(
    day: Day, weekday: Weekday, direction: Literal["after", "before"] = "after", include_day: bool = False
) -> Day:
    """Find the nearest date of a weekday after or before a date.

    Args:
        day: Date to start from, YYYY-MM-DD, in the years 1900 to 2200.
        weekday: The weekday.
        direction: after for the next one, before for the one before.
        include_day: Whether the date itself is the answer where it already is that weekday.

    Returns:
        The date, YYYY-MM-DD, 0 to 7 days away.

    Raises:
        ValueError: The date does not exist or lies outside of the years 1900 to 2200.

    Examples:
        >>> find_next_weekday(day="2025-03-14", weekday="friday")
        '2025-03-21'
        >>> find_next_weekday(day="2025-03-14", weekday="monday", direction="before")
        '2025-03-10'

    See Also:
        find_nth_weekday: By its place in a month.
    """
    start = date.fromisoformat(day)
    _check_year(start.year)
    sign = 1 if direction == "after" else -1
    away = sign * (_WEEKDAYS.index(weekday) - start.weekday()) % 7
    if away == 0 and not include_day:
        away = 7
    return (start + timedelta(days=sign * away)).isoformat()


def list_recurring_dates(
    start: Day,
    unit: Literal["days", "weeks", "months", "years"],
    count: Annotated[int, Range(minimum=1, maximum=120)],
    every: Annotated[int, Range(minimum=1, maximum=365)] = 1,
    until: Day | None = None,
) -> list[Day]:
    """List dates that come again every so many days, weeks, months or years.

    Months and years are counted from the start: 31 January and a month is the last day of February, and then 31 March.

    Args:
        start: First date, YYYY-MM-DD, in the years 1900 to 2200.
        unit: Unit of the step.
        count: At most so many dates, the first one included.
        every: Length of the step in units.
        until: No date after this one, YYYY-MM-DD; null for no such end.

    Returns:
        The dates in order, YYYY-MM-DD.

    Raises:
        ValueError: A date does not exist, until lies before start, or dates run past the year 9999.

    Examples:
        >>> list_recurring_dates(start="2025-01-31", unit="months", count=3)
        ['2025-01-31', '2025-02-28', '2025-03-31']

    See Also:
        find_nth_weekday: Dates such as the last Friday of a month.
    """
    first = date.fromisoformat(start)
    _check_year(first.year)
    end = date.max if until is None else date.fromisoformat(until)
    if end < first:
        raise ValueError(f"until {until} lies before start {start}")
    found: list[str] = []
    for number in range(count):
        day = _step(first, unit, number * every)
        if day > end:
            break
        found.append(day.isoformat())
    return found


def _step(first: date, unit: str, steps: int) -> date:
    if unit in {"days", "weeks"}:
        return first + timedelta(days=steps * (7 if unit == "weeks" else 1))
    months = first.year * 12 + first.month - 1 + steps * (12 if unit == "years" else 1)
    year, month = months // 12, months % 12 + 1
    if year > 9999:
        raise ValueError("the dates run past the year 9999; ask for fewer or for shorter steps")
    return date(year, month, min(first.day, calendar.monthrange(year, month)[1]))


def _check_year(year: int) -> None:
    if not 1900 <= year <= 2200:
        raise ValueError(f"the year {year} lies outside of 1900 to 2200")
