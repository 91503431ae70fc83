"""Brings every dialect of tool parameters to JSON Schema 2020-12 and reports what got lost on the way.

Understood: JSON Schema, OpenAI, Gemini and BFCL (``dict``, ``float``, ``tuple``, ``any``, ``HashMap`` …), Python
annotations as types, and flat maps of parameters (``{"n": {"type": "int, optional", "default": 3}}``). A schema
that conforms already comes out equal. Reading is total: it gives a schema for any JSON value, and a loss for
everything that it had to drop or guess. A keyword whose value is null counts as absent, because Parquet writes
absent keys so.
"""

from __future__ import annotations

from dataclasses import dataclass

from verifiers.annotations import read_type
from verifiers.keywords import SCHEMA_LISTS
from verifiers.mapping import Loss, SchemaMapping, declared_types, flag_of, kind_of
from verifiers.model import Json
from verifiers.pointer import pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalised:
    """Parameters as JSON Schema 2020-12; always a valid schema, whose bad parts are left out and listed."""

    schema: Json
    losses: tuple[Loss, ...] = ()


def normalise(parameters: Json) -> Normalised:
    """``parameters`` of any dialect as the JSON Schema of the arguments object.

    None, ``{}`` and nothing mean a tool without parameters. ``{"parameters": …, "required": […]}`` stands for rows
    that write ``required`` beside the parameters. Never raises on JSON; never changes what it was given.
    """
    mapping = _Parameters()
    return Normalised(schema=mapping.closed(mapping.parameters(parameters)), losses=tuple(mapping.losses))


def normalise_result(schema: Json) -> Normalised:
    """The schema of a result, of any dialect, as JSON Schema. Never raises on JSON; never changes what it was given."""
    mapping = SchemaMapping()
    return Normalised(schema=mapping.whole(schema), losses=tuple(mapping.losses))


def type_schema(annotation: str) -> Json:
    """The schema of one Python annotation or dialect type name; ``{}`` for a type that nobody knows."""
    return read_type(annotation).schema


class _Parameters(SchemaMapping):
    """The mapping of a whole parameters object, in any of its forms."""

    def parameters(self, raw: Json, path: str = "") -> Json:
        """The whole parameters object."""
        if raw is None or raw in ({}, []):
            return {"type": "object", "properties": {}}
        if isinstance(raw, list):
            return self._listed(raw, path)
        if not isinstance(raw, dict):
            self.lose("schema_invalid", path, "The parameters are not an object.", got=kind_of(raw))
            return {"type": "object", "properties": {}}
        if set(raw) == {"parameters", "required"} and isinstance(raw["required"], list):
            return self._wrapped(raw, path)
        if not _is_flat(raw):
            return self._top(raw, path)
        return self._flat(raw, path)

    def _top(self, raw: Json, path: str) -> Json:
        schema = self.schema(raw, path, 0)
        if isinstance(declared := schema.get("type"), str | list) and "object" not in declared:
            self.lose("schema_invalid", path + "/type", "Arguments are an object, and this type is not.", got=declared)
            return {**{key: value for key, value in schema.items() if key != "type"}, "type": "object"}
        return schema

    def _wrapped(self, raw: Json, path: str) -> Json:
        inner = self.parameters(raw["parameters"], path + "/parameters")
        self.lose("misplaced_required", path + "/required", "'required' stands beside the parameters.")
        names = [name for name in raw["required"] if isinstance(name, str)]
        return {**inner, "required": list(dict.fromkeys([*inner.get("required", []), *names]))}

    def _listed(self, raw: list[Json], path: str) -> Json:
        named = {}
        for number, each in enumerate(raw):
            if isinstance(each, dict) and isinstance(each.get("name"), str):
                named[each["name"]] = {key: value for key, value in each.items() if key != "name"}
            else:
                where = pointer(path, [number])
                self.lose("schema_invalid", where, "A listed parameter is not an object with a name.")
        self.lose("lossy_dialect", path, "The parameters are a list of named ones.")
        return self._flat(named, path) if named else {"type": "object", "properties": {}}

    def _flat(self, raw: dict[str, Json], path: str) -> Json:
        """A flat map: a parameter is required unless its type says ``optional`` or it has a default."""
        listed = raw.get("required")
        entries = {name: each for name, each in raw.items() if not (name == "required" and isinstance(each, list))}
        properties: dict[str, Json] = {}
        required = [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
        for name, entry in entries.items():
            if entry is None:
                continue
            where = pointer(path, [name])
            whole = {"type": entry} if isinstance(entry, str) else entry
            flag = flag_of(whole.get("required")) if isinstance(whole, dict) else None
            bare = {key: value for key, value in whole.items() if key != "required"} if flag is not None else whole
            properties[name] = self.schema(self._flat_default(bare, where), where, 1)
            if flag is not None:
                self.lose("misplaced_required", where + "/required", "'required' stands inside the parameter.")
            if flag if flag is not None else not isinstance(listed, list) and not _may_be_left_out(whole):
                required.append(name)
        return {"type": "object", "properties": properties, "required": list(dict.fromkeys(required))}

    def _flat_default(self, entry: Json, path: str) -> Json:
        """Flat maps write ``default: ""`` for "no default" whatever the type."""
        if not isinstance(entry, dict) or entry.get("default") != "" or not isinstance(text := entry.get("type"), str):
            return entry
        declared = declared_types(read_type(text).schema)
        if not declared or "string" in declared:
            return entry
        self.lose("lossy_dialect", path + "/default", "An empty default of a type that is not text means none.")
        return {key: value for key, value in entry.items() if key != "default"}


def _is_flat(raw: dict[str, Json]) -> bool:
    """Whether this is a flat map of parameters and no schema: no keyword of a schema has a schema's shape."""
    if isinstance(raw.get("type"), str | list) or any(isinstance(raw.get(key), list) for key in SCHEMA_LISTS):
        return False
    if isinstance(raw.get("$ref"), str):
        return False
    properties = raw.get("properties")
    if isinstance(properties, dict) and all(isinstance(each, dict | bool) for each in properties.values()):
        return False
    entries = [each for name, each in raw.items() if not (name == "required" and isinstance(each, list))]
    return all(each is None or _is_entry(each) for each in entries)


def _is_entry(value: Json) -> bool:
    if isinstance(value, str):
        reading = read_type(value)
        return not reading.unknown
    return isinstance(value, dict)


def _may_be_left_out(entry: Json) -> bool:
    if not isinstance(entry, dict):
        return False
    text = entry.get("type")
    return "default" in entry or (isinstance(text, str) and read_type(text).optional)


__all__ = ["Loss", "Normalised", "normalise", "normalise_result", "type_schema"]
