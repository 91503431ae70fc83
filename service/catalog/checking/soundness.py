"""Asks whether a function's schema is sound, and whether everything is there and described."""

from __future__ import annotations

from collections.abc import Iterator

from service.catalog.checking.codes import complaint
from service.catalog.checking.model import Complaint, Severity, Subject
from verifiers.dialect import normalise_result
from verifiers.model import Json
from verifiers.offered import offered_schema
from verifiers.pointer import pointer

_UNSOUND = frozenset(
    {
        *("catalog.schema_invalid", "catalog.unknown_type", "catalog.required_not_declared"),
        *("catalog.enum_wrong_type", "catalog.default_not_in_enum"),
    }
)
_DEFAULT = "catalog.default_wrong_type"


def schema_complaints(subject: Subject) -> Iterator[Complaint]:
    """What is wrong with the schemas as they are written, and what they leave out."""
    function = subject.function
    if not function.description.strip():
        yield complaint("schema.no_description", function.name, "it has no description")
    yield from _losses(subject)
    yield from _undescribed(function.name, function.parameters, "")
    if function.result is None:
        yield complaint("schema.no_result", function.name, "its result has no schema")


def _losses(subject: Subject) -> Iterator[Complaint]:
    name = subject.function.name
    if subject.raw_parameters is None:
        yield complaint("schema.no_parameters", name, "its parameters have no schema")
    try:
        found = [(each, "/parameters") for each in offered_schema(subject.raw_parameters).losses]
        if subject.raw_result is not None:
            found += [(each, "/response") for each in normalise_result(subject.raw_result).losses]
    except RecursionError:
        yield complaint("schema.unsound", name, "its schema is nested too deep to be read")
        return
    for loss, base in found:
        code = "schema.unsound" if loss.code in _UNSOUND else "schema.dialect"
        code = "default.wrong_type" if loss.code == _DEFAULT else code
        yield complaint(code, name, loss.message, path=base + loss.path, facts={"loss": loss.code, **loss.facts})


def _undescribed(name: str, schema: Json, path: str) -> Iterator[Complaint]:
    """Parameters without a description; where a field of an object lacks one, that is a hint."""
    if not isinstance(schema, dict):
        return
    for key, value in schema.get("properties", {}).items():
        where = pointer(path, ["properties", key])
        if not isinstance(value, dict) or not str(value.get("description", "")).strip():
            message = f"the parameter {key!r} has no description"
            code, severity = "schema.no_parameter_description", Severity.HINT if path else None
            yield complaint(code, name, message, path="/parameters" + where, severity=severity)
        yield from _undescribed(name, value, where)
    if isinstance(schema.get("items"), dict):
        yield from _undescribed(name, schema["items"], pointer(path, ["items"]))
    for number, each in enumerate(schema.get("anyOf", ())):
        yield from _undescribed(name, each, pointer(path, ["anyOf", number]))
