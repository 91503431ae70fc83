"""Attacks on resources: processes, memory, processor, disk, descriptors, output."""

import ctypes
import itertools
import mmap
import os
import re
import resource
import signal
import sys
import threading
import time
from typing import Any

from reach import NUMBERS, in_child, libc, refusal

PLACES = ("/", "/tmp", "/var/tmp", "/run", "/dev", "/dev/shm", "/dev/mqueue", "/home", ".", os.path.dirname(__file__))
MEBIBYTE = 1024 * 1024


def fork_bomb() -> None:
    while True:
        try:
            os.fork()
        except OSError:
            time.sleep(0.01)


def fork_until_refused() -> bool:
    """Whether the number of sleeping children is bounded by the limit of processes."""
    count = 0
    while count < 2000:
        try:
            in_child(lambda: time.sleep(1000))
        except OSError:
            break
        count += 1
    return count < 100


def vfork_and_stay() -> None:
    """Wait inside the kernel for a child that never ends."""
    clone_vfork = 0x4000
    if libc.syscall(NUMBERS["clone"], clone_vfork | signal.SIGCHLD, 0, 0, 0, 0) == 0:
        time.sleep(1000)


def thread_bomb() -> bool:
    """Whether the number of threads is bounded; they go on after the call."""
    threading.stack_size(64 * 1024)
    count = 0
    while count < 2000:
        try:
            threading.Thread(target=time.sleep, args=(1000,)).start()
        except RuntimeError:
            break
        count += 1
    return count < 100


def heap_bomb() -> int:
    return len(bytearray(4 * 1024**3))


def heap_in_small_steps() -> None:
    held: list[Any] = []
    while True:
        held.append(bytearray(100_000))


def hold_all_memory() -> int:
    """Leave nothing for the report on this very call."""
    held: list[Any] = []
    size = 64 * MEBIBYTE
    while size > 16:
        try:
            held.append(bytearray(size))
        except MemoryError:
            size //= 2
    sys.hold_all_memory = held  # type: ignore[attr-defined]
    return len(held)


def raised_memory_limit() -> int:
    """Lift the own limit first, so that only the box's is left."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    held = [bytearray(b"x" * (32 * MEBIBYTE)) for _ in range(64)]
    return len(held)


def memory_files() -> None:
    """Memory that counts for no process."""
    for number in itertools.count():
        descriptor = os.memfd_create(f"bomb {number}")
        for _ in range(60):
            os.write(descriptor, b"x" * MEBIBYTE)


def spared_memory_files() -> None:
    """The same, after asking the kernel to kill somebody else."""
    for value in ("-1000", "0"):
        refusal(lambda value=value: open("/proc/self/oom_score_adj", "w").write(value))
    memory_files()


def shared_mappings() -> None:
    held = []
    while True:
        held.append(mmap.mmap(-1, 32 * MEBIBYTE))
        held[-1].write(b"x" * (32 * MEBIBYTE))


def memory_of_children() -> int:
    """Four children of 300 MiB each, every one within its own limit; how many lived."""
    children = [in_child(_hold_much) for _ in range(4)]
    endings = [os.waitpid(child, 0)[1] for child in children]
    return endings.count(0)


def _hold_much() -> None:
    bytearray(b"x" * (300 * MEBIBYTE))
    time.sleep(0.5)


def spin() -> None:
    while True:
        pass


def spin_past_warnings() -> None:
    for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)
    while True:
        pass


def spin_past_raised_limit() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))
    while True:
        pass


def catastrophic_pattern() -> bool:
    return re.match(r"(a+)+$", "a" * 60 + "b") is None


def huge_power() -> int:
    return (3 ** (10**9)) % 10


def huge_integer_to_text() -> int:
    sys.set_int_max_str_digits(0)
    return len(str(1 << 10**8))


def colliding_keys() -> int:
    """Integers that all have one hash, in one dictionary."""
    return len({number * sys.hash_info.modulus: number for number in range(200_000)})


def spin_in_children() -> str:
    """Leave children at work."""
    for _ in range(4):
        in_child(spin)
    return "left"


def wait_for_spinning_children() -> None:
    for _ in range(4):
        in_child(spin)
    os.wait()


def sleep_on() -> None:
    time.sleep(1000)


def sleep_with_blocked_signals() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, signal.NSIG))
    while True:
        time.sleep(1000)


def deadlock() -> None:
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()


def alarm_unhandled() -> None:
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    time.sleep(1000)


def alarm_after_return() -> str:
    signal.setitimer(signal.ITIMER_REAL, 0.2, 0.01)
    return "set"


def alarm_in_the_report() -> list[int]:
    """Exceptions out of a signal handler, at any moment, while the result is taken."""
    signal.signal(signal.SIGALRM, _interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.02, 0.0005)
    try:
        return list(range(100_000))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)


def _interrupt(*_: object) -> None:
    raise InterruptedError("again")


def fill_disk() -> list[str]:
    """The places where a file could be written."""
    return [place for place in PLACES if refusal(lambda place=place: _fill(place)) == "allowed"]


def _fill(place: str) -> None:
    with open(f"{place}/filler", "wb") as filler:
        filler.write(b"x" * MEBIBYTE)


def many_inodes() -> int:
    """How many empty files, folders and links could be made."""
    return sum(_make_three(place, number) for place, number in itertools.product(PLACES, range(10)))


def _make_three(place: str, number: int) -> int:
    answers = (
        refusal(lambda: open(f"{place}/inode-{number}", "x").close()),
        refusal(lambda: os.mkdir(f"{place}/folder-{number}")),
        refusal(lambda: os.symlink("/", f"{place}/link-{number}")),
    )
    return answers.count("allowed")


def sparse_file() -> str:
    """A memory file of a tebibyte that holds nothing."""
    return refusal(lambda: os.ftruncate(os.memfd_create("sparse"), 1024**4))


def many_descriptors() -> bool:
    """Whether descriptors are bounded; none is left for the report."""
    held = []
    while len(held) < 5000:
        try:
            held.append(os.dup(1))
        except OSError:
            break
    sys.many_descriptors = held  # type: ignore[attr-defined]
    return len(held) < 1024


def many_pending_signals() -> str:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGRTMIN})
    for _ in range(50_000):
        if libc.sigqueue(os.getpid(), int(signal.SIGRTMIN), ctypes.c_void_p(0)):
            break
    return "queued"


def print_for_ever() -> None:
    while True:
        sys.stdout.write("x" * 65536)


def print_errors_for_ever() -> None:
    while True:
        os.write(2, b"x" * 65536)


def print_on_both() -> None:
    while True:
        os.write(2, b"x" * 10)
        os.write(1, b"x" * 1000)


def print_from_children() -> None:
    for _ in range(4):
        in_child(print_for_ever)
    time.sleep(1000)


def print_exactly(size: int) -> int:
    sys.stdout.write("x" * size)
    return size


def print_errors_exactly(size: int) -> int:
    sys.stderr.write("x" * size)
    return size


def dump_core() -> None:
    """Ask for a core file, then end in a way that gives one."""
    refusal(lambda: resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)))
    os.abort()


def core_pattern() -> str:
    return refusal(lambda: open("/proc/sys/kernel/core_pattern", "w").write("|/bin/sh"))


def raise_core_limit() -> str:
    return refusal(lambda: resource.setrlimit(resource.RLIMIT_CORE, (1, resource.RLIM_INFINITY)))


def count_letters(value: Any) -> int:
    """How long the argument is, as text."""
    return len(str(value))


def depth(value: Any) -> int:
    """How deep the argument is nested."""
    levels = 0
    while value:
        value = value[0]
        levels += 1
    return levels
