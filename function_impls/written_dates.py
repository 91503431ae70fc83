"""Dates, durations and moments as people and machines write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal, TypeAlias

from function_impls.constraints import Format, Length, Pattern, Range

Day: TypeAlias = Annotated[str, Format("date")]
Language: TypeAlias = Literal["en", "pl", "de"]
WholeSeconds: TypeAlias = Annotated[int, Range(minimum=0, maximum=3155760000)]


def _words(text: str) -> list[str]:
    return text.split()


_MONTHS = {
    "en": _words("January February March April May June July August September October November December"),
    "pl": _words("stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"),
    "de": _words("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
}
_WEEKDAYS = {
    "en": _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    "pl": _words("poniedziałek wtorek środa czwartek piątek sobota niedziela"),
    "de": _words("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
}
_SHORT = {
    "en": _words("jan feb mar apr may jun jul aug sep oct nov dec"),
    "pl": _words("sty lut mar kwi maj cze lip sie wrz paź lis gru"),
    "de": _words("jan feb mär apr mai jun jul aug sep okt nov dez"),
}
_NOMINATIVE = _words("styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień")
_MONTH_NUMBERS = {
    word.casefold(): number
    for words in (*_MONTHS.values(), *_SHORT.values(), _NOMINATIVE)
    for number, word in enumerate(words, start=1)
}
_ROMAN = {
    roman.casefold(): number for number, roman in enumerate(_words("I II III IV V VI VII VIII IX X XI XII"), start=1)
}
_UNIT_SECONDS = {
    **dict.fromkeys(("w", "week", "weeks", "tydzień", "tygodnie", "tygodni", "tyg"), 604800),
    **dict.fromkeys(("d", "day", "days", "dzień", "dni"), 86400),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "g", "godz", "godzina", "godziny", "godzin"), 3600),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "minuta", "minuty", "minut"), 60),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds", "sek", "sekunda", "sekundy", "sekund"), 1),
}
_UNIT_WORDS = {
    "en": (
        ("day", "days", "days"),
        ("hour", "hours", "hours"),
        ("minute", "minutes", "minutes"),
        ("second", "seconds", "seconds"),
    ),
    "pl": (
        ("dzień", "dni", "dni"),
        ("godzina", "godziny", "godzin"),
        ("minuta", "minuty", "minut"),
        ("sekunda", "sekundy", "sekund"),
    ),
    "de": (
        ("Tag", "Tage", "Tage"),
        ("Stunde", "Stunden", "Stunden"),
        ("Minute", "Minuten", "Minuten"),
        ("Sekunde", "Sekunden", "Sekunden"),
    ),
}


def parse_written_date(
    text: Annotated[str, Length(minimum=6, maximum=60)], order: Literal["day_first", "month_first"] = "day_first"
) -> Day:
    """Read a date that is written in figures or with the name of a month in English, Polish or German.

    Known are 2025-03-14, 2025/3/14, 14.03.2025, 14/3/2025, 14-3-2025, 14 March 2025, March 14th, 2025,
    14 marca 2025 r., 14 III 2025, 14. März 2025, each also after the name of a weekday. The year has four figures.

    Args:
        text: The date as it is written.
        order: Which of the first two numbers is the day where the year comes last, as in 3/4/2025.

    Returns:
        The date, YYYY-MM-DD.

    Raises:
        ValueError: The text is no date in a form that is known, the date does not exist, or it is another weekday.

    Examples:
        >>> parse_written_date(text="piątek, 14 marca 2025 r.")
        '2025-03-14'
        >>> parse_written_date(text="3/4/2025", order="month_first")
        '2025-03-04'
        >>> parse_written_date(text="Monday, 14 March 2025")
        Traceback (most recent call last):
        ValueError: 2025-03-14 is a Friday, not what 'Monday, 14 March 2025' says

    See Also:
        spell_out_date: The other way.
        parse_duration_text: For a length of time.
    """
    words = [word for word in re.split(r"[\s,./\-]+", text.strip().casefold()) if word]
    weekday = None
    if words and words[0].isalpha() and words[0] not in _MONTH_NUMBERS:
        weekday = _weekday(words.pop(0), text)
    if words and words[-1] in {"r", "roku"}:
        words.pop()
    if len(words) == 4 and words[1] == "of":
        words.pop(1)
    if len(words) != 3:
        raise ValueError(f"{text!r} is no date in a form that is known; write it such as 2025-03-14 or 14 March 2025")
    found = _date_of(words, order, text)
    if weekday is not None and found.weekday() != weekday:
        raise ValueError(f"{found.isoformat()} is a {_WEEKDAYS['en'][found.weekday()]}, not what {text!r} says")
    return found.isoformat()


def spell_out_date(day: Day, language: Language = "en", with_weekday: bool = False) -> str:
    """Write a date with the name of its month: 14 March 2025, 14 marca 2025, 14. März 2025.

    Args:
        day: The date, YYYY-MM-DD.
        language: Language of the names: English, Polish or German.
        with_weekday: Whether the weekday comes first, with a comma.

    Returns:
        The written date.

    Raises:
        ValueError: The date does not exist.

    Examples:
        >>> spell_out_date(day="2025-03-14", language="pl", with_weekday=True)
        'piątek, 14 marca 2025'

    See Also:
        parse_written_date: The other way.
        name_month: The name of a month alone.
        spell_number: A number in words.
    """
    found = date.fromisoformat(day)
    dot = "." if language == "de" else ""
    written = f"{found.day}{dot} {_MONTHS[language][found.month - 1]} {found.year}"
    return f"{_WEEKDAYS[language][found.weekday()]}, {written}" if with_weekday else written


def parse_duration_text(text: Annotated[str, Length(minimum=1, maximum=80)]) -> WholeSeconds:
    """Read a length of time and tell it in seconds.

    Known are clock forms (2:30:00 is hours, minutes, seconds; 2:30 is hours and minutes), ISO 8601 durations of weeks,
    days, hours, minutes and seconds (P1DT2H30M), and numbers with English or Polish units (2 h 30 min, 1 dzień
    3 godz.).

    Args:
        text: The length of time.

    Returns:
        Whole seconds.

    Raises:
        ValueError: The text is in no known form, has months or years, whose length varies, or is over a century.

    Examples:
        >>> parse_duration_text(text="2 h 30 min")
        9000
        >>> parse_duration_text(text="P1DT2H30M")
        95400
        >>> parse_duration_text(text="P1M")
        Traceback (most recent call last):
        ValueError: 'P1M' is no ISO 8601 duration of weeks, days, hours, minutes and seconds

    See Also:
        spell_out_duration: The other way.
        parse_written_date: For a date.
    """
    stripped = text.strip()
    if clock := re.fullmatch(r"([0-9]{1,6}):([0-5][0-9])(?::([0-5][0-9]))?", stripped):
        seconds = int(clock[1]) * 3600 + int(clock[2]) * 60 + int(clock[3] or 0)
    elif re.match(r"P[0-9T]", stripped):
        seconds = _iso_seconds(stripped)
    else:
        seconds = _unit_seconds(stripped)
    if seconds > 3155760000:
        raise ValueError(f"{text!r} is longer than 100 years, which is the longest that is known")
    return seconds


def spell_out_duration(
    seconds: WholeSeconds, language: Language = "en", largest_unit: Literal["days", "hours", "minutes"] = "days"
) -> str:
    """Write a length of time in words, such as 1 day 2 hours 5 minutes; parts that are zero are left out.

    Args:
        seconds: Whole seconds.
        language: Language of the words: English, Polish or German.
        largest_unit: Largest unit that is used; what is longer is told in it too, such as 49 hours.

    Returns:
        The length of time in words; 0 seconds where nothing is left.

    Raises:
        ValueError: The seconds are negative.

    Examples:
        >>> spell_out_duration(seconds=93784, language="pl")
        '1 dzień 2 godziny 3 minuty 4 sekundy'
        >>> spell_out_duration(seconds=7500, largest_unit="minutes")
        '125 minutes'

    See Also:
        parse_duration_text: The other way.
    """
    if seconds < 0:
        raise ValueError(f"seconds must be at least 0, not {seconds}")
    first = ("days", "hours", "minutes").index(largest_unit)
    parts = []
    left = seconds
    for length, forms in list(zip((86400, 3600, 60, 1), _UNIT_WORDS[language], strict=True))[first:]:
        number, left = divmod(left, length)
        if number:
            parts.append(f"{number} {_plural(number, forms)}")
    return " ".join(parts) if parts else f"0 {_UNIT_WORDS[language][3][2]}"


def read_unix_time(
    seconds: Annotated[int, Range(minimum=-62135596800, maximum=253402300799)],
) -> Annotated[str, Format("date-time")]:
    """Tell the moment in UTC that a Unix time means.

    Args:
        seconds: Seconds since 1970-01-01T00:00:00Z, without leap seconds; negative before it.

    Returns:
        The moment, YYYY-MM-DDThh:mm:ssZ.

    Raises:
        ValueError: The moment lies outside of the years 1 to 9999.

    Examples:
        >>> read_unix_time(seconds=1735689600)
        '2025-01-01T00:00:00Z'

    See Also:
        find_unix_time: The other way.
        convert_between_time_zones: Local times.
    """
    if not -62135596800 <= seconds <= 253402300799:
        raise ValueError("the moment lies outside of the years 1 to 9999; are the seconds milliseconds?")
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return moment.isoformat().replace("+00:00", "Z")


def find_unix_time(
    moment: Annotated[
        str,
        Pattern(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$"),
    ],
) -> int:
    """Tell the Unix time of a moment: seconds since 1970-01-01T00:00:00Z, without leap seconds.

    Args:
        moment: The moment with its offset from UTC, YYYY-MM-DDThh:mm:ssZ or YYYY-MM-DDThh:mm:ss+01:00.

    Returns:
        The seconds; negative before 1970.

    Raises:
        ValueError: The moment does not exist or has no offset.

    Examples:
        >>> find_unix_time(moment="2025-01-01T01:00:00+01:00")
        1735689600
        >>> find_unix_time(moment="2025-01-01T25:00:00Z")
        Traceback (most recent call last):
        ValueError: hour must be in 0..23

    See Also:
        read_unix_time: The other way.
    """
    found = datetime.fromisoformat(moment)
    if found.tzinfo is None:
        raise ValueError(f"{moment!r} has no offset from UTC; end it with Z or +01:00")
    return round((found - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())


def _weekday(word: str, text: str) -> int:
    for names in _WEEKDAYS.values():
        folded = [name.casefold() for name in names]
        if word in folded:
            return folded.index(word)
    raise ValueError(f"{word!r} in {text!r} is no weekday and no month in English, Polish or German")


def _date_of(words: list[str], order: str, text: str) -> date:
    numbers = [_number(word) for word in words]
    month = _MONTH_NUMBERS.get(words[1]) or _ROMAN.get(words[1])
    if words[0] in _MONTH_NUMBERS:
        year, month, day = numbers[2], _MONTH_NUMBERS[words[0]], numbers[1]
    elif month is not None:
        year, day = numbers[2], numbers[0]
    elif len(words[0]) == 4:
        year, month, day = numbers
    else:
        year, month, day = (
            (numbers[2], numbers[1], numbers[0]) if order == "day_first" else (numbers[2], numbers[0], numbers[1])
        )
    if year is None or month is None or day is None:
        raise ValueError(f"{text!r} is no date in a form that is known; write it such as 2025-03-14 or 14 March 2025")
    if not 1000 <= year <= 9999:
        raise ValueError(f"the year in {text!r} needs four figures")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(f"{text!r} does not exist: {error}") from error


def _number(word: str) -> int | None:
    figures = re.fullmatch(r"([0-9]{1,4})(?:st|nd|rd|th)?", word)
    return int(figures[1]) if figures else None


def _iso_seconds(text: str) -> int:
    found = re.fullmatch(
        r"P(?:([0-9]{1,6})W)?(?:([0-9]{1,6})D)?(?:T(?=[0-9])(?:([0-9]{1,8})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,10})S)?)?",
        text,
    )
    if not found:
        raise ValueError(f"{text!r} is no ISO 8601 duration of weeks, days, hours, minutes and seconds")
    return sum(
        int(part or 0) * length for part, length in zip(found.groups(), (604800, 86400, 3600, 60, 1), strict=True)
    )


def _unit_seconds(text: str) -> int:
    words = text.casefold().replace(".", "")
    parts = re.findall(r"([0-9]{1,10})\s*([a-ząćęłńóśźż]+)", words)
    rest = re.sub(r"[0-9]{1,10}\s*[a-ząćęłńóśźż]+", "", words)
    if not parts or re.sub(r"\s|,|\band\b|\bi\b", "", rest):
        raise ValueError(f"{text!r} is no length of time in a form that is known; write it such as 2 h 30 min")
    for _, unit in parts:
        if unit not in _UNIT_SECONDS:
            raise ValueError(f"{unit!r} is no unit from weeks to seconds; write it such as 2 h 30 min")
    return sum(int(number) * _UNIT_SECONDS[unit] for number, unit in parts)


def _plural(number: int, forms: tuple[str, str, str]) -> str:
    if number == 1:
        return forms[0]
    return forms[1] if number % 10 in {2, 3, 4} and number % 100 not in {12, 13, 14} else forms[2]
