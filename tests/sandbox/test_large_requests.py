"""Requests and results that are larger than pipes, and examples of many calls, at every isolation of every driver."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.catalog.model import Catalog
from service.sandbox.model import Isolation
from service.sandbox.opening import open_pool
from service.sandbox.pool import Pool
from tests.sandbox import driving
from tests.sandbox.driving import PATIENT, Calls, plan, run
from verifiers.model import Limits, Status

LEVELS = (Isolation.EXAMPLE, Isolation.CALL, Isolation.BOX)
PLACES = [(driver, level) for driver in ("docker", "bubblewrap") for level in LEVELS]
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def functions() -> Catalog:
    return driving.catalog()


@pytest.fixture(scope="module", params=PLACES, ids=["-".join(each) for each in PLACES])
def pool(functions: Catalog, runner_image: str, request: pytest.FixtureRequest) -> Iterator[Pool]:
    driver, isolation = request.param
    with open_pool(sandbox=driver, catalog=functions, isolation=isolation, boxes=1, say=lambda _: None) as opened:
        yield opened


def test_arguments_of_a_megabyte_arrive_whole(pool: Pool, functions: Catalog) -> None:
    text = "zażółć" * (MEGABYTE // 6)
    calls: Calls = [("echo", {"value": text}), ("add", {"a": 1, "b": 1}), ("echo", {"value": text[:-1]})]
    limits = Limits(wall_seconds=30, cpu_seconds=15, result_bytes=8 * MEGABYTE)
    futures = [pool.submit(plan(calls, functions=functions, limits=limits)) for _ in range(3)]
    for future in futures:
        outcome = future.result(timeout=120)
        assert outcome.findings == ()
        assert [each.result for each in outcome.executions] == [text, 2, text[:-1]]


def test_forty_calls_each_get_their_own_result_and_output(pool: Pool, functions: Catalog) -> None:
    calls: Calls = [
        ("add", {"a": number, "b": 1}) if number % 2 else ("print_exactly", {"size": 2000 + number})
        for number in range(40)
    ]
    outcome = run(pool, plan(calls, functions=functions, limits=PATIENT))
    assert outcome.findings == ()
    for number, execution in enumerate(outcome.executions):
        assert execution.status is Status.RETURNED
        assert execution.result == (number + 1 if number % 2 else 2000 + number)
        assert len(execution.stdout) == (0 if number % 2 else 2000 + number)


def test_a_result_over_the_cap_is_cut_and_the_next_call_is_right(pool: Pool, functions: Catalog) -> None:
    calls: Calls = [("large_result", {"size": 4 * MEGABYTE}), ("add", {"a": 1, "b": 1})]
    cut, after = run(pool, plan(calls, functions=functions, limits=PATIENT)).executions
    assert (cut.status, cut.result, cut.truncated) == (Status.RETURNED, None, True)
    assert cut.result_sha256 is not None
    assert after.result == 2
