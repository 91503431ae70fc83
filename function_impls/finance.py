"""Loans, interest and VAT. Money is a decimal number as text; results are rounded half up to 0.01."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Pattern, Range

Amount: TypeAlias = Annotated[str, Pattern(r"^[0-9]+(\.[0-9]{1,2})?$")]
Rate: TypeAlias = Annotated[float, Range(minimum=0, maximum=100)]
Months: TypeAlias = Annotated[int, Range(minimum=1, maximum=480)]

_CENT = Decimal("0.01")
_LARGEST = Decimal(10) ** 24


class Loan(TypedDict):
    """What a loan costs."""

    instalment: str
    total: str
    interest: str


class FallingLoan(TypedDict):
    """What a loan of equal capital parts costs."""

    first_instalment: str
    last_instalment: str
    total: str
    interest: str


class LoanBalance(TypedDict):
    """What was paid of a loan, and what is still owed."""

    paid: str
    owed: str


class Savings(TypedDict):
    """What savings grow to."""

    final: str
    interest: str


class VatParts(TypedDict):
    """An amount without, of and with VAT."""

    net: str
    vat: str
    gross: str


def loan_payment(principal: Amount, annual_rate: Rate, months: Months) -> Loan:
    """Compute the equal monthly instalment of a loan and what the loan costs in all.

    The total is the exact instalment times the months, rounded once.

    Args:
        principal: Amount borrowed, above zero, a decimal number as text.
        annual_rate: Yearly interest in per cent; 7.5 means 7.5 %.
        months: Number of monthly instalments.

    Returns:
        The instalment, the sum of all instalments, and how much of it is interest.

    Raises:
        ValueError: The amount is zero or 10^24 and more, months is below 1, or the rate is negative.

    Examples:
        >>> loan_payment(principal="100000", annual_rate=6, months=360)
        {'instalment': '599.55', 'total': '215838.19', 'interest': '115838.19'}
        >>> loan_payment(principal="0", annual_rate=6, months=360)
        Traceback (most recent call last):
        ValueError: an amount must be above zero, not 0

    See Also:
        falling_loan_payments: Equal parts of capital, so that instalments fall.
        loan_balance_after: What is still owed after some months.
        compound_interest: The growth of savings, not of a debt.
        annuity_present_value: What equal payments to come are worth now.
    """
    borrowed = _money(principal)
    if months < 1 or annual_rate < 0:
        raise ValueError("months must be at least 1 and annual_rate not negative")
    exact = _instalment(borrowed, _monthly(annual_rate), months)
    total = _cents(exact * months)
    return {"instalment": str(_cents(exact)), "total": str(total), "interest": str(total - borrowed)}


def falling_loan_payments(principal: Amount, annual_rate: Rate, months: Months) -> FallingLoan:
    """Compute the first and the last instalment of a loan of equal capital parts, and what the loan costs in all.

    Each month the same part of the capital is paid back, with interest on what is still owed, so instalments fall.

    Args:
        principal: Amount borrowed, above zero, a decimal number as text.
        annual_rate: Yearly interest in per cent; 7.5 means 7.5 %.
        months: Number of monthly instalments.

    Returns:
        The first and the last instalment, the sum of all, and how much of it is interest.

    Raises:
        ValueError: The amount is zero or 10^24 and more, months is below 1, or the rate is negative.

    Examples:
        >>> falling_loan_payments(principal="1200", annual_rate=12, months=12)
        {'first_instalment': '112.00', 'last_instalment': '101.00', 'total': '1278.00', 'interest': '78.00'}

    See Also:
        loan_payment: Equal instalments.
    """
    borrowed = _money(principal)
    if months < 1 or annual_rate < 0:
        raise ValueError("months must be at least 1 and annual_rate not negative")
    monthly = _monthly(annual_rate)
    interest = _cents(borrowed * monthly * (months + 1) / 2)
    return {
        "first_instalment": str(_cents(borrowed / months + borrowed * monthly)),
        "last_instalment": str(_cents(borrowed / months * (1 + monthly))),
        "total": str(borrowed + interest),
        "interest": str(interest),
    }


def loan_balance_after(
    principal: Amount, annual_rate: Rate, months: Months, paid_months: Annotated[int, Range(minimum=0, maximum=480)]
) -> LoanBalance:
    """Compute what is still owed of a loan with equal instalments after some of them were paid.

    Args:
        principal: Amount borrowed, above zero, a decimal number as text.
        annual_rate: Yearly interest in per cent.
        months: Number of monthly instalments in all.
        paid_months: How many instalments were paid, at most all.

    Returns:
        The sum of the paid instalments, and the capital that is still owed.

    Raises:
        ValueError: More instalments are paid than there are, or the amount or the rate is impossible.

    Examples:
        >>> loan_balance_after(principal="1200", annual_rate=0, months=12, paid_months=3)
        {'paid': '300.00', 'owed': '900.00'}
        >>> loan_balance_after(principal="1200", annual_rate=0, months=12, paid_months=13)
        Traceback (most recent call last):
        ValueError: paid_months must lie between 0 and the 12 months of the loan, not be 13

    See Also:
        loan_payment: The instalment and the whole cost.
    """
    borrowed = _money(principal)
    if months < 1 or annual_rate < 0:
        raise ValueError("months must be at least 1 and annual_rate not negative")
    if not 0 <= paid_months <= months:
        raise ValueError(f"paid_months must lie between 0 and the {months} months of the loan, not be {paid_months}")
    monthly = _monthly(annual_rate)
    instalment = _instalment(borrowed, monthly, months)
    left = months - paid_months
    owed = instalment * left if monthly == 0 else instalment * (1 - (1 + monthly) ** -left) / monthly
    return {"paid": str(_cents(instalment * paid_months)), "owed": str(_cents(owed))}


def compound_interest(
    principal: Amount,
    annual_rate: Rate,
    years: Annotated[int, Range(minimum=1, maximum=100)],
    periods_per_year: Literal[1, 2, 4, 12, 365] = 12,
) -> Savings:
    """Compute what savings grow to with compound interest, added once or several times a year.

    Args:
        principal: Amount saved, above zero, a decimal number as text.
        annual_rate: Yearly interest in per cent; 7.5 means 7.5 %.
        years: For how many whole years.
        periods_per_year: How often a year interest is added.

    Returns:
        The final amount, and how much of it is interest.

    Raises:
        ValueError: The amount is zero, or it or the result is 10^24 and more.

    Examples:
        >>> compound_interest(principal="1000", annual_rate=10, years=2, periods_per_year=1)
        {'final': '1210.00', 'interest': '210.00'}

    See Also:
        simple_interest: Interest that is not added to the capital, by days.
        annuity_future_value: Savings with regular payments.
        loan_payment: A debt, not savings.
        effective_annual_rate: The yearly rate, without an amount.
    """
    saved = _money(principal)
    growth = 1 + Decimal(str(annual_rate)) / 100 / periods_per_year
    final = _cents(saved * growth ** (periods_per_year * years))
    return {"final": str(final), "interest": str(final - saved)}


def simple_interest(
    principal: Amount,
    annual_rate: Rate,
    days: Annotated[int, Range(minimum=1, maximum=36500)],
    day_count: Literal[360, 365] = 365,
) -> Savings:
    """Compute interest for a number of days that is not added to the capital, such as for late payment.

    Args:
        principal: Amount that bears interest, above zero, a decimal number as text.
        annual_rate: Yearly interest in per cent.
        days: For how many days.
        day_count: Days that a year counts for.

    Returns:
        The amount with interest, and the interest.

    Raises:
        ValueError: The amount is zero or 10^24 and more, or days is below 1.

    Examples:
        >>> simple_interest(principal="1000", annual_rate=11.25, days=73)
        {'final': '1022.50', 'interest': '22.50'}

    See Also:
        compound_interest: Interest that is added to the capital, by years.
    """
    lent = _money(principal)
    if days < 1:
        raise ValueError(f"days must be at least 1, not {days}")
    interest = _cents(lent * Decimal(str(annual_rate)) * days / (100 * day_count))
    return {"final": str(lent + interest), "interest": str(interest)}


def effective_annual_rate(nominal_rate: Rate, periods_per_year: Literal[1, 2, 4, 12, 365]) -> float:
    """Compute the effective yearly rate of interest that is added several times a year, rounded half up to 0.0001 %.

    Args:
        nominal_rate: Nominal yearly rate in per cent.
        periods_per_year: How often a year interest is added.

    Returns:
        The effective rate in per cent.

    Raises:
        ValueError: The rate is negative.

    Examples:
        >>> effective_annual_rate(nominal_rate=12, periods_per_year=12)
        12.6825

    See Also:
        compound_interest: What an amount grows to at that rate.
        real_return_rate: What is left of a return after inflation.
    """
    if nominal_rate < 0:
        raise ValueError(f"the rate must not be negative, as {nominal_rate} is")
    growth = (1 + Decimal(str(nominal_rate)) / 100 / periods_per_year) ** periods_per_year
    return float(((growth - 1) * 100).quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP))


def split_vat(amount: Amount, rate: Literal[0, 5, 8, 23], amount_is: Literal["gross", "net"] = "gross") -> VatParts:
    """Split an amount into net, VAT and gross at a Polish VAT rate.

    Args:
        amount: The amount, above zero, a decimal number as text.
        rate: VAT rate in per cent.
        amount_is: Whether the amount is gross or net.

    Returns:
        Net amount, tax and gross amount; net and tax add up to gross.

    Raises:
        ValueError: The amount is zero or 10^24 and more.

    Examples:
        >>> split_vat(amount="123", rate=23)
        {'net': '100.00', 'vat': '23.00', 'gross': '123.00'}
        >>> split_vat(amount="100", rate=8, amount_is="net")
        {'net': '100.00', 'vat': '8.00', 'gross': '108.00'}

    See Also:
        total_polish_invoice: Several items at several rates.
        change_by_percent: Any other percentage on a number.
        undo_percent_change: Any other percentage in a number.
    """
    given = _money(amount)
    if amount_is == "gross":
        gross = given
        net = (gross * 100 / (100 + rate)).quantize(_CENT, rounding=ROUND_HALF_UP)
    else:
        net = given
        gross = (net * (100 + rate) / 100).quantize(_CENT, rounding=ROUND_HALF_UP)
    return {"net": str(net), "vat": str(gross - net), "gross": str(gross)}


def _instalment(borrowed: Decimal, monthly: Decimal, months: int) -> Decimal:
    return borrowed / months if monthly == 0 else borrowed * monthly / (1 - (1 + monthly) ** -months)


def _monthly(annual_rate: float) -> Decimal:
    """The monthly rate; one that is too small to matter is zero, because 1 + rate would lose it."""
    monthly = Decimal(str(annual_rate)) / 1200
    return Decimal(0) if monthly < Decimal("1e-15") else monthly


def _cents(amount: Decimal) -> Decimal:
    if amount >= _LARGEST:
        raise ValueError("the result is 10^24 or more")
    return amount.quantize(_CENT, rounding=ROUND_HALF_UP)


def _money(text: str) -> Decimal:
    if not text.replace(".", "", 1).isdecimal():
        raise ValueError(f"{text!r} is no amount; write one such as 1250.50")
    amount = Decimal(text)
    if amount <= 0:
        raise ValueError(f"an amount must be above zero, not {text}")
    if amount >= _LARGEST:
        raise ValueError("an amount must be below 10^24")
    return amount.quantize(_CENT)
