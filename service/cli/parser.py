"""The commands and their options."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from service.cli import (
    catalog_build,
    catalog_check,
    catalog_new,
    catalog_show,
    doctor,
    explain,
    gate,
    images_build,
    serve,
    verify,
)
from service.cli.options import Commands
from service.version import __version__

_EPILOG = """\
exit status: 0 done (gate: release) · 1 the data did not pass · 2 wrong usage, settings or policy ·
3 could not work (engine, image, disk) · 4 a bug in callproof · 130 interrupted
"""


def make_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; each command sets ``command`` to what runs it."""
    parser = argparse.ArgumentParser(
        prog="callproof",
        description="Proves generated tool calls: runs them in sandboxes, checks them, labels each example.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"callproof {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    verify.add_to(commands)
    gate.add_to(commands)
    explain.add_to(commands)
    catalog = (catalog_new.add_to, catalog_show.add_to, catalog_check.add_to, catalog_build.add_to)
    _group(commands, "catalog", "the functions", *catalog)
    _group(commands, "images", "the sandbox images", images_build.add_to)
    doctor.add_to(commands)
    serve.add_to(commands)
    return parser


def _group(commands: Commands, name: str, summary: str, *members: Callable[[Commands], None]) -> None:
    """A command that only holds others: ``callproof catalog show``."""
    parser = commands.add_parser(name, help=summary, description=f"Commands: {summary}.", allow_abbrev=False)
    inner = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in members:
        add(inner)
