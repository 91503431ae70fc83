"""Verifies rows: the one module that knows the order of the checks.

::

    row ── format findings ─┐
     └─ example ── schema ──┤ a reject so far: not executed
                            ├── plan → sandbox → execution ─┐
                            └── relevance ──────────────────┴─ label → verdict, in input order
"""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass

from service.catalog.model import Catalog
from service.datasets.model import Row
from service.planning import make_plan, unknown_state
from service.sandbox.model import Outcome, Sandbox
from service.version import __version__
from verifiers import execution, relevance, schema
from verifiers.codes import RULESET
from verifiers.label import label, status_of
from verifiers.model import (
    CheckResult,
    CheckStatus,
    Conditions,
    Example,
    Execution,
    Limits,
    Provenance,
    Severity,
    Verdict,
)
from verifiers.policy import Policy, apply, apply_to_check

NOT_EXECUTED = Conditions(sandbox="none")
"""The conditions of a verdict that was asked for without execution."""

_FORM_PASSED = CheckResult(check="format", status=CheckStatus.PASSED)
_NOT_READ = CheckResult(check="schema", status=CheckStatus.SKIPPED)
_NOT_RUN = CheckResult(check="execution", status=CheckStatus.SKIPPED)
_NOT_RELATED = CheckResult(check="relevance", status=CheckStatus.SKIPPED)

_WINDOW_EXAMPLES = 2048
_WINDOW_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """A row between what is said of it without executions and its verdict.

    ``ready`` is the execution check where nothing of the row runs in a box.
    """

    row: Row
    first: tuple[CheckResult, CheckResult]
    related: CheckResult
    provenance: Provenance
    ready: CheckResult | None
    future: Future[Outcome] | None
    spent_seconds: float


class Verifier:
    """Judges rows by one catalog and one policy.

    ``sandbox`` None means that nothing is executed. ``limits`` hold for functions without limits of their own.
    """

    def __init__(
        self, *, catalog: Catalog, policy: Policy, sandbox: Sandbox | None, limits: Limits | None = None
    ) -> None:
        self._catalog = catalog
        self._policy = policy
        self._sandbox = sandbox
        self._limits = limits or Limits()
        self._policy_digest = policy.digest

    def verify(self, rows: Iterable[Row]) -> Iterator[tuple[Row, Verdict]]:
        """One verdict for each row, in the rows' order.

        Holds a bounded number of rows, a few times what the sandbox can work on. Raises UnableError where the
        engine is gone for good; every verdict before the one that hit it has been given by then.
        """
        window: deque[_Waiting] = deque()
        submitted = held_bytes = 0
        most_submitted = 4 * self._sandbox.capacity if self._sandbox is not None else 0
        for row in rows:
            waiting = self._begin(row)
            window.append(waiting)
            submitted += waiting.future is not None
            held_bytes += len(row.raw.content)
            while window and (
                submitted > most_submitted
                or len(window) > _WINDOW_EXAMPLES
                or held_bytes > _WINDOW_BYTES
                or _is_ready(window[0])
            ):
                done = window.popleft()
                submitted -= done.future is not None
                held_bytes -= len(done.row.raw.content)
                yield done.row, self._end(done)
        while window:
            done = window.popleft()
            yield done.row, self._end(done)

    def _begin(self, row: Row) -> _Waiting:
        """The checks before the sandbox, and the plan handed to it where there is one to run."""
        start = time.perf_counter()
        form = _FORM_PASSED
        if row.findings:
            found = CheckResult(check="format", status=status_of(row.findings), findings=row.findings)
            form = apply_to_check(found, self._policy)
        if row.example is None and form.status is CheckStatus.PASSED:
            # A policy may make the finding milder, but a row that cannot be read stays unjudged.
            form = CheckResult(check="format", status=CheckStatus.ERRORED, findings=form.findings)
        fit = _NOT_READ
        ready: CheckResult | None = _NOT_RUN
        future = None
        if row.example is not None:
            fit = apply_to_check(schema.check(row.example, self._catalog.functions), self._policy)
            ready = self._without_sandbox(row.example, (form, fit))
            future = self._submit(row.example) if ready is None else None
        # From here on a box is at work: what needs no execution is done meanwhile.
        related = _NOT_RELATED
        if row.example is not None:
            related = apply_to_check(relevance.check(row.example), self._policy)
        provenance = self._provenance(row)
        return _Waiting(
            row=row,
            first=(form, fit),
            related=related,
            provenance=provenance,
            ready=ready,
            future=future,
            spent_seconds=time.perf_counter() - start,
        )

    def _without_sandbox(self, example: Example, first: tuple[CheckResult, ...]) -> CheckResult | None:
        """The execution check's answer where it needs no box; None where it does."""
        if self._sandbox is None:
            return _NOT_RUN
        if any(each.severity is Severity.REJECT for result in first for each in result.findings):
            return _NOT_RUN
        if not example.calls:
            return CheckResult(check="execution", status=CheckStatus.PASSED)
        if all(call.name in self._catalog.functions for call in example.calls):
            return None
        # Without one of its calls the others would meet another state than they were written for: run none.
        return apply_to_check(execution.check(example, (), self._catalog.functions), self._policy)

    def _submit(self, example: Example) -> Future[Outcome] | None:
        if self._sandbox is None:
            return None
        return self._sandbox.submit(make_plan(example, self._catalog, self._limits))

    def _end(self, waiting: _Waiting) -> Verdict:
        outcome = waiting.future.result() if waiting.future is not None else None
        start = time.perf_counter()
        example = waiting.row.example
        executions = self._by_contract(example, outcome) if example is not None and outcome is not None else ()
        ran = waiting.ready if waiting.ready is not None else self._judge_outcome(example, outcome, executions)
        checks = (*waiting.first, ran, waiting.related)
        spent = waiting.spent_seconds + time.perf_counter() - start
        costs = outcome.costs if outcome else ()
        return Verdict(
            example_id=waiting.row.id,
            label=label(checks),
            checks={each.check: each.status for each in checks},
            findings=tuple(found for each in checks for found in each.findings),
            executions=executions,
            provenance=waiting.provenance,
            conditions=self._conditions(outcome),
            wall_ms=spent * 1000 + sum(each.wall_ms for each in costs),
            costs=costs,
        )

    def _by_contract(self, example: Example, outcome: Outcome) -> tuple[Execution, ...]:
        """The executions, where a returned error is told apart from a result by the function's own contract."""
        functions = {call.index: self._catalog.functions[call.name] for call in example.calls}
        return tuple(execution.apply_error_contract(each, functions[each.call].error) for each in outcome.executions)

    def _judge_outcome(
        self, example: Example | None, outcome: Outcome | None, executions: tuple[Execution, ...]
    ) -> CheckResult:
        """What the executions say; where our own machinery failed, that alone."""
        if example is None or outcome is None:
            return _NOT_RUN
        found = outcome.findings
        if not found:
            judged = execution.check(example, executions, self._catalog.functions)
            found = (*unknown_state(example, self._catalog), *judged.findings)
        found = apply(found, self._policy)
        return CheckResult(check="execution", status=status_of(found), findings=found)

    def _provenance(self, row: Row) -> Provenance:
        return Provenance(
            example_sha256=hashlib.sha256(row.raw.content).hexdigest(),
            catalog=self._catalog.digest,
            ruleset=RULESET,
            policy=self._policy_digest,
            version=__version__,
        )

    def _conditions(self, outcome: Outcome | None) -> Conditions:
        if outcome is not None:
            return outcome.conditions
        return NOT_EXECUTED if self._sandbox is None else self._sandbox.conditions


def _is_ready(waiting: _Waiting) -> bool:
    return waiting.future is None or waiting.future.done()
