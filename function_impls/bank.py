"""A bank with accounts in several currencies. Money is whole minor units (grosze, cents), never a float."""

from __future__ import annotations

from function_impls.model import Json, Result, failure

CURRENCIES = ("PLN", "EUR", "USD", "GBP")


class Bank:
    """Accounts and their transactions; state is ``{"accounts": {"ACC-1001": {"owner", "currency", "balance"}}}``."""

    def __init__(self) -> None:
        self._accounts: dict[str, dict[str, Json]] = {}
        self._transactions: list[dict[str, Json]] = []

    def load_state(self, state: Json) -> None:
        """Replace all accounts. Raises ValueError where a balance is no whole number or a currency is unknown."""
        for name, account in state["accounts"].items():
            if not isinstance(account["balance"], int) or account["currency"] not in CURRENCIES:
                raise ValueError(f"account {name!r} needs a whole-number balance and a known currency")
        self._accounts = {name: dict(account) for name, account in state["accounts"].items()}
        self._transactions = [dict(each) for each in state.get("transactions", [])]

    def open_account(self, owner: str, currency: str) -> Result:
        """Open an empty account.

        Args:
            owner: Full name of the owner.
            currency: PLN, EUR, USD or GBP.
        """
        if currency not in CURRENCIES:
            raise ValueError(f"unknown currency {currency!r}")
        number = 1 + max((int(name.rpartition("-")[2]) for name in self._accounts), default=1000)
        name = f"ACC-{number}"
        self._accounts[name] = {"owner": owner, "currency": currency, "balance": 0}
        return {"account": name, "currency": currency, "balance": 0}

    def get_balance(self, account: str) -> Result:
        """Tell what an account holds.

        Args:
            account: Account number, such as ACC-1001.
        """
        found = self._accounts.get(account)
        if found is None:
            return failure(f"no account {account!r}")
        return {"account": account, "currency": found["currency"], "balance": found["balance"]}

    def deposit_money(self, account: str, amount: int) -> Result:
        """Pay money into an account.

        Args:
            account: Account number.
            amount: Amount in minor units.
        """
        _check_amount(amount)
        found = self._accounts.get(account)
        if found is None:
            return failure(f"no account {account!r}")
        found["balance"] += amount
        self._note("deposit", account, amount, "")
        return {"account": account, "balance": found["balance"]}

    def withdraw_money(self, account: str, amount: int) -> Result:
        """Pay money out of an account; it cannot be overdrawn.

        Args:
            account: Account number.
            amount: Amount in minor units.
        """
        _check_amount(amount)
        found = self._accounts.get(account)
        if found is None:
            return failure(f"no account {account!r}")
        if found["balance"] < amount:
            return failure(f"account {account!r} holds {found['balance']}, less than {amount}")
        found["balance"] -= amount
        self._note("withdrawal", account, -amount, "")
        return {"account": account, "balance": found["balance"]}

    def transfer_money(self, source: str, target: str, amount: int, title: str = "") -> Result:
        """Move money between two accounts of one currency.

        Args:
            source: Account that pays.
            target: Account that receives.
            amount: Amount in minor units.
            title: Text on the statement.
        """
        _check_amount(amount)
        if source == target:
            return failure("source and target are the same account")
        for name in (source, target):
            if name not in self._accounts:
                return failure(f"no account {name!r}")
        paying, receiving = self._accounts[source], self._accounts[target]
        if paying["currency"] != receiving["currency"]:
            return failure(f"currencies differ: {paying['currency']} and {receiving['currency']}")
        if paying["balance"] < amount:
            return failure(f"account {source!r} holds {paying['balance']}, less than {amount}")
        paying["balance"] -= amount
        receiving["balance"] += amount
        self._note("transfer", source, -amount, title)
        self._note("transfer", target, amount, title)
        return {"source": source, "target": target, "amount": amount, "source_balance": paying["balance"]}

    def list_transactions(self, account: str, limit: int = 10) -> Result:
        """List what happened on an account, newest first.

        Args:
            account: Account number.
            limit: At most so many transactions.
        """
        if account not in self._accounts:
            return failure(f"no account {account!r}")
        own = [dict(each) for each in reversed(self._transactions) if each["account"] == account]
        return {"account": account, "transactions": own[:limit]}

    def _note(self, kind: str, account: str, amount: int, title: str) -> None:
        self._transactions.append({"account": account, "kind": kind, "amount": amount, "title": title})


def _check_amount(amount: int) -> None:
    if amount < 1:
        raise ValueError(f"amount must be at least 1 minor unit, not {amount}")
