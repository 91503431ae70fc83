"""A module that changes what every other one stands on."""

import builtins
import json

builtins.len = lambda _: 42
builtins.open = builtins.isinstance = None
json.dumps = json.loads = None


def imported_builtins() -> str:
    return "called"
