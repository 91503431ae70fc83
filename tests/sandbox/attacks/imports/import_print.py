"""A module that prints for itself and for others."""

import os
import sys

print("loading")
os.write(2, b"loading")
sys.stdout.write("x" * 300_000)


def imported_print() -> str:
    print("calling")
    return "called"
