"""The language between host and runner: what goes out, and what comes back from boxes that lie."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.sandbox import replies, wire
from service.sandbox.model import Isolation, Plan, PlannedCall
from verifiers.model import Function, Json, Limits, Status, Toolkit

TREE = Path(__file__).resolve().parents[3]
SETS = {"s": wire.SetInBox(paths=("/f/s",), quiet=frozenset({"m"})), "t": wire.SetInBox(paths=("/f/t",))}
DESK = Toolkit(name="Desk", implementation="m:Desk", function_set="s")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
RETURNED: Json = {"status": "returned", "result": 1, "wall_ms": 0.5, "cpu_ms": 0.25}


def function(name: str = "add", *, pure: bool = True, home: str = "s", toolkit: str | None = None) -> Function:
    return Function(
        name=name,
        description="",
        parameters={},
        result=None,
        implementation=f"m:{name}" if toolkit is None else name,
        function_set=home,
        toolkit=toolkit,
        pure=pure,
    )


def plan(
    *functions: Function,
    limits: Sequence[Limits] = (),
    toolkits: tuple[Toolkit, ...] = (),
    arguments: Json = None,
    now: str | None = None,
    seed: int | None = None,
) -> Plan:
    several = limits or [Limits()] * len(functions)
    calls = tuple(
        PlannedCall(index=index, function=each, arguments=arguments or {}, limits=own)
        for index, (each, own) in enumerate(zip(functions, several, strict=True))
    )
    return Plan(calls=calls, toolkits=toolkits, state={}, now=now, seed=seed)


def reply(header: Json, body: bytes = b"") -> bytes:
    told = json.dumps(header).encode()
    return wire.HEADER.pack(len(told)) + told + body


def test_only_pure_calls_with_equal_limits_and_without_toolkits_may_share_a_worker() -> None:
    assert wire.batchable(plan(function(), function("other")))
    assert not wire.batchable(plan(function(), function(pure=False)))
    assert not wire.batchable(plan(function(), toolkits=(DESK,)))
    assert not wire.batchable(plan(function(), function(), limits=[Limits(), Limits(wall_seconds=1)]))


def test_a_module_with_requirements_is_for_stems_that_hold_them() -> None:
    set_in_box = wire.SetInBox(paths=(), quiet=frozenset({"plain"}), guarded=frozenset({"numeric"}))
    assert [set_in_box.runs_ahead(name) for name in ("plain", "numeric", "loud")] == ["any", "guarded", None]


def test_a_batch_names_each_function_once_and_its_set() -> None:
    plans = [plan(function("a"), function("b", home="t"), seed=3), plan(function("a"), now="2025-01-01T00:00:00+01:00")]
    content = wire.batch_frame(5, plans, SETS)
    header, body = opened(content)
    assert header["key"] == 5
    assert header["paths"] == ["/f/s", "/f/t"]
    assert header["batch"] == [10.0, 5.0, 512 * 1024 * 1024, 256 * 1024, 1024 * 1024]
    told = json.loads(body)
    assert told["functions"] == [["m:a", 1024 * 1024], ["m:b", 1024 * 1024]]
    assert told["batch"] == [
        [3, 1735732800000000000, None, [[0, {}], [1, {}]]],
        [0, 1735686000000000000, "<+0100>-01:00", [[0, {}]]],
    ]


def opened(content: bytes) -> tuple[Json, bytes]:
    (size_bytes,) = wire.HEADER.unpack_from(content)
    (header_bytes,) = wire.HEADER.unpack_from(content, 4)
    assert size_bytes == len(content) - 4
    return json.loads(content[8 : 8 + header_bytes]), content[8 + header_bytes :]


def test_a_batch_that_fits_is_read() -> None:
    plans = [plan(function(), function()), plan(function())]
    failed = {"status": "raised", "error": {"type": "ValueError", "message": "at 0x7f0000000000", "trace": ["m.py:1"]}}
    read = replies.read_batch_reply(reply({"key": 1}, json.dumps([[RETURNED, failed], [RETURNED]]).encode()), 1, plans)
    assert read is not None
    assert [[each.status for each in executions] for executions, _ in read] == [
        [Status.RETURNED, Status.RAISED],
        [Status.RETURNED],
    ]
    assert read[0][0][1].error is not None
    assert read[0][0][1].error.message == "at 0x…"
    assert read[0][1][0].attempts == 1
    assert read[0][1][0].wall_ms == 0.5


DEEP = "[" * 200_000 + "]" * 200_000
HOSTILE_BODIES: dict[str, str] = {
    "nothing": "",
    "no JSON": "[[",
    "not UTF-8": "\udcff",
    "too few": "[]",
    "too many": json.dumps([[RETURNED], [RETURNED]]),
    "too few calls": "[[]]",
    "too many calls": json.dumps([[RETURNED, RETURNED]]),
    "a number": "1",
    "null": "null",
    "a text": '"x"',
    "an object": json.dumps({"0": [RETURNED]}),
    "an object for an example": json.dumps([{"status": "returned"}]),
    "a number for an example": "[1]",
    "a text for a report": '[["returned"]]',
    "a list for a report": "[[[]]]",
    "null for a report": "[[null]]",
    "no status": '[[{"result": 1}]]',
    "deep": DEEP,
    "deep result": f'[[{{"status": "returned", "result": {DEEP}}}]]',
    "NaN": '[[{"status": "returned", "result": NaN}]]',
    "infinite cost": '[[{"status": "returned", "result": 1, "wall_ms": Infinity}]]',
    "overflowing cost": '[[{"status": "returned", "result": 1, "wall_ms": 1e999}]]',
    "overflowing result": '[[{"status": "returned", "result": 1e999}]]',
    "overflowing number in a result": '[[{"status": "returned", "result": [{"a": -1e999}]}]]',
    "huge integer": f'[[{{"status": "returned", "result": 1, "peak_memory_bytes": {"9" * 5000}}}]]',
    "negative huge": f'[[{{"status": "returned", "result": 1, "wall_ms": -{2**70}}}]]',
    "truth for a cost": '[[{"status": "returned", "result": 1, "wall_ms": true}]]',
    "text for an error": '[[{"status": "raised", "error": "x"}]]',
    "numbers in a trace": '[[{"status": "raised", "error": {"type": "E", "trace": [1]}}]]',
    "number for output": '[[{"status": "returned", "result": 1, "stdout": 1}]]',
    "no digest of what is left out": '[[{"status": "returned", "result": null, "truncated": true}]]',
    "status that is a list": '[[{"status": ["returned"]}]]',
    "status that is an object": '[[{"status": {}}]]',
    "lone surrogate": '[[{"status": "returned", "result": "\\ud800"}]]',
}


@pytest.mark.parametrize("body", HOSTILE_BODIES.values(), ids=HOSTILE_BODIES.keys())
def test_a_batch_that_does_not_fit_counts_for_nothing(body: str) -> None:
    content = reply({"key": 1}, body.encode("utf-8", "surrogateescape"))
    assert replies.read_batch_reply(content, 1, [plan(function())]) is None


@pytest.mark.parametrize("status", [each for each in Status if each not in {Status.RETURNED, Status.RAISED}])
def test_a_batch_has_no_other_status_than_returned_and_raised(status: Status) -> None:
    body = json.dumps([[RETURNED | {"status": status}]]).encode()
    assert replies.read_batch_reply(reply({"key": 1}, body), 1, [plan(function())]) is None


def test_an_anomaly_makes_a_batch_count_for_nothing() -> None:
    body = json.dumps([[RETURNED]]).encode()
    assert replies.read_batch_reply(reply({"key": 1, "anomaly": "x"}, body), 1, [plan(function())]) is None


def test_a_call_near_a_limit_makes_a_batch_count_for_nothing() -> None:
    # Wall time is held against both limits: the smaller one is 5 s of processor time.
    for milliseconds, counts in ((2_400, True), (2_600, False)):
        body = json.dumps([[{"status": "returned", "result": 1, "wall_ms": milliseconds}]]).encode()
        assert (replies.read_batch_reply(reply({"key": 1}, body), 1, [plan(function())]) is not None) is counts


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"\0\0", wire.HEADER.pack(2**31), wire.HEADER.pack(2) + b"[]", wire.HEADER.pack(4) + b"null"),
        *(reply({}), reply({"key": 2}), reply({"key": "1"}), reply([1]), wire.HEADER.pack(len(DEEP)) + DEEP.encode()),
    ],
)
def test_a_runner_that_does_not_answer_the_request_is_broken(content: bytes) -> None:
    with pytest.raises(replies.BrokenReplyError):
        replies.read_batch_reply(content, 1, [plan(function())])
    with pytest.raises(replies.BrokenReplyError):
        replies.read_reply(content, 1, plan(function()), 1)


@given(said=JSON, examples=st.integers(1, 3))
def test_whatever_a_worker_says_the_host_stays_whole(said: Json, examples: int) -> None:
    plans = [plan(function())] * examples
    read = replies.read_batch_reply(reply({"key": 1}, json.dumps(said).encode()), 1, plans)
    assert read is None or len(read) == examples


@given(noise=st.binary(max_size=200))
def test_whatever_bytes_come_the_host_stays_whole(noise: bytes) -> None:
    assert replies.read_batch_reply(reply({"key": 1}, noise), 1, [plan(function())]) is None


@given(
    days=st.integers(-719_000, 2_932_000),
    microseconds=st.integers(0, 86_400 * 10**6 - 1),
    minutes=st.integers(-23 * 60 - 59, 23 * 60 + 59),
)
def test_a_moment_is_nanoseconds_and_a_posix_zone(days: int, microseconds: int, minutes: int) -> None:
    zone = datetime.timezone(datetime.timedelta(minutes=minutes))
    now = datetime.datetime(1970, 1, 1, tzinfo=zone) + datetime.timedelta(days=days, microseconds=microseconds)
    nanoseconds, variable = wire.frozen_moment(now.isoformat())
    since = now - datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    assert nanoseconds == (since.days * 86_400 + since.seconds) * 10**9 + since.microseconds * 1000
    if minutes == 0:
        assert variable is None
    else:
        assert variable is not None
        name, _, west = variable.partition(">")
        hours, _, rest = west.lstrip("+-").partition(":")
        assert (-1 if west.startswith("-") else 1) * (int(hours) * 60 + int(rest)) == -minutes
        assert name == "<" + now.strftime("%z")


def test_the_system_reads_the_zone_as_it_is_meant() -> None:
    program = "import time; time.tzset(); print(time.strftime('%z', time.localtime(0)))"
    for now, offset in (
        ("2025-01-01T00:00:00+05:45", "+0545"),
        ("2025-01-01T00:00:00-03:30", "-0330"),
        ("2025-01-01T00:00:00-00:30", "-0030"),
        ("2025-01-01T00:00:00+00:20", "+0020"),
        ("2025-01-01T00:00:00+14:00", "+1400"),
        ("2025-01-01T00:00:00+23:59", "+2359"),
    ):
        variable = wire.frozen_moment(now)[1]
        assert variable is not None
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "TZ": variable},
            capture_output=True,
            check=True,
            text=True,
        )
        assert done.stdout.strip() == offset


@pytest.mark.parametrize("now", ["2025-01-01T00:00:00", "2025-01-01", "", "now", "2025-13-01T00:00:00Z"])
def test_what_is_no_moment_is_refused(now: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the standard library's own words
        wire.frozen_moment(now)


REFLECT = """
import sys
sys.path.insert(0, sys.argv[1])
from sandbox_images.runner import frames
conversation = frames.Conversation(0, 1)
while (request := conversation.next()) is not None:
    header, body = request
    conversation.reply({"key": header["key"], "header": header}, [bytes(body)])
conversation.flush()
"""


@settings(max_examples=12, deadline=None)
@given(arguments=st.lists(st.dictionaries(st.text(), JSON, max_size=3), min_size=1, max_size=5))
def test_the_runner_reads_what_the_host_writes_and_the_other_way_round(arguments: list[Json]) -> None:
    plans = [plan(function(), arguments=each, seed=number) for number, each in enumerate(arguments)]
    written = [wire.batch_frame(7, plans, SETS), wire.request_frame(8, plans[0], Isolation.EXAMPLE, SETS)]
    replies = reflected(b"".join(written))
    assert len(replies) == 2
    for content, frame, key in zip(replies, written, (7, 8), strict=True):
        header, body = opened(frame)
        assert opened(wire.HEADER.pack(len(content)) + content) == ({"key": key, "header": header}, body)


def reflected(content: bytes) -> list[bytes]:
    """What a conversation of the runner's makes of requests: replies that hold them."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", REFLECT, str(TREE)], input=content, capture_output=True, check=True
    )
    replies = []
    left = done.stdout
    while left:
        (size_bytes,) = wire.HEADER.unpack_from(left)
        replies.append(left[4 : 4 + size_bytes])
        left = left[4 + size_bytes :]
    return replies
