"""``callproof catalog build``: write catalog.json, what the functions promise, read in a box from their own code."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from service.catalog.locate import BUILTIN, Source, locate
from service.cli.options import Commands
from service.cli.terminal import Terminal
from service.errors import FunctionsError

if TYPE_CHECKING:
    from service.catalog.build import Build


def add_to(commands: Commands) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "build",
        help="write catalog.json",
        description="Reads in a box what functions promise by annotations and docstrings, and writes it to the file "
        "that functions.toml names as catalog.",
        allow_abbrev=False,
    )
    parser.add_argument("folder", nargs="?", default=BUILTIN, help="the functions; without it the bundled ones")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 where the file is not current")
    parser.add_argument("--sandbox", choices=("auto", "docker", "bubblewrap"), default="auto")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Builds, and tells what the functions leave unsaid. Exit status 1 where there is something to mend."""
    from service.catalog.build import build  # noqa: PLC0415  # it opens boxes, whose client takes long to import

    built = build(args.folder, sandbox=args.sandbox, say=terminal.say, warn=terminal.say)
    for problem in built.problems:
        terminal.say(problem)
    path = _path(locate(args.folder), built)
    current = path.read_bytes() if path.is_file() else b""
    if args.check:
        if current != built.content:
            terminal.say(f"{path} is not current. Build it: callproof catalog build {args.folder}")
        return int(current != built.content or bool(built.problems))
    if current != built.content:
        _write(path, built.content)
    terminal.show(f"{path}: {built.count} functions")
    return int(bool(built.problems))


def _path(source: Source, built: Build) -> Path:
    if source.description is None:
        raise FunctionsError(
            f"{source.folder} has no functions.toml, so nothing says that a catalog.json is to be read. Write one "
            'with catalog = "catalog.json" and a [[module]] for each module.'
        )
    return source.folder / built.name


def _write(path: Path, content: bytes) -> None:
    """Put ``content`` in the place of ``path`` at once, so that a reader finds the old or the new."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_bytes(content)
    os.replace(fresh, path)  # noqa: PTH105 - replaces what is there
