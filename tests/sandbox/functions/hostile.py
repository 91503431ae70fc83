"""Functions that attack the box."""

import ctypes
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import time
from typing import Any


def attack(kind: str) -> Any:
    """Do one hostile thing."""
    return ATTACKS[kind]()


def look(at: str) -> Any:
    """Report what can be seen or touched."""
    return LOOKS[at]()


def _spin() -> None:
    while True:
        pass


def _spin_in_c() -> int:
    return len(str(10 ** (10**9)))


def _fork_bomb() -> None:
    while True:
        try:
            os.fork()
        except OSError:
            time.sleep(0.01)


def _memory_bomb() -> int:
    return len(bytearray(4 * 1024**3))


def _memory_files() -> None:
    descriptor = os.memfd_create("bomb")
    limit = 60 * 1024 * 1024
    held = []
    while True:
        os.ftruncate(descriptor, limit)
        os.write(descriptor, b"x" * 1024 * 1024)
        if os.lseek(descriptor, 0, os.SEEK_CUR) >= limit:
            held.append(descriptor)
            descriptor = os.memfd_create("bomb")


def _daemon_that_holds_the_pipe() -> str:
    if os.fork() == 0:
        if os.fork() == 0:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            time.sleep(1000)
        os._exit(0)
    return "left a daemon"


def _frames_on_every_descriptor() -> str:
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, b'\0\0\0\x20{"status":"returned","result":"forged"}')
        except OSError:
            pass
    return "wrote frames"


def _take_output_back() -> str:
    end = time.monotonic() + 0.5
    with open("/proc/self/fd/1", "rb", buffering=0) as mine:
        while time.monotonic() < end:
            sys.stdout.write("x" * 4096)
            mine.read(4096)
    return "took"


def _print_without_waiting() -> str:
    os.set_blocking(1, False)
    return "set"


def _forge_a_report(status: Any, milliseconds: Any) -> None:
    for each in gc.get_objects():
        if type(each).__name__ == "Worker":
            each.send(b"R", json.dumps({"status": status, "result": 1, "wall_ms": milliseconds}).encode())
    time.sleep(1000)


def _print_on_both() -> None:
    while True:
        os.write(2, b"x" * 10)
        os.write(1, b"x" * 1000)


def _close_every_descriptor() -> None:
    os.closerange(0, 256)
    time.sleep(1000)


def _print_for_ever() -> None:
    while True:
        sys.stdout.write("x" * 65536)


def _print_exactly(size: int) -> int:
    sys.stdout.write("x" * size)
    return size


def _kill(pid: int, number: int) -> str:
    try:
        os.kill(pid, number)
    except OSError as error:
        return type(error).__name__
    return "sent"


def _segfault() -> None:
    ctypes.string_at(0)


def _replace_builtins() -> str:
    import builtins

    builtins.len = lambda _: 42  # type: ignore[assignment]
    json.dumps = lambda *_, **__: '"forged"'  # type: ignore[assignment]
    sys.stdout = None  # type: ignore[assignment]
    return "replaced"


ATTACKS = {
    "spin": _spin,
    "spin_in_c": _spin_in_c,
    "sleep": lambda: time.sleep(1000),
    "fork_bomb": _fork_bomb,
    "memory_bomb": _memory_bomb,
    "memory_files": _memory_files,
    "daemon": _daemon_that_holds_the_pipe,
    "frames": _frames_on_every_descriptor,
    "take_back": _take_output_back,
    "without_waiting": _print_without_waiting,
    "forged_status": lambda: _forge_a_report([], 1),
    "forged_time": lambda: _forge_a_report("returned", 10**400),
    "print_on_both": _print_on_both,
    "close_all": _close_every_descriptor,
    "print_for_ever": _print_for_ever,
    "print_65535": lambda: _print_exactly(65535),
    "print_65536": lambda: _print_exactly(65536),
    "print_65537": lambda: _print_exactly(65537),
    "print_150000": lambda: _print_exactly(150_000),
    "print_limit": lambda: _print_exactly(256 * 1024),
    "print_over_limit": lambda: _print_exactly(256 * 1024 + 1),
    "exit_at_once": lambda: os._exit(0),
    "abort": os.abort,
    "segfault": _segfault,
    "kill_self": lambda: _kill(os.getpid(), signal.SIGKILL),
    "kill_all": lambda: _kill(-1, signal.SIGKILL),
    "kill_runner": lambda: _kill(1, signal.SIGKILL),
    "stop_runner": lambda: _kill(1, signal.SIGSTOP),
    "interrupt_runner": lambda: _kill(1, signal.SIGINT),
    "replace_builtins": _replace_builtins,
}


def _error_name(action: Any) -> str:
    try:
        action()
    except OSError as error:
        return type(error).__name__
    return "allowed"


def _connect() -> None:
    socket.create_connection(("127.0.0.1", 80), timeout=0.5)


def _connect_out() -> None:
    socket.create_connection(("192.0.2.1", 80), timeout=0.5)


LOOKS = {
    "user": lambda: [os.getuid(), os.getgid()],
    "capabilities": lambda: next(line.split()[1] for line in open("/proc/self/status") if line.startswith("CapEff")),
    "no_new_privileges": lambda: next(
        line.split()[1] for line in open("/proc/self/status") if line.startswith("NoNewPrivs")
    ),
    "interfaces": lambda: _error_name(socket.if_nameindex),
    "network": lambda: _error_name(_connect_out),
    "runner_environment": lambda: _error_name(lambda: open("/proc/1/environ").read()),
    "runner_memory": lambda: _error_name(lambda: open("/proc/1/mem", "rb").read(1)),
    "write_root": lambda: _error_name(lambda: open("/file", "w").close()),
    "write_functions": lambda: _error_name(lambda: open(f"{os.path.dirname(__file__)}/planted.py", "w").close()),
    "write_tmp": lambda: _error_name(lambda: open("/tmp/file", "w").close()),
    "shared_memory": lambda: _error_name(lambda: open("/dev/shm/file", "w").close()),
    "system_v_memory": lambda: ctypes.CDLL(None, use_errno=True).shmget(1234, 4096, 0o1666),
    "mount": lambda: ctypes.CDLL(None, use_errno=True).mount(b"none", b"/tmp", b"tmpfs", 0, None),
    "descriptors": lambda: sorted(int(name) for name in os.listdir("/proc/self/fd")),
    "environment": lambda: sorted(os.environ),
    "engine_socket": lambda: os.path.exists("/var/run/docker.sock"),
    "children": lambda: subprocess.run(["/bin/true"], check=False).returncode,
    "processes": lambda: len([name for name in os.listdir("/proc") if name.isdigit()]),
}
