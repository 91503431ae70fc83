"""Household budgets: Polish pay, driving, subscriptions, prices to compare and savings. Money is rounded to 0.01."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Range

Money: TypeAlias = Annotated[float, Range(minimum=0.01, maximum=1000000)]
MonthlyGross: TypeAlias = Annotated[float, Range(minimum=1500, maximum=19000)]
YearlyRate: TypeAlias = Annotated[float, Range(minimum=0, maximum=30)]
Billing: TypeAlias = Literal["weekly", "monthly", "quarterly", "yearly"]
Unit: TypeAlias = Literal["g", "kg", "ml", "l", "piece"]

_CENT = Decimal("0.01")
_BASE_UNITS: dict[str, tuple[str, float]] = {
    "g": ("kg", 0.001),
    "kg": ("kg", 1.0),
    "ml": ("l", 0.001),
    "l": ("l", 1.0),
    "piece": ("piece", 1.0),
}
# ZUS and Ministerstwo Finansów: the rates of 2025 are those of 2024.
_RULES_2024 = {"social": ("0.0976", "0.015", "0.0245"), "health": ("0.09",), "tax": ("0.12",)}
_EMPLOYEE_RULES = {2024: _RULES_2024, 2025: _RULES_2024}
_RATES_2024 = ("0.0976", "0.065", "0.0167", "0.0245", "0.001")
_EMPLOYER_RATES = {2024: _RATES_2024, 2025: _RATES_2024}
_MONTHS = {"weekly": 12 / 52, "monthly": 1.0, "quarterly": 3.0, "yearly": 12.0}


class NetSalary(TypedDict):
    """A month's pay in złoty."""

    gross: float
    social_contributions: float
    health_contribution: float
    income_tax: float
    net: float


class EmployerCost(TypedDict):
    """What a month's pay costs the employer, in złoty."""

    gross: float
    contributions: float
    total: float


class DrivingCost(TypedDict):
    """Fuel and its cost, all in all and for each traveller."""

    litres: float
    cost: float
    cost_per_person: float


class SubscriptionCost(TypedDict):
    """What a subscription costs over a time."""

    payments: int
    total: float
    average_per_month: float


class Offer(TypedDict):
    """A package on the shelf.

    Attributes:
        name: Name of the product.
        price: Price of the package.
        quantity: How much is in it.
        unit: Unit of the quantity.
    """

    name: Annotated[str, Length(minimum=1, maximum=100)]
    price: Money
    quantity: Annotated[float, Range(minimum=0.001, maximum=100000)]
    unit: Unit


class UnitPrice(TypedDict):
    """A price for a kilogram, a litre or a piece."""

    name: str
    unit_price: float
    per: str


class StackedDiscount(TypedDict):
    """A price after several discounts, and the single discount that does the same."""

    price: float
    saved: float
    effective_percent: float


def compute_net_salary_poland(
    gross: MonthlyGross, year: Literal[2024, 2025], commutes: bool = False, under_26: bool = False
) -> NetSalary:
    """Compute the net pay of an employee in Poland from a month's gross pay (umowa o pracę).

    For a month in which the year's income is still below the second tax bracket, with PIT-2 handed in, without PPK.
    Contributions: 9.76 % pension, 1.5 % disability, 2.45 % sickness, 9 % health; tax 12 % less 300 złoty.

    Args:
        gross: Gross pay of the month in złoty.
        year: Year whose rules hold.
        commutes: Whether the employee lives in another town, so that costs are 300 instead of 250 złoty.
        under_26: Whether the employee is under 26 and pays no income tax.

    Returns:
        What is taken off, and the net pay.

    Examples:
        >>> compute_net_salary_poland(gross=4666, year=2025)
        {'gross': 4666.0,
         'social_contributions': 639.71,
         'health_contribution': 362.37,
         'income_tax': 153.0,
         'net': 3510.92}

    See Also:
        compute_employer_cost_poland: What the employer pays on top of the gross pay.
    """
    pay = _decimal(gross)
    rules = _EMPLOYEE_RULES[year]
    social = sum([_round(pay * Decimal(each)) for each in rules["social"]], Decimal(0))
    base = pay - social
    health = _round(base * Decimal(rules["health"][0]))
    taxed = (base - (300 if commutes else 250)).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    tax = (taxed * Decimal(rules["tax"][0]) - 300).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    tax = Decimal(0) if under_26 else max(tax, Decimal(0))
    return {
        "gross": float(pay),
        "social_contributions": float(social),
        "health_contribution": float(health),
        "income_tax": float(tax),
        "net": float(base - health - tax),
    }


def compute_employer_cost_poland(gross: MonthlyGross, year: Literal[2024, 2025]) -> EmployerCost:
    """Compute what an employee in Poland costs the employer in a month (umowa o pracę, without PPK).

    Contributions on top of the gross pay: 9.76 % pension, 6.5 % disability, 1.67 % accident, 2.45 % labour fund, 0.1 %
    guarantee fund.

    Args:
        gross: Gross pay of the month in złoty.
        year: Year whose rules hold.

    Returns:
        Contributions of the employer and the total.

    Examples:
        >>> compute_employer_cost_poland(gross=4666, year=2025)
        {'gross': 4666.0, 'contributions': 955.6, 'total': 5621.6}

    See Also:
        compute_net_salary_poland: What the employee gets.
    """
    pay = _decimal(gross)
    extra = sum([_round(pay * Decimal(each)) for each in _EMPLOYER_RATES[year]], Decimal(0))
    return {"gross": float(pay), "contributions": float(extra), "total": float(pay + extra)}


def share_fuel_cost(
    distance_km: Annotated[float, Range(minimum=0.1, maximum=100000)],
    litres_per_100_km: Annotated[float, Range(minimum=0.5, maximum=100)],
    price_per_litre: Annotated[float, Range(minimum=0.01, maximum=1000)],
    people: Annotated[int, Range(minimum=1, maximum=100)] = 1,
) -> DrivingCost:
    """Compute the fuel for a drive of a known length, its cost, and each traveller's part.

    Args:
        distance_km: Length of the drive in kilometres; double it for a return.
        litres_per_100_km: Consumption of the car.
        price_per_litre: Price of a litre, in any currency.
        people: How many share the cost.

    Returns:
        Litres and costs, rounded to 0.01; each part is rounded by itself.

    Examples:
        >>> share_fuel_cost(distance_km=350, litres_per_100_km=6.4, price_per_litre=6.05, people=4)
        {'litres': 22.4, 'cost': 135.52, 'cost_per_person': 33.88}
    """
    litres = distance_km * litres_per_100_km / 100
    cost = litres * price_per_litre
    return {"litres": round(litres, 2), "cost": round(cost, 2), "cost_per_person": round(cost / people, 2)}


def compute_subscription_cost(
    price: Money,
    billing: Billing,
    months: Annotated[int, Range(minimum=1, maximum=240)],
    free_months: Annotated[int, Range(minimum=0, maximum=24)] = 0,
) -> SubscriptionCost:
    """Compute what a subscription costs over some months, each period that is begun being paid in full.

    Args:
        price: Price of one period.
        billing: Length of a period; a week is counted as 12/52 of a month.
        months: How long it is used, in months.
        free_months: Months of this time at the start that are free.

    Returns:
        Number of payments, their sum, and the average for each month of use.

    Raises:
        ValueError: More months are free than are used.

    Examples:
        >>> compute_subscription_cost(price=43, billing="monthly", months=12, free_months=1)
        {'payments': 11, 'total': 473.0, 'average_per_month': 39.42}
    """
    if free_months > months:
        raise ValueError(f"free_months {free_months} must not be over months {months}")
    payments = math.ceil(round((months - free_months) / _MONTHS[billing], 9))
    total = round(payments * float(price), 2)
    return {"payments": payments, "total": total, "average_per_month": round(total / months, 2)}


def compare_unit_prices(offers: Annotated[list[Offer], Length(minimum=1, maximum=50)]) -> list[UnitPrice]:
    """Compare packages of different sizes by their price for a kilogram, a litre or a piece.

    Args:
        offers: The packages, all measured by mass, all by volume, or all by pieces.

    Returns:
        Prices rounded to 0.01, the cheapest first; equal ones in the order of the argument.

    Raises:
        ValueError: Masses, volumes and pieces are mixed.

    Examples:
        >>> compare_unit_prices(offers=[{"name": "ryż", "price": 3, "quantity": 400, "unit": "g"}])
        [{'name': 'ryż', 'unit_price': 7.5, 'per': 'kg'}]
    """
    bases = {_BASE_UNITS[each["unit"]][0] for each in offers}
    if len(bases) > 1:
        raise ValueError(f"prices per {' and '.join(sorted(bases))} cannot be compared; give one kind of unit")
    exact = [(each["price"] / (each["quantity"] * _BASE_UNITS[each["unit"]][1]), each) for each in offers]
    ranked = sorted(exact, key=lambda pair: pair[0])
    return [
        {"name": each["name"], "unit_price": round(cost, 2), "per": _BASE_UNITS[each["unit"]][0]}
        for cost, each in ranked
    ]


def plan_monthly_saving(
    goal: Money,
    months: Annotated[int, Range(minimum=1, maximum=600)],
    saved: Annotated[float, Range(minimum=0, maximum=1000000)] = 0,
    yearly_rate_percent: YearlyRate = 0,
) -> float:
    """Compute how much to save each month to reach a goal in time. Use it when the number of months is known.

    Paid in at the end of each month; interest is added monthly.

    Args:
        goal: Sum to reach.
        months: Number of months.
        saved: What is saved already, bearing interest too.
        yearly_rate_percent: Nominal yearly interest in percent.

    Returns:
        The monthly amount, rounded up to 0.01; 0 where what is saved suffices.

    Examples:
        >>> plan_monthly_saving(goal=6000, months=24, saved=1200)
        200.0

    See Also:
        count_months_to_goal: The monthly amount is known.
    """
    rate = yearly_rate_percent / 1200
    growth = (1 + rate) ** months
    missing = goal - saved * growth
    if missing <= 0:
        return 0.0
    payment = missing * rate / (growth - 1) if rate > 1e-9 else missing / months
    return math.ceil(round(payment * 100, 6)) / 100


def count_months_to_goal(
    goal: Money,
    monthly_amount: Annotated[float, Range(minimum=0.01, maximum=1000000)],
    saved: Annotated[float, Range(minimum=0, maximum=1000000)] = 0,
    yearly_rate_percent: YearlyRate = 0,
) -> int:
    """Count the months until savings reach a goal. Use it when the monthly amount is known.

    Paid in at the end of each month; interest is added monthly.

    Args:
        goal: Sum to reach.
        monthly_amount: What is saved each month.
        saved: What is saved already, bearing interest too.
        yearly_rate_percent: Nominal yearly interest in percent.

    Returns:
        Number of months; 0 where what is saved suffices.

    Raises:
        ValueError: It would take over 1,200 months.

    Examples:
        >>> count_months_to_goal(goal=1000, monthly_amount=150)
        7
        >>> count_months_to_goal(goal=100000, monthly_amount=1)
        Traceback (most recent call last):
        ValueError: the goal would take over 1200 months; save more than 1 a month

    See Also:
        plan_monthly_saving: The number of months is known.
    """
    balance = saved
    for month in range(1201):
        if balance >= goal - 1e-9:
            return month
        balance += balance * yearly_rate_percent / 1200 + monthly_amount
    raise ValueError(f"the goal would take over 1200 months; save more than {monthly_amount} a month")


def stack_price_discounts(
    price: Money,
    discounts_percent: Annotated[list[Annotated[float, Range(minimum=0, maximum=100)]], Length(minimum=1, maximum=10)],
) -> StackedDiscount:
    """Apply several discounts to a price one after the other, each to what the last one left.

    Args:
        price: Price before.
        discounts_percent: Discounts in percent, in order.

    Returns:
        Price after, what is saved, and the one discount in percent that equals all of them.

    Examples:
        >>> stack_price_discounts(price=200, discounts_percent=[20, 10])
        {'price': 144.0, 'saved': 56.0, 'effective_percent': 28.0}
    """
    left = Decimal(1)
    for each in discounts_percent:
        left *= 1 - Decimal(str(each)) / 100
    whole = _decimal(price)
    after = _round(whole * left)
    return {
        "price": float(after),
        "saved": float(whole - after),
        "effective_percent": float(round((1 - left) * 100, 4)),
    }


def _decimal(amount: float) -> Decimal:
    return Decimal(str(amount)).quantize(_CENT, rounding=ROUND_HALF_EVEN)


def _round(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, rounding=ROUND_HALF_UP)
