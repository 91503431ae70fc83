"""Results as strict JSON, whatever a function returns; and their canonical digest.

A result may be built of dict (string keys), list, tuple (as an array), str, int, float, bool and None, subclasses
included. Everything else is refused. Subclasses are read through the base types' own methods, so no code of theirs
runs.
"""

from __future__ import annotations

import builtins
import json.encoder
import math
import re

TYPE_CHECKING = False  # `typing` is 0.4 MB that every fork would have to carry
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# What a function replaces in builtins must not change how its result is read.
globals().update(vars(builtins) | globals())

DEPTH_LIMIT = 100
_ADDRESS = re.compile(" at 0x[0-9a-f]{6,16}>")
_EXACT = 2**53
_TOO_BIG_TO_PRINT = 10**4000
_dumps_unicode = json.JSONEncoder(ensure_ascii=False).encode


class NotStrictJsonError(ValueError):
    """The result holds something that JSON cannot."""


def plain(value: Any, depth: int = 0) -> Any:
    """``value`` rebuilt of exact built-in types. Raises NotStrictJsonError with what is wrong."""
    kind = type(value)  # isinstance() would believe what the value's own __class__ says
    if value is None or kind is bool or (kind is int and -_EXACT <= value <= _EXACT):
        return value
    if issubclass(kind, str):
        return _text(value)
    if issubclass(kind, int):
        return _integer(value)
    if issubclass(kind, float):
        return _number(value)
    if depth >= DEPTH_LIMIT:
        raise NotStrictJsonError(f"it is nested deeper than {DEPTH_LIMIT} levels, or holds itself")
    if issubclass(kind, dict):
        return {_key(key): plain(item, depth + 1) for key, item in dict.items(value)}
    if issubclass(kind, list):
        return [plain(item, depth + 1) for item in list.__iter__(value)]
    if issubclass(kind, tuple):
        return [plain(item, depth + 1) for item in tuple.__iter__(value)]
    raise NotStrictJsonError(f"it holds a value of type {type_name(kind)}")


def type_name(kind: type) -> str:
    """The name of a type, without running code of its metaclass."""
    name = type.__dict__["__name__"].__get__(kind)
    return str(name)[:200]


def _text(value: str) -> str:
    exact = str.__str__(value) if type(value) is not str else value
    try:
        exact.encode()
    except UnicodeEncodeError as error:
        raise NotStrictJsonError("it holds text with a lone surrogate") from error
    # The default repr of an object shows its address, which differs from run to run.
    return _ADDRESS.sub(" at 0x…>", exact) if " at 0x" in exact else exact


def _key(key: Any) -> str:
    if not issubclass(type(key), str):
        raise NotStrictJsonError(f"it has a key of type {type_name(type(key))}, and keys must be strings")
    return _text(key)


def _integer(value: int) -> int:
    exact = int.__index__(value) if type(value) is not int else value
    if not -_TOO_BIG_TO_PRINT < exact < _TOO_BIG_TO_PRINT:
        raise NotStrictJsonError("it holds an integer of more than 4,000 digits")
    return exact


def _number(value: float) -> float:
    exact = float.__float__(value) if type(value) is not float else value
    if not math.isfinite(exact):
        raise NotStrictJsonError(f"it holds {exact!r}, which JSON does not have")
    return exact


def _refuse(value: Any) -> Any:
    raise TypeError(f"{type_name(type(value))} is not a plain value")


# json.JSONEncoder makes such an encoder for every value; one that is kept writes to a third of the pages.
_c_encoder: Any = json.encoder
parts: Callable[[Any, int], tuple[str, ...]] = _c_encoder.c_make_encoder(
    None, _refuse, _c_encoder.c_encode_basestring_ascii, None, ":", ",", False, False, False
)
_joined = "".join


def encode(value: Any) -> bytes:
    """Compact JSON of a plain value."""
    return _joined(parts(value, 0)).encode()


def sha256(value: Any) -> str:
    """SHA-256 (hex) over the RFC 8785 form of a plain value.

    One extension: RFC 8785 has no integers beyond 2^53 - 1; they are hashed with all their digits.
    """
    import hashlib  # noqa: PLC0415 - needed for few results; held, its library would cost every fork

    parts: list[str] = []
    _canonical(value, parts)
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def _canonical(value: Any, parts: list[str]) -> None:
    if isinstance(value, dict):
        separator = "{"
        # RFC 8785 section 3.2.3: keys sort by UTF-16 code units.
        for key in sorted(value, key=lambda each: each.encode("utf-16-be")):
            parts.append(f"{separator}{_dumps_unicode(key)}:")
            _canonical(value[key], parts)
            separator = ","
        parts.append("}" if value else "{}")
    elif isinstance(value, list):
        separator = "["
        for item in value:
            parts.append(separator)
            _canonical(item, parts)
            separator = ","
        parts.append("]" if value else "[]")
    elif isinstance(value, float):
        parts.append(_es6_number(value))
    else:
        parts.append(_dumps_unicode(value))


def _es6_number(value: float) -> str:
    """A double as ECMAScript prints it (ECMA-262, Number::toString), which RFC 8785 section 3.2.2.3 asks for."""
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = f"{abs(value)!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    fraction = "" if fraction == "0" else fraction
    point = len(whole) + int(exponent or 0)
    digits = (whole + fraction).lstrip("0")
    point -= len(whole + fraction) - len(digits)
    digits = digits.rstrip("0")
    count = len(digits)
    if count <= point <= 21:
        return sign + digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    tail = f".{digits[1:]}" if count > 1 else ""
    return f"{sign}{digits[0]}{tail}e{'+' if point > 0 else '-'}{abs(point - 1)}"
