"""Good calls of the bundled toolkits: their documented examples, and the rows of ``toolkit_calls.jsonl``.

A row is ``{"id": "bank-1", "calls": [{"name": …, "arguments": {…}}, …]}``: calls of one toolkit, in order, from its
first world. Each call of a row is good only after those before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import BenchmarkError
from service.catalog.built import read_file
from service.catalog.checking.calls import Runner, Wanted, ending
from service.catalog.checking.toolkits import dump_function
from service.catalog.description import read_description
from service.catalog.locate import BUILTIN, locate
from service.mutation import Ids, collections, result_schema
from verifiers.model import Function, Json, Status
from verifiers.schema import fits

ROWS = Path(__file__).parent / "toolkit_calls.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodCall:
    """A call that returned after the calls ``before`` it. ``kinds`` are the ids of the world that it met."""

    function: Function
    arguments: Mapping[str, Json]
    before: tuple[Wanted, ...]
    kinds: tuple[Ids, ...]
    schema: str


def good_calls(toolkit: str, runner: Runner, rows_file: Path = ROWS) -> list[GoodCall]:
    """The good calls of a toolkit, each run in a box. Raises BenchmarkError where a row is not as it should be."""
    dump: Wanted = (dump_function(runner.catalog.toolkits[toolkit]), {})
    documented: list[tuple[str | None, Sequence[Wanted]]] = [(None, [call]) for call in _documented(toolkit, runner)]
    rows = [*documented, *_written(toolkit, runner, rows_file)]
    ran = runner.run_plans([[each for call in calls for each in (dump, call)] for _, calls in rows])
    found = []
    for (row, calls), executions in zip(rows, ran, strict=True):
        looks = zip(calls, executions[0::2], executions[1::2], strict=True)
        for number, ((function, arguments), world, done) in enumerate(looks):
            fit = fits(arguments, function.parameters)
            if row is not None and (done.status is not Status.RETURNED or not fit):
                told = ending(done) if fit else "does not fit the schema of its parameters"
                raise BenchmarkError(f"{rows_file.name}, row {row}: call {number}, {function.name}: {told}.")
            if done.status is not Status.RETURNED or not fit:
                continue
            good = GoodCall(
                function=function,
                arguments=arguments,
                before=tuple(calls[:number]),
                kinds=tuple(collections(world.result)),
                schema=result_schema(done.result),
            )
            found.append(good)
    return found


def _documented(toolkit: str, runner: Runner) -> Iterator[Wanted]:
    """Each example under ``Examples`` of the toolkit's methods; those that show an error are sorted out by running."""
    source = locate(BUILTIN)
    assert source.description is not None
    built = read_description(source.description).catalog
    assert built is not None
    for entry in read_file(source, built)["functions"]:
        if entry["toolkit"] == toolkit:
            for example in entry["examples"]:
                yield runner.catalog.functions[entry["name"]], example["arguments"]


def _written(toolkit: str, runner: Runner, rows_file: Path) -> Iterator[tuple[str, Sequence[Wanted]]]:
    functions = runner.catalog.functions
    for line in rows_file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        where = f"{rows_file.name}, row {row['id']}"
        unknown = [call["name"] for call in row["calls"] if call["name"] not in functions]
        if unknown:
            raise BenchmarkError(f"{where}: there is no function {', '.join(unknown)}.")
        calls = [(functions[call["name"]], call["arguments"]) for call in row["calls"]]
        if len({function.toolkit for function, _ in calls}) != 1:
            raise BenchmarkError(f"{where}: its calls must be of one toolkit.")
        if calls[0][0].toolkit == toolkit:
            yield row["id"], calls
