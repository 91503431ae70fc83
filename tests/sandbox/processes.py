"""The processes of a box as the host sees them. Only those below a pool's own boxes are ever touched."""

from __future__ import annotations

import os
import select
import signal
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from service.sandbox.pool import Pool

RUNNER = b"/opt/callproof/runner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Processes:
    """The runner of a box, and its children: the seed is the first one; stems and workers follow."""

    runner: int
    seed: int
    others: tuple[int, ...]


def children(pid: int) -> list[int]:
    """The numbers of a process's children, in the order in which they were started."""
    return [int(each) for task in Path(f"/proc/{pid}/task").glob("*/children") for each in task.read_text().split()]


def bubblewrap_runners(ancestor: int | None = None) -> list[int]:
    """The first processes of the bubblewrap boxes that this process, or ``ancestor``, has started; nobody else's."""
    return [
        runner
        for started in children(ancestor or os.getpid())
        for runner in children(started)
        if RUNNER in Path(f"/proc/{runner}/cmdline").read_bytes().split(b"\0")
    ]


def of_the_box(pool: Pool) -> Processes:
    """Those of the pool's only box; under bubblewrap, no other pool of this process may have one."""
    (name,) = pool.boxes.ready
    if pool.conditions.sandbox == "bubblewrap":
        (runner,) = bubblewrap_runners()
    else:
        asked = ["docker", "inspect", "--format", "{{.State.Pid}}", name]
        runner = int(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)
    seed, *others = children(runner)
    return Processes(runner=runner, seed=seed, others=tuple(others))


def end(pids: Iterable[int]) -> None:
    """Kill processes and wait until they are dead; whoever's children they are still has to reap them."""
    for pid in pids:
        descriptor = os.pidfd_open(pid)
        os.kill(pid, signal.SIGKILL)
        ended = select.poll()
        ended.register(descriptor, select.POLLIN)
        assert ended.poll(30_000)
        os.close(descriptor)
