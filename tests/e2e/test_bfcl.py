"""BFCL's own examples and code in real boxes: what ``make verify-bfcl`` does, and that its check can fail."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from examples.bfcl.check import ROWS, check
from examples.bfcl.package import HERE
from tests.e2e.program import TREE, verdicts
from verifiers.model import Json

DIALOGUES = ("multi-turn", "long-context")
WAIVERS = HERE / "waivers.toml"


def verify_bfcl(*args: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "examples.bfcl", *map(str, args)]
    return subprocess.run(command, cwd=TREE, capture_output=True, text=True, check=False, timeout=900)


@pytest.fixture(scope="module")
def bfcl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of all runs. The package is kept where ``make verify-bfcl`` keeps it, to be fetched once."""
    out = tmp_path_factory.mktemp("bfcl")
    done = verify_bfcl("--out", out, "--packages", TREE / "out" / "bfcl" / "packages")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("All holds.\n")
    return out


@pytest.fixture
def copied(bfcl: Path, tmp_path: Path) -> Path:
    """What the check reads, to be spoilt."""
    for run in ROWS:
        (tmp_path / run).mkdir()
        shutil.copy(bfcl / run / "verdicts.jsonl", tmp_path / run)
    shutil.copy(bfcl / "direct.jsonl", tmp_path)
    return tmp_path


def dialogues(out: Path) -> list[Json]:
    return [verdict for run in DIALOGUES for verdict in verdicts(out / run)]


def spoil(out: Path, run: str, change: Callable[[Json], bool]) -> str:
    """Change the first verdict of a run that ``change`` takes; the row's id."""
    told = verdicts(out / run)
    row = next(verdict["example_id"] for verdict in told if change(verdict))
    (out / run / "verdicts.jsonl").write_text("".join(json.dumps(each) + "\n" for each in told))
    return str(row)


def complaints(out: Path, waivers: Path = WAIVERS) -> str:
    return "\n".join(check(out, waivers).complaints)


def test_every_good_call_of_the_800_dialogues_runs_in_a_box_and_returns(bfcl: Path) -> None:
    told = dialogues(bfcl)
    assert len(told) == 800
    assert [ran["status"] for verdict in told for ran in verdict["executions"]] == ["returned"] * 4625
    assert {verdict["conditions"]["sandbox"] for verdict in told} == {"docker"}


def test_the_results_are_those_of_the_classes_run_without_a_sandbox(bfcl: Path) -> None:
    direct = [json.loads(line) for line in (bfcl / "direct.jsonl").read_bytes().splitlines()]
    boxed = {verdict["example_id"]: [ran["result"] for ran in verdict["executions"]] for verdict in dialogues(bfcl)}
    assert {row["id"]: json.dumps(row["results"], sort_keys=True) for row in direct} == {
        row: json.dumps(results, sort_keys=True) for row, results in boxed.items()
    }


def test_dialogues_that_are_not_waived_are_valid(bfcl: Path) -> None:
    waivers = WAIVERS.read_text(encoding="utf-8")
    others = [verdict for verdict in dialogues(bfcl) if f'"{verdict["example_id"]}"' not in waivers]
    assert len(others) == 789
    assert {verdict["label"] for verdict in others} == {"valid"}


def test_at_most_one_single_turn_row_in_forty_is_invalid(bfcl: Path) -> None:
    labels = [verdict["label"] for verdict in verdicts(bfcl / "single-turn")]
    assert len(labels) == 2501
    assert labels.count("invalid") <= 0.025 * 2501


def test_single_turn_rows_without_a_mistake_are_unverified_because_their_tools_have_no_code(bfcl: Path) -> None:
    rows = [verdict for verdict in verdicts(bfcl / "single-turn") if verdict["label"] != "invalid"]
    assert {verdict["label"] for verdict in rows} == {"unverified"}
    assert not [ran for verdict in rows for ran in verdict["executions"]]


def test_irrelevance_rows_without_calls_are_never_invalid(bfcl: Path) -> None:
    told = verdicts(bfcl / "irrelevance")
    assert len(told) == 1124
    assert "invalid" not in {verdict["label"] for verdict in told}


def test_irrelevance_rows_with_a_call_forced_in_are_never_valid(bfcl: Path) -> None:
    told = verdicts(bfcl / "forced-calls")
    assert len(told) == 1124
    assert "valid" not in {verdict["label"] for verdict in told}


def test_a_forced_call_fits_its_tool_so_that_only_its_being_there_is_refused(bfcl: Path) -> None:
    rejected = [
        {
            found["code"]
            for found in verdict["findings"]
            if found["severity"] == "reject" and found["blame"] == "example"
        }
        for verdict in verdicts(bfcl / "forced-calls")
    ]
    assert rejected.count({"relevance.call_not_expected"}) == 1120
    assert rejected.count({"relevance.call_not_expected", "schema.unknown_tool"}) == 4  # they offer no tool


def test_the_package_cannot_be_imported_by_callproof(bfcl: Path) -> None:
    assert importlib.util.find_spec("bfcl_eval") is None


def test_the_check_finds_a_result_that_differs_from_the_direct_run(copied: Path) -> None:
    def change(verdict: Json) -> bool:
        verdict["executions"][0]["result"] = "another"
        return True

    row = spoil(copied, "multi-turn", change)
    assert complaints(copied) == f"{row}, call 0: the box gave another result than the class run directly"


def test_the_check_finds_a_call_that_did_not_return(copied: Path) -> None:
    def change(verdict: Json) -> bool:
        verdict["executions"][0]["status"] = "timed_out"
        return True

    row = spoil(copied, "long-context", change)
    assert f"{row}, call 0: timed_out" in complaints(copied)


def test_the_check_finds_a_dialogue_that_was_not_executed(copied: Path) -> None:
    def change(verdict: Json) -> bool:
        verdict["executions"] = []
        return True

    row = spoil(copied, "multi-turn", change)
    assert f"{row}: 0 calls were run in a box" in complaints(copied)


def test_the_check_finds_a_row_without_a_verdict(copied: Path) -> None:
    path = copied / "irrelevance" / "verdicts.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[1:]))
    assert complaints(copied) == "irrelevance: 1123 rows were judged, not 1124"


@pytest.mark.parametrize(
    ("run", "label", "complaint"),
    [
        ("multi-turn", "unverified", "it is unverified"),
        ("single-turn", "valid", "it is valid, but its calls have no code"),
        ("irrelevance", "invalid", "it is invalid without a call"),
        ("forced-calls", "valid", "a call was forced in, and it is valid"),
    ],
)
def test_the_check_finds_a_label_that_must_not_be(copied: Path, run: str, label: str, complaint: str) -> None:
    def change(verdict: Json) -> bool:
        verdict["label"] = label
        return True

    row = spoil(copied, run, change)
    assert complaints(copied).startswith(f"{row}: {complaint}")


def test_the_check_finds_too_many_invalid_single_turn_rows(copied: Path) -> None:
    changed: int = 0

    def change(verdict: Json) -> bool:
        nonlocal changed
        changed += int(verdict["label"] == "unverified")
        verdict["label"] = "invalid"
        return changed >= 10

    spoil(copied, "single-turn", change)
    assert complaints(copied) == "63 of 2501 single-turn rows are invalid, more than 2.5%"


def test_the_check_finds_a_finding_that_is_not_waived(copied: Path, tmp_path: Path) -> None:
    first, _, rest = WAIVERS.read_text(encoding="utf-8").partition("[[waiver]]")
    _, _, rest = rest.partition("[[waiver]]")
    waivers = tmp_path / "waivers.toml"
    waivers.write_text(f"{first}[[waiver]]{rest}", encoding="utf-8")
    assert "multi_turn_base_46: relevance.scenario_mismatch without a waiver" in complaints(copied, waivers)


def test_a_waiver_that_is_not_needed_ends_the_check_with_1_and_names_the_row(copied: Path, tmp_path: Path) -> None:
    waivers = tmp_path / "waivers.toml"
    surplus = '\n[[waiver]]\nid = "simple_python_0"\ncodes = ["schema.wrong_type"]\nreason = "None."\n'
    waivers.write_text(WAIVERS.read_text(encoding="utf-8") + surplus, encoding="utf-8")
    done = verify_bfcl("--out", copied, "--waivers", waivers, "--check-only")
    assert done.returncode == 1
    assert "simple_python_0: the waiver of schema.wrong_type is no longer needed; remove it\n" in done.stdout
    assert done.stdout.endswith("Complaints: 1.\n")
