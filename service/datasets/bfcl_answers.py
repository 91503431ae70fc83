"""Turns one of BFCL's possible answers into the arguments of a call.

A single-turn answer is ``{function: {parameter: [alternatives]}}``. The first alternative is taken; ``""`` says that
the parameter may be left out. Objects inside an alternative hold alternatives again, one level deep.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from verifiers.model import Json

_LEFT_OUT = object()
_INTEGER = re.compile(r"[+-]?\d{1,18}[lLn]?", re.ASCII)
_FLOAT = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?[fFdD]?", re.ASCII)
_INTEGER_TYPES = frozenset(("integer", "int", "long", "short", "byte", "bigint"))
_FLOAT_TYPES = frozenset(("float", "double", "number"))


def first_arguments(answer: Mapping[str, Json], parameters: Json, *, literals: bool) -> dict[str, Json]:
    """The arguments that the first alternatives give. ``parameters`` is the tool's, in BFCL's dialect.

    A parameter that may be left out, by its first alternative, is left out unless it is required. ``literals``
    says that values may be Java or JavaScript literals in text.
    """
    arguments: dict[str, Json] = {}
    for name, alternatives in answer.items():
        schema, required = _declared(name, parameters)
        value = _inside(_chosen(alternatives, required), schema)
        if value is not _LEFT_OUT:
            arguments[name] = _from_literal(value, schema) if literals else value
    return arguments


def _declared(name: str, schema: Json) -> tuple[Json, bool]:
    """The schema of a property and whether it is required."""
    if not isinstance(schema, dict):
        return None, False
    properties, required = schema.get("properties"), schema.get("required")
    inner = properties.get(name) if isinstance(properties, dict) else None
    return inner, isinstance(required, list) and name in required


def _chosen(alternatives: Json, required: bool) -> Json:
    """The first alternative; for a required parameter the first that is not "", and "" only where there is no other."""
    if not isinstance(alternatives, list):
        return alternatives
    if alternatives and alternatives[0] != "":
        return alternatives[0]
    if not required:
        return _LEFT_OUT
    return next((each for each in alternatives if each != ""), "" if alternatives else [])


def _inside(value: Json, schema: Json) -> Json:
    if isinstance(value, dict):
        return _object(value, schema)
    if isinstance(value, list):
        items = schema.get("items") if isinstance(schema, dict) else None
        return [_object(each, items) if isinstance(each, dict) else each for each in value]
    return value


def _object(value: Mapping[str, Json], schema: Json) -> dict[str, Json]:
    chosen = {name: _chosen(alternatives, _declared(name, schema)[1]) for name, alternatives in value.items()}
    return {name: each for name, each in chosen.items() if each is not _LEFT_OUT}


def _from_literal(value: Json, schema: Json) -> Json:
    """A Java or JavaScript literal of a number or boolean, written as text where the schema names that type."""
    if not isinstance(value, str) or not isinstance(schema, dict) or not isinstance(schema.get("type"), str):
        return value
    kind = schema["type"].lower()
    if kind in _INTEGER_TYPES and _INTEGER.fullmatch(value):
        return int(value.rstrip("lLn"))
    if kind in _FLOAT_TYPES and _FLOAT.fullmatch(value):
        return float(value.rstrip("fFdD"))
    if kind == "boolean" and value in ("true", "false"):
        return value == "true"
    return value
