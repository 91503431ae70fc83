class Desk:
    def __init__(self) -> None:
        self._left = 10

    def pay(self, amount: int) -> dict[str, int | str]:
        """Pay an amount once.

        Args:
            amount: How much.

        Returns:
            What is left.

        Raises:
            ValueError: The amount is negative.

        Errors:
            only .* left: There is too little.

        Examples:
            >>> pay(amount=3)
            {'left': 7}
            >>> pay(amount=30)
            {'error': 'only 10 left'}
            >>> pay(amount=-3)
            Traceback (most recent call last):
            ValueError: -3

        See Also:
            give_back: For the other direction.
        """
        if amount < 0:
            raise ValueError(amount)
        if amount > self._left:
            return {"error": f"only {self._left} left"}
        self._left -= amount
        return {"left": self._left}

    pay.__effect__ = "non_idempotent"

    def give_back(self) -> None:
        """Give it back."""
        self._left = 10
