"""What a box says: reply frames become executions.

Replies are untrusted: each field is checked for its type and closed set before it goes on. The header holds what the
runner says itself, the body what workers said. Where the runner's part does not fit, that is a fault of the box and
raises ``BrokenReplyError``; where a worker's does not, a function wrote it, and the call's result is invalid.
"""

from __future__ import annotations

import json
import math
import re
import struct
from collections.abc import Mapping, Sequence
from typing import NoReturn

from service.sandbox.model import Plan, PlannedCall
from service.sandbox.wire import HEADER
from verifiers.canonical import sha256
from verifiers.model import CallError, Cost, Execution, Json, Limits, Status

_NEAR = 0.5
_ENVELOPE_BYTES = 1024 * 1024
_BATCH_REPLY_BYTES = 64 * 1024 * 1024
_NUMBER_LIMIT = 2**63
_JSON_ESCAPE_FACTOR = 6  # one byte of output can become \u00xx
_FROM_A_WORKER = frozenset(
    (Status.RETURNED, Status.RAISED, Status.OUT_OF_MEMORY, Status.RESULT_INVALID, Status.EXITED, Status.DENIED)
)
_RETURNED = "returned"
_PLAIN_REPORT = {"status", "result", "wall_ms"}
_FROM_A_BATCH = frozenset((Status.RETURNED, Status.RAISED))
_FROM_THE_RUNNER = frozenset(Status) - {*(Status.RETURNED, Status.RAISED, Status.RETURNED_ERROR, Status.SANDBOX_FAILED)}
_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")


class BrokenReplyError(Exception):
    """The runner's reply is not what the protocol says."""


def read_greeting(content: bytes) -> frozenset[str]:
    """The layers that a runner says hold for its workers. Raises BrokenReplyError where it says something else."""
    header, _ = _opened(content, None)
    ready = header.get("ready")
    layers = ready.get("layers") if isinstance(ready, dict) else None
    if not isinstance(layers, list) or not all(isinstance(each, str) for each in layers):
        raise BrokenReplyError("the runner says nothing of its layers")
    return frozenset(layers)


def reply_limit_bytes(plan: Plan) -> int:
    """The largest reply that a well-behaved runner can give for ``plan``."""
    return _ENVELOPE_BYTES + sum(
        _JSON_ESCAPE_FACTOR * (call.limits.result_bytes + 2 * call.limits.output_bytes) + _ENVELOPE_BYTES
        for call in plan.calls
    )


def batch_reply_limit_bytes() -> int:
    """The largest reply to a batch; the runner gives up on one whose results are larger."""
    return _BATCH_REPLY_BYTES


Read = tuple[tuple[Execution, ...], tuple[Cost, ...]]
"""Executions and costs of one plan's calls, in order."""


def read_reply(content: bytes, key: int, plan: Plan, attempts: int) -> Read:
    """What a plan's calls did. Raises BrokenReplyError."""
    header, body = _opened(content, key)
    reports = header.get("calls")
    if not isinstance(reports, list) or len(reports) != len(plan.calls):
        raise BrokenReplyError(f"the reply has not one report for each of {len(plan.calls)} calls")
    read = []
    for report, call in zip(reports, plan.calls, strict=True):
        if not isinstance(report, dict):
            _broken("a report", report)
        said = b""
        if "said" in report:
            size_bytes = report["said"]
            if type(size_bytes) is not int or not 0 <= size_bytes <= len(body):
                _broken("a size", size_bytes)
            said, body = body[:size_bytes], body[size_bytes:]
        read.append(_read_report(report, said, call, attempts))
    return tuple(execution for execution, _ in read), tuple(cost for _, cost in read)


def read_batch_reply(content: bytes, key: int, plans: Sequence[Plan]) -> list[Read] | None:
    """What the calls of each plan of a batch did; None where the batch does not count. Raises BrokenReplyError.

    A worker's part that is not what it has to be makes the batch count for nothing, like any other anomaly.
    """
    header, body = _opened(content, key)
    if "anomaly" in header:
        return None
    try:
        said: Json = json.loads(body, parse_constant=_refuse)
        if len(said) != len(plans):
            return None
        return [_read_batched(reports, plan) for reports, plan in zip(said, plans, strict=True)]
    except (ValueError, TypeError, KeyError, RecursionError, BrokenReplyError):
        return None


def _read_batched(reports: Json, plan: Plan) -> Read:
    executions, costs = [], []
    for report, call in zip(reports, plan.calls, strict=True):
        if report["status"] not in _FROM_A_BATCH:
            raise ValueError("no report of a batch")
        if report["status"] == _RETURNED and report.keys() == _PLAIN_REPORT:
            result = report["result"]
            executions.append(
                Execution(call=call.index, status=Status.RETURNED, result=result, result_sha256=sha256(result))
            )
        else:
            executions.append(_execution(report, call))
        costs.append(_within_limits(_cost(report, 1), call.limits))
    return tuple(executions), tuple(costs)


def _within_limits(cost: Cost, limits: Limits) -> Cost:
    """The cost. Raises ValueError where it is so near to a limit that, alone, the call might end otherwise.

    A batch's clock runs for all its calls, so it stops a slow one later than a worker of its own would.
    """
    if cost.wall_ms > _NEAR * 1000 * min(limits.wall_seconds, limits.cpu_seconds):
        raise ValueError("near a limit")
    return cost


def _opened(content: bytes, key: int | None) -> tuple[dict[str, Json], bytes]:
    """A reply's header and body, once it is sure that they answer request ``key``."""
    try:
        (size_bytes,) = HEADER.unpack_from(content)
        end = HEADER.size + size_bytes
        header = json.loads(content[HEADER.size : end])
    except (ValueError, RecursionError, struct.error) as error:
        raise BrokenReplyError(f"the reply's header is not JSON: {error}") from error
    if not isinstance(header, dict) or header.get("key") != key:
        raise BrokenReplyError(f"the reply does not answer request {key}")
    return header, content[end:]


def _read_report(report: dict[str, Json], said: bytes, call: PlannedCall, attempts: int) -> tuple[Execution, Cost]:
    """What one call did, whoever reports it: the runner where the worker died, else the worker itself."""
    if "said" not in report:
        status = report.get("status")
        if not isinstance(status, str) or status not in _FROM_THE_RUNNER:
            _broken("a status", status)
        return _execution(report, call), _cost(report, attempts)
    own: dict[str, Json] = {name: report[name] for name in ("stdout", "stderr", "peak_memory_bytes") if name in report}
    try:
        told = _worker_report(said) | own
        return _execution(told, call), _cost(told, attempts)
    except (ValueError, RecursionError, BrokenReplyError):
        message = "something else than a result was written to the result pipe"
        foreign = {"status": "result_invalid", "error": {"type": "ForeignBytes", "message": message}, **own}
        return _execution(foreign, call), _cost(foreign, attempts)


def _worker_report(said: bytes) -> dict[str, Json]:
    """A worker's own words. Raises ValueError or RecursionError where they are no report."""
    told: Json = json.loads(said, parse_constant=_refuse, parse_float=_finite)
    status = told.get("status") if isinstance(told, dict) else None
    if not isinstance(status, str) or status not in _FROM_A_WORKER or "signal" in told:
        raise ValueError("no report")
    return dict(told)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        _refuse(digits)
    return value


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
