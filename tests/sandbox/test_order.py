"""Nothing that an example does reaches another one, in whatever order they come; broken modules stay by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.catalog.model import Catalog
from service.sandbox.model import Isolation, Plan
from service.sandbox.pool import Pool
from tests.sandbox import driving, witness
from tests.sandbox.driving import Calls, plan, run
from tests.sandbox.worlds import WORLDS, World, open_world
from verifiers.model import Json, Status

EXAMPLES: dict[str, Calls] = {
    "add": [("add", {"a": 2, "b": 3})],
    "observe": [("observe_state", {})],
    "all state": [("leave_all_state", {})],
    "modules": [("leave_state", {"kind": "modules"})],
    "builtins": [("leave_state", {"kind": "builtins"})],
    "folder": [("leave_state", {"kind": "folder"})],
    "umask": [("leave_state", {"kind": "umask"})],
    "limits": [("leave_state", {"kind": "limits"})],
    "priority": [("own_priority", {})],
    "locale": [("leave_state", {"kind": "locale"})],
    "signals": [("leave_state", {"kind": "signals"})],
    "global": [("remember", {"value": 1})],
    "toolkit": [("increase", {"by": 2}), ("increase", {})],
    "random": [("draw", {}), ("entropy", {}), ("unseeded", {})],
    "clock": [("clock", {})],
    "output": [("print_exactly", {"size": 150_000}), ("print_errors_exactly", {"size": 70_000})],
    "poisoned builtins": [("replace_builtins", {})],
    "poisoned modules": [("empty_modules", {})],
    "daemon": [("daemon", {})],
    "threads": [("threads_left", {})],
    "children": [("spin_in_children", {})],
    "exit": [("exit_at_once", {"code": 3})],
    "error": [("raise_odd", {"kind": "unreadable"})],
    "closed output": [("close_output", {})],
    "narrow pipes": [("narrow_pipes", {})],
    "abstract socket": [("listen_on_abstract_socket", {})],
    "reach socket": [("reach_abstract_socket", {})],
    "import poison": [("imported_builtins", {})],
    "import output": [("imported_print", {})],
    "import error": [("imported_raise", {}), ("add", {"a": 1, "b": 1})],
    "import daemon": [("imported_daemon", {})],
    "large": [("large_result", {"size": 900_000})],
    "denied": [("temporary", {})],
    "crash": [("segfault", {})],
}
SHARED = [world for world in WORLDS if world.isolation is not Isolation.BOX]


@pytest.fixture(scope="module")
def functions() -> Catalog:
    return driving.catalog()


@pytest.fixture(scope="module", params=SHARED, ids=[world.id for world in SHARED])
def world(request: pytest.FixtureRequest) -> World:
    shared: World = request.param
    return shared


@pytest.fixture(scope="module")
def pool(functions: Catalog, runner_image: str, world: World) -> Iterator[Pool]:
    with open_world(world, functions) as opened:
        yield opened


def example(name: str, functions: Catalog) -> Plan:
    state = {"Counter": {"count": 10}} if name == "toolkit" else {}
    return plan(EXAMPLES[name], functions=functions, limits=driving.PATIENT, state=state)


@pytest.fixture(scope="module")
def alone(functions: Catalog, runner_image: str, world: World) -> Mapping[str, list[Json]]:
    """What each example gives where it has a box of the same kind for itself."""
    by_itself = replace(world, isolation=Isolation.BOX)
    with open_world(by_itself, functions, boxes=2) as pool:
        futures = {name: pool.submit(example(name, functions)) for name in EXAMPLES}
        return {name: witness.told(future.result(timeout=120)) for name, future in futures.items()}


# Hypothesis shows the fixtures of a case that fails; that they are long must not hide the failure.
@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from(sorted(EXAMPLES)), min_size=2, max_size=12))
def test_the_order_of_examples_does_not_matter(
    pool: Pool, functions: Catalog, alone: Mapping[str, list[Json]], names: list[str]
) -> None:
    futures = [pool.submit(example(name, functions)) for name in names]
    for name, future in zip(names, futures, strict=True):
        assert witness.told(future.result(timeout=120)) == alone[name], name


@pytest.mark.parametrize(
    ("harmless", "polluting"),
    [
        ("use_null_device", "leave_all_state"),
        ("use_null_device", "replace_builtins"),
        ("use_null_device", "empty_modules"),
        ("imported_print", "imported_builtins"),
    ],
)
def test_calls_at_the_level_call_share_nothing(
    functions: Catalog, runner_image: str, harmless: str, polluting: str
) -> None:
    world = next(each for each in WORLDS if each.isolation is Isolation.CALL)
    plans = [
        plan([(first, {}), ("observe_state", {})], functions=functions, limits=driving.PATIENT)
        for first in (harmless, polluting)
    ]
    with open_world(world, functions) as pool:
        clean, after = (witness.told(run(pool, each)) for each in plans)
    assert after[1] == clean[1]


@pytest.mark.parametrize("hostile", ["answer_for_the_next", "answer_late_for_the_next"])
def test_no_call_answers_for_the_next(pool: Pool, functions: Catalog, hostile: str) -> None:
    """It may forge its own result, and spoil the next call, which shares its process; it is never heard for that."""
    calls: Calls = [(hostile, {}), ("echo", {"value": 5}), ("echo", {"value": 6})]
    outcome = run(pool, plan(calls, functions=functions))
    assert outcome.findings == ()
    for execution, own in zip(outcome.executions[1:], (5, 6), strict=True):
        if execution.status is Status.RETURNED:
            assert execution.result == own
        else:
            assert execution.status in {Status.RESULT_INVALID, Status.NOT_RUN}
            assert execution.result is None


def test_a_copy_that_returns_as_well_is_not_heard(pool: Pool, functions: Catalog) -> None:
    calls: Calls = [("return_twice", {}), ("increase", {}), ("return_twice", {}), ("increase", {})]
    outcome = run(pool, plan(calls, functions=functions))
    assert [each.result for each in outcome.executions] == ["true", {"count": 1}, "true", {"count": 2}]


@pytest.mark.parametrize("broken", ["imported_raise", "imported_recursion", "imported_connect", "broken_import"])
def test_a_broken_module_does_not_hurt_functions_of_other_sets(pool: Pool, functions: Catalog, broken: str) -> None:
    calls: Calls = [("add", {"a": 1, "b": 1}), (broken, {}), ("add", {"a": 2, "b": 2}), ("large_result", {"size": 3})]
    executions = run(pool, plan(calls, functions=functions, limits=driving.PATIENT)).executions
    assert [each.result for each in executions] == [2, None, 4, "xxx"]
    assert executions[1].error is not None
    assert executions[1].error.importing


def test_the_calls_after_a_dead_one_are_not_run(pool: Pool, functions: Catalog) -> None:
    calls: Calls = [("add", {"a": 1, "b": 1}), ("exit_at_once", {"code": 0}), ("add", {"a": 2, "b": 2})]
    outcome = run(pool, plan(calls, functions=functions))
    assert [each.status for each in outcome.executions] == [Status.RETURNED, Status.EXITED, Status.NOT_RUN]


def test_the_calls_after_a_raised_one_run(pool: Pool, functions: Catalog) -> None:
    calls: Calls = [("raise_error", {"kind": "value"}), ("add", {"a": 2, "b": 2})]
    outcome = run(pool, plan(calls, functions=functions))
    assert [each.status for each in outcome.executions] == [Status.RAISED, Status.RETURNED]
