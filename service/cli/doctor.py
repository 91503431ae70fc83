"""``callproof doctor``: what this machine can enforce, each limit tried."""

from __future__ import annotations

import argparse

from service.cli.options import Commands
from service.cli.terminal import Terminal, on_one_line


def add_to(commands: Commands) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "doctor",
        help="what this machine can enforce, each limit tried",
        description="Looks for the engine, starts a box, and lets calls in it try to break each limit.",
        allow_abbrev=False,
    )
    parser.set_defaults(command=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:  # noqa: ARG001  # every command takes both
    """Prints one line for each thing tried. Exit status 3 where one does not hold."""
    from service.doctor import examine  # noqa: PLC0415  # the engine's client takes long to import

    broken = 0
    for each in examine(terminal.say):
        broken += not each.kept
        terminal.show(f"{'ok    ' if each.kept else 'NOT OK'}  {each.subject:<26}  {on_one_line(each.found, 300)}")
    terminal.show("All of it holds." if not broken else f"{broken} of it does not hold; calls must not run here.")
    return 3 if broken else 0
