"""Money among people: bills, tips, shared expenses and cash.

Amounts are numbers in the currency's unit, rounded half to even to 0.01 before and after the computation.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Range

Money: TypeAlias = Annotated[float, Range(minimum=0.01, maximum=1000000)]
TipPercent: TypeAlias = Annotated[float, Range(minimum=0, maximum=100)]
Person: TypeAlias = Annotated[str, Length(minimum=1, maximum=60)]
Currency: TypeAlias = Literal["PLN", "EUR", "USD", "GBP"]

# Notes and coins in circulation, in hundredths, by the central banks.
_CASH = {
    "PLN": (50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
    "EUR": (20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
    "USD": (10000, 5000, 2000, 1000, 500, 100, 25, 10, 5, 1),
    "GBP": (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
}


class Tip(TypedDict):
    """A tip and the sum with it."""

    tip: float
    total: float


class Shares(TypedDict):
    """What each of the people pays, the larger shares first; together exactly the total."""

    total: float
    shares: list[float]


class OrderedItem(TypedDict):
    """Something on a bill and who had it.

    Attributes:
        person: Who had it.
        amount: Its price.
    """

    person: Person
    amount: Money


class PersonShare(TypedDict):
    """What somebody pays."""

    person: str
    amount: float


class Payment(TypedDict):
    """What somebody paid for all.

    Attributes:
        person: Who paid.
        amount: How much; 0 for somebody who paid nothing.
    """

    person: Person
    amount: Annotated[float, Range(minimum=0, maximum=1000000)]


class Transfer(TypedDict):
    """Who owes whom how much."""

    payer: str
    receiver: str
    amount: float


class Pieces(TypedDict):
    """So many notes or coins of one value."""

    value: float
    count: int


class CashPieces(TypedDict):
    """So many notes or coins of one value, as an argument.

    Attributes:
        value: Value of one note or coin.
        count: How many there are.
    """

    value: Annotated[float, Range(minimum=0.01, maximum=500)]
    count: Annotated[int, Range(minimum=1, maximum=100000)]


class Change(TypedDict):
    """The change and the notes and coins it is paid in."""

    change: float
    pieces: list[Pieces]


def compute_tip(bill: Money, tip_percent: TipPercent, round_total_up: bool = False) -> Tip:
    """Compute the tip on a bill that one person pays.

    Args:
        bill: Amount of the bill without a tip.
        tip_percent: Tip in percent of the bill.
        round_total_up: Whether the sum is rounded up to a whole unit; the tip grows by the difference.

    Returns:
        The tip, and the bill with it.

    Examples:
        >>> compute_tip(bill=86.5, tip_percent=10, round_total_up=True)
        {'tip': 9.5, 'total': 96.0}

    See Also:
        split_bill_evenly: Several people share the bill.
    """
    cents = _cents(bill)
    tip = _percent(cents, tip_percent)
    if round_total_up:
        tip += -(cents + tip) % 100
    return {"tip": tip / 100, "total": (cents + tip) / 100}


def split_bill_evenly(
    bill: Money, people: Annotated[int, Range(minimum=1, maximum=100)], tip_percent: TipPercent = 0
) -> Shares:
    """Split a bill into equal shares. Use it when everybody pays the same, whatever each one had.

    Shares differ by at most 0.01, so that they sum up to the total exactly.

    Args:
        bill: Amount of the bill without a tip.
        people: How many people pay.
        tip_percent: Tip in percent of the bill.

    Returns:
        The total with the tip, and a share for each person.

    Raises:
        ValueError: A share would be under 0.01.

    Examples:
        >>> split_bill_evenly(bill=100, people=3)
        {'total': 100.0, 'shares': [33.34, 33.33, 33.33]}

    See Also:
        split_bill_by_items: Everybody pays for what they had.
        settle_group_expenses: Several people have already paid something.
        compute_tip: One person pays.
    """
    cents = _cents(bill)
    total = cents + _percent(cents, tip_percent)
    if total < people:
        raise ValueError(f"{total / 100} cannot be split among {people} people in shares of at least 0.01")
    share, more = divmod(total, people)
    return {"total": total / 100, "shares": [(share + int(each < more)) / 100 for each in range(people)]}


def split_bill_by_items(
    items: Annotated[list[OrderedItem], Length(minimum=1, maximum=200)], tip_percent: TipPercent = 0
) -> list[PersonShare]:
    """Split a bill by what each person had. Use it when people pay for their own dishes.

    The tip is a percentage of each person's sum.

    Args:
        items: What was ordered, by whom, at what price.
        tip_percent: Tip in percent.

    Returns:
        Each person's amount with the tip, in the order in which people first occur.

    Examples:
        >>> split_bill_by_items(items=[{"person": "Ewa", "amount": 40}, {"person": "Jan", "amount": 25}])
        [{'person': 'Ewa', 'amount': 40.0}, {'person': 'Jan', 'amount': 25.0}]

    See Also:
        split_bill_evenly: Everybody pays the same.
    """
    sums: dict[str, int] = {}
    for each in items:
        sums[each["person"]] = sums.get(each["person"], 0) + _cents(each["amount"])
    return [{"person": name, "amount": (sums[name] + _percent(sums[name], tip_percent)) / 100} for name in sums]


def settle_group_expenses(payments: Annotated[list[Payment], Length(minimum=2, maximum=100)]) -> list[Transfer]:
    """Tell who has to pay whom after a trip or party so that all have paid the same. Use it when money was laid out.

    Everybody takes part once or more; somebody who paid nothing is listed with 0. The largest debt is always paid to
    the largest claim first. Cents that cannot be shared stay with those who are listed first.

    Args:
        payments: What each person laid out for all.

    Returns:
        The transfers; empty where nobody owes anything.

    Raises:
        ValueError: Only one person is named.

    Examples:
        >>> settle_group_expenses(payments=[{"person": "Ala", "amount": 90}, {"person": "Olek", "amount": 0}])
        [{'payer': 'Olek', 'receiver': 'Ala', 'amount': 45.0}]

    See Also:
        split_bill_evenly: Nobody has paid yet.
    """
    paid: dict[str, int] = {}
    for each in payments:
        paid[each["person"]] = paid.get(each["person"], 0) + _cents(each["amount"])
    if len(paid) < 2:
        raise ValueError("expenses are settled among at least 2 people; list those who paid nothing with amount 0")
    share, more = divmod(sum(paid.values()), len(paid))
    balances = [paid[name] - share - int(place < more) for place, name in enumerate(paid)]
    names = list(paid)
    transfers: list[Transfer] = []
    while max(balances) > 0:
        payer, receiver = balances.index(min(balances)), balances.index(max(balances))
        amount = min(balances[receiver], -balances[payer])
        balances[payer] += amount
        balances[receiver] -= amount
        transfers.append({"payer": names[payer], "receiver": names[receiver], "amount": amount / 100})
    return transfers


def break_into_denominations(amount: Money, currency: Currency) -> list[Pieces]:
    """Pay an amount in as few notes and coins in circulation as possible.

    Args:
        amount: Amount to pay in cash.
        currency: ISO 4217 code.

    Returns:
        Notes and coins from the largest; values in the currency's unit.

    Examples:
        >>> break_into_denominations(amount=90.5, currency="PLN")
        [{'value': 50.0, 'count': 1}, {'value': 20.0, 'count': 2}, {'value': 0.5, 'count': 1}]

    See Also:
        count_cash: The sum of notes and coins that you have.
        give_change: The customer gave more than the price.
    """
    return _pieces(_cents(amount), currency)


def count_cash(pieces: Annotated[list[CashPieces], Length(minimum=1, maximum=30)], currency: Currency) -> float:
    """Add up notes and coins.

    Args:
        pieces: How many of each value.
        currency: ISO 4217 code.

    Returns:
        The sum in the currency's unit.

    Raises:
        ValueError: The currency has no such note or coin in circulation.

    Examples:
        >>> count_cash(pieces=[{"value": 200, "count": 3}, {"value": 0.5, "count": 5}], currency="PLN")
        602.5
        >>> count_cash(pieces=[{"value": 25, "count": 1}], currency="PLN")
        Traceback (most recent call last):
        ValueError: there is no note or coin of 25 PLN

    See Also:
        break_into_denominations: Notes and coins for an amount.
    """
    for each in pieces:
        if _cents(each["value"]) not in _CASH[currency] or round(each["value"], 2) != each["value"]:
            raise ValueError(f"there is no note or coin of {each['value']} {currency}")
    return sum([_cents(each["value"]) * each["count"] for each in pieces]) / 100


def give_change(price: Money, paid: Money, currency: Currency) -> Change:
    """Compute the change for a customer who pays more than the price, in as few notes and coins as possible.

    Args:
        price: What is to be paid.
        paid: What the customer gives.
        currency: ISO 4217 code.

    Returns:
        The change and its notes and coins.

    Raises:
        ValueError: The customer gives too little.

    Examples:
        >>> give_change(price=17.3, paid=20, currency="EUR")
        {'change': 2.7,
         'pieces': [{'value': 2.0, 'count': 1}, {'value': 0.5, 'count': 1}, {'value': 0.2, 'count': 1}]}
        >>> give_change(price=17.3, paid=15, currency="EUR")
        Traceback (most recent call last):
        ValueError: 15 EUR do not cover the price of 17.3 EUR

    See Also:
        break_into_denominations: Notes and coins for a given amount.
    """
    change = _cents(paid) - _cents(price)
    if change < 0:
        raise ValueError(f"{paid} {currency} do not cover the price of {price} {currency}")
    return {"change": change / 100, "pieces": _pieces(change, currency)}


def _pieces(cents: int, currency: str) -> list[Pieces]:
    found: list[Pieces] = []
    for value in _CASH[currency]:
        count, cents = divmod(cents, value)
        if count:
            found.append({"value": value / 100, "count": count})
    return found


def _cents(amount: float) -> int:
    return int(Decimal(str(amount)).quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN) * 100)


def _percent(cents: int, percent: float) -> int:
    return int((cents * Decimal(str(percent)) / 100).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
