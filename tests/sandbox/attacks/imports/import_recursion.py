"""A module that imports itself deeper and deeper."""


def _deeper():
    return _deeper()


_deeper()


def imported_recursion() -> str:
    return "called"
