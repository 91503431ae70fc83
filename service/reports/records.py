"""Verdicts as JSON, one a line, and back.

Key order is fixed, text is UTF-8, and no whitespace stands between tokens, so equal verdicts give equal bytes.
``conditions`` and ``measured`` come last: they tell of one run and are no part of the repeatable bytes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

from service.errors import CallproofError
from verifiers.model import (
    Blame,
    CallError,
    CheckStatus,
    Conditions,
    Cost,
    Execution,
    Finding,
    Json,
    Label,
    Provenance,
    Severity,
    Status,
    Verdict,
)

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_NOT_REPEATABLE = ("conditions", "measured")


class RecordError(CallproofError):
    """A line is no verdict of this version."""


def verdict_json(verdict: Verdict) -> dict[str, Json]:
    """The verdict as JSON values, keys in their fixed order."""
    return {
        "example_id": verdict.example_id,
        "label": verdict.label.value,
        "checks": {name: status.value for name, status in verdict.checks.items()},
        "findings": [_finding_json(each) for each in verdict.findings],
        "executions": [_execution_json(each) for each in verdict.executions],
        "provenance": {
            "example_sha256": verdict.provenance.example_sha256,
            "catalog": verdict.provenance.catalog,
            "ruleset": verdict.provenance.ruleset,
            "policy": verdict.provenance.policy,
            "version": verdict.provenance.version,
        },
        "conditions": {
            "sandbox": verdict.conditions.sandbox,
            "runtime": verdict.conditions.runtime,
            "image": verdict.conditions.image,
            "isolation": verdict.conditions.isolation,
            "profile": verdict.conditions.profile,
            "layers": list(verdict.conditions.layers),
        },
        "measured": {"wall_ms": round(verdict.wall_ms, 3), "executions": [_cost_json(each) for each in verdict.costs]},
    }


def verdict_line(verdict: Verdict) -> bytes:
    """The verdict as one line of UTF-8, with its line end."""
    return json_line(verdict_json(verdict))


def repeatable_line(line: bytes) -> bytes:
    """What of a verdict's line two runs must agree on, byte for byte."""
    told = json.loads(line)
    return json_line({key: value for key, value in told.items() if key not in _NOT_REPEATABLE})


def json_line(value: Json) -> bytes:
    """Any JSON value as one line. Lone surrogates are escaped, because UTF-8 has no bytes for them.

    A number that JSON cannot write (NaN, Infinity) becomes its name as a string.
    """
    try:
        text = _ENCODER.encode(value)
    except ValueError:
        text = _ENCODER.encode(_finite(value))
    return text.encode(errors="backslashreplace") + b"\n"


def read_verdict(line: bytes) -> Verdict:
    """The verdict that a line of ``verdict_line`` holds. Raises RecordError for any other line."""
    try:
        told = json.loads(line)
        measured = told["measured"]
        return Verdict(
            example_id=told["example_id"],
            label=Label(told["label"]),
            checks={name: CheckStatus(status) for name, status in told["checks"].items()},
            findings=tuple(_finding(each) for each in told["findings"]),
            executions=tuple(_execution(each) for each in told["executions"]),
            provenance=Provenance(**told["provenance"]),
            conditions=Conditions(**{**told["conditions"], "layers": tuple(told["conditions"]["layers"])}),
            wall_ms=measured["wall_ms"],
            costs=tuple(Cost(**each) for each in measured["executions"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RecordError(f"not a verdict of this version of callproof: {type(error).__name__}: {error}") from error


def _finding_json(finding: Finding) -> dict[str, Json]:
    return {
        "code": finding.code,
        "blame": finding.blame.value,
        "severity": finding.severity.value,
        "path": finding.path,
        "call": finding.call,
        "message": finding.message,
        "facts": dict(finding.facts),
        "fix": None if finding.fix is None else [dict(step) for step in finding.fix],
    }


def _finding(told: Mapping[str, Json]) -> Finding:
    return Finding(
        code=told["code"],
        blame=Blame(told["blame"]),
        severity=Severity(told["severity"]),
        path=told["path"],
        message=told["message"],
        call=told["call"],
        facts=told["facts"],
        fix=None if told["fix"] is None else tuple(told["fix"]),
    )


def _execution_json(execution: Execution) -> dict[str, Json]:
    error = execution.error
    return {
        "call": execution.call,
        "status": execution.status.value,
        "result": execution.result,
        "result_sha256": execution.result_sha256,
        "error": None
        if error is None
        else {
            "type": error.type,
            "message": error.message,
            "binding": error.binding,
            "importing": error.importing,
            "loading_state": error.loading_state,
            "trace": list(error.trace),
        },
        "stdout": execution.stdout,
        "stderr": execution.stderr,
        "truncated": execution.truncated,
        "exit_code": execution.exit_code,
        "signal": execution.signal,
    }


def _execution(told: Mapping[str, Json]) -> Execution:
    error = told["error"]
    return Execution(
        **{
            **told,
            "status": Status(told["status"]),
            "error": None if error is None else CallError(**{**error, "trace": tuple(error["trace"])}),
        }
    )


def _cost_json(cost: Cost) -> dict[str, Json]:
    return {
        "wall_ms": round(cost.wall_ms, 3),
        "cpu_ms": round(cost.cpu_ms, 3),
        "peak_memory_bytes": cost.peak_memory_bytes,
        "attempts": cost.attempts,
    }


def _finite(value: Json) -> Json:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _finite(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(each) for each in value]
    return value
