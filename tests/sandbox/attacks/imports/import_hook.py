"""A module that decides about every import after its own."""

import sys


class _Hook:
    def find_spec(self, *_: object) -> None:
        raise ImportError("not today")


sys.meta_path[:] = [_Hook()]
sys.path[:] = []
sys.path_hooks.clear()


def imported_hook() -> str:
    return "called"
