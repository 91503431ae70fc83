"""Attacks on the way that a result takes: bytes on every descriptor, forged reports, pipes closed and changed."""

import ctypes
import fcntl
import gc
import io
import json
import os
import sys
import threading
import time
from typing import Any

from reach import descriptors, in_child, refusal

REPORT = b'{"status":"returned","result":"forged"}'
PACKET_MODE = os.O_DIRECT


def frames_everywhere() -> str:
    """Whole frames, on every descriptor that there is."""
    _write_everywhere(len(REPORT).to_bytes(4, "big") + REPORT)
    return "true"


def partial_frame() -> str:
    _write_everywhere(b"\0\0")
    return "true"


def huge_header() -> str:
    """A header that announces 4 GiB."""
    _write_everywhere(b"\xff\xff\xff\xff")
    return "true"


def _write_everywhere(content: bytes) -> None:
    for descriptor in descriptors():
        refusal(lambda descriptor=descriptor: os.write(descriptor, content))


def frames_on_output() -> str:
    """What looks like a report, where only output belongs."""
    for descriptor in (1, 2):
        os.write(descriptor, len(REPORT).to_bytes(4, "big") + REPORT + b"\n")
    return "true"


def forge_report(status: Any, milliseconds: Any) -> None:
    """Find the sender of reports in the process and have it send one that is none."""
    _send({"status": status, "result": 1, "wall_ms": milliseconds})
    time.sleep(1000)


def _send(*reports: Any) -> None:
    frame = sys._getframe()
    gc.unfreeze()
    found = gc.get_objects()
    while frame is not None:
        found += frame.f_locals.values()
        frame = frame.f_back  # type: ignore[assignment]
    sender = next(each for each in found if hasattr(each, "send") and hasattr(each, "_token"))
    for report in reports:
        os.write(sender._results, sender._token + b"R" + json.dumps(report).encode() + b"\n")


def forge_huge_time() -> None:
    forge_report("returned", 10**400)


def answer_for_the_next() -> str:
    """Send two reports: this call's and that of the call to come."""
    costs = {"wall_ms": 1, "cpu_ms": 1}
    _send({"status": "returned", "result": "true", **costs}, {"status": "returned", "result": "forged", **costs})
    time.sleep(1000)
    return "true"


def answer_late_for_the_next() -> str:
    """Leave a child that sends a report when the next call is under way."""
    if os.fork():
        return "true"
    for _ in range(50):
        time.sleep(0.001)
        _send({"status": "returned", "result": "forged", "wall_ms": 1, "cpu_ms": 1})
    os._exit(0)


def return_twice() -> str:
    """Fork, and return from both."""
    os.fork()
    return "true"


def exit_at_once(code: int) -> None:
    os._exit(code)


def report_then_exit() -> None:
    """A forged frame, and death before the real one."""
    frames_everywhere()
    os._exit(0)


def close_everything_and_stay() -> None:
    os.closerange(0, 1024)
    time.sleep(1000)


def close_everything_and_return() -> str:
    os.closerange(0, 1024)
    return "true"


def close_results_and_return() -> str:
    os.closerange(3, 1024)
    return "true"


def close_output() -> str:
    os.close(1)
    os.close(2)
    return "true"


def swap_descriptors() -> str:
    """Put standard output in the place of every other descriptor."""
    for descriptor in descriptors():
        os.dup2(1, descriptor)
    return "true"


def hold_pipes_in_a_child() -> str:
    in_child(lambda: time.sleep(1000))
    return "true"


def without_waiting() -> str:
    """Make every pipe non-blocking, then report more than one holds."""
    for descriptor in (1, 2, *descriptors()):
        os.set_blocking(descriptor, False)
    return "x" * 500_000


def narrow_pipes() -> str:
    """Make every pipe as small as it gets; those of output serve the next example too."""
    for descriptor in (1, 2, *descriptors()):
        refusal(lambda descriptor=descriptor: fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, 4096))
    return "narrow"


def packet_pipes() -> str:
    """Switch every pipe to packets and to signals; such flags belong to the pipe, not to the process."""
    for descriptor in (1, 2, *descriptors()):
        flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
        refusal(lambda descriptor=descriptor: fcntl.fcntl(descriptor, fcntl.F_SETOWN, 1))
        refusal(
            lambda descriptor=descriptor, flags=flags: fcntl.fcntl(
                descriptor, fcntl.F_SETFL, flags | PACKET_MODE | os.O_ASYNC
            )
        )
    return "packets"


def take_output_back() -> str:
    """Read what was printed before the runner does."""
    end = time.monotonic() + 0.3
    with open("/proc/self/fd/1", "rb", buffering=0) as mine:
        while time.monotonic() < end:
            sys.stdout.write("x" * 4096)
            mine.read(4096)
    return "took"


def no_output() -> str:
    sys.stdout = sys.stderr = None  # type: ignore[assignment]
    return "true"


def closed_output() -> str:
    sys.stdout.close()
    return "true"


def detached_output() -> str:
    sys.stdout.detach()
    return "true"


class Hostile(io.StringIO):
    """An output whose every use hurts, in the way that it is told."""

    def __init__(self, hurt: str) -> None:
        super().__init__()
        self.hurt = hurt

    def flush(self) -> None:
        if self.hurt == "raise":
            raise BaseException("no")  # noqa: TRY002
        if self.hurt == "exit":
            raise SystemExit(3)
        while self.hurt == "loop":
            pass


def hostile_output(hurt: str) -> str:
    sys.stdout = Hostile(hurt)
    return "true"


def mutated_while_read() -> Any:
    """A result that a thread goes on changing."""
    result: dict[str, Any] = {str(number): [number] for number in range(1000)}

    def change() -> None:
        number = 1000
        while True:
            number += 1
            result[str(number)] = []
            result.pop(str(number - 1000), None)

    sys.setswitchinterval(1e-6)
    threading.Thread(target=change).start()
    return result


def large_result(size: int) -> str:
    return "x" * size


def wide_result() -> list[int]:
    """A million values."""
    return [0] * 1_000_000


def print_and_return_much() -> str:
    """Output and a result that each fill a pipe, at once."""
    sys.stdout.write("o" * 200_000)
    sys.stderr.write("e" * 200_000)
    return "r" * 900_000


def overwrite_small_integers() -> int:
    """Make 200 be 201 in this whole process."""
    first = ctypes.c_char.from_address(id(200) + 24)
    first.value = b"\xc9"
    return 0
