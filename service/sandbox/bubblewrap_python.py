"""The Python that runs in bubblewrap boxes: the one that callproof's own environment stands on.

A Python of the system is seen where it is. Any other one (pyenv, conda, uv, an HPC module) shows at
``/opt/callproof/python``, its program, its standard library and the shared libraries that they need, and nothing else
of where it lives: no installed packages, and no path that names a user.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.errors import SandboxError
from service.sandbox.box_python import BoxPython
from service.sandbox.bubblewrap import Bind, RootFiles

PYTHON_HOME = "/opt/callproof/python"
QUESTION = (
    "import json, platform, sys; name, version = platform.libc_ver(); print(json.dumps([*sys.version_info[:2], "
    "platform.machine(), version if name == 'glibc' else None, sys.implementation.cache_tag, "
    "platform.python_version()]))"
)
_OLDEST = (3, 11)
_SYSTEM = ("/usr/bin", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libx32", "/usr/share/zoneinfo")
_TOP = ("/bin", "/lib", "/lib32", "/lib64", "/libx32")
_PACKAGES = ("site-packages", "dist-packages")
_LIBRARIES = f"{PYTHON_HOME}/libraries"
_RESOLVED = re.compile(r"^\s*(\S+) => (/\S+) \(", re.MULTILINE)  # a line of ldd
_LOOK_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class HostPython:
    """How a box sees this Python: the files to show, the ``program`` in the box, the environment that it needs."""

    files: RootFiles
    program: str
    environment: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PythonInBox:
    """What the Python said of itself from inside a box. ``tag`` tells whose byte code it reads."""

    kind: BoxPython
    tag: str
    version: str


def host_python() -> HostPython:
    """What of this machine a box needs for Python to run in it. SandboxError where that cannot be told."""
    prefix = Path(sys.base_prefix).resolve()
    program = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    bases = dict.fromkeys(("installed_base", "base"), sys.base_prefix)
    bases |= dict.fromkeys(("installed_platbase", "platbase"), sys.base_exec_prefix)
    folders = dict.fromkeys(Path(sysconfig.get_path(name, vars=bases)) for name in ("stdlib", "platstdlib"))
    system, links = _system()
    binds = list(system)
    if prefix == Path("/usr"):
        seen_at = {folder: str(folder) for folder in folders}
        inside = str(program)
    else:
        seen_at = {each: f"{PYTHON_HOME}/{_below(each, Path(sys.base_prefix))}" for each in folders}
        inside = f"{PYTHON_HOME}/bin/{program.name}"
        binds += [Bind(source=folder.resolve(), target=target) for folder, target in seen_at.items()]
        binds.append(Bind(source=program, target=inside))
    libraries = list(_libraries_elsewhere(program, folders))
    hidden = [
        f"{target}/{name}" for folder, target in seen_at.items() for name in _PACKAGES if (folder / name).is_dir()
    ]
    hidden += [str(each) for name in _PACKAGES if (each := Path("/usr/lib/python3", name)).is_dir()]
    return HostPython(
        files=RootFiles(binds=(*binds, *libraries), links=links, hidden=tuple(hidden)),
        program=inside,
        environment={"LD_LIBRARY_PATH": _LIBRARIES} if libraries else {},
    )


def read_answer(answer: bytes) -> PythonInBox:
    """What the answer to ``QUESTION`` says. SandboxError where it is none, or the Python is too old."""
    try:
        major, minor, machine, glibc, tag, version = json.loads(answer)
    except ValueError as error:
        raise SandboxError(f"The Python in a bubblewrap box does not work; it said: {answer[:500]!r}.") from error
    if (major, minor) < _OLDEST:
        raise SandboxError(f"The Python of bubblewrap boxes is {major}.{minor}, but 3.11 or later is needed.")
    parts = [int(part) for part in glibc.split(".")[:2]] if glibc else None
    kind = BoxPython(version=f"{major}.{minor}", machine=machine, glibc=(parts[0], parts[1]) if parts else None)
    return PythonInBox(kind=kind, tag=tag, version=version)


def _system() -> tuple[list[Bind], dict[str, str]]:
    """The system's programs and libraries, and the links at the top where those folders have moved into ``/usr``."""
    binds = [Bind(source=Path(each), target=each) for each in _SYSTEM if Path(each).is_dir()]
    links = {}
    for each in map(Path, _TOP):
        if each.is_symlink():
            links[str(each)] = str(each.readlink())
        elif each.is_dir():
            binds.append(Bind(source=each, target=str(each)))
    return binds, links


def _libraries_elsewhere(program: Path, folders: Iterable[Path]) -> Iterable[Bind]:
    """The shared libraries of Python and its modules that lie outside of the system's own folders."""
    modules = sorted(module for folder in folders for module in (folder / "lib-dynload").glob("*.so"))
    try:
        told = _run(["ldd", str(program), *map(str, modules)])
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SandboxError(f"ldd, which tells what libraries a program needs, does not work: {error}.") from error
    found: dict[str, Path] = {}
    for name, path in _RESOLVED.findall(told):
        if not path.startswith(tuple(f"{folder}/" for folder in (*_SYSTEM, *_TOP))):
            found.setdefault(name.rpartition("/")[2], Path(path).resolve())
    return [Bind(source=path, target=f"{_LIBRARIES}/{name}") for name, path in sorted(found.items())]


def _run(command: Sequence[str]) -> str:
    done = subprocess.run(  # noqa: S603 - asks about our own Python
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=_LOOK_SECONDS
    )
    return done.stdout


def _below(path: Path, prefix: Path) -> Path:
    try:
        return path.relative_to(prefix)
    except ValueError as error:
        raise SandboxError(
            f"The standard library {path} does not lie below its Python's prefix {prefix}; such a Python cannot be "
            "shown to a bubblewrap box. Use another Python, or Docker."
        ) from error
