"""A toolkit that keeps every promise."""

from typing import Any


class Jar:
    """A jar of coins."""

    def __init__(self) -> None:
        self.coins = 3

    def load_state(self, state: Any) -> None:
        """Take over a state."""
        self.coins = int(state["coins"])

    def dump_state(self) -> Any:
        """The whole state."""
        return {"coins": self.coins}

    def count_coins(self) -> int:
        """Tell how many coins are in the jar.

        Examples:
            >>> count_coins()
            3
        """
        return self.coins

    def add_coins(self, number: int) -> dict[str, int | str]:
        """Put coins into the jar.

        Args:
            number: How many.

        Errors:
            a jar takes 1 to 100 coins at once: There are too many, or none.
        """
        if not 1 <= number <= 100:
            return {"error": "a jar takes 1 to 100 coins at once"}
        self.coins += number
        return {"coins": self.coins}


setattr(Jar.count_coins, "__effect__", "read_only")  # noqa: B010  # how the bundled functions' marks look too
setattr(Jar.add_coins, "__effect__", "non_idempotent")  # noqa: B010
