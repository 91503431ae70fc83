"""A module that looks for the runner."""

import runner.worker  # noqa: F401


def imported_runner() -> str:
    return "called"
