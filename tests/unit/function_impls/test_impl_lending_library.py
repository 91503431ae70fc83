"""The library. Days are counted by the proleptic ordinals of ISO 8601, barcodes checked by examples of EAN-8 of GS1."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from function_impls.lending_library import LendingLibrary
from function_impls.lending_library_world import is_barcode

SOLARIS, SOLARIS_LENT, BIEGUNI, LALKA, ZLY, KROL = (
    "50273140",
    "50415700",
    "50360819",
    "50119325",
    "50837069",
    "52036897",
)
EWA, PRIYA, JAN, MAREK = "M-30417", "M-52806", "M-67250", "M-81934"
ZOFIA, TOM, LUKASZ = "M-24683", "M-75092", "M-93518"


@pytest.fixture
def library() -> Any:
    return LendingLibrary()


def at(library: Any, day: str) -> Any:
    library.load_state({**library.dump_state(), "today": day})
    return library


# EAN-8 numbers as printed: GS1 General Specifications and the article EAN-8 of Wikipedia
@pytest.mark.parametrize("code", ["73513537", "96385074", "55123457"])
def test_published_barcodes_are_sound(code: str) -> None:
    assert is_barcode(code)
    assert not any(is_barcode(code[:7] + digit) for digit in "0123456789" if digit != code[7])


@pytest.mark.parametrize("barcode", LendingLibrary().dump_state()["copies"])
def test_barcodes_of_the_library_are_sound(barcode: str) -> None:
    assert is_barcode(barcode)


def test_loan_lasts_21_days_and_takes_the_copy_from_the_shelf(library: Any) -> None:
    due = library.borrow_book(EWA, SOLARIS)["due"]

    assert date.fromisoformat(due).toordinal() - date(2025, 3, 18).toordinal() == 21
    assert library.search_library_books("solaris")["books"][0]["free"] == 0
    assert library.search_library_books("solaris", only_free=True)["books"] == []


# The tariff, 0.20 zł a day up to 30 zł, reckoned by hand
@pytest.mark.parametrize(
    ("day", "late", "fine"), [("2025-03-05", 0, 0.0), ("2025-03-06", 1, 0.2), ("2026-03-05", 365, 30.0)]
)
def test_fine_grows_each_day_up_to_its_height(library: Any, day: str, late: int, fine: float) -> None:
    found = at(library, day).return_book(JAN, BIEGUNI)

    assert (found["days_late"], found["fine"]) == (late, fine)
    assert library.get_library_member(JAN, "Żak")["fine"] == fine


def test_returned_copy_is_kept_for_the_first_in_the_queue(library: Any) -> None:
    assert library.place_hold(EWA, "BK-3302")["place"] == 2
    assert library.return_book(JAN, BIEGUNI)["next_member"] == PRIYA
    assert "kept for 'M-52806'" in library.borrow_book(EWA, BIEGUNI)["error"]
    assert library.borrow_book(PRIYA, BIEGUNI)["title"] == "Bieguni"
    assert library.get_library_member(PRIYA, "Shah")["holds"] == []


def test_cancelled_hold_lets_the_next_one_pass(library: Any) -> None:
    library.return_book(JAN, BIEGUNI)
    library.cancel_hold(PRIYA, "BK-3302")

    assert library.borrow_book(EWA, BIEGUNI)["barcode"] == BIEGUNI


def test_loan_is_renewed_twice_at_most(library: Any) -> None:
    assert library.renew_loan(EWA, LALKA)["due"] == "2025-04-08"
    at(library, "2025-04-08").renew_loan(EWA, LALKA)
    assert "renewed twice" in library.renew_loan(EWA, LALKA)["error"]


def test_lost_copy_is_gone_and_owed(library: Any) -> None:
    library.report_book_lost(EWA, LALKA, 45)

    assert library.search_library_books("lalka")["books"][0]["copies"] == 1
    assert "owes 45.00 PLN" in library.borrow_book(EWA, SOLARIS)["error"]


def test_paid_and_waived_parts_add_up(library: Any) -> None:
    library.pay_library_fine(MAREK, 10.1)
    assert library.waive_library_fine(MAREK, 4.7, "goodwill") == {"member_id": MAREK, "fine": 0.0}


def test_search_looks_where_it_is_told(library: Any) -> None:
    assert [each["title"] for each in library.search_library_books("lem", "author")["books"]] == ["Solaris"]
    assert [each["title"] for each in library.search_library_books("kleksa", "title")["books"]] == [
        "Akademia pana Kleksa"
    ]


@pytest.mark.parametrize(
    ("tool", "arguments", "part"),
    [
        ("get_library_member", ("M-30418", "Lis"), "no member"),
        ("borrow_book", (MAREK, SOLARIS), "owes 14.80 PLN"),
        ("borrow_book", (TOM, SOLARIS), "was valid until 2025-02-28"),
        ("borrow_book", (ZOFIA, SOLARIS), "has 3 books already, as many as a child may"),
        ("borrow_book", (EWA, SOLARIS_LENT), "is lent until 2025-03-20"),
        ("borrow_book", (EWA, "96385074"), "no copy"),
        ("renew_loan", (LUKASZ, SOLARIS_LENT), "renewed twice"),
        ("renew_loan", (LUKASZ, KROL), "others wait"),
        ("renew_loan", (JAN, BIEGUNI), "was due on 2025-03-05"),
        ("return_book", (EWA, BIEGUNI), "has not borrowed"),
        ("report_book_lost", (EWA, LALKA, 45000), "costs 45.00 PLN, not 45000.00 PLN"),
        ("place_hold", (PRIYA, "BK-3302"), "already"),
        ("place_hold", (EWA, "BK-1406"), "has borrowed"),
        ("place_hold", (EWA, "BK-3303"), "no book"),
        ("cancel_hold", (EWA, "BK-3302"), "does not hold"),
        ("pay_library_fine", (MAREK, 14.81), "owes only 14.80"),
        ("pay_library_fine", ("M-81935", 1), "no member"),
        ("waive_library_fine", (MAREK, 148, "illness"), "owes only"),
    ],
)
def test_refused_step_changes_nothing(library: Any, tool: str, arguments: tuple[Any, ...], part: str) -> None:
    before = library.dump_state()

    assert part in getattr(library, tool)(*arguments)["error"]
    assert library.dump_state() == before


def test_fourth_hold_is_refused(library: Any) -> None:
    at(library, "2025-03-18").borrow_book(JAN, SOLARIS)
    for book in ("BK-3302", "BK-4871", "BK-8240"):
        assert "error" not in library.place_hold(EWA, book)

    assert "has 3 holds already" in library.place_hold(EWA, "BK-2718")["error"]


@pytest.mark.parametrize(
    "change",
    [
        {"holds": [{"book_id": "BK-0000", "member_id": EWA}]},
        {"loans": {SOLARIS: {"member_id": "M-00000", "due": "2025-04-01", "renewals": 0}}},
        {"loans": {"96385074": {"member_id": EWA, "due": "2025-04-01", "renewals": 0}}},
    ],
)
def test_state_that_names_what_it_does_not_have_is_refused(library: Any, change: Any) -> None:
    with pytest.raises(ValueError, match="the state names the"):
        library.load_state({**library.dump_state(), **change})
