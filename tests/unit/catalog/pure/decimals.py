from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_CENT = Decimal("0.01")


def function(amount: str, rate: str = "0.23") -> str:
    try:
        net = Decimal(amount)
    except InvalidOperation as error:
        raise ValueError(f"{amount!r} is no amount") from error
    return str((net * (1 + Decimal(rate))).quantize(_CENT, rounding=ROUND_HALF_UP))
