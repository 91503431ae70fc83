"""Reads the fields that stand beside the conversation in every format that may carry them.

``scenario``, ``language``, ``seed_tools``, ``state``, ``now``, ``seed`` and ``expected``, as docs/architecture.md
describes them. Null is the same as absent. A field that cannot be used is a finding and counts as absent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from verifiers.codes import finding
from verifiers.model import Expectation, Finding, Json, Match, Scenario, Status

# RFC 3339 §5.6 date-time; the offset is demanded.
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_SCENARIOS: Mapping[str, Scenario] = {each.value: each for each in Scenario}
_MATCHES: Mapping[str, Match] = {each.value: each for each in Match}
_EXPECTABLE: Mapping[str, Status] = {
    each.value: each for each in Status if each not in (Status.SANDBOX_FAILED, Status.NOT_RUN)
}
_MAX_SEED = 2**63

_T = TypeVar("_T", Scenario, Status, Match)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """The fields, each None or empty where it is absent or unusable."""

    scenario: Scenario | None = None
    language: str | None = None
    seed_tools: tuple[str, ...] = ()
    state: Mapping[str, Json] = field(default_factory=dict)
    now: str | None = None
    seed: int | None = None


_NONE = Extras()
_NAMES = frozenset(("scenario", "language", "seed_tools", "state", "now", "seed"))


def read_extras(fields: Mapping[str, Json], found: list[Finding]) -> Extras:
    """Read everything but ``expected``; complaints go to ``found``."""
    if _NAMES.isdisjoint(fields):
        return _NONE
    return Extras(
        scenario=_scenario(fields.get("scenario"), found),
        language=_text(fields.get("language"), "language", found),
        seed_tools=_seed_tools(fields.get("seed_tools"), found),
        state=_state(fields.get("state"), found),
        now=_now(fields.get("now"), found),
        seed=_seed(fields.get("seed"), found),
    )


def read_expected(fields: Mapping[str, Json], call_count: int, found: list[Finding]) -> tuple[Expectation | None, ...]:
    """Read ``expected``: empty, or one entry for each call, None where nothing is expected of it."""
    value = fields.get("expected")
    if value is None:
        return ()
    if not isinstance(value, list):
        wrong_type(found, "/expected", "a list with one entry for each call", value)
        return ()
    if len(value) != call_count:
        message = f"expected has {len(value)} entries for {call_count} calls; give one for each call, null for none."
        facts = {"expected": call_count, "got": len(value)}
        found.append(finding("format.wrong_field_type", path="/expected", message=message, facts=facts))
        return ()
    return tuple(_expectation(each, f"/expected/{position}", found) for position, each in enumerate(value))


def wrong_type(found: list[Finding], path: str, expected: str, value: Json) -> None:
    """Complain that the field at ``path`` is of another JSON type than ``expected``."""
    got = json_type(value)
    message = f"{path[1:]} should be {expected}, not {got}."
    found.append(
        finding("format.wrong_field_type", path=path, message=message, facts={"expected": expected, "got": got})
    )


def missing(found: list[Finding], path: str, message: str) -> None:
    """Complain that the field at ``path`` is absent."""
    found.append(finding("format.missing_field", path=path, message=message, facts={"field": path}))


def json_type(value: Json) -> str:
    """The JSON name of the value's type, with its article."""
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case int() | float():
            return "a number"
        case str():
            return "a string"
        case list():
            return "a list"
        case _:
            return "an object"


def _scenario(value: Json, found: list[Finding]) -> Scenario | None:
    if value is None:
        return None
    if isinstance(value, str) and value in _SCENARIOS:
        return _SCENARIOS[value]
    shown = value[:80] if isinstance(value, str) else json_type(value)
    message = f"The scenario {shown!r} is unknown; known: {', '.join(_SCENARIOS)}."
    found.append(finding("format.unknown_scenario", path="/scenario", message=message, facts={"got": shown}))
    return None


def _text(value: Json, name: str, found: list[Finding]) -> str | None:
    if value is None or isinstance(value, str):
        return value
    wrong_type(found, f"/{name}", "a string", value)
    return None


def _seed_tools(value: Json, found: list[Finding]) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    wrong_type(found, "/seed_tools", "a list of tool names", value)
    return ()


def _state(value: Json, found: list[Finding]) -> Mapping[str, Json]:
    if value is None:
        return {}
    if isinstance(value, dict):
        return value
    wrong_type(found, "/state", "an object keyed by toolkit", value)
    return {}


def _now(value: Json, found: list[Finding]) -> str | None:
    if value is None:
        return None
    if isinstance(value, str) and _DATE_TIME.fullmatch(value):
        try:
            datetime.fromisoformat(value.upper())
        except ValueError:
            pass
        else:
            return value.upper()
    wrong_type(found, "/now", "an RFC 3339 date-time with offset, such as 2025-03-01T09:00:00+01:00", value)
    return None


def _seed(value: Json, found: list[Finding]) -> int | None:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and -_MAX_SEED <= value < _MAX_SEED:
        return value
    wrong_type(found, "/seed", "a 64-bit integer", value)
    return None


def _expectation(value: Json, path: str, found: list[Finding]) -> Expectation | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        wrong_type(found, path, "an object or null", value)
        return None
    status = _one_of(value.get("status"), _EXPECTABLE, Status.RETURNED, f"{path}/status", found)
    match = _one_of(value.get("match"), _MATCHES, Match.EXACT, f"{path}/match", found)
    tolerance = value.get("tolerance", 1e-6)
    if isinstance(tolerance, bool) or not isinstance(tolerance, int | float) or tolerance < 0:
        wrong_type(found, f"{path}/tolerance", "a number from 0", tolerance)
        tolerance = 1e-6
    if status is None or match is None:
        return None
    return Expectation(
        status=status,
        has_result="result" in value,
        result=value.get("result"),
        match=match,
        tolerance=float(tolerance),
    )


def _one_of(value: Json, known: Mapping[str, _T], default: _T, path: str, found: list[Finding]) -> _T | None:
    if value is None:
        return default
    if isinstance(value, str) and value in known:
        return known[value]
    wrong_type(found, path, f"one of {', '.join(known)}", value)
    return None
