"""Days, ages, working days and Polish public holidays."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Format, Range
from function_impls.public_holidays import holidays_of

Day: TypeAlias = Annotated[str, Format("date")]
Calendar: TypeAlias = Literal["PL", "NONE"]

_LAST_ORDINAL = 3652059  # 9999-12-31


class IsoWeek(TypedDict):
    """A day in the ISO 8601 calendar of weeks."""

    year: int
    week: Annotated[int, Range(minimum=1, maximum=53)]
    weekday: Annotated[int, Range(minimum=1, maximum=7)]


class Holiday(TypedDict):
    """A public holiday and its Polish name."""

    date: Day
    name: str


class BusinessDay(TypedDict):
    """Whether a day is a working day, and if not, why."""

    business_day: bool
    reason: Literal["working day", "weekend", "public holiday"]
    holiday: str | None


class CalendarPeriod(TypedDict):
    """A period in completed years, months and days."""

    years: Annotated[int, Range(minimum=0)]
    months: Annotated[int, Range(minimum=0, maximum=11)]
    days: Annotated[int, Range(minimum=0, maximum=30)]
    total_days: Annotated[int, Range(minimum=0)]


def days_between(start: Day, end: Day, include_end: bool = False) -> int:
    """Count all days from one date to another; negative where the end comes first.

    Use it for plain days, working or not.

    Args:
        start: First date, YYYY-MM-DD.
        end: Last date, YYYY-MM-DD.
        include_end: Whether the last day itself counts. It changes nothing where the end comes first.

    Returns:
        How many days lie between the dates.

    Raises:
        ValueError: A date does not exist.

    Examples:
        >>> days_between(start="2024-02-28", end="2024-03-01")
        2

    See Also:
        count_business_days: Only working days.
        split_date_difference: The same period as years, months and days.
        find_day_of_year: A date's place in its year.
    """
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days
    return days + (1 if include_end and days >= 0 else 0)


def add_business_days(
    start: Day, days: Annotated[int, Range(minimum=-1000, maximum=1000)], country: Calendar = "PL"
) -> Day:
    """Find the date that lies so many working days after a date, or before it for a negative number.

    Args:
        start: Date to count from, YYYY-MM-DD; it does not count itself.
        days: How many working days.
        country: PL leaves out Polish public holidays too (years 1990 to 2100), NONE only weekends.

    Returns:
        The date, YYYY-MM-DD; the start itself for 0 days.

    Raises:
        ValueError: A date does not exist, or lies outside of the years that are known.

    Examples:
        >>> add_business_days(start="2025-04-17", days=2)
        '2025-04-22'

    See Also:
        add_to_date: Adds calendar days, weeks, months and years.
        roll_to_business_day: Moves a date that may be free to the nearest working day.
        count_business_days: How many working days lie between two dates.
    """
    day = _read(start)
    step = timedelta(days=1 if days > 0 else -1)
    left = abs(days)
    while left:
        day += step
        left -= not _is_free(day, country)
    return day.isoformat()


def iso_week(day: Day) -> IsoWeek:
    """Tell the ISO 8601 week of a date, the year that the week belongs to, and the weekday from 1 (Monday).

    Args:
        day: The date, YYYY-MM-DD.

    Returns:
        Year of the week (which may differ from the year of the date), week and weekday.

    Raises:
        ValueError: The date does not exist.

    Examples:
        >>> iso_week(day="2024-12-30")
        {'year': 2025, 'week': 1, 'weekday': 1}

    See Also:
        find_iso_week_date: The other way, from a week and a weekday to a date.
        find_quarter: The quarter of a date.
        name_weekday: The name of the weekday.
    """
    year, week, weekday = date.fromisoformat(day).isocalendar()
    return {"year": year, "week": week, "weekday": weekday}


def list_holidays(year: Annotated[int, Range(minimum=1990, maximum=2100)]) -> list[Holiday]:
    """List the Polish public holidays of a year, in order of their dates, with their Polish names.

    Args:
        year: The year.

    Returns:
        Date and name of each holiday; holidays that fall on a weekend are listed too.

    Raises:
        ValueError: The year is not from 1990 to 2100.

    Examples:
        >>> list_holidays(year=2025)
        [{'date': '2025-01-01', 'name': 'Nowy Rok'},
         {'date': '2025-01-06', 'name': 'Święto Trzech Króli'},
         {'date': '2025-04-20', 'name': 'Wielkanoc'},
         {'date': '2025-04-21', 'name': 'Poniedziałek Wielkanocny'},
         {'date': '2025-05-01', 'name': 'Święto Pracy'},
         {'date': '2025-05-03', 'name': 'Święto Konstytucji 3 Maja'},
         {'date': '2025-06-08', 'name': 'Zesłanie Ducha Świętego'},
         {'date': '2025-06-19', 'name': 'Boże Ciało'},
         {'date': '2025-08-15', 'name': 'Wniebowzięcie Najświętszej Maryi Panny'},
         {'date': '2025-11-01', 'name': 'Wszystkich Świętych'},
         {'date': '2025-11-11', 'name': 'Narodowe Święto Niepodległości'},
         {'date': '2025-12-24', 'name': 'Wigilia Bożego Narodzenia'},
         {'date': '2025-12-25', 'name': 'Boże Narodzenie (pierwszy dzień)'},
         {'date': '2025-12-26', 'name': 'Boże Narodzenie (drugi dzień)'}]

    See Also:
        check_business_day: Whether one date is free.
        find_easter_date: Only Easter, for other churches and years too.
    """
    return [{"date": day.isoformat(), "name": name} for day, name in sorted(holidays_of(year).items())]


def age_in_years(born: Day, on: Day | None = None) -> Annotated[int, Range(minimum=0)]:
    """Compute somebody's age in completed years. Who is born on 29 February is a year older on 1 March.

    Args:
        born: Date of birth, YYYY-MM-DD.
        on: Date to compute it for, YYYY-MM-DD; today (in UTC) where it is left out.

    Returns:
        Completed years.

    Raises:
        ValueError: A date does not exist, or the birth lies after the other date.

    Examples:
        >>> age_in_years(born="2004-02-29", on="2025-02-28")
        20

    See Also:
        split_date_difference: Years, months and days between any two dates.
    """
    birth = date.fromisoformat(born)
    day = datetime.now(UTC).date() if on is None else date.fromisoformat(on)
    if day < birth:
        raise ValueError(f"{born} lies after {day.isoformat()}")
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def count_business_days(start: Day, end: Day, country: Calendar = "PL") -> Annotated[int, Range(minimum=0)]:
    """Count the working days from one date to another, both included.

    Args:
        start: First date, YYYY-MM-DD.
        end: Last date, YYYY-MM-DD, not before the first and at most 3660 days after it.
        country: PL leaves out Polish public holidays too (years 1990 to 2100), NONE only weekends.

    Returns:
        How many days from Monday to Friday that are no holidays.

    Raises:
        ValueError: A date does not exist or is not known, the end comes first, or the dates lie over 3660 days apart.

    Examples:
        >>> count_business_days(start="2025-05-01", end="2025-05-31")
        21

    See Also:
        days_between: All days, working or not.
        add_business_days: The date that so many working days lead to.
    """
    first, last = _read(start), _read(end)
    if last < first:
        raise ValueError(f"end {end} lies before start {start}; give the earlier date as start")
    if (last - first).days > 3660:
        raise ValueError("start and end may lie at most 3660 days apart")
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return sum(not _is_free(day, country) for day in days)


def check_business_day(day: Day) -> BusinessDay:
    """Tell whether a date is a working day in Poland, and if not, whether a weekend or which holiday makes it free.

    Args:
        day: The date, YYYY-MM-DD, in the years 1990 to 2100.

    Returns:
        The answer, its reason, and the Polish name of the holiday, or null. A holiday on a weekend counts as a holiday.

    Raises:
        ValueError: The date does not exist or its year is not known.

    Examples:
        >>> check_business_day(day="2025-11-11")
        {'business_day': False, 'reason': 'public holiday', 'holiday': 'Narodowe Święto Niepodległości'}

    See Also:
        list_holidays: All holidays of a year.
        roll_to_business_day: The nearest working day.
    """
    checked = _read(day)
    holiday = holidays_of(checked.year).get(checked)
    if holiday is not None:
        return {"business_day": False, "reason": "public holiday", "holiday": holiday}
    if checked.weekday() >= 5:
        return {"business_day": False, "reason": "weekend", "holiday": None}
    return {"business_day": True, "reason": "working day", "holiday": None}


def roll_to_business_day(
    day: Day,
    convention: Literal["following", "preceding", "modified_following"] = "following",
    country: Calendar = "PL",
) -> Day:
    """Move a date that is free to a working day, as payment terms do; a working day stays as it is.

    Args:
        day: The date, YYYY-MM-DD.
        convention: following for the next working day, preceding for the one before, modified_following for the next
            one unless it lies in another month, and else the one before.
        country: PL leaves out Polish public holidays too (years 1990 to 2100), NONE only weekends.

    Returns:
        The working day, YYYY-MM-DD.

    Raises:
        ValueError: The date does not exist or is not known.

    Examples:
        >>> roll_to_business_day(day="2025-05-31", convention="modified_following")
        '2025-05-30'

    See Also:
        add_business_days: Always moves, by so many working days.
        check_business_day: Only tells whether a date is a working day, and why not.
    """
    start = _read(day)
    rolled = _roll(start, country, -1 if convention == "preceding" else 1)
    if convention == "modified_following" and rolled.month != start.month:
        rolled = _roll(start, country, -1)
    return rolled.isoformat()


def add_to_date(
    day: Day,
    years: Annotated[int, Range(minimum=-500, maximum=500)] = 0,
    months: Annotated[int, Range(minimum=-6000, maximum=6000)] = 0,
    weeks: Annotated[int, Range(minimum=-20000, maximum=20000)] = 0,
    days: Annotated[int, Range(minimum=-100000, maximum=100000)] = 0,
) -> Day:
    """Add years, months, weeks and calendar days to a date; negative numbers go back.

    Years and months come first. Where that month is too short, its last day is taken (31 January and a month is 28 or
    29 February). Then weeks and days are added.

    Args:
        day: The date, YYYY-MM-DD.
        years: How many years.
        months: How many months.
        weeks: How many weeks.
        days: How many calendar days.

    Returns:
        The date, YYYY-MM-DD.

    Raises:
        ValueError: A date does not exist, or the result lies outside of the years 1 to 9999.

    Examples:
        >>> add_to_date(day="2025-01-31", months=1)
        '2025-02-28'

    See Also:
        add_business_days: Counts only working days.
    """
    start = date.fromisoformat(day)
    year, month = divmod((start.year + years) * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"the result lies in the year {year}; only the years 1 to 9999 are known")
    moved = start.replace(year=year, month=month + 1, day=min(start.day, calendar.monthrange(year, month + 1)[1]))
    ordinal = moved.toordinal() + 7 * weeks + days
    if not 1 <= ordinal <= _LAST_ORDINAL:
        raise ValueError("the result lies outside of the years 1 to 9999")
    return date.fromordinal(ordinal).isoformat()


def split_date_difference(start: Day, end: Day) -> CalendarPeriod:
    """Tell the time between two dates in completed years, months and days, and in days altogether.

    Months are counted from the start; where a month is too short for the day, its last day counts.

    Args:
        start: First date, YYYY-MM-DD.
        end: Last date, YYYY-MM-DD, not before the first.

    Returns:
        Years, months from 0 to 11, days from 0 to 30, and the same period as a number of days.

    Raises:
        ValueError: A date does not exist, or the end comes first.

    Examples:
        >>> split_date_difference(start="2024-01-31", end="2025-03-01")
        {'years': 1, 'months': 1, 'days': 1, 'total_days': 395}

    See Also:
        days_between: Only the number of days; the end may come first.
        age_in_years: Only completed years of a life.
    """
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if last < first:
        raise ValueError(f"end {end} lies before start {start}; give the earlier date as start")
    months = (last.year - first.year) * 12 + last.month - first.month
    if date.fromisoformat(add_to_date(start, months=months)) > last:
        months -= 1
    anchor = date.fromisoformat(add_to_date(start, months=months))
    years, months = divmod(months, 12)
    return {"years": years, "months": months, "days": (last - anchor).days, "total_days": (last - first).days}


def _read(day: str) -> date:
    found = date.fromisoformat(day)
    if not 1900 <= found.year <= 2200:
        raise ValueError(f"{day} lies outside of the years 1900 to 2200, for which working days are known")
    return found


def _roll(day: date, country: str, step: int) -> date:
    while _is_free(day, country):
        day += timedelta(days=step)
    return day


def _is_free(day: date, country: str) -> bool:
    return day.weekday() >= 5 or (country == "PL" and day in holidays_of(day.year))
