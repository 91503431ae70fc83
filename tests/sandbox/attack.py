"""One row of the table of attacks: what is done, which threat it stands for, and what must come of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from verifiers.model import Json, Limits, Status

QUICK = Limits(wall_seconds=0.4, cpu_seconds=1)
"""For what ends in a time-out."""
ROOMY = Limits(wall_seconds=20, cpu_seconds=10)
"""For what ends by itself."""
SMALL = Limits(wall_seconds=20, cpu_seconds=10, memory_bytes=128 * 1024 * 1024)
"""For what wants all memory; quicker to fill."""
REFUSED = ("EPERM", "EACCES")
"""What the filter of system calls and Landlock answer."""
UNWRITABLE = ("EPERM", "EACCES", "EROFS", "ENOENT", "ENOTDIR")
"""A place that is refused, read-only or not there: in all cases nothing can be left in it."""
DIED = frozenset({Status.CRASHED, Status.EXITED, Status.RESULT_INVALID})
"""The worker ended without its report; in which of these ways is a matter of what was destroyed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """``statuses`` are those that may come of it, one wherever the attack leaves no choice; ``why`` says why several.

    ``results`` are the results allowed where it returned (None: any). ``error`` is the type of the error told;
    ``output_characters`` the length of standard output and standard error, where they are looked at. ``importing``:
    the fault is charged to loading the module, is not, or (None) may be. ``box_lost``: the attack may cost the box,
    though no verdict. ``repeats`` False: chance decides between two of the endings, and where it decided otherwise in
    the second run, the outcome says so in place of either.
    """

    function: str
    threat: str
    statuses: frozenset[Status]
    arguments: Mapping[str, Json] = field(default_factory=dict)
    results: tuple[Json, ...] | None = None
    error: str | None = None
    output_characters: tuple[int, int] | None = None
    importing: bool | None = False
    limits: Limits = ROOMY
    box_lost: bool = False
    repeats: bool = True
    why: str = ""

    @property
    def id(self) -> str:
        """The function and its arguments, shortened."""
        told = [str(value)[:24] for value in self.arguments.values()]
        return "-".join((self.function, *(word.replace(" ", "_") for word in told)))


def returns(
    function: str, threat: str, *results: Json, why: str = "", limits: Limits = ROOMY, **arguments: Json
) -> Attack:
    """It ends as any call does, with one of ``results`` where they are named."""
    return Attack(
        function=function,
        threat=threat,
        statuses=frozenset({Status.RETURNED}),
        results=results or None,
        arguments=arguments,
        limits=limits,
        why=why,
    )


def ends(
    function: str,
    threat: str,
    *statuses: Status,
    why: str = "",
    error: str | None = None,
    limits: Limits | None = None,
    **arguments: Json,
) -> Attack:
    """It ends in one of ``statuses``."""
    return Attack(
        function=function,
        threat=threat,
        statuses=frozenset(statuses),
        arguments=arguments,
        error=error,
        limits=limits or (QUICK if Status.TIMED_OUT in statuses else ROOMY),
        why=why,
    )


def refused(function: str, threat: str, *besides: Json, why: str = "", **arguments: Json) -> Attack:
    """It returns, and tells that it was refused."""
    return returns(function, threat, *REFUSED, *besides, why=why, **arguments)
