"""A sandbox without boxes, and short ways to make rows and catalogs for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from types import TracebackType
from typing import Self

from service.catalog.model import Catalog
from service.datasets.formats import adapter_for
from service.datasets.model import RawRow, Row
from service.datasets.rows import read_row
from service.sandbox.model import Outcome, Plan, PlannedCall
from verifiers.model import Conditions, Cost, Execution, Function, Json, Status, Toolkit

CONDITIONS = Conditions(sandbox="fake")
PARAMETERS = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}
TOOL = {"name": "add", "description": "Adds.", "parameters": PARAMETERS}


def returned(call: PlannedCall) -> Execution:
    return Execution(call=call.index, status=Status.RETURNED, result=call.arguments.get("a"))


class FakeSandbox:
    """Answers plans with ``answer``, ``hold`` of them at a time and then the last one first."""

    def __init__(self, answer: Callable[[PlannedCall], Execution] = returned, *, hold: int = 1) -> None:
        self.plans: list[Plan] = []
        self.fails_after: int | None = None
        self.error: Exception = AssertionError("set before it is needed")
        self._answer = answer
        self._hold = hold
        self._held: list[tuple[Plan, Future[Outcome]]] = []

    @property
    def capacity(self) -> int:
        return 3

    @property
    def conditions(self) -> Conditions:
        return CONDITIONS

    def submit(self, plan: Plan) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        self.plans.append(plan)
        if self.fails_after is not None and len(self.plans) > self.fails_after:
            future.set_exception(self.error)
            return future
        self._held.append((plan, future))
        if len(self._held) == self._hold:
            for each, waiting in reversed(self._held):
                waiting.set_result(self._outcome(each))
            self._held.clear()
        return future

    def _outcome(self, plan: Plan) -> Outcome:
        executions = tuple(self._answer(call) for call in plan.calls)
        return Outcome(executions=executions, costs=tuple(Cost(wall_ms=2.0) for _ in executions), conditions=CONDITIONS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to remove."""


def catalog(*names: str, toolkits: Mapping[str, str] | None = None) -> Catalog:
    """A catalog of functions ``names``; ``toolkits`` tells which of them belong to which toolkit."""
    belongs = toolkits or {}
    functions = {
        name: Function(
            name=name,
            description="Adds.",
            parameters=PARAMETERS,
            result=None,
            implementation=f"m:{name}",
            function_set="s",
            toolkit=belongs.get(name),
        )
        for name in names
    }
    kits = {
        kit: Toolkit(name=kit, implementation=f"m:{kit}", function_set="s") for kit in dict.fromkeys(belongs.values())
    }
    return Catalog(functions=functions, toolkits=kits, function_sets={}, digest="c" * 64)


def example(example_id: str = "e", **changes: Json) -> Json:
    """A native example with one call that fits, and whatever ``changes``."""
    call = {"name": "add", "arguments": {"a": 1}}
    return {"id": example_id, "query": "What is it?", "tools": [TOOL], "calls": [call], **changes}


def row(value: Json, line: int = 1) -> Row:
    """A row of the native format."""
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return read_row(RawRow(source="s.jsonl", line=line, content=content), adapter_for("native"))
