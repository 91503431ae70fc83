"""The string formats that are checked (JSON Schema Validation §7.3). Any other format is not checked.

Only what the standard library can decide: no format here depends on an extra package being installed.
"""

from __future__ import annotations

import ipaddress
import re
import uuid
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from verifiers.patterns import is_regex

if TYPE_CHECKING:
    from jsonschema import FormatChecker

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([zZ]|[+-]([01]\d|2[0-3]):[0-5]\d)", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)*")
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(\.{_LABEL})*")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*")
_DURATION = re.compile(
    r"P(?!$)(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?)",
    re.ASCII,
)
_POINTER = re.compile(r"(/([^~/]|~[01])*)*")


def has_format(text: str, name: str) -> bool:
    """Whether ``text`` has the format ``name``; true for a format that is not checked."""
    accepts = _FORMATS.get(name)
    return accepts is None or accepts(text)


@lru_cache(maxsize=1)
def string_formats() -> FormatChecker:
    """The checker of exactly the formats of this module."""
    from jsonschema import FormatChecker  # noqa: PLC0415  # takes long to import, and most runs never need it

    checker = FormatChecker(formats=())
    for name, accepts in _FORMATS.items():
        checker.checks(name)(_only_strings(accepts))
    return checker


def _only_strings(accepts: Callable[[str], bool]) -> Callable[[object], bool]:
    return lambda value: not isinstance(value, str) or accepts(value)


def _full(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.fullmatch(text) is not None


def _reads(read: Callable[[str], object]) -> Callable[[str], bool]:
    def accepts(text: str) -> bool:
        try:
            read(text)
        except (ValueError, OverflowError):
            return False
        return True

    return accepts


def _is_date(text: str) -> bool:
    return _DATE.fullmatch(text) is not None and _reads(date.fromisoformat)(text)


def _is_date_time(text: str) -> bool:
    """RFC 3339 §5.6; the offset is part of it."""
    day, divider, clock = text[:10], text[10:11], text[11:]
    if divider not in {"T", "t", " "} or not _is_date(day) or _TIME.fullmatch(clock) is None:
        return False
    return ":60" in clock or _reads(datetime.fromisoformat)(f"{day}T{clock.upper()}")


def _is_uuid(text: str) -> bool:
    return len(text) == 36 and all(text[at] == "-" for at in (8, 13, 18, 23)) and _reads(uuid.UUID)(text)


_FORMATS: dict[str, Callable[[str], bool]] = {
    "date": _is_date,
    "date-time": _is_date_time,
    "time": _full(_TIME),
    "duration": _full(_DURATION),
    "email": _full(_EMAIL),
    "hostname": lambda text: len(text) <= 253 and _HOST.fullmatch(text) is not None,
    "ipv4": _reads(ipaddress.IPv4Address),
    "ipv6": _reads(ipaddress.IPv6Address),
    "uri": _full(_URI),
    "uuid": _is_uuid,
    "json-pointer": _full(_POINTER),
    "regex": is_regex,
}
