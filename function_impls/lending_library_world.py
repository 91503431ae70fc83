"""What a public library holds: titles, copies, members, loans; its rules. No functions of the catalog."""

from __future__ import annotations

import copy
from datetime import date, timedelta
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Pattern, Range
from function_impls.model import Json
from function_impls.worlds import Count, Day, Money, read_world, sound, written

BookId: TypeAlias = Annotated[str, Pattern(r"^BK-[0-9]{4}$")]
Barcode: TypeAlias = Annotated[str, Pattern(r"^[0-9]{8}$")]
MemberId: TypeAlias = Annotated[str, Pattern(r"^M-[0-9]{5}$")]
Surname: TypeAlias = Annotated[str, Length(minimum=2, maximum=40)]
Amount: TypeAlias = Annotated[float, Range(minimum=0.01, maximum=10_000)]

LOAN_DAYS = 21
MOST_RENEWALS = 2
MOST_LOANS = {"adult": 5, "student": 8, "child": 3}
MOST_HOLDS = 3
DAILY_FINE_CENTS = 20
HIGHEST_FINE_CENTS = 3000
BLOCKING_FINE_CENTS = 1000


class Title(TypedDict):
    """A title of the library; ``free`` are copies on the shelf that no hold waits for."""

    book_id: str
    title: str
    author: str
    year: int
    copies: int
    free: int
    barcodes_on_shelf: list[str]


class Titles(TypedDict):
    """The titles that match, by title."""

    books: list[Title]


class Loan(TypedDict):
    """A copy that a member has; ``due`` is the last day without a fine."""

    barcode: str
    title: str
    due: str
    renewals: int


class MemberView(TypedDict):
    """A member's account; ``fine`` is what is owed in złoty."""

    member_id: str
    name: str
    kind: Literal["adult", "student", "child"]
    valid_until: str
    fine: float
    loans: list[Loan]
    holds: list[str]


class Lent(TypedDict):
    """A copy that was lent, or whose loan was made longer."""

    barcode: str
    title: str
    due: str


class Returned(TypedDict):
    """A copy that is back; ``next_member`` is who waits for it."""

    barcode: str
    days_late: int
    fine: float
    next_member: str | None


class Fine(TypedDict):
    """What a member owes in złoty after a change."""

    member_id: str
    fine: float


class Hold(TypedDict):
    """A hold and its place in the queue, from 1."""

    member_id: str
    book_id: str
    place: int


class Cancelled(TypedDict):
    """A hold that is gone."""

    member_id: str
    book_id: str


class _Book(TypedDict):
    title: str
    author: str
    year: int
    price: Money


class _Member(TypedDict):
    name: str
    kind: Literal["adult", "student", "child"]
    valid_until: Day
    fine_cents: Count


class _Loan(TypedDict):
    member_id: str
    due: Day
    renewals: Count


class _Hold(TypedDict):
    book_id: str
    member_id: str


class _State(TypedDict):
    today: Day
    books: dict[str, _Book]
    copies: dict[str, str]
    members: dict[str, _Member]
    loans: dict[str, _Loan]
    holds: list[_Hold]


class LibraryWorld:
    """A library; state is ``{"today", "books", "copies": {barcode: book}, "members", "loans", "holds"}``.

    ``loans`` are by barcode, ``holds`` in the order in which they were placed. The last digit of a barcode is that of
    EAN-8 (GS1 General Specifications, 7.9), so that a wrong digit is no barcode.
    """

    def __init__(self) -> None:
        self.load_state(read_world("lending_library"))

    def load_state(self, state: Json) -> None:
        """Replace everything. Raises ValueError where a loan or hold names an unknown copy, book or member."""
        world: _State = sound(state, _State)
        books = {*world["copies"].values(), *(hold["book_id"] for hold in world["holds"])}
        members = {each["member_id"] for each in (*world["loans"].values(), *world["holds"])}
        for what, used, known in (
            ("book", books, world["books"].keys()),
            ("member", members, world["members"].keys()),
            ("copy", world["loans"].keys(), world["copies"].keys()),
        ):
            if unknown := sorted(used - known):
                raise ValueError(f"the state names the {what} {unknown[0]!r}, which it does not have")
        self._world = world

    def dump_state(self) -> Json:
        """Give the whole state, as ``load_state`` takes it."""
        return copy.deepcopy(self._world)

    def _barcodes(self, book_id: str, *, on_shelf: bool = False) -> list[str]:
        copies, loans = self._world["copies"], self._world["loans"]
        return sorted(each for each, book in copies.items() if book == book_id and not (on_shelf and each in loans))

    def _waiting(self, book_id: str) -> list[str]:
        """The members that wait for a book, in order."""
        return [hold["member_id"] for hold in self._world["holds"] if hold["book_id"] == book_id]

    def _free(self, book_id: str) -> int:
        return max(0, len(self._barcodes(book_id, on_shelf=True)) - len(self._waiting(book_id)))

    def _title(self, barcode: str) -> str:
        return self._world["books"][self._world["copies"][barcode]]["title"]

    def _loans_of(self, member_id: str) -> list[str]:
        return sorted(code for code, loan in self._world["loans"].items() if loan["member_id"] == member_id)

    def _due(self) -> str:
        return (date.fromisoformat(self._world["today"]) + timedelta(days=LOAN_DAYS)).isoformat()

    def _days_late(self, barcode: str) -> int:
        due = date.fromisoformat(self._world["loans"][barcode]["due"])
        return max(0, (date.fromisoformat(self._world["today"]) - due).days)

    def _member_problem(self, member_id: str) -> str | None:
        """Why a member may not borrow, renew or hold anything."""
        member = self._world["members"].get(member_id)
        if member is None:
            return f"no member {member_id!r}"
        if member["valid_until"] < self._world["today"]:
            return f"the card of {member_id!r} was valid until {member['valid_until']}"
        owed = member["fine_cents"]
        if owed > BLOCKING_FINE_CENTS:
            return f"{member_id!r} owes {written(owed / 100)}, more than {written(BLOCKING_FINE_CENTS / 100)}"
        return None

    def _copy_problem(self, barcode: str) -> str | None:
        if not is_barcode(barcode):
            return f"{barcode!r} is no barcode; its check digit is wrong"
        return None if barcode in self._world["copies"] else f"no copy {barcode!r}"

    def _loan_problem(self, member_id: str, barcode: str) -> str | None:
        """Why this is no loan of this member."""
        if problem := self._copy_problem(barcode):
            return problem
        loan = self._world["loans"].get(barcode)
        agreed = loan is not None and loan["member_id"] == member_id
        return None if agreed else f"{member_id!r} has not borrowed copy {barcode!r}"

    def _borrow_problem(self, member_id: str, barcode: str) -> str | None:
        if barcode in self._world["loans"]:
            return f"copy {barcode!r} is lent until {self._world['loans'][barcode]['due']}"
        kind = self._world["members"][member_id]["kind"]
        if len(self._loans_of(member_id)) >= MOST_LOANS[kind]:
            return f"{member_id!r} has {MOST_LOANS[kind]} books already, as many as a {kind} may"
        book_id = self._world["copies"][barcode]
        ahead = self._waiting(book_id)
        shelf = len(self._barcodes(book_id, on_shelf=True))
        if shelf <= len(ahead) and member_id not in ahead[:shelf]:
            return f"copy {barcode!r} is kept for {ahead[0]!r}, who holds the book"
        return None

    def _hold_problem(self, member_id: str, book_id: str) -> str | None:
        if book_id not in self._world["books"]:
            return f"no book {book_id!r}"
        if member_id in self._waiting(book_id):
            return f"{member_id!r} holds book {book_id!r} already"
        if any(self._world["copies"][each] == book_id for each in self._loans_of(member_id)):
            return f"{member_id!r} has borrowed book {book_id!r}"
        if self._free(book_id):
            shelf = ", ".join(self._barcodes(book_id, on_shelf=True))
            return f"book {book_id!r} is on the shelf; borrow one of its copies: {shelf}"
        own = sum(hold["member_id"] == member_id for hold in self._world["holds"])
        return f"{member_id!r} has {MOST_HOLDS} holds already" if own >= MOST_HOLDS else None


def is_barcode(code: str) -> bool:
    """Whether the last of eight digits is the check digit of EAN-8."""
    return len(code) == 8 and sum(int(digit) * (1 + 2 * (place % 2 == 0)) for place, digit in enumerate(code)) % 10 == 0
