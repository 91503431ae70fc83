"""When a limit counts as kept."""

from __future__ import annotations

import pytest

from service.doctor.trials import Attempt, Result, Trial, judge, trials
from service.sandbox.model import Outcome
from verifiers.codes import finding
from verifiers.model import CallError, Conditions, Cost, Execution, Status

TRIALS = {trial.name: trial for trial in trials("name")}


def outcome(execution: Execution, wall_ms: float = 1.0) -> Outcome:
    return Outcome(executions=(execution,), costs=(Cost(wall_ms=wall_ms),), conditions=Conditions(sandbox="docker"))


def first_attempt(name: str) -> Attempt:
    return TRIALS[name].attempts[0]


LOST = Outcome(
    executions=(Execution(call=0, status=Status.SANDBOX_FAILED),),
    costs=(Cost(),),
    conditions=Conditions(sandbox="docker"),
    findings=(finding("infrastructure.sandbox_failed", path="", message="Two boxes were lost."),),
)


def test_an_empty_list_is_what_a_whole_box_answers() -> None:
    empty = Execution(call=0, status=Status.RETURNED, result=[])
    assert judge(first_attempt("files"), outcome(empty)) == Result(kept=True, told="refused")


def test_what_was_reached_is_named() -> None:
    reached = Execution(call=0, status=Status.RETURNED, result=["/tmp", "/dev"])
    assert judge(first_attempt("files"), outcome(reached)) == Result(kept=False, told="reached: /tmp, /dev")


@pytest.mark.parametrize("trial", TRIALS.values(), ids=TRIALS)
def test_no_limit_counts_as_kept_where_the_trial_itself_failed(trial: Trial) -> None:
    failed = Execution(call=0, status=Status.RAISED, error=CallError(type="ImportError", message="no such module"))
    assert not any(judge(attempt, outcome(failed)).kept for attempt in trial.attempts)


@pytest.mark.parametrize("trial", TRIALS.values(), ids=TRIALS)
def test_a_lost_box_keeps_a_limit_only_where_memory_ends_under_gvisor(trial: Trial) -> None:
    assert not any(judge(attempt, LOST).kept for attempt in trial.attempts)
    under_gvisor = all(judge(attempt, LOST, box_may_end=True).kept for attempt in trial.attempts)
    assert under_gvisor == trial.name.startswith("memory")


def test_the_time_that_passed_does_not_stand_for_the_processors() -> None:
    ended = Execution(call=0, status=Status.TIMED_OUT)
    attempt = first_attempt("processor_time")
    assert judge(attempt, outcome(ended, wall_ms=1100.0)).kept
    assert not judge(attempt, outcome(ended, wall_ms=1000 * attempt.limits.wall_seconds)).kept


def test_too_many_processes_are_told() -> None:
    started = Execution(call=0, status=Status.RETURNED, result=200)
    assert judge(first_attempt("processes"), outcome(started)) == Result(kept=False, told="returned 200")


@pytest.mark.parametrize(
    ("change", "kept"), [({}, True), ({"user": 0}, False), ({"capabilities": 1}, False), ({"seccomp": 0}, False)]
)
def test_privileges_are_none(change: dict[str, int], kept: bool) -> None:
    facts = {"user": 65534, "capabilities": 0, "no_new_privileges": 1, "seccomp": 2, **change}
    assert (
        judge(first_attempt("privileges"), outcome(Execution(call=0, status=Status.RETURNED, result=facts))).kept
        is kept
    )
