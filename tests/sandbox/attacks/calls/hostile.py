"""Attacks and looks by name, for tests of one driver that need a few of them."""

from collections.abc import Callable
from typing import Any

import information
import process
import resources
import result_channel
from reach import refusal

ATTACKS: dict[str, Callable[[], Any]] = {
    "spin": resources.spin,
    "spin_in_c": resources.huge_power,
    "sleep": resources.sleep_on,
    "fork_bomb": resources.fork_bomb,
    "memory_bomb": resources.heap_bomb,
    "memory_files": resources.memory_files,
    "daemon": process.daemon,
    "frames": result_channel.frames_everywhere,
    "close_all": result_channel.close_everything_and_stay,
    "print_for_ever": resources.print_for_ever,
    "print_over_limit": lambda: resources.print_exactly(256 * 1024 + 1),
    "exit_at_once": lambda: result_channel.exit_at_once(0),
    "abort": process.abort,
    "segfault": process.segfault,
    "kill_self": lambda: process.signal_oneself(9),
    "kill_all": process.kill_everybody,
    "kill_runner": lambda: process.signal_the_runner(9),
}
LOOKS: dict[str, Callable[[], Any]] = {
    "processes": lambda: 2 + len(information.foreign_processes()),
    "runner_environment": lambda: {"EACCES": "PermissionError", "EPERM": "PermissionError"}.get(
        information.read_of_runner("environ")
    ),
    "write_root": lambda: refusal(lambda: open("/file", "w").close()),
}


def attack(kind: str) -> Any:
    """Do one hostile thing."""
    return ATTACKS[kind]()


def look(at: str) -> Any:
    """Report what can be seen or touched."""
    return LOOKS[at]()
