"""A runner that breaks the protocol where a request asks for it, and answers all others. It runs as PID 1 of a box.

The first argument ``value`` of a request's first call names the break, as ``{"break": NAME}``; else it is the result.
"""

import json
import os
import struct
import sys
from typing import Any

HEADER = struct.Struct(">I")


def main() -> None:
    write(frame({"ready": {"python": "3.11"}}))
    while header := sys.stdin.buffer.read(HEADER.size):
        request = json.loads(sys.stdin.buffer.read(HEADER.unpack(header)[0]))
        value = request["calls"][0]["arguments"]["value"]
        good = frame({"key": request["key"], "calls": [said({"status": "returned", "result": value})]})
        name = value.get("break") if isinstance(value, dict) else None
        write(good if name is None else broken(name, request["key"], good))
        if name is not None and name.endswith("and ends"):
            os._exit(1)


def broken(name: str, key: int, good: bytes) -> bytes:
    """The bytes to write in the place of a good reply."""
    mine = {"status": "exited", "exit_code": 0}
    calls: dict[str, Any] = {
        "no calls": None,
        "too few": [],
        "too many": [mine, mine],
        "no report": [[]],
        "foreign status": [{"status": "valid"}],
        "sandbox failed": [{"status": "sandbox_failed"}],
        "returned by the runner": [{"status": "returned", "result": "forged"}],
        "status is a list": [{"status": []}],
        "huge exit code": [{"status": "exited", "exit_code": 10**30}],
        "text is a number": [{"status": "exited", "stdout": 5}],
    }
    if name in calls:
        return frame({"key": key, "calls": calls[name]})
    made = {
        "nothing and ends": b"",
        "half a header and ends": b"\0\0",
        "half a frame and ends": good[: len(good) // 2],
        "four gibibytes": b"\xff\xff\xff\xff",
        "over the limit": HEADER.pack(200 * 1024 * 1024),
        "empty": HEADER.pack(0),
        "not JSON": HEADER.pack(5) + b"hello",
        "not UTF-8": HEADER.pack(2) + b"\xff\xfe",
        "deep": HEADER.pack(100_000) + b"[" * 100_000,
        "a list": frame([]),
        "another key": frame({"key": key + 1, "calls": [mine]}),
        "key is text": frame({"key": str(key), "calls": [mine]}),
        "good and ends": good,
        "twice": good + good,
    }
    return made[name]


def said(report: dict[str, Any]) -> dict[str, str]:
    return {"said": json.dumps(report)}


def frame(value: Any) -> bytes:
    content = json.dumps(value).encode()
    return HEADER.pack(len(content)) + content


def write(content: bytes) -> None:
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
