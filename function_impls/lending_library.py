"""A public library: titles and copies, loans with renewals, holds for what is lent, fines in złoty."""

from __future__ import annotations

from typing import Literal

from function_impls import lending_library_world as world
from function_impls.lending_library_reading import LibraryReading
from function_impls.lending_library_world import (
    DAILY_FINE_CENTS,
    HIGHEST_FINE_CENTS,
    MOST_RENEWALS,
    Amount,
    Barcode,
    BookId,
    MemberId,
)
from function_impls.model import Failure, effect, failure
from function_impls.worlds import cents, same_amount, written


class LendingLibrary(LibraryReading):
    """A public library; see ``LibraryWorld`` for the state."""

    @effect("non_idempotent")
    def borrow_book(self, member_id: MemberId, barcode: Barcode) -> world.Lent | Failure:
        r"""Lend a copy that is on the shelf to a member, for 21 days.

        Args:
            member_id: Number of the member's card, such as M-30417.
            barcode: Barcode of the copy, eight digits.

        Returns:
            The copy and its last day.

        Errors:
            no member '.*': The number is unknown.
            the card of '.*' was valid until .*: The card has run out.
            '.*' owes .*, more than .*: Over 10 zł are owed; that is paid first.
            '.*' is no barcode; its check digit is wrong: A digit was mistaken.
            no copy '.*': The barcode is unknown.
            copy '.*' is lent until .*: Someone has it.
            '.*' has \d+ books already, as many as a .* may: Adults have 5, students 8, children 3.
            copy '.*' is kept for '.*', who holds the book: Others have waited for it.

        Examples:
            >>> borrow_book(member_id="M-30417", barcode="50273140")
            {'barcode': '50273140', 'title': 'Solaris', 'due': '2025-04-08'}
            >>> borrow_book(member_id="M-30417", barcode="50273141")
            {'error': "'50273141' is no barcode; its check digit is wrong"}

        See Also:
            place_hold: Where all copies are lent.
            renew_loan: Where the member has the copy already.
        """
        problem = self._member_problem(member_id) or self._copy_problem(barcode)
        if problem := problem or self._borrow_problem(member_id, barcode):
            return failure(problem)
        book_id = self._world["copies"][barcode]
        self._drop_hold(member_id, book_id)
        self._world["loans"][barcode] = {"member_id": member_id, "due": self._due(), "renewals": 0}
        return {"barcode": barcode, "title": self._title(barcode), "due": self._due()}

    @effect("non_idempotent")
    def renew_loan(self, member_id: MemberId, barcode: Barcode) -> world.Lent | Failure:
        """Let a member keep a copy for 21 days from today, up to twice for one loan.

        Args:
            member_id: Number of the member's card, such as M-30417.
            barcode: Barcode of the copy, eight digits.

        Returns:
            The copy and its new last day.

        Errors:
            no member '.*': The number is unknown.
            the card of '.*' was valid until .*: The card has run out.
            '.*' owes .*, more than .*: Over 10 zł are owed; that is paid first.
            '.*' is no barcode; its check digit is wrong: A digit was mistaken.
            no copy '.*': The barcode is unknown.
            '.*' has not borrowed copy '.*': It is on the shelf, or another member has it.
            copy '.*' was due on .*; an overdue loan cannot be renewed: It is too late.
            copy '.*' has been renewed twice: It has to come back.
            others wait for the book of copy '.*': Someone holds the book.

        Examples:
            >>> renew_loan(member_id="M-30417", barcode="50119325")
            {'barcode': '50119325', 'title': 'Lalka', 'due': '2025-04-08'}
            >>> renew_loan(member_id="M-67250", barcode="50119325")
            {'error': "'M-67250' has not borrowed copy '50119325'"}

        See Also:
            borrow_book: For a copy that is on the shelf.
        """
        if problem := self._member_problem(member_id) or self._loan_problem(member_id, barcode):
            return failure(problem)
        loan = self._world["loans"][barcode]
        if self._days_late(barcode):
            return failure(f"copy {barcode!r} was due on {loan['due']}; an overdue loan cannot be renewed")
        if loan["renewals"] >= MOST_RENEWALS:
            return failure(f"copy {barcode!r} has been renewed twice")
        if self._waiting(self._world["copies"][barcode]):
            return failure(f"others wait for the book of copy {barcode!r}")
        loan.update({"due": self._due(), "renewals": loan["renewals"] + 1})
        return {"barcode": barcode, "title": self._title(barcode), "due": loan["due"]}

    @effect("non_idempotent")
    def return_book(self, member_id: MemberId, barcode: Barcode) -> world.Returned | Failure:
        """Take back a copy from a member. Each day after the last costs 0.20 zł, up to 30 zł for one copy.

        Args:
            member_id: Number of the member's card, such as M-30417.
            barcode: Barcode of the copy, eight digits.

        Returns:
            How late it is, the fine for that, and the member who waits for the book longest.

        Errors:
            '.*' is no barcode; its check digit is wrong: A digit was mistaken.
            no copy '.*': The barcode is unknown.
            '.*' has not borrowed copy '.*': It is on the shelf, or another member has it.

        Examples:
            >>> return_book(member_id="M-67250", barcode="50360819")
            {'barcode': '50360819', 'days_late': 13, 'fine': 2.6, 'next_member': 'M-52806'}
            >>> return_book(member_id="M-67250", barcode="50273140")
            {'error': "'M-67250' has not borrowed copy '50273140'"}

        See Also:
            report_book_lost: Where the copy does not come back.
            cancel_hold: For a title that the member still waits for.
        """
        if problem := self._loan_problem(member_id, barcode):
            return failure(problem)
        late = self._days_late(barcode)
        fine = min(late * DAILY_FINE_CENTS, HIGHEST_FINE_CENTS)
        del self._world["loans"][barcode]
        self._world["members"][member_id]["fine_cents"] += fine
        waiting = self._waiting(self._world["copies"][barcode])
        return {
            "barcode": barcode,
            "days_late": late,
            "fine": fine / 100,
            "next_member": waiting[0] if waiting else None,
        }

    @effect("non_idempotent")
    def report_book_lost(self, member_id: MemberId, barcode: Barcode, price: Amount) -> world.Fine | Failure:
        """Write off a copy that a member has lost; its price is added to what the member owes.

        Args:
            member_id: Number of the member's card, such as M-30417.
            barcode: Barcode of the copy, eight digits.
            price: Price of the book in złoty that the member agreed to; it has to be the library's.

        Returns:
            What the member owes in all.

        Errors:
            '.*' is no barcode; its check digit is wrong: A digit was mistaken.
            no copy '.*': The barcode is unknown.
            '.*' has not borrowed copy '.*': It is on the shelf, or another member has it.
            the book of copy '.*' costs .*, not .*: The price is another one.

        Examples:
            >>> report_book_lost(member_id="M-30417", barcode="50119325", price=45)
            {'member_id': 'M-30417', 'fine': 45.0}
            >>> report_book_lost(member_id="M-30417", barcode="50119325", price=4.5)
            {'error': "the book of copy '50119325' costs 45.00 PLN, not 4.50 PLN"}

        See Also:
            return_book: Where the copy comes back, however late.
        """
        if problem := self._loan_problem(member_id, barcode):
            return failure(problem)
        wanted = self._world["books"][self._world["copies"][barcode]]["price"]
        if not same_amount(price, wanted):
            return failure(f"the book of copy {barcode!r} costs {written(wanted)}, not {written(price)}")
        del self._world["loans"][barcode]
        del self._world["copies"][barcode]
        member = self._world["members"][member_id]
        member["fine_cents"] += cents(wanted)
        return {"member_id": member_id, "fine": member["fine_cents"] / 100}

    @effect("non_idempotent")
    def place_hold(self, member_id: MemberId, book_id: BookId) -> world.Hold | Failure:
        r"""Put a member into the queue for a title whose copies are all lent or kept; at most 3 holds for one member.

        Args:
            member_id: Number of the member's card, such as M-30417.
            book_id: Number of the title, such as BK-2718; not the barcode of a copy.

        Returns:
            The hold and its place in the queue.

        Errors:
            no member '.*': The number is unknown.
            the card of '.*' was valid until .*: The card has run out.
            '.*' owes .*, more than .*: Over 10 zł are owed; that is paid first.
            no book '.*': The title is unknown.
            '.*' holds book '.*' already: The member is in the queue.
            '.*' has borrowed book '.*': The member has a copy.
            book '.*' is on the shelf; borrow one of its copies.*: Nobody needs to wait.
            '.*' has \d+ holds already: The member waits for three titles.

        Examples:
            >>> place_hold(member_id="M-30417", book_id="BK-3302")
            {'member_id': 'M-30417', 'book_id': 'BK-3302', 'place': 2}
            >>> place_hold(member_id="M-30417", book_id="BK-2718")
            {'error': "book 'BK-2718' is on the shelf; borrow one of its copies: 50273140"}

        See Also:
            borrow_book: Where a copy is on the shelf.
        """
        if problem := self._member_problem(member_id) or self._hold_problem(member_id, book_id):
            return failure(problem)
        self._world["holds"].append({"book_id": book_id, "member_id": member_id})
        return {"member_id": member_id, "book_id": book_id, "place": len(self._waiting(book_id))}

    @effect("non_idempotent")
    def cancel_hold(self, member_id: MemberId, book_id: BookId) -> world.Cancelled | Failure:
        """Take a member out of the queue for a title.

        Args:
            member_id: Number of the member's card, such as M-30417.
            book_id: Number of the title, such as BK-2718.

        Returns:
            The hold that is gone.

        Errors:
            '.*' does not hold book '.*': The member is not in the queue.

        Examples:
            >>> cancel_hold(member_id="M-52806", book_id="BK-3302")
            {'member_id': 'M-52806', 'book_id': 'BK-3302'}
            >>> cancel_hold(member_id="M-52806", book_id="BK-3303")
            {'error': "'M-52806' does not hold book 'BK-3303'"}

        See Also:
            return_book: For a copy that the member has.
        """
        if not self._drop_hold(member_id, book_id):
            return failure(f"{member_id!r} does not hold book {book_id!r}")
        return {"member_id": member_id, "book_id": book_id}

    @effect("non_idempotent")
    def pay_library_fine(self, member_id: MemberId, amount: Amount) -> world.Fine | Failure:
        """Take a member's payment for what is owed; it may be a part.

        Args:
            member_id: Number of the member's card, such as M-30417.
            amount: What is paid in złoty, at most what is owed.

        Returns:
            What is still owed.

        Errors:
            no member '.*': The number is unknown.
            '.*' owes only [0-9.]+ PLN, not [0-9.]+ PLN: The amount is too high.

        Examples:
            >>> pay_library_fine(member_id="M-81934", amount=14.8)
            {'member_id': 'M-81934', 'fine': 0.0}
            >>> pay_library_fine(member_id="M-81934", amount=148)
            {'error': "'M-81934' owes only 14.80 PLN, not 148.00 PLN"}

        See Also:
            waive_library_fine: Where nothing is paid and the library lets it go.
        """
        return self._settle(member_id, amount)

    @effect("non_idempotent")
    def waive_library_fine(
        self, member_id: MemberId, amount: Amount, reason: Literal["illness", "library_error", "goodwill"]
    ) -> world.Fine | Failure:
        """Let a member off a part or all of what is owed, without a payment; at most 5 zł by goodwill.

        Args:
            member_id: Number of the member's card, such as M-30417.
            amount: What is let off in złoty, at most what is owed.
            reason: Why.

        Returns:
            What is still owed.

        Errors:
            no member '.*': The number is unknown.
            '.*' owes only [0-9.]+ PLN, not [0-9.]+ PLN: The amount is too high.
            at most 5.00 PLN can be waived by goodwill, not [0-9.]+ PLN: Another reason is needed.

        Examples:
            >>> waive_library_fine(member_id="M-52806", amount=2.4, reason="illness")
            {'member_id': 'M-52806', 'fine': 0.0}
            >>> waive_library_fine(member_id="M-81934", amount=14.8, reason="goodwill")
            {'error': 'at most 5.00 PLN can be waived by goodwill, not 14.80 PLN'}

        See Also:
            pay_library_fine: Where the member pays.
        """
        if member_id in self._world["members"] and reason == "goodwill" and cents(amount) > 500:
            return failure(f"at most 5.00 PLN can be waived by goodwill, not {written(amount)}")
        return self._settle(member_id, amount)

    def _settle(self, member_id: str, amount: float) -> world.Fine | Failure:
        member = self._world["members"].get(member_id)
        if member is None:
            return failure(f"no member {member_id!r}")
        if cents(amount) > member["fine_cents"]:
            return failure(f"{member_id!r} owes only {written(member['fine_cents'] / 100)}, not {written(amount)}")
        member["fine_cents"] -= cents(amount)
        return {"member_id": member_id, "fine": member["fine_cents"] / 100}

    def _drop_hold(self, member_id: str, book_id: str) -> bool:
        hold = {"book_id": book_id, "member_id": member_id}
        kept = [each for each in self._world["holds"] if each != hold]
        dropped = len(kept) < len(self._world["holds"])
        self._world["holds"] = kept
        return dropped
