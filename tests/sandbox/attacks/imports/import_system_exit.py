"""A module that asks the interpreter to end."""

raise SystemExit(0)


def imported_system_exit() -> str:
    return "called"
