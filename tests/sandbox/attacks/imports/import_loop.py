"""A module that never comes up."""

while True:
    pass


def imported_loop() -> str:
    return "called"
