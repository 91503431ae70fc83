"""Tells what a container runtime gives a box, as its PID 1. Standard library only; the host never imports it.

One JSON object on one line tells what holds at rest; then the memory is filled, which the box must not survive: where
it does, ``survived`` follows on a second line. The arguments are the numbers of processes and of bytes to try.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import sys

PR_GET_SECCOMP = 21
PR_GET_NO_NEW_PRIVS = 39
SYSLOG_READ_ALL = 3
CAPABILITY_VERSION_3 = 0x20080522
CHUNK_BYTES = 4 * 1024 * 1024

_libc = ctypes.CDLL(None, use_errno=True)


def kernel_log() -> str:
    """The head of the kernel's log (syslog(2)): gVisor's begins with its own name, Linux refuses it to a box."""
    buffer = ctypes.create_string_buffer(64 * 1024)
    length = _libc.klogctl(SYSLOG_READ_ALL, buffer, len(buffer) - 1)
    return buffer.raw[: max(0, min(length, 200))].decode("ascii", "replace")


def capabilities() -> int:
    """All bits of the effective, permitted and inheritable sets (capget(2))."""
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)()
    if _libc.capget(header, sets):
        return -1
    return sum(sets)


def writable_folders() -> list[str]:
    """The folders in which this user can make a file, except of /proc and /sys."""
    found = []
    for folder, names, _ in os.walk("/"):
        if folder == "/":
            names[:] = [name for name in names if name not in {"proc", "sys"}]
        path = os.path.join(folder, "callproof-probe")  # noqa: PTH118
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError:
            continue
        os.unlink(path)  # noqa: PTH108
        found.append(folder)
    return found


def other_processes(wanted: int) -> int:
    """How many processes could be forked, at most ``wanted``; they are gone afterwards."""
    pids: list[int] = []
    hold, release = os.pipe()
    while len(pids) < wanted:
        try:
            pid = os.fork()
        except OSError:
            break
        if pid == 0:
            os.close(release)
            os.read(hold, 1)
            os._exit(0)
        pids.append(pid)
    os.close(release)
    os.close(hold)
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    return len(pids)


def fill_memory(wanted_bytes: int) -> None:
    """Write to so much memory, and keep it."""
    kept = []
    for _ in range(wanted_bytes // CHUNK_BYTES):
        kept.append(bytes([1]) * CHUNK_BYTES)


def interfaces() -> list[str]:
    """The network interfaces beside loopback; none where not even a socket to ask through is given."""
    try:
        return [name for _, name in socket.if_nameindex() if name != "lo"]
    except OSError:
        return []


def main() -> None:
    """Tell and fill."""
    told = {
        "user": os.getuid(),
        "kernel_log": kernel_log(),
        "capabilities": capabilities(),
        "no_new_privileges": _libc.prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0),
        "seccomp": _libc.prctl(PR_GET_SECCOMP, 0, 0, 0, 0),
        "interfaces": interfaces(),
        "writable": writable_folders(),
        "proc": os.listdir("/proc"),  # noqa: PTH208
        "processes": other_processes(int(sys.argv[1])),
    }
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    fill_memory(int(sys.argv[2]))
    sys.stdout.write("survived\n")


if __name__ == "__main__":
    main()
