"""A module that plants a file beside itself."""

import os

with open(f"{os.path.dirname(os.path.abspath(__file__))}/planted.py", "w") as planted:
    planted.write("")


def imported_write() -> str:
    return "called"
