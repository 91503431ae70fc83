"""JSON Schema 2020-12 validation with strict types, in bounded time, and never a look outside.

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
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from verifiers.keywords import is_number
from verifiers.model import Json
from verifiers.references import References
from verifiers.rules import RULES
from verifiers.steps import Level, Steps, UncheckableError
from verifiers.string_formats import string_formats

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
    return _Strict(schema=schema, format_checker=self.format_checker, _resolver=self._resolver.deeper())


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


_Strict: Any = extend(Draft202012Validator, RULES, type_checker=_TYPES)  # type: ignore[no-untyped-call]  # so in the stubs
_Strict.evolve, _Strict.descend, _Strict.iter_errors = _evolve, _descend, _iter_errors

KEYWORDS = frozenset(_Strict.VALIDATORS)
"""The keywords that can refuse a value; all others say nothing about it."""


class StrictValidator:
    """Holds values against one schema. May be shared between threads; each validation has its own steps."""

    __slots__ = ("_references", "_schema")

    def __init__(self, schema: Json) -> None:
        self._schema = schema
        self._references = References(schema)

    def validation(self, value: Json) -> Validator:
        """The validator for one validation of ``value``: its errors, and looks at single rules between them.

        Using it raises UncheckableError for a schema that cannot be applied to the end.
        """
        level = Level(Steps(self._references, value))
        validator: Validator = _Strict(schema=self._schema, format_checker=string_formats(), _resolver=level)
        return validator

    def first_error(self, value: Json) -> ValidationError | None:
        """The first error of ``value``, or None. Raises UncheckableError for a schema that cannot be applied."""
        try:
            return next(iter(self.validation(value).iter_errors(value)), None)
        except RecursionError as error:  # from a caller that is deep in its own stack
            raise UncheckableError("is nested too deep to be checked") from error

    def is_valid(self, value: Json) -> bool:
        """Whether ``value`` fits. Raises UncheckableError for a schema that cannot be applied."""
        return self.first_error(value) is None


def spend(validator: Validator, steps: int) -> None:
    """Take ``steps`` from the validation that ``validator`` belongs to."""
    validator._resolver.steps.spend(steps)  # type: ignore[attr-defined]  # see above: a Level stands there


def strict_validator(schema: Json) -> StrictValidator:
    """A validator for ``schema``, which must be as ``verifiers.dialect`` gives it."""
    return StrictValidator(schema)
