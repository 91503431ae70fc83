"""The system call filter that every process which may run catalog code carries (seccomp(2), BPF).

It answers with an errno and never kills: programs meet refusals as they meet any other, and no filter of ours can be
taken for a crash. It is a list of what is refused, not of what is allowed: an allow-list that is not complete for one
C library turns into rare failures of good calls. What is refused reaches beyond the worker (other processes, the
kernel's rarely used doors, state that outlives a process) or would let a process leave its group, which is how the
supervisor finds everything that a worker has started.

Calls of another architecture (i386, x32) are refused whole: their numbers would be read as others.
"""

from __future__ import annotations

import ctypes
import os
import struct

PR_SET_SECCOMP = 22
SECCOMP_MODE_FILTER = 2
_ALLOW = 0x7FFF0000
_ERRNO = 0x00050000
_EPERM, _ENOSYS = 1, 38
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data
_X32 = 0x40000000
_AF_UNIX = 1
_NEW_NAMESPACES = 0x7E020080  # CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET, NEWTIME

# System call numbers: x86_64 (arch/x86/entry/syscalls/syscall_64.tbl), aarch64 (include/uapi/asm-generic/unistd.h).
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_COLUMN = {"x86_64": 0, "aarch64": 1}
_NUMBERS: dict[str, tuple[int | None, int | None]] = {
    "clone": (56, 220),
    "clone3": (435, 435),
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "prctl": (157, 167),
    "fcntl": (72, 25),
    "ioctl": (16, 29),
    "socket": (41, 198),
    "prlimit64": (302, 261),
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
    "sched_setaffinity": (203, 122),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
    "sched_setattr": (314, 274),
}
REFUSED: dict[str, tuple[int | None, int | None]] = {
    # another process: its memory, descriptors, places
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "process_mrelease": (448, 448),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "kcmp": (312, 272),
    "move_pages": (279, 239),
    "migrate_pages": (256, 238),
    # leaving the group by which the supervisor finds what a worker started
    "setsid": (112, 157),
    "setpgid": (109, 154),
    # what outlives a process
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "msgget": (68, 186),
    "semget": (64, 190),
    "mq_open": (240, 180),
    # other views of the system
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "mknod": (133, None),
    "mknodat": (259, 33),
    # doors of the kernel that functions have no use for
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "fanotify_init": (300, 262),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "personality": (135, 92),
    "modify_ldt": (154, None),
    "iopl": (172, None),
    "ioperm": (173, None),
    "syslog": (103, 116),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "acct": (163, 89),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "reboot": (169, 142),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "vhangup": (153, 58),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "adjtimex": (159, 171),
    "clock_adjtime": (305, 266),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
}

_PR_SET_DUMPABLE, _PR_SET_MM = 4, 35
_SIGNALS_OF_FILES = (
    8,
    10,
    15,
    1024,
    1026,
    1031,
)  # fcntl: F_SETOWN, F_SETSIG, F_SETOWN_EX, F_SETLEASE, F_NOTIFY, F_SETPIPE_SZ
_IOCTLS = (0x5412, 0x541C, 0x5452, 0x8901, 0x8902)  # TIOCSTI, TIOCLINUX, FIOASYNC, FIOSETOWN, SIOCSPGRP
_PRIO_PROCESS, _IOPRIO_WHO_PROCESS = 0, 1
_SPARED_PIDS_LIMIT = 64


def _statement(code: int, value: int) -> tuple[int, int, int, int]:
    return (code, 0, 0, value & 0xFFFFFFFF)


_REFUSE = _statement(_RETURN, _ERRNO | _EPERM)


def _rules(spared: tuple[int, ...]) -> dict[str, list[tuple[int, int, int, int]]]:
    """What decides on calls whose arguments matter. Each list ends in a decision; ``spared`` are processes."""
    low = [_ARGUMENTS + 8 * number for number in range(6)]

    def refuse_where(argument: int, values: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
        tests = [(_EQUAL, len(values) - place, 0, value & 0xFFFFFFFF) for place, value in enumerate(values)]
        return [_statement(_LOAD, low[argument]), *tests, _statement(_RETURN, _ALLOW), _REFUSE]

    def allow_where(argument: int, value: int) -> list[tuple[int, int, int, int]]:
        return [_statement(_LOAD, low[argument]), (_EQUAL, 0, 1, value), _statement(_RETURN, _ALLOW), _REFUSE]

    def allow_own(kind: int) -> list[tuple[int, int, int, int]]:
        return [
            *(_statement(_LOAD, low[0]), (_EQUAL, 0, 3, kind)),
            *(_statement(_LOAD, low[1]), (_EQUAL, 0, 1, 0)),
            *(_statement(_RETURN, _ALLOW), _REFUSE),
        ]

    targets = tuple(dict.fromkeys((-1, *spared, *(-pid for pid in spared))))
    own = allow_where(0, 0)
    return {
        "clone": [
            *(_statement(_LOAD, low[0]), (_ANY_BIT, 1, 0, _NEW_NAMESPACES)),
            *(_statement(_RETURN, _ALLOW), _REFUSE),
        ],
        "clone3": [_statement(_RETURN, _ERRNO | _ENOSYS)],  # its flags lie in memory, where a filter cannot look
        "kill": refuse_where(0, targets),
        "tkill": refuse_where(0, spared),
        "tgkill": refuse_where(0, spared),
        "rt_sigqueueinfo": refuse_where(0, spared),
        "rt_tgsigqueueinfo": refuse_where(0, spared),
        "prctl": refuse_where(0, (_PR_SET_DUMPABLE, _PR_SET_MM)),
        "fcntl": refuse_where(1, _SIGNALS_OF_FILES),
        "ioctl": refuse_where(1, _IOCTLS),
        "socket": allow_where(0, _AF_UNIX),
        "prlimit64": own,
        "sched_setaffinity": own,
        "sched_setparam": own,
        "sched_setscheduler": own,
        "sched_setattr": own,
        "setpriority": allow_own(_PRIO_PROCESS),
        "ioprio_set": allow_own(_IOPRIO_WHO_PROCESS),
    }


def program(machine: str, spared: tuple[int, ...]) -> bytes:
    """The filter for ``machine`` (as uname says it) as an array of ``struct sock_filter``.

    ``spared`` are the processes that may not be signalled. Raises KeyError for a machine that is not known.
    """
    column = _COLUMN[machine]
    statements = [
        _statement(_LOAD, _ARCHITECTURE),
        (_EQUAL, 1, 0, ARCHITECTURES[machine]),
        _REFUSE,
        _statement(_LOAD, _NUMBER),
    ]
    if machine == "x86_64":
        statements += [(_AT_LEAST, 0, 1, _X32), _REFUSE]
    for numbers in REFUSED.values():
        if (number := numbers[column]) is not None:
            statements += [(_EQUAL, 0, 1, number), _REFUSE]
    for name, decision in _rules(spared).items():
        number = _NUMBERS[name][column]
        if number is not None:
            statements += [(_EQUAL, 0, len(decision), number), *decision]
    statements.append(_statement(_RETURN, _ALLOW))
    return b"".join(struct.pack("=HBBI", *each) for each in statements)


def install(spared: tuple[int, ...]) -> bool:
    """Put the filter onto this process and all that it starts; False where the kernel or the machine has none.

    The process must have no-new-privileges set (prctl(2)).
    """
    machine = os.uname().machine
    if machine not in ARCHITECTURES or len(spared) > _SPARED_PIDS_LIMIT:
        return False
    code = program(machine, spared)
    held = ctypes.create_string_buffer(code)

    class Filter(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("statements", ctypes.c_void_p))

    libc = ctypes.CDLL(None, use_errno=True)
    told = Filter(len(code) // 8, ctypes.addressof(held))
    return bool(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(told), 0, 0) == 0)
