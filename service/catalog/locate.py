"""Finds the code that a ``--functions`` argument names, without importing any of it.

======================  ==========================  ===============================
argument                root (on the search path)    files taken
======================  ==========================  ===============================
folder                  the folder                   all below it
folder with __init__    its parent                   all below the folder
``.py`` file            its parent                   that file
installed module        where the import starts      the whole top-level package
``builtin``             parent of function_impls     all below function_impls
======================  ==========================  ===============================

Before any of these may stand a prefix for the names of its functions and toolkits: ``shop_=path/to/folder``.

Hidden files and folders, ``__pycache__``, ``*.pyc`` and virtual environments are left out: they are not code, and
a ``.env`` has no business in a box.
"""

from __future__ import annotations

import importlib.util
import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import service
from service.errors import FunctionsError

BUILTIN = "builtin"
"""The name of the functions that come with callproof."""

DESCRIPTION_NAME = "functions.toml"
"""The file that describes a folder of functions."""

_PREFIXED = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)=(.+)", re.DOTALL)

MAX_FILES = 20_000
MAX_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where one set of functions stands. ``files`` are relative to ``root``, sorted.

    ``folder`` is where functions.toml and its schema paths start from; ``modules`` are the dotted names that may
    hold functions where there is no functions.toml. ``prefix`` stands before the names of its functions and toolkits.
    """

    name: str
    root: Path
    folder: Path
    files: tuple[Path, ...]
    modules: tuple[str, ...]
    prefix: str = ""

    @property
    def description(self) -> Path | None:
        """The functions.toml, if there is one."""
        path = self.folder / DESCRIPTION_NAME
        return path if path.relative_to(self.root) in self.files else None

    @property
    def top_level_names(self) -> frozenset[str]:
        """The names that this set adds to the module search path."""
        return frozenset(
            path.parts[0] if len(path.parts) > 1 else path.stem
            for path in self.files
            if path.suffix == ".py" and path.parts[0].removesuffix(".py").isidentifier()
        )


def locate(spec: str) -> Source:
    """The source that ``spec`` names.

    Raises FunctionsError where there is none, where a link leads out of the folder, or where it is larger than
    20,000 files or 256 MiB.
    """
    if spec == BUILTIN:
        return _builtin()
    path = Path(spec)
    if not path.exists() and (prefixed := _PREFIXED.fullmatch(spec)):
        inner = locate(prefixed[2])
        return replace(inner, prefix=prefixed[1] + inner.prefix)
    if path.is_dir():
        return _folder(path.resolve(), spec)
    if path.is_file():
        return _file(path.resolve(), spec)
    if os.sep not in spec and all(part.isidentifier() for part in spec.split(".")):
        return _module(spec)
    raise FunctionsError(
        f"--functions {spec}: there is no such folder, .py file or installed module. Check the path; "
        f"it is taken relative to {Path.cwd()}."
    )


def _builtin() -> Source:
    parent = Path(service.__file__).resolve().parent.parent
    folder = parent / "function_impls"
    if not folder.is_dir():
        raise FunctionsError(
            f"The bundled functions are missing: there is no folder {folder}. The installation is incomplete; "
            "install callproof again, or name your own functions with --functions."
        )
    files = _collect(folder, parent, BUILTIN)
    return Source(name=BUILTIN, root=parent, folder=folder, files=files, modules=_modules(files))


def _folder(folder: Path, spec: str) -> Source:
    root = folder.parent if (folder / "__init__.py").is_file() else folder
    files = _collect(folder, root, spec)
    return Source(name=folder.name or "functions", root=root, folder=folder, files=files, modules=_modules(files))


def _file(path: Path, spec: str) -> Source:
    if path.suffix != ".py":
        raise FunctionsError(
            f"--functions {spec}: a single file must be a .py file. Give the folder that holds it to take "
            "functions.toml and data files along."
        )
    files = (Path(path.name),)
    _refuse_oversize([path], spec)
    return Source(name=path.stem, root=path.parent, folder=path.parent / path.stem, files=files, modules=(path.stem,))


def _module(spec: str) -> Source:
    top, *rest = spec.split(".")
    found = _find_top(top)
    if found is None:
        raise FunctionsError(
            f"--functions {spec}: no folder or file has this name, and no installed module '{top}' was found. "
            "Install it into callproof's environment, or give the path of its folder."
        )
    if found.suffix == ".py":
        if rest:
            raise FunctionsError(f"--functions {spec}: '{top}' is a single module and holds no '{'.'.join(rest)}'.")
        return Source(
            name=spec, root=found.parent, folder=found.parent / top, files=(Path(found.name),), modules=(top,)
        )
    files = _collect(found, found.parent, spec)
    target = found.joinpath(*rest)
    if not target.is_dir() and not target.with_suffix(".py").is_file():
        raise FunctionsError(f"--functions {spec}: the package at {found} has no module '{'.'.join(rest)}'.")
    modules = tuple(name for name in _modules(files) if name == spec or name.startswith(f"{spec}."))
    return Source(name=spec, root=found.parent, folder=target, files=files, modules=modules)


def _find_top(top: str) -> Path | None:
    """The folder or file of a top-level module; only path finders look, nothing is imported."""
    try:
        found = importlib.util.find_spec(top)
    except (ImportError, ValueError):
        return None
    if found is None:
        return None
    if found.submodule_search_locations:
        return Path(next(iter(found.submodule_search_locations))).resolve()
    origin = Path(found.origin) if found.has_location and found.origin else None
    if origin is None or origin.suffix != ".py":
        raise FunctionsError(
            f"--functions {top}: the module is built into Python or compiled, so there is no source to take along. "
            "Write a small .py file that calls it."
        )
    return origin.resolve()


def _collect(folder: Path, root: Path, spec: str) -> tuple[Path, ...]:
    found = []
    for path in _walk(folder, spec):
        found.append(path)
        if len(found) > MAX_FILES:
            raise FunctionsError(
                f"--functions {spec}: the folder holds more than {MAX_FILES} files. It is taken whole into the "
                "sandbox image; give the folder that holds only the functions and their data."
            )
    _refuse_oversize(found, spec)
    return tuple(sorted(path.relative_to(root) for path in found))


def _walk(folder: Path, spec: str) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder, onerror=_unreadable(spec)):
        here = Path(parent)
        folders[:] = sorted(name for name in folders if not _left_out(here / name))
        for name in folders:
            if (here / name).is_symlink():
                raise FunctionsError(
                    f"--functions {spec}: {here / name} is a link to a folder. Links are not followed, because the "
                    "code must be taken whole and the same everywhere; copy the folder in its place."
                )
        for name in sorted(names):
            path = here / name
            if name.startswith(".") or path.suffix in {".pyc", ".pyo"}:
                continue
            _refuse_unfit(path, folder, spec)
            yield path


def _left_out(folder: Path) -> bool:
    return folder.name.startswith(".") or folder.name == "__pycache__" or (folder / "pyvenv.cfg").is_file()


def _unreadable(spec: str) -> Callable[[OSError], None]:
    def refuse(error: OSError) -> None:
        raise FunctionsError(f"--functions {spec}: {error.filename} cannot be read: {error.strerror}.") from error

    return refuse


def _refuse_unfit(path: Path, folder: Path, spec: str) -> None:
    if path.is_symlink() and not path.resolve().is_relative_to(folder):
        raise FunctionsError(
            f"--functions {spec}: {path} is a link out of the folder, to {path.resolve()}. Copy the file into it."
        )
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise FunctionsError(f"--functions {spec}: {path} cannot be read: {error.strerror}.") from error
    if not stat.S_ISREG(mode):
        raise FunctionsError(f"--functions {spec}: {path} is not a regular file. Move it out of the folder.")


def _refuse_oversize(paths: list[Path], spec: str) -> None:
    size = sum(path.stat().st_size for path in paths)
    if size > MAX_BYTES:
        raise FunctionsError(
            f"--functions {spec}: the files hold {size} bytes, more than {MAX_BYTES}. They are taken whole into the "
            "sandbox image; give the folder that holds only the functions and their data."
        )


def _modules(files: tuple[Path, ...]) -> tuple[str, ...]:
    return tuple(dotted for path in files if (dotted := _dotted(path)) is not None)


def _dotted(path: Path) -> str | None:
    if path.suffix != ".py":
        return None
    parts = path.with_suffix("").parts
    if parts[-1] == "__init__":
        parts = parts[:-1]
    return ".".join(parts) if parts and all(part.isidentifier() for part in parts) else None
