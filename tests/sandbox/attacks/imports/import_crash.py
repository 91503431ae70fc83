"""A module that crashes."""

import ctypes

ctypes.string_at(0)


def imported_crash() -> str:
    return "called"
