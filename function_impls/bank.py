"""A bank with accounts in several currencies. Money is whole minor units (grosze, cents), never a float."""

from __future__ import annotations

from typing import Annotated

from function_impls import bank_world as world
from function_impls.bank_world import AccountNumber, Amount, BankWorld, Currency
from function_impls.constraints import Length, Range
from function_impls.model import Failure, effect, failure
from function_impls.worlds import fresh_id


class Bank(BankWorld):
    """Accounts, cards and payments; see ``BankWorld`` for the state."""

    @effect("non_idempotent")
    def open_account(
        self, owner: Annotated[str, Length(minimum=3)], currency: Currency
    ) -> world.AccountBalance | Failure:
        """Open an empty bank account.

        Args:
            owner: Full name of the owner.
            currency: Currency of the account.

        Returns:
            The number of the new account, one above the highest so far, and its balance of 0.

        Errors:
            no account number is left: The highest number is taken.

        Examples:
            >>> open_account(owner="Nina Cole", currency="GBP")
            {'account': 'ACC-6149', 'currency': 'GBP', 'balance': 0}
        """
        if currency not in ("PLN", "EUR", "USD", "GBP"):
            raise ValueError(f"unknown currency {currency!r}")
        number = 1 + max((int(name.rpartition("-")[2]) for name in self._accounts), default=1000)
        if number > 9999:
            return failure("no account number is left")
        name = f"ACC-{number}"
        self._accounts[name] = {"owner": owner, "currency": currency, "balance": 0}
        return {"account": name, "currency": currency, "balance": 0}

    @effect("read_only")
    def get_balance(self, account: AccountNumber) -> world.AccountBalance | Failure:
        """Tell what a bank account holds.

        Amounts are in minor units (grosze, cents): 12.50 is 1250.

        Args:
            account: Account number, such as ACC-1001.

        Returns:
            The account with its currency and balance.

        Errors:
            no account '.*': The account is unknown.

        Examples:
            >>> get_balance(account="ACC-1042")
            {'account': 'ACC-1042', 'currency': 'PLN', 'balance': 1254030}
            >>> get_balance(account="ACC-1043")
            {'error': "no account 'ACC-1043'"}

        See Also:
            list_transactions: What happened on the account, not what it holds.
        """
        found = self._accounts.get(account)
        if found is None:
            return failure(f"no account {account!r}")
        return {"account": account, "currency": found["currency"], "balance": found["balance"]}

    @effect("non_idempotent")
    def deposit_money(self, account: AccountNumber, amount: Amount) -> world.NewBalance | Failure:
        r"""Pay cash into a bank account.

        Cash machines may take whole notes only and have a limit for one deposit.

        Args:
            account: Account number, such as ACC-1001.
            amount: Amount in minor units (grosze, cents): 12.50 is 1250.

        Returns:
            The account and its new balance.

        Errors:
            no account '.*': The account is unknown.
            cash comes in multiples of \d+, not \d+: The amount cannot be made of notes.
            at most \d+ in cash at once, not \d+: The amount is over the limit for cash.

        Examples:
            >>> deposit_money(account="ACC-2069", amount=50000)
            {'account': 'ACC-2069', 'balance': 148010}
            >>> deposit_money(account="ACC-2069", amount=50001)
            {'error': 'cash comes in multiples of 1000, not 50001'}

        See Also:
            withdraw_money: Takes cash out.
            transfer_money: Moves money from another account, without cash.
        """
        if problem := self._cash_problem(account, amount):
            return failure(problem)
        found = self._accounts[account]
        found["balance"] += amount
        self._note("deposit", account, amount, "")
        return {"account": account, "balance": found["balance"]}

    @effect("non_idempotent")
    def withdraw_money(self, account: AccountNumber, amount: Amount) -> world.NewBalance | Failure:
        r"""Pay cash out of a bank account, which cannot be overdrawn.

        Cash machines may give whole notes only; a withdrawal counts towards the account's daily limit.

        Args:
            account: Account number, such as ACC-1001.
            amount: Amount in minor units (grosze, cents): 12.50 is 1250.

        Returns:
            The account and its new balance.

        Errors:
            no account '.*': The account is unknown.
            cash comes in multiples of \d+, not \d+: The amount cannot be made of notes.
            at most \d+ in cash at once, not \d+: The amount is over the limit for cash.
            account '.*' holds -?\d+, less than \d+: The balance is too low.
            only -?\d+ of the daily limit of \d+ is left: The account's daily limit would be passed.

        Examples:
            >>> withdraw_money(account="ACC-1042", amount=20000)
            {'account': 'ACC-1042', 'balance': 1234030}
            >>> withdraw_money(account="ACC-3491", amount=70000)
            {'error': "account 'ACC-3491' holds 60000, less than 70000"}

        See Also:
            deposit_money: Pays cash in.
            transfer_money: Moves money to another account, without cash.
        """
        problem = self._cash_problem(account, amount) or self._spend_problem(account, amount)
        if problem is not None:
            return failure(problem)
        self._spend("withdrawal", account, amount, "")
        return {"account": account, "balance": self._accounts[account]["balance"]}

    @effect("non_idempotent")
    def transfer_money(
        self,
        source: AccountNumber,
        target: AccountNumber,
        amount: Amount,
        title: Annotated[str, Length(maximum=140)] = "",
    ) -> world.Transfer | Failure:
        r"""Move money once and at once between two accounts of this bank that have one currency.

        Use pay_to_iban for an account at another bank and create_standing_order for a transfer every month.

        Args:
            source: Account that pays.
            target: Account that receives.
            amount: Amount in minor units (grosze, cents): 12.50 is 1250.
            title: Text on the statement.

        Returns:
            The transfer and what the paying account holds after it.

        Errors:
            source and target are the same account: Nothing would move.
            no account '.*': One of the accounts is unknown.
            currencies differ.*: The accounts hold different currencies.
            account '.*' holds -?\d+, less than \d+: The balance is too low.
            only -?\d+ of the daily limit of \d+ is left: The account's daily limit would be passed.

        Examples:
            >>> transfer_money(source="ACC-1042", target="ACC-4280", amount=85000, title="czynsz")
            {'source': 'ACC-1042', 'target': 'ACC-4280', 'amount': 85000, 'source_balance': 1169030}
            >>> transfer_money(source="ACC-1042", target="ACC-1187", amount=85000)
            {'error': 'currencies differ: PLN and EUR'}

        See Also:
            pay_to_iban: For an account at another bank.
            create_standing_order: For a transfer every month.
            deposit_money: Pays cash in.
            withdraw_money: Pays cash out.
        """
        if problem := self._pair_problem(source, target) or self._spend_problem(source, amount):
            return failure(problem)
        self._spend("transfer", source, amount, title)
        self._accounts[target]["balance"] += amount
        self._note("transfer", target, amount, title)
        balance = self._accounts[source]["balance"]
        return {"source": source, "target": target, "amount": amount, "source_balance": balance}

    @effect("read_only")
    def list_transactions(
        self, account: AccountNumber, limit: Annotated[int, Range(minimum=1, maximum=100)] = 10
    ) -> world.Statement | Failure:
        """List what happened on a bank account, newest first.

        Args:
            account: Account number, such as ACC-1001.
            limit: At most so many transactions.

        Returns:
            The account and its transactions; amounts are in minor units, negative where money left.

        Errors:
            no account '.*': The account is unknown.

        Examples:
            >>> list_transactions(account="ACC-2758")
            {'account': 'ACC-2758', 'transactions': []}
            >>> list_transactions(account="ACC-2759")
            {'error': "no account 'ACC-2759'"}

        See Also:
            get_balance: What the account holds now.
        """
        if account not in self._accounts:
            return failure(f"no account {account!r}")
        own = [each.copy() for each in reversed(self._transactions) if each["account"] == account]
        return {"account": account, "transactions": own[:limit]}

    @effect("non_idempotent")
    def pay_to_iban(
        self,
        source: AccountNumber,
        iban: world.Iban,
        recipient: Annotated[str, Length(minimum=3, maximum=80)],
        amount: Amount,
        currency: Currency,
        title: Annotated[str, Length(minimum=1, maximum=140)],
    ) -> world.Payment | Failure:
        r"""Send money to an account at another bank, named by its IBAN and the name of its holder, which must agree.

        Use transfer_money where both accounts are at this bank.

        Args:
            source: Account that pays.
            iban: IBAN of the recipient, without spaces.
            recipient: Name of the holder of that account; case does not matter.
            amount: Amount in minor units (grosze, cents): 12.50 is 1250.
            currency: Currency of the amount; both accounts must have it.
            title: Text on the statement.

        Returns:
            The payment and what the paying account holds after it.

        Errors:
            the check digits of IBAN .* are wrong: The IBAN has a typing error (ISO 13616).
            IBAN .* is at this bank; use transfer_money: The recipient is no other bank's customer.
            no bank knows an account with IBAN .*: The account does not exist.
            the account is not held by '.*': Name and IBAN do not agree.
            no account '.*': The paying account is unknown.
            currencies differ.*: The amount is not in the currency of both accounts.
            account '.*' holds -?\d+, less than \d+: The balance is too low.
            only -?\d+ of the daily limit of \d+ is left: The account's daily limit would be passed.

        Examples:
            >>> pay_to_iban(source="ACC-1187", iban="DE44500105175407324931", recipient="Lena Vogel", amount=12000,
            ...     currency="EUR", title="Hostel")
            {'source': 'ACC-1187', 'iban': 'DE44500105175407324931', 'amount': 12000, 'source_balance': 74000}
            >>> pay_to_iban(source="ACC-1187", iban="DE45500105175407324931", recipient="Lena Vogel", amount=12000,
            ...     currency="EUR", title="Hostel")
            {'error': 'the check digits of IBAN DE45500105175407324931 are wrong'}

        See Also:
            transfer_money: For two accounts of this bank.
        """
        problem = self._iban_problem(source, iban, recipient, currency) or self._spend_problem(source, amount)
        if problem is not None:
            return failure(problem)
        self._spend("payment", source, amount, f"{self._payees[iban]['name']}: {title}")
        return {"source": source, "iban": iban, "amount": amount, "source_balance": self._accounts[source]["balance"]}

    @effect("non_idempotent")
    def create_standing_order(
        self,
        source: AccountNumber,
        target: AccountNumber,
        amount: Amount,
        day_of_month: Annotated[int, Range(minimum=1, maximum=28)],
        first_payment: world.Day,
    ) -> world.StandingOrder | Failure:
        r"""Set up a transfer between two accounts of this bank that repeats every month, from a day that is to come.

        Use transfer_money for a transfer that is to happen once and at once.

        Args:
            source: Account that pays.
            target: Account that receives.
            amount: Amount of each transfer in minor units, within the paying account's daily limit.
            day_of_month: Day of the month on which it is paid.
            first_payment: Date of the first payment, YYYY-MM-DD; it must fall on that day of the month.

        Returns:
            The id of the order, its amount and its first payment.

        Errors:
            source and target are the same account: Nothing would move.
            no account '.*': One of the accounts is unknown.
            currencies differ.*: The accounts hold different currencies.
            the first payment .* does not fall on day \d+: Date and day of the month do not agree.
            the first payment .* must lie after .*: The date is not ahead.
            \d+ is over the daily limit of \d+: Each payment would be refused.
            there is already a standing order .*: The same accounts and day have one.

        Examples:
            >>> create_standing_order(source="ACC-4280", target="ACC-2069", amount=25000, day_of_month=1,
            ...     first_payment="2025-04-01")
            {'order': 'SO-1328', 'amount': 25000, 'next_payment': '2025-04-01'}
            >>> create_standing_order(source="ACC-4280", target="ACC-2069", amount=25000, day_of_month=1,
            ...     first_payment="2025-04-02")
            {'error': 'the first payment 2025-04-02 does not fall on day 1'}

        See Also:
            transfer_money: For one transfer at once.
        """
        problem = self._pair_problem(source, target) or self._order_problem(source, amount, day_of_month, first_payment)
        if problem is not None:
            return failure(problem)
        for name, order in self._orders.items():
            same = (order["source"], order["target"]) == (source, target)
            if same and int(order["next_payment"][-2:]) == day_of_month:
                return failure(f"there is already a standing order {name} between these accounts on day {day_of_month}")
        name = fresh_id("SO-", self._orders)
        self._orders[name] = {"source": source, "target": target, "amount": amount, "next_payment": first_payment}
        return {"order": name, "amount": amount, "next_payment": first_payment}

    @effect("idempotent")
    def suspend_card(self, card_id: world.CardNumber, last_four: world.LastFour) -> world.CardStatus | Failure:
        """Switch a payment card off for a while, such as one that is only mislaid; the owner can switch it on again.

        Use block_card where the card is lost, stolen or misused for good.

        Args:
            card_id: Id of the card, such as CARD-3071.
            last_four: Last four digits of the number on the card, which must agree with the id.

        Returns:
            The card and its new status.

        Errors:
            no card '.*' ends in .*: Id and digits do not agree, or the card is unknown.
            card '.*' is blocked for good: It cannot be changed any more.

        Examples:
            >>> suspend_card(card_id="CARD-3071", last_four="4417")
            {'card': 'CARD-3071', 'status': 'suspended'}
            >>> suspend_card(card_id="CARD-3071", last_four="4418")
            {'error': "no card 'CARD-3071' ends in 4418"}

        See Also:
            block_card: For a card that must never work again.
        """
        card = self._cards.get(card_id)
        if card is None or card["last_four"] != last_four:
            return failure(f"no card {card_id!r} ends in {last_four}")
        if card["status"] == "blocked":
            return failure(f"card {card_id!r} is blocked for good")
        card["status"] = "suspended"
        return {"card": card_id, "status": "suspended"}

    @effect("non_idempotent")
    def block_card(
        self, card_id: world.CardNumber, last_four: world.LastFour, reason: world.BlockReason
    ) -> world.CardStatus | Failure:
        """Block a payment card for good because it is lost, stolen or misused; it can never be used again.

        Use suspend_card where the card may turn up.

        Args:
            card_id: Id of the card, such as CARD-3071.
            last_four: Last four digits of the number on the card, which must agree with the id.
            reason: What happened to the card.

        Returns:
            The card and its new status.

        Errors:
            no card '.*' ends in .*: Id and digits do not agree, or the card is unknown.
            card '.*' is blocked already: Nothing is left to do.

        Examples:
            >>> block_card(card_id="CARD-5520", last_four="1286", reason="stolen")
            {'card': 'CARD-5520', 'status': 'blocked'}
            >>> block_card(card_id="CARD-7014", last_four="3395", reason="lost")
            {'error': "card 'CARD-7014' is blocked already"}

        See Also:
            suspend_card: For a card that may turn up.
        """
        card = self._cards.get(card_id)
        if card is None or card["last_four"] != last_four:
            return failure(f"no card {card_id!r} ends in {last_four}")
        if card["status"] == "blocked":
            return failure(f"card {card_id!r} is blocked already")
        card["status"], card["reason"] = "blocked", reason
        return {"card": card_id, "status": "blocked"}
