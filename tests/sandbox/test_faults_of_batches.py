"""What goes wrong with a batch is found out by running its examples one by one; boxes are given up in good order."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from service.catalog.load import load_catalog
from service.catalog.model import Catalog
from service.sandbox.engine import Engine
from service.sandbox.model import Isolation, Outcome
from service.sandbox.opening import open_pool
from service.sandbox.pool import EXAMPLES_PER_BOX, Pool
from tests.sandbox import breaking_runner, processes
from tests.sandbox.driving import Calls, plan
from tests.sandbox.own_images import OwnImage, own_image
from verifiers.model import Json, Limits, Status

DRIVERS = ("docker", "bubblewrap")
QUICK = Limits(wall_seconds=1, cpu_seconds=1)


@pytest.fixture(scope="module")
def functions() -> Catalog:
    return load_catalog([str(Path(__file__).parent / "pure_functions")])


@pytest.fixture(params=DRIVERS)
def driver(runner_image: str, request: pytest.FixtureRequest) -> str:
    return str(request.param)


def open_auto(functions: Catalog, driver: str = "docker", boxes: int = 1, *, recycle: bool = True) -> Pool:
    return open_pool(
        sandbox=driver,
        catalog=functions,
        isolation=Isolation.AUTO,
        boxes=boxes,
        say=lambda _: None,
        recycle=recycle,
    )


def submit(pool: Pool, functions: Catalog, calls: Calls, limits: Limits | None = None) -> Future[Outcome]:
    return pool.submit(plan(calls, functions=functions, limits=limits or Limits()))


def sums(pool: Pool, functions: Catalog, count: int, limits: Limits | None = None) -> list[Future[Outcome]]:
    return [submit(pool, functions, [("add_up", {"first": n, "second": 1})], limits) for n in range(count)]


def results(futures: list[Future[Outcome]]) -> list[Json]:
    outcomes = [future.result(timeout=120) for future in futures]
    assert [each.findings for each in outcomes] == [()] * len(outcomes)
    return [each.executions[0].result for each in outcomes]


@pytest.fixture(scope="module")
def breaking(engine: Engine, runner_image: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnImage]:
    program = Path(breaking_runner.__file__).read_text(encoding="utf-8")
    with own_image(engine, tmp_path_factory.mktemp("breaking") / "functions", program) as made:
        yield made


@pytest.mark.parametrize(
    "fault",
    [
        *("nothing and ends", "half a frame and ends", "good and ends", "over the limit", "another key"),
        *("header is no JSON", "an anomaly", "an anomaly of another kind", "no body", "not JSON", "not UTF-8", "deep"),
        *("too few", "too many", "a number", "an object", "a number for an example", "too few calls"),
        *("too many calls", "no objects", "no status", "status is a list", "timed out", "sandbox failed"),
        *("not a number", "infinite", "endless time", "huge time", "output is a number"),
    ],
)
def test_a_batch_that_does_not_count_is_run_one_by_one(breaking: OwnImage, fault: str) -> None:
    values: list[Json] = [{"break": f"batch: {fault}"} if n == 20 else n for n in range(400)]
    with open_auto(breaking.functions) as pool:
        futures = [submit(pool, breaking.functions, [("echo", {"value": each})]) for each in values]
        assert results(futures) == values
        shared = [future.result(timeout=0).conditions.isolation == Isolation.BATCH for future in futures]
    assert any(shared)
    assert fault == "good and ends" or not shared[20]


@pytest.mark.parametrize(
    ("call", "limits", "status"),
    [
        (("count_to", {"number": 10**12}), QUICK, Status.TIMED_OUT),
        (("fill", {"times": 10**10}), QUICK, Status.OUT_OF_MEMORY),
        (("nest", {"depth": 10**6}), QUICK, Status.RAISED),
        (("collect", {"values": [1, 2]}), QUICK, Status.RESULT_INVALID),
        (("divide", {"first": 1, "second": 0}), QUICK, Status.RAISED),
        (("add_up", {"first": 1, "unknown": 0}), QUICK, Status.RAISED),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_an_example_that_ends_badly_in_a_batch_is_found_and_its_neighbours_are_right(
    driver: str, functions: Catalog, call: tuple[str, dict[str, Json]], limits: Limits, status: Status
) -> None:
    with open_auto(functions, driver) as pool:
        before = sums(pool, functions, 30, limits)
        poison = submit(pool, functions, [call], limits)
        after = sums(pool, functions, 30, limits)
        assert results(before) == results(after) == list(range(1, 31))
        outcome = poison.result(timeout=120)
    assert outcome.findings == ()
    assert outcome.executions[0].status is status


def test_a_box_killed_in_the_middle_of_a_batch_costs_no_verdict(driver: str, functions: Catalog) -> None:
    patient = Limits(wall_seconds=20, cpu_seconds=20)
    with open_auto(functions, driver) as pool:
        assert results(sums(pool, functions, 30, patient)) == list(range(1, 31))
        before = pool.boxes.ready
        long = [submit(pool, functions, [("count_to", {"number": 2_000_000 + n})], patient) for n in range(20)]
        behind = sums(pool, functions, 30, patient)
        kill_box(pool)
        assert results(long) == [2_000_000 + n for n in range(20)]
        assert results(behind) == list(range(1, 31))
        assert pool.boxes.ready != before


def test_a_box_is_recycled_after_many_examples_and_no_example_is_lost(functions: Catalog, runner_image: str) -> None:
    names: set[str] = set()
    with open_auto(functions, recycle=False) as pool:
        waiting: list[Future[Outcome]] = []
        for number in range(EXAMPLES_PER_BOX + 2000):
            waiting.append(submit(pool, functions, [("add_up", {"first": number, "second": 0})]))
            if len(waiting) == 2 * pool.capacity:
                assert results(waiting) == list(range(number - len(waiting) + 1, number + 1))
                names |= pool.boxes.ready
                waiting.clear()
        assert len(results(waiting)) == len(waiting)
    assert len(names) >= 2


@pytest.mark.parametrize("recycle", [True, False])
def test_a_box_is_recycled_after_an_anomaly(driver: str, functions: Catalog, *, recycle: bool) -> None:
    with open_auto(functions, driver, recycle=recycle) as pool:
        assert results(sums(pool, functions, 30)) == list(range(1, 31))
        before = pool.boxes.ready
        odd = submit(pool, functions, [("collect", {"values": [1]})])
        assert results(sums(pool, functions, 300)) == list(range(1, 301))
        assert odd.result(timeout=60).executions[0].status is Status.RESULT_INVALID
        assert (pool.boxes.ready == before) is not recycle


def kill_box(pool: Pool) -> None:
    """Kill the runner of the pool's only box."""
    processes.end([processes.of_the_box(pool).runner])
