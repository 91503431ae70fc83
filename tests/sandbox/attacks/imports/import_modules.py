"""A module that puts itself in the place of others."""

import sys

for name in ("json", "plain", "words", "os", "builtins", "inspect"):
    sys.modules[name] = sys.modules[__name__]


def imported_modules() -> str:
    return "called"
