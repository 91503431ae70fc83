"""The keywords of JSON Schema 2020-12 and the shape that each one's value must have.

The table says the same as the meta-schema (JSON Schema Core §8, §10; Validation §6-§9), but costs microseconds and
names the exact keyword; a test holds it against ``jsonschema``'s own check.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping

from verifiers.annotations import JSON_TYPES
from verifiers.model import Json
from verifiers.patterns import read_pattern

ONE_SCHEMA = frozenset(
    {"additionalProperties", "unevaluatedProperties", "unevaluatedItems", "items", "contains", "propertyNames"}
    | {"not", "if", "then", "else", "contentSchema"}
)
"""Keywords whose value is a schema."""

SCHEMA_LISTS = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
"""Keywords whose value is a list of schemas, not empty."""

SCHEMA_MAPS = frozenset({"properties", "patternProperties", "dependentSchemas", "$defs", "definitions"})
"""Keywords whose value is an object of schemas."""

ANNOTATIONS = frozenset(
    {"title", "description", "$comment", "examples", "readOnly", "writeOnly", "deprecated", "format"}
    | {"contentEncoding", "contentMediaType"}
)
"""Keywords that no value can break; a malformed one loses nothing that could be checked, save ``format``."""

REFUSING = (
    ONE_SCHEMA - {"then", "else", "contentSchema"}
    | SCHEMA_LISTS
    | {
        *("properties", "patternProperties", "dependentSchemas", "dependentRequired", "required"),
        *("type", "enum", "const", "format", "pattern", "minLength", "maxLength", "multipleOf"),
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
        *("minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "$ref", "$dynamicRef"),
    }
)
"""Keywords that can refuse a value on their own; all others say nothing about it."""


def is_number(value: Json) -> bool:
    """A finite JSON number; a boolean is none."""
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _is_count(value: Json) -> bool:
    return is_number(value) and value >= 0 and value == int(value)


def _is_text(value: Json) -> bool:
    return isinstance(value, str)


def _is_flag(value: Json) -> bool:
    return isinstance(value, bool)


def is_names(value: Json) -> bool:
    """A list of distinct strings."""
    return isinstance(value, list) and all(isinstance(each, str) for each in value) and len(set(value)) == len(value)


def _is_names_map(value: Json) -> bool:
    return isinstance(value, dict) and all(is_names(each) for each in value.values())


def _is_type(value: Json) -> bool:
    if isinstance(value, list):
        return bool(value) and is_names(value) and set(value) <= JSON_TYPES
    return isinstance(value, str) and value in JSON_TYPES


def _is_anchor(value: Json) -> bool:
    return isinstance(value, str) and re.search(r"^[A-Za-z_][-A-Za-z0-9._]*$", value) is not None


def _is_dependencies(value: Json) -> bool:
    return isinstance(value, dict) and all(isinstance(each, dict | bool) or is_names(each) for each in value.values())


SHAPES: Mapping[str, Callable[[Json], bool]] = {
    "type": _is_type,
    "required": is_names,
    "dependentRequired": _is_names_map,
    "dependencies": _is_dependencies,
    "enum": lambda value: isinstance(value, list),
    "examples": lambda value: isinstance(value, list),
    "multipleOf": lambda value: is_number(value) and value > 0,
    "pattern": lambda value: isinstance(value, str) and read_pattern(value) is not None,
    "$id": lambda value: isinstance(value, str) and re.search(r"^[^#]*#?$", value) is not None,
    "$vocabulary": lambda value: isinstance(value, dict) and all(isinstance(each, bool) for each in value.values()),
    **dict.fromkeys(("maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"), is_number),
    **dict.fromkeys(("maxLength", "minLength", "maxItems", "minItems", "maxContains", "minContains"), _is_count),
    **dict.fromkeys(("maxProperties", "minProperties"), _is_count),
    **dict.fromkeys(("uniqueItems", "readOnly", "writeOnly", "deprecated"), _is_flag),
    **dict.fromkeys(("title", "description", "$comment", "format", "contentEncoding", "contentMediaType"), _is_text),
    **dict.fromkeys(("$ref", "$dynamicRef", "$schema", "$recursiveRef"), _is_text),
    **dict.fromkeys(("$anchor", "$dynamicAnchor", "$recursiveAnchor"), _is_anchor),
}
"""Whether a value has the keyword's shape. Keywords that hold schemas, and unknown ones, are not here."""
