"""Runs the documented examples in a box, each in a worker of its own: they must give what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.catalog.checking.calls import Runner, brief, ending
from service.catalog.checking.codes import complaint
from service.catalog.checking.model import Complaint, Promise
from service.catalog.doc_sections import DocExample
from verifiers.equality import json_equal
from verifiers.model import Execution, Function, Json, Status
from verifiers.schema import fits


def example_complaints(function: Function, promise: Promise, runner: Runner) -> Iterator[Complaint]:
    """What is wrong with the examples of ``function``."""
    runnable = []
    for example in promise.examples:
        if example.raises is not None or fits(example.arguments, function.parameters):
            runnable.append(example)  # one that raises may show just what the schema refuses
        else:
            message = f"the example {_shown(example)} does not fit the schema of the parameters"
            yield complaint("example.unfit", function.name, message, facts={"arguments": dict(example.arguments)})
    ran = runner.run_alone([(function, each.arguments) for each in runnable])
    yield from _wrong(function, runnable, ran)


def _wrong(function: Function, examples: Sequence[DocExample], ran: Sequence[Execution]) -> Iterator[Complaint]:
    for example, execution in zip(examples, ran, strict=True):
        facts = {"arguments": dict(example.arguments), "got": ending(execution)}
        if example.raises is not None:
            if not _raised_as_told(example.raises, execution):
                message = f"the example {_shown(example)} should raise {example.raises!r}; it {ending(execution)}"
                yield complaint("example.wrong_ending", function.name, message, facts=facts)
        elif execution.status not in {Status.RETURNED, Status.RETURNED_ERROR}:
            message = f"the example {_shown(example)} should return; it {ending(execution)}"
            yield complaint("example.wrong_ending", function.name, message, facts=facts)
        elif not execution.truncated and not json_equal(_as_json(example.result), execution.result):
            message = f"the example {_shown(example)} should give {brief(example.result)}; it {ending(execution)}"
            yield complaint("example.wrong_result", function.name, message, facts=facts)


def _raised_as_told(told: str, ran: Execution) -> bool:
    """``told`` is as doctest writes it: ``Type: message``, the type perhaps with its module."""
    if ran.status is not Status.RAISED or ran.error is None:
        return False
    kind, _, message = told.partition(":")
    return kind.strip().rpartition(".")[2] == ran.error.type and message.strip() == ran.error.message.strip()


def _as_json(value: Json) -> Json:
    """A literal as it comes out of a box: tuples are arrays."""
    if isinstance(value, list | tuple):
        return [_as_json(each) for each in value]
    if isinstance(value, dict):
        return {key: _as_json(each) for key, each in value.items()}
    return value


def _shown(example: DocExample) -> str:
    return brief(dict(example.arguments), 120)
