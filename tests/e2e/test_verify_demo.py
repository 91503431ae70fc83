"""The demo shard in real boxes: its labels, and that they are the same however it is run."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.e2e.program import DEMO, callproof, repeatable, verdicts
from verifiers.model import Json

EXPECTED: Json = json.loads(DEMO.with_name("demo.expected.json").read_bytes())


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo") / "out"
    done = callproof("verify", DEMO, "--out", out)
    assert done.returncode == 0, done.stderr
    assert "look first at" in done.stdout
    return out


def test_every_row_gets_a_verdict_in_input_order(demo: Path) -> None:
    rows = DEMO.read_bytes().splitlines()
    assert [each["provenance"]["example_sha256"] for each in verdicts(demo)] == [
        hashlib.sha256(line).hexdigest() for line in rows
    ]


def test_every_label_and_code_is_the_expected_one(demo: Path) -> None:
    judged = {
        place: {"label": each["label"], "codes": {found["code"] for found in each["findings"]}}
        for place, each in zip(EXPECTED, verdicts(demo), strict=True)
    }
    assert {
        place: (found, EXPECTED[place])
        for place, found in judged.items()
        if found["label"] != EXPECTED[place]["label"] or not found["codes"] >= set(EXPECTED[place]["codes"])
    } == {}


def test_every_row_stands_in_the_file_of_its_label_byte_for_byte(demo: Path) -> None:
    rows: dict[str, bytes] = {}
    for line, verdict in zip(DEMO.read_bytes().splitlines(keepends=True), verdicts(demo), strict=True):
        rows[verdict["label"]] = rows.get(verdict["label"], b"") + line
    assert {label: (demo / f"{label}.jsonl").read_bytes() for label in rows} == rows


def test_another_run_gives_equal_bytes(demo: Path, tmp_path: Path) -> None:
    assert callproof("verify", DEMO, "--out", tmp_path, "--boxes", "1").returncode == 0
    assert repeatable(tmp_path) == repeatable(demo)


@pytest.mark.parametrize("isolation", ["call", "box"])
def test_every_isolation_level_gives_equal_bytes(demo: Path, tmp_path: Path, isolation: str) -> None:
    done = callproof("verify", DEMO, "--out", tmp_path, "--isolation", isolation)
    assert done.returncode == 0, done.stderr
    assert repeatable(tmp_path) == repeatable(demo)


def test_an_executed_call_is_explained(demo: Path) -> None:
    judged = next(each for each in verdicts(demo) if "execution.wrong_result" in {f["code"] for f in each["findings"]})
    done = callproof("explain", demo, judged["example_id"])
    assert done.returncode == 0
    for told in ("invalid, because execution.wrong_result", "returned: ", "expected: returned", "ran in: docker"):
        assert told in done.stdout


def test_the_gate_refuses_the_demo_and_names_its_rules(demo: Path) -> None:
    done = callproof("gate", demo)
    assert done.returncode == 1
    assert "broken rule max_invalid_share" in done.stdout


def test_the_good_rows_alone_are_released(demo: Path, tmp_path: Path) -> None:
    assert callproof("verify", demo / "valid.jsonl", "--out", tmp_path).returncode == 0
    done = callproof("gate", tmp_path)
    assert (done.returncode, done.stdout) == (0, "Release.\n")
