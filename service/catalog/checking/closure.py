"""What code a function rests on: its module, all that this imports of its own set, and the set's data files.

So a change in one module leaves the results of functions that never see it as they were. Where a module imports by
computed names, the whole set counts.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from service.catalog.build import place_of
from service.catalog.built import LANGUAGES
from service.catalog.description import read_description
from service.catalog.locate import DESCRIPTION_NAME, Source
from service.catalog.model import Catalog, FunctionSet
from service.errors import FunctionsError
from verifiers.model import Function

_COMPUTED = (b"importlib", b"__import__", b"exec(", b"runpy", b"pkgutil", b"__path__")


class CodeDigests:
    """Digests of the code behind functions. ``sources`` are those of the catalog's sets, by name."""

    def __init__(self, catalog: Catalog, sources: Mapping[str, Source]) -> None:
        self._catalog = catalog
        self._sets = {
            name: _SetDigests(each, sources[name]) for name, each in catalog.function_sets.items() if name in sources
        }

    def of(self, function: Function) -> str:
        """SHA-256 over all code that ``function`` can rest on."""
        return self.of_module(function.function_set, place_of(function, self._catalog)[0])

    def of_module(self, function_set: str, module: str) -> str:
        """The same for whatever stands in ``module``."""
        return self._sets[function_set].of(module)


class _SetDigests:
    def __init__(self, functions: FunctionSet, source: Source) -> None:
        self._root = functions.root
        self._whole = functions.digest
        self._files = frozenset(functions.files)
        told = hashlib.sha256(json.dumps(functions.requirements).encode())
        told_elsewhere = _told_elsewhere(source)
        for path in functions.files:
            if path.suffix != ".py" and path not in told_elsewhere:
                told.update(path.as_posix().encode(errors="surrogateescape") + _read_digest(self._root / path))
        self._data = told.hexdigest()
        self._known: dict[str, tuple[str, frozenset[str]] | None] = {}
        self._closures: dict[str, str] = {}

    def of(self, module: str) -> str:
        if module not in self._closures:
            self._closures[module] = self._closure(module)
        return self._closures[module]

    def _closure(self, module: str) -> str:
        seen: dict[str, str] = {}
        waiting = [module]
        while waiting:
            each = waiting.pop()
            if each in seen:
                continue
            found = self._module(each)
            if found is None:
                return self._whole
            seen[each] = found[0]
            waiting.extend(found[1])
        told = json.dumps([self._data, sorted(seen.items())])
        return hashlib.sha256(told.encode()).hexdigest()

    def _module(self, name: str) -> tuple[str, frozenset[str]] | None:
        """Digest and imports of one module, within the set; None where its imports cannot be told."""
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def _read(self, name: str) -> tuple[str, frozenset[str]] | None:
        path = self._path(name)
        if path is None:
            return None
        content = _read(self._root / path)
        if any(word in content for word in _COMPUTED):
            return None
        parents = {name.rpartition(".")[0]} if "." in name else set()
        imported = {each for each in parents if self._path(each) is not None}
        if b"import" in content:
            try:
                tree = ast.parse(content)
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                return None
            package = path.name == "__init__.py"
            imported |= {each for each in _imports(tree, name, package) if self._path(each) is not None}
        return hashlib.sha256(content).hexdigest(), frozenset(imported - {name})

    def _path(self, module: str) -> Path | None:
        base = Path(*module.split("."))
        for candidate in (base.with_suffix(".py"), base / "__init__.py"):
            if candidate in self._files:
                return candidate
        return None


def _imports(tree: ast.Module, module: str, package: bool) -> Iterator[str]:
    parts = module.split(".")
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name
        elif isinstance(node, ast.ImportFrom):
            up = len(parts) - node.level + int(package)
            home = ".".join([*(parts[:up] if node.level else []), *([node.module] if node.module else [])])
            if home:
                yield home
            for alias in node.names:
                yield f"{home}.{alias.name}".strip(".")


def _told_elsewhere(source: Source) -> frozenset[Path]:
    """Files whose content reaches functions' records: a change in them changes only the functions that it is about."""
    names = {source.folder / DESCRIPTION_NAME}
    if source.description is not None and (built := read_description(source.description).catalog):
        names.add(source.folder / built)
    languages = source.folder / LANGUAGES
    return frozenset(
        path for path in source.files if source.root / path in names or (source.root / path).is_relative_to(languages)
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FunctionsError(f"{path} cannot be read: {error.strerror}.") from error


def _read_digest(path: Path) -> bytes:
    return hashlib.sha256(_read(path)).digest()
