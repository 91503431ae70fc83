"""The program bubblewrap: which one this is, the words it is given, and why it does not work where it does not.

What a box gets: namespaces of its own for users, processes, network, IPC, host name, mounts and control groups;
nobody's ids; no capability and no way to one; a root file system put together from read-only pieces of this machine,
with nothing writable anywhere; nothing of ``/etc``, ``/home``, ``/var``, ``/run``, ``/tmp`` or ``/sys``.

An ordinary user's boxes run in a user namespace, where nobody's id stands for that user's own. Root's must not be made
like that: nobody's id would stand for root's, and root may change what it owns without any capability, ``/dev/null``
say. So for root bwrap makes all but the user namespace, and ``setpriv`` in the box gives up root for good before the
command begins. Bwrap outside, without capabilities, then may not kill it when this process dies: the guard does
(bubblewrap_guard.py), and without control groups the runner ends by itself after the example that it is in.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from service.errors import SandboxError

PROGRAM = "bwrap"
NOBODY = 65534
ANSWER_SECONDS = 20.0
_INSTALL = (
    "Install it (Debian family: apt-get install bubblewrap; Fedora family: dnf install bubblewrap; without root: conda "
    "install -c conda-forge bubblewrap), or use Docker."
)
_AS_USER = ("--unshare-all", "--unshare-user", "--uid", str(NOBODY), "--gid", str(NOBODY))
_AS_ROOT = (
    *("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"),
    *("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP"),  # for setpriv
)
_GIVE_UP_ROOT = (
    *("--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups", "--no-new-privs"),
    *("--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all"),
)
_TEMPORARY = "/tmp"  # noqa: S108 - the box's own, empty and as read-only as all else
_DEVICES = ("null", "zero", "full", "random", "urandom")
_DEVICE_LINKS = {"fd": "/proc/self/fd", "stdin": "fd/0", "stdout": "fd/1", "stderr": "fd/2"}
# What /proc tells of the whole machine, or lets its owner change; Docker covers the same. bwrap itself covers sys,
# sysrq-trigger, irq and bus.
_MACHINE_FILES = (
    *("kcore", "keys", "key-users", "kmsg", "latency_stats", "timer_list", "timer_stats", "sched_debug", "kallsyms"),
    *("vmallocinfo", "slabinfo", "pagetypeinfo", "kpagecgroup", "kpagecount", "kpageflags", "mtrr", "config.gz"),
    *("cmdline", "iomem", "ioports", "modules", "sys/kernel/ns_last_pid"),
)
_MACHINE_FOLDERS = ("acpi", "asound", "driver", "fs", "scsi", "pressure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubblewrap:
    """A bwrap that answers. ``forbids_namespaces``: it can keep a box from making user namespaces of its own.

    ``setpriv`` is the program that gives up root in the box, None where this process is not root.
    """

    path: str
    version: str
    forbids_namespaces: bool
    setpriv: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bind:
    """A file or folder of this machine and where the box sees it."""

    source: Path
    target: str
    writable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RootFiles:
    """What a box's root file system is put together from. ``hidden`` are folders inside of binds that show empty."""

    binds: tuple[Bind, ...]
    links: Mapping[str, str]
    hidden: tuple[str, ...]


def with_binds(files: RootFiles, *binds: Bind) -> RootFiles:
    """``files`` and ``binds``, which come last and so lie on top."""
    return replace(files, binds=(*files.binds, *binds))


def find_bubblewrap(program: str = PROGRAM) -> Bubblewrap:
    """Find bwrap on the PATH and ask what it is. SandboxError where there is none or it does not answer."""
    path = shutil.which(program)
    if path is None:
        raise SandboxError(f"bubblewrap ({program}) is not installed. {_INSTALL}")
    version, options = _answer(path, "--version"), _answer(path, "--help")
    missing = {"--as-pid-1", "--clearenv", "--die-with-parent", "--remount-ro"} - set(
        re.findall(r"--[a-z0-9-]+", options)
    )
    if missing:
        raise SandboxError(
            f"{path} ({version}) is too old: it does not know {', '.join(sorted(missing))}. bubblewrap 0.5 or later is "
            f"needed. {_INSTALL}"
        )
    as_root = os.geteuid() == 0
    setpriv = shutil.which("setpriv", path="/usr/bin:/bin") if as_root else None
    if as_root and setpriv is None:
        raise SandboxError(
            "There is no setpriv in /usr/bin, which gives up root in a bubblewrap box. Install util-linux, or run "
            "callproof as an ordinary user."
        )
    return Bubblewrap(
        path=path,
        version=version.rpartition(" ")[2],
        # A bwrap that is installed setuid refuses the option.
        forbids_namespaces="--disable-userns" in options and not as_root and not _is_setuid(path),
        setpriv=setpriv,
    )


def arguments(
    bubblewrap: Bubblewrap,
    files: RootFiles,
    *,
    environment: Mapping[str, str],
    command: Sequence[str],
    descriptors: Mapping[str, int],
) -> list[str]:
    """The words that start ``command`` in a box. ``descriptors`` are numbers by option (``info-fd``, ``seccomp`` …)."""
    words = [
        *(bubblewrap.path, "--hostname", "box", "--cap-drop", "ALL"),
        *(_AS_USER if bubblewrap.setpriv is None else _AS_ROOT),
        *("--die-with-parent", "--new-session", "--as-pid-1", "--clearenv"),
        *(("--disable-userns",) if bubblewrap.forbids_namespaces else ()),
    ]
    for option, number in descriptors.items():
        words += [f"--{option}", str(number)]
    for name, value in environment.items():
        words += ["--setenv", name, value]
    above = {str(parent) for bind in files.binds for parent in PurePosixPath(bind.target).parents}
    for folder in sorted(above - {"/", *(bind.target for bind in files.binds)}):
        words += ["--dir", folder]  # what bwrap makes unasked, only its own user may enter
    for bind in files.binds:
        words += ["--bind" if bind.writable else "--ro-bind", str(bind.source), bind.target]
    for link, target in files.links.items():
        words += ["--symlink", target, link]
    words += ["--dir", _TEMPORARY, *_empty(files.hidden), *_process_files(), *_devices()]
    words += ["--remount-ro", "/", "--chdir", "/", "--"]
    if bubblewrap.setpriv is not None:
        words += [bubblewrap.setpriv, *_GIVE_UP_ROOT, "--"]
    return [*words, *command]


def explain(error: str) -> SandboxError:
    """The error to raise where boxes do not start; ``error`` are bwrap's own words. Looks at this machine for why."""
    return SandboxError(f"bubblewrap is installed but starts no box: {error or 'it said nothing'}. {_probable_cause()}")


def _probable_cause() -> str:
    if _kernel_says("kernel/apparmor_restrict_unprivileged_userns") == "1":
        return (
            "This system's AppArmor keeps ordinary programs from making user namespaces "
            "(kernel.apparmor_restrict_unprivileged_userns is 1, as on Ubuntu 23.10 and later). Let bwrap do it with a "
            "profile (apt-get install apparmor-profiles, then enable bwrap-userns-restrict), or use Docker."
        )
    if _kernel_says("kernel/unprivileged_userns_clone") == "0":
        return (
            "This kernel does not let ordinary users make namespaces (kernel.unprivileged_userns_clone is 0). Ask for "
            "sysctl kernel.unprivileged_userns_clone=1, or use Docker."
        )
    if _kernel_says("user/max_user_namespaces") == "0":
        return (
            "No user namespaces are allowed here (user.max_user_namespaces is 0). Ask for sysctl "
            "user.max_user_namespaces=15000, or use Docker."
        )
    if _in_container():
        return (
            "Probably because this process runs inside a container, which may make no namespaces of its own unless it "
            "was started for that (docker run --privileged, or --security-opt seccomp=unconfined and systempaths="
            "unconfined). Run callproof outside of it, or give it a container engine (DOCKER_HOST)."
        )
    return "Probably this system forbids user namespaces to this user. Ask its administrator, or use Docker."


def _in_container() -> bool:
    if any(Path(mark).exists() for mark in ("/.dockerenv", "/run/.containerenv", "/.singularity.d")):
        return True
    status = Path("/proc/self/status").read_text()
    return re.search(r"^Seccomp:\s*2$", status, re.MULTILINE) is not None


def _kernel_says(name: str) -> str | None:
    try:
        return Path("/proc/sys", name).read_text().strip()
    except OSError:
        return None


def _answer(path: str, option: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the program that this machine calls bwrap
            [path, option], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True, timeout=ANSWER_SECONDS
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise SandboxError(f"{path} does not answer {option}: {error}. {_INSTALL}") from error
    return (done.stdout + done.stderr).strip()


def _is_setuid(path: str) -> bool:
    return bool(Path(path).stat().st_mode & stat.S_ISUID)


def _empty(folders: Iterable[str]) -> list[str]:
    return [word for folder in folders for word in ("--tmpfs", folder, "--remount-ro", folder)]


def _process_files() -> list[str]:
    words = ["--proc", "/proc"]
    for name in _MACHINE_FILES:
        if Path("/proc", name).exists():
            words += ["--ro-bind", "/dev/null", f"/proc/{name}"]
    return words + _empty(f"/proc/{name}" for name in _MACHINE_FOLDERS if Path("/proc", name).is_dir())


def _devices() -> list[str]:
    """Less than ``--dev`` makes: no terminals, and no shared memory, which could be written."""
    words = ["--tmpfs", "/dev"]
    for name in _DEVICES:
        words += ["--dev-bind", f"/dev/{name}", f"/dev/{name}"]
    for link, target in _DEVICE_LINKS.items():
        words += ["--symlink", target, f"/dev/{link}"]
    return [*words, "--remount-ro", "/dev"]
