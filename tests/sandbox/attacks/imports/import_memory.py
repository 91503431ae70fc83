"""A module that wants more memory than there is."""

held = bytearray(4 * 1024**3)


def imported_memory() -> str:
    return "called"
