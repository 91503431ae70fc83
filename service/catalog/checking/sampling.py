"""The plainest arguments that a schema takes: what is required and nothing else, so that all defaults are used."""

from __future__ import annotations

from collections.abc import Mapping

from verifiers.model import Function, Json
from verifiers.schema import fits

_DEEPEST = 16
_FORMATS: Mapping[str, str] = {
    "date": "2025-01-01",
    "date-time": "2025-01-01T12:00:00+00:00",
    "time": "12:00:00Z",
    "email": "a@example.org",
    "uri": "https://example.org/",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "hostname": "example.org",
}


def plain_arguments(function: Function) -> dict[str, Json] | None:
    """Arguments with the required parameters alone; None where a simple try does not fit the schema."""
    made = _sample(function.parameters, 0)
    return made if isinstance(made, dict) and fits(made, function.parameters) else None


def _sample(schema: Json, depth: int) -> Json:
    if not isinstance(schema, dict) or depth > _DEEPEST:
        return "a"
    for key in ("const", "default"):
        if key in schema:
            return schema[key]
    for key in ("enum", "examples"):
        if isinstance(schema.get(key), list) and schema[key]:
            return schema[key][0]
    for key in ("anyOf", "oneOf", "allOf"):
        if isinstance(schema.get(key), list) and schema[key]:
            return _sample(schema[key][0], depth + 1)
    kinds = schema.get("type", "object" if "properties" in schema else "string")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    return _of_kind(kind, schema, depth)


def _of_kind(kind: str, schema: Mapping[str, Json], depth: int) -> Json:
    match kind:
        case "object":
            properties = schema.get("properties", {})
            return {name: _sample(properties.get(name, {}), depth + 1) for name in schema.get("required", ())}
        case "array":
            return [_sample(schema.get("items", {}), depth + 1) for _ in range(schema.get("minItems", 1))]
        case "integer" | "number":
            return _number(schema)
        case "boolean":
            return True
        case "null":
            return None
        case _:
            text = _FORMATS.get(str(schema.get("format")), "a")
            return text.ljust(int(schema.get("minLength", 0)), "a")


def _number(schema: Mapping[str, Json]) -> Json:
    step = schema.get("multipleOf", 1)
    for bound, shift in (("minimum", 0), ("exclusiveMinimum", step), ("maximum", 0), ("exclusiveMaximum", -step)):
        if bound in schema:
            return schema[bound] + shift
    return step
