"""The worlds that the conformance suite runs in: driver, runtime and isolation level. One line for each.

Where one world has to answer otherwise than the table of attacks says, ``DIFFERENCES`` says so, with the reason. A
world never leaves an attack out, except for the level ``box``: see ``attacks_in``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from service.catalog.model import Catalog
from service.sandbox.gvisor import RUNTIME
from service.sandbox.model import Isolation
from service.sandbox.opening import DEFAULT_RUNTIME, open_pool
from service.sandbox.pool import Pool
from tests.sandbox.attack import Attack
from tests.sandbox.expected import ATTACKS
from tests.sandbox.threats import Heading
from verifiers.model import Json, Status

EVERY_NTH_AT_OTHER_LEVELS = 4
EVERY_NTH_AT_BOX_LEVEL = 8
ABOUT: Mapping[Isolation, frozenset[Heading]] = {
    Isolation.CALL: frozenset({Heading.STATE, Heading.RESULT_CHANNEL}),
    Isolation.AUTO: frozenset({Heading.STATE, Heading.VALUES, Heading.IMPORT_TIME}),
}
"""What the levels other than ``example`` are about: workers that follow each other, examples that share one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One way to run calls. ``runtime`` is Docker's; bubblewrap has none."""

    driver: str = "docker"
    runtime: str | None = "runc"
    isolation: Isolation = Isolation.EXAMPLE

    @property
    def id(self) -> str:
        """Its name in the names of tests."""
        return "-".join(filter(None, (self.driver, self.runtime, self.isolation)))


WORLDS = (
    World(isolation=Isolation.EXAMPLE),
    World(isolation=Isolation.CALL),
    World(isolation=Isolation.AUTO),
    World(isolation=Isolation.BOX),
    World(runtime=RUNTIME, isolation=Isolation.EXAMPLE),
    World(runtime=RUNTIME, isolation=Isolation.CALL),
    World(driver="bubblewrap", runtime=None, isolation=Isolation.EXAMPLE),
    World(driver="bubblewrap", runtime=None, isolation=Isolation.CALL),
    World(driver="bubblewrap", runtime=None, isolation=Isolation.AUTO),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """``function`` (with these ``arguments``, where there are some) ends otherwise in the worlds of ``where``."""

    function: str
    where: Callable[[World], bool]
    reason: str
    arguments: Mapping[str, Json] = field(default_factory=dict)
    statuses: frozenset[Status] | None = None
    results: tuple[Json, ...] | None = None


DIFFERENCES: tuple[Difference, ...] = ()


def open_world(world: World, functions: Catalog, boxes: int = 1) -> Pool:
    """A pool of that world. It keeps a box whatever happened in it, so that the next example meets the same one."""
    return open_pool(
        sandbox=world.driver,
        catalog=functions,
        isolation=world.isolation,
        boxes=boxes,
        runtime=world.runtime if world.runtime != DEFAULT_RUNTIME else None,
        say=lambda _: None,
        recycle=False,
    )


def boxes_of(sandbox: Pool) -> frozenset[str]:
    """The names of the boxes that are up."""
    return sandbox.boxes.ready


def attacks_in(world: World) -> list[Attack]:
    """The attacks that are tried in ``world``.

    All at the level ``example``. The other levels of a driver stand on the same processes, pipes and limits: they get
    every attack of the headings that they are ``ABOUT``, and every fourth of the others. At the level ``box``, every
    eighth: a box serves one example there, so that nothing can reach the next; what is left to test is that boxes are
    started and removed whatever happened in them, and each costs half a second.
    """
    nth = {Isolation.EXAMPLE: 1, Isolation.BOX: EVERY_NTH_AT_BOX_LEVEL}.get(world.isolation, EVERY_NTH_AT_OTHER_LEVELS)
    about = ABOUT.get(world.isolation, frozenset())
    rows = [(heading, attack) for heading, attacks in ATTACKS.items() for attack in attacks]
    chosen = [attack for place, (heading, attack) in enumerate(rows) if heading in about or place % nth == 0]
    return [_as_in(world, attack) for attack in chosen]


def _as_in(world: World, attack: Attack) -> Attack:
    for difference in DIFFERENCES:
        matches = difference.function == attack.function and difference.where(world)
        if matches and (not difference.arguments or difference.arguments == attack.arguments):
            return replace(
                attack,
                statuses=attack.statuses if difference.statuses is None else difference.statuses,
                results=attack.results if difference.results is None else difference.results,
                why=difference.reason,
            )
    return attack
