"""A module that leaves a process behind."""

import os
import time

if os.fork() == 0:
    time.sleep(1000)


def imported_daemon() -> str:
    return "called"
