"""What two copies of a tool must share: names, types, requirements, enums and bounds, but no wording, no defaults."""

from __future__ import annotations

import json
from collections.abc import Mapping

from verifiers.keywords import ANNOTATIONS, ONE_SCHEMA, SCHEMA_LISTS, SCHEMA_MAPS, SHAPES
from verifiers.model import Json

_STRUCTURAL = (frozenset(SHAPES) - ANNOTATIONS - {"$schema", "$id", "examples"}) | {"const", "format"}
_DEEPEST = 64


def structure(parameters: Json) -> str:
    """A text that is equal for two normalised parameter schemas exactly where their structure is.

    A tool takes no arguments beyond its properties unless its schema says so. Whether a parameter that may be left
    out also takes an explicit null is no difference, because dialects disagree about it.
    """
    if not isinstance(parameters, dict):
        return json.dumps(parameters)
    bare = _bare(parameters, 0)
    bare["type"] = "object"
    if "unevaluatedProperties" not in bare:
        bare.setdefault("additionalProperties", False)
    bare.setdefault("properties", {})
    required = bare.get("required", [])
    bare["properties"] = {
        name: each if name in required else _without_null(each) for name, each in bare["properties"].items()
    }
    return json.dumps(bare, sort_keys=True)


def differences(ours: str, theirs: str) -> Mapping[str, Json]:
    """What differs between two structures: parameters that only one has, or that both have but not alike."""
    first, second = json.loads(ours), json.loads(theirs)
    one, two = first.get("properties", {}), second.get("properties", {})
    required = set(first.get("required", [])) ^ set(second.get("required", []))
    changed = {name for name in one.keys() & two.keys() if one[name] != two[name]} | (
        required & one.keys() & two.keys()
    )
    return {
        "only_in_tool": sorted(one.keys() - two.keys()),
        "only_in_catalog": sorted(two.keys() - one.keys()),
        "changed": sorted(changed),
    }


def _bare(schema: Json, depth: int) -> Json:
    if not isinstance(schema, dict) or depth > _DEEPEST:
        return schema
    bare: dict[str, Json] = {}
    for key, value in schema.items():
        if key in ONE_SCHEMA:
            bare[key] = _bare(value, depth + 1)
        elif key in SCHEMA_LISTS:
            bare[key] = [_bare(each, depth + 1) for each in value]
        elif key in SCHEMA_MAPS:
            bare[key] = {name: _bare(each, depth + 1) for name, each in value.items()}
        elif key == "required":
            bare.update({key: sorted(value)} if value else {})
        elif key == "enum" or (key == "type" and isinstance(value, list)):
            bare[key] = sorted(value, key=json.dumps)
        elif key in _STRUCTURAL:
            bare[key] = value
    return bare


def _without_null(schema: Json) -> Json:
    if not isinstance(schema, dict):
        return schema
    bare = dict(schema)
    if isinstance(types := bare.get("type"), list) and "null" in types:
        others = [each for each in types if each != "null"]
        bare["type"] = others[0] if len(others) == 1 else others
        if "enum" in bare:
            bare["enum"] = [value for value in bare["enum"] if value is not None]
    if isinstance(options := bare.get("anyOf"), list) and {"type": "null"} in options:
        others = [each for each in options if each != {"type": "null"}]
        bare["anyOf"] = others
        if len(others) == 1 and isinstance(others[0], dict):
            del bare["anyOf"]
            bare = {**others[0], **bare}
    return bare
