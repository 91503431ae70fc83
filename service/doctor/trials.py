"""The limits: for each the calls that try to break it, and what their executions look like where it is kept.

The calls are functions of ``sandbox_images/probes/limits.py``. A limit is kept where every one of its calls failed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from service.sandbox.docker_boxes import PROCESSES_BESIDE_WORKER
from service.sandbox.model import Outcome
from service.sandbox.profiles import Profile
from verifiers.model import Execution, Json, Limits, Status

MEGABYTE = 1024 * 1024
LIMITS = Limits(
    wall_seconds=6.0,
    cpu_seconds=4.0,
    memory_bytes=64 * MEGABYTE,
    processes=16,
    output_bytes=65536,
    result_bytes=65536,
)
_SHORT = Limits(
    wall_seconds=0.5,
    cpu_seconds=LIMITS.cpu_seconds,
    memory_bytes=LIMITS.memory_bytes,
    processes=LIMITS.processes,
    output_bytes=LIMITS.output_bytes,
)
_BUSY = Limits(
    wall_seconds=20.0,
    cpu_seconds=0.2,  # the kernel counts whole seconds: it ends after one
    memory_bytes=LIMITS.memory_bytes,
    processes=LIMITS.processes,
    output_bytes=LIMITS.output_bytes,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One call, and what its execution must be for the limit to be kept.

    ``says`` tells what it returned then, for people: a format of the result, or of its fields. ``ends_box``: where a
    runtime has the host end the whole box instead, the limit is kept too.
    """

    function: str
    kept: Callable[[Outcome], bool]
    arguments: Mapping[str, Json] = field(default_factory=dict)
    limits: Limits = LIMITS
    says: str = "refused"
    ends_box: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One limit. ``not_promised`` are the profiles that do without it."""

    name: str
    attempts: tuple[Attempt, ...]
    not_promised: frozenset[Profile] = frozenset()

    @property
    def ends_box(self) -> bool:
        """Whether one of its attempts may end a whole box."""
        return any(each.ends_box for each in self.attempts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of an attempt: whether the limit was kept, and how the call ended, in a few words."""

    kept: bool
    told: str


def judge(attempt: Attempt, outcome: Outcome, *, box_may_end: bool = False) -> Result:
    """Whether an attempt failed, as it must. ``box_may_end``: gVisor's boxes end as a whole where memory does."""
    if not outcome.findings:
        kept = attempt.kept(outcome)
        return Result(kept=kept, told=_told(outcome.executions[0], attempt.says if kept else None))
    box_ended = all(finding.code == "infrastructure.sandbox_failed" for finding in outcome.findings)
    if attempt.ends_box and box_may_end and box_ended:
        return Result(kept=True, told="the host ended the box")
    return Result(kept=False, told=outcome.findings[0].message)


def _told(execution: Execution, says: str | None) -> str:
    """How a call ended, in a few words; ``says`` None: as it must not."""
    if execution.error is not None:
        return f"{execution.status.value}: {execution.error.type}: {execution.error.message}".rstrip(": ")
    if execution.status is not Status.RETURNED:
        return execution.status.value
    result = execution.result
    if says is not None:
        return says.format(**result) if isinstance(result, dict) else says.format(result)
    return f"reached: {', '.join(map(str, result))}" if isinstance(result, list) else f"returned {result}"


def draws_alike(first: Outcome, second: Outcome) -> bool:
    """Whether two runs of ``draw`` saw the same clock and the same chance."""
    one, other = first.executions[0], second.executions[0]
    return one.status is Status.RETURNED and one.result == other.result and isinstance(one.result, list)


def _nothing(outcome: Outcome) -> bool:
    execution = outcome.executions[0]
    return execution.status is Status.RETURNED and execution.result == []


def _no_memory(outcome: Outcome) -> bool:
    execution = outcome.executions[0]
    raised = execution.error is not None and execution.error.type == "MemoryError"
    return execution.status is Status.OUT_OF_MEMORY or raised


def _at_most(most: int) -> Callable[[Outcome], bool]:
    def kept(outcome: Outcome) -> bool:
        execution = outcome.executions[0]
        few = isinstance(execution.result, int) and execution.result <= most
        return execution.status is Status.OUT_OF_MEMORY or (execution.status is Status.RETURNED and few)

    return kept


def _ended_as(status: Status) -> Callable[[Outcome], bool]:
    return lambda outcome: outcome.executions[0].status is status


def _ended_early(outcome: Outcome) -> bool:
    """Ended for its use of the processor: had it been for the time that passed, more would have passed."""
    wall_ms = outcome.costs[0].wall_ms
    return outcome.executions[0].status is Status.TIMED_OUT and wall_ms < 1000 * _BUSY.wall_seconds


def _cut_off(outcome: Outcome) -> bool:
    execution = outcome.executions[0]
    return execution.truncated and execution.result is None


def _unprivileged(outcome: Outcome) -> bool:
    execution = outcome.executions[0]
    facts = execution.result
    if execution.status is not Status.RETURNED or not isinstance(facts, dict):
        return False
    locked = facts["no_new_privileges"] == 1 and facts["seccomp"] == 2  # SECCOMP_MODE_FILTER
    return bool(locked and facts["user"] != 0 and facts["capabilities"] == 0)


def _looks(function: str, **arguments: Json) -> Attempt:
    return Attempt(function=function, arguments=arguments, kept=_nothing)


def _connects(family: str, kind: str, address: str) -> Attempt:
    return _looks("connect", family=family, kind=kind, address=address)


LEFTOVERS = Trial(
    name="leftovers", attempts=(Attempt(function="look_for_leftovers", kept=_nothing, says="nothing is left"),)
)
DRAW = Attempt(function="draw", kept=lambda _: True)
LEAVE = Attempt(function="leave_behind", kept=lambda _: True)
ANSWER = Attempt(function="answer", kept=lambda outcome: outcome.executions[0].result == 42, says="as it should be")
NEXT_CALL = Trial(name="next_call", attempts=(ANSWER,))
_PRIVILEGES = "user {user}, {capabilities} capabilities, none to be gained, seccomp mode {seccomp}"
_TOGETHER = 12  # times 48 MiB: more than any box here may hold, gVisor's own kernel included
# 192.0.2.1 and 2001:db8::1 are for documentation: no machine has them (RFC 5737, RFC 3849).
_QUICK = (
    Trial(name="privileges", attempts=(Attempt(function="identity", kept=_unprivileged, says=_PRIVILEGES),)),
    Trial(name="network_interfaces", attempts=(Attempt(function="interfaces", kept=_nothing, says="none"),)),
    Trial(name="network_tcp", attempts=(_connects("AF_INET", "SOCK_STREAM", "192.0.2.1"),)),
    Trial(name="network_udp", attempts=(_connects("AF_INET", "SOCK_DGRAM", "192.0.2.1"),)),
    Trial(
        name="network_ipv6",
        attempts=tuple(_connects("AF_INET6", kind, "2001:db8::1") for kind in ("SOCK_STREAM", "SOCK_DGRAM")),
    ),
    Trial(name="network_netlink", attempts=(_looks("open_netlink"),)),
    Trial(name="files", attempts=(_looks("write_files"),)),
    Trial(name="signals_to_runner", attempts=(_looks("signal_runner"),)),
    # Without Landlock a worker reaches stems other than its own. That costs a new stem, and no example anything.
    Trial(
        name="signals_to_stems",
        attempts=(_looks("signal_stems"),),
        not_promised=frozenset((Profile.GVISOR,)),
    ),
    Trial(name="runner_memory", attempts=(_looks("read_runner"),)),
    Trial(name="ptrace", attempts=(_looks("trace"),)),
    Trial(name="namespaces", attempts=(_looks("make_namespaces"),)),
    Trial(name="other_architectures", attempts=(_looks("call_as_another_architecture"),)),
    Trial(name="kernel_doors", attempts=(_looks("open_doors"),)),
    Trial(name="output", attempts=(Attempt(function="write_endlessly", kept=_ended_as(Status.OUTPUT_LIMIT)),)),
    Trial(
        name="result_size",
        attempts=(
            Attempt(function="return_much", arguments={"size_bytes": 2 * MEGABYTE}, kept=_cut_off, says="cut off"),
        ),
    ),
    Trial(
        name="processes",
        attempts=(
            Attempt(
                function="start_processes",
                arguments={"most": 200},
                kept=_at_most(LIMITS.processes + PROCESSES_BESIDE_WORKER),
                says="no more than {}",
            ),
        ),
        not_promised=frozenset((Profile.UNPRIVILEGED,)),
    ),
)
# Those that end a box come last: each takes a fresh one for a second run.
_LOSING = (
    Trial(
        name="wall_time", attempts=(Attempt(function="sleep_long", kept=_ended_as(Status.TIMED_OUT), limits=_SHORT),)
    ),
    Trial(name="processor_time", attempts=(Attempt(function="spin", kept=_ended_early, limits=_BUSY),)),
    Trial(
        name="memory",
        attempts=(Attempt(function="fill_memory", arguments={"megabytes": 512}, kept=_no_memory, ends_box=True),),
    ),
    Trial(
        name="memory_files",
        attempts=(
            Attempt(
                function="fill_memory_file",
                arguments={"megabytes": _TOGETHER * 48},
                kept=_at_most(LIMITS.memory_bytes // MEGABYTE),
                says="no more than {} MiB",
                ends_box=True,
            ),
        ),
    ),
    Trial(
        name="memory_of_all_processes",
        attempts=(
            Attempt(
                function="fill_memory_together",
                arguments={"processes": _TOGETHER, "megabytes": 48},
                kept=_at_most(_TOGETHER - 1),
                says=f"{{}} of {_TOGETHER} processes got theirs",
                ends_box=True,
            ),
        ),
        not_promised=frozenset((Profile.UNPRIVILEGED,)),
    ),
)


def trials(abstract_socket: str) -> tuple[Trial, ...]:
    """Every limit, in the order in which they are tried.

    ``abstract_socket`` is the name, without its leading zero byte, of one on which this process listens.
    """
    reach = Trial(name="network_abstract_sockets", attempts=(_looks("reach_abstract_socket", name=abstract_socket),))
    return (LEFTOVERS, reach, *_QUICK, *_LOSING)
