"""Turns the errors of a JSON Schema validation into named causes, each at its exact place.

A composite rule (anyOf, oneOf) is taken apart where only one of its branches can have been meant; where no single
cause can be named it stays ``schema.nested``.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verifiers.facts import shortened
from verifiers.mapping import kind_of
from verifiers.model import Json, Severity
from verifiers.patterns import matches
from verifiers.strict import spend

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

MOST_KEPT = 1000
"""Causes of one call that are looked at beside each other."""

_COST_OF_AN_ERROR = 4
_LONGEST_NAME = 1000
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_LIKE_A_NUMBER = re.compile(r"[+-]?\d[\d _]*([.,]\d+)*%?", re.ASCII)
_BOUNDS = frozenset(
    {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern"}
    | {"minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "contains", "items"}
    | {"unevaluatedItems"}
)
_TYPE_CODES = frozenset(
    {"wrong_type", "number_as_string", "boolean_as_number", "stringified_container", "null_not_allowed"}
)
_OTHER_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One reason why arguments do not fit. ``code`` is the part behind ``schema.``.

    ``parts`` lead from the arguments to the place. Where ``fixable``, putting ``fixed`` there makes the cause go away.
    """

    code: str
    parts: tuple[str | int, ...]
    message: str
    facts: dict[str, Json] = field(default_factory=dict)
    severity: Severity | None = None
    fixable: bool = False
    fixed: Json = None


def causes(validator: Validator, errors: Iterable[ValidationError]) -> list[Cause]:
    """The causes behind ``errors``, without repeats, in the order of the schema's keywords.

    From ``MOST_KEPT`` on only the first of each code and severity is kept.
    """
    found: dict[tuple[str, tuple[str | int, ...]], Cause] = {}
    kinds: set[tuple[str, Severity | None]] = set()
    for error in errors:
        spend(validator, _COST_OF_AN_ERROR)
        for cause in _causes(validator, error):
            kind = (cause.code, cause.severity)
            if len(found) < MOST_KEPT or kind not in kinds:
                found.setdefault((cause.code, cause.parts), cause)
                kinds.add(kind)
    mistyped = {parts for code, parts in found if code in _TYPE_CODES}
    return [cause for (code, parts), cause in found.items() if parts not in mistyped or code in _TYPE_CODES]


def fold(text: str) -> str:
    """``text`` without case, diacritics and surplus space, for saying that two names are nearly the same."""
    plain = unicodedata.normalize("NFKD", text.translate(_OTHER_LETTERS))
    return " ".join("".join(each for each in plain if not unicodedata.combining(each)).casefold().split())


def _causes(validator: Validator, error: ValidationError) -> Iterator[Cause]:
    parts = tuple(error.absolute_path)
    match error.validator:
        case "type":
            yield _type_cause(validator, error, parts, _rule(error))
        case "enum":
            yield _enum_cause(validator, error, parts, _rule(error))
        case "const":
            yield _enum_cause(validator, error, parts, [_rule(error)])
        case "required":
            yield from _missing(error, parts)
        case "additionalProperties" | "unevaluatedProperties":
            yield from _surplus(error, parts)
        case "format":
            facts = {"format": _rule(error), "got": shortened(error.instance)}
            yield Cause(code="format", parts=parts, message=f"The text is no {_rule(error)}.", facts=facts)
        case "anyOf" | "oneOf":
            yield from _branches(validator, error, parts)
        case rule if rule in _BOUNDS:
            yield _bound_cause(error, parts)
        case rule:
            facts = {"rule": rule or "false", "got": shortened(error.instance)}
            yield Cause(code="nested", parts=parts, message=f"The rule '{rule or 'false'}' fails.", facts=facts)


def _bound_cause(error: ValidationError, parts: tuple[str | int, ...]) -> Cause:
    if "propertyNames" in error.absolute_schema_path:
        name = str(error.instance)
        message = f"The name {name!r} is not allowed here."
        return Cause(code="unknown_argument", parts=(*parts, name), message=message, facts={"name": name})
    facts = {"rule": error.validator, "limit": shortened(_rule(error)), "got": shortened(error.instance)}
    return Cause(code="out_of_range", parts=parts, message=f"The value breaks '{error.validator}'.", facts=facts)


def _type_cause(
    validator: Validator, error: ValidationError, parts: tuple[str | int, ...], expected: str | list[str]
) -> Cause:
    value = error.instance
    names = [expected] if isinstance(expected, str) else list(expected)
    wanted = " or ".join(names)
    facts = {"expected": expected, "got": kind_of(value), "value": shortened(value)}
    if value is None:
        severity = Severity.NOTE if _default_is_null(error.schema) else None
        message = f"The value is null where {wanted} belongs."
        return Cause(code="null_not_allowed", parts=parts, message=message, facts=facts, severity=severity)
    if isinstance(value, bool) and {"integer", "number"} & set(names):
        message = f"A boolean stands where {wanted} belongs."
        return Cause(code="boolean_as_number", parts=parts, message=message, facts=facts)
    code, message = "wrong_type", f"The value is {kind_of(value)}, not {wanted}."
    candidates: list[Json] = []
    if isinstance(value, str):
        code, message, candidates = _misplaced_text(value, set(names), wanted, (code, message))
    for fixed in candidates:
        if validator.evolve(schema=error.schema).is_valid(fixed):
            return Cause(code=code, parts=parts, message=message, facts=facts, fixable=True, fixed=fixed)
    return Cause(code=code, parts=parts, message=message, facts=facts)


def _misplaced_text(text: str, names: set[str], wanted: str, otherwise: tuple[str, str]) -> tuple[str, str, list[Json]]:
    """Code, message and candidates for a fix, where text stands for a value of another type."""
    bare = text.strip()
    if {"integer", "number"} & names and (_NUMBER.fullmatch(bare) or _LIKE_A_NUMBER.fullmatch(bare)):
        return "number_as_string", f"The number {shortened(text)!r} is written as text.", _numbers(bare)
    if "boolean" in names and bare.lower() in {"true", "false"}:
        return *otherwise, [bare.lower() == "true"]
    if {"array", "object"} & names and (bare[:1], bare[-1:]) in {("[", "]"), ("{", "}")}:
        return "stringified_container", f"The {wanted} is written as text.", _containers(bare)
    return *otherwise, []


def _numbers(text: str) -> list[Json]:
    if _NUMBER.fullmatch(text) is None:
        return []
    try:
        number = json.loads(text)
    except ValueError:  # more digits than Python reads
        return []
    if isinstance(number, float) and number.is_integer() and abs(number) < 2**53:
        return [int(number)]
    return [number]


def _containers(text: str) -> list[Json]:
    try:
        return [json.loads(text, parse_constant=_refuse)]
    except (ValueError, RecursionError):
        return []


def _refuse(name: str) -> Json:
    raise ValueError(name)


def _default_is_null(schema: Json) -> bool:
    return isinstance(schema, dict) and "default" in schema and schema["default"] is None


def _enum_cause(
    validator: Validator, error: ValidationError, parts: tuple[str | int, ...], allowed: list[Json]
) -> Cause:
    value = error.instance
    facts = {"allowed": shortened(allowed), "got": shortened(value)}
    if value is None:
        severity = Severity.NOTE if _default_is_null(error.schema) else None
        message = "The value is null, which is not one of the allowed ones."
        return Cause(code="null_not_allowed", parts=parts, message=message, facts=facts, severity=severity)
    if isinstance(value, str):
        near = _nearest(validator, value, allowed)
        if near:
            message = f"The value {shortened(value)!r} is nearly, but not exactly, an allowed one."
            fits = len(near) == 1 and validator.evolve(schema=error.schema).is_valid(near[0])
            fixed = near[0] if fits else None
            return Cause(code="enum_near_miss", parts=parts, message=message, facts=facts, fixable=fits, fixed=fixed)
    return Cause(code="not_in_enum", parts=parts, message="The value is not one of the allowed ones.", facts=facts)


def _nearest(validator: Validator, value: str, allowed: list[Json]) -> list[str]:
    """The allowed ones that differ from ``value`` in case, space or diacritics only; long texts have none."""
    if len(value) > _LONGEST_NAME:
        return []
    spend(validator, len(allowed))
    plain = fold(value)
    return [each for each in allowed if isinstance(each, str) and len(each) <= _LONGEST_NAME and fold(each) == plain]


def _missing(error: ValidationError, parts: tuple[str | int, ...]) -> Iterator[Cause]:
    for name in _rule(error):
        if name not in _instance(error):
            message = f"The required argument {name!r} is absent."
            yield Cause(code="missing_argument", parts=(*parts, name), message=message, facts={"argument": name})


def _surplus(error: ValidationError, parts: tuple[str | int, ...]) -> Iterator[Cause]:
    properties = _schema(error).get("properties", {})
    patterns = _schema(error).get("patternProperties", {})
    known = shortened(sorted(properties))
    for name in _instance(error):
        if name not in properties and not matches(patterns, name):
            facts = {"argument": name, "known": known}
            yield Cause(code="unknown_argument", parts=(*parts, name), message=f"There is no {name!r}.", facts=facts)


def _branches(validator: Validator, error: ValidationError, parts: tuple[str | int, ...]) -> Iterator[Cause]:
    branches: dict[str | int, list[ValidationError]] = {}
    for inner in error.context or []:
        branches.setdefault(inner.relative_schema_path[0], []).append(inner)
    meant = [branch for branch in branches.values() if not any(_is_mistyped(each) for each in branch)]
    if branches and not meant:
        expected: dict[str, None] = {}
        for branch in branches.values():
            for each in branch:
                if _is_mistyped(each):
                    names = _rule(each)
                    expected.update(dict.fromkeys([names] if isinstance(names, str) else names))
        yield _type_cause(validator, error, parts, list(expected))
    elif len(meant) == 1:
        for each in meant[0]:
            yield from _causes(validator, each)
    elif meant and all(len(branch) == 1 and _is_choice(branch[0]) for branch in meant):
        allowed = [
            value
            for branch in meant
            for value in (_rule(branch[0]) if branch[0].validator == "enum" else [_rule(branch[0])])
        ]
        yield _enum_cause(validator, error, parts, allowed)
    else:
        facts = {"rule": str(error.validator), "got": shortened(error.instance)}
        message = f"The value fits none, or more than one, of the '{error.validator}' alternatives."
        yield Cause(code="nested", parts=parts, message=message, facts=facts)


def _rule(error: ValidationError) -> Json:
    """What the failed keyword demands; the stubs leave open that a finished error has it."""
    return error.validator_value


def _schema(error: ValidationError) -> Json:
    return error.schema


def _instance(error: ValidationError) -> Json:
    return error.instance


def _is_mistyped(error: ValidationError) -> bool:
    return error.validator == "type" and not error.relative_path


def _is_choice(error: ValidationError) -> bool:
    return error.validator in {"enum", "const"} and not error.relative_path
