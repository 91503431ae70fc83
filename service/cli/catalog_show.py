"""``callproof catalog show``: the functions, where they come from and what they take."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace

from service.catalog.languages import described_paths, in_language
from service.catalog.load import load_catalog
from service.catalog.model import Catalog
from service.catalog.tool_forms import ToolForm, entry, tools
from service.cli.options import Commands, add_functions
from service.cli.terminal import Terminal, visible
from service.reports.schema_text import signature_text
from verifiers.model import Function, Json


def add_to(commands: Commands) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "show", help="list the functions", description="Lists the functions of a catalog.", allow_abbrev=False
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these functions")
    add_functions(parser)
    parser.add_argument(
        "--language", metavar="CODE", help="descriptions in this language, such as pl, which the functions must bring"
    )
    printed = parser.add_mutually_exclusive_group()
    printed.add_argument("--json", action="store_true", help="print the whole catalog as JSON")
    printed.add_argument(
        "--tools",
        choices=[form.value for form in ToolForm],
        help="print a JSON list of tools as that provider's requests have it",
    )
    parser.set_defaults(command=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Prints the catalog. Exit status 1 where a named function is not in it."""
    catalog = load_catalog(args.functions, warn=terminal.say)
    if args.language is not None:
        catalog = replace(catalog, functions=in_language(catalog, args.functions, args.language))
    unknown = [name for name in args.names if name not in catalog.functions]
    for name in unknown:
        terminal.say(f"There is no function '{name}' in the catalog.")
    chosen = [each for name, each in catalog.functions.items() if not args.names or name in args.names]
    if args.tools is not None:
        terminal.show(json.dumps(tools(chosen, ToolForm(args.tools)), ensure_ascii=False, indent=2))
    elif args.json:
        terminal.show(json.dumps(_catalog_json(catalog, chosen), ensure_ascii=False, indent=2))
    else:
        _show(catalog, chosen, terminal, detailed=bool(args.names or args.language))
    return 1 if unknown else 0


def _show(catalog: Catalog, functions: list[Function], terminal: Terminal, *, detailed: bool) -> None:
    """Lists functions by their home; ``detailed`` describes each, and tells why one is not certified pure."""
    by_home: dict[str, list[Function]] = {}
    for function in functions:
        by_home.setdefault(_home(function, catalog), []).append(function)
    for home, members in by_home.items():
        terminal.show(visible(home))
        for function in members:
            mark = "  [pure]" if function.pure else ""
            terminal.show(f"  {visible(signature_text(function.name, function.parameters))}{mark}")
            if detailed:
                _describe(function, terminal)
            if detailed and function.impure_because is not None:
                terminal.show(f"    not certified pure: {visible(function.impure_because)}")
        terminal.show()
    sets = ", ".join(f"{each.name} {each.digest[:12]}" for each in catalog.function_sets.values())
    terminal.show(
        f"{len(functions)} functions ({sum(each.pure for each in functions)} certified pure), "
        f"{len(catalog.toolkits)} toolkits; sets: {sets}; catalog {catalog.digest[:12]}"
    )


def _describe(function: Function, terminal: Terminal) -> None:
    """What a function and its parameters are for, in the words that a model is told."""
    if function.description:
        terminal.show(f"    {visible(function.description)}")
    for path, text in described_paths(function.parameters):
        if text:
            terminal.show(f"      {visible(path)}: {visible(text)}")


def _home(function: Function, catalog: Catalog) -> str:
    """The module of a function, or its toolkit and where that is."""
    if function.toolkit is None:
        return function.implementation.partition(":")[0]
    return f"{function.toolkit} (toolkit, {catalog.toolkits[function.toolkit].implementation})"


def _catalog_json(catalog: Catalog, functions: list[Function]) -> Json:
    return {
        "digest": catalog.digest,
        "function_sets": [
            {
                "name": each.name,
                "root": str(each.root),
                "files": len(each.files),
                "requirements": list(each.requirements),
                "digest": each.digest,
            }
            for each in catalog.function_sets.values()
        ],
        "toolkits": [
            {"name": each.name, "implementation": each.implementation, "load_state": each.load_state}
            for each in catalog.toolkits.values()
        ],
        "functions": [entry(each) for each in functions],
    }
