"""What a doctor tries inside a box: each function does what a limit forbids and tells what came of it.

Runs in the box only; the host never imports it. Standard library only.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import time


def identity() -> dict[str, int]:
    """Tell user, capabilities and the two locks that the kernel puts on this process."""
    with open("/proc/self/status", encoding="ascii") as file:  # noqa: PTH123
        lines = dict(line.split(":", 1) for line in file)
    return {
        "user": os.getuid(),
        "capabilities": int(lines["CapEff"], 16) | int(lines["CapBnd"], 16),
        "no_new_privileges": int(lines["NoNewPrivs"]),
        "seccomp": int(lines["Seccomp"]),
    }


def reach_network() -> list[str]:
    """Try to leave the box by TCP, UDP and IPv6; list what succeeded (192.0.2.1 and 2001:db8:: exist nowhere)."""
    reached = [name for _, name in socket.if_nameindex() if name != "lo"]
    attempts = (
        (socket.AF_INET, socket.SOCK_STREAM, ("192.0.2.1", 80)),
        (socket.AF_INET, socket.SOCK_DGRAM, ("192.0.2.1", 53)),
        (socket.AF_INET6, socket.SOCK_STREAM, ("2001:db8::1", 80)),
    )
    for family, kind, address in attempts:
        try:
            with socket.socket(family, kind) as tried:
                tried.settimeout(0.5)
                tried.connect(address)
                reached.append(f"{address[0]} {kind.name}")
        except TimeoutError:
            reached.append(f"{address[0]} {kind.name}: no answer, but nothing refused it")
        except OSError:
            pass
    return reached


def write_files() -> list[str]:
    """Try to write where a call must not; list where it could."""
    written = []
    for folder in ("/", "/usr", "/etc", "/opt/callproof", "/dev/shm", "/var/tmp", "/home"):  # noqa: S108
        path = f"{folder}/callproof-probe"
        try:
            with open(path, "w", encoding="ascii") as file:  # noqa: PTH123
                file.write("x")
            os.unlink(path)  # noqa: PTH108
            written.append(folder)
        except OSError:
            pass
    return written


def fill_memory(megabytes: int) -> int:
    """Touch that much memory and give back how much it was; a cap below it ends this."""
    held = bytearray(megabytes * 1024 * 1024)
    held[::4096] = b"x" * len(held[::4096])
    return len(held) // (1024 * 1024)


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


def signal_runner() -> bool:
    """Try to kill the program that started this process; false where it withstood."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.kill(1, number)
        except OSError:
            continue
    time.sleep(0.05)
    return ctypes.CDLL(None).kill(1, 0) != 0 and not os.path.exists("/proc/1")  # noqa: PTH110
