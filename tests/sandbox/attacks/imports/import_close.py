"""A module that closes everything, the way back included."""

import os

os.closerange(0, 1024)


def imported_close() -> str:
    return "called"
