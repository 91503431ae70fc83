"""The state of the bank, the objects of its methods, and the rules of payments. No functions of the catalog."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypeAlias, TypedDict

from function_impls.constraints import Format, Pattern, Range
from function_impls.model import Json
from function_impls.worlds import read_world, sound

Currency: TypeAlias = Literal["PLN", "EUR", "USD", "GBP"]
AccountNumber: TypeAlias = Annotated[str, Pattern(r"^ACC-[0-9]{4}$")]
CardNumber: TypeAlias = Annotated[str, Pattern(r"^CARD-[0-9]{4}$")]
LastFour: TypeAlias = Annotated[str, Pattern(r"^[0-9]{4}$")]
Iban: TypeAlias = Annotated[str, Pattern(r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$")]
Amount: TypeAlias = Annotated[int, Range(minimum=1)]
BlockReason: TypeAlias = Literal["lost", "stolen", "misused"]
Day: TypeAlias = Annotated[str, Format("date")]


class AccountBalance(TypedDict):
    """What an account holds."""

    account: str
    currency: Currency
    balance: int


class NewBalance(TypedDict):
    """What an account holds after a payment in cash."""

    account: str
    balance: int


class Transfer(TypedDict):
    """Money that was moved between two accounts."""

    source: str
    target: str
    amount: int
    source_balance: int


class Transaction(TypedDict):
    """One line of a statement; ``amount`` is negative where money left the account."""

    account: str
    kind: str
    amount: int
    title: str


class Statement(TypedDict):
    """The latest transactions of an account, newest first."""

    account: str
    transactions: list[Transaction]


class Payment(TypedDict):
    """Money that was sent to another bank."""

    source: str
    iban: str
    amount: int
    source_balance: int


class StandingOrder(TypedDict):
    """A monthly transfer that is to come."""

    order: str
    amount: int
    next_payment: Day


class CardStatus(TypedDict):
    """A card after a change."""

    card: str
    status: Literal["suspended", "blocked"]


class _Account(TypedDict):
    owner: str
    currency: Currency
    balance: int
    iban: NotRequired[str]
    daily_limit: NotRequired[int]
    spent_today: NotRequired[int]


class _Card(TypedDict):
    account: str
    last_four: LastFour
    status: Literal["active", "suspended", "blocked"]
    reason: NotRequired[BlockReason]


class _Payee(TypedDict):
    name: str
    currency: Currency


class _Order(TypedDict):
    source: str
    target: str
    amount: Amount
    next_payment: Day


class _World(TypedDict):
    accounts: dict[str, _Account]
    transactions: NotRequired[list[Transaction]]
    cards: NotRequired[dict[str, _Card]]
    payees: NotRequired[dict[str, _Payee]]
    standing_orders: NotRequired[dict[str, _Order]]
    today: NotRequired[Day]
    cash_step: NotRequired[int]
    cash_limit: NotRequired[int]


class BankWorld:
    """The state of a bank, and what its rules do not allow.

    It needs ``{"accounts": {"ACC-1001": {"owner", "currency", "balance"}}}``; limits, cards, payees of other banks and
    standing orders may stand beside them. Without limits none is kept.
    """

    def __init__(self) -> None:
        self.load_state(read_world("bank"))

    def load_state(self, state: Json) -> None:
        """Replace the world. Raises ValueError where a balance is no whole number or a card has no account."""
        world: _World = sound(state, _World)
        accounts = world["accounts"]
        cards, orders = world.get("cards", {}), world.get("standing_orders", {})
        if any(card["account"] not in accounts for card in cards.values()):
            raise ValueError("a card belongs to an account that is not there")
        if any({order["source"], order["target"]} - accounts.keys() for order in orders.values()):
            raise ValueError("a standing order names an account that is not there")
        self._accounts = accounts
        self._transactions = world.get("transactions", [])
        self._cards = cards
        self._payees = world.get("payees", {})
        self._orders = orders
        self._today = world.get("today", "2025-01-01")
        self._cash_step = world.get("cash_step", 1)
        self._cash_limit = world.get("cash_limit")

    def dump_state(self) -> Json:
        """Give the whole state, as ``load_state`` takes it."""
        limit = {} if self._cash_limit is None else {"cash_limit": self._cash_limit}
        state = {
            "accounts": self._accounts,
            "transactions": self._transactions,
            "cards": self._cards,
            "payees": self._payees,
            "standing_orders": self._orders,
            "today": self._today,
            "cash_step": self._cash_step,
            **limit,
        }
        return sound(state, _World)

    def _cash_problem(self, account: str, amount: int) -> str | None:
        _check_amount(amount)
        if account not in self._accounts:
            return f"no account {account!r}"
        if amount % self._cash_step:
            return f"cash comes in multiples of {self._cash_step}, not {amount}"
        if self._cash_limit is not None and amount > self._cash_limit:
            return f"at most {self._cash_limit} in cash at once, not {amount}"
        return None

    def _spend_problem(self, account: str, amount: int) -> str | None:
        _check_amount(amount)
        found = self._accounts[account]
        if found["balance"] < amount:
            return f"account {account!r} holds {found['balance']}, less than {amount}"
        limit = found.get("daily_limit")
        left = 0 if limit is None else limit - found.get("spent_today", 0)
        return f"only {left} of the daily limit of {limit} is left" if limit is not None and amount > left else None

    def _pair_problem(self, source: str, target: str) -> str | None:
        if source == target:
            return "source and target are the same account"
        for name in (source, target):
            if name not in self._accounts:
                return f"no account {name!r}"
        paying, receiving = self._accounts[source]["currency"], self._accounts[target]["currency"]
        return None if paying == receiving else f"currencies differ: {paying} and {receiving}"

    def _iban_problem(self, source: str, iban: str, recipient: str, currency: str) -> str | None:
        if int("".join(str(int(each, 36)) for each in iban[4:] + iban[:4])) % 97 != 1:
            return f"the check digits of IBAN {iban} are wrong"
        if any(account.get("iban") == iban for account in self._accounts.values()):
            return f"IBAN {iban} is at this bank; use transfer_money"
        payee = self._payees.get(iban)
        if payee is None:
            return f"no bank knows an account with IBAN {iban}"
        if payee["name"].casefold() != recipient.casefold():
            return f"the account is not held by {recipient!r}"
        if source not in self._accounts:
            return f"no account {source!r}"
        paying = self._accounts[source]["currency"]
        agreed = paying == currency == payee["currency"]
        return None if agreed else f"currencies differ: {paying}, {currency} and {payee['currency']}"

    def _order_problem(self, source: str, amount: int, day_of_month: int, first_payment: str) -> str | None:
        if int(first_payment[-2:]) != day_of_month:
            return f"the first payment {first_payment} does not fall on day {day_of_month}"
        if first_payment <= self._today:
            return f"the first payment {first_payment} must lie after {self._today}"
        limit = self._accounts[source].get("daily_limit")
        return f"{amount} is over the daily limit of {limit}" if limit is not None and amount > limit else None

    def _spend(self, kind: str, account: str, amount: int, title: str) -> None:
        found = self._accounts[account]
        found["balance"] -= amount
        if "daily_limit" in found:
            found["spent_today"] = found.get("spent_today", 0) + amount
        self._note(kind, account, -amount, title)

    def _note(self, kind: str, account: str, amount: int, title: str) -> None:
        self._transactions.append({"account": account, "kind": kind, "amount": amount, "title": title})


def _check_amount(amount: int) -> None:
    if amount < 1:
        raise ValueError(f"amount must be at least 1 minor unit, not {amount}")
