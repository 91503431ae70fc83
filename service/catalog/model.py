"""Records of the catalog."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from verifiers.model import Function, Toolkit


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionSet:
    """One folder, file or module of implementations, taken whole.

    ``root`` is the folder that goes onto the module search path in the box. ``files`` are paths relative to it,
    sorted, that are copied into the image. ``digest`` is SHA-256 over those paths and their bytes plus
    ``requirements`` (pip requirement strings). ``imported_requirements`` are the modules of those that the set
    imports at the top of its own. ``beside`` names sets whose modules this one's functions may import as well.
    """

    name: str
    root: Path
    files: tuple[Path, ...]
    requirements: tuple[str, ...]
    digest: str
    imported_requirements: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """A frozen set of functions. ``digest`` covers descriptions, schemas, contracts, limits and all code.

    ``quiet_modules`` tells for each function set which of its modules are certified to be safe to load once, ahead of
    time, in a process that others are forked from. Loading one may still fail, or take long. ``guarded_modules`` are
    those that would be quiet but for the requirements that they import.
    """

    functions: Mapping[str, Function]
    toolkits: Mapping[str, Toolkit]
    function_sets: Mapping[str, FunctionSet]
    digest: str
    quiet_modules: Mapping[str, frozenset[str]] = field(default_factory=dict)
    guarded_modules: Mapping[str, frozenset[str]] = field(default_factory=dict)
