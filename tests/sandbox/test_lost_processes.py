"""Processes of a box that are killed or stopped from outside, as a host short of memory does, cost no verdict."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator

import pytest

from service.catalog.model import Catalog
from service.sandbox.model import Isolation
from service.sandbox.pool import Pool
from tests.sandbox import driving, processes, witness
from tests.sandbox.driving import plan, run
from tests.sandbox.processes import Processes
from tests.sandbox.worlds import WORLDS, World, open_world
from verifiers.model import Limits, Status

HERE = [each for each in WORLDS if each.isolation is Isolation.EXAMPLE and each.runtime != "runsc"]
"""A gVisor box has no processes on the host."""
KILLED: dict[str, Callable[[Processes], tuple[int, ...]]] = {
    "seed": lambda box: (box.seed,),
    "stems and the worker ahead": lambda box: box.others,
    "the worker ahead": lambda box: box.others[-1:],
    "all but the runner": lambda box: (box.seed, *box.others),
}


@pytest.fixture(scope="module")
def functions() -> Catalog:
    return driving.catalog()


@pytest.fixture(params=HERE, ids=[each.id for each in HERE])
def pool(functions: Catalog, runner_image: str, request: pytest.FixtureRequest) -> Iterator[Pool]:
    world: World = request.param
    with open_world(world, functions) as opened:
        yield opened


@pytest.mark.parametrize("lost", KILLED)
def test_processes_killed_in_a_box_cost_no_verdict(pool: Pool, functions: Catalog, lost: str) -> None:
    alone = witness.told(run(pool, witness.plan(functions)))
    box = processes.of_the_box(pool)
    processes.end(KILLED[lost](box))
    futures = [pool.submit(witness.plan(functions)) for _ in range(20)]
    assert [witness.told(future.result(timeout=120)) for future in futures] == [alone] * 20


def test_a_box_without_its_seed_is_replaced_once_it_needs_one(pool: Pool, functions: Catalog) -> None:
    alone = witness.told(run(pool, witness.plan(functions)))
    before = pool.boxes.ready
    box = processes.of_the_box(pool)
    processes.end((box.seed, *box.others))
    assert witness.told(run(pool, witness.plan(functions))) == alone
    assert pool.boxes.ready != before


def test_processes_killed_while_a_call_runs_cost_no_verdict(pool: Pool, functions: Catalog) -> None:
    run(pool, plan([("add", {"a": 1, "b": 1})], functions=functions))
    box = processes.of_the_box(pool)
    sleeping = pool.submit(plan([("sleep_on", {})], functions=functions, limits=Limits(wall_seconds=1)))
    behind = [pool.submit(plan([("add", {"a": n, "b": 1})], functions=functions)) for n in range(20)]
    processes.end((box.seed, *box.others[:-1]))
    assert [future.result(timeout=120).executions[0].result for future in behind] == [n + 1 for n in range(20)]
    outcome = sleeping.result(timeout=120)
    assert outcome.findings == ()
    assert outcome.executions[0].status is Status.TIMED_OUT


def test_a_stopped_stem_is_replaced(pool: Pool, functions: Catalog) -> None:
    alone = witness.told(run(pool, witness.plan(functions)))
    box = processes.of_the_box(pool)
    for pid in box.others[:-1]:
        os.kill(pid, signal.SIGSTOP)
    futures = [pool.submit(witness.plan(functions)) for _ in range(5)]
    assert [witness.told(future.result(timeout=120)) for future in futures] == [alone] * 5
