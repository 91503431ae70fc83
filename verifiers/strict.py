"""JSON Schema 2020-12 validation with strict types, and never a look outside.

A boolean is no number, a numeric string is no number, NaN and infinities are nothing; 1.0 is an integer, as JSON Schema
says (Validation §6.1.1). A ``$ref`` is resolved inside its own schema only, and a ``$schema`` inside it changes
nothing. Patterns are matched by ``verifiers.patterns``, because jsonschema's own keywords give them to Python's ``re``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator, TypeChecker
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from referencing import Registry

from verifiers.equality import identity
from verifiers.keywords import is_number
from verifiers.model import Json
from verifiers.patterns import matches, read_pattern
from verifiers.string_formats import string_formats
from verifiers.unevaluated import unevaluated_properties


def _is_integer(value: Json) -> bool:
    return is_number(value) and value == int(value)


_ACCEPTS: dict[str, Callable[[Json], bool]] = {
    "string": lambda value: isinstance(value, str),
    "integer": _is_integer,
    "number": is_number,
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


def _with_checker(accepts: Callable[[Json], bool]) -> Callable[[TypeChecker, object], bool]:
    return lambda _, value: accepts(value)


_CHECKS: dict[str, Any] = {name: _with_checker(accepts) for name, accepts in _ACCEPTS.items()}
_TYPES = TypeChecker(_CHECKS)
_NOTHING_OUTSIDE: Registry[Any] = Registry()


def _pattern(_validator: Any, pattern: str, instance: Json, _schema: Json) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not matches([pattern], instance):
        yield ValidationError("The text does not match the pattern.")


def _pattern_properties(validator: Any, rules: Json, instance: Json, _schema: Json) -> Iterator[ValidationError]:
    if not isinstance(instance, dict):
        return
    for text, rule in rules.items():
        pattern = read_pattern(text)
        if pattern is None:
            continue
        for name, value in instance.items():
            if pattern.found_in(name):
                yield from validator.descend(value, rule, path=name, schema_path=text)


def _additional_properties(validator: Any, rule: Json, instance: Json, schema: Json) -> Iterator[ValidationError]:
    if not isinstance(instance, dict):
        return
    known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    surplus = [name for name in instance if name not in known and not matches(patterns, name)]
    if rule is False and surplus:
        yield ValidationError(f"Additional properties are not allowed: {surplus!r}")
    elif rule is not False:
        for name in surplus:
            yield from validator.descend(instance[name], rule, path=name)


def _unique_items(_validator: Any, rule: Json, instance: Json, _schema: Json) -> Iterator[ValidationError]:
    """The library compares each two items where they have no order: minutes for a long list of objects."""
    if rule and isinstance(instance, list) and len(set(map(identity, instance))) < len(instance):
        yield ValidationError("The items are not unique.")


def _evolve(self: Any, **changes: Any) -> Any:
    """The library's own would take the dialect that a ``$schema`` inside the data names, and with it ``re``."""
    kept = {"schema": self.schema, "format_checker": self.format_checker, "registry": self._registry}
    return _Strict(**{**kept, "_resolver": self._resolver, **changes})


_KEYWORDS = {
    "pattern": _pattern,
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional_properties,
    "unevaluatedProperties": unevaluated_properties,
    "uniqueItems": _unique_items,
}
_Strict: Any = extend(Draft202012Validator, _KEYWORDS, type_checker=_TYPES)  # type: ignore[no-untyped-call]  # so in the stubs
_Strict.evolve = _evolve


@lru_cache(maxsize=1)
def _formats() -> Any:
    return string_formats()


def strict_validator(schema: Json) -> Validator:
    """A validator for ``schema``, which must be valid already (``verifiers.dialect`` sees to it).

    Using it raises ``referencing.exceptions.Unresolvable`` for a ``$ref`` that leads nowhere, and RecursionError for
    one that leads to itself.
    """
    validator: Validator = _Strict(schema, registry=_NOTHING_OUTSIDE, format_checker=_formats())
    return validator
