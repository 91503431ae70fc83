"""A machine as a place for bubblewrap boxes: each thing tried, not assumed."""

from __future__ import annotations

from dataclasses import dataclass

from service.sandbox import bubblewrap_cgroup as cgroup
from service.sandbox.bubblewrap import PROGRAM, Bubblewrap, find_bubblewrap
from service.sandbox.bubblewrap_filter import box_filter
from service.sandbox.bubblewrap_launcher import TRIAL_SIZE, Launcher
from service.sandbox.bubblewrap_python import QUESTION, HostPython, PythonInBox, host_python, read_answer

TRIAL_SECONDS = 20.0
_FORKS = (
    "import os, signal, sys\n"
    "children = []\n"
    "while len(children) < 64:\n"
    "    try:\n"
    "        child = os.fork()\n"
    "    except OSError:\n"
    "        break\n"
    "    if child == 0:\n"
    "        signal.pause()\n"
    "    children.append(child)\n"
    "sys.stdout.write(str(len(children)))\n"
)
_CGROUP_LAYERS = {
    cgroup.MEMORY: "memory_cgroup",
    cgroup.PROCESSES: "pids_cgroup",
    cgroup.CPU: "cpu_cgroup",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BubblewrapHost:
    """A machine as a place for bubblewrap boxes, tried out.

    ``layers`` are the limits that hold, and ``warnings`` says of each one that does not what that means.
    """

    bubblewrap: Bubblewrap
    python: HostPython
    in_box: PythonInBox
    place: cgroup.Place
    processes_by_rlimit: bool
    layers: tuple[str, ...]
    warnings: tuple[str, ...]


def try_host(program: str = PROGRAM, *, use_groups: bool = True) -> BubblewrapHost:
    """Start boxes on trial and tell what this machine can do. SandboxError, with what to do, where it can do none.

    ``use_groups`` False leaves control groups out, as where none can be made.
    """
    bubblewrap = find_bubblewrap(program)
    python = host_python()
    place = cgroup.find_place() if use_groups else cgroup.NOWHERE
    with Launcher(bubblewrap, place, processes_by_rlimit=False) as launcher:
        words = launcher.ask(python.files, python, QUESTION, TRIAL_SECONDS)
        in_box = read_answer(words)
        forks_end = False
        if cgroup.PROCESSES not in place.parents and bubblewrap.setpriv is None:
            launcher.processes_by_rlimit = True
            forks_end = _forks_end(launcher, python)
    layers, warnings = _layers(bubblewrap, place, forks_end=forks_end)
    return BubblewrapHost(
        bubblewrap=bubblewrap,
        python=python,
        in_box=in_box,
        place=place,
        processes_by_rlimit=forks_end,
        layers=layers,
        warnings=warnings,
    )


def _forks_end(launcher: Launcher, python: HostPython) -> bool:
    """Whether RLIMIT_NPROC bounds a box: from Linux 5.14 on it counts within the box's user namespace.

    Root's boxes have none, and would be counted together with all that runs as nobody on this machine.
    """
    told = launcher.ask(python.files, python, _FORKS, TRIAL_SECONDS)
    return told.isdigit() and 0 < int(told) <= TRIAL_SIZE.processes


def _layers(bubblewrap: Bubblewrap, place: cgroup.Place, *, forks_end: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    layers = ["namespaces"]
    warnings = []
    if bubblewrap.forbids_namespaces:
        layers.append("no_user_namespaces")
    filtered = box_filter(memory_files=True) is not None
    if filtered:
        layers.append("container_seccomp")
    else:
        warnings.append("system calls: not filtered for the box as a whole on this architecture")
    layers += [layer for limit, layer in _CGROUP_LAYERS.items() if limit in place.parents]
    if cgroup.MEMORY not in place.parents:
        files = "memory files are refused" if filtered else "memory files are not limited"
        warnings.append(f"memory: limited for each process only, not for a box as a whole; {files}")
    elif not cgroup.limits_swap(place):
        warnings.append("memory: swap is not limited")
    if forks_end:
        layers.append("process_limit")
    elif cgroup.PROCESSES not in place.parents:
        warnings.append("processes: not limited")
    if cgroup.CPU not in place.parents:
        warnings.append("cpu: a box may use all processors, within the time limits of a call")
    if not place.parents:
        warnings.append(
            "control groups: none can be made here; under systemd they can be by what systemd-run --user --scope starts"
        )
    return tuple(layers), tuple(warnings)
