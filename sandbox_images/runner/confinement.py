"""What a process of the box does to itself: the supervisor once at its start, each worker right after the fork.

Limits of memory, processes, CPU share and network are the container's; here stand those that hold for one process.
"""

from __future__ import annotations

# signal.signal makes enums of its arguments, which costs a fresh process 0.2 ms; this is the module under it.
import _signal  # type: ignore[import-not-found]  # not in typeshed
import ctypes
import gc
import os
import resource
import signal

PR_SET_DUMPABLE = 4  # prctl(2)
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
OPEN_FILES = 256
FILE_BYTES = 64 * 1024 * 1024
OOM_COUNTERS = ("/sys/fs/cgroup/memory/memory.oom_control", "/sys/fs/cgroup/memory.events")

_libc = ctypes.CDLL(None, use_errno=True)


def protect_supervisor() -> None:
    """Make PID 1 untouchable from inside: its memory and environment cannot be read, SIGINT does nothing.

    The kernel itself drops signals that a process of the box sends to its PID 1 (pid_namespaces(7)). Raises
    RuntimeError where this is not PID 1: the cleaning after each example kills every process that it can see.
    """
    if os.getpid() != 1:
        raise RuntimeError(
            "the runner must be PID 1 of its own PID namespace: outside of a box it would kill everything"
        )
    if _libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_DUMPABLE) failed")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Inherited by every worker; the supervisor itself needs no more either.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))


def freeze_heap() -> None:
    """Keep the collector off the pages shared with workers, which would otherwise be copied at each fork."""
    gc.collect()
    gc.freeze()


def address_space_bytes() -> int:
    """The process's own virtual memory, the base on which a worker's own limit is added."""
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[0]) * PAGE_BYTES


def oom_counter() -> int | None:
    """A descriptor on the kernel's counter of processes killed for memory in this box; None where there is none."""
    for counter in OOM_COUNTERS:
        try:
            return os.open(counter, os.O_RDONLY)
        except OSError:
            continue
    return None


def oom_kills(counter: int | None) -> bytes:
    """The counter's value as the kernel writes it, to be compared with an earlier one."""
    if counter is None:
        return b""
    return os.pread(counter, 4096, 0).partition(b"oom_kill ")[2].partition(b"\n")[0]


def confine_worker(keep: tuple[int, ...]) -> None:
    """Give up what a worker must not have: the supervisor's session, signals and descriptors.

    ``keep`` are the descriptors beyond 0, 1 and 2 that stay open.
    """
    os.setsid()
    _signal.signal(_signal.SIGINT, _signal.default_int_handler)
    lowest = 3
    for descriptor in sorted(keep):
        os.closerange(lowest, descriptor)
        lowest = descriptor + 1
    os.closerange(lowest, 1 << 20)
    _die_first_when_memory_ends()


def _die_first_when_memory_ends() -> None:
    """Ask the kernel to kill this process before the supervisor (proc(5), oom_score_adj)."""
    _libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)  # /proc/self belongs to root while the process is not dumpable
    try:
        descriptor = os.open("/proc/self/oom_score_adj", os.O_WRONLY)
    except OSError:
        return  # gVisor has no such file; its memory limit ends the whole box, which the host sees
    try:
        os.write(descriptor, b"1000")
    finally:
        os.close(descriptor)


def limit_call(cpu_seconds: float, used_seconds: float, address_space_bytes: int) -> None:
    """Set the limits of the call that begins: CPU time beyond what was used already, and address space.

    Past the first the kernel sends SIGXCPU; it counts whole seconds, so up to one more may pass. Past the second
    allocations fail. Both are soft limits, as the next call has its own; the bound that holds is the container's.
    """
    soft = int(used_seconds + cpu_seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_AS, (address_space_bytes, resource.RLIM_INFINITY))
