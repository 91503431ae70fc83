class InvalidAmount(ValueError):
    pass


class TooLarge(InvalidAmount):
    def __init__(self, amount: float) -> None:
        super().__init__(f"{amount} is too large")
        self.amount = amount


def _check(amount):
    if amount < 0:
        raise InvalidAmount("negative")
    if amount > 100:
        raise TooLarge(amount)
    return amount


def function(amount: float) -> dict:
    try:
        return {"amount": _check(amount)}
    except TooLarge as error:
        return {"error": str(error)}
