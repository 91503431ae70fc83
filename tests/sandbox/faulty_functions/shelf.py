"""Toolkits that do not keep to what their methods are marked with."""

from collections.abc import Callable
from typing import Any


def marked(effect: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Mark what a method does to the state."""

    def mark(method: Callable[..., Any]) -> Callable[..., Any]:
        method.__effect__ = effect
        return method

    return mark


class Shelf:
    """Keeps things."""

    def __init__(self) -> None:
        self.things: list[str] = ["book"]

    def load_state(self, state: Any) -> None:
        """Take over a state."""
        self.things = list(state)

    def dump_state(self) -> Any:
        """The whole state."""
        return list(self.things)

    @marked("read_only")
    def look_and_touch(self, place: int) -> int:
        """Look at the shelf, and put something there by the way.

        Args:
            place: Where to look.
        """
        self.things.append("dust")
        return place

    @marked("idempotent")
    def put_once_more(self, name: str) -> str:
        """Put a thing on the shelf, again and again.

        Args:
            name: What to put there.
        """
        self.things.append(name)
        return name

    @marked("non_idempotent")
    def take_with_error(self, name: str) -> dict[str, str]:
        """Take a thing off the shelf, with an error that is not documented.

        Args:
            name: What to take.

        Errors:
            the shelf is locked: Never.
        """
        return {"error": f"there is no {name!r}"}


class Forgetful:
    """Loads nothing of what it dumps."""

    def __init__(self) -> None:
        self.count = 1

    def load_state(self, state: Any) -> None:
        """Forget the state."""
        self.count = 0

    def dump_state(self) -> Any:
        """The whole state."""
        return {"count": self.count}

    @marked("read_only")
    def tell_count(self) -> int:
        """Tell how much was counted."""
        return self.count
