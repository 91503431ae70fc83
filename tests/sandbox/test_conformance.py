"""What every sandbox must withstand: each attack ends in its status, in bounded time, and the next example is right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

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


class OneWorld:
    """Keeps one world open at a time, with a box that is known to be good. A context manager."""

    def __init__(self, functions: Catalog) -> None:
        self.functions = functions
        self._world: World | None = None
        self._pool: Pool | None = None
        self.alone: list[Json] = []
        """What the good example gave in the fresh box."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def enter(self, world: World) -> Pool:
        """The pool of ``world``; opened anew where another one was open, or none."""
        if self._pool is None or self._world != world:
            self.close()
            self._pool = open_world(world, self.functions).__enter__()
            self._world = world
            self.alone = witness.told(run(self._pool, witness.plan(self.functions)))
        return self._pool

    def close(self) -> None:
        if self._pool is not None:
            self._pool.__exit__(None, None, None)
        self._pool = None


@pytest.fixture(scope="module")
def functions() -> Catalog:
    return driving.catalog()


@pytest.fixture(scope="module")
def worlds(functions: Catalog, runner_image: str) -> Iterator[OneWorld]:
    with OneWorld(functions) as opened:
        yield opened


@pytest.mark.parametrize(("world", "attack"), CASES, ids=[f"{world.id}-{attack.id}" for world, attack in CASES])
def test_an_attack_ends_in_its_status_in_bounded_time_and_leaves_the_box_whole(
    worlds: OneWorld, functions: Catalog, world: World, attack: Attack
) -> None:
    pool = worlds.enter(world)
    boxes = boxes_of(pool)
    calls = [(attack.function, attack.arguments)]
    outcome = pool.submit(plan(calls, functions=functions, limits=attack.limits)).result(timeout=60)
    after = witness.told(pool.submit(witness.plan(functions)).result(timeout=60))
    same_boxes = boxes_of(pool) == boxes or world.isolation is Isolation.BOX
    expected = worlds.alone
    if after != expected:
        worlds.close()  # it is this attack's doing, and must not look like the next one's

    found = [each.code for each in outcome.findings]
    if outcome.executions[0].status is Status.SANDBOX_FAILED:
        assert found in allowed_failures(attack)
    else:
        assert found == []
        hold(attack, outcome.executions[0])
    assert after == expected
    assert same_boxes or attack.box_lost


def allowed_failures(attack: Attack) -> list[list[str]]:
    """What may be said in place of an ending: that chance decided, or that the box was lost."""
    lost = Status.SANDBOX_FAILED in attack.statuses
    chance = not attack.repeats or lost
    return [["infrastructure.not_repeatable"]] * chance + [["infrastructure.sandbox_failed"]] * lost


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
    if attack.importing is not None:
        assert (error is not None and error.importing) is attack.importing


def test_every_threat_has_an_attack() -> None:
    assert {heading: {attack.threat for attack in attacks} for heading, attacks in ATTACKS.items()} == THREATS


def test_every_hostile_function_has_its_expectation(functions: Catalog) -> None:
    """Beside those that tests of order use, and those that name others."""
    hostile = {name for name, function in functions.functions.items() if function.function_set != "functions"}
    expected = {attack.function for attacks in ATTACKS.values() for attack in attacks}
    assert hostile - expected == {
        *("observe_state", "attack", "look"),
        *("answer_for_the_next", "answer_late_for_the_next"),
    }
    assert expected <= set(functions.functions)


def test_whoever_allows_several_endings_says_why() -> None:
    unexplained = [
        attack.id for attacks in ATTACKS.values() for attack in attacks if len(attack.statuses) > 1 and not attack.why
    ]
    assert unexplained == []


def test_every_heading_has_its_attacks() -> None:
    assert set(ATTACKS) == set(Heading) == set(THREATS)
