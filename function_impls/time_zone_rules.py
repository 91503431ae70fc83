"""Time zones and summer time, 2023 to 2035, by the IANA database (release 2025b). No functions of the catalog.

A rule says from when to when summer time holds: the first given weekday on or after a day
of a month, and minutes after midnight in standard time of the zone, or in UTC for the European rule.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 2023, 2035


class Change(NamedTuple):
    """When clocks change: the first ``weekday`` (0 is Monday) on or after ``day`` of ``month``, and at which minute."""

    month: int
    day: int
    weekday: int
    minutes: int


class Rule(NamedTuple):
    """Summer time of one hour from ``begin`` to ``end``; minutes count from midnight of ``in_utc``."""

    begin: Change
    end: Change
    in_utc: bool


_RULES = {
    "EU": Rule(Change(3, 25, 6, 60), Change(10, 25, 6, 60), True),
    "US": Rule(Change(3, 8, 6, 120), Change(11, 1, 6, 60), False),
    "CU": Rule(Change(3, 8, 6, 0), Change(11, 1, 6, 0), False),
    "CL": Rule(Change(9, 2, 6, 0), Change(4, 2, 6, -60), False),
    "AU": Rule(Change(10, 1, 6, 120), Change(4, 1, 6, 120), False),
    "NZ": Rule(Change(9, 24, 6, 120), Change(4, 1, 6, 120), False),
    "EG": Rule(Change(4, 24, 4, 0), Change(10, 25, 3, 1380), False),
    "IL": Rule(Change(3, 23, 4, 120), Change(10, 25, 6, 60), False),
}

STANDARD_MINUTES = {
    "UTC": 0,
    **dict.fromkeys(("Africa/Accra", "Atlantic/Reykjavik"), 0),
    **dict.fromkeys(("Europe/London", "Europe/Dublin", "Europe/Lisbon"), 0),
    **dict.fromkeys(("Africa/Algiers", "Africa/Lagos", "Europe/Amsterdam", "Europe/Belgrade", "Europe/Berlin"), 60),
    **dict.fromkeys(("Europe/Bratislava", "Europe/Brussels", "Europe/Budapest", "Europe/Copenhagen"), 60),
    **dict.fromkeys(("Europe/Ljubljana", "Europe/Luxembourg", "Europe/Madrid", "Europe/Malta", "Europe/Oslo"), 60),
    **dict.fromkeys(("Europe/Paris", "Europe/Prague", "Europe/Rome", "Europe/Sarajevo", "Europe/Skopje"), 60),
    **dict.fromkeys(("Europe/Stockholm", "Europe/Tirane", "Europe/Vienna", "Europe/Warsaw", "Europe/Zagreb"), 60),
    "Europe/Zurich": 60,
    **dict.fromkeys(("Africa/Cairo", "Africa/Johannesburg", "Asia/Jerusalem", "Asia/Nicosia", "Europe/Athens"), 120),
    **dict.fromkeys(("Europe/Bucharest", "Europe/Helsinki", "Europe/Kyiv", "Europe/Riga", "Europe/Sofia"), 120),
    **dict.fromkeys(("Europe/Tallinn", "Europe/Vilnius"), 120),
    **dict.fromkeys(("Africa/Addis_Ababa", "Africa/Nairobi", "Asia/Baghdad", "Asia/Riyadh", "Europe/Istanbul"), 180),
    **dict.fromkeys(("Europe/Minsk", "Europe/Moscow"), 180),
    "Asia/Tehran": 210,
    **dict.fromkeys(("Asia/Baku", "Asia/Dubai", "Asia/Tbilisi", "Asia/Yerevan"), 240),
    "Asia/Kabul": 270,
    **dict.fromkeys(("Asia/Karachi", "Asia/Tashkent"), 300),
    "Asia/Kolkata": 330,
    "Asia/Kathmandu": 345,
    "Asia/Dhaka": 360,
    "Asia/Yangon": 390,
    **dict.fromkeys(("Asia/Bangkok", "Asia/Ho_Chi_Minh", "Asia/Jakarta"), 420),
    **dict.fromkeys(("Asia/Hong_Kong", "Asia/Kuala_Lumpur", "Asia/Manila", "Asia/Shanghai", "Asia/Singapore"), 480),
    **dict.fromkeys(("Asia/Taipei", "Australia/Perth"), 480),
    **dict.fromkeys(("Asia/Seoul", "Asia/Tokyo"), 540),
    **dict.fromkeys(("Australia/Adelaide", "Australia/Darwin"), 570),
    **dict.fromkeys(("Australia/Brisbane", "Australia/Melbourne", "Australia/Sydney"), 600),
    **dict.fromkeys(("Pacific/Auckland", "Pacific/Fiji"), 720),
    "Atlantic/Azores": -60,
    **dict.fromkeys(("America/Argentina/Buenos_Aires", "America/Montevideo", "America/Sao_Paulo"), -180),
    "America/St_Johns": -210,
    **dict.fromkeys(("America/Caracas", "America/Halifax", "America/La_Paz", "America/Santiago"), -240),
    **dict.fromkeys(("America/Bogota", "America/Havana", "America/Jamaica", "America/Lima", "America/New_York"), -300),
    **dict.fromkeys(("America/Panama", "America/Toronto"), -300),
    **dict.fromkeys(("America/Chicago", "America/Costa_Rica", "America/Mexico_City"), -360),
    **dict.fromkeys(("America/Denver", "America/Phoenix"), -420),
    "America/Los_Angeles": -480,
    "America/Anchorage": -540,
    "Pacific/Honolulu": -600,
}
"""IANA name -> minutes that standard time is ahead of UTC."""

_WITHOUT_SUMMER_TIME = frozenset({"Europe/Istanbul", "Europe/Minsk", "Europe/Moscow"})
_RULE_OF = {
    **{
        name: "EU"
        for name in STANDARD_MINUTES
        if (name.startswith("Europe/") and name not in _WITHOUT_SUMMER_TIME)
        or name in {"Asia/Nicosia", "Atlantic/Azores"}
    },
    **dict.fromkeys(
        ("America/New_York", "America/Toronto", "America/Chicago", "America/Denver", "America/Los_Angeles"), "US"
    ),
    **dict.fromkeys(("America/Anchorage", "America/Halifax", "America/St_Johns"), "US"),
    **dict.fromkeys(("Australia/Adelaide", "Australia/Melbourne", "Australia/Sydney"), "AU"),
    "America/Havana": "CU",
    "America/Santiago": "CL",
    "Pacific/Auckland": "NZ",
    "Africa/Cairo": "EG",
    "Asia/Jerusalem": "IL",
}


def standard_minutes(zone: str) -> int:
    """How far standard time of a zone is ahead of UTC; ValueError where the zone is not known."""
    if zone not in STANDARD_MINUTES:
        raise ValueError(f"the zone {zone!r} is not known; use an IANA name such as Europe/Warsaw (list_time_zones)")
    return STANDARD_MINUTES[zone]


def changes(zone: str, year: int) -> tuple[datetime, datetime] | None:
    """Begin and end of summer time in a year, in UTC; the end comes first in the south. None where there is none."""
    standard = standard_minutes(zone)
    if zone not in _RULE_OF:
        return None
    rule = _RULES[_RULE_OF[zone]]
    shift = timedelta(minutes=0 if rule.in_utc else standard)
    return _moment(rule.begin, year) - shift, _moment(rule.end, year) - shift


def offset_at(zone: str, moment: datetime) -> int:
    """How many minutes a zone is ahead of UTC at a moment in UTC (a datetime without zone)."""
    standard = standard_minutes(zone)
    summer = changes(zone, moment.year)
    if summer is None:
        return standard
    begin, end = summer
    holds = begin <= moment < end if begin < end else not end <= moment < begin
    return standard + 60 * holds


def moments_of(zone: str, local: datetime) -> list[datetime]:
    """Moments in UTC at which a zone's clocks show a time: one, none where it is skipped, two where it comes twice."""
    standard = standard_minutes(zone)
    found = []
    for offset in (standard + 60, standard):
        moment = local - timedelta(minutes=offset)
        if offset_at(zone, moment) == offset:
            found.append(moment)
    return found


def _moment(change: Change, year: int) -> datetime:
    day = date(year, change.month, change.day)
    away = (change.weekday - day.weekday()) % 7
    return datetime(year, change.month, change.day) + timedelta(days=away, minutes=change.minutes)  # noqa: DTZ001 - UTC, or local where told
