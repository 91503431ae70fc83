"""``callproof explain``: one verdict for people."""

from __future__ import annotations

import argparse
from pathlib import Path

from service.cli.options import Commands
from service.cli.terminal import Terminal, visible
from service.errors import UsageError
from service.reports.explanation import explain
from service.reports.lookup import find_verdicts, near_ids, read_row_of, verdicts_file


def add_to(commands: Commands) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "explain",
        help="one verdict for people",
        description="Shows query, calls against their schemas, what ran, each finding, and the reason of the label.",
        allow_abbrev=False,
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="the folder that 'verify' wrote")
    parser.add_argument("example_id", metavar="EXAMPLE_ID", help="the id of the example, or <file>:<line>")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Prints the explanation of every verdict with that id."""
    file = verdicts_file(args.folder)
    found = find_verdicts(file, args.example_id)
    if not found:
        near = ", ".join(near_ids(file, args.example_id))
        raise UsageError(
            f"{args.folder} has no verdict on an example '{args.example_id}'."
            + (f" Near it: {near}." if near else " Ids are the rows' own, or <file>:<line>.")
        )
    for number, each in enumerate(found):
        if number:
            terminal.show("\n" + "-" * 72 + "\n")
        row = read_row_of(args.folder, each)
        terminal.show(visible(explain(each.verdict, row.example if row else None, row.raw.content if row else None)))
    return 0
