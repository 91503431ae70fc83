"""What it costs to send a parcel. Replace these functions by your own."""

from __future__ import annotations

from typing import Annotated, Literal

from constraints import Range

Side = Annotated[int, Range(minimum=1, maximum=200)]
Size = Literal["small", "medium", "large"]

PRICES = {"small": 12, "medium": 16, "large": 24}


def parcel_size(length: Side, width: Side, height: Side) -> Size:
    """Tell which size of locker box a parcel needs.

    Args:
        length: Length in whole centimetres.
        width: Width in whole centimetres.
        height: Height in whole centimetres.

    Returns:
        The smallest size that the parcel fits into.

    Raises:
        ValueError: The parcel fits into no box.

    Examples:
        >>> parcel_size(length=30, width=20, height=8)
        'small'
        >>> parcel_size(length=70, width=20, height=8)
        Traceback (most recent call last):
        ValueError: the longest side is 70 cm; a box takes 64 cm
    """
    thin, middle, long = sorted((length, width, height))
    if long > 64 or middle > 41 or thin > 38:
        side, most = next((side, most) for side, most in ((long, 64), (middle, 41), (thin, 38)) if side > most)
        name = {64: "longest", 41: "middle", 38: "shortest"}[most]
        raise ValueError(f"the {name} side is {side} cm; a box takes {most} cm")
    return "small" if thin <= 8 else "medium" if thin <= 19 else "large"


def parcel_price(size: Size, express: bool = False) -> Annotated[int, Range(minimum=0)]:
    """Give the price of sending a parcel of a known size.

    Args:
        size: Size of the parcel, as parcel_size tells it.
        express: Whether it has to arrive the next day, which costs 10 zloty more.

    Returns:
        The price in zloty, tax included.

    Examples:
        >>> parcel_price(size="small")
        12
        >>> parcel_price(size="large", express=True)
        34
    """
    return PRICES[size] + (10 if express else 0)
