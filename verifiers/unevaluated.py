"""``unevaluatedProperties`` and ``unevaluatedItems`` (JSON Schema Core §11), with patterns matched in linear time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema.exceptions import ValidationError

from verifiers.model import Json
from verifiers.patterns import matches
from verifiers.references import REFERENCES

_BRANCHES = ("allOf", "anyOf", "oneOf")
_OTHER_PROPERTIES = ("additionalProperties", "unevaluatedProperties")
_OTHER_ITEMS = ("items", "unevaluatedItems")


def unevaluated_properties(validator: Any, rule: Json, instance: Json, schema: Json) -> Iterator[ValidationError]:
    """One error where ``rule`` does not take every property that no other keyword of ``schema`` has looked at."""
    if not isinstance(instance, dict):
        return
    others = {key: value for key, value in schema.items() if key != "unevaluatedProperties"}
    seen = _names(validator, instance, others)
    if any(not validator.evolve(schema=rule).is_valid(value) for name, value in instance.items() if name not in seen):
        yield ValidationError("")


def unevaluated_items(validator: Any, rule: Json, instance: Json, schema: Json) -> Iterator[ValidationError]:
    """One error where ``rule`` does not take every item that no other keyword of ``schema`` has looked at."""
    if not isinstance(instance, list):
        return
    others = {key: value for key, value in schema.items() if key != "unevaluatedItems"}
    seen = _places(validator, instance, others)
    if any(
        not validator.evolve(schema=rule).is_valid(item) for place, item in enumerate(instance) if place not in seen
    ):
        yield ValidationError("")


def _names(validator: Any, instance: dict[str, Json], schema: Json) -> set[str]:
    """The names that ``schema``, which holds for ``instance``, has looked at."""
    if not isinstance(schema, dict):
        return set()
    if any(key in schema for key in _OTHER_PROPERTIES):
        return set(instance)
    patterns = schema.get("patternProperties", {})
    validator._resolver.steps.spend(1 + len(instance) * (1 + len(patterns)) // 16)
    seen = {name for name in instance if name in schema.get("properties", {}) or matches(patterns, name)}
    for there, inner in _applied(validator, instance, schema):
        seen |= _names(there, instance, inner)
    return seen


def _places(validator: Any, instance: list[Json], schema: Json) -> set[int]:
    """The places of the items that ``schema``, which holds for ``instance``, has looked at."""
    if not isinstance(schema, dict):
        return set()
    if any(key in schema for key in _OTHER_ITEMS):
        return set(range(len(instance)))
    seen = set(range(min(len(schema.get("prefixItems", [])), len(instance))))
    validator._resolver.steps.spend(1 + len(instance) // 16)
    if "contains" in schema:
        rule = schema["contains"]
        seen |= {place for place, item in enumerate(instance) if validator.evolve(schema=rule).is_valid(item)}
    for there, inner in _applied(validator, instance, schema):
        seen |= _places(there, instance, inner)
    return seen


def _applied(validator: Any, instance: Json, schema: dict[str, Json]) -> Iterator[tuple[Any, Json]]:
    """The subschemas laid over the same instance that hold for it, each with its own level."""
    for key in REFERENCES:
        if key in schema:
            there = validator.evolve(schema=validator._resolver.steps.target(schema[key]))
            yield there, there.schema
    for name, inner in schema.get("dependentSchemas", {}).items():
        if isinstance(instance, dict) and name in instance:
            yield validator.evolve(schema=inner), inner
    for key in _BRANCHES:
        for inner in schema.get(key, []):
            there = validator.evolve(schema=inner)
            if there.is_valid(instance):
                yield there, inner
    if "if" in schema:
        there = validator.evolve(schema=schema["if"])
        holds = there.is_valid(instance)
        if holds:
            yield there, schema["if"]
        rest = schema.get("then" if holds else "else", True)
        yield validator.evolve(schema=rest), rest
