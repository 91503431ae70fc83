"""The language between host and runner: plans become request frames, reply frames become outcomes.

Replies are untrusted: each field is checked for its type and closed set before it goes on. A reply holds what the
runner says itself, and as text what workers said. Where the runner's part does not fit, that is a fault of the box and
raises ``BrokenReplyError``; where a worker's does not, a function wrote it, and the call's result is invalid.
"""

from __future__ import annotations

import json
import math
import re
import struct
from collections.abc import Mapping, Sequence
from typing import NoReturn

from service.sandbox.model import Isolation, Plan, PlannedCall
from verifiers.canonical import sha256
from verifiers.model import CallError, Cost, Execution, Json, Status

HEADER = struct.Struct(">I")
DEFAULT_NOW = "2025-01-01T12:00:00+00:00"
DEFAULT_SEED = 0
_ENVELOPE_BYTES = 1024 * 1024
_NUMBER_LIMIT = 2**63
_JSON_ESCAPE_FACTOR = 6  # one byte of output can become \u00xx
_FROM_A_WORKER = frozenset(
    (Status.RETURNED, Status.RAISED, Status.OUT_OF_MEMORY, Status.RESULT_INVALID, Status.EXITED, Status.DENIED)
)
_FROM_THE_RUNNER = frozenset(Status) - {*(Status.RETURNED, Status.RAISED, Status.RETURNED_ERROR, Status.SANDBOX_FAILED)}
_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")


class BrokenReplyError(Exception):
    """The runner's reply is not what the protocol says."""


def request_frame(key: int, plan: Plan, isolation: Isolation, search_paths: Mapping[str, Sequence[str]]) -> bytes:
    """The frame that asks a runner to run ``plan``. ``search_paths`` are the module folders of each function set."""
    sets = sorted(
        {each.function.function_set for each in plan.calls} | {toolkit.function_set for toolkit in plan.toolkits}
    )
    stateful = any(call.function.toolkit is not None for call in plan.calls)
    request = {
        "key": key,
        # Calls on toolkits share the example's state, and with it the worker.
        "separate": isolation is Isolation.CALL and not stateful,
        "paths": [path for name in sets for path in search_paths[name]],
        "now": plan.now or DEFAULT_NOW,
        "seed": DEFAULT_SEED if plan.seed is None else plan.seed,
        "state": dict(plan.state),
        "toolkits": {
            toolkit.name: {"implementation": toolkit.implementation, "load_state": toolkit.load_state}
            for toolkit in plan.toolkits
        },
        "calls": [_request_call(call) for call in plan.calls],
    }
    content = json.dumps(request, separators=(",", ":"), allow_nan=False).encode()
    return HEADER.pack(len(content)) + content


def reply_limit_bytes(plan: Plan) -> int:
    """The largest reply that a well-behaved runner can give for ``plan``."""
    return _ENVELOPE_BYTES + sum(
        _JSON_ESCAPE_FACTOR * (call.limits.result_bytes + 2 * call.limits.output_bytes) + _ENVELOPE_BYTES
        for call in plan.calls
    )


def wall_seconds(plan: Plan) -> float:
    """The longest that a well-behaved runner can take for ``plan``."""
    return sum(call.limits.wall_seconds for call in plan.calls)


def read_reply(content: bytes, key: int, plan: Plan, attempts: int) -> tuple[tuple[Execution, ...], tuple[Cost, ...]]:
    """Executions and costs of ``plan``'s calls, in order. Raises BrokenReplyError."""
    try:
        reply = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BrokenReplyError(f"the reply is not JSON: {error}") from error
    if not isinstance(reply, dict) or reply.get("key") != key:
        raise BrokenReplyError(f"the reply does not answer request {key}")
    reports = reply.get("calls")
    if not isinstance(reports, list) or len(reports) != len(plan.calls):
        raise BrokenReplyError(f"the reply has not one report for each of {len(plan.calls)} calls")
    read = [_read_report(report, call, attempts) for report, call in zip(reports, plan.calls, strict=True)]
    return tuple(execution for execution, _ in read), tuple(cost for _, cost in read)


def _read_report(report: Json, call: PlannedCall, attempts: int) -> tuple[Execution, Cost]:
    """What one call did, whoever reports it: the runner where the worker died, else the worker itself."""
    if not isinstance(report, dict):
        _broken("a report", report)
    if "said" not in report:
        status = report.get("status")
        if not isinstance(status, str) or status not in _FROM_THE_RUNNER:
            _broken("a status", status)
        return _execution(report, call), _cost(report, attempts)
    streams = {name: report[name] for name in ("stdout", "stderr") if name in report}
    try:
        said = _worker_report(_text(report, "said")) | streams
        return _execution(said, call), _cost(said, attempts)
    except (ValueError, RecursionError, BrokenReplyError):
        message = "something else than a result was written to the result pipe"
        foreign = {"status": "result_invalid", "error": {"type": "ForeignBytes", "message": message}, **streams}
        return _execution(foreign, call), _cost(foreign, attempts)


def _worker_report(text: str) -> dict[str, Json]:
    """A worker's own words. Raises ValueError or RecursionError where they are no report."""
    said: Json = json.loads(text, parse_constant=_refuse, parse_float=_finite)
    status = said.get("status") if isinstance(said, dict) else None
    if not isinstance(status, str) or status not in _FROM_A_WORKER or "signal" in said:
        raise ValueError("no report")
    return dict(said)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        _refuse(digits)
    return value


def _request_call(call: PlannedCall) -> dict[str, Json]:
    limits = call.limits
    return {
        "index": call.index,
        "implementation": call.function.implementation,
        "toolkit": call.function.toolkit,
        "arguments": dict(call.arguments),
        "wall_seconds": limits.wall_seconds,
        "cpu_seconds": limits.cpu_seconds,
        "memory_bytes": limits.memory_bytes,
        "output_bytes": limits.output_bytes,
        "result_bytes": limits.result_bytes,
    }


def _execution(report: Mapping[str, Json], call: PlannedCall) -> Execution:
    status = report["status"]
    truncated = _boolean(report, "truncated")
    result = report.get("result")
    digest = None
    if status == Status.RETURNED:
        digest = _digest(report.get("result_sha256")) if truncated and result is None else sha256(result)
    return Execution(
        call=call.index,
        status=Status(status),
        result=result,
        result_sha256=digest,
        error=_error(report.get("error")),
        stdout=_masked(_text(report, "stdout")),
        stderr=_masked(_text(report, "stderr")),
        truncated=truncated,
        exit_code=_whole(report.get("exit_code")),
        signal=_whole(report.get("signal")),
    )


def _cost(report: Mapping[str, Json], attempts: int) -> Cost:
    return Cost(
        wall_ms=_number(report.get("wall_ms", 0.0)),
        cpu_ms=_number(report.get("cpu_ms", 0.0)),
        peak_memory_bytes=_whole(report.get("peak_memory_bytes")) or 0,
        attempts=attempts,
    )


def _error(value: Json) -> CallError | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        _broken("an error", value)
    trace = value.get("trace", [])
    if not isinstance(trace, list) or not all(isinstance(line, str) for line in trace):
        _broken("a trace", trace)
    return CallError(
        type=_text(value, "type"),
        message=_masked(_text(value, "message")),
        binding=_boolean(value, "binding"),
        importing=_boolean(value, "importing"),
        loading_state=_boolean(value, "loading_state"),
        trace=tuple(trace),
    )


def _masked(text: str) -> str:
    """Memory addresses differ from run to run; texts that show one show ``0x…`` instead."""
    return _ADDRESS.sub("0x…", text) if "0x" in text else text


def _text(record: Mapping[str, Json], name: str) -> str:
    value = record.get(name, "")
    if not isinstance(value, str):
        _broken(name, value)
    return value


def _boolean(record: Mapping[str, Json], name: str) -> bool:
    value = record.get(name, False)
    if not isinstance(value, bool):
        _broken(name, value)
    return value


def _whole(value: Json) -> int | None:
    if value is not None and (type(value) is not int or abs(value) >= _NUMBER_LIMIT):
        _broken("a whole number", value)
    return value


def _number(value: Json) -> float:
    if type(value) not in {int, float} or abs(value) >= _NUMBER_LIMIT:
        _broken("a number", value)
    return round(float(value), 3)


def _digest(value: Json) -> str:
    if not isinstance(value, str) or len(value) != 64:
        _broken("a digest", value)
    return value


def _broken(what: str, value: Json) -> NoReturn:
    raise BrokenReplyError(f"{what} in the reply is {str(value)[:80]!r}")
