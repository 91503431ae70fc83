"""Time zones against the IANA database that Python reads (zoneinfo)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from function_impls import time_zones
from function_impls.time_zone_rules import STANDARD_MINUTES, changes, offset_at

WARSAW, NEW_YORK, TOKYO = "Europe/Warsaw", "America/New_York", "Asia/Tokyo"

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    (
        time_zones.convert_between_time_zones,
        {"local_time": "2025-10-26T02:30", "source_zone": WARSAW, "target_zone": "UTC"},
        {"local_time": "2025-10-26T00:30", "utc_offset": "+00:00", "day_change": 0},
    ),
    (
        time_zones.convert_between_time_zones,
        {"local_time": "2025-10-26T02:30", "source_zone": WARSAW, "target_zone": "UTC", "repeated": "second"},
        {"local_time": "2025-10-26T01:30", "utc_offset": "+00:00", "day_change": 0},
    ),
    (
        time_zones.convert_between_time_zones,
        {"local_time": "2025-01-01T00:30", "source_zone": "Pacific/Auckland", "target_zone": "Pacific/Honolulu"},
        {"local_time": "2024-12-31T01:30", "utc_offset": "-10:00", "day_change": -1},
    ),
    # the three weeks of March in which the United States have summer time and Europe has not (2025-03-09 to 2025-03-30)
    (
        time_zones.measure_zone_difference,
        {"base_zone": WARSAW, "other_zone": NEW_YORK, "day": "2025-03-15"},
        {"minutes_ahead": -300, "base_offset": "+01:00", "other_offset": "-04:00"},
    ),
    (
        time_zones.measure_zone_difference,
        {"base_zone": WARSAW, "other_zone": NEW_YORK, "day": "2025-04-15"},
        {"minutes_ahead": -360, "base_offset": "+02:00", "other_offset": "-04:00"},
    ),
    (
        time_zones.find_utc_offset,
        {"zone": "Asia/Kathmandu", "local_time": "2025-04-15T12:00"},
        {"utc_offset": "+05:45", "minutes": 345, "summer_time": False},
    ),
    (
        time_zones.find_utc_offset,
        {"zone": "America/St_Johns", "local_time": "2025-07-15T12:00"},
        {"utc_offset": "-02:30", "minutes": -150, "summer_time": True},
    ),
    (
        time_zones.list_time_zones,
        {"area": "UTC"},
        [{"zone": "UTC", "standard_offset": "+00:00", "summer_time": False}],
    ),
    (time_zones.list_clock_changes, {"zone": TOKYO, "year": 2025}, []),
    # australia.gov.au: daylight saving ended on 6 April 2025 at 3 am and began on 5 October 2025 at 2 am
    (
        time_zones.list_clock_changes,
        {"zone": "Australia/Sydney", "year": 2025},
        [
            {
                "moment": "2025-04-05T16:00Z",
                "clocks_before": "2025-04-06T03:00",
                "clocks_after": "2025-04-06T02:00",
                "summer_time_begins": False,
            },
            {
                "moment": "2025-10-04T16:00Z",
                "clocks_before": "2025-10-05T02:00",
                "clocks_after": "2025-10-05T03:00",
                "summer_time_begins": True,
            },
        ],
    ),
    (
        time_zones.check_local_time,
        {"local_time": "2025-03-30T02:00", "zone": WARSAW},
        {"status": "skipped", "moments": []},
    ),
    (
        time_zones.check_local_time,
        {"local_time": "2025-03-30T03:00", "zone": WARSAW},
        {"status": "once", "moments": ["2025-03-30T01:00Z"]},
    ),
    (
        time_zones.show_world_clock,
        {"local_time": "2025-06-01T12:00", "zone": "UTC", "other_zones": [WARSAW, "Asia/Kolkata"]},
        [
            {"zone": WARSAW, "local_time": "2025-06-01T14:00", "utc_offset": "+02:00"},
            {"zone": "Asia/Kolkata", "local_time": "2025-06-01T17:30", "utc_offset": "+05:30"},
        ],
    ),
    (time_zones.find_meeting_overlap, {"zones": [WARSAW, "America/Los_Angeles"], "day": "2025-01-15"}, []),
]

ZONE = "the zone 'Europe/Krakow' is not known"
REFUSED: list[tuple[Callable[..., Any], dict[str, Any], str]] = [
    (
        time_zones.convert_between_time_zones,
        {"local_time": "2025-03-30T02:30", "source_zone": WARSAW, "target_zone": "UTC"},
        "skip",
    ),
    (
        time_zones.convert_between_time_zones,
        {"local_time": "2025-03-01T02:30", "source_zone": "UTC", "target_zone": "Europe/Krakow"},
        ZONE,
    ),
    (time_zones.find_utc_offset, {"zone": "Europe/Krakow", "local_time": "2025-04-15T12:00"}, ZONE),
    (time_zones.find_utc_offset, {"zone": WARSAW, "local_time": "2022-04-15T12:00"}, "2023"),
    (time_zones.find_utc_offset, {"zone": WARSAW, "local_time": "2025-04-15T12:00Z"}, "offset"),
    (time_zones.measure_zone_difference, {"base_zone": "UTC", "other_zone": "UTC", "day": "2036-01-01"}, "2035"),
    (time_zones.list_time_zones, {"area": "Antarctica"}, "Antarctica"),
    (time_zones.list_clock_changes, {"zone": "Europe/Krakow", "year": 2025}, ZONE),
    (time_zones.check_local_time, {"local_time": "2025-02-29T12:00", "zone": WARSAW}, "day is out of range"),
    (
        time_zones.show_world_clock,
        {"local_time": "2025-02-28T12:00", "zone": WARSAW, "other_zones": ["Europe/Krakow"]},
        ZONE,
    ),
    (
        time_zones.find_meeting_overlap,
        {"zones": [WARSAW, TOKYO], "day": "2025-02-28", "opens": "17:00", "closes": "09:00"},
        "after opens",
    ),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_zone_function_gives_the_known_answer(
    function: Callable[..., Any], arguments: dict[str, Any], answer: Any
) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments", "reason"), REFUSED)
def test_zone_function_refuses(function: Callable[..., Any], arguments: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        function(**arguments)


@pytest.mark.parametrize("zone", STANDARD_MINUTES)
def test_offsets_are_those_of_the_iana_database(zone: str) -> None:
    known = ZoneInfo(zone)
    moments = [datetime(2023, 1, 1, tzinfo=UTC) + timedelta(days=5 * number) for number in range(949)]
    for year in range(2023, 2036):
        for change in changes(zone, year) or ():
            moments += [change.replace(tzinfo=UTC), change.replace(tzinfo=UTC) - timedelta(minutes=1)]
    for moment in moments:
        offset = moment.astimezone(known).utcoffset()
        assert offset == timedelta(minutes=offset_at(zone, moment.replace(tzinfo=None))), moment


def test_conversions_are_those_of_zoneinfo() -> None:
    for number in range(200):
        local = datetime(2024, 1, 1, 10, 15, tzinfo=ZoneInfo(WARSAW)) + timedelta(days=3 * number)
        other = local.astimezone(ZoneInfo("America/Santiago"))
        found = time_zones.convert_between_time_zones(local.strftime("%Y-%m-%dT%H:%M"), WARSAW, "America/Santiago")
        assert found["local_time"] == other.strftime("%Y-%m-%dT%H:%M")


def test_overlap_of_three_continents_lies_within_everybodys_working_hours() -> None:
    (window,) = time_zones.find_meeting_overlap([WARSAW, NEW_YORK, "Africa/Lagos"], "2025-06-10")

    assert (window["start"], window["end"], window["minutes"]) == ("2025-06-10T13:00Z", "2025-06-10T15:00Z", 120)
    assert [each["local_time"][11:] for each in window["local_starts"]] == ["15:00", "09:00", "14:00"]
