"""Decides what of an example goes into a box: its calls, the toolkits they need, and the state for those."""

from __future__ import annotations

from service.catalog.model import Catalog
from service.sandbox.model import Plan, PlannedCall
from verifiers.codes import finding
from verifiers.model import Example, Finding, Limits, Severity
from verifiers.pointer import pointer


def unknown_state(example: Example, catalog: Catalog) -> tuple[Finding, ...]:
    """A note for each part of the state that no toolkit of the catalog can take; it is left out of the plan.

    No call of a known function can read it, so it cannot change an outcome; but a misspelt name looks the same.
    """
    return tuple(
        finding(
            "execution.no_implementation",
            severity=Severity.NOTE,
            path=pointer("/state", [name]),
            message=f"The catalog has no toolkit '{name}'; this part of the state was left out.",
            facts={"toolkit": name},
        )
        for name in example.state
        if name not in catalog.toolkits
    )


def make_plan(example: Example, catalog: Catalog, limits: Limits) -> Plan:
    """The plan of an example whose calls all have an implementation.

    ``limits`` hold where a function has none of its own. Toolkits are those of the calls and those that the state
    names, in the catalog's order.
    """
    calls = tuple(
        PlannedCall(
            index=call.index,
            function=catalog.functions[call.name],
            arguments=call.arguments,
            limits=catalog.functions[call.name].limits or limits,
        )
        for call in example.calls
    )
    needed = {call.function.toolkit for call in calls} | set(example.state)
    return Plan(
        calls=calls,
        toolkits=tuple(toolkit for name, toolkit in catalog.toolkits.items() if name in needed),
        state={name: state for name, state in example.state.items() if name in catalog.toolkits},
        now=example.now,
        seed=example.seed,
    )
