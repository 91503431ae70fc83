"""Easter and the Polish public holidays, for the calendars that need them. No functions of the catalog.

Holidays follow the Polish act of 18 January 1951 on days free from work, with its later changes: Epiphany counts
from 2011 and Christmas Eve from 2025. Years from 1990 to 2100 are known.
"""

from __future__ import annotations

from datetime import date, timedelta

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


def western_easter(year: int) -> date:
    """Find Western Easter Sunday by the anonymous Gregorian computus (Meeus, Jones and Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon = (19 * golden + century - leap_centuries - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    leap_years, year_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - moon - year_rest) % 7
    correction = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Find Orthodox Easter Sunday by Meeus's Julian computus, as a date of the Gregorian calendar."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    gap = year // 100 - year // 400 - 2
    return date(year, month, day + 1) + timedelta(days=gap)


def holidays_of(year: int) -> dict[date, str]:
    """Map the Polish public holidays of a year to their names; ValueError outside of 1990 to 2100."""
    if not 1990 <= year <= 2100:
        raise ValueError(f"holidays are known from 1990 to 2100, not for {year}")
    easter = western_easter(year)
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
