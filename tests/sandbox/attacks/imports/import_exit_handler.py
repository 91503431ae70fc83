"""A module that asks to be told of the end."""

import atexit
import os
import time

atexit.register(time.sleep, 1000)
os.register_at_fork(before=lambda: time.sleep(1000))


def imported_exit_handler() -> str:
    return "called"
