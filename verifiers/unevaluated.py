"""``unevaluatedProperties`` (JSON Schema Core §11.3), with patterns matched in linear time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema.exceptions import ValidationError

from verifiers.model import Json
from verifiers.patterns import matches

_BRANCHES = ("allOf", "anyOf", "oneOf")
_REFERENCES = ("$ref", "$dynamicRef")
_REST = ("additionalProperties", "unevaluatedProperties")


def unevaluated_properties(validator: Any, rule: Json, instance: Json, schema: Json) -> Iterator[ValidationError]:
    """One error where ``rule`` does not take every property that no other keyword of ``schema`` has looked at."""
    if not isinstance(instance, dict):
        return
    others = {key: value for key, value in schema.items() if key != "unevaluatedProperties"}
    seen = _evaluated(validator, instance, others)
    surplus = [
        name
        for name, value in instance.items()
        if name not in seen and not validator.evolve(schema=rule).is_valid(value)
    ]
    if surplus:
        yield ValidationError(f"Unevaluated properties are not allowed: {surplus!r}")


def _evaluated(validator: Any, instance: dict[str, Json], schema: Json) -> set[str]:
    """The names that ``schema``, which holds for ``instance``, has looked at."""
    if not isinstance(schema, dict):
        return set()
    if any(key in schema for key in _REST):
        return set(instance)
    patterns = schema.get("patternProperties", {})
    seen = {name for name in instance if name in schema.get("properties", {}) or matches(patterns, name)}
    for key in _REFERENCES:
        if key in schema:
            target = validator._resolver.lookup(schema[key])
            there = validator.evolve(schema=target.contents, _resolver=target.resolver)
            seen |= _evaluated(there, instance, target.contents)
    for inner in _applied(validator, instance, schema):
        seen |= _evaluated(validator, instance, inner)
    return seen


def _applied(validator: Any, instance: dict[str, Json], schema: dict[str, Json]) -> Iterator[Json]:
    """The subschemas laid over the same instance that hold for it."""
    for name, inner in schema.get("dependentSchemas", {}).items():
        if name in instance:
            yield inner
    for key in _BRANCHES:
        yield from (each for each in schema.get(key, []) if validator.evolve(schema=each).is_valid(instance))
    if "if" in schema:
        holds = validator.evolve(schema=schema["if"]).is_valid(instance)
        if holds:
            yield schema["if"]
        yield schema.get("then" if holds else "else", True)
