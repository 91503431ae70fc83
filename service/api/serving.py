"""Runs the application under uvicorn, on a socket that is bound before anything else is made."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence

import uvicorn

from service.api.application import make_application
from service.api.served_catalog import served_catalog
from service.errors import UnableError

_WAITING = 128


def serve(host: str, port: int, specs: Sequence[str], say: Callable[[str], None]) -> None:
    """Serve the functions that ``specs`` name until SIGINT or SIGTERM; ``port`` 0 takes a free one. Says where.

    Raises UnableError where it cannot listen, and FunctionsError where the functions cannot be read.
    """
    catalog = served_catalog(specs, warn=say)
    with _listening(host, port) as listener:
        address, bound = listener.getsockname()[:2]
        shown = f"[{address}]" if ":" in address else address
        whom = (
            "for this machine only"
            if ipaddress.ip_address(address).is_loopback
            else "for every machine that reaches it, and it asks nobody who they are: put something before it that does"
        )
        say(f"callproof listens at http://{shown}:{bound}, {whom}")
        configuration = uvicorn.Config(
            make_application(catalog), log_level="warning", lifespan="on", server_header=False
        )
        uvicorn.Server(configuration).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(address[:2], family=family, backlog=_WAITING)
    except OSError as error:
        raise UnableError(
            f"callproof cannot listen at {host}, port {port}: {error}. Probably another program has that port, or the "
            "address is not this machine's. Name others with --host and --port."
        ) from error
