"""Options that several commands share, and the types of argparse that the commands speak in."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]  # argparse has no public name for it
else:
    Commands = object


def add_functions(parser: argparse.ArgumentParser) -> None:
    """``--functions``, repeatable."""
    parser.add_argument(
        "--functions",
        action="append",
        default=[],
        metavar="PATH",
        help="functions to call: a folder (functions.toml describes it), a .py file, an installed module, or 'builtin' "
        "for the bundled ones, which is the default; shop_=PATH puts shop_ before the names of its functions; may be "
        "given several times",
    )


def at_least_one(text: str) -> int:
    """A whole number from 1; argparse tells the user otherwise."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number
