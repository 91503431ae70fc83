"""Dates, weeks and Polish public holidays.

Holidays follow the Polish act of 18 January 1951 on days free from work, with its later changes: Epiphany counts
from 2011 and Christmas Eve from 2025. Years from 1990 to 2100 are known.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from function_impls.model import Json

_FIXED = (
    (1, 1, "Nowy Rok"),
    (5, 1, "Święto Pracy"),
    (5, 3, "Święto Konstytucji 3 Maja"),
    (8, 15, "Wniebowzięcie Najświętszej Maryi Panny"),
    (11, 1, "Wszystkich Świętych"),
    (11, 11, "Narodowe Święto Niepodległości"),
    (12, 25, "Boże Narodzenie (pierwszy dzień)"),
    (12, 26, "Boże Narodzenie (drugi dzień)"),
)


def days_between(start: str, end: str, include_end: bool = False) -> int:
    """Count the days from one date to another; negative where the end comes first.

    Args:
        start: First date, YYYY-MM-DD.
        end: Last date, YYYY-MM-DD.
        include_end: Whether the last day itself counts.
    """
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days
    return days + (1 if include_end and days >= 0 else 0)


def add_business_days(start: str, days: int, country: str = "PL") -> str:
    """Find the date that lies so many working days after (or, if negative, before) a date.

    Args:
        start: Date to count from, YYYY-MM-DD; it does not count itself.
        days: How many working days.
        country: PL knows Polish public holidays; NONE only leaves out Saturdays and Sundays.
    """
    day = date.fromisoformat(start)
    step = timedelta(days=1 if days > 0 else -1)
    left = abs(days)
    while left:
        day += step
        free = day.weekday() >= 5 or (country == "PL" and day in _holidays(day.year))
        left -= not free
    return day.isoformat()


def iso_week(day: str) -> dict[str, Json]:
    """Tell the ISO 8601 week of a date, the year that the week belongs to, and the weekday from 1 (Monday).

    Args:
        day: The date, YYYY-MM-DD.
    """
    year, week, weekday = date.fromisoformat(day).isocalendar()
    return {"year": year, "week": week, "weekday": weekday}


def list_holidays(year: int) -> list[dict[str, Json]]:
    """List the Polish public holidays of a year, in order.

    Args:
        year: From 1990 to 2100.
    """
    return [{"date": day.isoformat(), "name": name} for day, name in sorted(_holidays(year).items())]


def age_in_years(born: str, on: str | None = None) -> int:
    """Compute somebody's age in completed years.

    Args:
        born: Date of birth, YYYY-MM-DD.
        on: Date to compute it for, YYYY-MM-DD; today (in UTC) where it is left out.
    """
    birth = date.fromisoformat(born)
    day = datetime.now(UTC).date() if on is None else date.fromisoformat(on)
    if day < birth:
        raise ValueError(f"{born} lies after {day.isoformat()}")
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _holidays(year: int) -> dict[date, str]:
    if not 1990 <= year <= 2100:
        raise ValueError(f"holidays are known from 1990 to 2100, not for {year}")
    easter = _easter(year)
    free = {date(year, month, day): name for month, day, name in _FIXED}
    if year >= 2011:
        free[date(year, 1, 6)] = "Święto Trzech Króli"
    if year >= 2025:
        free[date(year, 12, 24)] = "Wigilia Bożego Narodzenia"
    free[easter] = "Wielkanoc"
    free[easter + timedelta(days=1)] = "Poniedziałek Wielkanocny"
    free[easter + timedelta(days=49)] = "Zesłanie Ducha Świętego"
    free[easter + timedelta(days=60)] = "Boże Ciało"
    return free


def _easter(year: int) -> date:
    """Western Easter Sunday by the anonymous Gregorian computus (Meeus, Jones and Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon = (19 * golden + century - leap_centuries - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    leap_years, year_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - moon - year_rest) % 7
    correction = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)
