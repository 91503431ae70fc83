"""A module that will be interrupted, whatever runs then."""

import signal

signal.setitimer(signal.ITIMER_REAL, 0.1)


def imported_alarm() -> str:
    while True:
        pass
