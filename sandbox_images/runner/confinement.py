"""What the processes of the box do to themselves and to each other, so that none can reach out of its place.

Limits of memory, processes, CPU share and network are the container's; here stand those of single processes. Layers
that a kernel lacks are not replaced by weaker ones: they are missing from what ``Layers`` tells the host, and the host
refuses a box that lacks what its profile asks for.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import resource
import signal
import time

from . import landlock, seccomp

TYPE_CHECKING = False  # `typing` is 0.4 MB that every fork would have to carry
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PR_SET_DUMPABLE = 4  # prctl(2)
PR_SET_NO_NEW_PRIVS = 38
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
OPEN_FILES = 256
UNKNOWN_BASE_BYTES = 256 * 1024 * 1024
FILE_BYTES = 64 * 1024 * 1024
OOM_COUNTERS = ("/sys/fs/cgroup/memory/memory.oom_control", "/sys/fs/cgroup/memory.events")
_CLONE_NUMBERS = {"x86_64": 56, "aarch64": 220}
_CLONE_FLAGS = 0x8000 | int(signal.SIGCHLD)  # CLONE_PARENT
_CPUCLOCK_SCHED = 2

_libc = ctypes.CDLL(None, use_errno=True)
_syscall = ctypes.PyDLL(None).syscall  # keeps the interpreter's lock, which a fork beside the interpreter needs
_clone_number = _CLONE_NUMBERS.get(os.uname().machine)
_clock_gettime = time.clock_gettime  # the real one; functions get a frozen one


def protect_supervisor() -> None:
    """Make PID 1 untouchable from inside: its memory and environment cannot be read, SIGINT does nothing.

    The kernel itself drops signals that a process of the box sends to its PID 1 (pid_namespaces(7)). All other
    processes of the box inherit what is set here. Raises RuntimeError where this is not PID 1.
    """
    if os.getpid() != 1:
        raise RuntimeError(
            "the runner must be PID 1 of its own PID namespace: outside of a box it would kill everything"
        )
    if _libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_DUMPABLE) failed")
    if _libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_NO_NEW_PRIVS) failed")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))


def freeze_heap() -> None:
    """Keep the collector off the pages shared with workers, which would otherwise be copied at each fork."""
    gc.collect()
    gc.freeze()


def address_space_bytes() -> int:
    """The process's own virtual memory, the base on which a worker's own limit is added."""
    try:
        with open("/proc/self/statm") as statm:
            return int(statm.read().split()[0]) * PAGE_BYTES
    except OSError:
        return UNKNOWN_BASE_BYTES  # a box without /proc


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


def confine_stem(spared: tuple[int, ...], folders: tuple[str, ...], *, inspectable: bool) -> tuple[str, ...]:
    """Give up for this process and all its workers what functions must not have; the names of the layers that hold.

    ``spared`` are the processes that no worker may signal, ``folders`` those that it may read beside the system's.
    ``inspectable`` lets the supervisor look at what this process holds; workers still cannot write to it.
    """
    _die_first_when_memory_ends()
    if inspectable:
        _libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    layers = []
    if landlock.restrict(folders):
        layers.append("landlock")
    if seccomp.install(spared):
        layers.append("worker_seccomp")
    return tuple(layers)


def _die_first_when_memory_ends() -> None:
    """Ask the kernel to kill this process and its workers before the supervisor (proc(5), oom_score_adj)."""
    _libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)  # /proc/self belongs to root while the process is not dumpable
    try:
        with open("/proc/self/oom_score_adj", "w") as score:
            score.write("1000")
    except OSError:
        return  # gVisor has no such file; its memory limit ends the whole box, which the host sees
    finally:
        _libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


@contextlib.contextmanager
def bounded_memory(size_bytes: int) -> Iterator[None]:
    """Let this process take no more than so much address space beyond what it has."""
    limits = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (address_space_bytes() + size_bytes, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, limits)


def fork_for_supervisor() -> int:
    """Fork a child that belongs to this process's parent, which reaps it and has its usage; 0 in the child.

    The number of the child in the parent. Raises OSError.
    """
    if _kept_children:
        return _fork_orphan()
    pid = _clone(_CLONE_FLAGS)
    if pid and not _checked:
        _checked.append(True)
        if _is_own_child(pid):
            _kept_children.append(True)
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return _fork_orphan()
    return pid


def forking() -> Callable[[], int]:
    """``fork_for_supervisor`` for a process whose parent has called that: it is known by then which way works here."""
    return _fork_orphan if _kept_children else _fork_beside


_checked: list[bool] = []
_kept_children: list[bool] = []
"""Filled where the kernel ignores CLONE_PARENT, as gVisor's does (release 20221219)."""


def _fork_orphan() -> int:
    """Fork a child by way of another one, which ends at once: PID 1, whose child this process is, then has it."""
    told, told_end = os.pipe()
    between = _clone(0)
    if between == 0:
        pid = _clone(0)
        if pid:
            os.write(told_end, pid.to_bytes(4))
            os._exit(0)
        os.close(told)
        os.close(told_end)
        return 0
    os.close(told_end)
    os.waitpid(between, 0)  # until then the child is not an orphan
    answer = os.read(told, 4)
    os.close(told)
    if not answer:
        raise OSError("clone failed")
    return int.from_bytes(answer)


def _fork_beside() -> int:
    """clone(2) with CLONE_PARENT, beside the interpreter's own fork.

    For a process with one thread and no hooks that is enough, and it writes to half as many pages.
    """
    pid: int = _syscall(_clone_number, _CLONE_FLAGS, 0, 0, 0, 0)
    if pid < 0:
        raise OSError("clone failed")
    return pid


def _clone(flags: int) -> int:
    if _clone_number is None:
        raise OSError(f"no system call number of clone is known for {os.uname().machine}")
    pid: int = _syscall(_clone_number, flags | signal.SIGCHLD, 0, 0, 0, 0)
    if pid < 0:
        raise OSError("clone failed")
    return pid


def _is_own_child(pid: int) -> bool:
    try:
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def limit_call(pid: int, cpu_seconds: float, address_space_bytes: int, *, first: bool) -> None:
    """Set the limits of the call that a worker is about to begin: more CPU time than it has used, and address space.

    Past the first the kernel sends SIGXCPU; it counts whole seconds, so up to one more may pass. Past the second
    allocations fail. Both are soft limits, as the next call has its own; the bound that holds is the container's.
    """
    used_seconds = 0.0 if first else _clock_gettime((~pid << 3) | _CPUCLOCK_SCHED)
    soft = int(used_seconds + cpu_seconds) + 1
    resource.prlimit(pid, resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
    resource.prlimit(pid, resource.RLIMIT_AS, (address_space_bytes, resource.RLIM_INFINITY))
