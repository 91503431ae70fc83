"""A runner that breaks the protocol where a request asks for it, and answers all others. It runs as PID 1 of a box.

The first argument ``value`` of a call names the break, as ``{"break": NAME}``; else it is the result. Names that begin
with ``batch`` are those of batches; alone, their examples come out as any other.
"""

import json
import os
import struct
import sys
from typing import Any

HEADER = struct.Struct(">I")
LAYERS = (
    *("no_network", "read_only", "no_capabilities", "no_new_privileges", "container_seccomp", "worker_seccomp"),
    *("landlock", "memory_cgroup", "pids_cgroup"),
)
OWN = {"status": "exited", "exit_code": 0}
GREETINGS: dict[str, Any] = {
    "all layers": {"ready": {"layers": LAYERS}},
    "one layer": {"ready": {"layers": LAYERS[:1]}},
    "no layers": {"ready": {"python": "3.11"}},
    "layers are numbers": {"ready": {"layers": [1]}},
}


def main(greeting: str) -> None:
    write(frame(GREETINGS[greeting]))
    while size := sys.stdin.buffer.read(HEADER.size):
        content = sys.stdin.buffer.read(HEADER.unpack(size)[0])
        end = HEADER.size + HEADER.unpack_from(content)[0]
        header, body = json.loads(content[HEADER.size : end]), json.loads(content[end:])
        name, good = answer(header, body)
        write(good if name is None else broken(name, header["key"], good))
        if name is not None and name.endswith("and ends"):
            os._exit(1)


def answer(header: Any, body: Any) -> tuple[str | None, bytes]:
    """The break that a request asks for, and the good reply to it."""
    if "batch" in header:
        values = [[arguments["value"] for _, arguments in example[3]] for example in body["batch"]]
        names = [name_of(value) for example in values for value in example]
        reports = [[{"status": "returned", "result": value} for value in example] for example in values]
        name = next((each for each in names if each is not None and each.startswith("batch")), None)
        return name, frame({"key": header["key"]}, json.dumps(reports).encode())
    value = body["calls"][0]["arguments"]["value"]
    name = name_of(value)
    report = json.dumps({"status": "returned", "result": value}).encode()
    good = frame({"key": header["key"], "calls": [{"said": len(report)}]}, report)
    return None if name is not None and name.startswith("batch") else name, good


def name_of(value: Any) -> str | None:
    return value.get("break") if isinstance(value, dict) else None


def broken(name: str, key: int, good: bytes) -> bytes:
    """The bytes to write in the place of a good reply."""
    if name.startswith("batch: "):
        return broken_batch(name.removeprefix("batch: "), key, good)
    calls: dict[str, Any] = {
        "no calls": None,
        "too few": [],
        "too many": [OWN, OWN],
        "no report": [[]],
        "foreign status": [{"status": "valid"}],
        "sandbox failed": [{"status": "sandbox_failed"}],
        "returned by the runner": [{"status": "returned", "result": "forged"}],
        "status is a list": [{"status": []}],
        "huge exit code": [{"status": "exited", "exit_code": 10**30}],
        "text is a number": [{"status": "exited", "stdout": 5}],
        "more said than there is": [{"said": 1}],
        "less than nothing said": [{"said": -1}],
        "said is text": [{"said": "0"}],
        "said is true": [{"said": True}],
    }
    if name in calls:
        return frame({"key": key, "calls": calls[name]})
    return {
        "nothing and ends": b"",
        "half a header and ends": b"\0\0",
        "half a frame and ends": good[: len(good) // 2],
        "four gibibytes": b"\xff\xff\xff\xff",
        "over the limit": HEADER.pack(200 * 1024 * 1024),
        "empty": HEADER.pack(0),
        "half a length": HEADER.pack(2) + b"\0\0",
        "header past the frame": HEADER.pack(6) + HEADER.pack(100) + b"{}",
        "not JSON": framed(b"hello"),
        "not UTF-8": framed(b"\xff\xfe"),
        "deep": framed(b"[" * 100_000),
        "a list": frame([]),
        "another key": frame({"key": key + 1, "calls": [OWN]}),
        "key is text": frame({"key": str(key), "calls": [OWN]}),
        "good and ends": good,
        "twice": good + good,
    }[name]


def broken_batch(name: str, key: int, good: bytes) -> bytes:
    """The same for a batch."""
    body = good[good.index(b"[[") :]
    one = b'[{"status":"returned","result":"forged"}]'
    frames = {
        "nothing and ends": b"",
        "half a frame and ends": good[: len(good) // 2],
        "good and ends": good,
        "over the limit": HEADER.pack(200 * 1024 * 1024),
        "another key": frame({"key": key + 1}, body),
        "header is no JSON": framed(b"{"),
        "an anomaly": frame({"key": key, "anomaly": "something was printed"}),
        "an anomaly of another kind": frame({"key": key, "anomaly": None}, body),
    }
    bodies = {
        "no body": b"",
        "not JSON": b"[[{",
        "not UTF-8": b'[["\xff"]]',
        "deep": b"[" * 100_000,
        "too few": b"[]",
        "too many": b"[" + b",".join([one] * 5000) + b"]",
        "a number": b"5",
        "an object": b"{}",
        "infinite": body.replace(b'"result": ', b'"result": 1e999, "was": '),
        "endless time": body.replace(b'"result": ', b'"wall_ms": 1e999, "result": '),
    }
    changed: dict[str, Any] = {
        "a number for an example": lambda _: 5,
        "too few calls": lambda _: [],
        "too many calls": lambda reports: reports * 2,
        "no objects": lambda reports: [[] for _ in reports],
        "no status": lambda reports: [{"result": 1} for _ in reports],
        "status is a list": lambda reports: [{"status": []} for _ in reports],
        "timed out": lambda reports: [{"status": "timed_out"} for _ in reports],
        "sandbox failed": lambda reports: [{"status": "sandbox_failed"} for _ in reports],
        "not a number": lambda reports: [{**each, "wall_ms": float("nan")} for each in reports],
        "huge time": lambda reports: [{**each, "wall_ms": 10**400} for each in reports],
        "output is a number": lambda reports: [{**each, "stdout": 5} for each in reports],
    }
    if name in frames:
        return frames[name]
    if name in bodies:
        return frame({"key": key}, bodies[name])
    examples = [changed[name](reports) for reports in json.loads(body)]
    return frame({"key": key}, json.dumps(examples).encode())


def frame(header: Any, body: bytes = b"") -> bytes:
    return framed(json.dumps(header).encode(), body)


def framed(header: bytes, body: bytes = b"") -> bytes:
    return HEADER.pack(HEADER.size + len(header) + len(body)) + HEADER.pack(len(header)) + header + body


def write(content: bytes) -> None:
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main("all layers")
