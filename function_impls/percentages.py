"""Percentages, ratios and proportions. Numbers are taken as they are written in decimal, so 0.1 is a tenth exactly."""

from __future__ import annotations

from fractions import Fraction
from math import gcd
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Range

Number: TypeAlias = Annotated[float, Range(minimum=-1_000_000_000_000, maximum=1_000_000_000_000)]
Share: TypeAlias = Annotated[int, Range(minimum=1, maximum=1_000_000)]


class PercentChange(TypedDict):
    """How far a number moved."""

    difference: float
    percent: float
    direction: Literal["increase", "decrease", "none"]


def percent_of_number(percent: Number, number: Number) -> float:
    """Compute how much a percentage of a number is, such as 15 % of 80.

    The result is rounded half to even to 0.000001.

    Args:
        percent: The percentage; 15 means 15 %.
        number: The number that the percentage is of.

    Returns:
        That part of the number.

    Raises:
        ValueError: A number is beyond 10^12.

    Examples:
        >>> percent_of_number(percent=15, number=80)
        12.0

    See Also:
        percent_share: Which percentage a part is of a whole.
        change_by_percent: The number with the percentage added or taken off.
        solve_proportion: A proportion to any number.
    """
    return _number(_exact(percent) * _exact(number) / 100)


def percent_share(part: Number, whole: Number) -> float:
    """Compute which percentage a part is of a whole, such as 12 of 80.

    The result is rounded half to even to 0.000001 per cent.

    Args:
        part: The part.
        whole: What is 100 %, not zero.

    Returns:
        The percentage; 15.0 means 15 %.

    Raises:
        ValueError: The whole is zero, or a number is beyond 10^12.

    Examples:
        >>> percent_share(part=12, whole=80)
        15.0
        >>> percent_share(part=12, whole=0)
        Traceback (most recent call last):
        ValueError: the whole must not be zero

    See Also:
        percent_of_number: How much a known percentage is.
        percent_change: By how much per cent one number differs from an earlier one.
    """
    if whole == 0:
        raise ValueError("the whole must not be zero")
    return _number(_exact(part) * 100 / _exact(whole))


def percent_change(old: Number, new: Number) -> PercentChange:
    """Compute by how much per cent a number grew or fell, compared with its old value.

    The results are rounded half to even to 0.000001; a fall has a minus.

    Args:
        old: The value before, not zero. The change is relative to its size, without sign.
        new: The value after.

    Returns:
        The difference, the change in per cent, and its direction.

    Raises:
        ValueError: The old value is zero, or a number is beyond 10^12.

    Examples:
        >>> percent_change(old=80, new=92)
        {'difference': 12.0, 'percent': 15.0, 'direction': 'increase'}
        >>> percent_change(old=0, new=5)
        Traceback (most recent call last):
        ValueError: the old value must not be zero

    See Also:
        percent_share: A part of a whole, where nothing changed.
        undo_percent_change: The old value, where the change in per cent is known.
        annual_growth_rate: The change by year, over several years.
        find_discount: A price that was reduced.
    """
    if old == 0:
        raise ValueError("the old value must not be zero")
    difference = _exact(new) - _exact(old)
    direction: Literal["increase", "decrease", "none"] = "none"
    if difference:
        direction = "increase" if difference > 0 else "decrease"
    percent = _number(difference * 100 / abs(_exact(old)))
    return {"difference": _number(difference), "percent": percent, "direction": direction}


def change_by_percent(
    number: Number,
    percent: Annotated[float, Range(minimum=0, maximum=1_000_000)],
    direction: Literal["increase", "decrease"],
) -> float:
    """Raise or lower a number by a percentage, such as 80 and 15 % more.

    The result is rounded half to even to 0.000001.

    Args:
        number: The number before the change.
        percent: By how much per cent it changes.
        direction: increase adds the percentage, decrease takes it off.

    Returns:
        The number after the change.

    Raises:
        ValueError: A percentage is negative, or a number is beyond 10^12.

    Examples:
        >>> change_by_percent(number=80, percent=15, direction="increase")
        92.0
        >>> change_by_percent(number=80, percent=15, direction="decrease")
        68.0

    See Also:
        undo_percent_change: From the changed number back to the one before.
        apply_discounts: Several discounts on a price, one after another.
        percent_of_number: The percentage itself, not added to anything.
        split_vat: VAT at a Polish rate, to the cent.
    """
    return _number(_exact(number) * _factor(percent, direction))


def undo_percent_change(
    result: Number,
    percent: Annotated[float, Range(minimum=0, maximum=1_000_000)],
    direction: Literal["increase", "decrease"],
) -> float:
    """Find the number that was there before a percentage was added or taken off, such as 92 after 15 % more.

    The result is rounded half to even to 0.000001.

    Args:
        result: The number after the change.
        percent: By how much per cent it had changed.
        direction: Whether the change was an increase or a decrease.

    Returns:
        The number before the change.

    Raises:
        ValueError: The change was a decrease by 100 % or more, the percentage is negative, or a number is beyond 10^12.

    Examples:
        >>> undo_percent_change(result=92, percent=15, direction="increase")
        80.0
        >>> undo_percent_change(result=0, percent=100, direction="decrease")
        Traceback (most recent call last):
        ValueError: after a decrease by 100 % or more the number before is not known

    See Also:
        change_by_percent: From the number before to the one after.
        split_vat: A gross amount split into net and VAT, to the cent.
        percent_change: Both values are known, the per cent are not.
    """
    factor = _factor(percent, direction)
    if factor <= 0:
        raise ValueError("after a decrease by 100 % or more the number before is not known")
    return _number(_exact(result) / factor)


def solve_proportion(
    first: Number, second: Number, third: Number, kind: Literal["direct", "inverse"] = "direct"
) -> float:
    """Solve a rule of three: where first goes with second, find what goes with third.

    The result is rounded half to even to 0.000001.

    Args:
        first: Known quantity, such as 4 workers or 3 kg.
        second: What belongs to first, such as 6 days or 12 zloty.
        third: Quantity of the same kind as first.
        kind: direct where twice as much brings twice as much, inverse where it brings half.

    Returns:
        What belongs to third, of the same kind as second.

    Raises:
        ValueError: The number that is divided by (first, or third if inverse) is zero, or a number is beyond 10^12.

    Examples:
        >>> solve_proportion(first=3, second=12, third=5)
        20.0
        >>> solve_proportion(first=4, second=6, third=8, kind="inverse")
        3.0

    See Also:
        percent_of_number: A proportion to 100.
        share_in_ratio: Divide a whole amount into parts.
    """
    divisor = first if kind == "direct" else third
    if divisor == 0:
        raise ValueError(f"{'first' if kind == 'direct' else 'third'} must not be zero")
    product = _exact(second) * (_exact(third) if kind == "direct" else _exact(first))
    return _number(product / _exact(divisor))


def simplify_ratio(
    parts: Annotated[list[Annotated[int, Range(minimum=0, maximum=1_000_000_000)]], Length(minimum=2, maximum=20)],
) -> list[int]:
    """Reduce a ratio of whole numbers to the smallest whole numbers, such as 12 : 18 to 2 : 3.

    Args:
        parts: The ratio's parts, at least one of them above zero.

    Returns:
        The reduced parts, in the same order.

    Raises:
        ValueError: All parts are zero.

    Examples:
        >>> simplify_ratio(parts=[1920, 1080])
        [16, 9]

    See Also:
        share_in_ratio: Divide an amount by a ratio.
    """
    divisor = gcd(*parts)
    if divisor == 0:
        raise ValueError("at least one part must be above zero")
    return [each // divisor for each in parts]


def share_in_ratio(
    amount: Annotated[int, Range(minimum=0, maximum=1_000_000_000_000)],
    parts: Annotated[list[Share], Length(minimum=2, maximum=100)],
) -> list[int]:
    """Divide a whole amount, such as grosze or pieces, in a ratio so that the shares add up to it exactly.

    Shares are rounded down; what is left goes one by one to the largest remainders, at a tie to the earlier share.

    Args:
        amount: What is divided, in whole units.
        parts: The ratio, such as 3, 2, 1.

    Returns:
        One share for each part, in the same order.

    Raises:
        ValueError: A part is below 1, or the amount is negative.

    Examples:
        >>> share_in_ratio(amount=10000, parts=[1, 1, 1])
        [3334, 3333, 3333]

    See Also:
        simplify_ratio: Reduce a ratio, without an amount.
        solve_proportion: Two pairs that go together.
    """
    if amount < 0 or min(parts) < 1:
        raise ValueError("the amount must not be negative, and each part must be at least 1")
    total = sum(parts)
    shares = [amount * each // total for each in parts]
    left = amount - sum(shares)
    order = sorted(range(len(parts)), key=lambda number: (-(amount * parts[number] % total), number))
    lucky = set(order[:left])
    return [share + (number in lucky) for number, share in enumerate(shares)]


def _factor(percent: float, direction: Literal["increase", "decrease"]) -> Fraction:
    if percent < 0:
        raise ValueError("the percentage must not be negative; choose the direction instead")
    return 1 + _exact(percent) / 100 * (1 if direction == "increase" else -1)


def _exact(number: float) -> Fraction:
    if not -1_000_000_000_000 <= number <= 1_000_000_000_000:
        raise ValueError(f"{number} is beyond 10^12")
    return Fraction(str(number))


def _number(value: Fraction) -> float:
    if abs(value) > 10**300:
        raise ValueError("the result is beyond 10^300")
    return float(round(value, 6)) + 0.0
