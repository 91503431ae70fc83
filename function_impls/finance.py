"""Loans, interest and VAT. Money is a decimal number as text; results are rounded half up to 0.01."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from function_impls.model import Json

_CENT = Decimal("0.01")


def loan_payment(principal: str, annual_rate: float, months: int) -> dict[str, Json]:
    """Compute the equal monthly instalment of a loan and what it costs in all.

    Args:
        principal: Amount borrowed.
        annual_rate: Yearly interest in per cent; 7.5 means 7.5 %.
        months: Number of instalments.
    """
    borrowed = _money(principal)
    if months < 1 or annual_rate < 0:
        raise ValueError("months must be at least 1 and annual_rate not negative")
    monthly = Decimal(str(annual_rate)) / 1200
    exact = borrowed / months if monthly == 0 else borrowed * monthly / (1 - (1 + monthly) ** -months)
    instalment = exact.quantize(_CENT, rounding=ROUND_HALF_UP)
    total = (exact * months).quantize(_CENT, rounding=ROUND_HALF_UP)
    return {"instalment": str(instalment), "total": str(total), "interest": str(total - borrowed)}


def compound_interest(principal: str, annual_rate: float, years: int, periods_per_year: int = 12) -> dict[str, Json]:
    """Compute what savings grow to when interest is added several times a year.

    Args:
        principal: Amount saved.
        annual_rate: Yearly interest in per cent.
        years: For how many whole years.
        periods_per_year: How often a year interest is added: 1, 2, 4, 12 or 365.
    """
    saved = _money(principal)
    growth = 1 + Decimal(str(annual_rate)) / 100 / periods_per_year
    final = (saved * growth ** (periods_per_year * years)).quantize(_CENT, rounding=ROUND_HALF_UP)
    return {"final": str(final), "interest": str(final - saved)}


def split_vat(amount: str, rate: int, amount_is: str = "gross") -> dict[str, Json]:
    """Split an amount into net, VAT and gross at a Polish VAT rate.

    Args:
        amount: The amount.
        rate: VAT rate in per cent: 0, 5, 8 or 23.
        amount_is: Whether the amount is gross or net.
    """
    given = _money(amount)
    if amount_is == "gross":
        gross = given
        net = (gross * 100 / (100 + rate)).quantize(_CENT, rounding=ROUND_HALF_UP)
    else:
        net = given
        gross = (net * (100 + rate) / 100).quantize(_CENT, rounding=ROUND_HALF_UP)
    return {"net": str(net), "vat": str(gross - net), "gross": str(gross)}


def _money(text: str) -> Decimal:
    amount = Decimal(text)
    if amount <= 0:
        raise ValueError(f"an amount must be above zero, not {text}")
    return amount.quantize(_CENT)
