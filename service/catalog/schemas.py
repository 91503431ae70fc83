"""Reads the schema files that functions.toml names: a JSON list, or one JSON object a line.

An entry is ``{name, description, parameters, response?}``, or the same inside ``{"type": "function", "function": …}``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from service.errors import FunctionsError
from verifiers.dialect import normalise
from verifiers.mapping import SchemaMapping
from verifiers.model import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionSchema:
    """One function as a schema file tells it; schemas are normalised to JSON Schema 2020-12."""

    name: str
    description: str
    parameters: Json
    result: Json | None


def read_schemas(path: Path) -> Mapping[str, FunctionSchema]:
    """The functions of a schema file by name, in the file's order.

    Raises FunctionsError with the file and the entry where it cannot be read, or where a name stands twice.
    """
    found: dict[str, FunctionSchema] = {}
    for number, entry in enumerate(_entries(path)):
        schema = schema_of_entry(entry, f"{path}, entry {number + 1}")
        if schema.name in found:
            raise FunctionsError(f"{path}, entry {number + 1}: the function '{schema.name}' stands there twice.")
        found[schema.name] = schema
    if not found:
        raise FunctionsError(f"{path} names no function. It should be a JSON list or one JSON object a line.")
    return found


def raw_entries(path: Path) -> Mapping[str, Mapping[str, Json]]:
    """The entries of a schema file by name, as they stand there. Raises FunctionsError."""
    found = {}
    for number, entry in enumerate(_entries(path)):
        schema_of_entry(entry, f"{path}, entry {number + 1}")
        inner = entry["function"] if isinstance(entry.get("function"), dict) else entry
        found[inner["name"]] = inner
    return found


def _entries(path: Path) -> list[Json]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise FunctionsError(f"{path} cannot be read: {error.strerror}. functions.toml names it as schemas.") from error
    except UnicodeDecodeError as error:
        raise FunctionsError(f"{path} is not UTF-8: {error}.") from error
    try:
        whole = json.loads(text)
        return whole if isinstance(whole, list) else [whole]
    except (ValueError, RecursionError):
        return [
            _line(line, f"{path}, line {number}") for number, line in enumerate(text.split("\n"), 1) if line.strip()
        ]


def _line(line: str, place: str) -> Json:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise FunctionsError(f"{place}: not JSON: {error}.") from error


def schema_of_entry(entry: Json, place: str) -> FunctionSchema:
    """One entry of a schema file; ``place`` names it in errors. Raises FunctionsError."""
    if isinstance(entry, dict) and isinstance(entry.get("function"), dict):
        entry = entry["function"]
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not entry["name"]:
        raise FunctionsError(f"{place}: an entry is an object with a name, a description and parameters.")
    description = entry.get("description") or ""
    if not isinstance(description, str):
        raise FunctionsError(f"{place}: the description of '{entry['name']}' is not a string.")
    response = entry.get("response")
    return FunctionSchema(
        name=entry["name"],
        description=description,
        parameters=normalise(entry.get("parameters")).schema,
        result=None if response is None else SchemaMapping().schema(response, "", 0),
    )
