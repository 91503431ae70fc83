"""What of the file system a process may still touch (landlock(7)): reading the system and the functions, no writing.

Applied once in each stem, and inherited by its workers. Where the kernel knows more than files, the domain also holds
TCP, abstract sockets and signals: those reach nothing outside of it.
"""

from __future__ import annotations

import ctypes
import os
import struct

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same numbers on every architecture
_VERSION = 1
_PATH_BENEATH = 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}  # by the first version to know
_TCP_VERSION, _TCP_RIGHTS = 4, 0b11
_SCOPE_VERSION, _SCOPES = 6, 0b11
READABLE = (
    *("/usr", "/lib", "/lib32", "/lib64", "/bin", "/etc", "/proc", "/opt"),
    *("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"),
)
WRITABLE = ("/dev/null", "/dev/zero", "/dev/full")


def version() -> int:
    """The kernel's Landlock version; 0 where it has none or may not be asked."""
    answer: int = ctypes.CDLL(None, use_errno=True).syscall(_CREATE_RULESET, None, 0, _VERSION)
    return max(answer, 0)


def restrict(folders: tuple[str, ...] = ()) -> bool:
    """Keep this process and all that it starts to reading ``READABLE`` and ``folders``. False where that fails."""
    known = version()
    if not known:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    rights = _FILE_RIGHTS[max(each for each in _FILE_RIGHTS if each <= known)]
    tcp = _TCP_RIGHTS if known >= _TCP_VERSION else 0
    scopes = _SCOPES if known >= _SCOPE_VERSION else 0
    attributes = struct.pack("=QQQ", rights, tcp, scopes)
    size = 24 if known >= _SCOPE_VERSION else 16 if known >= _TCP_VERSION else 8
    ruleset: int = libc.syscall(_CREATE_RULESET, attributes, size, 0)
    if ruleset < 0:
        return False
    try:
        for path in (*READABLE, *folders):
            _allow(libc, ruleset, path, _EXECUTE | _READ_FILE | _READ_DIR)
        for path in WRITABLE:
            _allow(libc, ruleset, path, _WRITE_FILE | _READ_FILE)
        return bool(libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # a base image without it
    try:
        if not os.path.isdir(path):
            rights &= ~_READ_DIR
        if libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, struct.pack("=Qi", rights, place), 0):
            raise OSError(ctypes.get_errno(), f"landlock_add_rule for {path}")
    finally:
        os.close(place)
