"""A module that calls home."""

import socket

socket.create_connection(("192.0.2.1", 80), timeout=0.5)


def imported_connect() -> str:
    return "called"
