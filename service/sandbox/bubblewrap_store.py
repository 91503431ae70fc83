"""What bubblewrap boxes run, kept on this machine: the runner, function sets and requirements, compiled.

::

    <cache>/bubblewrap/runner/<16 hex>/          named by its content and by the Python whose byte code is in it;
    <cache>/bubblewrap/functions/<16 hex>/       made aside, compiled in a box that may write there and nowhere else,
    <cache>/bubblewrap/requirements/<16 hex>/    and renamed; boxes see it read-only, where the image has it
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from service.catalog.model import FunctionSet
from service.errors import ImageError
from service.sandbox.base_image import RECIPES
from service.sandbox.bubblewrap import NOBODY, Bind
from service.sandbox.bubblewrap_python import PythonInBox
from service.sandbox.build_context import digest_of, files_below
from service.sandbox.images import search_paths
from service.sandbox.requirements import fetch_requirements

RUNNER_FOLDER = "/opt/callproof/runner"
_RUNNER = RECIPES / "runner"

Compile = Callable[[Bind], None]
"""Compiles the files of a writable bind, in a box; a file that cannot be compiled is left as it is."""


class Store:
    """The kept folders of one Python. ``compile_in_box`` runs once for each new folder."""

    def __init__(self, cache: Path, python: PythonInBox, compile_in_box: Compile) -> None:
        self._cache = cache
        self._python = python
        self._compile = compile_in_box

    def runner(self) -> Bind:
        """The runner. Raises ImageError."""
        files = files_below(_RUNNER)
        return self._kept("runner", digest_of(_RUNNER, files), _RUNNER, files, RUNNER_FOLDER)

    def functions(self, function_sets: Sequence[FunctionSet], say: Callable[[str], None]) -> tuple[Bind, ...]:
        """All that ``function_sets`` need. FunctionsError where a requirement is malformed, else ImageError."""
        binds: dict[str, Bind] = {}
        for each in function_sets:
            code, *requirements = search_paths(each)
            binds[code] = self._kept("functions", each.digest, each.root, each.files, code)
            for target in requirements:
                fetched = fetch_requirements(each.requirements, python=self._python.kind, cache=self._cache, say=say)
                binds[target] = self._kept("requirements", fetched.name, fetched, files_below(fetched), target)
        return tuple(binds.values())

    def _kept(self, kind: str, digest: str, source: Path, files: Iterable[Path], target: str) -> Bind:
        key = hashlib.sha256(json.dumps([digest, self._python.tag, self._python.version]).encode()).hexdigest()[:16]
        folder = self._cache / "bubblewrap" / kind / key
        if not folder.is_dir():
            self._make(folder, source, files, target)
        return Bind(source=folder, target=target)

    def _make(self, folder: Path, source: Path, files: Iterable[Path], target: str) -> None:
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".part-") as aside:
                part = Path(aside) / "content"
                _copy(source, files, part)
                with _lent(part):
                    self._compile(Bind(source=part, target=target, writable=True))
                if not folder.is_dir():
                    part.rename(folder)
        except FileExistsError:
            return  # another process was first
        except OSError as error:
            if folder.is_dir():
                return
            raise ImageError(
                f"What a box needs could not be stored in {folder}: {error}. Probably a file is not readable, the disk "
                "is full, or the folder is not writable; CALLPROOF_CACHE_DIR names another."
            ) from error


def _copy(source: Path, files: Iterable[Path], target: Path) -> None:
    """Copy ``files``, relative to ``source``; readable for everybody, whatever this process's umask is."""
    target.mkdir()
    for file in files:
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / file, target / file)
        (target / file).chmod(0o755 if (source / file).stat().st_mode & 0o111 else 0o644)
    for path in (target, *target.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)


@contextlib.contextmanager
def _lent(folder: Path) -> Iterator[None]:
    """The folders of ``folder`` belong to whom root's boxes run as; afterwards all that is in there is root's."""
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            os.chown(path, NOBODY, NOBODY)
    try:
        yield
    finally:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, 0, 0, follow_symlinks=False)
