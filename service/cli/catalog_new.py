"""``callproof catalog new``: a folder of functions to begin with."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

from service.catalog.starting import start
from service.cli.options import Commands
from service.cli.terminal import Terminal, visible


def add_to(commands: Commands) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "new",
        help="start a set of functions of your own",
        description="Writes a folder with two functions, a toolkit, their Polish descriptions and example rows. It "
        "builds, passes the check and verifies as it stands; replace what is in it by your own.",
        allow_abbrev=False,
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a folder that is not there yet, or empty")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Writes the folder, and tells what to do next."""
    for path in start(args.folder):
        terminal.show(visible(str(args.folder / path)))
    folder = visible(shlex.quote(str(args.folder)))
    terminal.show(f"next: callproof catalog check {folder}")
    terminal.show(f"      callproof verify {folder}/examples.jsonl --functions {folder} --out out/examples")
    return 0
