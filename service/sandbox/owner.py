"""Who owns a box: the labels that tie it to this process, and the sweep of boxes whose process is gone."""

from __future__ import annotations

import os
from collections.abc import Mapping

from service.sandbox.engine import Engine
from service.sandbox.host_process import machine, machine_digest, started

BOX_LABEL = "io.callproof.box"
_MACHINE_LABEL = "io.callproof.machine"
_PROCESS_LABEL = "io.callproof.process"


def labels() -> dict[str, str]:
    """The labels of a box that this process starts."""
    return {BOX_LABEL: "1", _MACHINE_LABEL: machine(), _PROCESS_LABEL: f"{os.getpid()}:{started(os.getpid())}"}


def identity() -> str:
    """A name for this process that no other one on the engine has at the same time."""
    return f"{machine_digest()}-{os.getpid()}"


def sweep(engine: Engine) -> int:
    """Remove the boxes of processes of this machine that have ended (killed with -9, say); how many there were.

    Boxes of another machine or PID namespace on the same engine are left alone: whether their process lives cannot be
    seen from here.
    """
    removed = 0
    for box_id, box_labels in engine.boxes(BOX_LABEL):
        if box_labels.get(_MACHINE_LABEL) == machine() and not _alive(box_labels):
            engine.remove_box(box_id)
            removed += 1
    return removed


def _alive(box_labels: Mapping[str, str]) -> bool:
    pid, _, since = box_labels.get(_PROCESS_LABEL, "").partition(":")
    return pid.isdigit() and started(int(pid)) == since
