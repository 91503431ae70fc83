"""The records of an examination: what was tried, where, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from verifiers.model import Json


class Standing(StrEnum):
    """What came of it."""

    OK = "ok"
    """It holds."""
    BROKEN = "broken"
    """It should hold here and does not."""
    ABSENT = "absent"
    """This machine does not have it; what is found says how to get it."""
    TOLD = "told"
    """A fact or a figure, neither good nor bad."""


class Kind(StrEnum):
    """What an observation is about."""

    FACT = "fact"
    START = "start"
    """Whether boxes start there at all; one for each place, the first of it."""
    LAYER = "layer"
    PROFILE = "profile"
    LIMIT = "limit"
    GAP = "gap"
    """What is known not to be enforced there, beside layers and limits."""
    MEASURE = "measure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where boxes may be started: a sandbox driver, and with Docker a runtime. ``runtime`` None: it has none."""

    sandbox: str
    runtime: str | None = None

    def __str__(self) -> str:
        return self.sandbox if self.runtime is None else f"{self.sandbox} with {self.runtime}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One thing that was tried. ``name`` is stable, ``found`` is for people, ``value`` the same for programs.

    ``place`` None is this machine itself.
    """

    place: Place | None
    kind: Kind
    name: str
    standing: Standing
    found: str
    value: Json = None

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong with it."""
        return self.standing in {Standing.OK, Standing.TOLD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an examination is asked for; None leaves it open.

    ``sandbox`` and ``runtime`` leave out the other places, ``profile`` is what the place that decides has to keep.
    """

    sandbox: str | None = None
    runtime: str | None = None
    profile: str | None = None
