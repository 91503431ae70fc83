"""Polish taxes and allowances of the tax years 2023 to 2025, in zloty.

The figures were compared with published ones of these years: scale, levy, lump-sum rates, allowances and mileage.
Tax bases and taxes are rounded to whole zloty, 50 groszy and more up (Tax Ordinance, article 63 §1).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Range

Income: TypeAlias = Annotated[float, Range(minimum=0, maximum=1_000_000_000)]
TaxYear: TypeAlias = Literal[2023, 2024, 2025]
VatRate: TypeAlias = Literal[0, 5, 8, 23]
Meals: TypeAlias = Annotated[int, Range(minimum=0, maximum=60)]

_CENT = Decimal("0.01")
_THRESHOLD = 120_000
_REDUCTION = 3_600
_LEVY_THRESHOLD = 1_000_000
_KILOMETRE_RATES = {
    "car_up_to_900_cm3": Decimal("0.89"),
    "car_over_900_cm3": Decimal("1.15"),
    "motorcycle": Decimal("0.69"),
    "moped": Decimal("0.42"),
}
_DAILY_ALLOWANCE = Decimal(45)


class IncomeTax(TypedDict):
    """A yearly income tax, and its share of the income in per cent, rounded to 0.01."""

    year: int
    base: int
    tax: int
    effective_percent: float


class InvoiceItem(TypedDict):
    """A line of an invoice: whole pieces at a net price each.

    Attributes:
        net_price: Net price of one piece in zloty.
        quantity: Number of pieces.
        vat_rate: Rate of VAT in per cent.
    """

    net_price: Annotated[float, Range(minimum=0.01, maximum=1_000_000)]
    quantity: Annotated[int, Range(minimum=1, maximum=100_000)]
    vat_rate: VatRate


class RateTotal(TypedDict):
    """What an invoice's items of one rate come to."""

    vat_rate: int
    net: float
    vat: float
    gross: float


class InvoiceTotal(TypedDict):
    """What an invoice comes to, in all and by rate in ascending order."""

    net: float
    vat: float
    gross: float
    by_rate: list[RateTotal]


def compute_polish_scale_tax(income: Income, year: TaxYear, filing: Literal["single", "joint"] = "single") -> IncomeTax:
    """Compute the Polish yearly personal income tax by the tax scale: 12 % less 3,600 zl, and 32 % above 120,000 zl.

    Only the tax itself is computed: no health insurance, no reliefs, no solidarity levy.

    Args:
        income: The year's taxable income in zloty, after costs and social insurance; for joint filing that of both.
        year: The tax year. The scale of the PIT Act, article 27, was the same in all of them.
        filing: joint taxes a couple twice on half of their income.

    Returns:
        The year, the rounded base (of one person, if joint), the whole tax, and its share of the income.

    Raises:
        ValueError: The income is negative.

    Examples:
        >>> compute_polish_scale_tax(income=150000, year=2025)
        {'year': 2025, 'base': 150000, 'tax': 20400, 'effective_percent': 13.6}

    See Also:
        compute_polish_flat_tax: The flat 19 % of a business.
        compute_polish_lump_sum_tax: A rate on revenue, without costs.
        compute_polish_solidarity_levy: What comes on top above a million.
    """
    _check_income(income)
    people = 2 if filing == "joint" else 1
    base = _whole(_exact(income) / people)
    above = Decimal(max(0, base - _THRESHOLD))
    exact = min(base, _THRESHOLD) * Decimal("0.12") - _REDUCTION + above * Decimal("0.32")
    tax = _whole(max(Decimal(0), exact) * people)
    return _described(income, year, base, tax)


def compute_polish_flat_tax(income: Income, year: TaxYear) -> IncomeTax:
    """Compute the Polish flat income tax of a business: 19 % of its income (PIT Act, article 30c).

    Only the tax itself is computed: no health insurance, no solidarity levy; there is no tax-free amount.

    Args:
        income: The year's income in zloty, after costs and social insurance.
        year: The tax year. The rate was the same in all of them.

    Returns:
        The year, the rounded base, the tax, and its share of the income.

    Raises:
        ValueError: The income is negative.

    Examples:
        >>> compute_polish_flat_tax(income=150000, year=2025)
        {'year': 2025, 'base': 150000, 'tax': 28500, 'effective_percent': 19.0}

    See Also:
        compute_polish_scale_tax: 12 % and 32 %, with a tax-free amount.
        compute_polish_solidarity_levy: What comes on top above a million.
        compute_polish_lump_sum_tax: A share of the revenue, without costs.
    """
    _check_income(income)
    base = _whole(_exact(income))
    return _described(income, year, base, _whole(base * Decimal("0.19")))


def compute_polish_lump_sum_tax(
    revenue: Income, year: TaxYear, rate: Literal["2", "3", "5.5", "8.5", "10", "12", "12.5", "14", "15", "17"]
) -> IncomeTax:
    """Compute the Polish lump-sum tax on recorded revenue (ryczałt), without any costs.

    Args:
        revenue: The year's revenue in zloty that is taxed at this rate, after social insurance.
        year: The tax year.
        rate: The rate in per cent that the law sets for the kind of business, such as 12 for programming, 8.5 for most
            services and for rent up to 100,000 zl a year (12.5 above), 3 for trade.

    Returns:
        The year, the rounded base, the tax, and its share of the revenue.

    Raises:
        ValueError: The revenue is negative.

    Examples:
        >>> compute_polish_lump_sum_tax(revenue=150000, year=2025, rate="12")
        {'year': 2025, 'base': 150000, 'tax': 18000, 'effective_percent': 12.0}

    See Also:
        compute_polish_flat_tax: 19 % of the income after costs.
        compute_polish_scale_tax: 12 % and 32 % of the income after costs.
    """
    _check_income(revenue)
    base = _whole(_exact(revenue))
    return _described(revenue, year, base, _whole(base * Decimal(rate) / 100))


def compute_polish_solidarity_levy(income: Income, year: TaxYear) -> IncomeTax:
    """Compute the Polish solidarity levy: 4 % of yearly income above 1,000,000 zl (PIT Act, article 30h).

    Args:
        income: The year's income in zloty that counts for the levy.
        year: The tax year. The levy was the same in all of them.

    Returns:
        The year, the rounded base above a million, the levy, and its share of the income.

    Raises:
        ValueError: The income is negative.

    Examples:
        >>> compute_polish_solidarity_levy(income=1500000, year=2025)
        {'year': 2025, 'base': 500000, 'tax': 20000, 'effective_percent': 1.33}

    See Also:
        compute_polish_scale_tax: The income tax, which the levy comes on top of.
        compute_polish_flat_tax: The tax itself, at 19 %.
    """
    _check_income(income)
    base = max(0, _whole(_exact(income) - _LEVY_THRESHOLD)) if income > _LEVY_THRESHOLD else 0
    return _described(income, year, base, _whole(base * Decimal("0.04")))


def total_polish_invoice(items: Annotated[list[InvoiceItem], Length(minimum=1, maximum=100)]) -> InvoiceTotal:
    """Total a Polish invoice with items at several VAT rates; the tax is computed once for each rate's net sum.

    Amounts are in zloty, rounded half up to 0.01.

    Args:
        items: The lines, each with net_price (of one piece, in zloty), quantity and vat_rate (in per cent).

    Returns:
        Net, VAT and gross sums, in all and for each rate.

    Raises:
        ValueError: There is no item.

    Examples:
        >>> total_polish_invoice(items=[{"net_price": 10, "quantity": 3, "vat_rate": 23}])
        {'net': 30.0, 'vat': 6.9, 'gross': 36.9, 'by_rate': [{'vat_rate': 23, 'net': 30.0, 'vat': 6.9, 'gross': 36.9}]}

    See Also:
        split_vat: One amount at one rate, also from gross to net.
    """
    if not items:
        raise ValueError("an invoice has at least one item")
    sums: dict[int, Decimal] = {}
    for each in items:
        rate = each["vat_rate"]
        line = (_exact(each["net_price"]) * each["quantity"]).quantize(_CENT, rounding=ROUND_HALF_UP)
        sums[rate] = sums.get(rate, Decimal(0)) + line
    taxes = {rate: (net * rate / 100).quantize(_CENT, rounding=ROUND_HALF_UP) for rate, net in sums.items()}
    net, vat = sum(sums.values(), Decimal(0)), sum(taxes.values(), Decimal(0))
    by_rate: list[RateTotal] = [
        {
            "vat_rate": rate,
            "net": float(sums[rate]),
            "vat": float(taxes[rate]),
            "gross": float(sums[rate] + taxes[rate]),
        }
        for rate in sorted(sums)
    ]
    return {"net": float(net), "vat": float(vat), "gross": float(net + vat), "by_rate": by_rate}


def compute_polish_mileage_allowance(
    kilometres: Annotated[int, Range(minimum=1, maximum=100_000)],
    vehicle: Literal["car_up_to_900_cm3", "car_over_900_cm3", "motorcycle", "moped"],
) -> float:
    """Compute the highest Polish allowance for a business trip in a private vehicle, at the rates since January 2023.

    The rates, which began on the 17th, are 0.89 and 1.15 zl a kilometre for cars of up to and over 900 cm3, 0.69 for
    motorcycles, 0.42 for mopeds.

    Args:
        kilometres: Length of the trip.
        vehicle: Kind of vehicle, for cars with the engine's capacity.

    Returns:
        The allowance in zloty.

    Raises:
        ValueError: The kilometres are below 1.

    Examples:
        >>> compute_polish_mileage_allowance(kilometres=200, vehicle="car_over_900_cm3")
        230.0

    See Also:
        compute_polish_trip_allowance: The daily allowance for meals on a trip.
    """
    if kilometres < 1:
        raise ValueError(f"kilometres must be at least 1, not {kilometres}")
    return float(_KILOMETRE_RATES[vehicle] * kilometres)


def compute_polish_trip_allowance(
    hours: Annotated[int, Range(minimum=1, maximum=1440)],
    breakfasts: Meals = 0,
    lunches: Meals = 0,
    dinners: Meals = 0,
) -> float:
    """Compute the Polish daily allowance (dieta) of a business trip inside Poland: 45 zl a day since 2023.

    A trip of up to a day brings nothing below 8 hours, half from 8 to 12, the whole above. A longer one brings the
    whole for each full day, and for the last, begun one half up to 8 hours and the whole above. Meals that were free
    are taken off: 25 % of the allowance for a breakfast or a dinner, 50 % for a lunch.

    Args:
        hours: How long the trip took, in full hours.
        breakfasts: How many free breakfasts there were.
        lunches: How many free lunches there were.
        dinners: How many free dinners there were.

    Returns:
        The allowance in zloty, not below zero.

    Raises:
        ValueError: There are more meals of a kind than begun days, or hours is below 1.

    Examples:
        >>> compute_polish_trip_allowance(hours=30)
        67.5
        >>> compute_polish_trip_allowance(hours=10, lunches=2)
        Traceback (most recent call last):
        ValueError: a trip of 10 hours has at most 1 meals of a kind

    See Also:
        compute_polish_mileage_allowance: The allowance for driving.
    """
    days, rest = divmod(hours, 24)
    begun = days + (rest > 0)
    if hours < 1 or not 0 <= min(breakfasts, lunches, dinners) <= max(breakfasts, lunches, dinners) <= begun:
        raise ValueError(f"a trip of {hours} hours has at most {max(begun, 1)} meals of a kind")
    if days == 0:
        halves = 0 if hours < 8 else 1 if hours <= 12 else 2
    else:
        halves = 2 * days + (0 if rest == 0 else 1 if rest <= 8 else 2)
    quarters = 2 * halves - breakfasts - 2 * lunches - dinners
    return float(max(Decimal(0), _DAILY_ALLOWANCE * quarters / 4).quantize(_CENT, rounding=ROUND_HALF_UP))


def _described(income: float, year: int, base: int, tax: int) -> IncomeTax:
    share = (100 * tax / _exact(income)).quantize(_CENT, rounding=ROUND_HALF_UP) if income >= 1 else Decimal(0)
    return {"year": year, "base": base, "tax": tax, "effective_percent": float(share)}


def _check_income(income: float) -> None:
    if not 0 <= income <= 1_000_000_000:
        raise ValueError(f"the amount must lie between 0 and 10^9 zloty, not be {income}")


def _exact(number: float) -> Decimal:
    return Decimal(str(number))


def _whole(amount: Decimal) -> int:
    return int(amount.to_integral_value(rounding=ROUND_HALF_UP))
