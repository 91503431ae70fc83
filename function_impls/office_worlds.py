"""The seeded worlds of the office toolkits, checked against the TypedDict that describes them."""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path

from function_impls.constraints import Format, Length, Pattern, Range
from function_impls.model import Json

_FOLDER = Path(__file__).parent / "data"


def read_world(name: str) -> Json:
    """Read the world that a toolkit begins with, ``data/<name>.json``."""
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def sound(value: Json, shape: Json, place: str = "state") -> Json:
    """Copy ``value`` where it has the form of ``shape``, an annotation with its constraints.

    Raises ValueError that names the first place that has another form. Keys that a TypedDict does not know are refused.
    """
    origin: Json = typing.get_origin(shape)
    arguments = typing.get_args(shape)
    if origin is typing.Annotated:
        copied = sound(value, arguments[0], place)
        for constraint in arguments[1:]:
            _hold(copied, constraint, place)
        return copied
    if origin is typing.NotRequired:
        return sound(value, arguments[0], place)
    if origin is typing.Literal:
        if value not in arguments:
            raise ValueError(f"{place} is {value!r} and must be one of {', '.join(map(repr, arguments))}")
        return value
    if origin in (types.UnionType, typing.Union):
        return None if value is None else sound(value, arguments[0], place)
    if origin is list:
        _demand(value, list, place)
        return [sound(each, arguments[0], f"{place}[{number}]") for number, each in enumerate(value)]
    if origin is dict:
        _demand(value, dict, place)
        return {key: sound(each, arguments[1], f"{place}.{key}") for key, each in value.items()}
    if typing.is_typeddict(shape):
        return _sound_object(value, shape, place)
    _demand(value, shape, place)
    return value


def fresh_id(prefix: str, taken: Collection[str], digits: int = 4) -> str:
    """Make an id that is not taken. Ids do not follow each other, so that a wrong digit meets nothing."""
    low, span = 10 ** (digits - 1), 9 * 10 ** (digits - 1)
    if len(taken) >= span:
        raise ValueError(f"all ids that begin with {prefix!r} are taken")
    step = (len(taken) * 7919 + 3571) % span
    while f"{prefix}{low + step}" in taken:
        step = (step + 37) % span
    return f"{prefix}{low + step}"


def moment_of(text: str) -> datetime:
    """Read a time with an offset. Raises ValueError where there is none, and for years after 9000."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} has no offset; write it like 2025-03-01T09:00:00+01:00")
    if moment.year > 9000:
        raise ValueError(f"{text!r} is too far away")
    return moment


def _demand(value: Json, kind: type, place: str) -> None:
    if type(value) is not kind:
        raise ValueError(f"{place} must be {kind.__name__}, not {type(value).__name__}")


def _sound_object(value: Json, shape: Json, place: str) -> Json:
    _demand(value, dict, place)
    hints = typing.get_type_hints(shape, include_extras=True)
    # __required_keys__ does not see NotRequired where annotations are postponed (typing.TypedDict, Python 3.11)
    required = {key for key, hint in hints.items() if typing.get_origin(hint) is not typing.NotRequired}
    if missing := sorted(required - value.keys()):
        raise ValueError(f"{place} lacks {', '.join(missing)}")
    if unknown := sorted(value.keys() - hints.keys()):
        raise ValueError(f"{place} has unknown keys: {', '.join(unknown)}")
    return {key: sound(each, hints[key], f"{place}.{key}") for key, each in value.items()}


def _hold(value: Json, constraint: Json, place: str) -> None:
    match constraint:
        case Format(name="date"):
            date.fromisoformat(value)
        case Format(name="date-time"):
            moment_of(value)
        case Pattern() if re.search(constraint.expression, value) is None:
            raise ValueError(f"{place} is {value!r} and must match {constraint.expression}")
        case Range(minimum=minimum) if minimum is not None and value < minimum:
            raise ValueError(f"{place} is {value} and must be at least {minimum}")
        case Length(minimum=minimum) if minimum is not None and len(value) < minimum:
            raise ValueError(f"{place} must not be shorter than {minimum}")
        case _:
            pass
