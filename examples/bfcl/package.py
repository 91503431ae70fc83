"""Fetches bfcl-eval beside the environment and lays out what callproof is run on.

::

    PACKAGES/                 bfcl_eval and mpmath, as requirements.txt pins them; fetched once
    OUT/functions/            the package, functions.toml and bfcl_results.py
    OUT/functions-long/       the package, bfcl_results.py and all of long_context/
    OUT/forced/*.json         the rows of the irrelevance categories, each with a call forced in
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from examples.bfcl.forced import with_forced_call
from verifiers.model import Json

HERE = Path(__file__).parent
IRRELEVANCE = ("irrelevance", "live_irrelevance")


def question_file(folder: Path, category: str) -> Path:
    """The file of one category in ``folder``."""
    return folder / f"BFCL_v4_{category}.json"


def read_lines(path: Path) -> Iterator[Json]:
    """The JSON value of each line."""
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def fetch(packages: Path) -> Path:
    """Install requirements.txt into ``packages`` unless it is there already; give the folder with BFCL's files.

    Raises CalledProcessError where pip cannot; it has said why by then.
    """
    pinned = (HERE / "requirements.txt").read_text(encoding="utf-8")
    stamp = packages / "requirements.txt"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != pinned:
        packages.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f"{packages.name}.part-", dir=packages.parent))
        part.chmod(0o755)
        try:
            command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
            command += ["--no-deps", "--require-hashes", "--only-binary=:all:", "--no-compile", "--target", str(part)]
            subprocess.run([*command, "-r", str(HERE / "requirements.txt")], check=True)  # noqa: S603 - ours
            (part / stamp.name).write_text(pinned, encoding="utf-8")
            _put(part, packages, pinned)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    return packages / "bfcl_eval" / "data"


def _put(part: Path, packages: Path, pinned: str) -> None:
    """Give ``part`` its place, unless another process was faster with the same."""
    stamp = packages / "requirements.txt"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") != pinned:
        shutil.rmtree(packages)
    try:
        part.rename(packages)
    except OSError:  # a folder that holds something is not replaced
        if not stamp.is_file() or stamp.read_text(encoding="utf-8") != pinned:
            raise


def lay_out(packages: Path, out: Path) -> None:
    """Make the two function folders and the forced rows in ``out`` anew."""
    results = HERE / "bfcl_results.py"
    parts = {
        "functions": (HERE / "functions.toml", results),
        "functions-long": (results, *_files(HERE / "long_context")),
    }
    for name, files in parts.items():
        folder = out / name
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(packages / "bfcl_eval", folder / "bfcl_eval", ignore=shutil.ignore_patterns("__pycache__"))
        for path in files:
            shutil.copy(path, folder)
    forced = out / "forced"
    forced.mkdir(parents=True, exist_ok=True)
    for category in IRRELEVANCE:
        rows = read_lines(question_file(packages / "bfcl_eval" / "data", category))
        text = "".join(json.dumps(with_forced_call(row), ensure_ascii=False) + "\n" for row in rows)
        question_file(forced, category).write_text(text, encoding="utf-8")


def _files(folder: Path) -> tuple[Path, ...]:
    return tuple(path for path in sorted(folder.iterdir()) if path.is_file())
