"""Starts a set of functions: a folder that builds, passes the check and verifies as it stands.

What it holds lies in ``started_set``, as data: it is copied, and never imported on the host.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from service.errors import FunctionsError, OutputError

STARTED_SET = Path(__file__).parent / "started_set"


def start(folder: Path) -> tuple[Path, ...]:
    """Make ``folder`` a started set, whole or not at all; the files that it then holds, relative to it, sorted.

    Raises FunctionsError where something is there already, OutputError where it cannot be written.
    """
    folder = folder.resolve()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".part-") as part:
            fresh = Path(part) / "set"
            shutil.copytree(STARTED_SET, fresh, ignore=shutil.ignore_patterns("__pycache__"), copy_function=_copy)
            _refuse_taken(folder)
            fresh.rename(folder)  # takes the place of an empty folder, and of nothing else
            return tuple(sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file()))
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror}. Choose another folder.") from error


def _refuse_taken(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FunctionsError(
            f"{folder} is there already, and nothing in it is overwritten. Name a folder that does not exist yet or is "
            "empty."
        )


def _copy(source: str, target: str) -> None:
    """The bytes alone: an installation may be read-only, and the copy is there to be changed."""
    Path(target).write_bytes(Path(source).read_bytes())
