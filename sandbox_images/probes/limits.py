"""What a doctor tries inside a box: each function does what a limit forbids and tells what came of it.

Runs in the box only; the host never imports it. Standard library only. A function that looks for ways out gives those
that it found, so that an empty list is what a whole box answers.
"""

from __future__ import annotations

import builtins
import contextlib
import ctypes
import datetime
import errno
import mmap
import os
import platform
import random
import signal
import socket
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from functools import partial

PAGE_BYTES = 4096
ABSTRACT = "\0callproof-left-behind"
MARK = "CALLPROOF_LEFT_BEHIND"
NO_ANSWER = "no answer, but nothing refused it"
_REFUSALS = (errno.EPERM, errno.EACCES, errno.ENOSYS)
_CAPABILITY_VERSION_3 = 0x20080522  # capget(2)
_CAPABILITIES = 64
_PR_GET_SECCOMP, _PR_CAPBSET_READ, _PR_GET_NO_NEW_PRIVS = 21, 23, 39
_X32 = 0x40000000
_NEW_NAMESPACES = {
    "mounts": 0x20000,
    "control groups": 0x2000000,
    "host name": 0x4000000,
    "ipc": 0x8000000,
    "users": 0x10000000,
    "processes": 0x20000000,
    "network": 0x40000000,
    "time": 0x80,
}
_COLUMN = 0 if platform.machine() == "x86_64" else 1
_NUMBERS = {  # of system calls: x86_64, aarch64
    "getpid": (39, 172),
    "clone": (56, 220),
    "ptrace": (101, 117),
    "mount": (165, 40),
    "keyctl": (250, 219),
    "unshare": (272, 97),
    "perf_event_open": (298, 241),
    "open_by_handle_at": (304, 265),
    "setns": (308, 268),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "memfd_create": (319, 279),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "clone3": (435, 435),
}
_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long
_left: list[str] = []


def identity() -> dict[str, int]:
    """Tell user, capabilities and the two locks that the kernel puts on this process."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)()
    unknown = _libc.capget(header, sets) != 0
    bounding = sum(_libc.prctl(_PR_CAPBSET_READ, each, 0, 0, 0) == 1 for each in range(_CAPABILITIES))
    return {
        "user": os.getuid(),
        "capabilities": -1 if unknown else sum(bin(each).count("1") for each in sets) + bounding,
        "no_new_privileges": int(_libc.prctl(_PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0)),
        "seccomp": int(_libc.prctl(_PR_GET_SECCOMP, 0, 0, 0, 0)),
    }


def answer() -> int:
    """Give something back, as fast as can be."""
    return 42


def interfaces() -> list[str]:
    """The network interfaces beside the loopback."""
    try:
        return [name for _, name in socket.if_nameindex() if name != "lo"]
    except OSError:
        return []


def connect(family: str, kind: str, address: str) -> list[str]:
    """Try to leave the box; ``family`` and ``kind`` as the socket module names them."""
    try:
        with socket.socket(getattr(socket, family), getattr(socket, kind)) as tried:
            tried.settimeout(0.5)
            tried.connect((address, 53))
    except TimeoutError:
        return [f"{address}: {NO_ANSWER}"]
    except OSError:
        return []
    return [address]


def open_netlink() -> list[str]:
    """Try to speak with the kernel about its network (netlink(7))."""
    try:
        socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0).close()
    except OSError:
        return []
    return ["netlink"]


def reach_abstract_socket(name: str) -> list[str]:
    """Try to reach a unix socket without a file (unix(7)), on which a process of the host listens."""
    with socket.socket(socket.AF_UNIX) as tried:
        tried.settimeout(0.5)
        try:
            tried.connect("\0" + name)
        except OSError:
            return []
    return ["a socket of the host"]


def write_files() -> list[str]:
    """Try to write where a call must not; list where it could."""
    written = []
    own = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120
    folders = ("/", "/usr", "/etc", "/opt/callproof", own, "/dev", "/dev/shm", "/tmp", "/var/tmp", "/run", "/home", ".")  # noqa: S108
    for folder in folders:
        path = f"{folder}/callproof-probe"
        for make in (_make_file, os.mkdir, _make_link, os.mkfifo):
            with contextlib.suppress(OSError):
                make(path)
                written.append(folder)
        for remove in (os.unlink, os.rmdir):
            with contextlib.suppress(OSError):
                remove(path)
    return sorted(set(written))


def fill_memory(megabytes: int) -> int:
    """Touch that much memory and give back how much it was; a cap below it ends this."""
    return len(_filled(megabytes)) // (1024 * 1024)


def fill_memory_file(megabytes: int) -> int:
    """The same in a file that lies in memory (memfd_create(2)), whose pages no limit of a process counts.

    0 where there is no such file to be had.
    """
    held = 0
    name = ctypes.create_string_buffer(b"probe")
    descriptor = _call("memfd_create", ctypes.addressof(name), 0)
    if descriptor < 0:
        return held
    for _ in range(megabytes):
        try:
            held += os.write(descriptor, b"x" * 1024 * 1024)
        except OSError:
            break
    return held // (1024 * 1024)


def fill_memory_together(processes: int, megabytes: int) -> int:
    """Let several processes hold so much each, all at once; how many of them could."""
    ready, ready_end = os.pipe()
    hold, release = os.pipe()
    children = []
    for _ in range(processes):
        child = os.fork()
        if child == 0:
            with contextlib.suppress(MemoryError):
                kept = _filled(megabytes)
                os.write(ready_end, b"x")
                os.close(ready_end)  # so that the last one to get there, or to be killed, ends the count
                os.close(release)
                os.read(hold, 1)
                del kept
            os._exit(0)
        children.append(child)
    os.close(ready_end)
    held = 0
    while held < processes and os.read(ready, 1):
        held += 1
    os.close(release)
    ends = [os.waitpid(child, 0)[1] for child in children]
    return sum(os.WIFEXITED(end) for end in ends) if held == processes else held


def start_processes(most: int) -> int:
    """Fork sleepers until the kernel refuses or there are ``most``; give back how many there were."""
    started = 0
    while started < most:
        try:
            child = os.fork()
        except OSError:
            break
        if child == 0:
            time.sleep(60)
            os._exit(0)
        started += 1
    return started


def sleep_long() -> None:
    """Sleep for longer than any limit."""
    time.sleep(3600)


def spin() -> None:
    """Use a processor for ever."""
    while True:
        pass


def write_endlessly() -> None:
    """Write to standard output until stopped."""
    while True:
        os.write(1, b"x" * 65536)


def return_much(size_bytes: int) -> str:
    """Give back a text of that size."""
    return "x" * size_bytes


def signal_runner() -> list[str]:
    """Try to stop and kill the program that runs this box."""
    return _signalled([1, -1], (0, signal.SIGTERM, signal.SIGSTOP, signal.SIGKILL))


def signal_stems() -> list[str]:
    """Try to signal the other processes of the box, from which workers are forked."""
    return _signalled(_others(), (0, signal.SIGCONT))


def read_runner() -> list[str]:
    """Try to read memory, environment and descriptors of the runner."""
    found = []
    for name in ("environ", "mem", "maps", "auxv"):
        with contextlib.suppress(OSError):
            os.close(os.open(f"/proc/1/{name}", os.O_RDONLY))
            found.append(name)
    with contextlib.suppress(OSError):
        os.listdir("/proc/1/fd")  # noqa: PTH208
        found.append("descriptors")
    content = ctypes.create_string_buffer(16)
    pieces = (ctypes.c_size_t * 2)(ctypes.addressof(content), 16)
    for name in ("process_vm_readv", "process_vm_writev"):
        found += _open_doors({name: (name, 1, ctypes.addressof(pieces), 1, ctypes.addressof(pieces), 1, 0)})
    return found


def trace() -> list[str]:
    """Try to take hold of other processes as a debugger does (ptrace(2))."""
    attach, seize = 16, 0x4206
    targets = {1, os.getppid(), *_others()}
    return _open_doors(
        {f"process {pid}": ("ptrace", how, pid, 0, 0) for pid in sorted(targets) for how in (attach, seize)}
    )


def make_namespaces() -> list[str]:
    """Try to get namespaces of one's own, by each way there is (namespaces(7))."""
    found = _in_children({name: partial(_call, "unshare", flag) for name, flag in _NEW_NAMESPACES.items()})
    cloned = _call("clone", _NEW_NAMESPACES["users"] | signal.SIGCHLD, 0, 0, 0, 0)
    if cloned == 0:
        os._exit(0)
    structure = (ctypes.c_uint64 * 11)(_NEW_NAMESPACES["users"], 0, 0, 0, signal.SIGCHLD)
    cloned_by_structure = _call("clone3", ctypes.addressof(structure), ctypes.sizeof(structure))
    if cloned_by_structure == 0:
        os._exit(0)
    found += [name for name, gave in (("clone", cloned), ("clone3", cloned_by_structure)) if not _refused(gave)]
    return found + _open_doors({"setns": ("setns", 0, 0), "mount": ("mount", 0, 0, 0, 0, 0)})


def call_as_another_architecture() -> list[str]:
    """Try the system calls of i386 and x32, whose numbers a filter of x86_64 would take for others.

    One that is answered with anything but its own result was not taken for what it is: gVisor reads i386 numbers as
    those of x86_64, and so does the filter in it.
    """
    if platform.machine() != "x86_64":
        return []
    return _in_children(
        {
            "x32": lambda: _own_number(_call_number(_X32 | _NUMBERS["getpid"][_COLUMN])),
            "i386": lambda: _own_number(_getpid_of_i386()),
        }
    )


def open_doors() -> list[str]:
    """Try the kernel's doors that functions have no use for."""
    attributes = (ctypes.c_uint32 * 32)(2, 4, 4, 1)
    ring = ctypes.create_string_buffer(256)
    event = ctypes.create_string_buffer(128)
    event[4] = b"\x80"
    return _open_doors(
        {
            "io_uring": ("io_uring_setup", 1, ctypes.addressof(ring)),
            "bpf": ("bpf", 0, ctypes.addressof(attributes), 128),
            "keyctl": ("keyctl", 0, -3, 1),
            "perf_event_open": ("perf_event_open", ctypes.addressof(event), 0, -1, -1, 0),
            "userfaultfd": ("userfaultfd", 1),
            "open_by_handle_at": ("open_by_handle_at", 0, 0, 0),
        }
    )


def leave_behind() -> str:
    """Leave something for the next call wherever this one can: in the program, in processes, on sockets, in files."""
    _left.append(MARK)
    os.environ[MARK] = "1"
    setattr(builtins, MARK, True)
    random.seed(os.getpid())
    with contextlib.suppress(OSError):
        os.umask(0o777)
        os.chdir("/usr")
    with contextlib.suppress(OSError):
        _make_file("/tmp/" + MARK)  # noqa: S108
    listener = socket.socket(socket.AF_UNIX)
    with contextlib.suppress(OSError):
        listener.bind(ABSTRACT)
        listener.listen()
    if os.fork() == 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(60)
        os._exit(0)
    return "left"


def look_for_leftovers() -> list[str]:
    """What an earlier call has left."""
    found = [f"a value in the program: {each}" for each in _left]
    if MARK in os.environ:
        found.append("a variable of the environment")
    if hasattr(builtins, MARK):
        found.append("a built-in name")
    if os.path.exists("/tmp/" + MARK):  # noqa: PTH110, S108
        found.append("a file")
    if os.getcwd() == "/usr":  # noqa: PTH109
        found.append("a working folder")
    if os.umask(0o022) == 0o777:
        found.append("a mask for new files")
    with socket.socket(socket.AF_UNIX) as tried, contextlib.suppress(OSError):
        tried.connect(ABSTRACT)
        found.append("a process that listens")
    return found


def draw() -> list[str]:
    """Clock and chance, which must be the same each time."""
    now = datetime.datetime.now(tz=datetime.UTC)
    return [
        *(str(time.time_ns()), now.isoformat(), time.strftime("%c %z"), str(random.random())),  # noqa: S311
        *(os.urandom(8).hex(), str(uuid.uuid4()), str(hash("callproof")), str(random.SystemRandom().random())),
    ]


def _filled(megabytes: int) -> bytearray:
    held = bytearray(megabytes * 1024 * 1024)
    held[::PAGE_BYTES] = b"x" * len(held[::PAGE_BYTES])
    return held


def _make_file(path: str) -> None:
    with open(path, "x", encoding="ascii") as file:  # noqa: PTH123
        file.write("x")


def _make_link(path: str) -> None:
    os.symlink("/etc", path)  # noqa: PTH211


def _others() -> list[int]:
    """The processes of the box beside this one and the runner; where /proc does not tell, whatever it could be."""
    try:
        names = [name for name in os.listdir("/proc") if name.isdigit()]  # noqa: PTH208
    except OSError:
        names = []
    known = [int(name) for name in names] or range(2, os.getpid())
    return [pid for pid in known if pid not in {1, os.getpid()}]


def _signalled(processes: Sequence[int], numbers: Sequence[int]) -> list[str]:
    reached = []
    for pid in processes:
        for number in numbers:
            with contextlib.suppress(OSError):
                os.kill(pid, number)
                reached.append(f"process {pid} by signal {int(number)}")
    return reached


def _call(name: str, *arguments: int) -> int:
    return _call_number(_NUMBERS[name][_COLUMN], *arguments)


def _call_number(number: int, *arguments: int) -> int:
    """Make a system call; what it gave, or the negative number of its error."""
    ctypes.set_errno(0)
    gave: int = _libc.syscall(ctypes.c_long(number), *(ctypes.c_long(each) for each in arguments))
    return gave if gave != -1 else -ctypes.get_errno()


def _refused(gave: int) -> bool:
    """Whether the call was refused as such. Any other error tells that the kernel looked at what was asked."""
    return -gave in _REFUSALS


def _open_doors(calls: Mapping[str, tuple[str, *tuple[int, ...]]]) -> list[str]:
    return [what for what, (name, *arguments) in calls.items() if not _refused(_call(name, *arguments))]


def _in_children(actions: Mapping[str, Callable[[], int]]) -> list[str]:
    """Those of ``actions`` that were not refused, each in a child; one that dies of it found no such door."""
    found = []
    for what, action in actions.items():
        child = os.fork()
        if child == 0:
            os._exit(0 if _refused(action()) else 1)
        end = os.waitpid(child, 0)[1]
        if os.WIFEXITED(end) and os.WEXITSTATUS(end):
            found.append(what)
    return found


def _own_number(gave: int) -> int:
    """What getpid gave; a refusal where that is not the number of this process."""
    return gave if gave == os.getpid() else -errno.ENOSYS


def _getpid_of_i386() -> int:
    code = bytes.fromhex("b8 14 00 00 00 cd 80 48 98 c3")  # mov eax, 20; int 0x80; cdqe; ret
    area = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    area.write(code)
    return int(ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(area)))())
