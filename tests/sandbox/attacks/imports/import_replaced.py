"""A module that is something else once it is loaded."""

import sys


class Replacement:
    @staticmethod
    def imported_replaced() -> str:
        return "replaced"

    def __getattr__(self, name: str) -> object:
        raise RuntimeError(name)


def imported_replaced() -> str:
    return "called"


sys.modules[__name__] = Replacement()
