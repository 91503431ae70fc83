"""What differs in a box under gVisor (``runsc``), measured with release 20221219 and its ptrace platform.

==========================================  ==========================================================================
under gVisor                                hence
==========================================  ==========================================================================
``/proc/1/fd/N`` can be opened by a worker  /proc is an empty folder: no worker finds the runner's channel, nor its
although the runner is not dumpable         environment. The runner must do without /proc.
/tmp is made writable, whatever read_only   an empty read-only folder is mounted over it
the engine's pids limit counts threads and  that limit gets room, and RLIMIT_NPROC, which the guest kernel counts in
stubs of the kernel; past it, it panics     this box alone, is the bound on processes and threads
the guest kernel's own memory is charged    the memory limit gets room for it. ``--ignore-cgroups`` would leave a box
to the box                                  without any bound on memory, so runsc is registered without that flag.
signals from inside reach PID 1             the worker's seccomp filter is what protects it: see ``profiles``
==========================================  ==========================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.sandbox.engine_model import BoxSpec

RUNTIME = "runsc"
ARGUMENTS = ("--platform=ptrace", "--network=none")  # its kvm platform hangs inside some virtual machines
KERNEL_BYTES = 64 * 1024 * 1024
KERNEL_BYTES_PER_PROCESS = 4 * 1024 * 1024  # 250 MiB were counted with 60 idle processes
HOST_TASKS = 256
HOST_TASKS_PER_PROCESS = 64  # up to five at rest; 915 in all were counted in a fork bomb of 68
_EMPTY = "ro,noexec,nosuid,nodev,size=4096"


@dataclass(frozen=True, slots=True, kw_only=True)
class HostBounds:
    """What the engine is told. ``user_processes`` is RLIMIT_NPROC; None leaves it alone.

    ``mounts`` are temporary file systems: folder and options.
    """

    memory_bytes: int
    tasks: int
    user_processes: int | None = None
    mounts: Mapping[str, str] = field(default_factory=dict)


def is_gvisor(runtime: str | None) -> bool:
    """Whether the engine's runtime of that name is taken for gVisor: ``runsc``, or ``runsc`` with an ending.

    By name only; ``runtimes.try_runtime`` finds out whether it is.
    """
    return runtime is not None and runtime.partition("-")[0] == RUNTIME


def host_bounds(spec: BoxSpec) -> HostBounds:
    """What the engine must be told so that the bounds of ``spec`` hold inside the box."""
    if not is_gvisor(spec.runtime):
        return HostBounds(memory_bytes=spec.memory_bytes, tasks=spec.processes)
    return HostBounds(
        memory_bytes=spec.memory_bytes + KERNEL_BYTES + KERNEL_BYTES_PER_PROCESS * spec.processes,
        tasks=HOST_TASKS + HOST_TASKS_PER_PROCESS * spec.processes,
        user_processes=spec.processes,
        mounts={"/proc": _EMPTY, "/tmp": _EMPTY},  # noqa: S108 - closed, not used
    )
