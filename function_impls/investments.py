"""Investments: present values, rates of return, savings plans and growth. Amounts are numbers in one currency."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Range

Money: TypeAlias = Annotated[float, Range(minimum=0.01, maximum=1_000_000_000_000)]
Flow: TypeAlias = Annotated[float, Range(minimum=-1_000_000_000_000, maximum=1_000_000_000_000)]
Flows: TypeAlias = Annotated[list[Flow], Length(minimum=2, maximum=100)]
Rate: TypeAlias = Annotated[float, Range(minimum=0, maximum=100)]
Periods: TypeAlias = Annotated[int, Range(minimum=1, maximum=600)]


class SavingsPlan(TypedDict):
    """What regular payments come to."""

    paid_in: float
    interest: float
    final: float


class Payback(TypedDict):
    """When an investment has earned what it cost; null where it never does."""

    periods: float | None
    surplus: float


def net_present_value(rate_percent: Annotated[float, Range(minimum=-99, maximum=1000)], cash_flows: Flows) -> float:
    """Compute the net present value of cash flows at equal intervals, rounded to 0.01.

    The first flow is now and is not discounted, unlike in the NPV function of spreadsheets.

    Args:
        rate_percent: Discount rate for one interval, in per cent.
        cash_flows: Amounts in order of time, the first now; what is paid is negative.

    Returns:
        The present value; above zero where the investment earns more than the rate.

    Raises:
        ValueError: The rate is -100 % or less, or the result is over 10^15.

    Examples:
        >>> net_present_value(rate_percent=10, cash_flows=[-1000, 500, 500, 500])
        243.43

    See Also:
        internal_rate_of_return: The rate at which the present value is zero.
        annuity_present_value: Equal payments only.
        find_payback_period: After how long the cost is earned.
    """
    if rate_percent <= -100:
        raise ValueError(f"the rate must be above -100 %, not {rate_percent}")
    return _cents(_present_value(cash_flows, 1 + rate_percent / 100))


def internal_rate_of_return(cash_flows: Flows) -> float:
    """Compute the rate of return at which cash flows at equal intervals have a present value of zero.

    Args:
        cash_flows: Amounts in order of time, the first now. Their sign must change exactly once, such as from one
            payment to several returns, so that there is one rate only.

    Returns:
        The rate for one interval in per cent, from -99 to 1000, rounded to 0.0001.

    Raises:
        ValueError: The sign does not change exactly once, or the rate is not between -99 % and 1000 %.

    Examples:
        >>> internal_rate_of_return(cash_flows=[-1000, 500, 500, 500])
        23.3752
        >>> internal_rate_of_return(cash_flows=[1000, 500])
        Traceback (most recent call last):
        ValueError: the sign of the cash flows must change exactly once, not 0 times

    See Also:
        net_present_value: The value at a known rate.
        annual_growth_rate: Only a start and an end, without flows between them.
    """
    signs = [each > 0 for each in cash_flows if each]
    changes = sum(before != after for before, after in pairwise(signs))
    if changes != 1:
        raise ValueError(f"the sign of the cash flows must change exactly once, not {changes} times")
    low, high = 0.01, 11.0
    rising = _present_value(cash_flows, high) > _present_value(cash_flows, low)
    if (_present_value(cash_flows, low) > 0) == (_present_value(cash_flows, high) > 0):
        raise ValueError("the rate of return does not lie between -99 % and 1000 %")
    for _ in range(100):
        middle = (low + high) / 2
        if (_present_value(cash_flows, middle) > 0) == rising:
            high = middle
        else:
            low = middle
    return round((low - 1) * 100, 4) + 0.0


def find_payback_period(investment: Money, cash_flows: Flows, rate_percent: Rate = 0) -> Payback:
    """Find after how many intervals an investment has earned what it cost, within an interval by straight line.

    Args:
        investment: What is paid at the start.
        cash_flows: What comes back at the end of each interval, in order.
        rate_percent: Discount rate for one interval in per cent; 0 for the simple period.

    Returns:
        The number of intervals rounded to 0.01 (null where the flows do not suffice), and what all flows earn more
        than the investment, rounded to 0.01 and discounted too.

    Raises:
        ValueError: The investment is not above zero, the rate is negative, or the result is over 10^15.

    Examples:
        >>> find_payback_period(investment=1000, cash_flows=[400, 400, 400])
        {'periods': 2.5, 'surplus': 200.0}

    See Also:
        net_present_value: The value, not the time.
        find_break_even: Units to sell, not time.
    """
    if investment <= 0 or rate_percent < 0:
        raise ValueError("the investment must be above zero, and the rate not negative")
    owed = float(investment)
    periods: float | None = None
    for number, flow in enumerate(cash_flows):
        present = flow / (1 + rate_percent / 100) ** (number + 1)
        if periods is None and present >= owed - 1e-9 and present > 0:
            periods = round(number + max(owed, 0.0) / present, 2)
        owed -= present
    return {"periods": periods, "surplus": _cents(-owed)}


def annuity_future_value(
    payment: Money, rate_percent: Rate, periods: Periods, timing: Literal["end", "start"] = "end"
) -> SavingsPlan:
    """Compute what equal regular payments grow to with compound interest, rounded to 0.01.

    Args:
        payment: Amount that is paid in each interval.
        rate_percent: Interest for one interval in per cent: for months a twelfth of the yearly rate.
        periods: How many payments.
        timing: Whether each payment is made at the end or at the start of its interval.

    Returns:
        What was paid in, the interest, and what there is at the end of the last interval.

    Raises:
        ValueError: The rate is negative, there is no payment, or the result is over 10^15.

    Examples:
        >>> annuity_future_value(payment=100, rate_percent=10, periods=3)
        {'paid_in': 300.0, 'interest': 31.0, 'final': 331.0}

    See Also:
        annuity_present_value: What the payments are worth now.
        compound_interest: A single payment.
    """
    _check_plan(payment, rate_percent, periods)
    growth = 1 + rate_percent / 100
    final = _cents(payment * _series(growth, periods) * (growth if timing == "start" else 1))
    paid_in = _cents(payment * periods)
    return {"paid_in": paid_in, "interest": _cents(final - paid_in), "final": final}


def annuity_present_value(
    payment: Money, rate_percent: Rate, periods: Periods, timing: Literal["end", "start"] = "end"
) -> float:
    """Compute what equal regular payments in the future are worth now, rounded to 0.01.

    Args:
        payment: Amount of each payment.
        rate_percent: Discount rate for one interval in per cent.
        periods: How many payments.
        timing: Whether each payment is made at the end or at the start of its interval.

    Returns:
        The present value: also what can be borrowed now for these instalments.

    Raises:
        ValueError: The rate is negative, there is no payment, or the result is over 10^15.

    Examples:
        >>> annuity_present_value(payment=100, rate_percent=10, periods=3)
        248.69

    See Also:
        annuity_future_value: What they grow to.
        net_present_value: Unequal payments.
        loan_payment: The instalment of a known loan.
    """
    _check_plan(payment, rate_percent, periods)
    growth = 1 + rate_percent / 100
    return _cents(payment * _series(1 / growth, periods) / (1 if timing == "start" else growth))


def annual_growth_rate(
    start_value: Money, end_value: Money, years: Annotated[float, Range(minimum=0.1, maximum=200)]
) -> float:
    """Compute the compound annual growth rate (CAGR) between two values, rounded to 0.0001 per cent.

    Args:
        start_value: Value at the start.
        end_value: Value at the end.
        years: Years between them; parts of a year are allowed.

    Returns:
        The yearly growth in per cent; negative where the value fell.

    Raises:
        ValueError: A value or the years are not above zero, or the rate is over 10^12 per cent.

    Examples:
        >>> annual_growth_rate(start_value=1000, end_value=1210, years=2)
        10.0

    See Also:
        percent_change: The whole change, not by year.
        internal_rate_of_return: With payments in between.
        depreciate_asset: Depreciation year by year, as accounting has it.
    """
    if min(start_value, end_value, years) <= 0:
        raise ValueError("values and years must be above zero")
    exponent = math.log(end_value / start_value) / years
    if exponent > 23:
        raise ValueError("the rate is over 10^12 per cent")
    return round(math.expm1(exponent) * 100, 4) + 0.0


def real_return_rate(
    nominal_percent: Annotated[float, Range(minimum=-99, maximum=1000)],
    inflation_percent: Annotated[float, Range(minimum=-50, maximum=1000)],
) -> float:
    """Compute the rate of return that is left after inflation (Fisher's equation), rounded to 0.0001 per cent.

    Args:
        nominal_percent: The nominal return in per cent.
        inflation_percent: The inflation of the same time in per cent.

    Returns:
        The real return in per cent.

    Raises:
        ValueError: Inflation is -100 % or less.

    Examples:
        >>> real_return_rate(nominal_percent=7, inflation_percent=3)
        3.8835

    See Also:
        effective_annual_rate: Interest that is added several times a year, not inflation.
    """
    if inflation_percent <= -100:
        raise ValueError(f"inflation must be above -100 %, not {inflation_percent}")
    return round((nominal_percent - inflation_percent) / (1 + inflation_percent / 100), 4) + 0.0


def _present_value(flows: list[float], growth: float) -> float:
    return math.fsum(flow * growth**-number for number, flow in enumerate(flows))


def _series(ratio: float, terms: int) -> float:
    """The sum of 1, ratio, ratio^2 ... with so many terms."""
    return math.fsum(ratio**number for number in range(terms))


def _check_plan(payment: float, rate_percent: float, periods: int) -> None:
    if payment <= 0 or rate_percent < 0 or not 1 <= periods <= 600:
        raise ValueError("the payment must be above zero, the rate not negative, and periods between 1 and 600")


def _cents(amount: float) -> float:
    if abs(amount) > 1e15:
        raise ValueError("the result is over 10^15")
    return round(amount, 2) + 0.0
