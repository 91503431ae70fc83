"""What the benchmarks compute from what they measure, and the shards that they measure over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.contenders import Contender, Sample
from benchmarks.memory import TARGET_BYTES, MemoryRow, target_text
from benchmarks.memory import told as memory_told
from benchmarks.shards import OTHER_TOOLS, catalog, other_tool, shard_lines, write_shard
from benchmarks.speed import SpeedRow, paired_ratio, row, table, told
from benchmarks.verify_run import BenchmarkError, run_verify
from service.datasets.shard import open_shard
from service.policies import read_policy
from service.verify import Verifier
from verifiers.model import Label

RATES = {"docker_run": [4.0, 2.0, 5.0], "bare_fork": [800.0, 400.0, 1000.0], "ours": [1600.0, 800.0, 2000.0]}


def contender(key: str, *, cores: int = 1, held: bool = True) -> Contender:
    def never(_: float) -> Sample:
        raise AssertionError("nothing is measured here")

    return Contender(key=key, name=key, cores=cores, measure=never, held_to_targets=held)


def memory_row(peak_memory_bytes: int) -> MemoryRow:
    return MemoryRow(
        examples=10, shard_bytes=1000, executed=True, peak_memory_bytes=peak_memory_bytes, elapsed_seconds=2.0
    )


def test_a_sample_is_as_fast_as_its_calls_by_its_time() -> None:
    assert Sample(calls=30, elapsed_seconds=1.5).per_second == 20


def test_a_ratio_compares_within_rounds_so_that_a_slow_round_cancels_out() -> None:
    assert paired_ratio([100.0, 10.0, 100.0], [10.0, 1.0, 10.0]) == 10


def test_a_ratio_is_the_median_of_the_rounds() -> None:
    assert paired_ratio([1.0, 20.0, 3.0], [1.0, 1.0, 1.0]) == 3


def test_a_row_is_compared_with_docker_run_as_it_is_and_with_bare_fork_per_core() -> None:
    ours = row(contender("ours", cores=2), RATES)
    assert (ours.median, ours.times_docker_run, ours.times_fork_per_core) == (1600, 400, 1)


@pytest.mark.parametrize(
    ("times_docker_run", "times_fork_per_core", "reached"),
    [(100.0, 0.5, (True, True)), (99.9, 0.5, (False, True)), (100.0, 0.499, (True, False))],
)
def test_a_target_is_reached_at_its_figure_and_not_below(
    times_docker_run: float, times_fork_per_core: float, reached: tuple[bool, bool]
) -> None:
    measured = SpeedRow(
        key="ours",
        name="ours",
        cores=1,
        calls_per_second=(1.0,),
        times_docker_run=times_docker_run,
        times_fork_per_core=times_fork_per_core,
        held_to_targets=True,
    )
    assert measured.reached == reached


def test_the_table_says_of_each_row_that_is_held_to_them_whether_it_reaches_the_targets() -> None:
    rows = [row(contender("docker_run", held=False), RATES), row(contender("ours", cores=8), RATES)]
    last = " ".join(table(rows).splitlines()[-1].split())
    assert last == "ours docker run: reached (400); bare fork per core: not reached (0.25)"


def test_the_figures_of_speed_are_json_with_every_round() -> None:
    figures = json.loads(json.dumps(told([row(contender("ours", cores=8), RATES)], rounds=3, seconds=1.0)))
    assert figures == {
        "rounds": 3,
        "seconds_per_row": 1.0,
        "targets": {"times_docker_run": 100.0, "times_fork_per_core": 0.5},
        "rows": [
            {
                "key": "ours",
                "name": "ours",
                "cores": 8,
                "calls_per_second": {"median": 1600, "min": 800, "max": 2000, "rounds": [1600, 800, 2000]},
                "times_docker_run": 400,
                "times_fork_per_core": 0.25,
                "targets_reached": {"times_docker_run": True, "times_fork_per_core": False},
            }
        ],
    }


def test_a_row_that_is_not_ours_has_no_targets() -> None:
    figures = told([row(contender("docker_run", held=False), RATES)], rounds=3, seconds=1.0)
    assert figures["rows"][0]["targets_reached"] is None


@pytest.mark.parametrize(
    ("peaks", "ending"),
    [([TARGET_BYTES, 1], ": reached"), ([1, TARGET_BYTES + 1], ": not reached")],
)
def test_memory_reaches_its_target_where_every_row_does(peaks: list[int], ending: str) -> None:
    assert target_text([memory_row(peak) for peak in peaks]).endswith(ending)


def test_the_figures_of_memory_are_json() -> None:
    (figures,) = json.loads(json.dumps(memory_told([memory_row(TARGET_BYTES + 1)])))["rows"]
    assert (figures["peak_memory_bytes"], figures["reached"]) == (TARGET_BYTES + 1, False)


def test_a_shard_has_the_same_bytes_every_time() -> None:
    assert list(shard_lines(50)) == list(shard_lines(50))


def test_a_row_has_about_1500_bytes_and_three_tools_of_different_names() -> None:
    lines = list(shard_lines(200))
    assert 1200 < sum(map(len, lines)) / len(lines) < 2200
    assert all(len({tool["name"] for tool in json.loads(line)["tools"]}) == 3 for line in lines)


def test_the_other_tools_have_schemas_of_their_own_and_all_come_up() -> None:
    assert len({json.dumps(other_tool(number)["parameters"]) for number in range(500)}) == 500
    offered = {tool["name"] for line in shard_lines(600, other_tools=500) for tool in json.loads(line)["tools"]}
    assert len(offered - catalog().functions.keys()) == 500


def test_there_are_as_many_other_tools_as_a_large_data_set_has() -> None:
    last = json.loads(list(shard_lines(3))[-1])
    assert any(tool["name"].endswith(f"_{2 * 7919 + OTHER_TOOLS // 2}") for tool in last["tools"])


def test_the_rows_of_a_shard_are_all_valid(tmp_path: Path) -> None:
    shard = tmp_path / "shard.jsonl"
    size_bytes = write_shard(shard, 300)
    verifier = Verifier(catalog=catalog(), policy=read_policy(None), sandbox=None)
    verdicts = [verdict for _, verdict in verifier.verify(open_shard([shard]).rows())]
    assert size_bytes == shard.stat().st_size
    assert len(verdicts) == 300
    assert {verdict.label for verdict in verdicts} == {Label.VALID}
    assert not [finding for verdict in verdicts for finding in verdict.findings]


def test_a_run_is_told_with_its_examples_its_time_and_its_memory(tmp_path: Path) -> None:
    shard = tmp_path / "shard.jsonl"
    write_shard(shard, 20)
    run = run_verify(shard, tmp_path / "out", ["--no-execute"])
    assert run.examples == 20
    assert run.elapsed_seconds > 0
    assert 10_000_000 < run.peak_memory_bytes < TARGET_BYTES


def test_a_run_that_fails_gives_no_figures_but_what_was_said(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match=r"ended with 2\. .*\n.*missing\.jsonl"):
        run_verify(tmp_path / "missing.jsonl", tmp_path / "out")


def test_a_run_that_does_not_find_all_valid_gives_no_figures(tmp_path: Path) -> None:
    shard = tmp_path / "shard.jsonl"
    shard.write_text('{"query": "?", "tools": [], "calls": [{"name": "nothing", "arguments": {}}]}\n')
    with pytest.raises(BenchmarkError, match="'invalid': 1"):
        run_verify(shard, tmp_path / "out", ["--no-execute"])
