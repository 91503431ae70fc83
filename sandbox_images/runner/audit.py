"""What holds in this box, looked at from inside before anything else runs: the layers that the host is told of.

Each is tried or read from the kernel, none is taken from what the box was meant to be. The names are those of
``service/sandbox/profiles``.
"""

from __future__ import annotations

import ctypes
import os
import struct

from . import frames

PR_GET_NO_NEW_PRIVS = 39
_CAPGET = {"x86_64": 125, "aarch64": 90}
_CAPABILITY_VERSION_3 = 0x20080522  # capget(2)
_PR_CAPBSET_READ = 23
_CAPABILITIES = 64
_UNLIMITED = 1 << 60
_FOLDERS = ("/", "/tmp", "/var/tmp", "/dev", "/dev/shm", "/run", "/home", "/opt/callproof", "/usr")  # noqa: S108 - tried
_MEMORY_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
_PROCESS_LIMITS = ("/sys/fs/cgroup/pids.max", "/sys/fs/cgroup/pids/pids.max")


def holding() -> tuple[str, ...]:
    """The layers that hold for this process. It looks from a child, which takes what looking needs with it."""
    answers, answers_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            frames.write_message(answers_end, [name for name, holds in _LAYERS.items() if holds()])
        finally:
            os._exit(0)
    os.close(answers_end)
    told = frames.read_message(answers)
    os.close(answers)
    os.waitpid(pid, 0)
    return tuple(told or ())


def _no_network() -> bool:
    import _socket  # noqa: PLC0415 - in the child alone

    try:
        return {name for _, name in _socket.if_nameindex()} <= {"lo"}
    except OSError:
        return True  # not even a socket to ask through


def _read_only() -> bool:
    for folder in _FOLDERS:
        try:
            os.close(os.open(f"{folder}/callproof-audit", os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        except OSError:
            continue
        return False
    return True


def _no_capabilities() -> bool:
    libc = ctypes.CDLL(None, use_errno=True)
    number = _CAPGET.get(os.uname().machine)
    if number is None or os.getuid() == 0:
        return False
    header, sets = struct.pack("=Ii", _CAPABILITY_VERSION_3, 0), ctypes.create_string_buffer(24)
    if libc.syscall(number, header, sets) != 0:
        return False
    return not any(sets.raw) and all(libc.prctl(_PR_CAPBSET_READ, each) <= 0 for each in range(_CAPABILITIES))


def _no_new_privileges() -> bool:
    return bool(ctypes.CDLL(None).prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1)


def _filtered() -> bool:
    try:
        with open("/proc/self/status") as status:
            return any(line.split() == ["Seccomp:", "2"] for line in status)
    except OSError:
        return False


def _limited(files: tuple[str, ...]) -> bool:
    for name in files:
        try:
            with open(name) as limit:
                words = limit.read().strip()
        except OSError:
            continue
        return words.isdigit() and int(words) < _UNLIMITED
    return False


def _no_proc() -> bool:
    return not os.path.exists("/proc/self")


_LAYERS = {
    "no_network": _no_network,
    "read_only": _read_only,
    "no_capabilities": _no_capabilities,
    "no_new_privileges": _no_new_privileges,
    "container_seccomp": _filtered,
    "memory_cgroup": lambda: _limited(_MEMORY_LIMITS),
    "pids_cgroup": lambda: _limited(_PROCESS_LIMITS),
    "no_proc": _no_proc,
}
