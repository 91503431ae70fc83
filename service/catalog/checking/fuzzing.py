"""Runs schema-valid calls of a function in no toolkit, and looks for state that is left behind.

::

    together   f(a9) … f(a1) f(a0)  g(b)  f(a0)     one worker, in one box
    alone      f(a0) · f(a1) · … · f(a9)            workers that hold nothing else of f, in another box

What differs is run a third time, alone: the same again means that state was left, otherwise it cannot be repeated.
Together is run first; where a call ends the worker, only what came before it is run again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from service.catalog.checking.calls import Runner, Wanted, brief, ending, same
from service.catalog.checking.codes import complaint
from service.catalog.checking.endings import ending_complaints
from service.catalog.checking.model import Complaint, Promise
from verifiers.model import Execution, Function, Json, Status

Arguments = Mapping[str, Json]


def fuzz_complaints(
    function: Function, promise: Promise, calls: Sequence[Arguments], neighbour: Wanted | None, runner: Runner
) -> Iterator[Complaint]:
    """How calls with arguments that fit ended, and whether they end alike again. Raises OwnFailureError."""
    if not calls:
        return
    backwards = list(reversed(calls))
    wanted: list[Wanted] = [(function, each) for each in backwards]
    last = [neighbour, (function, calls[0])] if neighbour is not None else []
    ran = runner.run_together([*wanted, *last])
    own = ran[: len(backwards)]
    yield from ending_complaints(function, promise, backwards, own)
    done = [
        (arguments, execution)
        for arguments, execution in zip(backwards, own, strict=True)
        if execution.status is not Status.NOT_RUN and not _ended_the_worker(execution)
    ]
    alone = runner.run_alone([(function, arguments) for arguments, _ in done])
    differing = [
        (arguments, first, second)
        for (arguments, first), second in zip(done, alone, strict=True)
        if not same(first, second)
    ]
    if differing:
        yield _difference(function, differing[0], len(differing), runner)
    elif neighbour is not None and done and done[-1][0] is calls[0]:
        yield from _after_neighbour(function, neighbour[0], alone[-1], ran[-1], calls[0])


def _ended_the_worker(ran: Execution) -> bool:
    return ran.status in {Status.TIMED_OUT, Status.OUT_OF_MEMORY, Status.OUTPUT_LIMIT, Status.CRASHED, Status.EXITED}


def _difference(
    function: Function, shown: tuple[Arguments, Execution, Execution], count: int, runner: Runner
) -> Complaint:
    arguments, together, alone = shown
    (again,) = runner.run_apart([(function, arguments)])
    facts = {"arguments": dict(arguments), "count": count, "endings": [ending(alone), ending(together), ending(again)]}
    if same(alone, again):
        message = f"after other calls it {ending(together)}, alone it {ending(alone)}, with {brief(dict(arguments))}"
        return complaint("repeat.state_left", function.name, message, facts=facts)
    return not_repeatable(function, arguments, alone, again)


def not_repeatable(function: Function, arguments: Arguments, one: Execution, other: Execution) -> Complaint:
    """A complaint about one call that ended in two ways."""
    message = f"it {_told(one)} once and {_told(other)} the next time, with {brief(dict(arguments))}"
    facts = {"arguments": dict(arguments), "endings": [ending(one), ending(other)]}
    return complaint("repeat.not_repeatable", function.name, message, facts=facts)


def _told(ran: Execution) -> str:
    printed = f", printing {brief(ran.stdout + ran.stderr, 60)}" if ran.stdout or ran.stderr else ""
    return ending(ran) + printed


def _after_neighbour(
    function: Function, neighbour: Function, before: Execution, after: Execution, arguments: Arguments
) -> Iterator[Complaint]:
    if after.status is Status.NOT_RUN or same(before, after):
        return
    message = f"after a call of {neighbour.name} it {ending(after)}, before it {ending(before)}"
    facts = {"arguments": dict(arguments), "neighbour": neighbour.name}
    yield complaint("repeat.neighbour_changes", function.name, message, facts=facts)
