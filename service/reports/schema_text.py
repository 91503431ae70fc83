"""Parameter schemas in a few words, for people."""

from __future__ import annotations

import json

from verifiers.model import Json


def signature_text(name: str, parameters: Json) -> str:
    """``name(required: type, optional?: type)`` of a normalised schema; ``…`` where further arguments are let in."""
    schema = parameters if isinstance(parameters, dict) else {}
    required = schema.get("required", [])
    listed = [f"{each}{'' if each in required else '?'}: {type_text(its)}" for each, its in properties(schema).items()]
    return f"{name}({', '.join([*listed, *(['…'] if schema.get('additionalProperties') is True else [])])})"


def properties(schema: Json) -> dict[str, Json]:
    """The parameters that a schema names, with their schemas."""
    found = schema.get("properties") if isinstance(schema, dict) else None
    return found if isinstance(found, dict) else {}


def type_text(schema: Json) -> str:
    """What a value may be: ``integer``, ``"a" or "b"``, ``array of string``, ``any``."""
    if not isinstance(schema, dict):
        return "any"
    if isinstance(schema.get("enum"), list):
        return " or ".join(json.dumps(each, ensure_ascii=False) for each in schema["enum"][:8])
    told = schema.get("type")
    if told == "array" and isinstance(schema.get("items"), dict):
        return f"array of {type_text(schema['items'])}"
    if isinstance(told, list):
        return " or ".join(map(str, told))
    if isinstance(schema.get("anyOf"), list):
        return " or ".join(dict.fromkeys(type_text(each) for each in schema["anyOf"]))
    return str(told) if told else "any"
