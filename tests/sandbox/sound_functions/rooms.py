"""Functions that keep every promise."""

from typing import Literal


def room_area(length: float, width: float, unit: Literal["m2", "ft2"] = "m2") -> float:
    """Work out the floor area of a rectangular room.

    Args:
        length: Length in metres; negative counts as none.
        width: Width in metres; negative counts as none.
        unit: The unit of the result.

    Returns:
        The area in ``unit``.

    Examples:
        >>> room_area(length=2, width=3)
        6.0
    """
    area = min(max(float(length), 0.0), 1e6) * min(max(float(width), 0.0), 1e6)
    return area if unit == "m2" else area * 10.7639


def count_letters(text: str, letter: str = "a") -> int:
    """Count how often a letter stands in a text, whatever its case.

    Args:
        text: The text to look through.
        letter: The letter to count.

    Raises:
        ValueError: ``letter`` is not one character.

    Examples:
        >>> count_letters(text="Banana")
        3
        >>> count_letters(text="Banana", letter="an")
        Traceback (most recent call last):
        ValueError: a letter is one character
    """
    if len(letter) != 1:
        raise ValueError("a letter is one character")
    return text.casefold().count(letter.casefold())
