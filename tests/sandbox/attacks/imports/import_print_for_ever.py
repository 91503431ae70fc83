"""A module that prints for ever."""

while True:
    print("x" * 65536)


def imported_print_for_ever() -> str:
    return "called"
