"""``callproof catalog new``: what it writes builds, passes the check and verifies as it stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.program import callproof, verdicts
from verifiers.model import Json


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "inner" / "shop"
    done = callproof("catalog", "new", folder)
    assert done.returncode == 0, done.stderr
    shown = done.stdout.splitlines()
    assert sorted(shown[:-2]) == sorted(str(path) for path in folder.rglob("*") if path.is_file())
    assert shown[-2] == f"next: callproof catalog check {folder}"
    return folder


def test_it_is_built_as_it_would_build_itself(started: Path) -> None:
    done = callproof("catalog", "build", started, "--check")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_it_passes_the_check_in_both_languages(started: Path, tmp_path: Path) -> None:
    told = tmp_path / "report.json"
    done = callproof("catalog", "check", started, "--language", "pl", "--cache", tmp_path, "--json", told)
    assert done.returncode == 0, done.stdout + done.stderr
    report: Json = json.loads(told.read_text(encoding="utf-8"))
    assert report["totals"]["inspected"] == 6
    assert report["totals"]["unchecked"] == 0


def test_its_examples_are_valid_by_running(started: Path, tmp_path: Path) -> None:
    done = callproof("verify", started / "examples.jsonl", "--functions", started, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    found = verdicts(tmp_path / "out")
    assert [(each["label"], each["findings"]) for each in found] == [("valid", [])] * 4
    assert [[run["result"] for run in each["executions"]] for each in found] == [
        ["small"],
        [34],
        [{"box": 2}, {"codes": ["AB123"], "free_boxes": 1}],
        [],
    ]


def test_its_toolkit_refuses_a_wrong_code(started: Path, tmp_path: Path) -> None:
    row = json.loads((started / "examples.jsonl").read_text(encoding="utf-8").splitlines()[2])
    row["calls"][0]["arguments"]["code"] = "CD457"
    shard = tmp_path / "wrong.jsonl"
    shard.write_text(json.dumps({**row, "query": "Collect parcel CD457.", "expected": None}), encoding="utf-8")
    done = callproof("verify", shard, "--functions", started, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    (verdict,) = verdicts(tmp_path / "out")
    assert verdict["executions"][0]["status"] == "returned_error"
    assert verdict["label"] == "invalid"


@pytest.mark.parametrize("taken", ["a file in it", "a hidden file in it", "a file in its place"])
def test_nothing_that_is_there_is_overwritten(tmp_path: Path, taken: str) -> None:
    folder = tmp_path / "mine"
    file = {"a file in it": folder / "functions.toml", "a hidden file in it": folder / ".env"}.get(taken, folder)
    file.parent.mkdir(exist_ok=True)
    file.write_text("mine", encoding="utf-8")
    done = callproof("catalog", "new", folder)
    assert done.returncode == 2
    assert f"{folder} is there already" in done.stderr
    assert file.read_text(encoding="utf-8") == "mine"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [file]
    assert not list(tmp_path.glob(".part-*"))


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert callproof("catalog", "new", tmp_path / "empty").returncode == 0
    assert (tmp_path / "empty" / "functions.toml").is_file()
