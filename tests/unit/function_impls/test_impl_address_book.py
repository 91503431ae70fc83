"""The address book: what update keeps and replace forgets, merging, groups, and numbers that belong to one contact."""

from __future__ import annotations

from typing import Any

import pytest

from function_impls.address_book import AddressBook


@pytest.fixture
def book() -> Any:
    return AddressBook()


def _ids(found: Any) -> list[str]:
    return [each["id"] for each in found["contacts"]]


def test_search_takes_all_that_is_given_together(book: Any) -> None:
    assert _ids(book.find_contacts(city="KRAKÓW", group="rodzina")) == ["C-5471"]
    assert _ids(book.find_contacts(name="żak", city="Kraków")) == []
    assert len(_ids(book.find_contacts())) == 22


def test_update_keeps_and_replace_forgets(book: Any) -> None:
    book.update_contact("C-3462", city="York")
    updated = book.get_contact("C-3462")
    book.replace_contact("C-3462", "Harriet Doyle", "+447700900877", city="York")
    replaced = book.get_contact("C-3462")

    assert (updated["city"], updated["company"], updated["birthday"]) == ("York", "Doyle Interiors", "01-30")
    assert replaced == {**updated, "email": None, "company": None, "birthday": None}


def test_number_belongs_to_one_contact(book: Any) -> None:
    taken = "+48601234118"

    assert "'C-1094' has the number" in book.update_contact("C-1538", phone=taken)["error"]
    assert book.update_contact("C-1094", phone=taken)["id"] == "C-1094"
    assert "error" in book.add_contact("Nowy", taken)


def test_update_of_nothing_is_impossible(book: Any) -> None:
    with pytest.raises(ValueError, match="at least one field"):
        book.update_contact("C-1094")


def test_unknown_contact_is_refused(book: Any) -> None:
    assert book.replace_contact("C-1095", "X Y", "+48600000000")["error"] == "no contact 'C-1095'"
    assert book.get_contact("C-1095")["error"] == "no contact 'C-1095'"


def test_merged_contact_keeps_its_own_fields(book: Any) -> None:
    book.merge_contacts("C-7793", "C-7358", "tarnów")

    merged = book.get_contact("C-7793")
    assert (merged["name"], merged["email"]) == ("M. Nowicki", "biuro@nowicki-transport.example")
    assert (merged["company"], merged["groups"]) == ("Nowicki Transport", ["dostawcy"])
    assert book.get_contact("C-7358")["error"] == "no contact 'C-7358'"


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("C-7793", "C-7793", "Tarnów"), "with itself"),
        (("C-7793", "C-7359", "Tarnów"), "no contact 'C-7359'"),
        (("C-7793", "C-3127", "Tarnów"), "'C-3127' is not in Tarnów"),
    ],
)
def test_merge_is_refused(book: Any, arguments: tuple[str, ...], part: str) -> None:
    assert part in book.merge_contacts(*arguments)["error"]


@pytest.mark.parametrize("method", ["add_to_group", "remove_from_group"])
def test_groups_must_exist(book: Any, method: str) -> None:
    assert getattr(book, method)("C-1094", "prace")["error"].startswith("no group 'prace'; there are praca, zarzad")
    assert getattr(book, method)("C-1095", "praca")["error"] == "no contact 'C-1095'"


def test_contact_leaves_one_group_and_stays(book: Any) -> None:
    book.add_to_group("C-2780", "klienci")

    assert book.remove_from_group("C-2780", "praca")["groups"] == ["klienci", "zarzad"]
    assert "not in the group" in book.remove_from_group("C-2780", "praca")["error"]
    assert "C-2780" in _ids(book.find_contacts(group="klienci"))


def test_contact_is_removed_by_id_and_name(book: Any) -> None:
    assert "error" in book.remove_contact("C-4216", "Jan Zak")
    assert book.remove_contact("C-4216", "jan żak") == {"removed": "C-4216"}
    assert book.find_contacts(name="Jan Żak") == {"contacts": []}


@pytest.mark.parametrize(
    "change", [{"groups": ["nobody"]}, {"phone": "+48605771902"}, {"birthday": "13-01"}, {"birthday": "02-30"}]
)
def test_unsound_contact_is_refused(book: Any, change: dict[str, Any]) -> None:
    state = book.dump_state()
    state["contacts"]["C-1094"] |= change

    with pytest.raises(ValueError, match=r"groups|twice|must match"):
        book.load_state(state)
