"""What goes into the sandbox and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Protocol, Self

from verifiers.model import Conditions, Cost, Execution, Finding, Function, Json, Limits, Toolkit


class Isolation(StrEnum):
    """How much two calls may share.

    ``EXAMPLE``: the calls of one example a worker. ``CALL``: a worker each. ``BOX``: a fresh box for each example.
    ``BATCH``: examples whose functions are all certified pure share a worker, the others are run as at ``EXAMPLE``.
    ``AUTO``: whatever is fastest of what gives equal verdicts; today that is ``BATCH``.
    """

    AUTO = "auto"
    EXAMPLE = "example"
    CALL = "call"
    BATCH = "batch"
    BOX = "box"

    @property
    def batches(self) -> bool:
        """Whether examples may share a worker."""
        return self in {Isolation.AUTO, Isolation.BATCH}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCall:
    """One call with the function that implements it and the limits that hold for it."""

    index: int
    function: Function
    arguments: Mapping[str, Json]
    limits: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that a box needs to run one example; it holds no expected answers."""

    calls: tuple[PlannedCall, ...]
    toolkits: tuple[Toolkit, ...]
    state: Mapping[str, Json]
    now: str | None
    seed: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What running a plan gave: one execution and one cost for each call, in order.

    ``findings`` are infrastructure findings (``infrastructure.*``); where there is one, the executions do not count.
    """

    executions: tuple[Execution, ...]
    costs: tuple[Cost, ...]
    conditions: Conditions
    findings: tuple[Finding, ...] = ()


class Sandbox(Protocol):
    """Runs plans. A context manager: leaving it removes every box."""

    @property
    def capacity(self) -> int:
        """How many submitted plans keep all boxes busy; submit at most a few times as many before collecting."""

    @property
    def conditions(self) -> Conditions:
        """Where plans run; for verdicts of examples that needed no box."""

    def submit(self, plan: Plan) -> Future[Outcome]:
        """Queue one plan. The future raises SandboxError only when the engine itself is gone for good."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
