"""``callproof serve``: the HTTP service."""

from __future__ import annotations

import argparse

from service.cli.options import Commands, add_functions
from service.cli.terminal import Terminal

LOOPBACK = "127.0.0.1"
PORT = 8400


def add_to(commands: Commands) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "serve",
        help="the HTTP service",
        description="Answers over HTTP until it is stopped. It listens for this machine only unless --host says more.",
        allow_abbrev=False,
    )
    parser.add_argument("--host", default=LOOPBACK, metavar="ADDRESS", help=f"where to listen; default: {LOOPBACK}")
    parser.add_argument("--port", default=PORT, type=_port, metavar="N", help=f"default: {PORT}; 0: one that is free")
    add_functions(parser)
    parser.set_defaults(command=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Serves until it is stopped, which is how it ends well."""
    from service.api.serving import serve  # noqa: PLC0415  # no other command needs the HTTP framework

    try:
        serve(args.host, args.port, args.functions, terminal.say)
    except KeyboardInterrupt:  # as uvicorn passes it on after it has ended in order
        terminal.say("Stopped.")
    return 0


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number < 2**16:
        raise argparse.ArgumentTypeError("must be from 0 to 65535")
    return number
