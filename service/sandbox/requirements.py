"""The pip requirements of functions, fetched on the host as finished wheels and copied into the image.

The host's pip does it, so its mirrors and certificates apply, and a box never needs a network. No code of a package
runs on the host: only wheels are taken, they are unpacked and not compiled, and a requirement names a package, never an
address or a folder.

pip evaluates environment markers (``; python_version < "3.12"``) for the Python that runs it, not for the box's.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from service.errors import FunctionsError, ImageError
from service.sandbox.box_python import BoxPython

_REQUIREMENT = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\s*(?:\[[A-Za-z0-9._,\s-]*\])?\s*"
    r"(?:\(?(?:\s*,?\s*(?:[<>=!~]=?|===)\s*[A-Za-z0-9._*+!-]+)*\s*\)?)\s*(?:;[^@]*)?"
)
_OLDEST_GLIBC = 17  # manylinux2014 is manylinux_2_17 (PEP 599, PEP 600)


def requirements_digest(requirements: Sequence[str]) -> str:
    """Sixteen hexadecimal digits for a list of requirements, whatever its order."""
    return hashlib.sha256(json.dumps(sorted(requirements)).encode()).hexdigest()[:16]


def fetch_requirements(
    requirements: Sequence[str], *, python: BoxPython, cache: Path, say: Callable[[str], None]
) -> Path:
    """Return a folder below ``cache`` that holds the installed requirements; made when it is not there yet.

    FunctionsError when a requirement is not a package name with an optional version; ImageError when pip cannot get
    it.
    """
    for requirement in requirements:
        if not _REQUIREMENT.fullmatch(requirement.strip()):
            raise FunctionsError(
                f"The requirement {requirement!r} is not a package name with an optional version, such as "
                "'mpmath>=1.3'. Addresses, folders and pip options are not taken, because their code would run outside "
                "a box. Put such code beside the functions instead."
            )
    target = fetched_folder(requirements, python, cache)
    if target.is_dir():
        return target
    say(f"fetching the requirements {', '.join(requirements)}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".part-") as folder:
            part = Path(folder) / "site"
            part.mkdir()
            _install(requirements, python, part)
            if not target.is_dir():
                part.rename(target)
    except OSError as error:
        raise ImageError(
            f"The requirements could not be stored below {cache}: {error}. Probably the disk is full or the folder "
            "is not writable; CALLPROOF_CACHE_DIR names another."
        ) from error
    return target


def fetched_folder(requirements: Sequence[str], python: BoxPython, cache: Path) -> Path:
    """Return where ``fetch_requirements`` keeps what it fetched; one folder for each kind of box."""
    key = hashlib.sha256(json.dumps([sorted(requirements), python.version, *platforms(python)]).encode()).hexdigest()
    return cache / "requirements" / key[:16]


def platforms(python: BoxPython) -> tuple[str, ...]:
    """Return the platform tags whose wheels run in the box, best first (PEP 600, PEP 656)."""
    machine = python.machine
    if python.glibc is None:
        return (f"musllinux_1_2_{machine}", f"musllinux_1_1_{machine}", f"linux_{machine}")
    major, minor = python.glibc
    modern = tuple(f"manylinux_{major}_{each}_{machine}" for each in range(minor, _OLDEST_GLIBC - 1, -1))
    return (*modern, f"manylinux2014_{machine}", f"manylinux2010_{machine}", f"manylinux1_{machine}")


def _install(requirements: Sequence[str], python: BoxPython, target: Path) -> None:
    command = [
        *(sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"),
        *("--no-user", "--no-compile", "--only-binary=:all:", "--target", str(target)),
        *("--implementation", "cp", "--python-version", python.version),
        *(word for platform in platforms(python) for word in ("--platform", platform)),
        "--",
        *requirements,
    ]
    done = subprocess.run(  # noqa: S603 - requirements were checked and stand behind "--"
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        tail = "\n".join(done.stderr.strip().splitlines()[-8:])
        raise ImageError(
            f"pip could not get the requirements {', '.join(requirements)} as wheels for Python {python.version} on "
            f"{python.machine}. Probably a name or version does not exist, there is no wheel for it, or the package "
            f"index is not reachable; its last words were:\n{tail}"
        )
    shutil.rmtree(target / "bin", ignore_errors=True)  # starters with this machine's paths
    os.utime(target)
