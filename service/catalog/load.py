"""Loads a catalog: finds the code, reads its description, and fixes both with a digest. Imports none of it.

::

    spec --locate--> Source --functions.toml + schemas | signatures--> functions, toolkits
                            --digest--> FunctionSet
                            --purity--> what is certified pure and quiet
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, replace

from service.catalog.gather import Gathered, gather
from service.catalog.locate import BUILTIN, Source, locate
from service.catalog.model import Catalog, FunctionSet
from service.catalog.purity.certify import Certifier
from service.catalog.source import SourceTree
from service.errors import FunctionsError
from verifiers.model import ErrorContract, Function, Json, Limits, Toolkit

# Of a module's top level: what is imported further in, or only perhaps, a worker imports where it comes to it.
_IMPORTED = re.compile(rb"^(?:import|from)[ \t]+([A-Za-z_][\w.]*)", re.MULTILINE)

_CERTIFIED = ("pure", "impure_because")


def load_catalog(
    specs: Sequence[str] = (), *, warn: Callable[[str], None] = lambda _: None, built: bool = True
) -> Catalog:
    """The catalog of the function sets that ``specs`` name: folders, .py files, installed modules or ``builtin``.

    Without specs it is ``builtin``. ``shop_=PATH`` puts ``shop_`` before the names of a set's functions and toolkits.
    ``built`` False reads signatures instead of what ``catalog build`` wrote. ``warn`` is told of functions that had to
    be left out, and why. Raises FunctionsError where a set cannot be found or read, where two functions, toolkits or
    top-level modules have one name, or where two sets disagree on a requirement.
    """
    with _without_collector():
        return _load(specs, warn, built=built)


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the collector from walking syntax trees again and again: of a large catalog they are millions of objects."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


def _load(specs: Sequence[str], warn: Callable[[str], None], *, built: bool) -> Catalog:
    functions: dict[str, Function] = {}
    toolkits: dict[str, Toolkit] = {}
    function_sets: dict[str, FunctionSet] = {}
    sources: dict[str, Source] = {}
    module_homes: dict[str, str] = {}
    trees: dict[str, SourceTree] = {}
    for spec in dict.fromkeys(specs or (BUILTIN,)):
        source = locate(spec)
        source = replace(source, name=_free_name(source.name, function_sets))
        sources[source.name] = source
        _refuse_collision(source, module_homes, sources)
        gathered = gather(source, warn, built=built)
        _add_all(gathered, sources, functions, toolkits)
        _refuse_other_version(source.name, gathered.requirements, function_sets)
        function_sets[source.name] = _function_set(source, gathered.requirements)
        trees[source.name] = gathered.tree
    digest = _catalog_digest(functions, toolkits, function_sets)
    certifier = Certifier(
        tuple(trees.values()),
        installs=any(each.requirements for each in function_sets.values()),
        foreign={name for each in function_sets.values() for name in each.imported_requirements},
    )
    certified = {name: _certified(function, certifier) for name, function in functions.items()}
    users: tuple[Function | Toolkit, ...] = (*functions.values(), *toolkits.values())
    for module, path in (user.implementation.partition(":")[::2] for user in users):
        if path:
            certifier.noise(module)
    return Catalog(
        functions=certified,
        toolkits=toolkits,
        function_sets=function_sets,
        digest=digest,
        quiet_modules=_by_set(certifier.quiet_modules(), module_homes, function_sets),
        guarded_modules=_by_set(certifier.guarded_modules(), module_homes, function_sets),
    )


def _certified(function: Function, certifier: Certifier) -> Function:
    if function.toolkit is not None:
        return replace(function, impure_because="belongs to a toolkit, which keeps state")
    certificate = certifier.function(function.implementation)
    return replace(function, pure=certificate.pure, impure_because=certificate.impure_because)


def _by_set(modules: Iterable[str], homes: Mapping[str, str], names: Iterable[str]) -> dict[str, frozenset[str]]:
    """Those of the modules that each set brings."""
    found: dict[str, set[str]] = {name: set() for name in names}
    for module in modules:
        home = homes.get(module.partition(".")[0])
        if home is not None:
            found[home].add(module)
    return {name: frozenset(own) for name, own in found.items()}


def _free_name(name: str, taken: dict[str, FunctionSet]) -> str:
    number = 2
    free = name
    while free in taken:
        free = f"{name}-{number}"
        number += 1
    return free


def _refuse_collision(source: Source, homes: dict[str, str], sources: Mapping[str, Source]) -> None:
    for name in sorted(source.top_level_names):
        if name in sys.stdlib_module_names:
            raise FunctionsError(
                f"The function set '{source.name}' brings a top-level module '{name}', which is also the name of a "
                f"module of Python's standard library; in the box one would hide the other. Rename it, or {_PACKAGE}."
            )
        if name in homes:
            raise FunctionsError(
                f"The function sets '{homes[name]}' ({sources[homes[name]].folder}) and '{source.name}' "
                f"({source.folder}) both bring a top-level module '{name}', so one would hide the other in the box. "
                f"Rename one of them, or {_PACKAGE}."
            )
        homes[name] = source.name


_PACKAGE = (
    "make its folder a package by an empty __init__.py: its modules are then named after the folder, also in imports "
    "and in functions.toml"
)


def _add_all(
    gathered: Gathered, sources: Mapping[str, Source], functions: dict[str, Function], toolkits: dict[str, Toolkit]
) -> None:
    for function in gathered.functions:
        _refuse_second("function", functions.get(function.name), function, sources)
        functions[function.name] = function
    for toolkit in gathered.toolkits:
        _refuse_second("toolkit", toolkits.get(toolkit.name), toolkit, sources)
        toolkits[toolkit.name] = toolkit


def _refuse_second(
    kind: str, earlier: Function | Toolkit | None, later: Function | Toolkit, sources: Mapping[str, Source]
) -> None:
    if earlier is None:
        return
    source = sources[later.function_set]
    if earlier.function_set != later.function_set:
        remedy = (
            f"Put a prefix before the names of one set, as in {_free_prefix(source)}={source.folder}, and call its "
            "functions by their new names"
        )
    elif source.description is None:
        remedy = (
            "Rename one of them, or say in a functions.toml which functions there are. In a folder of one-function "
            "files, where helpers may be named alike, every file has to hold a function named like itself"
        )
    else:
        remedy = "Rename one of them, or list functions instead of modules in functions.toml"
    raise FunctionsError(
        f"The {kind} '{later.name}' is there twice: {_home(earlier, sources)} and {_home(later, sources)}. A call "
        f"names its function by name alone. {remedy}."
    )


def _free_prefix(source: Source) -> str:
    letters = re.sub(r"[^A-Za-z0-9]+", "_", source.folder.name).strip("_").lower()
    return f"{letters if letters[:1].isalpha() else 'other'}_"


def _home(record: Function | Toolkit, sources: Mapping[str, Source]) -> str:
    return f"{record.implementation} in {sources[record.function_set].folder}"


def _refuse_other_version(name: str, requirements: Iterable[str], sets: Mapping[str, FunctionSet]) -> None:
    """Calls of one example share a process, and a process imports one version of a package."""
    asked = {_package(each): each for each in requirements}
    for earlier in sets.values():
        for each in earlier.requirements:
            other = asked.get(_package(each))
            if other is not None and _plain(other) != _plain(each):
                raise FunctionsError(
                    f"The function sets '{earlier.name}' and '{name}' require different versions of one package: "
                    f"'{each}' and '{other}'. Calls of one example share a process, which has one version of it. "
                    "Write the same requirement in both functions.toml, or verify with one set at a time."
                )


def _package(requirement: str) -> str:
    """The normalised name of the package that a requirement asks for (PEP 503)."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^A-Za-z0-9._-]", requirement.strip(), maxsplit=1)[0]).lower()


def _plain(requirement: str) -> str:
    return re.sub(r"\s+", "", requirement.strip()[len(_package(requirement)) :])


def _function_set(source: Source, requirements: tuple[str, ...]) -> FunctionSet:
    digest = hashlib.sha256()
    imported: set[bytes] = set()
    for path in source.files:
        try:
            content = (source.root / path).read_bytes()
        except OSError as error:
            raise FunctionsError(f"{source.root / path} cannot be read: {error.strerror}.") from error
        name = path.as_posix().encode(errors="surrogateescape")
        digest.update(f"{len(name)}:{len(content)}:".encode() + name + hashlib.sha256(content).digest())
        if requirements and path.suffix == ".py":
            imported.update(_IMPORTED.findall(content))
    digest.update(json.dumps(requirements).encode())
    return FunctionSet(
        name=source.name,
        root=source.root,
        files=source.files,
        requirements=requirements,
        digest=digest.hexdigest(),
        imported_requirements=_foreign(imported, source),
    )


def _foreign(imported: Iterable[bytes], source: Source) -> tuple[str, ...]:
    """Those of the imported modules that can only come from the set's requirements."""
    known = sys.stdlib_module_names | source.top_level_names
    names = {name.decode("ascii", "ignore") for name in imported}
    return tuple(sorted(name for name in names if name.partition(".")[0] not in known))


def _told(record: Function | Toolkit) -> dict[str, Json]:
    """A record's fields, without what is certified; schemas are not copied, as ``asdict`` would do."""
    values = {each.name: getattr(record, each.name) for each in fields(record) if each.name not in _CERTIFIED}
    return {
        name: asdict(value) if isinstance(value, ErrorContract | Limits) else value for name, value in values.items()
    }


def _catalog_digest(
    functions: dict[str, Function], toolkits: dict[str, Toolkit], function_sets: dict[str, FunctionSet]
) -> str:
    """SHA-256 over all that can change a verdict; the names of sets, and so of folders, cannot.

    What is certified follows from the code.
    """
    told = {
        "functions": [
            {**_told(function), "function_set": function_sets[function.function_set].digest}
            for _, function in sorted(functions.items())
        ],
        "toolkits": [
            {**_told(toolkit), "function_set": function_sets[toolkit.function_set].digest}
            for _, toolkit in sorted(toolkits.items())
        ],
        "function_sets": sorted(each.digest for each in function_sets.values()),
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
