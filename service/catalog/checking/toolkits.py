"""Checks functions that share state: repeatability, marked effects, and that state can be dumped and loaded.

All calls of a method run in one worker on one instance, twice, in two boxes. ``dump_state`` is a toolkit's own method;
it is no function of the catalog, and is called here like one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from service.catalog.checking.calls import Runner, Wanted, ending, same
from service.catalog.checking.codes import complaint
from service.catalog.checking.endings import ending_complaints
from service.catalog.checking.fuzzing import not_repeatable
from service.catalog.checking.model import Complaint, Promise
from service.catalog.gather import DUMP_STATE
from verifiers.equality import first_difference
from verifiers.model import ErrorContract, Execution, Function, Json, Match, Status, Toolkit

EFFECT_CALLS = 8
"""Calls of one method whose effect on the state is looked at."""

READ_ONLY, IDEMPOTENT = "read_only", "idempotent"
Arguments = Mapping[str, Json]


def method_complaints(
    function: Function, promise: Promise, calls: Sequence[Arguments], runner: Runner
) -> Iterator[Complaint]:
    """How calls of a toolkit's method ended, whether that repeats, and whether its effect is as marked."""
    if not calls:
        return
    wanted: list[Wanted] = [(function, each) for each in calls]
    first = runner.run_together(wanted)
    yield from ending_complaints(function, promise, calls, first)
    second = runner.run_again(wanted)
    for arguments, one, other in zip(calls, first, second, strict=True):
        if not same(one, other):
            yield not_repeatable(function, arguments, one, other)
            break
    if promise.effect in {READ_ONLY, IDEMPOTENT}:
        yield from _effect(function, promise.effect, calls[:EFFECT_CALLS], runner)


def toolkit_complaints(toolkit: Toolkit, examples: Sequence[Wanted], runner: Runner) -> Iterator[Complaint]:
    """Whether the state can be dumped, loaded and dumped again as it was, at first and after ``examples``."""
    dump = dump_function(toolkit)
    if toolkit.load_state is None:
        return
    for calls, when in (((), "as it begins"), (tuple(examples), "after its examples")):
        *_, dumped = runner.run_together([*calls, (dump, {})])
        if _is_missing(dumped) or dumped.status is Status.NOT_RUN:
            return
        if dumped.status is not Status.RETURNED or dumped.truncated:
            message = f"its state cannot be dumped {when}: {ending(dumped)}"
            yield complaint("toolkit.state_not_restored", toolkit.name, message)
            return
        (again,) = runner.run_together([(dump, {})], {toolkit.name: dumped.result})
        told = _state_difference(dumped, again)
        if told is not None:
            message = f"load_state(dump_state()) gives another state {when}: {told}"
            yield complaint("toolkit.state_not_restored", toolkit.name, message)
            return


def lacks_dump_state(toolkit: Toolkit, runner: Runner) -> bool:
    """Whether the toolkit has no ``dump_state``."""
    return _is_missing(runner.run_together([(dump_function(toolkit), {})])[0])


def _effect(function: Function, effect: str, calls: Sequence[Arguments], runner: Runner) -> Iterator[Complaint]:
    assert function.toolkit is not None
    dump: Wanted = (dump_function(runner.catalog.toolkits[function.toolkit]), {})
    for arguments in calls:
        call: Wanted = (function, arguments)
        if effect == READ_ONLY:
            before, _, after = runner.run_together([dump, call, dump])
        else:
            _, before, _, after = runner.run_together([call, dump, call, dump])
        if _is_missing(before) or Status.NOT_RUN in {before.status, after.status}:
            return
        told = _state_difference(before, after)
        if told is not None:
            read_only = effect == READ_ONLY
            code = "toolkit.not_read_only" if read_only else "toolkit.not_idempotent"
            mark = "read_only and" if read_only else "idempotent, and a second call"
            message = f"it is marked {mark} changes the state: {told}"
            yield complaint(code, function.name, message, facts={"arguments": dict(arguments)})
            return


def dump_function(toolkit: Toolkit) -> Function:
    """``dump_state`` of a toolkit, to be called like a function of the catalog; every result counts as returned."""
    return Function(
        name=DUMP_STATE,
        description="",
        parameters={"type": "object", "properties": {}},
        result=None,
        implementation=DUMP_STATE,
        function_set=toolkit.function_set,
        toolkit=toolkit.name,
        error=ErrorContract(key=None),
    )


def _is_missing(ran: Execution) -> bool:
    return ran.error is not None and ran.error.importing


def _state_difference(before: Execution, after: Execution) -> str | None:
    """Where two dumped states differ, for people; None where they are the same."""
    if before.result_sha256 is not None and before.result_sha256 == after.result_sha256:
        return None
    if Status.RETURNED not in {before.status, after.status} or before.status is not after.status:
        return f"{ending(before)}, then {ending(after)}"
    found = first_difference(before.result, after.result, Match.EXACT)
    return None if found is None else f"at {found.path or 'its top'}"
