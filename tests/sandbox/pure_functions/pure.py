"""Functions that are certified pure, so that their examples share workers; some end badly for some arguments."""


def add_up(first: int, second: int) -> int:
    """Give the sum."""
    return first + second


def count_to(number: int) -> int:
    """Count in steps of one."""
    reached = 0
    while reached < number:
        reached += 1
    return reached


def fill(times: int) -> int:
    """Hold so many characters at once."""
    return len("x" * times)


def nest(depth: int) -> int:
    """Call oneself."""
    return 0 if depth == 0 else 1 + nest(depth - 1)


def collect(values: list[int]) -> set[int]:
    """Give what is no JSON."""
    return set(values)


def divide(first: int, second: int) -> float:
    """Give the quotient."""
    return first / second
