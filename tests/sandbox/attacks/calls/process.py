"""Attacks by and on processes: endings, signals, descendants, other programs."""

import array
import atexit
import ctypes
import faulthandler
import gc
import mmap
import os
import resource
import signal
import socket
import sys
import threading
import time
from typing import Any

from reach import UNKNOWN, in_child, libc, refusal, system_call

PRIVATE = 4
PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NAME = 15
PR_SET_CHILD_SUBREAPER = 36


class HostileCodeError(SystemExit):
    @property
    def code(self) -> Any:  # type: ignore[override]
        raise RuntimeError("no code")


def exit_with(code: Any) -> None:
    sys.exit(code)


def exit_with_hostile_code() -> None:
    raise HostileCodeError


def interrupt_oneself() -> None:
    raise KeyboardInterrupt


def close_generator() -> None:
    raise GeneratorExit


def raise_base() -> None:
    raise BaseException("from the base")  # noqa: TRY002


def abort() -> None:
    os.abort()


def signal_oneself(number: int) -> None:
    os.kill(os.getpid(), number)
    time.sleep(1000)


def segfault() -> None:
    ctypes.string_at(0)


class Mirror:
    def __repr__(self) -> str:
        return repr(self)


def overflow_c_stack() -> str:
    sys.setrecursionlimit(10**9)
    return repr(Mirror())


def overflow_python_stack() -> Any:
    return overflow_python_stack()


def overflow_unlimited_stack() -> Any:
    sys.setrecursionlimit(10**9)
    return _deeper()


def _deeper() -> Any:
    return _deeper()


def ignore_termination() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    time.sleep(1000)


def exit_handlers() -> str:
    """Handlers that print and never end."""
    atexit.register(time.sleep, 1000)
    atexit.register(print, "from the exit handler")
    return "registered"


class Undying:
    def __del__(self) -> None:
        print("deleted")
        time.sleep(1000)


def finalizers() -> str:
    sys.undying = Undying()  # type: ignore[attr-defined]
    return "kept"


def finalizer_of_the_result() -> Any:
    class Result(list[int]):
        def __del__(self) -> None:
            raise SystemExit(9)

    return Result([1, 2])


def daemon() -> str:
    """A descendant that outlives its parent, ignores signals and holds every pipe."""
    in_child(_leave_grandchild)
    return "left"


def _leave_grandchild() -> None:
    refusal(os.setsid)
    if os.fork() == 0:
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        time.sleep(1000)


def daemons_at_work() -> str:
    """Descendants that go on forking after the call."""
    in_child(lambda: in_child(_fork_in_a_chain))
    return "left"


def _fork_in_a_chain() -> None:
    while True:
        if os.fork():
            os._exit(0)


def subreaper() -> int:
    """Collect orphans in the place of PID 1, and leave them."""
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    in_child(_leave_grandchild)
    return 0


def new_session() -> str:
    """Whether a child can leave for a session of its own; the example ends all the same."""
    in_child(_leave_grandchild)
    return refusal(os.setsid)


def new_group() -> str:
    return refusal(lambda: os.setpgid(0, 0))


def die_with_parent() -> str:
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    return "asked"


def become_undumpable() -> str:
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    return "done"


def rename_process() -> str:
    libc.prctl(PR_SET_NAME, b"python3", 0, 0, 0)
    return "renamed"


def ignore_children() -> str:
    """Have the kernel reap the children, and leave some."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in range(8):
        in_child(lambda: time.sleep(0.01))
    return "ignored"


def threads_left() -> str:
    """Threads that print, fork and change the result for as long as they live."""
    for _ in range(4):
        threading.Thread(target=_work_on).start()
    return "left"


def _work_on() -> None:
    while True:
        sum(range(1000))


def crash_in_a_thread() -> None:
    threading.Thread(target=ctypes.string_at, args=(0,)).start()
    time.sleep(1000)


def kill_everybody() -> str:
    """Kill all that can be killed but oneself."""
    in_child(lambda: time.sleep(1000))
    refusal(lambda: os.kill(-1, signal.SIGKILL))
    return "sent"


def kill_own_group() -> None:
    os.kill(0, signal.SIGKILL)
    time.sleep(1000)


def signal_the_runner(number: int) -> str:
    """Whether the runner lives after a signal to it, by every way to send one."""
    value = ctypes.create_string_buffer(128)
    refusal(lambda: os.kill(1, number))
    refusal(lambda: os.killpg(1, number))
    system_call("tkill", 1, number)
    system_call("rt_sigqueueinfo", 1, number, ctypes.addressof(value))
    descriptor = system_call("pidfd_open", 1, 0)
    if isinstance(descriptor, int):
        system_call("pidfd_send_signal", descriptor, number, 0, 0)
    return "sent"


def trace_the_runner() -> Any:
    attach = 16
    return system_call("ptrace", attach, 1, 0, 0)


def trace_a_child() -> Any:
    """Tracing is refused also where it would hurt nobody: it opens a way around other limits."""
    attach = 16
    child = in_child(lambda: time.sleep(1000))
    return system_call("ptrace", attach, child, 0, 0)


def write_into_the_runner() -> Any:
    content = ctypes.create_string_buffer(16)
    pieces = (ctypes.c_size_t * 2)(ctypes.addressof(content), 16)
    address = ctypes.addressof(pieces)
    return system_call("process_vm_writev", 1, address, 1, address, 1, 0)


def take_descriptor_of_the_runner() -> Any:
    descriptor = system_call("pidfd_open", 1, 0)
    return system_call("pidfd_getfd", descriptor, 0, 0) if isinstance(descriptor, int) else descriptor


def limit_the_runner() -> Any:
    nothing = (ctypes.c_uint64 * 2)(0, 0)
    return system_call("prlimit64", 1, resource.RLIMIT_NOFILE, ctypes.addressof(nothing), 0)


def slow_the_runner() -> str:
    return refusal(lambda: os.setpriority(os.PRIO_PROCESS, 1, 19))


def idle_the_runner() -> str:
    return refusal(lambda: os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0)))


def pin_the_runner() -> str:
    return refusal(lambda: os.sched_setaffinity(1, {0}))


def idle_the_disk_of_the_runner() -> Any:
    one_process, idle = 1, 3 << 13
    return system_call("ioprio_set", one_process, 1, idle)


def own_priority() -> str:
    """Change how the own process is scheduled, which is its own business."""
    refusal(lambda: os.nice(19))
    refusal(lambda: os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0)))
    refusal(lambda: os.sched_setaffinity(0, {0}))
    return "changed"


def become_another_program() -> None:
    os.execv("/bin/true", ["true"])


def endless_program() -> None:
    os.execv("/bin/sleep", ["sleep", "1000"])


def program_out_of_memory() -> None:
    """Run a program that is in no file."""
    with open("/bin/true", "rb") as program:
        content = program.read()
    descriptor = os.memfd_create("program")
    os.write(descriptor, content)
    os.execve(descriptor, ["true"], {})


def library_for_programs() -> str:
    """Leave word for programs to come that they load a library."""
    os.environ["LD_PRELOAD"] = "/tmp/planted.so"
    os.environ["PYTHONPATH"] = os.environ["PYTHONSTARTUP"] = "/tmp/planted"
    return refusal(lambda: open("/etc/ld.so.preload", "w").close())


def pass_descriptors() -> str:
    """Send every descriptor to a child over a socket; the child keeps them."""
    ours, theirs = socket.socketpair()
    child = in_child(lambda: (theirs.recvmsg(1, 4096), time.sleep(1000)))
    numbers = array.array("i", [0, 1, 2])
    ours.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, numbers)])
    return "sent" if child else "never"


def reset_shared_memory(value: int) -> None:
    """Overwrite what memory is shared with the runner, then end without a word."""
    for each in {id(shared): shared for shared in _shared_memory()}.values():
        each[:] = bytes([value]) * len(each)
    os._exit(0)


def _shared_memory() -> Any:
    gc.unfreeze()
    holders = [frame.f_locals for frame in _frames()]
    holders += [vars(each) for frame in _frames() for each in frame.f_locals.values() if hasattr(each, "__dict__")]
    yield from (each for each in gc.get_objects() if isinstance(each, mmap.mmap))
    yield from (each for holder in holders for each in holder.values() if isinstance(each, mmap.mmap))


def _frames() -> Any:
    frame = sys._getframe()
    while frame is not None:
        yield frame
        frame = frame.f_back  # type: ignore[assignment]


def dump_threads_later() -> str:
    """A watchdog of the interpreter that ends the process."""
    faulthandler.dump_traceback_later(0.2, exit=True, file=2)
    return "set"


def stop_children() -> str:
    """Leave a stopped child."""
    child = in_child(lambda: time.sleep(1000))
    os.kill(child, signal.SIGSTOP)
    return "stopped"


def push_into_terminal() -> Any:
    """Type for whoever holds the terminal."""
    tiocsti = 0x5412
    letter = ctypes.create_string_buffer(b"x")
    ctypes.set_errno(0)
    given = libc.ioctl(0, tiocsti, letter)
    return "refused" if given == UNKNOWN else "allowed"
