"""A module that raises what nobody catches."""

raise BaseException("while loading")  # noqa: TRY002


def imported_raise() -> str:
    return "called"
