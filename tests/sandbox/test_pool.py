"""What calls do in real boxes: results, limits, attacks, and what happens to the next example."""

from collections.abc import Iterator

import pytest

from service.catalog.model import Catalog
from service.sandbox.model import Isolation, Sandbox
from service.sandbox.opening import open_pool as open_any_pool
from service.sandbox.pool import Pool
from tests.sandbox import driving
from tests.sandbox.driving import Calls, plan, run, run_one
from verifiers.canonical import sha256
from verifiers.model import Json, Limits, Status

LEVELS = tuple(Isolation)


@pytest.fixture(scope="module")
def functions() -> Catalog:
    return driving.catalog()


def open_pool(functions: Catalog, isolation: Isolation = Isolation.EXAMPLE, boxes: int = 1) -> Pool:
    return open_any_pool(sandbox="docker", catalog=functions, isolation=isolation, boxes=boxes, say=lambda _: None)


@pytest.fixture(scope="module")
def pool(functions: Catalog, runner_image: str) -> Iterator[Sandbox]:
    with open_pool(functions) as opened:
        yield opened


@pytest.fixture(scope="module", params=LEVELS)
def any_level(functions: Catalog, runner_image: str, request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with open_pool(functions, request.param) as opened:
        yield opened


def test_a_call_returns_its_value_and_digest(pool: Sandbox, functions: Catalog) -> None:
    execution = run_one(pool, functions, "add", a=1, b=2)
    assert (execution.status, execution.result) == (Status.RETURNED, 3)
    assert execution.result_sha256 == sha256(3)


def test_calls_share_the_toolkit_of_their_example(any_level: Sandbox, functions: Catalog) -> None:
    calls: Calls = [("increase", {}), ("increase", {"by": 5}), ("increase", {})]
    outcome = run(any_level, plan(calls, functions=functions, state={"Counter": {"count": 10}}))
    assert [each.result for each in outcome.executions] == [{"count": 11}, {"count": 16}, {"count": 17}]


def test_no_state_goes_from_one_example_to_the_next(any_level: Sandbox, functions: Catalog) -> None:
    for _ in range(3):
        assert run(any_level, plan([("remember", {"value": 1})], functions=functions)).executions[0].result == 1
        outcome = run(any_level, plan([("increase", {})], functions=functions))
        assert outcome.executions[0].result == {"count": 1}


def test_output_is_charged_to_the_call_that_wrote_it(any_level: Sandbox, functions: Catalog) -> None:
    calls: Calls = [
        ("print_exactly", {"size": 150_000}),
        ("add", {"a": 1, "b": 1}),
        ("print_exactly", {"size": 65_537}),
    ]
    outcome = run(any_level, plan(calls, functions=functions))
    assert [len(each.stdout) for each in outcome.executions] == [150_000, 0, 65537]


def test_clock_stands_at_the_now_of_the_example(pool: Sandbox, functions: Catalog) -> None:
    assert run_one(pool, functions, "clock").result == [
        "2025-03-01T09:00:00",
        "2025-03-01",
        1740816000,
        "09:00 +0100",
        "datetime.date(2025, 3, 1)",
    ]


def test_clock_of_one_example_does_not_reach_the_next(pool: Sandbox, functions: Catalog) -> None:
    run(pool, plan([("clock", {})], functions=functions, now="2030-12-31T23:00:00-03:30"))
    after = run(pool, plan([("clock", {})], functions=functions, now="2025-06-01T00:00:00Z"))
    assert after.executions[0].result[:2] == ["2025-06-01T00:00:00", "2025-06-01"]


def test_randomness_repeats_with_the_seed_and_only_with_it(any_level: Sandbox, functions: Catalog) -> None:
    one, same, other = (
        run(any_level, plan([("entropy", {})], functions=functions, seed=seed)).executions[0].result
        for seed in (1, 1, 2)
    )
    assert one == same
    assert one[:3] != other[:3]


def test_each_call_draws_the_same_at_every_level(any_level: Sandbox, pool: Sandbox, functions: Catalog) -> None:
    wanted = plan([("draw", {}), ("draw", {}), ("entropy", {})], functions=functions)
    one, other = ([each.result for each in run(sandbox, wanted).executions] for sandbox in (any_level, pool))
    assert one == other
    assert one[0] != one[1]


def test_what_asks_for_no_seed_repeats_too(pool: Sandbox, functions: Catalog) -> None:
    one, other = (run_one(pool, functions, "unseeded").result for _ in range(2))
    assert one == other
    assert one[-1] == "<object object at 0x…>"


def test_subclasses_of_frozen_dates_are_classes_of_their_own(pool: Sandbox, functions: Catalog) -> None:
    assert run_one(pool, functions, "dates_of_a_subclass").result == [False, True, True, True, True]


def test_a_memory_limit_is_that_of_the_call_at_every_level(any_level: Sandbox, functions: Catalog) -> None:
    size = {"size_bytes": 200 * 1024 * 1024}
    outcome = run(any_level, plan([("allocate", size), ("allocate_little", size)], functions=functions))
    assert [each.status for each in outcome.executions] == [Status.RETURNED, Status.OUT_OF_MEMORY]


def test_what_is_printed_while_loading_is_charged_to_no_call(any_level: Sandbox, functions: Catalog) -> None:
    calls: Calls = [("noisy", {}), ("add", {"a": 1, "b": 1}), ("noisy", {})]
    outcome = run(any_level, plan(calls, functions=functions))
    assert [each.stdout for each in outcome.executions] == ["calling\n", "", "calling\n"]


def test_a_module_that_dies_is_charged_to_the_call_that_needs_it(any_level: Sandbox, functions: Catalog) -> None:
    outcome = run(any_level, plan([("add", {"a": 1, "b": 1}), ("exiting_import", {})], functions=functions))
    assert [each.status for each in outcome.executions] == [Status.RETURNED, Status.EXITED]


def test_modules_reach_their_neighbours_and_files(pool: Sandbox, functions: Catalog) -> None:
    assert run_one(pool, functions, "neighbour", name="box").result == "hello box"
    assert run_one(pool, functions, "bundled_file").result == {"greeting": "dzień dobry"}


@pytest.mark.parametrize(
    ("kind", "result"),
    [
        ("tuple", [1, [2, 3]]),
        ("ordered", {"a": 1, "b": 2}),
        ("enum", 3),
        ("liar", {"truth": True}),
        ("minus_zero", 0),
        ("big_integer", 2**64),
        ("text", "zażółć gęślą jaźń"),
    ],
)
def test_what_json_can_hold_is_returned(pool: Sandbox, functions: Catalog, kind: str, result: object) -> None:
    execution = run_one(pool, functions, "give", kind=kind)
    assert (execution.status, execution.result) == (Status.RETURNED, result)


def test_a_result_over_the_cap_leaves_its_digest(pool: Sandbox, functions: Catalog) -> None:
    execution = run_one(pool, functions, "give", kind="megabyte_plus")
    assert (execution.status, execution.result, execution.truncated) == (Status.RETURNED, None, True)
    assert execution.result_sha256 == sha256("x" * (1024 * 1024 + 1))


def test_an_error_message_shows_no_addresses_and_its_own_lines_only(pool: Sandbox, functions: Catalog) -> None:
    execution = run_one(pool, functions, "raise_error", kind="value")
    assert execution.error is not None
    assert execution.error.message == "bad <object object at 0x…>"
    assert [line.partition(":")[0] for line in execution.error.trace] == ["plain.py"]


def test_arguments_that_do_not_bind_are_told_from_type_errors_inside(pool: Sandbox, functions: Catalog) -> None:
    unbound = run_one(pool, functions, "add", a=1)
    inside = run_one(pool, functions, "add", a=1, b="x")
    assert unbound.error is not None
    assert inside.error is not None
    assert (unbound.error.binding, inside.error.binding) == (True, False)


@pytest.mark.parametrize("name", ["broken_import", "missing_attribute", "endless_import", "exiting_import"])
def test_code_that_cannot_be_loaded_is_the_implementations_fault(pool: Sandbox, functions: Catalog, name: str) -> None:
    execution = run_one(pool, functions, name)
    assert execution.error is not None
    assert execution.error.importing


def test_state_that_does_not_load_is_told_as_such(pool: Sandbox, functions: Catalog) -> None:
    outcome = run(pool, plan([("increase", {})], functions=functions, state={"Counter": {"wrong": 1}}))
    error = outcome.executions[0].error
    assert error is not None
    assert error.loading_state


def test_crashes_are_confirmed_before_anyone_is_blamed(pool: Sandbox, functions: Catalog) -> None:
    outcome = run(pool, plan([("segfault", {})], functions=functions))
    assert outcome.executions[0].status is Status.CRASHED
    assert outcome.costs[0].attempts == 2


def test_limits_of_a_call_hold_for_that_call(pool: Sandbox, functions: Catalog) -> None:
    tight = Limits(output_bytes=10, wall_seconds=2)
    outcome = run(pool, plan([("print_exactly", {"size": 65_535})], functions=functions, limits=tight))
    assert (outcome.executions[0].status, outcome.executions[0].stdout) == (Status.OUTPUT_LIMIT, "x" * 10)


def test_outcomes_belong_to_their_plans_when_many_run_at_once(functions: Catalog, runner_image: str) -> None:
    with open_pool(functions, boxes=2) as pool:
        futures = [pool.submit(plan([("add", {"a": n, "b": n})], functions=functions)) for n in range(500)]
        assert [future.result(timeout=120).executions[0].result for future in futures] == [2 * n for n in range(500)]


def test_two_pools_of_one_process_do_not_meet(functions: Catalog, runner_image: str) -> None:
    with open_pool(functions) as one, open_pool(functions) as other:
        futures = [each.submit(plan([("add", {"a": 1, "b": 1})], functions=functions)) for each in (one, other)]
        assert [future.result(timeout=60).executions[0].result for future in futures] == [2, 2]


def test_large_arguments_and_results_pass(pool: Sandbox, functions: Catalog) -> None:
    name = "x" * 900_000
    assert run_one(pool, functions, "neighbour", name=name).result == f"hello {name}"


@pytest.mark.parametrize(
    "value",
    [
        *(1e21, 1e-7, 0.1, 123456789012345680.0, 5e-324, 1.5, 1e20, 1e16, -2.5e-10, 0.000001, 333333333.33333329),
        *(True, None, 2**53, -(2**70), "żółw", '\u2028\\"', [], {}, {"b": 1, "a": [None, True], "\ue000": 1, "😀": 2}),
    ],
)
def test_box_and_host_give_a_value_the_same_digest(pool: Sandbox, functions: Catalog, value: Json) -> None:
    # Over the cap the box makes the digest, below it the host.
    capped = Limits(result_bytes=1)
    outcome = run(pool, plan([("echo", {"value": [value]})], functions=functions, limits=capped))
    assert outcome.executions[0].truncated
    assert outcome.executions[0].result_sha256 == sha256([value])
