"""The notebook: versions, tags, the archive, and what cannot be changed."""

from __future__ import annotations

from typing import Any

import pytest

from function_impls.notebook import Notebook


@pytest.fixture
def notebook() -> Any:
    return Notebook()


def _ids(found: Any) -> list[str]:
    return [each["id"] for each in found["notes"]]


def test_titles_are_unique_in_any_case(notebook: Any) -> None:
    assert notebook.create_note("LISTA ZAKUPÓW", "x")["error"] == "note 'N-1327' has this title already"


def test_new_note_is_found_by_its_tag(notebook: Any) -> None:
    created = notebook.create_note("Rower", "Dętka 28 cali", ["sport", "dom"])

    assert _ids(notebook.find_notes(tag="sport")) == [created["id"], "N-9174"]
    assert notebook.read_note(created["id"])["tags"] == ["dom", "sport"]


def test_search_takes_words_and_tag_together(notebook: Any) -> None:
    assert _ids(notebook.find_notes(words="KG", tag="przepisy")) == ["N-3390", "N-3058"]
    assert _ids(notebook.find_notes(words="kg", tag="praca")) == []


def test_archive_is_searched_alone(notebook: Any) -> None:
    assert _ids(notebook.find_notes(archived=True)) == ["N-6941", "N-7305"]
    assert "N-6941" not in _ids(notebook.find_notes())


def test_appended_line_is_the_last(notebook: Any) -> None:
    notebook.append_to_note("N-1327", "masło")

    note = notebook.read_note("N-1327")
    assert note["text"].splitlines() == ["mleko", "chleb żytni", "6 jajek", "masło"]
    assert (note["version"], note["updated"]) == (5, "2025-03-10")


def test_note_does_not_grow_without_end(notebook: Any) -> None:
    for _ in range(3):
        notebook.append_to_note("N-1327", "x" * 5000)

    assert "longer than 20000" in notebook.append_to_note("N-1327", "x" * 5000)["error"]


def test_only_the_newest_version_is_rewritten(notebook: Any) -> None:
    notebook.append_to_note("N-5230", "x")

    assert notebook.rewrite_note("N-5230", "y", 3)["error"] == "note 'N-5230' has the version 4, not 3"
    assert notebook.rewrite_note("N-5230", "y", 4) == {"id": "N-5230", "version": 5}
    assert notebook.read_note("N-5230")["text"] == "y"


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("append_to_note", ("x",)),
        ("rewrite_note", ("x", 6)),
        ("tag_note", ("x",)),
        ("untag_note", ("targi",)),
    ],
)
def test_archived_note_is_not_changed_until_it_is_brought_back(
    notebook: Any, method: str, arguments: tuple[Any, ...]
) -> None:
    assert "is archived" in getattr(notebook, method)("N-6941", *arguments)["error"]
    notebook.archive_note("N-6941", archived=False)
    assert "error" not in getattr(notebook, method)("N-6941", *arguments)


def test_tags_are_given_once_and_ten_at_most(notebook: Any) -> None:
    for number in range(9):
        notebook.tag_note("N-1327", f"t{number}")

    assert notebook.tag_note("N-1327", "one-more")["error"] == "note 'N-1327' has 10 tags already"
    notebook.untag_note("N-1327", "t4")
    assert "no tag 't4'" in notebook.untag_note("N-1327", "t4")["error"]


def test_deleted_note_is_gone(notebook: Any) -> None:
    notebook.delete_note("N-1327", "lista zakupów")

    for refused in (notebook.read_note("N-1327"), notebook.archive_note("N-1327"), notebook.tag_note("N-1327", "x")):
        assert refused["error"] == "no note 'N-1327'"


@pytest.mark.parametrize("change", [{"version": 0}, {"tags": ["Two Words"]}, {"archived": "no"}])
def test_unsound_note_is_refused(notebook: Any, change: dict[str, Any]) -> None:
    state = notebook.dump_state()
    state["notes"]["N-1327"] |= change

    with pytest.raises(ValueError, match=r"N-1327"):
        notebook.load_state(state)
