"""Each function breaks one promise."""

import ctypes
import os
import time
from typing import Any

_seen: list[int] = []
_shared: dict[str, int] = {"total": 0}


def undescribed(first: int) -> int:
    return first


def undescribed_parameter(first: int) -> int:
    """Says nothing of what it takes."""
    return first


def without_result(first: int):
    """Tells no type for what it gives.

    Args:
        first: A number.
    """
    return first


def wrong_example(first: int) -> int:
    """Doubles a number, and its example does not know.

    Args:
        first: The number to double.

    Examples:
        >>> wrong_example(first=2)
        5
    """
    return 2 * first


def wrong_ending(first: int) -> int:
    """Triples a number, where its example expects an error.

    Args:
        first: The number to triple.

    Examples:
        >>> wrong_ending(first=2)
        Traceback (most recent call last):
        ValueError: too small
    """
    return 3 * first


def unfit_example(first: int) -> int:
    """Squares a number, and shows it with a text.

    Args:
        first: The number to square.

    Examples:
        >>> unfit_example(first="2")
        4
    """
    return int(first) ** 2


def crashing(flag: bool) -> bool:
    """Reads where nothing is.

    Args:
        flag: Whether it does.
    """
    if flag:
        ctypes.string_at(0)
    return flag


def exiting(flag: bool) -> bool:
    """Leaves the process.

    Args:
        flag: Whether it does.
    """
    if flag:
        os._exit(3)
    return flag


def hanging(flag: bool) -> bool:
    """Waits for ever.

    Args:
        flag: Whether it does.
    """
    while flag:
        time.sleep(1)
    return flag


def devouring(flag: bool) -> int:
    """Takes all memory that there is.

    Args:
        flag: Whether it does.
    """
    held = []
    while flag:
        held.append(bytearray(16 * 1024 * 1024))
    return len(held)


def chattering(flag: bool) -> bool:
    """Prints without end.

    Args:
        flag: Whether it does.
    """
    while flag:
        print("and so on " * 1000)
    return flag


def not_json(flag: bool) -> Any:
    """Gives what JSON has no form for.

    Args:
        flag: Whether it does.
    """
    return {1, 2} if flag else 0


def broken_result(flag: bool) -> int:
    """Gives a text where its type promises a number.

    Args:
        flag: Whether it does.
    """
    return "one" if flag else 1


def undocumented_exception(flag: bool) -> bool:
    """Raises something else than it documents.

    Args:
        flag: Whether it does.

    Raises:
        ValueError: Never.
    """
    if flag:
        raise ZeroDivisionError("nobody was told")
    return flag


def reaching_out(flag: bool) -> bool:
    """Writes a file.

    Args:
        flag: Whether it does.
    """
    if flag:
        with open("/etc/passwd", "a"):
            pass
    return flag


def unrepeatable(first: int) -> int:
    """Tells a time that no clock of the box holds still.

    Args:
        first: Left aside.
    """
    return time.perf_counter_ns()


def remembering(first: int) -> int:
    """Counts how often it was called.

    Args:
        first: Left aside.
    """
    _seen.append(first)
    return len(_seen)


def neighbour_a_spoiler(first: int) -> int:
    """Writes down a number for others.

    Args:
        first: The number that is written down.
    """
    _shared["total"] = 17
    return first


def neighbour_b_spoiled(first: int) -> int:
    """Reads what the function before it has left.

    Args:
        first: Added to what was found.
    """
    return first + _shared["total"]


def original(length: float, width: float) -> float:
    """Works out how much carpet a rectangular room of the given length and width needs, in square metres.

    Args:
        length: Length in metres.
        width: Width in metres.
    """
    return float(length) * float(width) * 0 + 1.0


def original_again(length: float, width: float) -> float:
    """Works out how much carpet a rectangular room of the given length and width needs, in square metres!

    Args:
        length: Length in metres.
        width: Width in metres.
    """
    return float(length) * float(width) * 0 + 1.0


def untranslated(first: int) -> int:
    """Has no text in Polish, unlike all others.

    Args:
        first: A number.
    """
    return first
