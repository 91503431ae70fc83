"""Sees without the library that a value fits its schema, where only everyday keywords are at work.

jsonschema makes a validator for each subschema, which costs more than all else that is done for a call that fits. Here
a yes is certain: the library takes the value too, and within its steps (``verifiers.steps``). Anything else, a value
that does not fit as well as a schema that asks for more than is known here, is no answer; the library then judges.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from verifiers.keywords import REFUSING
from verifiers.model import Json
from verifiers.steps import FREE_STEPS
from verifiers.string_formats import has_format

_DEEPEST = 100
_MOST_STEPS = FREE_STEPS * 3 // 4
_STEPS_FOR_A_BRANCH = 32
"""At least what the library spends on a branch that only names another type: an error that is kept."""

_KINDS: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}


class _Steps:
    """What of the library's steps the value may still take; never less than what the library spends itself."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = _MOST_STEPS


_Rule = Callable[[Json, Json, Mapping[str, Json], _Steps, int], bool]


def surely_fits(schema: Json, value: Json) -> bool:
    """Whether ``value`` certainly fits ``schema``, which must be as ``verifiers.dialect`` gives it."""
    try:
        return _fits(schema, value, _Steps(), 0)
    except RecursionError:  # from a caller that is deep in its own stack
        return False


def _fits(schema: Json, value: Json, steps: _Steps, depth: int) -> bool:
    steps.left -= 1
    if type(schema) is not dict or steps.left < 0 or depth > _DEEPEST:
        return schema is True and steps.left >= 0
    for key, rule in schema.items():
        if (holds := _RULES.get(key)) is not None:
            if type(rule) is dict or type(rule) is list:
                steps.left -= len(rule) >> 5
            if not holds(rule, value, schema, steps, depth):
                return False
        elif key in REFUSING:
            return False
    return True


def _is_of_type(rule: Json, value: Json, _schema: Mapping[str, Json], _steps: _Steps, _depth: int) -> bool:
    kind = type(value)
    for name in (rule,) if type(rule) is str else rule:
        if name == "number":
            if kind is int or (kind is float and value - value == 0):
                return True
        elif kind in _KINDS[name]:
            return True
    return False


def _properties(rule: Json, value: Json, _schema: Mapping[str, Json], steps: _Steps, depth: int) -> bool:
    if type(value) is not dict:
        return True
    for name, each in value.items():  # noqa: SIM110  # a generator would cost as much as the rest
        if name in rule and not _fits(rule[name], each, steps, depth + 1):
            return False
    return True


def _additional_properties(rule: Json, value: Json, schema: Mapping[str, Json], steps: _Steps, depth: int) -> bool:
    """The patterns that name further properties are no everyday keyword, so there are none."""
    if type(value) is not dict:
        return True
    known = schema.get("properties", {})
    for name, each in value.items():
        if name not in known and (rule is False or not _fits(rule, each, steps, depth + 1)):
            return False
    return True


def _required(rule: Json, value: Json, _schema: Mapping[str, Json], _steps: _Steps, _depth: int) -> bool:
    return type(value) is not dict or value.keys() >= set(rule)


def _items(rule: Json, value: Json, _schema: Mapping[str, Json], steps: _Steps, depth: int) -> bool:
    if type(value) is not list:
        return True
    for each in value:  # noqa: SIM110  # a generator would cost as much as the rest
        if not _fits(rule, each, steps, depth + 1):
            return False
    return True


def _enum(rule: Json, value: Json, _schema: Mapping[str, Json], _steps: _Steps, _depth: int) -> bool:
    return type(value) is str and value in rule


def _any_of(rule: Json, value: Json, _schema: Mapping[str, Json], steps: _Steps, depth: int) -> bool:
    """The first branches may be of another type and no more, because the library keeps all that is wrong with them."""
    for branch in rule:
        if _fits(branch, value, steps, depth + 1):
            return True
        if type(branch) is not dict or not REFUSING.isdisjoint(branch.keys() - {"type"}):
            return False
        steps.left -= _STEPS_FOR_A_BRANCH
    return False


def _format(rule: Json, value: Json, _schema: Mapping[str, Json], steps: _Steps, _depth: int) -> bool:
    if type(value) is not str:
        return True
    steps.left -= len(value) >> 8
    return steps.left >= 0 and has_format(value, rule)


def _bound(kinds: tuple[type, ...], keeps: Callable[[Json, Json], bool]) -> _Rule:
    """A bound says nothing about values of other types."""

    def holds(rule: Json, value: Json, _schema: Mapping[str, Json], _steps: _Steps, _depth: int) -> bool:
        return type(value) not in kinds or keeps(value, rule)

    return holds


_NUMBERS = (int, float)

_RULES: Mapping[str, _Rule] = {
    "type": _is_of_type,
    "properties": _properties,
    "additionalProperties": _additional_properties,
    "required": _required,
    "items": _items,
    "enum": _enum,
    "anyOf": _any_of,
    "format": _format,
    "minimum": _bound(_NUMBERS, lambda number, least: number >= least),
    "maximum": _bound(_NUMBERS, lambda number, most: number <= most),
    "exclusiveMinimum": _bound(_NUMBERS, lambda number, least: number > least),
    "exclusiveMaximum": _bound(_NUMBERS, lambda number, most: number < most),
    "minLength": _bound((str,), lambda text, least: len(text) >= least),
    "maxLength": _bound((str,), lambda text, most: len(text) <= most),
    "minItems": _bound((list,), lambda items, least: len(items) >= least),
    "maxItems": _bound((list,), lambda items, most: len(items) <= most),
    "minProperties": _bound((dict,), lambda names, least: len(names) >= least),
    "maxProperties": _bound((dict,), lambda names, most: len(names) <= most),
}
