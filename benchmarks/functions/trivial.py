"""Functions that take no time and import nothing."""


def add_numbers(first: int, second: int) -> int:
    """Add two whole numbers.

    Args:
        first: The number to begin with.
        second: The number that is added to it.
    """
    return first + second


def join_words(words: list[str], separator: str = " ") -> str:
    """Write words one after the other.

    Args:
        words: The words, in their order.
        separator: What stands between two of them.
    """
    return separator.join(words)


def is_even(number: int) -> bool:
    """Tell whether a whole number is even.

    Args:
        number: The number in question.
    """
    return number % 2 == 0
