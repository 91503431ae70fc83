"""Asks whether the signature of the code agrees with the schema, in both directions.

What the code takes comes from the box, where its annotations were read; what models are told comes from the schema.
"""

from __future__ import annotations

from collections.abc import Iterator

from service.catalog.checking.codes import complaint
from service.catalog.checking.model import Complaint, Promise, Severity
from verifiers.annotations import JSON_TYPES
from verifiers.equality import identity, json_equal
from verifiers.model import Function, Json
from verifiers.pointer import pointer

_DEEPEST = 8


def signature_complaints(function: Function, promise: Promise) -> Iterator[Complaint]:
    """Names, requiredness, types, values and defaults that differ between schema and signature."""
    name = function.name
    told, own = function.parameters, promise.parameters
    if not isinstance(told, dict):
        return
    told_properties, own_properties = told.get("properties", {}), own["properties"]
    told_required, own_required = set(told.get("required", ())), set(own["required"])
    further = own.get("additionalProperties") is True
    for key in told_properties:
        path = pointer("/parameters", ["properties", key])
        if key not in own_properties:
            if not further:
                message = f"the schema has a parameter {key!r}, which the code does not take"
                yield complaint("signature.extra_parameter", name, message, path=path, facts={"parameter": key})
            continue
        yield from _requiredness(name, key, path, key in told_required, key in own_required)
        yield from _values(name, key, path, told_properties[key], own_properties[key], 0)
    for key in own_properties:
        if key in told_properties:
            continue
        code = "signature.missing_parameter" if key in own_required else "signature.hidden_parameter"
        message = f"the code takes a parameter {key!r}, which the schema does not have"
        yield complaint(code, name, message, path="/parameters/properties", facts={"parameter": key})
    for problem in promise.problems:
        yield complaint("signature.problem", name, problem)


def _requiredness(name: str, key: str, path: str, told: bool, own: bool) -> Iterator[Complaint]:
    facts = {"parameter": key, "schema": told, "code": own}
    if own and not told:
        message = f"the schema lets {key!r} be left out, and the code demands it"
        yield complaint("signature.required_differs", name, message, path=path, facts=facts)
    elif told and not own:
        message = f"the schema demands {key!r}, and the code has a default for it"
        yield complaint("signature.needlessly_required", name, message, path=path, facts=facts)


def _values(name: str, key: str, path: str, told: Json, own: Json, depth: int) -> Iterator[Complaint]:
    if not isinstance(told, dict) or not isinstance(own, dict) or depth > _DEEPEST:
        return
    told_types, own_types = _types(told), _types(own)
    facts = {"parameter": key, "schema": sorted(told_types), "code": sorted(own_types)}
    if not any(_meets(own_types, each) for each in told_types):
        message = f"{key!r} is {_named(told_types)} in the schema and {_named(own_types)} in the code"
        yield complaint("signature.type_differs", name, message, path=path, facts=facts)
        return
    wider = [each for each in sorted(told_types) if not _takes(own_types, each)]
    if wider and JSON_TYPES not in {own_types, told_types}:
        message = f"the schema lets {key!r} be {' or '.join(wider)}, which the code's annotation does not"
        yield complaint("signature.type_wider", name, message, path=path, facts=facts)
    if "enum" in told and "enum" in own:
        yield from _enumerations(name, key, path, told["enum"], own["enum"])
    if "default" in told and "default" in own and not json_equal(told["default"], _as_json(own["default"])):
        yield _default(name, key, path, told["default"], own["default"])
    yield from _values(name, f"{key}[]", path + "/items", told.get("items"), own.get("items"), depth + 1)


def _enumerations(name: str, key: str, path: str, told: list[Json], own: list[Json]) -> Iterator[Complaint]:
    known = {identity(each) for each in own}
    foreign = [each for each in told if identity(each) not in known]
    if foreign:
        message = f"the schema lets {key!r} be {foreign[0]!r}, which the code's annotation does not list"
        facts = {"parameter": key, "only_in_schema": foreign}
        yield complaint("signature.values_differ", name, message, path=path + "/enum", facts=facts)


def _default(name: str, key: str, path: str, told: Json, own: Json) -> Complaint:
    """Some write every default as text, ``None`` too; that misleads, but is no other default."""
    severity = Severity.HINT if told == repr(own) else None
    message = f"{key!r} defaults to {told!r} in the schema and to {own!r} in the code"
    facts = {"parameter": key, "schema": told, "code": own}
    code = "signature.default_differs"
    return complaint(code, name, message, path=path + "/default", severity=severity, facts=facts)


def _types(schema: dict[str, Json]) -> frozenset[str]:
    """The JSON types that a schema lets in; all of them where it does not say."""
    kinds = schema.get("type")
    if isinstance(kinds, str):
        return frozenset({kinds})
    if isinstance(kinds, list):
        return frozenset(kinds)
    if isinstance(options := schema.get("anyOf"), list):
        return frozenset().union(*(_types(each) for each in options if isinstance(each, dict)))
    return frozenset(JSON_TYPES)


def _takes(own: frozenset[str], kind: str) -> bool:
    """Whether every value of ``kind`` is taken."""
    return kind in own or (kind == "integer" and "number" in own)


def _meets(own: frozenset[str], kind: str) -> bool:
    """Whether some value of ``kind`` is taken."""
    return _takes(own, kind) or (kind == "number" and "integer" in own)


def _named(kinds: frozenset[str]) -> str:
    return " or ".join(sorted(kinds))


def _as_json(value: Json) -> Json:
    return list(value) if isinstance(value, tuple) else value
