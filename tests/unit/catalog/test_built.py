"""The file that ``callproof catalog build`` wrote: it is read where it is current, and refused clearly where not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.catalog.built import FORMAT, built_from
from service.catalog.load import load_catalog
from service.catalog.locate import locate
from service.errors import FunctionsError
from verifiers.model import Json

ENTRY: Json = {
    "name": "double",
    "description": "Doubles.",
    "parameters": {"type": "object", "properties": {"n": {"type": "integer", "minimum": 3}}, "required": ["n"]},
    "response": {"type": "integer"},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sums.py").write_text('def double(n: int) -> int:\n    """Doubles."""\n    return 2 * n\n')
    (tmp_path / "functions.toml").write_text('catalog = "catalog.json"\n\n[[module]]\nname = "sums"\n')
    write(tmp_path)
    return tmp_path


def write(folder: Path, **changes: Json) -> None:
    current = built_from(locate(str(folder)), "catalog.json")
    told = {"format": FORMAT, "built_from": current, "functions": [ENTRY], **changes}
    (folder / "catalog.json").write_text(json.dumps(told))


def test_what_was_built_is_what_is_promised(folder: Path) -> None:
    promised = load_catalog([str(folder)]).functions["double"]
    assert promised.parameters["properties"]["n"] == {"type": "integer", "minimum": 3}
    assert promised.result == {"type": "integer"}


@pytest.mark.parametrize("name", ["sums.py", "functions.toml", "table.json"])
def test_a_changed_or_new_file_makes_it_stale(folder: Path, name: str) -> None:
    with (folder / name).open("a") as file:
        file.write("\n")
    with pytest.raises(FunctionsError, match=r"stale.*callproof catalog build"):
        load_catalog([str(folder)])


def test_a_renamed_file_makes_it_stale(folder: Path) -> None:
    (folder / "table.json").write_text("{}")
    write(folder)
    (folder / "table.json").rename(folder / "tables.json")
    with pytest.raises(FunctionsError, match="stale"):
        load_catalog([str(folder)])


def test_descriptions_in_other_languages_leave_it_current(folder: Path) -> None:
    (folder / "languages" / "pl").mkdir(parents=True)
    (folder / "languages" / "pl" / "sums.toml").write_text('[double]\ndescription = "Podwaja."\n')
    assert load_catalog([str(folder)]).functions["double"].description == "Doubles."


def test_where_the_folder_lies_does_not_matter(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    moved = tmp_path_factory.mktemp("elsewhere") / "moved"
    folder.rename(moved)
    assert load_catalog([str(moved)]).functions["double"].result == {"type": "integer"}


def test_a_missing_file_is_asked_for(folder: Path) -> None:
    (folder / "catalog.json").unlink()
    with pytest.raises(FunctionsError, match=r"is not there. Build it: callproof catalog build"):
        load_catalog([str(folder)])


@pytest.mark.parametrize("content", ["{", "", "\x00"])
def test_a_file_that_is_no_json_is_refused(folder: Path, content: str) -> None:
    (folder / "catalog.json").write_text(content)
    with pytest.raises(FunctionsError, match=r"catalog\.json cannot be read.*callproof catalog build"):
        load_catalog([str(folder)])


@pytest.mark.parametrize("changes", [{"format": FORMAT + 1}, {"format": None}, {"functions": {}}])
def test_a_file_of_another_format_is_refused(folder: Path, changes: Json) -> None:
    write(folder, **changes)
    with pytest.raises(FunctionsError, match=rf"is not of format {FORMAT}.*callproof catalog build"):
        load_catalog([str(folder)])


@pytest.mark.parametrize("content", ["[]", "5", "null"])
def test_json_that_is_no_object_is_refused(folder: Path, content: str) -> None:
    (folder / "catalog.json").write_text(content)
    with pytest.raises(FunctionsError, match="is not of format"):
        load_catalog([str(folder)])


@pytest.mark.parametrize("entry", [5, {}, {"name": ""}, {**ENTRY, "description": 7}])
def test_an_entry_that_tells_no_function_is_refused(folder: Path, entry: Json) -> None:
    write(folder, functions=[entry])
    with pytest.raises(FunctionsError, match=r"catalog\.json, entry 1"):
        load_catalog([str(folder)])


def test_a_file_without_its_digest_is_stale(folder: Path) -> None:
    write(folder)
    told = json.loads((folder / "catalog.json").read_text())
    del told["built_from"]
    (folder / "catalog.json").write_text(json.dumps(told))
    with pytest.raises(FunctionsError, match="stale"):
        load_catalog([str(folder)])
