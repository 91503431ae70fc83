"""System calls that no function needs, each made for real. Each gives how it was answered."""

import ctypes
import errno
import mmap
import platform
from typing import Any

from reach import NUMBERS, numbered_call, system_call

NEW = {
    "mounts": 0x20000,
    "cgroup": 0x2000000,
    "hostname": 0x4000000,
    "ipc": 0x8000000,
    "user": 0x10000000,
    "processes": 0x20000000,
    "network": 0x40000000,
    "time": 0x80,
}
X32 = 0x40000000
# What each call is given where zeros would be refused for themselves by a kernel that allows the call.
ARGUMENTS: dict[str, tuple[Any, ...]] = {
    "keyctl": (0, -3, 1),
    "add_key": (b"user", b"planted", b"x", 1, -3),
    "request_key": (b"user", b"planted", 0, -3),
    "quotactl": (0x80000100, b"/dev/vda", 0, 0),
    "mount_setattr": (-100, b"/", 0, 0, 0),
    "open_tree": (-100, b"/", 1),
    "fsopen": (b"tmpfs", 0),
    "fspick": (-100, b"/", 0),
    "userfaultfd": (1,),
    "acct": (b"/tmp/account",),
    "swapon": (b"/tmp/swap", 0),
    "reboot": (0xFEE1DEAD, 672274793, 0),
    "sethostname": (b"planted", 7),
    "delete_module": (b"planted", 0),
    "syslog": (3, 0, 0),
    "name_to_handle_at": (-100, b"/", 0, 0, 0),
    "kcmp": (1, 1, 2, 0, 0),
    "setns": (0, 0),
    "move_pages": (1, 0, 0, 0, 0, 0),
    "migrate_pages": (1, 0, 0, 0),
}


def make_call(name: str) -> Any:
    return system_call(name, *ARGUMENTS.get(name, (0, 0, 0, 0, 0)))


def perf_event() -> Any:
    """Count the cycles of this process."""
    attributes = ctypes.create_string_buffer(128)
    attributes[4] = 128
    return system_call("perf_event_open", ctypes.addressof(attributes), 0, -1, -1, 0)


def load_program() -> Any:
    """Make the smallest map for a program in the kernel."""
    attributes = (ctypes.c_uint32 * 32)(2, 4, 4, 1)
    return system_call("bpf", 0, ctypes.addressof(attributes), 128)


def ring() -> Any:
    parameters = ctypes.create_string_buffer(256)
    return system_call("io_uring_setup", 1, ctypes.addressof(parameters))


def unshare(what: str) -> Any:
    return system_call("unshare", NEW[what])


def clone_into_new(what: str) -> Any:
    """Fork into a new namespace; a child that comes of it ends at once."""
    given = system_call("clone", NEW[what] | 17, 0, 0, 0, 0)
    if given == 0:
        ctypes.CDLL(None)._exit(0)
    return given if isinstance(given, str) else "allowed"


def clone_by_structure() -> Any:
    """clone3, whose flags a filter cannot read: it has to be missing."""
    arguments = (ctypes.c_uint64 * 11)(NEW["user"], 0, 0, 0, 17)
    given = system_call("clone3", ctypes.addressof(arguments), ctypes.sizeof(arguments))
    if given == 0:
        ctypes.CDLL(None)._exit(0)
    return given if isinstance(given, str) else "allowed"


def x32_call() -> Any:
    return numbered_call(X32 | NUMBERS["getpid"])


def i386_call() -> Any:
    """``getpid`` by the interrupt of 32-bit programs."""
    if platform.machine() != "x86_64":
        return "ENOSYS"
    code = bytes.fromhex("b8 14 00 00 00 cd 80 48 98 c3")  # mov eax, 20; int 0x80; cdqe; ret
    area = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    area.write(code)
    function = ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(area)))
    given = function()
    return errno.errorcode.get(-given, "allowed")


def trace_me() -> Any:
    return system_call("ptrace", 0, 0, 0, 0)


def own_filter() -> str:
    """Whether a filter of one's own can loosen the runner's."""
    allow = (ctypes.c_uint16 * 4)(6, 0, 0, 0x7FFF)
    program = (ctypes.c_size_t * 2)(1, ctypes.addressof(allow))
    set_seccomp, mode_filter = 22, 2
    ctypes.CDLL(None).prctl(set_seccomp, mode_filter, ctypes.addressof(program), 0, 0)
    return str(load_program())
