"""Control groups for bubblewrap boxes, where this process may make some.

::

    version 1    <memory hierarchy>/<own group>/callproof-…   one folder in each hierarchy that can be written,
                 <pids hierarchy>/<own group>/callproof-…     with memory, pids and cpu each for itself
                 <cpu hierarchy>/<own group>/callproof-…

    version 2    <own group or the nearest group above it whose controllers can be handed down>/callproof-…

In version 2 a group that holds processes hands nothing down, so a box's group then stands beside this process's own.
An ordinary user has such a place below ``user@….service``, which systemd hands over, and not in a session of ssh.

A group's name holds the process that made it, so that what a killed process leaves is found and removed.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from service.errors import SandboxError
from service.sandbox.host_process import machine_digest, started

MEMORY, PROCESSES, CPU = "memory", "processes", "cpu"
REMOVE_SECONDS = 10.0
_CONTROLLERS = {"memory": MEMORY, "pids": PROCESSES, "cpu": CPU}
_PREFIX = "callproof-"
_PERIOD_MICROSECONDS = 100_000
_numbers = itertools.count()  # of the process, so that two pools never name two boxes alike
_SHOWN_AT = {"1": "/sys/fs/cgroup/memory", "2": "/sys/fs/cgroup"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where groups can be made. ``parents`` holds a folder for each limit that can be had there."""

    version: str
    parents: Mapping[str, Path]

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders in which a box gets its own, each once."""
        return tuple(dict.fromkeys(self.parents.values()))


NOWHERE = Place(version="2", parents={})


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxGroup:
    """The groups of one box.

    ``counter`` is the folder with the count of kills for want of memory, ``shown_at`` where the runner looks for it.
    """

    folders: tuple[Path, ...]
    counter: Path | None
    shown_at: str

    def remove(self) -> None:
        """Kill what is left in the groups and remove them; again is fine. SandboxError where a process does not die."""
        for folder in self.folders:
            _remove(folder)


def find_place(process_root: Path = Path("/proc/self")) -> Place:
    """Find where this process may make groups, by making one; ``NOWHERE`` where it may not."""
    mounts = list(_mounts(process_root))
    own = _own_groups(process_root)
    unified = next((each for each in mounts if each.kind == "cgroup2" and "" in own), None)
    if unified is not None:
        parent = _version_2_parent(unified.folder_of(own[""]), unified.point)
        if parent is not None:
            return parent
    parents = {}
    for controller, limit in _CONTROLLERS.items():
        mount = next((each for each in mounts if each.kind == "cgroup" and controller in each.options), None)
        if mount is not None and controller in own and _can_hold(folder := mount.folder_of(own[controller])):
            parents[limit] = folder
    return Place(version="1", parents=parents) if parents else NOWHERE


def make_group(place: Place, name: str, *, memory_bytes: int, processes: int, cpus: float) -> BoxGroup:
    """Make the groups of one box and set its limits. SandboxError where the kernel refuses."""
    folders = tuple(parent / name for parent in place.folders)
    counter = place.parents[MEMORY] / name if MEMORY in place.parents else None
    group = BoxGroup(folders=folders, counter=counter, shown_at=_SHOWN_AT[place.version])
    try:
        for folder in folders:
            folder.mkdir()
            folder.chmod(0o755)  # the runner reads there, whatever this process's umask is
        limits = _settings(place, memory_bytes=memory_bytes, processes=processes, cpus=cpus)
        for limit, parent in place.parents.items():
            for file, value in limits[limit]:
                _set(parent / name / file, value)
    except OSError as error:
        group.remove()
        raise SandboxError(
            f"The control group of the box could not be made: {error}. Probably the group that callproof runs in was "
            "removed or handed to someone else meanwhile."
        ) from error
    return group


def new_name() -> str:
    """A name for a box, and for its groups, that no other one has and that tells which process made it."""
    return f"{own_prefix()}{next(_numbers)}"


def own_prefix() -> str:
    """What the names of all groups of this process begin with, and no others."""
    pid = os.getpid()
    return f"{_PREFIX}{machine_digest()}-{pid}-{started(pid)}-"


def sweep(place: Place) -> int:
    """Remove the groups of processes of this machine that have ended; how many boxes there were."""
    swept = set()
    for parent in place.folders:
        for folder in parent.glob(f"{_PREFIX}{machine_digest()}-*"):
            pid, since = folder.name.split("-")[2:4]
            if started(int(pid)) != since:
                _remove(folder)
                swept.add(folder.name)
    return len(swept)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mount:
    kind: str
    root: str
    point: Path
    options: frozenset[str]

    def folder_of(self, group: str) -> Path:
        inside = os.path.relpath(group, self.root)
        return self.point if inside.startswith("..") else self.point / inside


def _mounts(process_root: Path) -> Iterator[_Mount]:
    """The mounted hierarchies (proc(5), mountinfo)."""
    for line in (process_root / "mountinfo").read_text().splitlines():
        before, _, after = line.partition(" - ")
        kind, _, options = after.split(" ", 2)
        if kind in {"cgroup", "cgroup2"}:
            root, point = before.split(" ")[3:5]
            yield _Mount(kind=kind, root=root, point=Path(point), options=frozenset(options.split(",")))


def _own_groups(process_root: Path) -> dict[str, str]:
    """The group of this process for each controller; version 2 has the empty name (cgroups(7))."""
    groups = {}
    for line in (process_root / "cgroup").read_text().splitlines():
        _, controllers, group = line.split(":", 2)
        groups.update(dict.fromkeys(controllers.split(","), group))
    return groups


def _version_2_parent(own: Path, top: Path) -> Place | None:
    for folder in (own, *own.parents):
        if _can_hand_down(folder):
            handed = _handed_down(folder)
            parents = {limit: folder for controller, limit in _CONTROLLERS.items() if controller in handed}
            return Place(version="2", parents=parents)
        if folder == top:
            break
    return None


def _can_hand_down(folder: Path) -> bool:
    """Whether groups below ``folder`` get at least a memory limit, and this process may make them and move there."""
    if not os.access(folder / "cgroup.procs", os.W_OK):
        return False
    for controller in _CONTROLLERS:
        if controller not in _handed_down(folder):
            with contextlib.suppress(OSError):  # what cannot be handed down is not in the file afterwards
                _set(folder / "cgroup.subtree_control", f"+{controller}")
    return "memory" in _handed_down(folder) and _can_hold(folder)


def _handed_down(folder: Path) -> list[str]:
    try:
        return (folder / "cgroup.subtree_control").read_text().split()
    except OSError:
        return []


def _can_hold(folder: Path) -> bool:
    """Whether a group can be made below ``folder``."""
    trial = folder / new_name()
    try:
        trial.mkdir()
    except OSError:
        return False
    trial.rmdir()
    return True


def _settings(
    place: Place, *, memory_bytes: int, processes: int, cpus: float
) -> Mapping[str, tuple[tuple[str, str], ...]]:
    quota = round(cpus * _PERIOD_MICROSECONDS)
    if place.version == "2":
        return {
            MEMORY: (("memory.max", str(memory_bytes)), ("memory.swap.max", "0")),
            PROCESSES: (("pids.max", str(processes)),),
            CPU: (("cpu.max", f"{quota} {_PERIOD_MICROSECONDS}"),),
        }
    return {
        MEMORY: (
            ("memory.limit_in_bytes", str(memory_bytes)),
            ("memory.memsw.limit_in_bytes", str(memory_bytes)),  # memory and swap together
        ),
        PROCESSES: (("pids.max", str(processes)),),
        CPU: (("cpu.cfs_period_us", str(_PERIOD_MICROSECONDS)), ("cpu.cfs_quota_us", str(quota))),
    }


def _set(file: Path, value: str) -> None:
    if file.name in {"memory.memsw.limit_in_bytes", "memory.swap.max"} and not file.exists():
        return  # a kernel that does not account for swap; ``limits_swap`` tells
    file.write_text(value)


def limits_swap(place: Place) -> bool:
    """Whether the memory limit also holds for swap: the kernel accounts for it, or there is none."""
    if MEMORY not in place.parents:
        return False
    name = {"1": "memory.memsw.limit_in_bytes", "2": "memory.swap.max"}[place.version]
    trial = place.parents[MEMORY] / new_name()
    trial.mkdir()
    try:
        return (trial / name).exists() or len(Path("/proc/swaps").read_text().splitlines()) == 1
    finally:
        trial.rmdir()


def _remove(folder: Path) -> None:
    deadline = time.monotonic() + REMOVE_SECONDS
    while True:
        try:
            folder.rmdir()
        except FileNotFoundError:
            return
        except OSError as error:
            if time.monotonic() > deadline:
                raise SandboxError(
                    f"The control group {folder} of a box cannot be removed: {error}. Probably a process in it does "
                    "not die, such as one that waits for a disk or a network folder that is gone."
                ) from error
            _kill_all(folder)
            time.sleep(0.005)
        else:
            return


def _kill_all(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for pid in (folder / "cgroup.procs").read_text().split():
            os.kill(int(pid), signal.SIGKILL)
