"""Attempts to leave something in files, for later examples or for the host. Each gives how it was answered."""

import os
import stat
from typing import Any

from reach import refusal, system_call

HERE = os.path.dirname(os.path.abspath(__file__))
LIBRARY = os.path.dirname(os.__file__)
PLACES = {
    "functions": HERE,
    "bytecode": f"{HERE}/__pycache__",
    "library": LIBRARY,
    "library bytecode": f"{LIBRARY}/__pycache__",
    "site-packages": f"{LIBRARY}/site-packages",
    "runner": "/opt/callproof/runner",
    "root": "/",
    "etc": "/etc",
    "tmp": "/tmp",
    "home": "/home",
    "var": "/var/tmp",
    "device": "/dev",
    "shared memory": "/dev/shm",
    "queues": "/dev/mqueue",
    "run": "/run",
    "kernel": "/proc/sys/kernel",
    "cgroup": "/sys/fs/cgroup",
    "sys": "/sys/kernel",
}
DEVICE_NUMBERS = {"disk": (8, 0), "memory": (1, 1), "null": (1, 3), "console": (5, 1)}


def plant_file(place: str) -> str:
    return refusal(lambda: open(f"{PLACES[place]}/planted.py", "w").close())


def plant_file_and_fail() -> None:
    """The same, without catching the refusal."""
    open(f"{HERE}/planted.py", "w").close()


def plant_link(place: str) -> str:
    return refusal(lambda: os.symlink("/etc/passwd", f"{PLACES[place]}/planted"))


def plant_hard_link() -> str:
    return refusal(lambda: os.link(__file__, f"{HERE}/planted.py"))


def plant_fifo(place: str) -> str:
    return refusal(lambda: os.mkfifo(f"{PLACES[place]}/planted"))


def plant_device(kind: str) -> str:
    return refusal(lambda: os.mknod(f"{HERE}/planted", stat.S_IFBLK | 0o666, os.makedev(*DEVICE_NUMBERS[kind])))


def plant_folder() -> str:
    return refusal(lambda: os.mkdir(f"{HERE}/planted"))


def overwrite_module(name: str) -> str:
    """Open a module's file for writing."""
    return refusal(lambda: open(f"{PLACES[name]}", "r+").close() if name == "root" else _open_own())


def _open_own() -> None:
    os.close(os.open(f"{HERE}/reach.py", os.O_RDWR))


def remove_module() -> str:
    return refusal(lambda: os.unlink(f"{HERE}/reach.py"))


def rename_module() -> str:
    return refusal(lambda: os.rename(f"{HERE}/reach.py", f"{HERE}/gone.py"))


def change_mode() -> str:
    return refusal(lambda: os.chmod(f"{HERE}/reach.py", 0o777))


def change_owner() -> str:
    return refusal(lambda: os.chown(f"{HERE}/reach.py", 65534, 65534))


def change_times() -> str:
    return refusal(lambda: os.utime(f"{HERE}/reach.py"))


def change_attributes() -> str:
    return refusal(lambda: os.setxattr(f"{HERE}/reach.py", "user.planted", b"x"))


def write_kernel_setting(path: str) -> str:
    return refusal(lambda: open(path, "w").write("0"))


def write_own_memory() -> str:
    """Open the own memory as a file, which passes by the protection of pages."""
    return refusal(lambda: open("/proc/self/mem", "r+b").close())


def write_memory_of_runner() -> str:
    return refusal(lambda: open("/proc/1/mem", "r+b").close())


def spare_oneself() -> str:
    return refusal(lambda: open("/proc/self/oom_score_adj", "w").write("0"))


def doom_the_runner() -> str:
    return refusal(lambda: open("/proc/1/oom_score_adj", "w").write("1000"))


def mount_something() -> Any:
    return system_call("mount", b"none", b"/tmp", b"tmpfs", 0, 0)


def unmount_something() -> Any:
    return system_call("umount2", b"/proc", 0)


def change_root() -> str:
    return refusal(lambda: os.chroot("/tmp"))


def turn_root() -> Any:
    return system_call("pivot_root", b"/", b"/")


def open_by_handle() -> Any:
    return system_call("open_by_handle_at", -100, 0, 0)


def use_null_device() -> str:
    """What every program may do."""
    return refusal(lambda: open(os.devnull, "w").close())


def read_beside_oneself() -> int:
    """Functions may read their own folder."""
    return len([name for name in os.listdir(HERE) if name == "reach.py"])
