"""Tries on this machine what callproof relies on: engine, image, and each limit of a box.

A limit counts as kept only where a call inside a box tried to break it and could not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import sandbox_images
from service.catalog.load import load_catalog
from service.catalog.model import Catalog
from service.errors import UnableError
from service.sandbox.engine import Engine
from service.sandbox.model import Isolation, Outcome, Plan, PlannedCall, Sandbox
from service.sandbox.opening import open_pool
from verifiers.model import Execution, Json, Limits, Status

_MEGABYTE = 1024 * 1024
_LIMITS = Limits(wall_seconds=2.0, cpu_seconds=1.0, memory_bytes=128 * _MEGABYTE, processes=16, output_bytes=65536)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One thing that was tried. ``found`` says what came of it, in a few words."""

    subject: str
    found: str
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """One call in a box, and what its execution must look like for the limit to be kept."""

    subject: str
    function: str
    kept: Callable[[Execution], bool]
    arguments: Mapping[str, Json]
    limits: Limits = _LIMITS


def examine(say: Callable[[str], None]) -> Iterator[Observation]:
    """What this machine can do, one observation at a time, in the order of dependence; stops where one needs the last.

    Never raises UnableError: that is an observation.
    """
    try:
        with Engine.connect() as engine:
            told = engine.info()
    except UnableError as error:
        yield Observation(subject="engine", found=str(error), kept=False)
        return
    yield Observation(subject="engine", found=f"{told.version}, API {told.api_version}", kept=True)
    yield Observation(subject="cgroups", found=f"version {told.cgroup_version}", kept=True)
    yield Observation(subject="storage", found=f"{told.storage_driver} in {told.root}", kept=True)
    yield Observation(subject="runtimes", found=", ".join(told.runtimes), kept=bool(told.runtimes))
    catalog = load_catalog([str(Path(sandbox_images.__file__).parent / "probes" / "limits.py")])
    try:
        pool = open_pool(
            sandbox="docker", catalog=catalog, isolation=Isolation.EXAMPLE, boxes=1, say=say, limits=_LIMITS
        )
        with pool as sandbox:
            yield Observation(subject="image", found=sandbox.conditions.image or "", kept=True)
            yield from _try_all(sandbox, catalog)
    except UnableError as error:
        yield Observation(subject="box", found=str(error), kept=False)


def _try_all(sandbox: Sandbox, catalog: Catalog) -> Iterator[Observation]:
    identity = _execution(_run(sandbox, catalog, "identity", {}, _LIMITS))
    yield from _identity(identity)
    for trial in _TRIALS:
        outcome = _run(sandbox, catalog, trial.function, trial.arguments, trial.limits)
        execution = _execution(outcome)
        found = _told(execution) if not outcome.findings else outcome.findings[0].message
        yield Observation(subject=trial.subject, found=found, kept=not outcome.findings and trial.kept(execution))
    after = _execution(_run(sandbox, catalog, "identity", {}, _LIMITS))
    yield Observation(
        subject="next call after all that", found=_told(after), kept=after.result == identity.result is not None
    )


def _run(sandbox: Sandbox, catalog: Catalog, function: str, arguments: Mapping[str, Json], limits: Limits) -> Outcome:
    call = PlannedCall(index=0, function=catalog.functions[function], arguments=arguments, limits=limits)
    return sandbox.submit(Plan(calls=(call,), toolkits=(), state={}, now=None, seed=None)).result()


def _execution(outcome: Outcome) -> Execution:
    return outcome.executions[0]


def _identity(execution: Execution) -> Iterator[Observation]:
    told = execution.result
    if execution.status is not Status.RETURNED or not isinstance(told, dict):
        yield Observation(subject="a call in a box", found=_told(execution), kept=False)
        return
    yield Observation(subject="a call in a box", found="returned", kept=True)
    yield Observation(subject="not root", found=f"user {told['user']}", kept=told["user"] != 0)
    yield Observation(subject="no capabilities", found=f"{told['capabilities']:#x}", kept=told["capabilities"] == 0)
    yield Observation(
        subject="no new privileges", found=f"{told['no_new_privileges']}", kept=told["no_new_privileges"] == 1
    )
    yield Observation(subject="seccomp filter", found=f"mode {told['seccomp']}", kept=told["seccomp"] == 2)


def _told(execution: Execution) -> str:
    if execution.error is not None:
        return f"{execution.status.value}: {execution.error.type}: {execution.error.message}"
    return (
        f"{execution.status.value}: {execution.result}"
        if execution.status is Status.RETURNED
        else execution.status.value
    )


def _returned_nothing(execution: Execution) -> bool:
    return execution.status is Status.RETURNED and execution.result in ([], False)


def _ran_out_of_memory(execution: Execution) -> bool:
    raised = execution.error is not None and execution.error.type == "MemoryError"
    return execution.status is Status.OUT_OF_MEMORY or raised


def _was_refused_processes(execution: Execution) -> bool:
    return execution.status is Status.RETURNED and isinstance(execution.result, int) and execution.result < 500


def _status(status: Status) -> Callable[[Execution], bool]:
    return lambda execution: execution.status is status


_TRIALS = (
    _Trial(subject="no network", function="reach_network", arguments={}, kept=_returned_nothing),
    _Trial(subject="read-only files", function="write_files", arguments={}, kept=_returned_nothing),
    _Trial(subject="runner withstands signals", function="signal_runner", arguments={}, kept=_returned_nothing),
    _Trial(subject="memory", function="fill_memory", arguments={"megabytes": 1024}, kept=_ran_out_of_memory),
    _Trial(subject="processes", function="start_processes", arguments={"most": 500}, kept=_was_refused_processes),
    _Trial(subject="wall time", function="sleep_long", arguments={}, kept=_status(Status.TIMED_OUT)),
    _Trial(subject="processor time", function="spin", arguments={}, kept=_status(Status.TIMED_OUT)),
    _Trial(subject="output", function="write_endlessly", arguments={}, kept=_status(Status.OUTPUT_LIMIT)),
)
