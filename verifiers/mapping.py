"""Walks one schema of any dialect and rebuilds it in JSON Schema 2020-12, listing what it drops or guesses.

A keyword whose value is null counts as absent, because Parquet writes absent keys so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from verifiers.annotations import JSON_TYPES, TypeReading, nullable, read_type
from verifiers.keywords import ANNOTATIONS, ONE_SCHEMA, SCHEMA_LISTS, SCHEMA_MAPS, SHAPES
from verifiers.model import Json
from verifiers.patterns import read_pattern
from verifiers.pointer import pointer
from verifiers.references import REFERENCES, References, without

DEEPEST_SCHEMA = 32
"""Levels of subschemas that are read; what lies deeper accepts anything and is reported."""

MOST_PATTERNS = 200
"""Different patterns of one schema that are read; as many stay compiled while it is applied."""

MOST_LOSSES = 100
"""Losses that are listed; of further ones only the first of each code."""

_DRAFT_4_BOUNDS = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}
_TURNED = frozenset({"not", "if", "contains"})
"""Keywords under which leaving a rule out would make the schema stricter; with one left out, they are too."""

_LEAVING_OUT = frozenset({"schema_invalid", "unknown_type"})
"""Losses that leave a rule out."""

_NULL_COUNTS = frozenset({"default", "const"})
_COUNTS = frozenset({"minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One thing that the mapping dropped, guessed or could not read.

    ``code`` is a ``catalog.*`` code; ``path`` is a JSON Pointer into the parameters as they were given.
    """

    code: str
    path: str
    message: str
    facts: dict[str, Json] = field(default_factory=dict)


class SchemaMapping:
    """One mapping under way: ``losses`` grows as schemas are walked."""

    def __init__(self) -> None:
        self.losses: list[Loss] = []
        self._left_out = 0
        self._unlisted = 0
        self._patterns: set[str] = set()
        self._references: list[tuple[str, str, bool]] = []
        self._embedding = 0

    def whole(self, raw: Json, path: str = "") -> Json:
        """A schema that stands alone, for a value of any kind; ``schema`` is for what stands inside another."""
        return self.closed(self.schema(raw, path, 0))

    def closed(self, schema: Json) -> Json:
        """``schema``, walked to its end, without the references that lead to no place that was walked."""
        references, dangling, before = References(schema), [], self._left_out
        for text, path, embedded in self._references:
            if embedded:
                message = "A reference beside or below an inner '$id' is not followed."
            elif references.target(text) is None:
                message = "The reference leads to no schema inside the parameters."
                dangling.append(text)
            else:
                continue
            self.lose("schema_invalid", path, message, reference=text[:200])
        if self._unlisted:
            message = f"{self._unlisted} more losses are not listed."
            self.losses.append(Loss(code="catalog.lossy_dialect", path="", message=message))
        return without(schema, frozenset(dangling))[0] if self._left_out > before else schema

    def schema(self, raw: Json, path: str, depth: int) -> Json:
        """One schema or subschema. ``depth`` counts the levels above it."""
        if isinstance(raw, bool):
            return raw
        if isinstance(raw, str):
            return self._typed(raw, path)
        if not isinstance(raw, dict):
            self.lose("schema_invalid", path, "A schema is an object or a boolean.", got=kind_of(raw))
            return {}
        if depth > DEEPEST_SCHEMA:
            self.lose("schema_invalid", path, f"The schema is nested deeper than {DEEPEST_SCHEMA} levels.")
            return {}
        out: dict[str, Json] = {}
        embedding = depth > 0 and isinstance(raw.get("$id"), str)
        self._embedding += embedding
        for key, value in raw.items():
            if value is None and key not in _NULL_COUNTS:
                continue
            if key == "type":
                out = {**self._type(value, path + "/type"), **out}
            else:
                out.update(self._keyword(key, value, pointer(path, [key]), depth))
        self._embedding -= embedding
        self._collect_required(raw, out, path)
        self._older_forms(raw, out, path, depth)
        self._judge_values(out, path)
        return out

    def _typed(self, text: str, path: str) -> Json:
        return self._report(read_type(text), path)

    def _type(self, value: Json, path: str) -> dict[str, Json]:
        if isinstance(value, str):
            return {"type": value} if value in JSON_TYPES else self._report(read_type(value), path)
        if not isinstance(value, list) or not value:
            self.lose("unknown_type", path, "A type is a name or a list of names.", got=kind_of(value))
            return {}
        if SHAPES["type"](value):
            return {"type": value}
        texts = [each for each in value if isinstance(each, str)]
        if len(texts) < len(value):
            self.lose("unknown_type", path, "A list of types holds something else than names.")
        return self._report(read_type("Union[" + ", ".join(texts) + "]"), path) if texts else {}

    def _report(self, reading: TypeReading, path: str) -> dict[str, Json]:
        for name in reading.unknown:
            self.lose("unknown_type", path, f"No dialect has a type {name!r}.", type=name)
        for name in reading.lossy:
            self.lose("lossy_dialect", path, f"JSON has no exact type for {name!r}.", type=name)
        return dict(reading.schema)

    def _keyword(self, key: str, value: Json, path: str, depth: int) -> dict[str, Json]:
        if key in ONE_SCHEMA:
            before = self._left_out
            found = self._one_schema(key, value, path, depth)
            return found if key not in _TURNED or self._left_out == before else {}
        if key in SCHEMA_LISTS:
            if isinstance(value, list) and value:
                return self._schema_list(key, value, path, depth)
        elif key in SCHEMA_MAPS:
            if isinstance(value, dict):
                return {key: self._schema_map(key, value, path, depth)}
        elif key not in SHAPES or SHAPES[key](value):
            if key == "pattern" and not self._reads(value):
                self._lose_pattern(path, value)
                return {}
            if key in REFERENCES:
                self._references.append((value, path, self._embedding > 0))
            return {key: value}
        return self._misshapen(key, value, path)

    def _misshapen(self, key: str, value: Json, path: str) -> dict[str, Json]:
        """A keyword whose value is not what JSON Schema allows: repaired where that is certain, else left out."""
        if key == "required":
            return self._required(value, path)
        if key in _COUNTS and isinstance(value, str) and re.fullmatch("[0-9]{1,18}", value):
            return {key: int(value)}  # Gemini's schemas are Protocol Buffers, whose JSON writes int64 as text
        if key in _DRAFT_4_BOUNDS and isinstance(value, bool):
            return {}
        if key == "pattern" and isinstance(value, str):
            self._lose_pattern(path, value)
        elif key in ANNOTATIONS:
            self.lose("lossy_dialect", path, f"'{key}' has a value of the wrong shape and is left out.")
        else:
            self.lose(
                "schema_invalid", path, f"'{key}' has a value that JSON Schema does not allow.", got=kind_of(value)
            )
        return {}

    def _one_schema(self, key: str, value: Json, path: str, depth: int) -> dict[str, Json]:
        if key == "items" and isinstance(value, list):
            self.lose("lossy_dialect", path, "A list under 'items' is an older draft's 'prefixItems'.")
            places = [self.schema(each, pointer(path, [i]), depth + 1) for i, each in enumerate(value)]
            return {"prefixItems": places} if places else {}
        return {key: self.schema(value, path, depth + 1)}

    def _schema_list(self, key: str, value: list[Json], path: str, depth: int) -> dict[str, Json]:
        """One branch of a ``oneOf`` that is not checked in full may seem to hold beside the right one."""
        before = self._left_out
        found = [self.schema(each, pointer(path, [i]), depth + 1) for i, each in enumerate(value)]
        if key == "oneOf" and self._left_out > before:
            return {"oneOf": [{"anyOf": found}]}
        return {key: found}

    def _schema_map(self, key: str, value: dict[str, Json], path: str, depth: int) -> dict[str, Json]:
        found: dict[str, Json] = {}
        for name, each in value.items():
            where = pointer(path, [name])
            if key == "patternProperties" and not self._reads(name):
                self._lose_pattern(where, name)
                found.setdefault("", True)  # any name may be one that it lets in
            elif each is not None:
                found[name] = self.schema(each, where, depth + 1)
        return found

    def _required(self, value: Json, path: str) -> dict[str, Json]:
        if flag_of(value) is not None:
            return {}
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            self.lose("lossy_dialect", path, "'required' names a parameter twice.")
            return {"required": list(dict.fromkeys(value))}
        self.lose("schema_invalid", path, "'required' is not a list of names.", got=kind_of(value))
        return {}

    def _collect_required(self, raw: Json, out: dict[str, Json], path: str) -> None:
        """Moves ``required: true`` from inside the properties to where JSON Schema looks."""
        properties = raw.get("properties")
        if not isinstance(properties, dict):
            return
        moved = []
        for name, each in properties.items():
            flag = flag_of(each.get("required")) if isinstance(each, dict) else None
            if flag is None:
                continue
            where = pointer(path, ["properties", name, "required"])
            self.lose("misplaced_required", where, "'required' stands inside the parameter.")
            if flag:
                moved.append(name)
        if moved:
            out["required"] = list(dict.fromkeys([*out.get("required", []), *moved]))

    def _older_forms(self, raw: Json, out: dict[str, Json], path: str, depth: int) -> None:
        """Draft 4, draft 7 and OpenAPI 3.0 say some things otherwise."""
        for older, bound in _DRAFT_4_BOUNDS.items():
            if raw.get(older) is True and bound in out:
                self.lose("lossy_dialect", pointer(path, [older]), f"A boolean '{older}' is an older draft's.")
                out[older] = out.pop(bound)
        if raw.get("nullable") is True:
            wider = nullable({key: value for key, value in out.items() if key != "nullable"})
            out.clear()
            out.update(wider)
        if isinstance(raw.get("items"), list) and isinstance(rest := out.pop("additionalItems", None), dict | bool):
            out["items"] = self.schema(rest, path + "/additionalItems", depth + 1)
        self._place_enum(raw, out, path)

    def _place_enum(self, raw: Json, out: dict[str, Json], path: str) -> None:
        """An enum of an array's items that stands on the array; the null that an optional type adds to an enum."""
        values = out.get("enum")
        if not isinstance(values, list) or not values:
            return
        declared = declared_types(out)
        if "null" in declared and None not in values and not SHAPES["type"](raw.get("type")):
            out["enum"] = [*values, None]
        items = out.get("items", {})
        if "array" not in declared or not isinstance(items, dict) or "enum" in items:
            return
        if not any(isinstance(value, list) for value in values):
            self.lose("lossy_dialect", path + "/enum", "The enum of an array's items stands on the array.")
            out["items"] = {**items, "enum": out.pop("enum")}

    def _judge_values(self, out: dict[str, Json], path: str) -> None:
        """Notes on an enum or default that its own schema does not take. A null default says "none" and is fine."""
        values = out.get("enum")
        if isinstance(values, list):
            misfits = [value for value in values if not fits_type(out, value)]
            if misfits:
                self.lose("enum_wrong_type", path + "/enum", "An enum value is not of its own type.", got=misfits[0])
        if out.get("default") is None:
            return
        default = out["default"]
        if not fits_type(out, default):
            self.lose("default_wrong_type", path + "/default", "The default is not of its own type.", got=default)
        elif isinstance(values, list) and default not in values:
            self.lose("default_not_in_enum", path + "/default", "The default is not in its own enum.", got=default)

    def _reads(self, pattern: str) -> bool:
        if read_pattern(pattern) is None or (len(self._patterns) >= MOST_PATTERNS and pattern not in self._patterns):
            return False
        self._patterns.add(pattern)
        return True

    def _lose_pattern(self, path: str, text: str) -> None:
        self._left_out += 1
        self.lose("lossy_dialect", path, "This pattern cannot be read here and is not checked.", pattern=text[:200])

    def lose(self, code: str, path: str, message: str, **facts: Json) -> None:
        """Put one loss on the list; ``code`` is the part behind ``catalog.``."""
        self._left_out += code in _LEAVING_OUT
        if len(self.losses) >= MOST_LOSSES and any(each.code == "catalog." + code for each in self.losses):
            self._unlisted += 1
            return
        self.losses.append(Loss(code="catalog." + code, path=path, message=message, facts=facts))


def flag_of(value: Json) -> bool | None:
    """A boolean, also where it is written as text; None for anything else."""
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value.strip().lower()) if isinstance(value, str) else None


def declared_types(schema: dict[str, Json]) -> list[Json]:
    """The type names that the schema itself declares; none where it takes any type."""
    declared = schema.get("type", [])
    return declared if isinstance(declared, list) else [declared]


def fits_type(schema: dict[str, Json], value: Json) -> bool:
    """Whether ``value`` is of one of the declared types; true where none is declared."""
    declared = declared_types(schema)
    kind = kind_of(value)
    return not declared or kind in declared or (kind == "integer" and "number" in declared)


def kind_of(value: Json) -> str:
    """The JSON Schema type of a value; a number without a fraction is an integer (Validation §6.1.1)."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "integer" if value.is_integer() else "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"
