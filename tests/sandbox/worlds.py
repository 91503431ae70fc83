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
from tests.sandbox.attack import SMALL, Attack
from tests.sandbox.expected import ATTACKS
from tests.sandbox.expected.information import VARIABLES
from tests.sandbox.threats import Heading
from verifiers.model import Json, Limits, Status

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
    """``function`` (with these ``arguments``, where there are some) ends otherwise in the worlds of ``where``.

    ``box_lost``: there it costs the box twice, and the outcome says that we failed, whatever the example is.
    """

    function: str
    where: Callable[[World], bool]
    reason: str
    arguments: Mapping[str, Json] = field(default_factory=dict)
    statuses: frozenset[Status] | None = None
    results: tuple[Json, ...] | None = None
    limits: Limits | None = None
    box_lost: bool = False


def under_gvisor(world: World) -> bool:
    return world.runtime == RUNTIME


def under_bubblewrap(world: World) -> bool:
    return world.driver == "bubblewrap"


_ONE_GROUP = "the host counts the box with gVisor's kernel as one, and kills all of it; which call did it is not known"
DIFFERENCES = (
    Difference(
        function="environment",
        where=under_bubblewrap,
        reason="bwrap tells the folder, and a Python that is not the system's finds its libraries by a variable",
        results=(sorted({*VARIABLES, "PWD"}), sorted({*VARIABLES, "PWD", "LD_LIBRARY_PATH"})),
    ),
    *(
        Difference(
            function=function,
            where=under_gvisor,
            reason=_ONE_GROUP,
            statuses=frozenset({Status.SANDBOX_FAILED, Status.OUT_OF_MEMORY}),
            box_lost=True,
        )
        for function in ("raised_memory_limit", "memory_of_children")
    ),
    Difference(
        function="take_output_back",
        where=under_gvisor,
        reason="there is no /proc to open the pipe again by",
        statuses=frozenset({Status.RAISED}),
    ),
    Difference(
        function="write_own_memory", where=under_gvisor, reason="there is no /proc", results=("ENOENT", "EPERM")
    ),
    Difference(
        function="take_descriptor_of_the_runner",
        where=under_gvisor,
        reason="gVisor has no descriptors of processes",
        results=("ENOSYS", "EPERM"),
    ),
    Difference(
        function="overflow_unlimited_stack",
        where=under_gvisor,
        reason="each frame asks the kernel for memory, which is slow there, so that the time may end first",
        statuses=frozenset({Status.OUT_OF_MEMORY, Status.RAISED, Status.TIMED_OUT}),
        limits=Limits(wall_seconds=2, cpu_seconds=2, memory_bytes=SMALL.memory_bytes),
    ),
    Difference(
        function="i386_call",
        where=under_gvisor,
        reason="gVisor and its filters take it for the 64-bit call of that number, which writes to no descriptor",
        results=("EBADF", "EFAULT", "EINVAL"),
    ),
)
"""That gVisor has no Landlock shows nowhere: the worker's filter and the read-only root refuse the same."""


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
                limits=difference.limits or attack.limits,
                box_lost=attack.box_lost or difference.box_lost,
                why=difference.reason,
            )
    return attack
