"""What toolkits with a seeded world share: states, ids and money. No functions of the catalog."""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, TypeAlias

from function_impls.constraints import Format, Length, Pattern, Range
from function_impls.model import Json

Day: TypeAlias = Annotated[str, Format("date")]
Count: TypeAlias = Annotated[int, Range(minimum=0)]
Money: TypeAlias = Annotated[float, Range(minimum=0)]


def read_world(name: str) -> Json:
    """Read the world that a toolkit begins with, ``data/<name>.json``."""
    return json.loads((Path(__file__).parent / "data" / f"{name}.json").read_text(encoding="utf-8"))


def sound(value: Json, form: Json, place: str = "state") -> Json:
    """Copy ``value`` where it has the form of the annotation ``form``; of lengths only the least.

    Raises ValueError that names the first place of another form. Keys that a TypedDict does not know are refused.
    """
    origin: Json = typing.get_origin(form)
    arguments = typing.get_args(form)
    if origin is typing.NotRequired:
        return sound(value, arguments[0], place)
    if origin is typing.Annotated:
        return _hold(sound(value, arguments[0], place), form.__metadata__, place)
    if origin is typing.Literal:
        if value not in arguments:
            raise ValueError(f"{place} is {value!r} and must be one of {', '.join(map(repr, arguments))}")
        return value
    if origin in (types.UnionType, typing.Union):
        return _sound_choice(value, arguments, place)
    if origin is list:
        _demand(value, list, place)
        return [sound(each, arguments[0], f"{place}[{number}]") for number, each in enumerate(value)]
    if origin is dict:
        _demand(value, dict, place)
        return {key: sound(each, arguments[1], f"{place}.{key}") for key, each in value.items()}
    if typing.is_typeddict(form):
        return _sound_object(value, form, place)
    return _demand(value, int if form is float and type(value) is int else form, place)


def fresh_id(prefix: str, taken: Collection[str], digits: int = 4) -> str:
    """Make an id that is not taken. Ids do not follow each other, so that a wrong digit meets nothing.

    Raises ValueError where all are taken.
    """
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


def cents(amount: float) -> int:
    """Give an amount of money in hundredths, as which it is reckoned."""
    return round(amount * 100)


def same_amount(one: float, other: float) -> bool:
    """Tell whether two amounts of money are the same to less than half a hundredth."""
    return abs(one - other) < 0.005


def is_day(text: str) -> bool:
    """Tell whether a text is a date of the calendar, written like 2025-03-01."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def written(amount: float, currency: str = "PLN") -> str:
    """Write an amount of money for a message."""
    return f"{amount:.2f} {currency}"


def _sound_choice(value: Json, forms: tuple[Json, ...], place: str) -> Json:
    problem = ""
    for form in forms:
        try:
            return sound(value, form, place)
        except ValueError as error:
            problem = problem or str(error)
    raise ValueError(problem)


def _sound_object(value: Json, form: Json, place: str) -> Json:
    _demand(value, dict, place)
    hints = typing.get_type_hints(form, include_extras=True)
    # __required_keys__ does not see NotRequired where annotations are postponed (typing.TypedDict, Python 3.11)
    required = {key for key, hint in hints.items() if typing.get_origin(hint) is not typing.NotRequired}
    if missing := sorted(required - value.keys()):
        raise ValueError(f"{place} lacks {', '.join(missing)}")
    if unknown := sorted(value.keys() - hints.keys()):
        raise ValueError(f"{place} has unknown keys: {', '.join(unknown)}")
    return {key: sound(each, hints[key], f"{place}.{key}") for key, each in value.items()}


def _demand(value: Json, kind: type, place: str) -> Json:
    if type(value) is not kind:
        wanted = "null" if kind is type(None) else kind.__name__
        raise ValueError(f"{place} must be {wanted}, not {type(value).__name__}")
    return value


def _hold(value: Json, constraints: tuple[Json, ...], place: str) -> Json:
    for constraint in constraints:
        match constraint:
            case Format(name="date") if not is_day(value):
                raise ValueError(f"{place} is {value!r} and must be a date, such as 2025-03-01")
            case Format(name="date-time") if not _is_moment(value):
                raise ValueError(f"{place} is {value!r} and must be a time such as 2025-03-01T09:00:00+01:00")
            case Pattern() if re.search(constraint.expression, value) is None:
                raise ValueError(f"{place} is {value!r} and must match {constraint.expression}")
            case Range(minimum=least) if least is not None and value < least:
                raise ValueError(f"{place} is {value} and must be at least {least}")
            case Range(maximum=most) if most is not None and value > most:
                raise ValueError(f"{place} is {value} and must be at most {most}")
            case Length(minimum=least) if least is not None and len(value) < least:
                raise ValueError(f"{place} must not be shorter than {least}")
            case _:
                pass
    return value


def _is_moment(text: str) -> bool:
    try:
        moment_of(text)
    except ValueError:
        return False
    return True
