"""Runs calls for a check: plans in two pools, with the error contract applied to what they give.

``together`` and ``alone`` are two sandboxes, so that a call that is run in both had two boxes and two workers. Every
call has the number 0, so that what is drawn at random is the same wherever a call stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.catalog.model import Catalog
from service.sandbox.model import Plan, PlannedCall, Sandbox
from verifiers.execution import apply_error_contract
from verifiers.model import Execution, Function, Json, Limits, Status

Wanted = tuple[Function, Mapping[str, Json]]
"""A call to run: function and arguments."""


class OwnFailureError(Exception):
    """callproof could not run a plan; nobody else is to blame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """Runs calls of one catalog. Raises OwnFailureError where callproof itself failed."""

    catalog: Catalog
    alone: Sandbox
    together: Sandbox

    def run_together(self, wanted: Sequence[Wanted], state: Mapping[str, Json] | None = None) -> list[Execution]:
        """Calls in order in one worker, toolkits shared between them."""
        return self._run(self.together, [wanted], state)[0]

    def run_again(self, wanted: Sequence[Wanted], state: Mapping[str, Json] | None = None) -> list[Execution]:
        """The same as ``run_together``, in other boxes."""
        return self._run(self.alone, [wanted], state)[0]

    def run_plans(self, plans: Sequence[Sequence[Wanted]]) -> list[list[Execution]]:
        """The calls of each plan in order in a worker of its own, each from the first state of its toolkits."""
        return self._run(self.together, plans, None)

    def run_alone(self, wanted: Sequence[Wanted]) -> list[Execution]:
        """Calls that do not see each other: of certified functions several in a worker, else each in its own."""
        return [ran for (ran,) in self._run(self.alone, [[each] for each in wanted], None)]

    def run_apart(self, wanted: Sequence[Wanted]) -> list[Execution]:
        """Calls in a worker each, in the boxes of ``run_together``."""
        return [ran for (ran,) in self._run(self.together, [[each] for each in wanted], None)]

    def _run(
        self, sandbox: Sandbox, plans: Sequence[Sequence[Wanted]], state: Mapping[str, Json] | None
    ) -> list[list[Execution]]:
        futures = [sandbox.submit(self._plan(wanted, state or {})) for wanted in plans]
        ran = []
        for wanted, future in zip(plans, futures, strict=True):
            outcome = future.result()
            if outcome.findings:
                raise OwnFailureError(f"{outcome.findings[0].code}: {outcome.findings[0].message}")
            pairs = zip(outcome.executions, wanted, strict=True)
            ran.append([apply_error_contract(execution, function.error) for execution, (function, _) in pairs])
        return ran

    def _plan(self, wanted: Sequence[Wanted], state: Mapping[str, Json]) -> Plan:
        names = {function.toolkit for function, _ in wanted}
        return Plan(
            calls=tuple(
                PlannedCall(index=0, function=function, arguments=arguments, limits=function.limits or Limits())
                for function, arguments in wanted
            ),
            toolkits=tuple(each for name, each in self.catalog.toolkits.items() if name in names),
            state=dict(state),
            now=None,
            seed=None,
        )


def same(one: Execution, other: Execution) -> bool:
    """Whether two executions of one call are the same in all that is repeatable."""
    return _repeatable(one) == _repeatable(other)


def _repeatable(ran: Execution) -> tuple[object, ...]:
    error = (ran.error.type, ran.error.message) if ran.error is not None else None
    return ran.status, ran.result_sha256, error, ran.stdout, ran.stderr, ran.exit_code, ran.signal


def brief(value: Json, width: int = 200) -> str:
    """A value as text of at most ``width`` characters."""
    text = repr(value)
    return text if len(text) <= width else text[: width - 1] + "…"


def ending(ran: Execution) -> str:
    """How a call ended, for people."""
    if ran.error is not None:
        return f"{ran.status.value} {ran.error.type}: {brief(ran.error.message, 120)}"
    if ran.status in {Status.RETURNED, Status.RETURNED_ERROR}:
        return f"{ran.status.value} {brief(ran.result, 120)}"
    return ran.status.value
