"""Written dates and durations against standards and Python's own clock arithmetic."""

from __future__ import annotations

import calendar
import time
from collections.abc import Callable
from typing import Any

import pytest

from function_impls import written_dates

KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    # the forms of the Polish, English and German orthographies; all of one day, a Friday
    *[
        (written_dates.parse_written_date, {"text": text}, "2025-03-14")
        for text in (
            *("2025-03-14", "2025/3/14", "14.03.2025", "14/3/2025", "14-3-2025", "14 March 2025", "14 Mar 2025"),
            *("March 14th, 2025", "14th of March 2025", "14 marca 2025 r.", "14 marca 2025 roku", "14 III 2025"),
            *("14. März 2025", "Freitag, 14. März 2025", "piątek, 14.3.2025", " Friday 14 March 2025 ", "14 mar 2025"),
        )
    ],
    (written_dates.parse_written_date, {"text": "12/31/1999", "order": "month_first"}, "1999-12-31"),
    (written_dates.spell_out_date, {"day": "1918-11-11", "language": "pl"}, "11 listopada 1918"),
    # the German reunification, a Wednesday; the armistice, a Monday
    (
        written_dates.spell_out_date,
        {"day": "1990-10-03", "language": "de", "with_weekday": True},
        "Mittwoch, 3. Oktober 1990",
    ),
    (written_dates.spell_out_date, {"day": "1918-11-11", "with_weekday": True}, "Monday, 11 November 1918"),
    # ISO 8601-1:2019, 5.5.2: durations by designators
    (written_dates.parse_duration_text, {"text": "P1W"}, 604800),
    (written_dates.parse_duration_text, {"text": "PT36H"}, 129600),
    (written_dates.parse_duration_text, {"text": "P3DT4H5M6S"}, 273906),
    (written_dates.parse_duration_text, {"text": "1:02:03"}, 3723),
    (written_dates.parse_duration_text, {"text": "2:30"}, 9000),
    (written_dates.parse_duration_text, {"text": "1 dzień, 3 godz. i 5 minut"}, 97500),
    (written_dates.parse_duration_text, {"text": "1h30m"}, 5400),
    (written_dates.spell_out_duration, {"seconds": 90061}, "1 day 1 hour 1 minute 1 second"),
    (
        written_dates.spell_out_duration,
        {"seconds": 79200 + 22 * 60 + 12, "language": "pl"},
        "22 godziny 22 minuty 12 sekund",
    ),
    (written_dates.spell_out_duration, {"seconds": 0, "language": "de"}, "0 Sekunden"),
    (written_dates.spell_out_duration, {"seconds": 176400, "largest_unit": "hours"}, "49 hours"),
    # POSIX.1-2017, 4.16, and the two moments that everybody cites
    (written_dates.read_unix_time, {"seconds": 1234567890}, "2009-02-13T23:31:30Z"),
    (written_dates.read_unix_time, {"seconds": 2147483647}, "2038-01-19T03:14:07Z"),
    (written_dates.find_unix_time, {"moment": "2009-02-13T23:31:30Z"}, 1234567890),
    (written_dates.find_unix_time, {"moment": "1969-12-31T18:59:59-05:00"}, -1),
]

REFUSED: list[tuple[Callable[..., Any], dict[str, Any], str]] = [
    (written_dates.parse_written_date, {"text": "31.02.2025"}, "does not exist"),
    (written_dates.parse_written_date, {"text": "1/2/25 "}, "four figures"),
    (written_dates.parse_written_date, {"text": "Monday, 14 March 2025"}, "Friday"),
    (written_dates.parse_written_date, {"text": "tomorrow"}, "weekday"),
    (written_dates.parse_written_date, {"text": "2025 03"}, "form that is known"),
    (written_dates.parse_written_date, {"text": "14 x3 2025"}, "form that is known"),
    (written_dates.spell_out_date, {"day": "2025-02-30"}, "range"),
    (written_dates.parse_duration_text, {"text": "P1M"}, "no ISO 8601"),
    (written_dates.parse_duration_text, {"text": "PT"}, "no ISO 8601"),
    (written_dates.parse_duration_text, {"text": "2 months"}, "no unit"),
    (written_dates.parse_duration_text, {"text": "soon"}, "no length"),
    (written_dates.parse_duration_text, {"text": "90000 days"}, "100 years"),
    (written_dates.spell_out_duration, {"seconds": -1}, "at least 0"),
    (written_dates.read_unix_time, {"seconds": 1735689600000}, "milliseconds"),
    (written_dates.find_unix_time, {"moment": "2025-01-01T25:00:00Z"}, "hour"),
    (written_dates.find_unix_time, {"moment": "2025-01-01T12:00:00"}, "no offset"),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_writing_function_gives_the_known_answer(
    function: Callable[..., Any], arguments: dict[str, Any], answer: Any
) -> None:
    assert function(**arguments) == answer


@pytest.mark.parametrize(("function", "arguments", "reason"), REFUSED)
def test_writing_function_refuses(function: Callable[..., Any], arguments: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        function(**arguments)


@pytest.mark.parametrize("language", ["en", "pl", "de"])
def test_every_month_that_is_spelled_out_is_read_again(language: Any) -> None:
    for month in range(1, 13):
        day = f"2024-{month:02}-28"
        written = written_dates.spell_out_date(day, language, with_weekday=True)
        assert written_dates.parse_written_date(written) == day


def test_unix_times_are_those_of_the_c_library() -> None:
    for seconds in (-1_000_000_000, 0, 951_782_400, 4_102_444_800):
        text = written_dates.read_unix_time(seconds)
        assert time.strptime(text, "%Y-%m-%dT%H:%M:%SZ")[:6] == time.gmtime(seconds)[:6]
        assert calendar.timegm(time.gmtime(seconds)) == written_dates.find_unix_time(text)
