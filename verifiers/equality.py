"""Equality of JSON values: 1 equals 1.0, true equals no number, the order of an object's keys is nothing."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass

from verifiers.mapping import kind_of
from verifiers.model import Json, Match
from verifiers.pointer import pointer

_ABSOLUTE = 1e-12
_SAME_NUMBERS = frozenset({"integer", "number"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The first place where two values differ: a JSON Pointer into both, and what stands there on each side."""

    path: str
    expected: Json
    got: Json


def json_equal(one: Json, other: Json) -> bool:
    """Whether two JSON values are the same value."""
    return first_difference(one, other, Match.EXACT) is None


def identity(value: Json) -> str:
    """A text that is the same for exactly the JSON values that are equal."""
    return json.dumps(_plain(value), sort_keys=True)


def first_difference(
    expected: Json, got: Json, match: Match, tolerance: float = 1e-6, path: str = ""
) -> Difference | None:
    """The first difference under ``match``, objects in the order of ``expected``; None where there is none.

    Approximate numbers may differ by ``tolerance`` of the larger one, and by 1e-12 around zero. Structural compares
    types, keys and lengths; integer and number are one type there.
    """
    here = Difference(path=path, expected=expected, got=got)
    if isinstance(expected, dict) and isinstance(got, dict):
        if expected.keys() != got.keys():
            return here
        pairs = [(name, expected[name], got[name]) for name in expected]
    elif isinstance(expected, list) and isinstance(got, list):
        if len(expected) != len(got):
            return here
        pairs = [(number, one, other) for number, (one, other) in enumerate(zip(expected, got, strict=True))]
    else:
        return None if _same_scalar(expected, got, match, tolerance) else here
    for part, one, other in pairs:
        found = first_difference(one, other, match, tolerance, pointer(path, [part]))
        if found is not None:
            return found
    return None


def _same_scalar(expected: Json, got: Json, match: Match, tolerance: float) -> bool:
    kinds = {kind_of(expected), kind_of(got)}
    if kinds <= _SAME_NUMBERS:
        if match is Match.STRUCTURAL or expected == got:
            return True
        return match is Match.APPROXIMATE and _close(expected, got, tolerance)
    if len(kinds) > 1 or kinds & {"object", "array"}:
        return False
    return match is Match.STRUCTURAL or expected == got


def _close(expected: float, got: float, tolerance: float) -> bool:
    try:
        return math.isclose(expected, got, rel_tol=tolerance, abs_tol=_ABSOLUTE)
    except OverflowError:  # an integer that no double holds
        return False


def _plain(value: Json) -> Json:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
