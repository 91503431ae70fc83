"""Local times of the world from 2023 to 2035, by the bundled rules of time_zone_rules."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls import time_zone_rules as rules
from function_impls.constraints import Format, Length, Pattern, Range

LocalTime: TypeAlias = Annotated[str, Pattern(r"^20(2[3-9]|3[0-5])-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$")]
ZoneName: TypeAlias = Annotated[str, Pattern(r"^(UTC|[A-Z][A-Za-z]+(/[A-Z][A-Za-z_]+){1,2})$"), Length(maximum=40)]
ClockTime: TypeAlias = Annotated[str, Pattern(r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Offset: TypeAlias = Annotated[str, Pattern(r"^[+-][0-9]{2}:[0-9]{2}$")]
UtcTime: TypeAlias = Annotated[str, Pattern(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}Z$")]
ShownTime: TypeAlias = Annotated[str, Pattern(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$")]


class ConvertedTime(TypedDict):
    """A time in another zone."""

    local_time: ShownTime
    utc_offset: Offset
    day_change: Annotated[int, Range(minimum=-1, maximum=1)]


class ZoneOffset(TypedDict):
    """What a zone's clocks show against UTC."""

    utc_offset: Offset
    minutes: int
    summer_time: bool


class ZoneDifference(TypedDict):
    """How far one zone is ahead of another."""

    minutes_ahead: int
    base_offset: Offset
    other_offset: Offset


class ListedZone(TypedDict):
    """A zone that is known."""

    zone: str
    standard_offset: Offset
    summer_time: bool


class ClockChange(TypedDict):
    """One change of clocks."""

    moment: UtcTime
    clocks_before: ShownTime
    clocks_after: ShownTime
    summer_time_begins: bool


class LocalTimeCheck(TypedDict):
    """Whether a time is shown once, never or twice."""

    status: Literal["once", "skipped", "twice"]
    moments: list[UtcTime]


class ClockReading(TypedDict):
    """What clocks of a zone show."""

    zone: str
    local_time: ShownTime
    utc_offset: Offset


class MeetingWindow(TypedDict):
    """A time in which the working hours of all zones overlap."""

    minutes: Annotated[int, Range(minimum=1)]
    start: UtcTime
    end: UtcTime
    local_starts: list[ClockReading]


def convert_between_time_zones(
    local_time: LocalTime, source_zone: ZoneName, target_zone: ZoneName, repeated: Literal["first", "second"] = "first"
) -> ConvertedTime:
    """Convert a local time into another time zone, with summer time.

    Args:
        local_time: Time that clocks show in the source zone, YYYY-MM-DDThh:mm, from 2023 to 2035.
        source_zone: IANA name of the zone, such as Europe/Warsaw.
        target_zone: IANA name of the other zone, such as America/New_York.
        repeated: Which one is meant where clocks that go back show the time twice.

    Returns:
        Time in the target zone, its offset from UTC, and whether it lies a day before (-1) or after (1).

    Raises:
        ValueError: A zone is not known, the time does not exist, or clocks that go forward skip it.

    Examples:
        >>> convert_between_time_zones(local_time="2025-03-10T09:00", source_zone="UTC", target_zone="Asia/Tokyo")
        {'local_time': '2025-03-10T18:00', 'utc_offset': '+09:00', 'day_change': 0}
        >>> convert_between_time_zones(local_time="2025-03-30T02:30", source_zone="Europe/Warsaw", target_zone="UTC")
        Traceback (most recent call last):
        ValueError: clocks in Europe/Warsaw skip 2025-03-30T02:30; take a time an hour later

    See Also:
        show_world_clock: Several target zones at once.
        measure_zone_difference: Only how far two zones are apart.
        check_local_time: Whether a local time is skipped or comes twice.
        read_unix_time: A Unix time, in UTC.
    """
    moment = _moment(local_time, source_zone, repeated)
    offset = rules.offset_at(target_zone, moment)
    shown = moment + timedelta(minutes=offset)
    days = shown.toordinal() - _read(local_time).toordinal()
    return {"local_time": _show(shown), "utc_offset": _offset(offset), "day_change": days}


def find_utc_offset(zone: ZoneName, local_time: LocalTime) -> ZoneOffset:
    """Tell how far a zone is ahead of UTC at a local time (the first, where it comes twice), and if in summer time.

    Args:
        zone: IANA name of the zone, such as Europe/Warsaw.
        local_time: Time that clocks show there, YYYY-MM-DDThh:mm, from 2023 to 2035.

    Returns:
        The offset as text and in minutes, and whether summer time holds.

    Raises:
        ValueError: The zone is not known, the time does not exist, or clocks that go forward skip it.

    Examples:
        >>> find_utc_offset(zone="Europe/Warsaw", local_time="2025-07-01T12:00")
        {'utc_offset': '+02:00', 'minutes': 120, 'summer_time': True}

    See Also:
        list_clock_changes: When summer time begins and ends.
        list_time_zones: The names of zones.
    """
    minutes = rules.offset_at(zone, _moment(local_time, zone, "first"))
    return {"utc_offset": _offset(minutes), "minutes": minutes, "summer_time": minutes != rules.standard_minutes(zone)}


def measure_zone_difference(
    base_zone: ZoneName, other_zone: ZoneName, day: Annotated[str, Format("date")]
) -> ZoneDifference:
    """Tell how many minutes clocks of one zone are ahead of those of another, at noon UTC of a date.

    Args:
        base_zone: IANA name of the zone that is compared with.
        other_zone: IANA name of the zone whose lead is asked for.
        day: The date, YYYY-MM-DD, from 2023 to 2035; the difference may change with summer time.

    Returns:
        Minutes that the other zone is ahead (negative: behind), and both offsets from UTC.

    Raises:
        ValueError: A zone is not known, or the date does not exist or is not from 2023 to 2035.

    Examples:
        >>> measure_zone_difference(base_zone="Europe/Warsaw", other_zone="America/New_York", day="2025-03-15")
        {'minutes_ahead': -300, 'base_offset': '+01:00', 'other_offset': '-04:00'}

    See Also:
        convert_between_time_zones: Converts one time.
        estimate_jet_lag: What the difference does to a traveller.
    """
    noon = datetime.combine(date.fromisoformat(day), time(12))
    _check_year(noon.year)
    base, other = rules.offset_at(base_zone, noon), rules.offset_at(other_zone, noon)
    return {"minutes_ahead": other - base, "base_offset": _offset(base), "other_offset": _offset(other)}


def list_time_zones(
    area: Literal["Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Pacific", "UTC"],
) -> list[ListedZone]:
    """List the time zones of one area of the world that are known, by name.

    Args:
        area: First part of the IANA names.

    Returns:
        Name, offset of standard time, and whether the zone has summer time.

    Raises:
        ValueError: The area is not known.

    Examples:
        >>> list_time_zones(area="UTC")
        [{'zone': 'UTC', 'standard_offset': '+00:00', 'summer_time': False}]

    See Also:
        find_utc_offset: The offset at a time.
    """
    known = sorted(each for each in rules.STANDARD_MINUTES.items() if each[0].partition("/")[0] == area)
    if not known:
        raise ValueError(f"no zones of the area {area!r} are known")
    summer = {name: rules.changes(name, rules.FIRST_YEAR) is not None for name, _ in known}
    return [{"zone": name, "standard_offset": _offset(each), "summer_time": summer[name]} for name, each in known]


def list_clock_changes(
    zone: ZoneName, year: Annotated[int, Range(minimum=2023, maximum=2035)]
) -> Annotated[list[ClockChange], Length(maximum=2)]:
    """List when clocks of a zone go forward and back in a year.

    Args:
        zone: IANA name of the zone, such as Europe/Warsaw.
        year: The year.

    Returns:
        The changes in order: moment in UTC, what clocks would show and what they show. Empty without summer time.

    Raises:
        ValueError: The zone or the year is not known.

    Examples:
        >>> list_clock_changes(zone="Europe/Warsaw", year=2025)
        [{'moment': '2025-03-30T01:00Z',
          'clocks_before': '2025-03-30T02:00',
          'clocks_after': '2025-03-30T03:00',
          'summer_time_begins': True},
         {'moment': '2025-10-26T01:00Z',
          'clocks_before': '2025-10-26T03:00',
          'clocks_after': '2025-10-26T02:00',
          'summer_time_begins': False}]

    See Also:
        check_local_time: Whether one local time is skipped or comes twice.
        find_utc_offset: The offset at one local time.
    """
    _check_year(year)
    standard = rules.standard_minutes(zone)
    summer = rules.changes(zone, year)
    if summer is None:
        return []
    found: list[ClockChange] = []
    for moment in sorted(summer):
        begins = moment == summer[0]
        before = _show(moment + timedelta(minutes=standard + (0 if begins else 60)))
        after = _show(moment + timedelta(minutes=standard + (60 if begins else 0)))
        found.append(
            {
                "moment": _show(moment) + "Z",
                "clocks_before": before,
                "clocks_after": after,
                "summer_time_begins": begins,
            }
        )
    return found


def check_local_time(local_time: LocalTime, zone: ZoneName) -> LocalTimeCheck:
    """Tell whether clocks of a zone show a local time once, skip it (going forward), or show it twice (going back).

    Args:
        local_time: The time, YYYY-MM-DDThh:mm, from 2023 to 2035.
        zone: IANA name of the zone, such as Europe/Warsaw.

    Returns:
        The answer, and the moments in UTC at which clocks show the time.

    Raises:
        ValueError: The zone is not known or the date does not exist in any zone.

    Examples:
        >>> check_local_time(local_time="2025-10-26T02:30", zone="Europe/Warsaw")
        {'status': 'twice', 'moments': ['2025-10-26T00:30Z', '2025-10-26T01:30Z']}

    See Also:
        convert_between_time_zones: Converts the time, and refuses one that is skipped.
        list_clock_changes: All changes of a year.
    """
    moments = rules.moments_of(zone, _read(local_time))
    status: Literal["skipped", "once", "twice"] = "twice" if len(moments) > 1 else "once" if moments else "skipped"
    return {"status": status, "moments": [_show(each) + "Z" for each in moments]}


def show_world_clock(
    local_time: LocalTime, zone: ZoneName, other_zones: Annotated[list[ZoneName], Length(minimum=1, maximum=12)]
) -> list[ClockReading]:
    """Tell what clocks show in several zones when those of one zone show a time.

    Args:
        local_time: Time in the first zone, YYYY-MM-DDThh:mm, from 2023 to 2035; the first one where it comes twice.
        zone: IANA name of the zone of that time.
        other_zones: IANA names of the zones that are asked for.

    Returns:
        Local time and offset of each other zone, in the order of the question.

    Raises:
        ValueError: A zone is not known, the time does not exist, or clocks that go forward skip it.

    Examples:
        >>> show_world_clock(local_time="2025-12-31T23:30", zone="Europe/Warsaw", other_zones=["Asia/Kolkata"])
        [{'zone': 'Asia/Kolkata', 'local_time': '2026-01-01T04:00', 'utc_offset': '+05:30'}]

    See Also:
        convert_between_time_zones: For one target zone; it tells the change of day.
        find_meeting_overlap: When everybody is at work.
    """
    moment = _moment(local_time, zone, "first")
    return [_reading(other, moment) for other in other_zones]


def find_meeting_overlap(
    zones: Annotated[list[ZoneName], Length(minimum=2, maximum=6)],
    day: Annotated[str, Format("date")],
    opens: ClockTime = "09:00",
    closes: ClockTime = "17:00",
) -> list[MeetingWindow]:
    """Find when the working hours of all zones overlap on a date of the first zone.

    Everybody has the same local hours on every date, weekends and holidays too.

    Args:
        zones: IANA names of the zones.
        day: Date in the first zone, YYYY-MM-DD, from 2023 to 2035.
        opens: Local time at which work begins, hh:mm.
        closes: Local time at which work ends, hh:mm, after it begins.

    Returns:
        The overlaps in order, in UTC, and what clocks of each zone show as they begin; empty where there is none.

    Raises:
        ValueError: A zone is not known, the date does not exist or is not known, or closes is not after opens.

    Examples:
        >>> find_meeting_overlap(zones=["Europe/Warsaw", "Asia/Tokyo"], day="2025-05-12", opens="08:00", closes="18:00")
        [{'minutes': 180,
          'start': '2025-05-12T06:00Z',
          'end': '2025-05-12T09:00Z',
          'local_starts': [{'zone': 'Europe/Warsaw', 'local_time': '2025-05-12T08:00', 'utc_offset': '+02:00'},
                           {'zone': 'Asia/Tokyo', 'local_time': '2025-05-12T15:00', 'utc_offset': '+09:00'}]}]
        >>> find_meeting_overlap(zones=["Europe/Warsaw", "Australia/Sydney"], day="2025-01-15")
        []

    See Also:
        show_world_clock: What clocks show at one time.
    """
    if closes <= opens:
        raise ValueError(f"closes {closes} must come after opens {opens}")
    midnight = datetime.fromisoformat(day)
    _check_year(midnight.year)
    windows = [_working(zones[0], midnight, opens, closes)]
    for zone in zones[1:]:
        others = [_working(zone, midnight + timedelta(days=away), opens, closes) for away in (-1, 0, 1)]
        pairs = [(max(start, first), min(end, last)) for start, end in windows for first, last in others]
        windows = [(start, end) for start, end in pairs if start < end]
    return [
        {
            "minutes": round((end - start).total_seconds() / 60),
            "start": _show(start) + "Z",
            "end": _show(end) + "Z",
            "local_starts": [_reading(zone, start) for zone in zones],
        }
        for start, end in windows
    ]


def _working(zone: str, midnight: datetime, opens: str, closes: str) -> tuple[datetime, datetime]:
    """The moments of two local times; where clocks skip one, the moment that standard time would give."""
    found = []
    for clock in (opens, closes):
        local = midnight + timedelta(hours=int(clock[:2]), minutes=int(clock[3:]))
        standard = local - timedelta(minutes=rules.standard_minutes(zone))
        found.append(next(iter(rules.moments_of(zone, local)), standard))
    return found[0], found[1]


def _reading(zone: str, moment: datetime) -> ClockReading:
    offset = rules.offset_at(zone, moment)
    return {"zone": zone, "local_time": _show(moment + timedelta(minutes=offset)), "utc_offset": _offset(offset)}


def _moment(local_time: str, zone: str, repeated: str) -> datetime:
    moments = rules.moments_of(zone, _read(local_time))
    if not moments:
        raise ValueError(f"clocks in {zone} skip {local_time}; take a time an hour later")
    return moments[-1 if repeated == "second" else 0]


def _read(local_time: str) -> datetime:
    local = datetime.fromisoformat(local_time)
    if local.tzinfo is not None:
        raise ValueError(f"{local_time!r} must be a local time without an offset, such as 2025-03-10T09:00")
    _check_year(local.year)
    return local


def _check_year(year: int) -> None:
    if not rules.FIRST_YEAR <= year <= rules.LAST_YEAR:
        raise ValueError(f"the rules of {year} are not known, only those of {rules.FIRST_YEAR} to {rules.LAST_YEAR}")


def _show(moment: datetime) -> str:
    return moment.isoformat()[:16]


def _offset(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"
