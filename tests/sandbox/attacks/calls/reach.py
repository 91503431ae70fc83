"""What attacks have in common: system calls by number, and how a refusal is told.

Nothing here has annotations, so that the catalog takes none of it for a function.
"""

import contextlib
import ctypes
import errno
import os
import platform

UNKNOWN = -1
_X86_64 = {
    "getpid": 39,
    "clone": 56,
    "ptrace": 101,
    "syslog": 103,
    "personality": 135,
    "pivot_root": 155,
    "chroot": 161,
    "acct": 163,
    "settimeofday": 164,
    "mount": 165,
    "umount2": 166,
    "swapon": 167,
    "reboot": 169,
    "sethostname": 170,
    "iopl": 172,
    "init_module": 175,
    "delete_module": 176,
    "quotactl": 179,
    "tkill": 200,
    "clock_settime": 227,
    "kexec_load": 246,
    "add_key": 248,
    "request_key": 249,
    "keyctl": 250,
    "ioprio_set": 251,
    "ioprio_get": 252,
    "mknodat": 259,
    "unshare": 272,
    "move_pages": 279,
    "perf_event_open": 298,
    "fanotify_init": 300,
    "prlimit64": 302,
    "name_to_handle_at": 303,
    "open_by_handle_at": 304,
    "setns": 308,
    "process_vm_readv": 310,
    "process_vm_writev": 311,
    "kcmp": 312,
    "finit_module": 313,
    "sched_setattr": 314,
    "bpf": 321,
    "execveat": 322,
    "userfaultfd": 323,
    "migrate_pages": 256,
    "vhangup": 153,
    "rt_sigqueueinfo": 129,
}
_AARCH64 = {
    "getpid": 172,
    "clone": 220,
    "ptrace": 117,
    "syslog": 116,
    "personality": 92,
    "pivot_root": 41,
    "chroot": 51,
    "acct": 89,
    "settimeofday": 170,
    "mount": 40,
    "umount2": 39,
    "swapon": 224,
    "reboot": 142,
    "sethostname": 161,
    "init_module": 105,
    "delete_module": 106,
    "quotactl": 60,
    "tkill": 130,
    "clock_settime": 112,
    "kexec_load": 104,
    "add_key": 217,
    "request_key": 218,
    "keyctl": 219,
    "ioprio_set": 30,
    "ioprio_get": 31,
    "mknodat": 33,
    "unshare": 97,
    "move_pages": 239,
    "perf_event_open": 241,
    "fanotify_init": 262,
    "prlimit64": 261,
    "name_to_handle_at": 264,
    "open_by_handle_at": 265,
    "setns": 268,
    "process_vm_readv": 270,
    "process_vm_writev": 271,
    "kcmp": 272,
    "finit_module": 273,
    "sched_setattr": 274,
    "bpf": 280,
    "execveat": 281,
    "userfaultfd": 282,
    "migrate_pages": 238,
    "vhangup": 58,
    "rt_sigqueueinfo": 138,
}
_EVERYWHERE = {
    "pidfd_send_signal": 424,
    "io_uring_setup": 425,
    "io_uring_enter": 426,
    "io_uring_register": 427,
    "open_tree": 428,
    "move_mount": 429,
    "fsopen": 430,
    "fsconfig": 431,
    "fsmount": 432,
    "fspick": 433,
    "pidfd_open": 434,
    "clone3": 435,
    "pidfd_getfd": 438,
    "process_madvise": 440,
    "mount_setattr": 442,
}
NUMBERS = {**(_X86_64 if platform.machine() == "x86_64" else _AARCH64), **_EVERYWHERE}
libc = ctypes.CDLL(None, use_errno=True)


def system_call(name, *arguments):
    """Make a system call by name; what it gave, or the name of its error."""
    return numbered_call(NUMBERS[name], *arguments)


def numbered_call(number, *arguments):
    """Make a system call by number; what it gave, or the name of its error."""
    libc.syscall.restype = ctypes.c_long
    passed = [each if isinstance(each, bytes) else ctypes.c_long(each) for each in arguments]
    ctypes.set_errno(0)
    given = libc.syscall(ctypes.c_long(number), *passed)
    return given if given != UNKNOWN else errno.errorcode.get(ctypes.get_errno(), "unknown")


def refusal(action):
    """The name of the error with which ``action`` was refused, or ``allowed``."""
    try:
        action()
    except OSError as error:
        return errno.errorcode.get(error.errno, type(error).__name__)
    except ValueError:
        return "ValueError"
    return "allowed"


def in_child(action):
    """Run ``action`` in a child that then ends; the child's process id."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            action()
        os._exit(0)
    return child


def descriptors():
    """The numbers of the descriptors that are open, the three standard ones left out."""
    found = []
    for number in range(3, 1024):
        with contextlib.suppress(OSError):
            os.fstat(number)
            found.append(number)
    return found
