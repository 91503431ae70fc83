from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, NewType, NotRequired, Optional, TypedDict, Union

from constraints import Field, Format, Ge, Length, MaxLen, Pattern, Range

Grosze = NewType("Grosze", int)


class Colour(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Point(TypedDict):
    """A point.

    Attributes:
        x: To the right.
    """

    x: float
    y: NotRequired[Annotated[float, Range(minimum=0)]]


class Tree(TypedDict):
    """A tree of names."""

    name: str
    below: list[Tree]


def take_plain(truth: bool, whole: int, number: float, text: str, anything: Any, nothing: None) -> str:
    """Take the plain types.

    Args:
        truth: A truth.
    """
    return text


def take_lists(
    many: list[int], several: Sequence[str], pair: tuple[int, str], row: tuple[int, ...], bare: list
) -> list[str]:
    """Take lists."""
    return []


def take_objects(by_name: dict[str, int], read: Mapping[str, str], bare: dict, point: Point, tree: Tree) -> Point:
    """Take objects.

    Returns:
        The point again.
    """
    return point


def take_choices(
    word: Literal["a", "b"],
    mixed: Literal["a", 1],
    colour: Colour,
    either: int | str,
    old: Union[int, str],
    listed: int | list[int],
    maybe: str | None = None,
    limited: Annotated[int, Range(minimum=1)] | None = None,
    named: Optional[Literal["a", "b"]] = "a",
    at: Point | None = None,
) -> int | None:
    """Take one of several."""
    return None


def take_numbers(
    bounded: Annotated[int, Range(minimum=1, maximum=9)],
    open_bounds: Annotated[float, Range(above=0, below=1, step=0.25)],
    price: Grosze,
    least: Annotated[int, Ge(2)],
) -> float:
    """Take numbers."""
    return 0.0


def take_texts(
    short: Annotated[str, Length(minimum=1, maximum=3)],
    like: Annotated[str, Pattern("^a+$")],
    day: Annotated[str, Format("date")],
    different: Annotated[list[str], Length(minimum=2, unique=True)],
    most: Annotated[str, MaxLen(5)],
    said: Annotated[str, "Said in a few words."],
    field: Annotated[int, Field("As pydantic says it.", Ge(3))],
) -> str:
    """Take texts."""
    return short


def join(first: str, second: str = "b", *, third: float = 1.5, **more: Any) -> str:
    """Join texts."""
    return first
