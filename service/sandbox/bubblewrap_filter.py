"""The system calls that no process of a bubblewrap box may make: a seccomp program in the kernel's own form.

What it refuses answers EPERM, as if a capability were missing, and never kills. It stands where Docker's default
profile stands for containers: objects that outlive a worker (System V, message queues), the kernel's key rings, which
a box would share with the user who starts it, new namespaces and mounts, and much-attacked doors into the kernel.
"""

from __future__ import annotations

import platform
import struct
from dataclasses import dataclass

_INSTRUCTION = struct.Struct("=HBBI")  # struct sock_filter (linux/filter.h)
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16  # struct seccomp_data (linux/seccomp.h), little-endian
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_EPERM, _ENOSYS = 1, 38
_X32_BIT = 0x40000000
_NEW_NAMESPACES = 0x7E020000  # CLONE_NEW* of clone(2)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Architecture:
    audit: int
    clone: int
    clone3: int
    refused: tuple[int, ...]
    memory_files: tuple[int, ...]


# Numbers from 424 on are the same for all architectures.
_SAME_EVERYWHERE = """
    io_uring_setup=425 io_uring_enter=426 io_uring_register=427 open_tree=428 move_mount=429 fsopen=430
    fsconfig=431 fsmount=432 fspick=433 pidfd_getfd=438 mount_setattr=442
"""
_X86_64 = """
    shmget=29 semget=64 msgget=68 mq_open=240 add_key=248 request_key=249 keyctl=250 mount=165 umount2=166
    pivot_root=155 chroot=161 unshare=272 setns=308 bpf=321 perf_event_open=298 userfaultfd=323
    open_by_handle_at=304 name_to_handle_at=303 init_module=175 finit_module=313 delete_module=176
    kexec_load=246 kexec_file_load=320 acct=163 quotactl=179 reboot=169 swapon=167 swapoff=168 syslog=103
    iopl=172 ioperm=173 modify_ldt=154 move_pages=279 migrate_pages=256 lookup_dcookie=212
"""
_AARCH64 = """
    shmget=194 semget=190 msgget=186 mq_open=180 add_key=217 request_key=218 keyctl=219 mount=40 umount2=39
    pivot_root=41 chroot=51 unshare=97 setns=268 bpf=280 perf_event_open=241 userfaultfd=282
    open_by_handle_at=265 name_to_handle_at=264 init_module=105 finit_module=273 delete_module=106
    kexec_load=104 kexec_file_load=294 acct=89 quotactl=60 reboot=142 swapon=224 swapoff=225 syslog=116
    move_pages=239 migrate_pages=238 lookup_dcookie=18
"""


def _numbers(*tables: str) -> tuple[int, ...]:
    return tuple(sorted(int(each.partition("=")[2]) for table in tables for each in table.split()))


_ARCHITECTURES = {
    "x86_64": _Architecture(
        audit=0xC000003E, clone=56, clone3=435, refused=_numbers(_X86_64, _SAME_EVERYWHERE), memory_files=(319, 447)
    ),
    "aarch64": _Architecture(
        audit=0xC00000B7, clone=220, clone3=435, refused=_numbers(_AARCH64, _SAME_EVERYWHERE), memory_files=(279, 447)
    ),
}


def box_filter(*, memory_files: bool, machine: str | None = None) -> bytes | None:
    """The program for this machine (or ``machine`` as uname names it); None where its numbers are not known here.

    ``memory_files`` False refuses those too (memfd_create, memfd_secret): no limit of a process counts their pages, so
    without a control group they could fill the machine.
    """
    architecture = _ARCHITECTURES.get(machine or platform.machine())
    if architecture is None:
        return None
    refused = architecture.refused if memory_files else (*architecture.refused, *architecture.memory_files)
    program = [
        _instruction(_LOAD, _ARCHITECTURE_AT),
        *_answer_unless(_JUMP_EQUAL, architecture.audit, _ENOSYS),  # another ABI, with numbers of its own
        _instruction(_LOAD, _NUMBER_AT),
        *_answer_if(_JUMP_AT_LEAST, _X32_BIT, _ENOSYS),
        *_answer_if(_JUMP_EQUAL, architecture.clone3, _ENOSYS),  # its flags cannot be seen; libc then takes clone
        *(part for number in refused for part in _answer_if(_JUMP_EQUAL, number, _EPERM)),
        _instruction(_JUMP_EQUAL, architecture.clone, 0, 3),
        _instruction(_LOAD, _FIRST_ARGUMENT_AT),
        *_answer_if(_JUMP_ANY_BIT, _NEW_NAMESPACES, _EPERM),
        _instruction(_RETURN, _ALLOW),
    ]
    return b"".join(program)


def _answer_if(jump: int, value: int, errno: int) -> tuple[bytes, bytes]:
    return _instruction(jump, value, 0, 1), _instruction(_RETURN, _ERRNO | errno)


def _answer_unless(jump: int, value: int, errno: int) -> tuple[bytes, bytes]:
    return _instruction(jump, value, 1, 0), _instruction(_RETURN, _ERRNO | errno)


def _instruction(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
    return _INSTRUCTION.pack(code, then, otherwise, value)
