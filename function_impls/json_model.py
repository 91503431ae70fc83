"""What the JSON domains share: steps of a patch, equality, limits of size. No functions of the catalog."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from function_impls.constraints import Length, Pattern
from function_impls.model import Json

_MOST_VALUES = 20_000
_MOST_LEVELS = 60


class PatchOperation(TypedDict):
    """One step of a JSON Patch (RFC 6902), whose ``from`` is called source here.

    Attributes:
        op: What to do at the path.
        path: JSON Pointer to the place; a hyphen at the end of a list's pointer adds behind its last item.
        value: The value of add, replace and test.
        source: JSON Pointer to the place that move and copy take from.
    """

    op: Literal["add", "remove", "replace", "move", "copy", "test"]
    path: Annotated[str, Length(maximum=300), Pattern("^(/.*)?$")]
    value: NotRequired[Json]
    source: NotRequired[Annotated[str, Length(maximum=300), Pattern("^(/.*)?$")]]


def within_limits(document: Json) -> Json:
    """The document itself. Raises ValueError where it holds over 20,000 values or has over 60 levels."""
    if _count(document, 0) > _MOST_VALUES:
        raise ValueError("the document would hold more than 20,000 values")
    return document


def same_values(first: Json, second: Json) -> bool:
    """Whether two values are equal as JSON: 1 and 1.0 are, 1 and true are not; keys have no order."""
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(same_values(first[key], second[key]) for key in first)
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(
            same_values(one, other) for one, other in zip(first, second, strict=True)
        )
    return isinstance(first, bool) == isinstance(second, bool) and bool(first == second)


def _count(document: Json, level: int) -> int:
    if level > _MOST_LEVELS:
        raise ValueError("the document would have more than 60 levels")
    if isinstance(document, dict):
        return 1 + sum(_count(each, level + 1) for each in document.values())
    if isinstance(document, list):
        return 1 + sum(_count(each, level + 1) for each in document)
    return 1
