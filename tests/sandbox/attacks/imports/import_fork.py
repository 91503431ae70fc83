"""A module that goes on in two processes, so that both come back to whoever loads it."""

import os

os.fork()


def imported_fork() -> str:
    return "called"
