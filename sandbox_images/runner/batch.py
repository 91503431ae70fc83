"""Many examples in one worker: only for functions that are certified pure, and only as long as nothing odd happens.

Reports count only where every call returned or raised in an ordinary way and the interpreter's state is the same
afterwards. Anything else ends the batch with a reason, and the host has each of its examples run alone.
"""

from __future__ import annotations

import random
import time

from . import failures, repeatable, strict
from .fingerprint import Look

TYPE_CHECKING = False  # `typing` is 0.4 MB that every fork would have to carry
if TYPE_CHECKING:
    from typing import Any

    from .worker import Worker

PORTION, END = b"P", b"E"
PORTION_BYTES = 32 * 1024
SECONDS_BETWEEN_PORTIONS = 0.05
RETURNED = b'{"status":"returned","result":%b,"wall_ms":%a}'
RAISED = b'{"status":"raised",'
DEPTH_DEPENDS = b'{"status":"raised","error":{"type":"RecursionError"'
_clock, _cpu_clock = time.perf_counter, time.process_time
_plain, _parts, _joined = strict.plain, strict.parts, "".join


def run_batch(worker: Worker, request: dict[str, Any]) -> None:
    """Run every example of the request; ``functions`` are named once, examples are lists.

    ``functions``: ``[[implementation, result_bytes], …]``; ``batch``: ``[[seed, now, zone, [[function, arguments],
    …]], …]``. Reports are lists as well, one for each example, one JSON text a line.
    """
    functions = []
    for implementation, result_bytes in request["functions"]:
        function = worker.find(implementation)
        if isinstance(function, dict):
            worker.send(END, b"a function cannot be loaded")
            return
        functions.append((function, result_bytes))
    repeatable.begin(0, None)
    modules = [implementation.partition(":")[0] for implementation, _ in request["functions"]]
    before = Look(worker.roots, modules)
    drawn = random.getstate()
    portion: list[bytes] = []
    held_bytes = 0
    sent = _clock()
    for seed, now, zone, calls in request["batch"]:
        repeatable.begin(now, zone)
        reports = []
        for index, (number, arguments) in enumerate(calls):
            function, result_bytes = functions[number]
            repeatable.begin_pure_call(seed, index)
            start = _clock()
            try:
                result = _parts(_plain(function(**arguments)), 0)
            except BaseException as error:
                report = failures.report_on(error, function, arguments, worker.roots, start, _cpu_clock())
                if not report.startswith(RAISED) or report.startswith(DEPTH_DEPENDS):
                    worker.send(END, b"a call ended in a way that may depend on the others")
                    return
            else:
                report = RETURNED % (_joined(result).encode(), (_clock() - start) * 1000)
                if len(report) > result_bytes:
                    report = worker.call(function, arguments, result_bytes)  # whose result may have to be left out
            reports.append(report)
        line = b"[" + b",".join(reports) + b"]"
        portion.append(line)
        held_bytes += len(line)
        if held_bytes > PORTION_BYTES or _clock() - sent > SECONDS_BETWEEN_PORTIONS:
            worker.send(PORTION, b",".join(portion))
            portion.clear()
            held_bytes = 0
            sent = _clock()
    if portion:
        worker.send(PORTION, b",".join(portion))
    repeatable.begin(0, None)
    changed = random.getstate() != drawn or Look(worker.roots, modules, before).facts != before.facts
    worker.send(END, b"the interpreter's state changed" if changed else b"")
