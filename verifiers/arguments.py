"""What is worth saying about arguments that a schema accepts: floats for integers, huge integers, placeholders."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from verifiers.causes import Cause
from verifiers.equality import json_equal
from verifiers.facts import shortened
from verifiers.mapping import declared_types
from verifiers.model import Json

_LARGEST_SAFE = 2**53 - 1
"""RFC 8259 §6: beyond it, readers that use doubles disagree."""

_EMPTY_WORDS = frozenset({"", "None", "null"})


def argument_notes(arguments: dict[str, Json], schema: Json, required: Collection[str]) -> Iterator[Cause]:
    """Causes for numbers that other readers take differently, and for optional arguments filled with nothing."""
    for parts, value in _numbers(arguments, ()):
        if isinstance(value, int):
            message = f"{value} is beyond 2^53 - 1, and many readers round it."
            yield Cause(code="unsafe_integer", parts=parts, message=message[:200], facts={"got": shortened(str(value))})
        elif _wants_integer(schema, parts):
            safe = abs(value) <= _LARGEST_SAFE
            message = f"{value} is written as a float where an integer belongs."
            yield Cause(
                code="integer_as_float",
                parts=parts,
                message=message,
                facts={"expected": "integer", "got": value},
                fixable=safe,
                fixed=int(value) if safe else None,
            )
    yield from _placeholders(arguments, schema.get("properties", {}), required)


def _placeholders(
    arguments: dict[str, Json], properties: Mapping[str, Json], required: Collection[str]
) -> Iterator[Cause]:
    for name, value in arguments.items():
        empty = value in _EMPTY_WORDS if isinstance(value, str) else isinstance(value, list | dict) and not value
        if not empty or name in required or not isinstance(own := properties.get(name), dict):
            continue
        default = own.get("default")
        if "default" in own and json_equal(default, value):
            continue
        if any(json_equal(each, value) for each in own.get("enum", [])):
            continue
        facts = {"got": value, "default": shortened(default)} if "default" in own else {"got": value}
        message = f"The optional {name!r} is filled with an empty placeholder; it could be left out."
        yield Cause(code="placeholder_value", parts=(name,), message=message, facts=facts)


def _numbers(
    value: dict[str, Json] | list[Json], parts: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], int | float]]:
    """Integers beyond the safe range and floats without a fraction, with their places."""
    for part, each in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(each, dict | list):
            yield from _numbers(each, (*parts, part))
        elif isinstance(each, float):
            if each.is_integer():
                yield (*parts, part), each
        elif isinstance(each, int) and not -_LARGEST_SAFE <= each <= _LARGEST_SAFE:
            yield (*parts, part), each


def _wants_integer(schema: Json, parts: tuple[str | int, ...]) -> bool:
    for part in parts:
        if not isinstance(schema, dict):
            return False
        if isinstance(part, str):
            properties = schema.get("properties", {})
            schema = properties[part] if part in properties else schema.get("additionalProperties")
        else:
            places = schema.get("prefixItems", [])
            schema = places[part] if part < len(places) else schema.get("items")
    if not isinstance(schema, dict):
        return False
    declared = declared_types(schema)
    return "integer" in declared and "number" not in declared
