"""The library's validator with strict types, in bounded time, and never a look outside.

A boolean is no number, a numeric string is no number, NaN and infinities are nothing; 1.0 is an integer, as JSON Schema
says (Validation §6.1.1). A ``$ref`` is resolved inside its own schema only, and a ``$schema`` inside it changes
nothing. Patterns are matched by ``verifiers.patterns``. A validation has so many steps (``verifiers.steps``), no more.

jsonschema keeps one validator for each subschema under way. Here each carries a ``Level`` where the library keeps its
resolver, so that a cached schema can be used by many threads at once: what is spent belongs to one validation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from jsonschema import Draft202012Validator, TypeChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from verifiers.keywords import is_number
from verifiers.model import Json
from verifiers.rules import RULES

_LONG_RULE = 32
"""Names or values in one keyword from which on looking through them costs a step more."""


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


def _evolve(self: Any, *, schema: Json) -> Any:
    """The library's own would take the dialect that a ``$schema`` inside the data names, and with it ``re``."""
    return Strict(schema=schema, format_checker=self.format_checker, _resolver=self._resolver.deeper())


def _descend(
    self: Any, instance: Json, schema: Json, path: str | int | None = None, schema_path: str | int | None = None
) -> Iterator[ValidationError]:
    if schema is True:
        self._resolver.steps.spend(1)
        return iter(())
    return _errors(self.evolve(schema=schema), instance, path, schema_path)


def _iter_errors(self: Any, instance: Json) -> Iterator[ValidationError]:
    return _errors(self, instance, None, None)


def _errors(
    validator: Any, instance: Json, path: str | int | None, schema_path: str | int | None
) -> Iterator[ValidationError]:
    schema, steps = validator.schema, validator._resolver.steps
    rules = [(_refuse, None, None)] if schema is False else validator._validators
    for function, key, rule in rules:
        if isinstance(rule, list | dict) and len(rule) > _LONG_RULE:
            steps.spend(len(rule) // _LONG_RULE)
        found: Any = function(validator, rule, instance, schema) or ()
        for error in found:
            steps.spend(1)
            error._set(validator=key, validator_value=rule, instance=instance, schema=schema, type_checker=_TYPES)
            if key not in {"if", "$ref", None}:
                error.schema_path.appendleft(key)
            if path is not None:
                error.path.appendleft(path)
            if schema_path is not None:
                error.schema_path.appendleft(schema_path)
            yield error


def _refuse(_validator: Any, _rule: Json, _instance: Json, _schema: Json) -> Iterator[ValidationError]:
    yield ValidationError("")


Strict: Any = extend(Draft202012Validator, RULES, type_checker=_TYPES)  # type: ignore[no-untyped-call]  # so in the stubs
"""Takes a ``Level`` for its resolver and ``string_formats()`` for its formats; ``verifiers.strict`` makes it."""

Strict.evolve, Strict.descend, Strict.iter_errors = _evolve, _descend, _iter_errors
