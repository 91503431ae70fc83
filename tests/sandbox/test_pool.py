"""What calls do in real boxes: results, limits, attacks, and what happens to the next example."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.catalog.model import Catalog
from service.sandbox import owner
from service.sandbox.engine import Engine
from service.sandbox.model import Isolation, Sandbox
from service.sandbox.owner import BOX_LABEL
from service.sandbox.pool import Pool, open_docker_pool
from tests.sandbox import driving
from tests.sandbox.driving import Calls, plan, run, run_one
from verifiers.canonical import sha256
from verifiers.model import Blame, Json, Limits, Status

LEVELS = tuple(Isolation)


@pytest.fixture(scope="module")
def functions() -> Catalog:
    return driving.catalog()


def open_pool(functions: Catalog, isolation: Isolation = Isolation.EXAMPLE, boxes: int = 1) -> Pool:
    return open_docker_pool(catalog=functions, isolation=isolation, boxes=boxes, say=lambda _: None)


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
        ("attack", {"kind": "print_150000"}),
        ("add", {"a": 1, "b": 1}),
        ("attack", {"kind": "print_65537"}),
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


def test_a_stream_made_non_blocking_is_whole_for_the_next_example(any_level: Sandbox, functions: Catalog) -> None:
    run(any_level, plan([("attack", {"kind": "without_waiting"})], functions=functions))
    after = run(any_level, plan([("attack", {"kind": "print_150000"})], functions=functions)).executions[0]
    assert (after.status, len(after.stdout)) == (Status.RETURNED, 150_000)


def test_what_the_box_refuses_is_denied(pool: Sandbox, functions: Catalog) -> None:
    assert run_one(pool, functions, "temporary").status is Status.DENIED


def test_output_on_two_streams_past_the_limit_is_left_out(pool: Sandbox, functions: Catalog) -> None:
    execution = run_one(pool, functions, "attack", kind="print_on_both")
    assert (execution.status, execution.stdout, execution.stderr) == (Status.OUTPUT_LIMIT, "", "")


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


@pytest.mark.parametrize(
    "kind",
    [
        *("nan", "infinity", "huge_integer", "set", "bytes", "object"),
        *("integer_keys", "surrogate", "generator", "cycle", "deep"),
    ],
)
def test_what_json_cannot_hold_is_result_invalid(pool: Sandbox, functions: Catalog, kind: str) -> None:
    execution = run_one(pool, functions, "give", kind=kind)
    assert (execution.status, execution.result) == (Status.RESULT_INVALID, None)


def test_a_result_over_the_cap_leaves_its_digest(pool: Sandbox, functions: Catalog) -> None:
    execution = run_one(pool, functions, "give", kind="megabyte_plus")
    assert (execution.status, execution.result, execution.truncated) == (Status.RETURNED, None, True)
    assert execution.result_sha256 == sha256("x" * (1024 * 1024 + 1))


@pytest.mark.parametrize(
    ("kind", "status", "type_name"),
    [
        ("value", Status.RAISED, "ValueError"),
        ("base", Status.RAISED, "BaseException"),
        ("keyboard", Status.RAISED, "KeyboardInterrupt"),
        ("unprintable", Status.RAISED, "UnprintableError"),
        ("long", Status.RAISED, "ValueError"),
        ("exit", Status.EXITED, "SystemExit"),
    ],
)
def test_exceptions_are_told_by_type(
    pool: Sandbox, functions: Catalog, kind: str, status: Status, type_name: str
) -> None:
    execution = run_one(pool, functions, "raise_error", kind=kind)
    assert execution.error is not None
    assert (execution.status, execution.error.type) == (status, type_name)
    assert len(execution.error.message) <= 2000


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


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("spin", Status.TIMED_OUT),
        ("spin_in_c", Status.TIMED_OUT),
        ("sleep", Status.TIMED_OUT),
        ("fork_bomb", Status.TIMED_OUT),
        ("close_all", Status.TIMED_OUT),
        ("memory_bomb", Status.OUT_OF_MEMORY),
        ("memory_files", Status.DENIED),
        ("daemon", Status.RETURNED),
        ("print_for_ever", Status.OUTPUT_LIMIT),
        ("print_65535", Status.RETURNED),
        ("print_65536", Status.RETURNED),
        ("print_65537", Status.RETURNED),
        ("print_limit", Status.RETURNED),
        ("print_over_limit", Status.OUTPUT_LIMIT),
        ("frames", Status.RESULT_INVALID),
        ("take_back", Status.TIMED_OUT),
        ("forged_status", Status.RESULT_INVALID),
        ("forged_time", Status.RESULT_INVALID),
        ("print_on_both", Status.OUTPUT_LIMIT),
        ("exit_at_once", Status.EXITED),
        ("abort", Status.CRASHED),
        ("segfault", Status.CRASHED),
        ("kill_self", Status.CRASHED),
        ("kill_runner", Status.RETURNED),
        ("stop_runner", Status.RETURNED),
        ("interrupt_runner", Status.RETURNED),
        ("replace_builtins", Status.RETURNED),
    ],
)
def test_an_attack_ends_in_its_status_in_bounded_time_and_leaves_the_box_whole(
    pool: Sandbox, functions: Catalog, kind: str, status: Status
) -> None:
    start = time.monotonic()
    limits = driving.SHORT if status is Status.TIMED_OUT else driving.PATIENT
    execution = run_one(pool, functions, "attack", limits, kind=kind)
    assert execution.status is status
    assert time.monotonic() - start < 60


@pytest.mark.parametrize(
    ("at", "seen"),
    [
        ("user", [65534, 65534]),
        ("capabilities", "0000000000000000"),
        ("no_new_privileges", "1"),
        ("interfaces", "PermissionError"),
        ("network", "PermissionError"),
        ("runner_environment", "PermissionError"),
        ("runner_memory", "PermissionError"),
        ("write_root", "OSError"),
        ("write_functions", "OSError"),
        ("write_tmp", "OSError"),
        ("shared_memory", "FileNotFoundError"),
        ("mount", -1),
        ("system_v_memory", -1),
        ("engine_socket", False),
        ("processes", 5),  # the runner, its seed, two stems, the call
    ],
)
def test_a_call_sees_and_touches_nothing_outside(pool: Sandbox, functions: Catalog, at: str, seen: object) -> None:
    assert run_one(pool, functions, "look", at=at).result == seen


def test_a_call_holds_only_its_own_descriptors(pool: Sandbox, functions: Catalog) -> None:
    # 0, 1, 2, the pipes of requests and results, and the one that lists the folder.
    descriptors = run_one(pool, functions, "look", at="descriptors").result
    assert len(descriptors) == 6


def test_the_calls_after_a_dead_one_are_not_run(any_level: Sandbox, functions: Catalog) -> None:
    calls: Calls = [("add", {"a": 1, "b": 1}), ("attack", {"kind": "exit_at_once"}), ("add", {"a": 2, "b": 2})]
    outcome = run(any_level, plan(calls, functions=functions))
    assert [each.status for each in outcome.executions] == [Status.RETURNED, Status.EXITED, Status.NOT_RUN]


def test_the_calls_after_a_raised_one_run(any_level: Sandbox, functions: Catalog) -> None:
    calls: Calls = [("raise_error", {"kind": "value"}), ("add", {"a": 2, "b": 2})]
    outcome = run(any_level, plan(calls, functions=functions))
    assert [each.status for each in outcome.executions] == [Status.RAISED, Status.RETURNED]


def test_crashes_are_confirmed_before_anyone_is_blamed(pool: Sandbox, functions: Catalog) -> None:
    outcome = run(pool, plan([("attack", {"kind": "segfault"})], functions=functions))
    assert outcome.executions[0].status is Status.CRASHED
    assert outcome.costs[0].attempts == 2


def test_limits_of_a_call_hold_for_that_call(pool: Sandbox, functions: Catalog) -> None:
    tight = Limits(output_bytes=10, wall_seconds=2)
    outcome = run(pool, plan([("attack", {"kind": "print_65535"})], functions=functions, limits=tight))
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


def test_a_box_killed_mid_call_costs_no_verdict(functions: Catalog, runner_image: str, engine: Engine) -> None:
    with open_pool(functions) as pool:
        run(pool, plan([("add", {"a": 1, "b": 1})], functions=functions))
        sleeping = pool.submit(
            plan([("attack", {"kind": "sleep"})], functions=functions, limits=Limits(wall_seconds=3))
        )
        behind = [pool.submit(plan([("add", {"a": n, "b": 1})], functions=functions)) for n in range(20)]
        for name in pool.boxes.ready:
            engine.remove_box(name)
        assert [future.result(timeout=120).executions[0].result for future in behind] == [n + 1 for n in range(20)]
        assert sleeping.result(timeout=120).executions[0].status is Status.TIMED_OUT


def test_an_example_that_loses_two_boxes_is_our_failure(functions: Catalog, runner_image: str, engine: Engine) -> None:
    with open_pool(functions) as pool:
        run(pool, plan([("add", {"a": 1, "b": 1})], functions=functions))
        sleeping = pool.submit(
            plan([("attack", {"kind": "sleep"})], functions=functions, limits=Limits(wall_seconds=9))
        )
        killed: set[str] = set()
        deadline = time.monotonic() + 60
        while not sleeping.done() and time.monotonic() < deadline:
            for name in pool.boxes.ready - killed:
                engine.remove_box(name)
                killed.add(name)
        outcome = sleeping.result(timeout=1)
        assert len(killed) == 2
        assert outcome.executions[0].status is Status.SANDBOX_FAILED
        assert [each.blame for each in outcome.findings] == [Blame.INFRASTRUCTURE]


def own_boxes(engine: Engine, process: str) -> set[str]:
    return {box_id for box_id, labels in engine.boxes(BOX_LABEL) if labels["io.callproof.process"] == process}


def test_no_box_is_left_behind(functions: Catalog, runner_image: str, engine: Engine) -> None:
    process = owner.labels()["io.callproof.process"]
    before = own_boxes(engine, process)
    with open_pool(functions, boxes=2) as pool:
        run(pool, plan([("add", {"a": 1, "b": 1})], functions=functions))
    assert own_boxes(engine, process) <= before


def test_boxes_of_a_killed_process_are_swept_at_the_next_start(
    functions: Catalog, runner_image: str, engine: Engine
) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.sandbox.victim"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as victim:
        assert victim.stdout is not None
        process = victim.stdout.readline().strip()
        assert own_boxes(engine, process)
        victim.kill()
    with open_pool(functions):
        assert own_boxes(engine, process) == set()


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
