"""Two sets whose names clash, used together: a prefix keeps them apart in calls, state, check and list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.program import callproof, verdicts
from verifiers.model import Json

CODE = '''
"""A desk."""

from typing import TypedDict


class Count(TypedDict):
    """How many there are.

    Attributes:
        count: How many.
    """

    count: int


def label(text: str) -> str:
    """Put the name of this set before a text, as no other set does, {word}.

    Args:
        text: The text.

    Examples:
        >>> label(text="a")
        '{name} a'

    See Also:
        count_sold: Counts instead.
    """
    return f"{name} {{text}}"


class Desk:
    """Counts what was sold."""

    def __init__(self) -> None:
        self._sold = 0

    def load_state(self, state: dict[str, int]) -> None:
        """Take the state."""
        self._sold = state["sold"]

    def dump_state(self) -> dict[str, int]:
        """Give the state."""
        return {{"sold": self._sold}}

    def count_sold(self) -> Count:
        """Tell how many things were sold at the desk of the {word}."""
        return {{"count": {factor} * self._sold}}
'''
TOML = """
[[module]]
name = "{name}_desk"

[[toolkit]]
name = "Desk"
implementation = "{name}_desk:Desk"
load_state = "load_state"
"""


@pytest.fixture(scope="module")
def sets(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("sets")
    for name, word, factor in (("shop", "groceries", 1), ("bank", "money", 100)):
        (folder / name).mkdir()
        code = CODE.format(name=name, word=word, factor=factor)
        (folder / name / f"{name}_desk.py").write_text(code, encoding="utf-8")
        (folder / name / "functions.toml").write_text(TOML.format(name=name), encoding="utf-8")
    return [str(folder / "shop"), f"bank_={folder / 'bank'}"]


def both(command: str, sets: list[str]) -> list[str]:
    return [word for each in sets for word in (command, each)]


def tool(name: str, *parameters: str) -> Json:
    properties = {each: {"type": "string"} for each in parameters}
    schema = {"type": "object", "properties": properties, "required": list(parameters), "additionalProperties": False}
    return {"name": name, "description": "Does it.", "parameters": schema}


def test_calls_and_state_reach_the_right_code(sets: list[str], tmp_path: Path) -> None:
    names = ["label", "bank_label", "count_sold", "bank_count_sold"]
    row = {
        "query": "Do it.",
        "tools": [tool(name, *(["text"] if name.endswith("label") else [])) for name in names],
        "calls": [{"name": name, "arguments": {"text": "a"} if name.endswith("label") else {}} for name in names],
        "state": {"Desk": {"sold": 2}, "bank_Desk": {"sold": 3}},
    }
    shard = tmp_path / "shard.jsonl"
    shard.write_text(json.dumps(row) + "\n", encoding="utf-8")
    done = callproof("verify", shard, *both("--functions", sets), "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    (verdict,) = verdicts(tmp_path / "out")
    assert [each["result"] for each in verdict["executions"]] == ["shop a", "bank a", {"count": 2}, {"count": 300}]
    assert (verdict["label"], verdict["findings"]) == ("valid", [])


def test_the_check_asks_each_set_under_its_names(sets: list[str], tmp_path: Path) -> None:
    told = tmp_path / "report.json"
    words: tuple[str | Path, ...] = ("catalog", "check", *sets, "--examples", "2", "--cache", tmp_path, "--json", told)
    done = callproof(*words)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(told.read_text(encoding="utf-8"))
    assert {each["name"] for each in report["functions"]} == {
        *("label", "count_sold", "Desk"),
        *("bank_label", "bank_count_sold", "bank_Desk"),
    }
    assert "Nothing has changed" in callproof(*words).stderr
    assert "Nothing has changed" not in callproof(*words[:3], sets[1].replace("bank_=", "b_="), *words[4:]).stderr


def test_the_list_tells_the_new_names_and_where_they_lead(sets: list[str]) -> None:
    done = callproof("catalog", "show", *both("--functions", sets), "bank_label", "bank_count_sold")
    assert done.returncode == 0, done.stderr
    assert "bank_label(text: string)" in done.stdout
    assert "bank_Desk (toolkit, bank_desk:Desk)" in done.stdout
    assert callproof("catalog", "show", "--functions", sets[0], "bank_label").returncode == 1


def test_without_the_prefix_the_clash_is_refused(sets: list[str], tmp_path: Path) -> None:
    done = callproof("catalog", "show", "--functions", sets[0], "--functions", sets[1].removeprefix("bank_="))
    assert done.returncode == 2
    assert sets[1] in done.stderr


def test_functions_named_like_those_of_callproof_itself_are_built(tmp_path: Path) -> None:
    code = 'def describe(text: str) -> str:\n    """Describe."""\n    return text\n'
    (tmp_path / "words.py").write_text(code, encoding="utf-8")
    (tmp_path / "functions.toml").write_text('catalog = "catalog.json"\n[[module]]\nname = "words"\n', encoding="utf-8")
    done = callproof("catalog", "build", tmp_path)
    assert done.returncode == 0, done.stderr
    assert [each["name"] for each in json.loads((tmp_path / "catalog.json").read_bytes())["functions"]] == ["describe"]
