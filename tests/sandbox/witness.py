"""The good example that is run after each attack, and must come out as it did in a fresh box."""

from __future__ import annotations

from service.catalog.model import Catalog
from service.sandbox.model import Outcome, Plan
from tests.sandbox import driving
from tests.sandbox.driving import Calls
from verifiers.model import Json

SECRET = "earlier: another-example-said-this END"
CALLS: Calls = (
    ("add", {"a": 2, "b": 3}),
    ("clock", {}),
    ("entropy", {}),
    ("draw", {}),
    ("print_exactly", {"size": 150_000}),
    ("print_errors_exactly", {"size": 70_000}),
    ("echo", {"value": {"text": "zażółć", "secret": SECRET, "numbers": [1.5, -2, None]}}),
    ("increase", {"by": 2}),
    ("observe_state", {}),
    ("count_descriptors", {}),
    ("foreign_processes", {}),
    ("raise_error", {"kind": "value"}),
    ("remember", {"value": 1}),
)
"""Arithmetic, clock, randomness, output on both streams, values, a toolkit, state of all kinds, descriptors, errors."""


def plan(functions: Catalog) -> Plan:
    return driving.plan(CALLS, functions=functions, limits=driving.PATIENT, state={"Counter": {"count": 1}})


def told(outcome: Outcome) -> list[Json]:
    """All of an outcome that has to repeat."""
    assert outcome.findings == ()
    return [
        (each.call, each.status, each.result, each.error, each.stdout, each.stderr, each.truncated)
        for each in outcome.executions
    ]
