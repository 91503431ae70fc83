"""Prices and costs: discounts, margins, break-even and depreciation. Money is exact and rounded half up to 0.01."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Range

Money: TypeAlias = Annotated[float, Range(minimum=0.01, maximum=1_000_000_000)]
Percent: TypeAlias = Annotated[float, Range(minimum=0, maximum=100)]

_CENT = Decimal("0.01")


class DiscountedPrice(TypedDict):
    """A price after discounts; ``percent`` is all of them together."""

    price: float
    saved: float
    percent: float


class Profit(TypedDict):
    """What is earned on a sale: margin is the share of the price, markup the share of the cost."""

    profit: float
    margin_percent: float
    markup_percent: float


class BreakEven(TypedDict):
    """Where revenue meets costs."""

    units: int
    revenue: float


class YearOfUse(TypedDict):
    """The depreciation of a year, and what the thing is worth at its end."""

    year: int
    depreciation: float
    book_value: float


def apply_discounts(
    price: Money, discounts: Annotated[list[Percent], Length(minimum=1, maximum=10)]
) -> DiscountedPrice:
    """Take one or more percentage discounts off a price, one after another, each on what the one before left.

    Args:
        price: The price before discounts.
        discounts: Discounts in per cent.

    Returns:
        The final price, what was saved, and the discount in all in per cent, rounded to 0.01.

    Raises:
        ValueError: A discount is not between 0 and 100.

    Examples:
        >>> apply_discounts(price=200, discounts=[20, 10])
        {'price': 144.0, 'saved': 56.0, 'percent': 28.0}

    See Also:
        change_by_percent: A number that is no price, to 0.000001.
        find_discount: The discount, from both prices.
    """
    before = left = _exact(price)
    for each in discounts:
        if not 0 <= each <= 100:
            raise ValueError(f"a discount must lie between 0 and 100 per cent, not be {each}")
        left = left * (100 - _exact(each)) / 100
    after = left.quantize(_CENT, rounding=ROUND_HALF_UP)
    return {"price": float(after), "saved": _money(before - after), "percent": _money(100 * (before - left) / before)}


def find_discount(old_price: Money, new_price: Money) -> float:
    """Compute by how much per cent a price was reduced, rounded half up to 0.01.

    Args:
        old_price: The price before.
        new_price: The reduced price, not above the old one.

    Returns:
        The discount in per cent.

    Raises:
        ValueError: The new price is higher, or a price is not above zero.

    Examples:
        >>> find_discount(old_price=80, new_price=60)
        25.0
        >>> find_discount(old_price=60, new_price=80)
        Traceback (most recent call last):
        ValueError: the new price 80 is not lower than the old price 60

    See Also:
        apply_discounts: The price, from the discount.
        percent_change: Changes in both directions.
    """
    if not 0 < new_price <= old_price:
        raise ValueError(f"the new price {new_price} is not lower than the old price {old_price}")
    return _money(100 * (_exact(old_price) - _exact(new_price)) / _exact(old_price))


def measure_profit(cost: Money, price: Money) -> Profit:
    """Compute the profit, the margin and the markup of selling something at a price.

    Args:
        cost: What it costs the seller, without VAT.
        price: What it is sold for, without VAT.

    Returns:
        The profit (negative for a loss), its share of the price (margin) and of the cost (markup) in per cent.

    Raises:
        ValueError: The cost or the price is not above zero.

    Examples:
        >>> measure_profit(cost=80, price=100)
        {'profit': 20.0, 'margin_percent': 20.0, 'markup_percent': 25.0}

    See Also:
        set_price: The price, from the wanted margin or markup.
        find_break_even: How many units it takes to make no loss.
    """
    if min(cost, price) <= 0:
        raise ValueError("cost and price must be above zero")
    profit = _exact(price) - _exact(cost)
    return {
        "profit": _money(profit),
        "margin_percent": _money(100 * profit / _exact(price)),
        "markup_percent": _money(100 * profit / _exact(cost)),
    }


def set_price(
    cost: Money, percent: Annotated[float, Range(minimum=0, maximum=1000)], kind: Literal["margin", "markup"]
) -> float:
    """Compute the price at which something must be sold for a wanted margin or markup.

    Args:
        cost: What it costs the seller, without VAT.
        percent: The wanted percentage; a margin is below 100.
        kind: margin is a share of the price, markup a share of the cost.

    Returns:
        The price without VAT.

    Raises:
        ValueError: A margin is 100 % or more, or the percentage is negative.

    Examples:
        >>> set_price(cost=80, percent=20, kind="margin")
        100.0
        >>> set_price(cost=80, percent=20, kind="markup")
        96.0
        >>> set_price(cost=80, percent=100, kind="margin")
        Traceback (most recent call last):
        ValueError: a margin must be below 100 % of the price, not 100

    See Also:
        measure_profit: The margin and the markup of a known price.
    """
    if percent < 0:
        raise ValueError(f"the percentage must not be negative, as {percent} is")
    if kind == "markup":
        return _money(_exact(cost) * (100 + _exact(percent)) / 100)
    if percent > 99.99:
        raise ValueError(f"a margin must be below 100 % of the price, not {percent}")
    return _money(_exact(cost) * 100 / (100 - _exact(percent)))


def find_break_even(fixed_costs: Money, price: Money, variable_cost: Annotated[float, Range(minimum=0)]) -> BreakEven:
    """Find how many units must be sold so that revenue covers the fixed and the variable costs.

    Args:
        fixed_costs: Costs that do not depend on how much is sold.
        price: Price of a unit.
        variable_cost: What a unit costs, below its price.

    Returns:
        The whole number of units, rounded up, and their revenue.

    Raises:
        ValueError: A unit costs its price or more, an amount is not above zero, or there are over 10^15 units.

    Examples:
        >>> find_break_even(fixed_costs=10000, price=25, variable_cost=15)
        {'units': 1000, 'revenue': 25000.0}
        >>> find_break_even(fixed_costs=10000, price=25, variable_cost=25)
        Traceback (most recent call last):
        ValueError: a unit must cost less than its price 25, not 25

    See Also:
        find_payback_period: Time, not units.
        measure_profit: The profit of one unit.
    """
    if not 0 <= variable_cost < price:
        raise ValueError(f"a unit must cost less than its price {price}, not {variable_cost}")
    if fixed_costs <= 0:
        raise ValueError(f"fixed costs must be above zero, not {fixed_costs}")
    exact = _exact(fixed_costs) / (_exact(price) - _exact(variable_cost))
    if exact > Decimal(10) ** 15:
        raise ValueError("more than 10^15 units would have to be sold")
    units = int(exact.to_integral_value(rounding=ROUND_CEILING))
    return {"units": units, "revenue": _money(units * _exact(price))}


def depreciate_asset(
    cost: Money,
    years: Annotated[int, Range(minimum=1, maximum=50)],
    method: Literal["straight_line", "sum_of_years", "double_declining"],
    salvage_value: Annotated[float, Range(minimum=0)] = 0,
) -> list[YearOfUse]:
    """Compute the yearly depreciation of an asset by one of three methods of accounting.

    Args:
        cost: What the asset cost.
        years: How many years it is used.
        method: straight_line takes off the same each year; sum_of_years takes off less each year, in proportion to the
            years left; double_declining takes off 2 / years of what is left each year, never below the salvage value.
        salvage_value: What it is worth in the end, at most its cost.

    Returns:
        One entry for each year; book values are rounded, and depreciations are their differences.

    Raises:
        ValueError: The salvage value is above the cost.

    Examples:
        >>> depreciate_asset(cost=99, years=2, method="straight_line", salvage_value=9)
        [{'year': 1, 'depreciation': 45.0, 'book_value': 54.0}, {'year': 2, 'depreciation': 45.0, 'book_value': 9.0}]

    See Also:
        annual_growth_rate: The yearly loss of value in per cent, from two values.
    """
    start, end = _exact(cost), _exact(salvage_value)
    if not 0 <= end <= start:
        raise ValueError(f"the salvage value must lie between 0 and the cost {cost}, not be {salvage_value}")
    values = [start]
    for year in range(1, years + 1):
        if method == "straight_line":
            value = start - (start - end) * year / years
        elif method == "sum_of_years":
            value = end + (start - end) * ((years - year) * (years - year + 1)) / (years * (years + 1))
        else:
            value = max(end, values[-1] * (years - 2) / years) if years > 1 else end
        values.append(value)
    rounded = [each.quantize(_CENT, rounding=ROUND_HALF_UP) for each in values]
    return [
        {"year": year, "depreciation": float(rounded[year - 1] - rounded[year]), "book_value": float(rounded[year])}
        for year in range(1, years + 1)
    ]


def _exact(number: float) -> Decimal:
    return Decimal(str(number))


def _money(amount: Decimal) -> float:
    if abs(amount) > Decimal(10) ** 20:
        raise ValueError("the result is over 10^20")
    return float(amount.quantize(_CENT, rounding=ROUND_HALF_UP)) + 0.0
