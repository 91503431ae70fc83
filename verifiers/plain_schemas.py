"""Knows at a glance the parameters that ``verifiers.dialect`` would give back unchanged and without a loss.

Nearly all offered tools are written so, and nobody calls most of them; walking them through the mapping would cost more
than all else that is done for their example. Saying no is always right here: the mapping then decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from verifiers.annotations import JSON_TYPES
from verifiers.keywords import SHAPES
from verifiers.mapping import fits_type
from verifiers.model import Json

_DEEPEST = 16
_TOP = frozenset({"type", "properties", "required", "additionalProperties", "title", "description", "$schema"})
_SCALARS: Mapping[str, frozenset[type]] = {
    "string": frozenset({str}),
    "integer": frozenset({int}),
    "number": frozenset({int, float}),
    "boolean": frozenset({bool}),
}
"""The types of values that are of a JSON type for certain; 1.0 is an integer too, but the mapping may say so."""

_SHAPES: Mapping[str, Callable[[Json], bool]] = {
    **{key: SHAPES[key] for key in ("type", "required", "enum", "examples", "multipleOf", "uniqueItems")},
    **{key: SHAPES[key] for key in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")},
    **{key: SHAPES[key] for key in ("minLength", "maxLength", "minItems", "maxItems")},
    **{key: SHAPES[key] for key in ("minProperties", "maxProperties")},
    **{key: SHAPES[key] for key in ("deprecated", "readOnly", "writeOnly")},
    "const": lambda _: True,
    "default": lambda _: True,
}
"""Whether a keyword may stay as it is. ``enum`` and ``default`` must fit the type beside them, too."""

_TEXTS = frozenset({"description", "title", "$comment", "format", "$schema"})
_ONE = frozenset({"items", "additionalProperties"})
_LISTS = frozenset({"anyOf", "oneOf", "allOf"})


def is_plain(parameters: Json) -> bool:
    """Whether ``parameters`` are surely an object's schema, equal to its normalised form up to the order of keys.

    Such a schema has no losses, each of its required names is a property, and at its top no other keyword than
    ``properties`` and ``additionalProperties`` says which names a call may use.
    """
    if type(parameters) is not dict or parameters.get("type") != "object" or not parameters.keys() <= _TOP:
        return False
    properties = parameters.get("properties")
    if type(properties) is not dict or not _is_plain_schema(parameters, 0):
        return False
    return properties.keys() >= set(parameters.get("required", ()))


def _is_plain_schema(schema: Json, depth: int) -> bool:
    if type(schema) is not dict or depth > _DEEPEST:
        return type(schema) is bool
    for key, value in schema.items():
        if type(value) is str and (key in _TEXTS or (key == "type" and value in JSON_TYPES)):
            continue
        has_shape = _SHAPES.get(key)
        if not (has_shape(value) if has_shape is not None else _is_plain_inside(key, value, depth)):
            return False
    if "enum" in schema and not _is_plain_enum(schema):
        return False
    default = schema.get("default")
    return default is None or _takes_default(schema, default)


def _is_plain_inside(key: str, value: Json, depth: int) -> bool:
    inside: Iterable[Json]
    if key == "properties" and type(value) is dict:
        inside = value.values()
    elif key in _ONE:
        inside = (value,)
    elif key in _LISTS and type(value) is list and value:
        inside = value
    else:
        return False
    for each in inside:  # noqa: SIM110  # a generator costs as much as a small schema
        if not _is_plain_schema(each, depth + 1):
            return False
    return True


def _is_plain_enum(schema: dict[str, Json]) -> bool:
    kinds = _kinds(schema)
    return bool(kinds) and kinds.issuperset(map(type, schema["enum"]))


def _takes_default(schema: dict[str, Json], default: Json) -> bool:
    kinds = _kinds(schema)
    if not (type(default) in kinds if kinds else fits_type(schema, default)):
        return False
    return "enum" not in schema or default in schema["enum"]


def _kinds(schema: dict[str, Json]) -> frozenset[type]:
    declared = schema.get("type")
    return _SCALARS.get(declared, frozenset()) if type(declared) is str else frozenset()
