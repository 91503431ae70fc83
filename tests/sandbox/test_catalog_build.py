"""``callproof catalog build``: what annotations and docstrings promise, read in a box.

The set in ``everything`` has each form of annotation once; ``faulty`` says what JSON cannot.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from service.cli import main
from verifiers.model import Json

HERE = Path(__file__).parent / "built"


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    return copied("everything", tmp_path)


def copied(name: str, folder: Path) -> Path:
    """A set of its own, because building writes into it."""
    return Path(shutil.copytree(HERE / name, folder / name))


def entries(folder: Path) -> dict[str, Json]:
    return {each["name"]: each for each in json.loads((folder / "catalog.json").read_bytes())["functions"]}


def test_the_bundled_catalog_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["catalog", "build", "--check"])
    assert (status, capsys.readouterr().out) == (0, "")


def test_every_form_of_annotation_becomes_its_schema(everything: Path) -> None:
    assert main(["catalog", "build", str(everything)]) == 0
    found = entries(everything)
    expected = json.loads((HERE / "everything.expected.json").read_bytes())
    told = {name: {"parameters": each["parameters"], "response": each["response"]} for name, each in found.items()}
    assert told == expected


def test_what_the_docstring_says_stands_in_the_entry(everything: Path) -> None:
    assert main(["catalog", "build", str(everything)]) == 0
    told = entries(everything)["pay"]
    assert told["description"] == "Pay an amount once."
    assert told["implementation"] == "desk:Desk.pay"
    assert (told["toolkit"], told["effect"], told["pure"]) == ("Desk", "non_idempotent", False)
    assert told["errors"] == {"only .* left": "There is too little."}
    assert told["raises"] == {"ValueError": "The amount is negative."}
    assert told["siblings"] == {"give_back": "For the other direction."}
    assert told["examples"] == [
        {"arguments": {"amount": 3}, "result": {"left": 7}},
        {"arguments": {"amount": 30}, "result": {"error": "only 10 left"}},
        {"arguments": {"amount": -3}, "raises": "ValueError: -3"},
    ]


def test_required_are_the_parameters_without_a_default_and_keywords_let_more_in(everything: Path) -> None:
    assert main(["catalog", "build", str(everything)]) == 0
    found = entries(everything)
    assert found["join"]["parameters"]["required"] == ["first"]
    assert found["join"]["parameters"]["additionalProperties"] is True
    assert found["pay"]["parameters"]["additionalProperties"] is False


def test_a_second_build_changes_nothing_and_check_agrees(everything: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "build", str(everything)]) == 0
    written = (everything / "catalog.json").read_bytes()
    assert main(["catalog", "build", str(everything), "--check"]) == 0
    assert main(["catalog", "build", str(everything)]) == 0
    assert (everything / "catalog.json").read_bytes() == written
    assert sorted(path.name for path in everything.iterdir() if path.name.startswith("catalog")) == ["catalog.json"]


def test_check_writes_nothing_and_ends_with_1_where_the_file_is_not_current(
    everything: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["catalog", "build", str(everything), "--check"]) == 1
    assert not (everything / "catalog.json").exists()
    assert "is not current. Build it: callproof catalog build" in capsys.readouterr().err
    assert main(["catalog", "build", str(everything)]) == 0
    with (everything / "desk.py").open("a") as file:
        file.write("\n\ndef more(n: int) -> int:\n    return n\n")
    assert main(["catalog", "build", str(everything), "--check"]) == 1


def test_what_is_built_is_then_promised(everything: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "build", str(everything)]) == 0
    capsys.readouterr()
    assert main(["catalog", "show", "--functions", str(everything), "--json", "take_numbers"]) == 0
    (shown,) = json.loads(capsys.readouterr().out)["functions"]
    assert shown["parameters"]["properties"]["bounded"]["minimum"] == 1


def test_what_json_cannot_say_is_a_named_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copied("faulty", tmp_path)
    assert main(["catalog", "build", str(folder)]) == 1
    said = capsys.readouterr().err
    for problem in (
        "take_set: parameter items: a set is no JSON value; use a list",
        "take_bytes: parameter content: <class 'bytes'> has no form in JSON",
        "take_numbered: parameter names: the keys of an object in JSON are strings",
        "take_unknown: parameter value: nothing is known of the constraint",
        "take_nothing_known: its annotations cannot be read: NameError",
        "take_example: the example 'take_example(5)' cannot be read",
        "take_other_point: parameter point: two different objects are named Point",
    ):
        assert problem in said
    assert entries(folder).keys() >= {"take_set", "take_example"}


def test_a_module_that_cannot_be_imported_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "broken.py").write_text("import no_such_module\n\n\ndef add(a: int) -> int:\n    return a\n")
    (tmp_path / "functions.toml").write_text('catalog = "catalog.json"\n\n[[module]]\nname = "broken"\n')
    assert main(["catalog", "build", str(tmp_path)]) not in (0, 1)
    said = capsys.readouterr().err
    assert "The module 'broken' could not be described" in said
    assert "no_such_module" in said
    assert not (tmp_path / "catalog.json").exists()


def test_a_set_that_says_nowhere_that_it_has_a_catalog_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sums.py").write_text("def add(a: int) -> int:\n    return a\n")
    assert main(["catalog", "build", str(tmp_path)]) not in (0, 1)
    assert "has no functions.toml" in capsys.readouterr().err
