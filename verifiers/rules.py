"""The keywords of JSON Schema that jsonschema's own would do too dearly.

Its keywords quote the whole value in every message, compare items pair by pair, and give patterns to Python's ``re``.
These say nothing in words (``verifiers.causes`` does that from the rule and the value), and spend steps where the work
of one keyword grows with the data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import islice
from typing import Any

from jsonschema.exceptions import ValidationError

from verifiers.equality import identity
from verifiers.keywords import is_number
from verifiers.model import Json
from verifiers.patterns import matches, read_pattern
from verifiers.steps import Steps
from verifiers.unevaluated import unevaluated_items, unevaluated_properties

Rule = Callable[[Any, Any, Json, Json], Iterator[ValidationError]]
"""A keyword: takes the validator, the keyword's value, the instance and the schema around the keyword."""

MOST_BRANCH_ERRORS = 100
"""Errors kept of each branch of an ``anyOf`` or ``oneOf``; branches are kept together, so they need memory."""

_COST_OF_KEEPING = 20
_NAMES_IN_A_STEP = 16
"""Short names held against a pattern in the time that holding a subschema takes."""


def _steps(validator: Any) -> Steps:
    steps: Steps = validator._resolver.steps
    return steps


def _wrong(condition: bool) -> Iterator[ValidationError]:
    if condition:
        yield ValidationError("")


def _reference(validator: Any, reference: str, instance: Json, _schema: Json) -> Iterator[ValidationError]:
    yield from validator.descend(instance, _steps(validator).target(reference))


def _type(validator: Any, types: Json, instance: Json, _schema: Json) -> Iterator[ValidationError]:
    names = [types] if isinstance(types, str) else types
    return _wrong(not any(validator.is_type(instance, name) for name in names))


def _enum(validator: Any, values: Json, instance: Json, _schema: Json) -> Iterator[ValidationError]:
    if isinstance(instance, str):
        return _wrong(instance not in values)
    return _wrong(not any(_same(_steps(validator), each, instance) for each in values))


def _const(validator: Any, value: Json, instance: Json, _schema: Json) -> Iterator[ValidationError]:
    return _wrong(not _same(_steps(validator), value, instance))


def _same(steps: Steps, one: Json, other: Json) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        steps.spend(len(one) + 1)
        return one.keys() == other.keys() and all(_same(steps, value, other[name]) for name, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        steps.spend(len(one) + 1)
        return len(one) == len(other) and all(map(_same, [steps] * len(one), one, other))
    return isinstance(one, bool) is isinstance(other, bool) and one == other


def _required(_validator: Any, names: Json, instance: Json, _schema: Json) -> Iterator[ValidationError]:
    """One error for all names that are missing."""
    return _wrong(isinstance(instance, dict) and any(name not in instance for name in names))


def _any_of(validator: Any, branches: Json, instance: Json, _schema: Json) -> Iterator[ValidationError]:
    kept = _failures(validator, branches, instance)
    if kept is not None:
        yield ValidationError("", context=kept)


def _one_of(validator: Any, branches: Json, instance: Json, _schema: Json) -> Iterator[ValidationError]:
    kept = _failures(validator, branches, instance)
    if kept is not None:
        yield ValidationError("", context=kept)
        return
    holding = (each for each in branches if validator.evolve(schema=each).is_valid(instance))
    yield from _wrong(len(list(islice(holding, 2))) > 1)


def _failures(validator: Any, branches: list[Json], instance: Json) -> list[ValidationError] | None:
    """The errors of every branch; None where one holds."""
    kept: list[ValidationError] = []
    for number, branch in enumerate(branches):
        errors = list(islice(validator.descend(instance, branch, schema_path=number), MOST_BRANCH_ERRORS))
        if not errors:
            return None
        _steps(validator).spend(_COST_OF_KEEPING * len(errors))
        kept += errors
    return kept


def _not(validator: Any, rule: Json, instance: Json, _schema: Json) -> Iterator[ValidationError]:
    return _wrong(validator.evolve(schema=rule).is_valid(instance))


def _contains(validator: Any, rule: Json, instance: Json, schema: Json) -> Iterator[ValidationError]:
    if not isinstance(instance, list):
        return
    least, most = schema.get("minContains", 1), schema.get("maxContains", len(instance))
    held = 0
    for item in instance:
        held += validator.evolve(schema=rule).is_valid(item)
        if held > most:
            yield ValidationError("", validator="maxContains", validator_value=most)
            return
    if held < least:
        bound = {"validator": "minContains", "validator_value": least} if held else {}
        yield ValidationError("", **bound)


def _items(validator: Any, rule: Json, instance: Json, schema: Json) -> Iterator[ValidationError]:
    if not isinstance(instance, list):
        return
    first = len(schema.get("prefixItems", []))
    if rule is False:
        yield from _wrong(len(instance) > first)
        return
    for place in range(first, len(instance)):
        yield from validator.descend(instance[place], rule, path=place)


def _unique_items(_validator: Any, rule: Json, instance: Json, _schema: Json) -> Iterator[ValidationError]:
    return _wrong(rule and isinstance(instance, list) and len(set(map(identity, instance))) < len(instance))


def _multiple_of(_validator: Any, rule: Json, instance: Json, _schema: Json) -> Iterator[ValidationError]:
    if not is_number(instance):
        return
    if isinstance(instance, int) and isinstance(rule, int):
        yield from _wrong(instance % rule != 0)
        return
    try:
        quotient = instance / rule
        yield from _wrong(quotient != int(quotient))
    except OverflowError:  # no double holds the instance, or the quotient
        yield from _wrong((Fraction(instance) / Fraction(rule)).denominator != 1)


def _bound(kind: type | tuple[type, ...], broken: Callable[[Json, Json], bool]) -> Rule:
    def rule_of(_validator: Any, rule: Json, instance: Json, _schema: Json) -> Iterator[ValidationError]:
        return _wrong(isinstance(instance, kind) and broken(instance, rule))

    return rule_of


def _format(validator: Any, name: str, instance: Json, _schema: Json) -> Iterator[ValidationError]:
    if isinstance(instance, str):
        _steps(validator).spend(len(instance) >> 8)
    return _wrong(not validator.format_checker.conforms(instance, name))


def _pattern(validator: Any, text: str, instance: Json, _schema: Json) -> Iterator[ValidationError]:
    if isinstance(instance, str) and (pattern := read_pattern(text)) is not None:
        _steps(validator).spend(pattern.cost(instance))
        yield from _wrong(not pattern.found_in(instance))


def _pattern_properties(validator: Any, rules: Json, instance: Json, _schema: Json) -> Iterator[ValidationError]:
    if not isinstance(instance, dict):
        return
    for text, rule in rules.items():
        pattern = read_pattern(text)
        if pattern is None:
            continue
        _steps(validator).spend(len(instance) // _NAMES_IN_A_STEP)
        for name, value in instance.items():
            _steps(validator).spend(pattern.cost(name))
            if pattern.found_in(name):
                yield from validator.descend(value, rule, path=name, schema_path=text)


def _additional_properties(validator: Any, rule: Json, instance: Json, schema: Json) -> Iterator[ValidationError]:
    if not isinstance(instance, dict):
        return
    known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    _steps(validator).spend(len(instance) * len(patterns) // _NAMES_IN_A_STEP)
    surplus = [name for name in instance if name not in known and not matches(patterns, name)]
    if rule is False:
        yield from _wrong(bool(surplus))
    else:
        for name in surplus:
            yield from validator.descend(instance[name], rule, path=name)


RULES: Mapping[str, Rule] = {
    **dict.fromkeys(("$ref", "$dynamicRef"), _reference),
    "type": _type,
    "enum": _enum,
    "const": _const,
    "required": _required,
    "anyOf": _any_of,
    "oneOf": _one_of,
    "not": _not,
    "contains": _contains,
    "items": _items,
    "uniqueItems": _unique_items,
    "multipleOf": _multiple_of,
    "minLength": _bound(str, lambda text, least: len(text) < least),
    "maxLength": _bound(str, lambda text, most: len(text) > most),
    "minItems": _bound(list, lambda items, least: len(items) < least),
    "maxItems": _bound(list, lambda items, most: len(items) > most),
    "minProperties": _bound(dict, lambda names, least: len(names) < least),
    "maxProperties": _bound(dict, lambda names, most: len(names) > most),
    "format": _format,
    "pattern": _pattern,
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional_properties,
    "unevaluatedProperties": unevaluated_properties,
    "unevaluatedItems": unevaluated_items,
}
"""The keywords that differ from jsonschema's in cost. They judge alike; only ``required`` gives fewer errors."""
