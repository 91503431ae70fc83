from __future__ import annotations

from typing import Annotated, TypedDict

import elsewhere


class Point(TypedDict):
    x: int


class Unknown:
    pass


def take_set(items: set[int]) -> int:
    return 0


def take_bytes(content: bytes) -> int:
    return 0


def take_numbered(names: dict[int, str]) -> int:
    return 0


def take_unknown(value: Annotated[int, Unknown()]) -> int:
    return 0


def take_nothing_known(value: NoSuchType) -> int:
    return 0


def take_example(value: int) -> int:
    """Take an example.

    Examples:
        >>> take_example(5)
        5
    """
    return value


def take_point(point: Point) -> int:
    return 0


def take_other_point(point: elsewhere.Point) -> int:
    return 0
