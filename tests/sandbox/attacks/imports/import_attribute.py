"""A module whose functions are made when they are looked for."""

from typing import Any


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    while True:
        pass


def imported_attribute() -> str:
    return "called"


del imported_attribute
