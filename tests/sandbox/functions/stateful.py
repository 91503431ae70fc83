"""A toolkit whose methods share state."""

from typing import Any


class Counter:
    def __init__(self) -> None:
        self.count = 0

    def load(self, state: dict[str, Any]) -> None:
        self.count = state["count"]

    def increase(self, by: int = 1) -> dict[str, int]:
        """Add to the counter."""
        print("increased")
        self.count += by
        return {"count": self.count}
