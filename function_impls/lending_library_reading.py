"""The methods of the library that only look: titles and members."""

from __future__ import annotations

from typing import Annotated, Literal

from function_impls import lending_library_world as world
from function_impls.constraints import Length
from function_impls.lending_library_world import LibraryWorld, MemberId, Surname
from function_impls.model import Failure, effect, failure


class LibraryReading(LibraryWorld):
    """What a library tells of its titles and members."""

    @effect("read_only")
    def search_library_books(
        self,
        text: Annotated[str, Length(minimum=2, maximum=60)],
        field: Literal["title", "author", "any"] = "any",
        only_free: bool = False,
    ) -> world.Titles:
        """Find titles of the library and which of their copies are on the shelf.

        Args:
            text: Part of the title or of the author's name, whatever its case.
            field: Where to look for it.
            only_free: Whether to leave out titles of which nobody can borrow a copy now.

        Returns:
            The titles; none where nothing matches.

        Examples:
            >>> search_library_books(text="solaris")
            {'books': [{'book_id': 'BK-2718', 'title': 'Solaris', 'author': 'Stanisław Lem', 'year': 1961,
             'copies': 2, 'free': 1, 'barcodes_on_shelf': ['50273140']}]}
            >>> search_library_books(text="solaris", field="author")
            {'books': []}
        """
        found: list[world.Title] = []
        for book_id, book in self._world["books"].items():
            texts = {"title": book["title"], "author": book["author"], "any": f"{book['title']}\n{book['author']}"}
            if text.casefold() not in texts[field].casefold() or (only_free and not self._free(book_id)):
                continue
            found.append(
                {
                    "book_id": book_id,
                    "title": book["title"],
                    "author": book["author"],
                    "year": book["year"],
                    "copies": len(self._barcodes(book_id)),
                    "free": self._free(book_id),
                    "barcodes_on_shelf": self._barcodes(book_id, on_shelf=True),
                }
            )
        return {"books": sorted(found, key=lambda each: (each["title"], each["book_id"]))}

    @effect("read_only")
    def get_library_member(self, member_id: MemberId, surname: Surname) -> world.MemberView | Failure:
        """Show a member's account: loans with their last days, holds and what is owed.

        Args:
            member_id: Number of the member's card, such as M-30417.
            surname: Surname of the member, as a check.

        Returns:
            The account.

        Errors:
            no member '.*': The number is unknown.
            the surname of '.*' is not '.*': Number and surname do not belong together.

        Examples:
            >>> get_library_member(member_id="M-52806", surname="Shah")
            {'member_id': 'M-52806', 'name': 'Priya Shah', 'kind': 'student', 'valid_until': '2025-09-30',
             'fine': 2.4, 'loans': [], 'holds': ['BK-3302']}
            >>> get_library_member(member_id="M-52806", surname="Reed")
            {'error': "the surname of 'M-52806' is not 'Reed'"}
        """
        member = self._world["members"].get(member_id)
        if member is None:
            return failure(f"no member {member_id!r}")
        if member["name"].rpartition(" ")[2].casefold() != surname.casefold():
            return failure(f"the surname of {member_id!r} is not {surname!r}")
        loans = self._world["loans"]
        return {
            "member_id": member_id,
            "name": member["name"],
            "kind": member["kind"],
            "valid_until": member["valid_until"],
            "fine": member["fine_cents"] / 100,
            "loans": [
                {
                    "barcode": each,
                    "title": self._title(each),
                    "due": loans[each]["due"],
                    "renewals": loans[each]["renewals"],
                }
                for each in self._loans_of(member_id)
            ],
            "holds": [hold["book_id"] for hold in self._world["holds"] if hold["member_id"] == member_id],
        }
