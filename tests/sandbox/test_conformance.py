"""What every sandbox must withstand: each attack ends in its status, in bounded time, and the next example is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from service.catalog.model import Catalog
from service.sandbox.model import Isolation
from service.sandbox.pool import Pool
from tests.sandbox import driving, witness
from tests.sandbox.attack import Attack
from tests.sandbox.driving import plan, run
from tests.sandbox.expected import ATTACKS
from tests.sandbox.threats import THREATS, Heading
from tests.sandbox.worlds import WORLDS, World, attacks_in, boxes_of, open_world
from verifiers.model import Execution, Json, Status

CASES = [(world, attack) for world in WORLDS for attack in attacks_in(world)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWorld:
    """A world with a box, and what the good example gave in it when it was fresh."""

    world: World
    pool: Pool
    alone: list[Json]


@pytest.fixture(scope="module")
def functions() -> Catalog:
    return driving.catalog_with_attacks()


@pytest.fixture(scope="module")
def world(functions: Catalog, runner_image: str, request: pytest.FixtureRequest) -> Iterator[OpenWorld]:
    with open_world(request.param, functions) as pool:
        alone = witness.told(run(pool, witness.plan(functions)))
        yield OpenWorld(world=request.param, pool=pool, alone=alone)


@pytest.mark.parametrize(
    ("world", "attack"), CASES, indirect=["world"], ids=[f"{world.id}-{attack.id}" for world, attack in CASES]
)
def test_an_attack_ends_in_its_status_in_bounded_time_and_leaves_the_box_whole(
    world: OpenWorld, functions: Catalog, attack: Attack
) -> None:
    boxes = boxes_of(world.pool)
    calls = [(attack.function, attack.arguments)]
    outcome = world.pool.submit(plan(calls, functions=functions, limits=attack.limits)).result(timeout=60)
    after = world.pool.submit(witness.plan(functions)).result(timeout=60)

    assert outcome.findings == ()
    hold(attack, outcome.executions[0])
    assert witness.told(after) == world.alone
    if world.world.isolation is not Isolation.BOX and not attack.box_lost:
        assert boxes_of(world.pool) == boxes


def hold(attack: Attack, execution: Execution) -> None:
    """The call did what the table says."""
    error = execution.error
    assert execution.status in attack.statuses, (execution.status, execution.result, error)
    if attack.results is not None and execution.status is Status.RETURNED:
        assert execution.result in attack.results
    if attack.error is not None and execution.status is not Status.TIMED_OUT:
        assert error is not None
        assert error.type == attack.error
    if error is not None:
        assert len(error.message) <= 2000
        assert not any(line.startswith("/") for line in error.trace)
    if attack.output_characters is not None:
        assert (len(execution.stdout), len(execution.stderr)) == attack.output_characters
    assert (error is not None and error.importing) is attack.importing


def test_every_threat_has_an_attack() -> None:
    assert {heading: {attack.threat for attack in attacks} for heading, attacks in ATTACKS.items()} == THREATS


def test_every_hostile_function_has_its_expectation(functions: Catalog) -> None:
    """What two examples are needed for is in test_order.py, and named there."""
    hostile = {name for name, function in functions.functions.items() if function.function_set != "functions"}
    expected = {attack.function for attacks in ATTACKS.values() for attack in attacks}
    assert hostile - expected == {"observe_state", "answer_for_the_next"}
    assert expected <= set(functions.functions)


def test_whoever_allows_several_endings_says_why() -> None:
    unexplained = [
        attack.id for attacks in ATTACKS.values() for attack in attacks if len(attack.statuses) > 1 and not attack.why
    ]
    assert unexplained == []


def test_every_heading_has_its_attacks() -> None:
    assert set(ATTACKS) == set(Heading) == set(THREATS)
