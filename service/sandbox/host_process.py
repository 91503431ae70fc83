"""Processes of this machine, told apart for good: what ties a box to the process that started it."""

from __future__ import annotations

import hashlib
from pathlib import Path


def machine() -> str:
    """The boot of this machine and the PID namespace, within which a process id means one process."""
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return f"{boot} {Path('/proc/self/ns/pid').readlink()}"


def machine_digest() -> str:
    """Eight hexadecimal digits for ``machine()``."""
    return hashlib.sha256(machine().encode()).hexdigest()[:8]


def started(pid: int) -> str | None:
    """When the process started, in clock ticks since boot (proc(5), stat field 22); None where there is none.

    Tells a process from a later one with the same id.
    """
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    return stat.rpartition(")")[2].split()[19]
