"""``callproof images build``: make the sandbox images, so that the first run finds them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from service.catalog.load import load_catalog
from service.catalog.model import Catalog
from service.cli.options import Commands, add_functions
from service.cli.terminal import Terminal
from service.errors import EngineError, UnableError
from verifiers.model import Limits

if TYPE_CHECKING:
    from service.sandbox.engine import Engine


def add_to(commands: Commands) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "build",
        help="make the sandbox images",
        description="Makes the images that boxes start from, where they are missing. The base comes from a registry "
        "where one can be reached, and otherwise from the distribution's own packages.",
        allow_abbrev=False,
    )
    add_functions(parser)
    parser.add_argument(
        "--install-engine",
        action="store_true",
        help="where this is root on a Debian family system: install and start a container engine where none answers, "
        "install bubblewrap and gVisor (runsc) where they are missing, and let the engine know gVisor",
    )
    parser.add_argument("--quiet", action="store_true", help="say nothing where nothing had to be done")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Makes what is missing and prints the image's reference."""
    from service.sandbox import images  # noqa: PLC0415  # the engine's client takes long to import
    from service.sandbox.engine_setup import ensure_engine, install_bubblewrap  # noqa: PLC0415

    catalog = load_catalog(args.functions, warn=terminal.say)
    if args.install_engine:
        install_bubblewrap(say=terminal.say)
    try:
        engine = ensure_engine(say=terminal.say, install=args.install_engine)
    except EngineError as error:
        return _without_engine(error, catalog, terminal)
    with engine:
        if args.install_engine:
            _register_gvisor(engine, terminal)
        reference = images.ensure_functions(engine, tuple(catalog.function_sets.values()), say=terminal.say)
    if not args.quiet:
        terminal.show(reference)
    return 0


def _register_gvisor(engine: Engine, terminal: Terminal) -> None:
    """Lets the engine know gVisor where this process may; a run that does not ask for it does without."""
    from service.sandbox.runtime_setup import ensure_gvisor  # noqa: PLC0415  # as above

    try:
        ensure_gvisor(engine, say=terminal.say)
    except UnableError as error:
        terminal.say(str(error))


def _without_engine(error: EngineError, catalog: Catalog, terminal: Terminal) -> int:
    """Makes what bubblewrap's boxes need, where those work; else ``error`` stands."""
    from service.sandbox.bubblewrap_boxes import bubblewrap_kind  # noqa: PLC0415  # as above
    from service.sandbox.bubblewrap_host import try_host  # noqa: PLC0415

    try:
        host = try_host()
    except UnableError as other:
        raise EngineError(f"{error} Nor does bubblewrap work: {other}") from error
    bubblewrap_kind(host, catalog, Limits(), terminal.say)
    terminal.say("No container engine answers: no image is made, boxes are bubblewrap's.")
    return 0
