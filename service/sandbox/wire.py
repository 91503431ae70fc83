"""What the host asks of a runner: plans become request frames. What comes back is read in ``replies``.

A frame is a length, a header in JSON for the supervisor, and a body that it passes on (sandbox_images/runner/frames).
"""

from __future__ import annotations

import datetime
import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.sandbox.model import Isolation, Plan, PlannedCall
from verifiers.model import Json, Limits

HEADER = struct.Struct(">I")
DEFAULT_NOW = "2025-01-01T12:00:00+00:00"
DEFAULT_SEED = 0
BATCH_TIMES = 2
"""A batch may take so many times the time limit of one call; the runner ends it then."""
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class SetInBox:
    """What the runner has to know of a function set: module search path, modules of its requirements to import ahead.

    ``quiet`` names the modules that may be executed ahead of workers, ``guarded`` those that may where their
    requirements have been imported.
    """

    paths: tuple[str, ...]
    requirements: tuple[str, ...] = ()
    quiet: frozenset[str] = frozenset()
    guarded: frozenset[str] = frozenset()

    def runs_ahead(self, module: str) -> str | None:
        """Which stems may execute a module: "any", "guarded" ones that hold its requirements, or none."""
        if module in self.quiet:
            return "any"
        return "guarded" if module in self.guarded else None


@lru_cache(maxsize=4096)
def frozen_moment(now: str) -> tuple[int, str | None]:
    """An RFC 3339 date-time with offset as nanoseconds since the epoch and the TZ variable of its zone (None: UTC).

    Raises ValueError where it is none.
    """
    parsed = datetime.datetime.fromisoformat(now)
    offset = parsed.utcoffset()
    if offset is None:
        raise ValueError(f"{now!r} has no offset")
    nanoseconds = (parsed - _EPOCH) // datetime.timedelta(microseconds=1) * 1000
    minutes = offset // datetime.timedelta(minutes=1)
    if not minutes:
        return nanoseconds, None
    hours, minutes_left = divmod(abs(minutes), 60)
    east, west = ("+", "-") if minutes > 0 else ("-", "+")  # POSIX counts offsets westward
    return nanoseconds, f"<{east}{hours:02}{minutes_left:02}>{west}{hours:02}:{minutes_left:02}"


def batchable(plan: Plan) -> bool:
    """Whether an example may share a worker with others: every function is certified pure, and nothing else is used."""
    return not plan.toolkits and all(call.function.pure and call.limits == plan.calls[0].limits for call in plan.calls)


def request_frame(key: int, plan: Plan, isolation: Isolation, sets: Mapping[str, SetInBox]) -> bytes:
    """The frame that asks a runner to run ``plan`` in a worker of its own, or, at isolation ``call``, each call."""
    # Calls on toolkits share the example's state, and with it the worker.
    separate = isolation is Isolation.CALL and all(call.function.toolkit is None for call in plan.calls)
    groups = [(call,) for call in plan.calls] if separate else [plan.calls]
    nanoseconds, zone = frozen_moment(plan.now or DEFAULT_NOW)
    toolkits = {
        toolkit.name: {"implementation": toolkit.implementation, "load_state": toolkit.load_state}
        for toolkit in plan.toolkits
    }
    bodies = [
        _encode(
            {
                "now": nanoseconds,
                "zone": zone,
                "seed": DEFAULT_SEED if plan.seed is None else plan.seed,
                "state": dict(plan.state),
                "toolkits": toolkits,
                "calls": [_request_call(call) for call in group],
            }
        ).encode()
        for group in groups
    ]
    modules = {
        call.function.implementation: call.function.function_set for call in plan.calls if not call.function.toolkit
    }
    modules |= {toolkit.implementation: toolkit.function_set for toolkit in plan.toolkits}
    header = {
        "key": key,
        **_place(modules, sets),
        "groups": [
            {"size": len(body), "limits": [_limits(call.limits) for call in group]}
            for body, group in zip(bodies, groups, strict=True)
        ],
    }
    return _frame(header, b"".join(bodies))


def batch_frame(key: int, plans: Sequence[Plan], sets: Mapping[str, SetInBox]) -> bytes:
    """The frame that asks a runner to run several plans in one worker; all are ``batchable``, with equal limits."""
    numbers: dict[str, int] = {}
    functions: list[list[Json]] = []
    modules: dict[str, str] = {}
    examples = []
    for plan in plans:
        calls = []
        for call in plan.calls:
            name = call.function.implementation
            number = numbers.get(name)
            if number is None:
                number = numbers[name] = len(functions)
                functions.append([name, call.limits.result_bytes])
                modules[name] = call.function.function_set
            calls.append((number, call.arguments))
        moment = frozen_moment(plan.now or DEFAULT_NOW)
        examples.append((DEFAULT_SEED if plan.seed is None else plan.seed, *moment, calls))
    body = _encode({"functions": functions, "batch": examples}).encode()
    header = {"key": key, **_place(modules, sets), "batch": _limits(plans[0].calls[0].limits)}
    return _frame(header, body)


def _frame(header: Json, body: bytes) -> bytes:
    told = _encode(header).encode()
    return b"".join((HEADER.pack(HEADER.size + len(told) + len(body)), HEADER.pack(len(told)), told, body))


def _place(implementations: Mapping[str, str], sets: Mapping[str, SetInBox]) -> dict[str, Json]:
    """Which stem runs it: search path, requirements, modules; ``implementations`` name the set of each."""
    names = sorted(set(implementations.values()))
    modules = {
        implementation.partition(":")[0]: sets[name].runs_ahead(implementation.partition(":")[0])
        for implementation, name in implementations.items()
    }
    return {
        "paths": [path for name in names for path in sets[name].paths],
        "requirements": list(dict.fromkeys(each for name in names for each in sets[name].requirements)),
        "modules": list(modules.items()),
    }


def _limits(limits: Limits) -> list[float]:
    return [limits.wall_seconds, limits.cpu_seconds, limits.memory_bytes, limits.output_bytes, limits.result_bytes]


def wall_seconds(plan: Plan) -> float:
    """The longest that a well-behaved runner can take for ``plan``."""
    return sum(call.limits.wall_seconds for call in plan.calls)


def _request_call(call: PlannedCall) -> dict[str, Json]:
    return {
        "index": call.index,
        "implementation": call.function.implementation,
        "toolkit": call.function.toolkit,
        "arguments": dict(call.arguments),
        "result_bytes": call.limits.result_bytes,
    }
