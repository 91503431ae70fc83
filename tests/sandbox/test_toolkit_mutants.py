"""The bundled toolkits refuse wrong numbers and ids: mutants of their good calls, run in real boxes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.good_calls import good_calls
from benchmarks.measuring import BenchmarkError
from benchmarks.toolkit_mutants import (
    TOOLKIT_TARGET,
    TOTAL_TARGET,
    Fate,
    Tried,
    below,
    by_toolkit,
    main,
    measure,
    share,
)
from service.catalog.checking.calls import Runner
from service.catalog.load import load_catalog
from service.mutation import Mutation
from service.sandbox.model import Isolation
from service.sandbox.opening import open_pool
from verifiers.model import Json

GOOD_CALLS = 20


@pytest.fixture(scope="module")
def measured() -> tuple[list[Tried], dict[str, int]]:
    return measure()


def test_every_toolkit_gives_good_calls_to_mutate(measured: tuple[list[Tried], dict[str, int]]) -> None:
    _, calls = measured
    assert calls.keys() == load_catalog().toolkits.keys()
    assert {name: count for name, count in calls.items() if count < GOOD_CALLS} == {}


def test_every_toolkit_and_all_together_notice_what_they_have_to(
    measured: tuple[list[Tried], dict[str, int]],
) -> None:
    tried, _ = measured
    assert (TOTAL_TARGET, TOOLKIT_TARGET) == (0.6, 0.6)
    assert below(tried) == []


def test_they_do_without_ids_one_off_too_which_hardly_ever_exist(measured: tuple[list[Tried], dict[str, int]]) -> None:
    tried, _ = measured
    assert below([each for each in tried if each.mutant.mutation is not Mutation.ID_OFF_BY_ONE]) == []


def test_no_mutant_that_fits_the_schema_raises_or_hangs(measured: tuple[list[Tried], dict[str, int]]) -> None:
    tried, _ = measured
    assert [each for each in tried if each.fate is Fate.OTHER] == []


def test_ids_that_nobody_has_are_hardly_ever_taken(measured: tuple[list[Tried], dict[str, int]]) -> None:
    tried, _ = measured
    noticed = share(each for each in tried if each.mutant.mutation is Mutation.UNKNOWN_ID).noticed
    assert noticed is not None
    assert noticed > 0.95


def test_a_second_run_gives_the_same(measured: tuple[list[Tried], dict[str, int]]) -> None:
    tried, calls = measured
    again, counts = measure(["Notebook"], boxes=1)
    assert again == by_toolkit(tried)["Notebook"]
    assert counts == {"Notebook": calls["Notebook"]}


def test_the_command_prints_the_table_and_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "mutants.json"
    assert main(["--toolkit", "TaskLists", "--survivors", "--json", str(report)]) == 0
    told = capsys.readouterr().out
    assert re.search(r"^TaskLists, [0-9]+ calls +[0-9]+ +[0-9]+", told, re.MULTILINE)
    assert re.search(r"^TaskLists\.move_task another's id /target_list ", told, re.MULTILINE)
    assert told.endswith("target: 60% in total, 60% of each toolkit: reached\n")
    figures = json.loads(report.read_text(encoding="utf-8"))["TaskLists"]
    assert figures["another's id"]["returned_error"] > figures["another's id"]["ran happily"] > 0


def test_the_command_names_the_toolkits_where_one_is_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--toolkit", "Bnak"]) == 3
    assert "no toolkit Bnak; there are AddressBook, Bank," in capsys.readouterr().err


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    catalog = load_catalog()
    with open_pool(sandbox="auto", catalog=catalog, isolation=Isolation.EXAMPLE, boxes=1, say=print) as pool:
        yield Runner(catalog=catalog, alone=pool, together=pool)


@pytest.mark.parametrize(
    ("calls", "told"),
    [
        ([("get_balance", {"account": "ACC-1043"})], "call 0, get_balance: returned_error"),
        ([("get_balance", {"account": 1042})], "call 0, get_balance: does not fit the schema"),
        ([("get_balanse", {})], "there is no function get_balanse"),
        ([("get_balance", {"account": "ACC-1042"}), ("list_tables", {})], "its calls must be of one toolkit"),
    ],
)
def test_a_row_that_is_not_good_is_named(
    calls: list[tuple[str, dict[str, Json]]], told: str, runner: Runner, tmp_path: Path
) -> None:
    rows = tmp_path / "rows.jsonl"
    row = {"id": "wrong", "calls": [{"name": name, "arguments": arguments} for name, arguments in calls]}
    rows.write_text(json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(BenchmarkError, match=f"rows.jsonl, row wrong: {told}"):
        good_calls("Bank", runner, rows)
