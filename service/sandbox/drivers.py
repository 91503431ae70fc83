"""The sandbox drivers: what a pool wants of one, which there are, and which one is taken.

``auto`` takes the first of the table that works here and says which and why. A driver that was asked for by name and
does not work is an error: nothing weaker is taken in its place unasked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from service.errors import SandboxError, UnableError, UsageError
from service.sandbox.box import Box
from service.sandbox.bubblewrap_host import BubblewrapHost, try_host
from service.sandbox.engine import Engine

AUTO = "auto"


class Boxes(Protocol):
    """Starts and removes the boxes of a run. Safe between threads."""

    @property
    def ready(self) -> frozenset[str]:
        """The names of the boxes whose runner has come up and that were not discarded since."""

    def sweep(self) -> None:
        """Remove what earlier processes of this machine left behind. Raises UnableError."""

    def start(self) -> Box:
        """Start a box and wait until its runner is ready. Tries again for a while; raises UnableError then."""

    def discard(self, box: Box) -> None:
        """Remove a box, dead or alive."""

    def hang_up(self) -> None:
        """Break off with every box: whoever waits for one gets BoxLostError, and failed starts are not tried again."""

    def engine_answers(self) -> bool:
        """Whether what boxes stand on is there: if not, a lost box says nothing about the example that it ran."""

    def close(self) -> None:
        """Remove what boxes are left and let go of what they stand on. Call when no thread uses a box any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A driver that works here. ``told`` says in a few words what was found; ``host`` is bubblewrap's own."""

    name: str
    told: str
    host: BubblewrapHost | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """One way to make boxes. ``try_out`` raises UnableError, with what to do, where it does not work."""

    name: str
    try_out: Callable[[], Found]


def _try_docker() -> Found:
    with Engine.connect() as engine:
        return Found(name="docker", told=f"an engine answers, version {engine.info().version}")


def _try_bubblewrap() -> Found:
    host = try_host()
    told = f"bwrap {host.bubblewrap.version} starts boxes with Python {host.in_box.version}"
    return Found(name="bubblewrap", told=told, host=host)


# In the order in which ``auto`` tries them.
DRIVERS: Mapping[str, Driver] = {
    each.name: each
    for each in (
        Driver(name="docker", try_out=_try_docker),
        Driver(name="bubblewrap", try_out=_try_bubblewrap),
    )
}


def choose(wanted: str, *, say: Callable[[str], None], demanded: frozenset[str] | None = None) -> Found:
    """The driver to use, tried out. ``demanded`` names those that a policy accepts, None all.

    UsageError where ``wanted`` is none of those, SandboxError or the driver's own error where none works.
    """
    accepted = [name for name in DRIVERS if demanded is None or name in demanded]
    if wanted != AUTO:
        if wanted not in DRIVERS:
            raise UsageError(f"There is no sandbox {wanted!r}. There are: {', '.join((AUTO, *DRIVERS))}.")
        if wanted not in accepted:
            raise UsageError(
                f"The policy demands one of the sandboxes {', '.join(sorted(demanded or ()))}, and {wanted} was asked "
                "for. Ask for one of those, or change the policy."
            )
        return DRIVERS[wanted].try_out()
    reasons: list[str] = []
    for name in accepted:
        try:
            found = DRIVERS[name].try_out()
        except UnableError as error:
            reasons.append(f"{name}: {error}")
            continue
        passed_over = f" ({' '.join(reasons)})" if reasons else ""
        say(f"sandbox: {name}, {found.told}{passed_over}")
        return found
    raise SandboxError("No sandbox works here.\n" + "\n".join(reasons))
