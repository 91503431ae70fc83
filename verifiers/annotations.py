"""Reads type names of any dialect: ``List[int]``, ``Optional[str]``, ``HashMap<String, long>``, ``str | None``.

A hand-written recursive descent; nothing is evaluated. The grammar::

    text   = union { "," modifier }          modifier = "optional" | "required" | "default" …
    union  = array { "|" array }
    array  = atom { "[" "]" }
    atom   = name [ "[" list "]" | "<" list ">" ] | quoted | "(" union ")"
    list   = [ union { "," union } ]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from verifiers.model import Json

JSON_TYPES = frozenset({"string", "integer", "number", "boolean", "object", "array", "null"})
"""The type names of JSON Schema 2020-12 §6.1.1 (validation)."""

_DEEPEST = 16
_LONGEST = 10_000
"""Characters of a type text that is read; comparing the options of a union costs the square of their number."""

_TOKEN = re.compile(r"""\s*(?:(\.\.\.|[\[\]<>(),|])|("[^"]*"|'[^']*')|(-?\d+(?:\.\d+)?)|([^\W\d][\w.]*))""")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeReading:
    """What a type text says. ``unknown`` are the names nobody knows (their schema is ``{}``), ``lossy`` what JSON lost.

    ``optional`` is true where the text itself says that a value may be left out.
    """

    schema: Json
    optional: bool = False
    unknown: tuple[str, ...] = ()
    lossy: tuple[str, ...] = ()


def _plain(json_type: str, *names: str) -> dict[str, Json]:
    return {name: {"type": json_type} for name in names}


_EXACT: Mapping[str, Json] = {
    **_plain("string", "str", "string", "text"),
    **_plain("integer", "int", "integer", "long", "short", "byte", "bigint", "biginteger", "int32", "int64"),
    **_plain("number", "float", "double", "number", "decimal", "bigdecimal"),
    **_plain("boolean", "bool", "boolean"),
    **_plain("null", "none", "nonetype", "null", "undefined"),
    **_plain("object", "dict", "object", "hashmap", "hashtable", "map", "mapping", "mutablemapping", "record"),
    **_plain("object", "ordereddict", "defaultdict", "typeddict", "linkedhashmap", "treemap", "json"),
    **_plain("array", "list", "array", "arraylist", "linkedlist", "tuple", "sequence", "iterable", "collection"),
    **_plain("array", "mutablesequence", "vector"),
    "char": {"type": "string", "minLength": 1, "maxLength": 1},
    "character": {"type": "string", "minLength": 1, "maxLength": 1},
    "set": {"type": "array", "uniqueItems": True},
    "frozenset": {"type": "array", "uniqueItems": True},
    "hashset": {"type": "array", "uniqueItems": True},
}
_LOSSY: Mapping[str, Json] = {
    "any": {},
    "unknown": {},
    "mixed": {},
    "bytes": {"type": "string"},
    "path": {"type": "string"},
    "datetime": {"type": "string", "format": "date-time"},
    "date": {"type": "string", "format": "date"},
    "time": {"type": "string", "format": "time"},
    "uuid": {"type": "string", "format": "uuid"},
}


def read_type(text: str) -> TypeReading:
    """The schema for one type text. Never raises: what cannot be read is an unknown type with the schema ``{}``."""
    if len(text) > _LONGEST:
        return TypeReading(schema={}, unknown=(text[:200],))
    reader = _Reader(text)
    try:
        schema = reader.union(0)
        optional = reader.modifiers()
    except _UnreadableError:
        return TypeReading(schema={}, unknown=(text,))
    return TypeReading(
        schema=nullable(schema) if optional and not reader.unknown else schema,
        optional=optional or reader.says_optional,
        unknown=tuple(reader.unknown),
        lossy=tuple(reader.lossy),
    )


def nullable(schema: Json) -> Json:
    """``schema`` that also takes null; one that takes anything stays as it is."""
    if not schema:
        return schema
    if isinstance(declared := schema.get("type"), str | list):
        types = [declared] if isinstance(declared, str) else declared
        wider = {**schema, "type": types if "null" in types else [*types, "null"]}
        if isinstance(values := schema.get("enum"), list) and None not in values:
            wider["enum"] = [*values, None]
        return wider if len(wider["type"]) > 1 else {**wider, "type": wider["type"][0]}
    if set(schema) == {"anyOf"}:
        options = schema["anyOf"]
        return schema if {"type": "null"} in options else {"anyOf": [*options, {"type": "null"}]}
    return {"anyOf": [schema, {"type": "null"}]}


class _UnreadableError(Exception):
    """The text is not of the grammar."""


class _Reader:
    """One pass over one text; ``unknown`` and ``lossy`` collect what was met on the way."""

    def __init__(self, text: str) -> None:
        self.unknown: list[str] = []
        self.lossy: list[str] = []
        self.says_optional = False
        self._tokens = list(_tokens(text))
        self._at = 0

    def union(self, depth: int) -> Json:
        """One type, or several with ``|`` between them."""
        if depth > _DEEPEST:
            raise _UnreadableError
        options = [self._array(depth)]
        while self._take("|"):
            options.append(self._array(depth))
        if len(options) == 1:
            return options[0]
        self.says_optional |= depth == 0 and {"type": "null"} in options
        return _union(options)

    def modifiers(self) -> bool:
        """What follows the type after a comma or in parentheses, to the end; whether it says ``optional``."""
        optional = False
        while self._at < len(self._tokens):
            if not (self._take(",") or self._take("(")):
                raise _UnreadableError
            word = self._next().lower()
            if word not in {"optional", "required", "default", "defaults"}:
                raise _UnreadableError
            optional |= word != "required"
            if word.startswith("default"):
                return True
            self._take(")")
        return optional

    def _array(self, depth: int) -> Json:
        schema = self._atom(depth)
        while self._peek() == "[" and self._peek(1) == "]":
            self._at += 2
            schema = _array_of(schema)
        return schema

    def _atom(self, depth: int) -> Json:
        word = self._next()
        if word == "(":
            inner = self.union(depth + 1)
            self._expect(")")
            return inner
        if word[0] in "\"'":
            inner_reading = read_type(word[1:-1])
            self.unknown += inner_reading.unknown
            self.lossy += inner_reading.lossy
            return inner_reading.schema
        if not (word[0].isalpha() or word[0] == "_"):
            raise _UnreadableError
        name = word.rpartition(".")[2].lower()
        closing = {"[": "]", "<": ">"}.get(self._peek() or "")
        if closing is None or self._peek(1) == "]":
            return self._named(word, name, depth)
        self._at += 1
        if name == "literal":
            return self._literal(closing)
        if name in {"callable", "type"}:
            self._skip_brackets()
            self.unknown.append(word)
            return {}
        return self._generic(word, name, self._arguments(closing, depth), depth)

    def _named(self, word: str, name: str, depth: int) -> Json:
        if word == "Object" and depth:  # as an argument it is Java's word for anything
            name = "any"
        if name in _EXACT:
            return dict(_EXACT[name])
        if name in _LOSSY:
            self.lossy.append(word)
            return dict(_LOSSY[name])
        if name == "optional":
            self.says_optional |= depth == 0
            return {}
        self.unknown.append(word)
        return {}

    def _arguments(self, closing: str, depth: int) -> list[Json]:
        found: list[Json] = []
        while not self._take(closing):
            if found:
                self._expect(",")
            if self._take("..."):
                found.append(...)
            elif self._take("("):
                self._expect(")")
            else:
                found.append(self.union(depth + 1))
        return found

    def _generic(self, word: str, name: str, arguments: list[Json], depth: int) -> Json:
        if ... in arguments and name != "tuple":
            raise _UnreadableError
        match name, arguments:
            case "optional", [only]:
                self.says_optional |= depth == 0
                return nullable(only)
            case "union", [_, *_]:
                self.says_optional |= depth == 0 and {"type": "null"} in arguments
                return _union(arguments)
            case (("annotated" | "final" | "required" | "readonly" | "promise" | "awaitable"), [first, *_]):
                return first
            case "notrequired", [only]:
                self.says_optional |= depth == 0
                return only
            case "tuple", [only, last] if last is ...:
                return _array_of(only)
            case "tuple", _ if ... not in arguments:
                return _fixed_array(arguments)
        return self._container(word, name, arguments)

    def _container(self, word: str, name: str, arguments: list[Json]) -> Json:
        base = _EXACT.get(name)
        if base == {"type": "object"} and len(arguments) == 2:
            if arguments[0].get("type", "string") != "string":
                self.lossy.append(f"{word} with keys that are not text")
            return {**base, "additionalProperties": arguments[1]} if arguments[1] else dict(base)
        if base is not None and base["type"] == "array" and len(arguments) == 1:
            return {**base, **_array_of(arguments[0])}
        self.unknown.append(word)
        return {}

    def _literal(self, closing: str) -> Json:
        values: list[Json] = []
        while not self._take(closing):
            if values:
                self._expect(",")
            values.append(_literal_value(self._next()))
        if not values:
            raise _UnreadableError
        kinds = {_json_type(value) for value in values}
        return {"type": kinds.pop(), "enum": values} if len(kinds) == 1 else {"enum": values}

    def _skip_brackets(self) -> None:
        depth = 1
        while depth:
            word = self._next()
            depth += (word in "[<") - (word in "]>")

    def _peek(self, ahead: int = 0) -> str | None:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else None

    def _next(self) -> str:
        word = self._peek()
        if word is None:
            raise _UnreadableError
        self._at += 1
        return word

    def _take(self, wanted: str) -> bool:
        if self._peek() != wanted:
            return False
        self._at += 1
        return True

    def _expect(self, wanted: str) -> None:
        if not self._take(wanted):
            raise _UnreadableError


def _tokens(text: str) -> list[str]:
    found = []
    at = 0
    stop = len(text.rstrip())
    while at < stop:
        match = _TOKEN.match(text, at)
        if match is None:
            # A text after "default" is the author's own and needs no grammar.
            found.append("?")
            break
        found.append(match.group().strip())
        at = match.end()
    return found


def _union(options: list[Json]) -> Json:
    distinct: list[Json] = []
    for option in options:
        for each in option["anyOf"] if set(option) == {"anyOf"} else [option]:
            if each not in distinct:
                distinct.append(each)
    if {} in distinct:
        return {}
    others = [each for each in distinct if each != {"type": "null"}]
    if len(distinct) == 1:
        return distinct[0]
    if len(others) == 1:
        return nullable(others[0])
    return {"anyOf": distinct}


def _array_of(items: Json) -> Json:
    return {"type": "array", "items": items} if items else {"type": "array"}


def _fixed_array(items: list[Json]) -> Json:
    if not items:
        return {"type": "array", "maxItems": 0}
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}


def _literal_value(token: str) -> Json:
    words: Mapping[str, Json] = {"True": True, "true": True, "False": False, "false": False, "None": None, "null": None}
    if token in words:
        return words[token]
    if token[0] in "\"'":
        return token[1:-1]
    read: Callable[[str], Json] = float if "." in token else int
    try:
        return read(token)
    except ValueError:
        raise _UnreadableError from None


def _json_type(value: Json) -> str:
    names: Mapping[type, str] = {bool: "boolean", int: "integer", float: "number", str: "string"}
    return names.get(type(value), "null")
