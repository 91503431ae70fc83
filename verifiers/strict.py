"""JSON Schema 2020-12 validation with strict types, and never a look outside.

A boolean is no number, a numeric string is no number, NaN and infinities are nothing; 1.0 is an integer, as JSON Schema
says (Validation §6.1.1). A ``$ref`` is resolved inside its own schema only.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator, TypeChecker
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from referencing import Registry

from verifiers.keywords import is_number
from verifiers.model import Json
from verifiers.string_formats import string_formats


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
_Strict: Any = extend(Draft202012Validator, type_checker=_TYPES)  # type: ignore[no-untyped-call]  # so in the stubs
_NOTHING_OUTSIDE: Registry[Any] = Registry()


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
