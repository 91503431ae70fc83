"""What every domain shares: JSON values, failures, effects of methods. No functions of the catalog."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeAlias, TypedDict, TypeVar

Json: TypeAlias = Any
"""A JSON value, in arguments, results and toolkit state."""

Effect: TypeAlias = Literal["read_only", "idempotent", "non_idempotent"]
"""``read_only`` leaves the state alone; ``idempotent`` changes it, and the same call again changes nothing more."""

_Method = TypeVar("_Method", bound=Callable[..., Any])


class Failure(TypedDict):
    """What a toolkit returns where its state does not allow what is asked."""

    error: str


Result: TypeAlias = Json
"""What a toolkit's function returns: an object, with the key ``error`` where it could not do what was asked."""


def failure(message: str) -> Failure:
    """Make the object that a toolkit returns where its state does not allow what is asked (``Failure``)."""
    return {"error": message}


def effect(kind: Effect) -> Callable[[_Method], _Method]:
    """Mark what a toolkit's method does to the toolkit's state."""

    def mark(method: _Method) -> _Method:
        method.__effect__ = kind  # type: ignore[attr-defined]  # functions take attributes
        return method

    return mark
