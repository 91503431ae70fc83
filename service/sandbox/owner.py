"""Who owns a box: the labels that tie it to this process, and the sweep of boxes whose process is gone."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from service.sandbox.engine import Engine

BOX_LABEL = "io.callproof.box"
_MACHINE_LABEL = "io.callproof.machine"
_PROCESS_LABEL = "io.callproof.process"


def labels() -> dict[str, str]:
    """The labels of a box that this process starts."""
    return {BOX_LABEL: "1", _MACHINE_LABEL: _machine(), _PROCESS_LABEL: f"{os.getpid()}:{_started(os.getpid())}"}


def identity() -> str:
    """A name for this process that no other one on the engine has at the same time."""
    return f"{_machine_digest()}-{os.getpid()}"


def sweep(engine: Engine) -> int:
    """Remove the boxes of processes of this machine that have ended (killed with -9, say); how many there were.

    Boxes of another machine or PID namespace on the same engine are left alone: whether their process lives cannot be
    seen from here.
    """
    removed = 0
    for box_id, box_labels in engine.boxes(BOX_LABEL):
        if box_labels.get(_MACHINE_LABEL) == _machine() and not _alive(box_labels):
            engine.remove_box(box_id)
            removed += 1
    return removed


def _machine_digest() -> str:
    return hashlib.sha256(_machine().encode()).hexdigest()[:8]


def _machine() -> str:
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return f"{boot} {Path('/proc/self/ns/pid').readlink()}"


def _alive(box_labels: Mapping[str, str]) -> bool:
    pid, _, started = box_labels.get(_PROCESS_LABEL, "").partition(":")
    return pid.isdigit() and _started(int(pid)) == started


def _started(pid: int) -> str | None:
    """When the process started, in clock ticks since boot (proc(5), stat field 22): tells it from a later same pid."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    return stat.rpartition(")")[2].split()[19]
