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

    Without specs it is ``builtin``. ``built`` False reads signatures instead of what ``catalog build`` wrote. ``warn``
    is told of functions that had to be left out, and why. Raises FunctionsError where a set cannot be found or read,
    or where two functions, toolkits or top-level modules have one name.
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
    module_homes: dict[str, str] = {}
    trees: dict[str, SourceTree] = {}
    for spec in dict.fromkeys(specs or (BUILTIN,)):
        source = locate(spec)
        source = replace(source, name=_free_name(source.name, function_sets))
        _refuse_collision(source, module_homes)
        gathered = gather(source, warn, built=built)
        _add_all(gathered, source, functions, toolkits)
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


def _refuse_collision(source: Source, homes: dict[str, str]) -> None:
    for name in sorted(source.top_level_names):
        if name in sys.stdlib_module_names:
            raise FunctionsError(
                f"The function set '{source.name}' brings a top-level module '{name}', which is also the name of a "
                "module of Python's standard library; in the box one would hide the other. Rename it, or put it into "
                "a package."
            )
        if name in homes:
            raise FunctionsError(
                f"The function sets '{homes[name]}' and '{source.name}' both bring a top-level module '{name}', so "
                "one would hide the other in the box. Rename one of them, or put it into a package."
            )
        homes[name] = source.name


def _add_all(gathered: Gathered, source: Source, functions: dict[str, Function], toolkits: dict[str, Toolkit]) -> None:
    for function in gathered.functions:
        if earlier := functions.get(function.name):
            raise FunctionsError(
                f"The function '{function.name}' is there twice: {_home(earlier)} and {_home(function)}. A call "
                "names its function by name alone; rename one of them, or list functions in a functions.toml."
            )
        functions[function.name] = function
    for toolkit in gathered.toolkits:
        if toolkit.name in toolkits:
            raise FunctionsError(f"The toolkit '{toolkit.name}' is there twice; the second is in '{source.name}'.")
        toolkits[toolkit.name] = toolkit


def _home(function: Function) -> str:
    return f"{function.implementation} in '{function.function_set}'"


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
