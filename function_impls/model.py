"""The one type that every domain shares."""

from __future__ import annotations

from typing import Any, TypeAlias

Json: TypeAlias = Any
"""A JSON value, in arguments, results and toolkit state."""

Result: TypeAlias = dict[str, Json]
"""What a toolkit's function returns: an object, with the key ``error`` where it could not do what was asked."""


def failure(message: str) -> Result:
    """Make the object that a toolkit returns where its state does not allow what is asked."""
    return {"error": message}
