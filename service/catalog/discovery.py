"""Finds out which functions a set brings where no table of a functions.toml says so. Nothing is imported.

===============================================  =====================================================
a folder with ``tools.json``                     the functions that it names, best in files named like them
a folder of one-function files ("libpath")       of each file the function that is named like the file
anything else                                    every typed public function at the top of a module
===============================================  =====================================================

A libpath is what distilabel's APIGenExecutionChecker takes: each file of it holds a function named like itself, and
what else stands there are its helpers, which may be named alike in many files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from service.catalog.description import Description, FunctionTable, ModuleTable
from service.catalog.locate import Source
from service.catalog.schemas import read_schemas
from service.catalog.signatures import is_typed, unfit_reason
from service.catalog.source import SourceTree
from service.errors import FunctionsError

TOOLS = "tools.json"
"""The file that tells what a folder's functions take, as a model is told it."""

_MOST_NAMED = 8


def tools_file(source: Source) -> str | None:
    """The name of the set's tools file; None where it has none."""
    return TOOLS if (source.folder / TOOLS).relative_to(source.root) in source.files else None


def discover(source: Source, tree: SourceTree, warn: Callable[[str], None]) -> Description:
    """Tables for what ``source`` brings. ``warn`` hears of functions that are left out.

    Raises FunctionsError where tools.json and the code do not fit.
    """
    if tools_file(source) is not None:
        return Description(function=_paired(source, tree, warn))
    own = _one_function_files(source, tree)
    if own:
        return Description(function=_of_files(own, tree, warn))
    return Description(module=[ModuleTable(name=each) for each in source.modules])


def some(names: Sequence[str]) -> str:
    """A list of names for a message, cut where it gets long."""
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _paired(source: Source, tree: SourceTree, warn: Callable[[str], None]) -> list[FunctionTable]:
    path = source.folder / TOOLS
    homes: dict[str, list[str]] = {}
    for module in source.modules:
        for name in tree.functions(module):
            homes.setdefault(name, []).append(module)
    for name, modules in homes.items():
        homes[name] = [each for each in modules if each.rpartition(".")[2] == name] or modules
    told = read_schemas(path)
    _refuse_unpaired(told, homes, path, tree)
    tables = [FunctionTable(name=name, implementation=f"{homes[name][0]}:{name}", schemas=TOOLS) for name in told]
    untold = [
        f"{module}:{name}"
        for name, modules in homes.items()
        for module in modules
        if name not in told and not name.startswith("_") and is_typed(tree.functions(module)[name], method=False)
    ]
    if untold:
        warn(f"{path} does not tell of these functions, so they are left out: {some(untold)}.")
    return tables


def _refuse_unpaired(told: Iterable[str], homes: Mapping[str, Sequence[str]], path: Path, tree: SourceTree) -> None:
    absent = [name for name in told if name not in homes]
    if absent:
        broken = f" These files cannot be parsed: {some(sorted(tree.broken.values()))}." if tree.broken else ""
        raise FunctionsError(
            f"{path} tells of functions that no module has at its top level: {some(absent)}.{broken} Take the entries "
            f"out or correct the names. Where name and code differ, write a functions.toml with a [[function]] and "
            f'schemas = "{TOOLS}"; for the methods of a class, with a [[toolkit]].'
        )
    for name in told:
        if len(homes[name]) > 1:
            raise FunctionsError(
                f"{path} tells of '{name}', and several modules have a function of this name: {some(homes[name])}. "
                "Say which is meant in a functions.toml: a [[function]] with its implementation and "
                f'schemas = "{TOOLS}".'
            )
        if reason := unfit_reason(tree.functions(homes[name][0])[name], method=False):
            raise FunctionsError(
                f"{path} tells of '{name}', which cannot be called in {homes[name][0]}: {reason}. Put a plain function "
                "around it, or take the entry out."
            )


def _one_function_files(source: Source, tree: SourceTree) -> Mapping[str, str]:
    """Modules and the function of each; empty where the set is no folder of such files."""
    own = {}
    for module in source.modules:
        name = module.rpartition(".")[2]
        if name.startswith("_") or tree.is_package(module):
            continue
        if name in tree.functions(module):
            own[module] = name
        elif module not in tree.broken:
            return {}
    return own if len(own) > 1 else {}


def _of_files(own: Mapping[str, str], tree: SourceTree, warn: Callable[[str], None]) -> list[FunctionTable]:
    tables = []
    helpers = []
    for module, name in own.items():
        functions = tree.functions(module)
        if reason := unfit_reason(functions[name], method=False):
            warn(f"{module}:{name} is left out: {reason}.")
        else:
            tables.append(FunctionTable(name=name, implementation=f"{module}:{name}"))
        public = (each for each in functions if each != name and not each.startswith("_"))
        helpers += [f"{module}:{each}" for each in public if is_typed(functions[each], method=False)]
    if helpers:
        warn(
            "Every file holds a function named like itself, so these others are taken for helpers and are no "
            f"functions of the catalog: {some(helpers)}. A [[module]] in a functions.toml takes all of a file."
        )
    return tables
