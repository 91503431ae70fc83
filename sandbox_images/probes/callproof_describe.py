"""Tells what functions promise by their annotations and docstrings. Runs in a box; standard library only.

``describe("shop.basket", ["add_item"], {"Basket": ["pay"]})`` imports the module as a call would and gives JSON Schema
2020-12 for parameters and results. What annotations cannot say in JSON is told under ``problems``; nothing is guessed.

Constraints are read from ``Annotated`` by the names that their objects carry: callproof's own (``minimum``,
``expression``, …), those of annotated-types (``ge``, ``max_length``, …), pydantic's ``Field`` (a ``description`` and a
``metadata`` of such objects), and plain strings as descriptions.
"""

from __future__ import annotations

import enum
import importlib
import inspect
import types
import typing
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

_SCALARS: dict[object, str] = {bool: "boolean", int: "integer", float: "number", str: "string", type(None): "null"}
_LISTS = (list, Sequence, Collection, Iterable)
_MAPPINGS = (dict, Mapping)
_KEYWORDS = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "lt": "exclusiveMaximum",
    "above": "exclusiveMinimum",
    "below": "exclusiveMaximum",
    "step": "multipleOf",
    "multiple_of": "multipleOf",
    "expression": "pattern",
    "pattern": "pattern",
}
_LENGTHS = {
    "string": ("minLength", "maxLength"),
    "array": ("minItems", "maxItems"),
    "object": ("minProperties", "maxProperties"),
}


def describe(module: str, functions: list[str], toolkits: dict[str, list[str]]) -> dict[str, Any]:
    """What ``functions`` of ``module`` and methods of its classes promise; ``definitions`` are the TypedDicts used."""
    found = importlib.import_module(module)
    definitions: dict[str, Any] = {}
    told: dict[str, Any] = {"functions": {}, "toolkits": {}, "definitions": definitions}
    for name in functions:
        told["functions"][name] = _described(getattr(found, name), definitions)
    for class_name, methods in toolkits.items():
        toolkit = getattr(found, class_name)
        told["toolkits"][class_name] = {
            "doc": inspect.getdoc(toolkit),
            "methods": {name: _described(_bound(toolkit, name), definitions) for name in methods},
        }
    return told


def _bound(toolkit: type, name: str) -> Callable[..., Any]:
    """A method as a call meets it, without its first parameter; no instance is made, which may have effects."""
    method: Callable[..., Any] = getattr(toolkit, name)
    if isinstance(inspect.getattr_static(toolkit, name), staticmethod | classmethod):
        return method
    return types.MethodType(method, toolkit)


def _described(function: Callable[..., Any], definitions: dict[str, Any]) -> dict[str, Any]:
    problems: list[str] = []
    reader = _Reader(definitions, problems)
    signature = inspect.signature(function)
    try:
        hints = typing.get_type_hints(function, include_extras=True)
    except Exception as error:  # annotations are code, and may do anything
        hints = {}
        problems.append(f"its annotations cannot be read: {type(error).__name__}: {error}")
    properties: dict[str, Any] = {}
    required: list[str] = []
    further = False
    for name, each in signature.parameters.items():
        if each.kind is each.VAR_KEYWORD:
            further = True
            continue
        if each.kind is each.VAR_POSITIONAL:
            continue
        schema = reader.schema(hints.get(name, Any), f"parameter {name}")
        if each.default is each.empty:
            required.append(name)
        elif _is_json(each.default):
            schema = {**schema, "default": each.default}
        properties[name] = schema
    parameters = {"type": "object", "properties": properties, "required": required, "additionalProperties": further}
    result = reader.schema(hints["return"], "result") if "return" in hints else None
    return {
        "doc": inspect.getdoc(function),
        "parameters": parameters,
        "result": result,
        "effect": getattr(function, "__effect__", None),
        "problems": problems,
    }


class _Reader:
    """Turns annotations into schemas; TypedDicts become ``definitions``."""

    def __init__(self, definitions: dict[str, Any], problems: list[str]) -> None:
        self._definitions = definitions
        self._problems = problems

    def schema(self, hint: Any, place: str) -> dict[str, Any]:  # noqa: C901, PLR0912 - a table of forms
        """The schema of one annotation."""
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        if hint is Any or hint is object:
            return {}
        if hint is None:
            return {"type": "null"}
        if hint in _SCALARS:
            return {"type": _SCALARS[hint]}
        if origin is typing.Annotated:
            return self._constrained(self.schema(arguments[0], place), hint.__metadata__, place)
        if origin in (typing.Required, typing.NotRequired):
            return self.schema(arguments[0], place)
        if origin is typing.Literal:
            return _enumeration(list(arguments))
        if origin is typing.Union or origin is types.UnionType:
            return _union([self.schema(each, place) for each in arguments])
        if hint in _LISTS or origin in _LISTS:
            return {"type": "array", **({"items": self.schema(arguments[0], place)} if arguments else {})}
        if hint in (set, frozenset) or origin in (set, frozenset):
            self._problems.append(f"{place}: a set is no JSON value; use a list")
            return {"type": "array", "uniqueItems": True}
        if hint is tuple or origin is tuple:
            return self._tuple(arguments, place)
        if hint in _MAPPINGS or origin in _MAPPINGS:
            return self._mapping(arguments, place)
        if typing.is_typeddict(hint):
            return self._typed_dictionary(hint, place)
        if isinstance(hint, type) and issubclass(hint, enum.Enum):
            return _enumeration([each.value for each in hint])
        if isinstance(hint, typing.NewType):
            return self.schema(hint.__supertype__, place)
        self._problems.append(f"{place}: {hint!r} has no form in JSON")
        return {}

    def _tuple(self, arguments: tuple[Any, ...], place: str) -> dict[str, Any]:
        if not arguments:
            return {"type": "array"}
        if len(arguments) == 2 and arguments[1] is ...:
            return {"type": "array", "items": self.schema(arguments[0], place)}
        items = [self.schema(each, place) for each in arguments]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}

    def _mapping(self, arguments: tuple[Any, ...], place: str) -> dict[str, Any]:
        if not arguments:
            return {"type": "object"}
        keys = self.schema(arguments[0], place)
        if keys.get("type", "string") != "string":
            self._problems.append(f"{place}: the keys of an object in JSON are strings")
        names = {key: value for key, value in keys.items() if key != "type"}
        values = self.schema(arguments[1], place)
        return {"type": "object", "additionalProperties": values or True, **({"propertyNames": names} if names else {})}

    def _typed_dictionary(self, hint: Any, place: str) -> dict[str, Any]:
        name = hint.__name__
        reference = {"$ref": f"#/$defs/{name}"}
        known = self._definitions.get(name)
        if known is not None and known["module"] == hint.__module__:
            return reference
        if known is not None:
            self._problems.append(f"{place}: two different objects are named {name}")
            return {"type": "object"}
        entry: dict[str, Any] = {"module": hint.__module__, "doc": inspect.getdoc(hint)}
        self._definitions[name] = entry
        hints = typing.get_type_hints(hint, include_extras=True)
        entry["schema"] = {
            "type": "object",
            "properties": {key: self.schema(each, f"{place}.{key}") for key, each in hints.items()},
            "required": [key for key, each in hints.items() if _is_required(each, key, hint)],
            "additionalProperties": False,
        }
        return reference

    def _constrained(self, schema: dict[str, Any], metadata: Iterable[Any], place: str) -> dict[str, Any]:
        found = dict(schema)
        for each in metadata:
            if isinstance(each, str):
                found["description"] = each
                continue
            if not self._apply(found, each):
                self._problems.append(f"{place}: nothing is known of the constraint {each!r}")
        return found

    def _apply(self, schema: dict[str, Any], constraint: Any) -> bool:
        """Write one constraint's keywords into ``schema``; False where it has none that are known."""
        known = False
        kind = schema.get("type")
        for attribute in ("ge", "gt", "le", "lt", "above", "below", "step", "multiple_of", "expression", "pattern"):
            value = getattr(constraint, attribute, None)
            known |= hasattr(constraint, attribute)
            if value is not None:
                schema[_KEYWORDS[attribute]] = value
        for number, attributes in enumerate((("minimum", "min_length"), ("maximum", "max_length"))):
            for attribute in attributes:
                value = getattr(constraint, attribute, None)
                known |= hasattr(constraint, attribute)
                if value is not None:
                    bounds = attribute if kind in {"integer", "number", None} else _LENGTHS.get(kind, ("", ""))[number]
                    schema[bounds or attribute] = value
        if getattr(constraint, "unique", False) is True:
            schema["uniqueItems"] = True
        if type(constraint).__name__ == "Format":
            schema["format"] = constraint.name
            known = True
        text = getattr(constraint, "description", None) or getattr(constraint, "documentation", None)
        if isinstance(text, str):
            schema["description"] = text
            known = True
        for inner in getattr(constraint, "metadata", None) or ():
            known |= self._apply(schema, inner)
        return known


def _is_required(field: Any, name: str, hint: Any) -> bool:
    """Where annotations are deferred, the class itself takes ``NotRequired`` for a type like any other."""
    origin = typing.get_origin(field)
    if origin in (typing.Required, typing.NotRequired):
        return origin is typing.Required
    return name in hint.__required_keys__


def _enumeration(values: list[Any]) -> dict[str, Any]:
    kinds = {_SCALARS.get(type(each)) for each in values}
    return {**({"type": kinds.pop()} if len(kinds) == 1 and None not in kinds else {}), "enum": values}


def _union(schemas: list[dict[str, Any]]) -> dict[str, Any]:
    """Plain types side by side share one ``type``, and so do one type and null; the rest stands under ``anyOf``.

    The keywords of one type say nothing of null, but for ``enum``, which null joins.
    """
    if any(not each for each in schemas):
        return {}
    if len(schemas) == 2 and {"type": "null"} in schemas:
        (schema,) = [each for each in schemas if each != {"type": "null"}] or [{}]
        if isinstance(schema.get("type"), str):
            values = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
            return {**schema, "type": [schema["type"], "null"], **values}
    bare = [each["type"] for each in schemas if each.keys() == {"type"} and isinstance(each["type"], str)]
    if len(bare) == len(schemas):
        return {"type": bare}
    return {"anyOf": schemas}


def _is_json(value: Any) -> bool:
    if value is None or isinstance(value, bool | int | str):
        return True
    if isinstance(value, float):
        return value - value == 0
    if isinstance(value, list | tuple):
        return all(_is_json(each) for each in value)
    return isinstance(value, dict) and all(isinstance(key, str) and _is_json(each) for key, each in value.items())
