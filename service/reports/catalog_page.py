"""The manual page of the bundled functions, docs/catalog.md, made from their catalog and the heads of their modules."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from itertools import groupby

from service.catalog.built import read_file
from service.catalog.description import read_description
from service.catalog.load import load_catalog
from service.catalog.locate import BUILTIN, Source, locate
from service.catalog.model import Catalog
from service.reports.siblings_section import siblings_section
from verifiers.model import Function

_HEAD = """\
# The bundled functions

Made from the catalog by `make docs`. Do not edit. {functions} functions, {toolkits} toolkits, {modules} modules.

`callproof catalog show NAME` tells all about one, `--language pl` in Polish. How functions are described, and how to
bring your own: [functions](functions.md). Which could be taken for one another: [siblings](#siblings).
"""


def catalog_page() -> str:
    """The whole page in Markdown: one table for each module, in the order of names."""
    catalog = load_catalog()
    source = locate(BUILTIN)
    functions = sorted(catalog.functions.values(), key=lambda each: (_module(each, catalog), each.name))
    groups = [(name, list(members)) for name, members in groupby(functions, key=lambda each: _module(each, catalog))]
    head = _HEAD.format(functions=len(functions), toolkits=len(catalog.toolkits), modules=len(groups))
    sections = [_section(name, members, source) for name, members in groups]
    homes = {each.name: _module(each, catalog) for each in functions}
    return "\n".join([head, *sections, siblings_section(_named(source), homes)])


def _named(source: Source) -> Mapping[str, Mapping[str, str]]:
    """What each function says under See Also."""
    assert source.description is not None, "the bundled set has a functions.toml"
    name = read_description(source.description).catalog
    assert name is not None, "which names its catalog.json"
    return {each["name"]: each["siblings"] for each in read_file(source, name)["functions"]}


def _module(function: Function, catalog: Catalog) -> str:
    owner = function if function.toolkit is None else catalog.toolkits[function.toolkit]
    return owner.implementation.partition(":")[0]


def _section(module: str, functions: list[Function], source: Source) -> str:
    title = module.rpartition(".")[2]
    toolkits = sorted({each.toolkit for each in functions if each.toolkit is not None})
    about = _about(module, source) + "".join(f" Toolkit `{each}`." for each in toolkits)
    rows = [f"| `{each.name}` | {_first_sentence(each.description)} |" for each in functions]
    return "\n".join([f"## {title}", "", about, "", "| function | does |", "|---|---|", *rows, ""])


def _about(module: str, source: Source) -> str:
    """The first line of the module's docstring; the module is read, not imported."""
    path = source.root.joinpath(*module.split(".")).with_suffix(".py")
    docstring = ast.get_docstring(ast.parse(path.read_bytes())) or ""
    return docstring.partition("\n")[0]


def _first_sentence(text: str) -> str:
    sentence, stop, _ = text.partition(". ")
    return (sentence + stop.strip()).replace("|", "\\|")
