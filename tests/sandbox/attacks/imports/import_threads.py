"""A module that starts threads, which work on while calls run."""

import threading


def _work() -> None:
    while True:
        sum(range(1000))


for _ in range(4):
    threading.Thread(target=_work).start()


def imported_threads() -> str:
    return "called"
