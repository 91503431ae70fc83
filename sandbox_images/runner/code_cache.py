"""Code of catalog modules, read once by a stem and executed in its workers, or ahead of them where that is certified.

Finding a module costs a worker more than running it: folders are listed, files opened, byte code read. The stem does
that once per module and keeps the code object. Unmarshalling byte code that the image build compiled runs nothing of
it. A module that cannot be read here is left to the worker's own import, which then gives the right error.

Quiet modules (docs/decisions/0014) only define things, and their definitions are equal in every process. Those a stem
executes itself, so that workers have them for nothing.
"""

from __future__ import annotations

import importlib
import importlib.machinery
import importlib.util
import marshal
import os.path
import sys
from types import CodeType, FunctionType, ModuleType

TYPE_CHECKING = False  # `typing` is 0.4 MB that every fork would have to carry
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

_PYC_HEADER_BYTES = 16  # PEP 552


class CachedModule:
    """One module's code, and the module object that workers run it in; the supervisor leaves that as it is."""

    __slots__ = ("code", "module")

    def __init__(self, code: CodeType, module: ModuleType) -> None:
        self.code = code
        self.module = module


class CodeCache:
    """The code of one search path's modules, by name."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = tuple(paths)
        self.modules: dict[str, CachedModule] = {}

    def hold(self, name: str) -> None:
        """Read the code of a module and of the packages that it is in, as far as it can be read."""
        parts = name.split(".")
        for depth in range(1, len(parts) + 1):
            full_name = ".".join(parts[:depth])
            if full_name not in self.modules:
                module = _read(self._paths, full_name)
                if module is None:
                    break
                self.modules[full_name] = module

    def run_ahead(self, name: str) -> None:
        """Execute a quiet module in this process. One that fails is left as it was: a worker will get its error."""
        self.hold(name)
        try:
            load(name, self.modules)
        except BaseException:
            sys.modules.pop(name, None)
            self.modules.pop(name, None)  # its object may be half filled; hold() makes another
            self.hold(name)

    def functions(self, name: str) -> dict[str, FunctionType]:
        """The functions of a module that was executed in this process, by the names that requests call them by."""
        module = sys.modules.get(name)
        if module is None:
            return {}
        return {f"{name}:{key}": value for key, value in vars(module).items() if type(value) is FunctionType}


def _read(paths: tuple[str, ...], name: str) -> CachedModule | None:
    """The module of that name on the search path, read the way the path finder would: package before module."""
    relative = name.replace(".", "/")
    for path in paths:
        package = f"{path}/{relative}"
        for source, folder in ((f"{package}/__init__.py", package), (f"{package}.py", None)):
            if not os.path.isfile(source):
                continue
            try:
                with open(importlib.util.cache_from_source(source), "rb") as compiled_file:
                    compiled = compiled_file.read()
                if compiled[:4] != importlib.util.MAGIC_NUMBER:
                    return None
                code = marshal.loads(compiled[_PYC_HEADER_BYTES:])  # noqa: S302 - our own build's byte code
            except (OSError, ValueError, EOFError, TypeError):
                return None
            return CachedModule(code, _module_object(name, source, folder))
    return None


def load(name: str, modules: dict[str, CachedModule]) -> Any:
    """In a worker: the module of that name, made from cached code where there is some.

    Does what importing does (the import system's reference, section 5.4), without its search. Raises what the module
    raises, and ImportError where there is no such module.
    """
    for depth in range(1, name.count(".") + 2):
        part = name if depth > name.count(".") else ".".join(name.split(".")[:depth])
        if part in sys.modules:
            continue
        cached = modules.get(part)
        if cached is None:
            return importlib.import_module(name)
        _execute(part, cached)
    return sys.modules[name]


def _execute(name: str, cached: CachedModule) -> None:
    sys.modules[name] = cached.module
    try:
        exec(cached.code, cached.module.__dict__)  # noqa: S102 - this is what importing is
    except BaseException:
        sys.modules.pop(name, None)
        raise
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, sys.modules[name])


def _module_object(name: str, origin: str, folder: str | None) -> ModuleType:
    """An empty module with the attributes that the import system gives (its reference, section 5.5)."""
    loader = importlib.machinery.SourceFileLoader(name, origin)
    spec = importlib.machinery.ModuleSpec(name, loader, origin=origin, is_package=folder is not None)
    spec.has_location = True
    module = ModuleType(name)
    module.__spec__ = spec
    module.__loader__ = loader
    module.__file__ = origin
    module.__package__ = spec.parent
    if folder is not None:
        module.__path__ = spec.submodule_search_locations = [folder]
    return module
