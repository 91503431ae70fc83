"""What a call can learn: each function gives what it found, so that the test can say what may be found."""

import ctypes
import gc
import os
import stat
import sys
import traceback
from typing import Any

from reach import refusal, system_call

SECRET = "-".join(("another", "example", "said", "this"))
BOX_FOLDERS = ("/opt/callproof/", "/usr/lib/python", "/usr/local/lib/python", "<frozen ", "<string>")


def environment() -> list[str]:
    return sorted(os.environ)


def read_of_runner(file: str) -> str:
    """How reading a file of the runner's folder in /proc is answered."""
    return refusal(lambda: open(f"/proc/1/{file}", "rb").read(1))


def link_of_runner(file: str) -> str:
    return refusal(lambda: os.readlink(f"/proc/1/{file}"))


def descriptors_of_runner() -> str:
    return refusal(lambda: os.listdir("/proc/1/fd"))


def read_runner_memory() -> Any:
    content = ctypes.create_string_buffer(16)
    pieces = (ctypes.c_size_t * 2)(ctypes.addressof(content), 16)
    address = ctypes.addressof(pieces)
    return system_call("process_vm_readv", 1, address, 1, address, 1, 0)


def foreign_processes() -> list[str]:
    """What is there beside this call, the runner, its seed and its stems: those four kinds lead groups of their own."""
    try:
        names = [name for name in os.listdir("/proc") if name.isdigit()]
    except OSError:
        return []
    strangers = []
    for name in names:
        try:
            with open(f"/proc/{name}/stat") as stat:
                _, parent, group = stat.read().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(name) != os.getpid() and (group not in {name, "0", "1"} or parent not in {"0", "1"}):
            strangers.append(name)
    return sorted(strangers)


def host_paths_in_mounts() -> list[str]:
    """Words in the list of mounts that tell of the host's folders."""
    try:
        with open("/proc/self/mountinfo") as mounts:
            content = mounts.read()
    except OSError:
        return []
    return [word for word in ("upperdir=", "lowerdir=", "workdir=", "/var/lib/", "/home/", "/root/") if word in content]


def engine_sockets() -> list[str]:
    paths = ("/var/run/docker.sock", "/run/docker.sock", "/run/containerd/containerd.sock", "/run/podman/podman.sock")
    return [path for path in paths if os.path.exists(path)]


def kinds_of_descriptors() -> list[str]:
    """Whatever is open beyond pipes, null devices and anonymous memory."""
    odd = []
    for number in range(1024):
        try:
            mode = os.fstat(number).st_mode
        except OSError:
            continue
        if not (stat.S_ISFIFO(mode) or (stat.S_ISCHR(mode) and os.fstat(number).st_rdev == os.makedev(1, 3))):
            odd.append(f"{number}: {stat.filemode(mode)}")
    return odd


def count_descriptors() -> int:
    count = 0
    for number in range(1024):
        count += refusal(lambda number=number: os.fstat(number)) == "allowed"
    return count


def secret_of_another() -> list[str]:
    """Where the words of an earlier example are found in this process."""
    gc.unfreeze()
    words = f"earlier: {SECRET}"
    found = ["objects" for each in gc.get_objects() if isinstance(each, dict) and words in map(str, each.values())]
    frame: Any = sys._getframe().f_back
    while frame is not None:
        found += ["frames" for each in frame.f_locals.values() if isinstance(each, str | bytes) and SECRET in str(each)]
        frame = frame.f_back
    return sorted(set(found)) + _secret_in_memory()


def _secret_in_memory() -> list[str]:
    """Search all memory of the process for the words as they stand in a request, where its map can be read."""
    needle = b"earlier: " + SECRET.encode()
    own = (id(needle), id(needle) + sys.getsizeof(needle))
    try:
        with open("/proc/self/maps") as maps:
            areas = [line.split() for line in maps]
    except OSError:
        return []
    found = []
    for area in areas:
        start, _, end = area[0].partition("-")
        if area[1].startswith("rw") and not (area[5:] and area[5].startswith("[v")):
            first, last = int(start, 16), int(end, 16)
            content = ctypes.string_at(first, last - first)
            at = content.find(needle)
            while at >= 0:
                if not own[0] <= first + at < own[1] and not _is_copy(content, at):
                    found.append("memory")
                at = content.find(needle, at + 1)
            del content
    return sorted(set(found))


def _is_copy(content: bytes, at: int) -> bool:
    """Whether this is no request: the marker of requests does not follow."""
    return content[at : at + 200].find(b"END") < 0


def host_paths_in_tracebacks() -> list[str]:
    """Files named by tracebacks, modules and code that are no files of the box."""
    try:
        int("look")
    except ValueError:
        told = [line.strip() for line in traceback.format_exc().splitlines() if line.strip().startswith("File")]
    named = [line.partition('"')[2].partition('"')[0] for line in told]
    named += [str(getattr(module, "__file__", None) or "") for module in list(sys.modules.values())]
    named += [function.__code__.co_filename for function in (refusal, environment)]
    return sorted({name for name in named if name and not name.startswith(BOX_FOLDERS)})


def raise_here() -> None:
    raise ValueError(__file__)


def kernel_files() -> list[str]:
    """Files of the kernel that tell of the host, and can be read."""
    names = (
        "kcore",
        "kallsyms",
        "kmsg",
        "keys",
        "sched_debug",
        "timer_list",
        "vmallocinfo",
        "kpagecount",
        "sysrq-trigger",
    )
    paths = [*(f"/proc/{name}" for name in names), "/sys/kernel/debug", "/sys/firmware/efi", "/dev/mem", "/dev/kmsg"]
    return [path for path in paths if os.path.isfile(path) and _has_content(path)]


def _has_content(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            content = file.read(4096)
    except OSError:
        return False
    return content.strip(b"\0") != b"" and b" 0000000000000000 " not in b" " + content[:17] + b" "


def identity() -> list[Any]:
    return [os.getuid(), os.geteuid(), os.getgid(), os.getegid(), os.getgroups()]


def become_root() -> str:
    return refusal(lambda: os.setuid(0))


def modules_of_the_runner() -> list[str]:
    """Catalog code must not find the runner's own modules by name."""
    found = []
    for name in ("supervisor", "worker", "confinement", "runner", "strict"):
        try:
            __import__(name)
        except ImportError:
            continue
        found.append(name)
    return found
