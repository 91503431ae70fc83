"""Reads the schema files that functions.toml names: tools as JSON, in whatever form they are told to a model.

=============  ======================================================================================
plain          a list of ``{name, description, parameters, response?}``, or one such object a line
OpenAI         the same inside ``{"type": "function", "function": …}``, or flat; a list or ``{"tools": …}``
Anthropic      ``{name, description, input_schema}``
MCP            the result of ``tools/list``: ``{"tools": [{name, description, inputSchema, outputSchema?}]}``
Gemini         ``{"functionDeclarations": [{name, description, parameters | parametersJsonSchema, response?}]}``
callproof      ``{"functions": […]}``, as ``catalog build`` writes it
=============  ======================================================================================
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from service.errors import FunctionsError
from verifiers.dialect import normalise
from verifiers.mapping import SchemaMapping
from verifiers.model import Json

_LISTS = ("tools", "functions", "functionDeclarations", "function_declarations")
_PARAMETERS = ("parameters", "input_schema", "inputSchema", "parametersJsonSchema", "parameters_json_schema")
_RESULTS = ("response", "outputSchema", "output_schema", "responseJsonSchema", "response_json_schema")
_WRAPPED = "x-fastmcp-wrap-result"
"""Marks a result that FastMCP puts into an object of its own, because MCP knows no other results."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionSchema:
    """One function as a schema file tells it; schemas are normalised to JSON Schema 2020-12."""

    name: str
    description: str
    parameters: Json
    result: Json | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSchemas:
    """What an entry says of parameters and result, as it stands there."""

    parameters: Json
    result: Json


def read_schemas(path: Path) -> Mapping[str, FunctionSchema]:
    """The functions of a schema file by name, in the file's order.

    Raises FunctionsError with the file and the entry where it cannot be read, or where a name stands twice.
    """
    found: dict[str, FunctionSchema] = {}
    for place, entry in _entries(path):
        schema = schema_of_entry(entry, place)
        if schema.name in found:
            raise FunctionsError(f"{place}: the function '{schema.name}' stands there twice. Leave one of them out.")
        found[schema.name] = schema
    if not found:
        raise FunctionsError(f"{path} names no function. It should be a JSON list of tools or one JSON object a line.")
    return found


def raw_entries(path: Path) -> Mapping[str, RawSchemas]:
    """The schemas of a schema file by function name, before anything was mapped. Raises FunctionsError."""
    found = {}
    for place, entry in _entries(path):
        inner = _named(entry, place)
        found[inner["name"]] = _raw(inner)
    return found


def schema_of_entry(entry: Json, place: str) -> FunctionSchema:
    """One entry of a schema file; ``place`` names it in errors. Raises FunctionsError."""
    entry = _named(entry, place)
    description = entry.get("description") or ""
    if not isinstance(description, str):
        raise FunctionsError(f"{place}: the description of '{entry['name']}' is not a string.")
    raw = _raw(entry)
    return FunctionSchema(
        name=entry["name"],
        description=description,
        parameters=normalise(raw.parameters).schema,
        result=None if raw.result is None else SchemaMapping().schema(raw.result, "", 0),
    )


def _named(entry: Json, place: str) -> dict[str, Json]:
    """The object that has the name, which may be wrapped."""
    if isinstance(entry, dict) and isinstance(entry.get("function"), dict):
        entry = entry["function"]
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not entry["name"]:
        raise FunctionsError(
            f"{place}: an entry is an object with a name, a description and parameters{_provided(entry)}."
        )
    return entry


def _provided(entry: Json) -> str:
    """A word on tools that are not the user's."""
    kind = entry.get("type") if isinstance(entry, dict) else None
    if not isinstance(kind, str) or kind == "function":
        return ""
    return f". One of type '{kind}' is run by its provider and has no code here; leave it out"


def _raw(entry: Mapping[str, Json]) -> RawSchemas:
    parameters = next((entry[key] for key in _PARAMETERS if entry.get(key) is not None), None)
    required = entry.get("required")
    if isinstance(required, list) and isinstance(parameters, dict) and "required" not in parameters:
        parameters = {**parameters, "required": required}
    result = next((entry[key] for key in _RESULTS if entry.get(key) is not None), None)
    return RawSchemas(parameters=parameters, result=_unwrapped(result))


def _unwrapped(result: Json) -> Json:
    if not isinstance(result, dict) or result.get(_WRAPPED) is not True:
        return result
    properties = result.get("properties")
    inner = properties.get("result") if isinstance(properties, dict) else None
    return {**inner, **({"$defs": result["$defs"]} if "$defs" in result else {})} if isinstance(inner, dict) else result


def _entries(path: Path) -> Iterator[tuple[str, Json]]:
    """Each entry with its place in the file, such as ``tools.json, entry 3``."""
    for number, entry in enumerate(_flat(_document(path), path), 1):
        yield f"{path}, entry {number}", entry


def _flat(value: Json, path: Path) -> Iterator[Json]:
    """The entries in a list, in an object around a list, and in lists of those."""
    if isinstance(value, list):
        for each in value:
            yield from _flat(each, path)
        return
    if not isinstance(value, dict) or isinstance(value.get("name"), str):
        yield value
        return
    if isinstance(value.get("result"), dict):  # the whole JSON-RPC answer of an MCP server
        value = value["result"]
    if value.get("nextCursor"):
        raise FunctionsError(
            f"{path} is one page of an MCP server's list: nextCursor says that there are more. Ask for those too, and "
            "put the tools of all pages into one list."
        )
    lists = [value[key] for key in _LISTS if isinstance(value.get(key), list)]
    if lists:
        for each in lists:
            yield from _flat(each, path)
    else:
        yield value


def _document(path: Path) -> Json:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise FunctionsError(f"{path} cannot be read: {error.strerror}. functions.toml names it as schemas.") from error
    except UnicodeDecodeError as error:
        raise FunctionsError(f"{path} is not UTF-8: {error}.") from error
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        if not lines or lines[0][1].strip() in {"[", "{"}:  # one document over several lines, with a mistake in it
            raise FunctionsError(f"{path}: not JSON: {error}.") from error
    return [_line(line, f"{path}, line {number}") for number, line in lines]


def _line(line: str, place: str) -> Json:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise FunctionsError(f"{place}: not JSON: {error}.") from error
