"""What the benchmarks compute from what they measure, and the shards that they measure over."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.catalogs import uses, write_functions
from benchmarks.chart import chart
from benchmarks.competitors import environment_python
from benchmarks.contenders import POOLS, contenders, opened
from benchmarks.driven import driven
from benchmarks.measuring import BenchmarkError, Contender, Kind, Measure, NotMeasurableError, NotMeasured, Sample
from benchmarks.memory import TARGET_BYTES, MemoryRow, target_text
from benchmarks.memory import told as memory_told
from benchmarks.pools import PoolKind, additions
from benchmarks.shards import OTHER_TOOLS, catalog, other_tool, shard_lines, write_shard
from benchmarks.soak import Look, Rule, SoakReport, flat, soak_text, soak_told
from benchmarks.speed import SpeedReport, measure, paired_ratio, report, table, told
from benchmarks.targets import Compare, Result, Target, judge, targets_text
from benchmarks.verify_run import run_verify
from service.catalog.load import load_catalog
from service.datasets.shard import open_shard
from service.policies import read_policy
from service.verify import Verifier
from verifiers.model import Label

RATES = {"docker_run": [4.0, 2.0, 5.0], "loaded_fork": [800.0, 400.0, 1000.0], "ours": [1600.0, 800.0, 2000.0]}


def never(_: object) -> Measure:
    raise NotMeasurableError("nothing is\nmeasured here")


def contender(
    key: str, *, cores: int = 1, kind: Kind = Kind.RATE, open_it: Callable[[ExitStack], Measure] = never
) -> Contender:
    return Contender(key=key, name=key, cores=cores, kind=kind, open=open_it)


def measured(cores: int = 1) -> SpeedReport:
    samples = {key: [Sample(calls=int(rate), elapsed_seconds=1.0) for rate in rates] for key, rates in RATES.items()}
    missing = [NotMeasured(key="other", name="another", reason="there is none")]
    return report([contender(key, cores=cores if key == "ours" else 1) for key in RATES], samples, missing)


def target(compare: Compare, bound: float, *bases: str) -> Target:
    return Target(subject="ours", text="ours", compare=compare, bound=bound, bases=bases)


def look(calls: int, **changed: float | None) -> Look:
    values = {
        "elapsed_seconds": calls / 100,
        "host_memory_bytes": 50e6,
        "host_descriptors": 9,
        "host_threads": 3,
        "boxes": 2,
        "box_processes": 2,
        "box_memory_bytes": 20e6,
    }
    return Look(calls=calls, **(values | changed))  # type: ignore[arg-type] # numbers, as the fields want


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


def test_a_row_about_latencies_has_the_median_as_its_rate_and_tells_the_slow_ones() -> None:
    sample = Sample(calls=4, elapsed_seconds=9.0, latencies_seconds=(0.1, 0.2, 0.2, 0.4))
    assert (sample.per_second, sample.slow_seconds) == (5, 0.4)


def test_a_row_is_compared_with_docker_run_as_it_is_and_with_bare_fork_per_core() -> None:
    ours = measured(cores=2).rows[-1]
    assert (ours.median, ours.times_docker_run, ours.times_fork_per_core) == (1600, 400, 1)
    assert ours.fork_seconds == 1 / 800


def test_a_row_without_its_bases_is_shown_without_the_comparison() -> None:
    alone = report([contender("ours")], {"ours": [Sample(calls=5, elapsed_seconds=1.0)]}, [])
    assert (alone.rows[0].times_docker_run, alone.rows[0].times_fork_per_core) == (None, None)
    assert table(alone).splitlines()[2].split() == ["ours", "5.0", "5.0", "5.0", "0.20", "s", "-", "-", "1", "-"]


@pytest.mark.parametrize(
    ("asked", "figure", "reached"),
    [
        (target(Compare.TIMES_AS_FAST, 2.0, "loaded_fork"), 2.0, True),
        (target(Compare.TIMES_AS_FAST, 2.1, "loaded_fork", "docker_run"), 2.0, False),
        (target(Compare.TIMES_AS_LONG, 0.5, "loaded_fork"), 0.5, True),
        (target(Compare.TIMES_AS_LONG, 0.4, "loaded_fork"), 0.5, False),
        (target(Compare.PER_SECOND, 1600), 1600, True),
        (target(Compare.PER_SECOND, 1601), 1600, False),
        (target(Compare.SECONDS, 1 / 1600), 1 / 1600, True),
        (target(Compare.SECONDS, 1 / 1601), 1 / 1600, False),
        (target(Compare.TIMES_AS_FAST, 1.0, "nobody"), None, None),
    ],
)
def test_a_target_is_reached_at_its_figure_and_not_beyond(asked: Target, figure: float, reached: bool | None) -> None:
    (result,) = judge(RATES, [asked])
    assert (result.value, result.reached) == (figure, reached)


def test_a_target_is_not_measured_where_its_row_is_missing() -> None:
    (result,) = judge({"loaded_fork": [1.0]}, [target(Compare.TIMES_AS_FAST, 1.0, "loaded_fork")])
    assert result.verdict == "not measured"


def test_a_target_beside_several_rows_is_held_to_the_fastest_of_them_in_each_round() -> None:
    rates = {"ours": [100.0, 100.0], "one": [10.0, 1.0], "other": [1.0, 20.0]}
    (result,) = judge(rates, [target(Compare.TIMES_AS_FAST, 1.0, "one", "other")])
    assert result.rounds == (10, 5)


def test_a_target_says_which_rows_it_is_not_held_against() -> None:
    (result,) = judge(RATES, [target(Compare.TIMES_AS_FAST, 1.0, "loaded_fork", "nobody")])
    assert (result.value, result.without) == (2.0, ("nobody",))
    assert targets_text([result]).endswith("; without nobody")


def test_the_targets_are_told_with_their_figures() -> None:
    asked = target(Compare.TIMES_AS_FAST, 200.0, "docker_run")
    text = targets_text([Result(target=asked, rounds=(400.0,)), Result(target=asked, rounds=())])
    assert [line.split(maxsplit=1)[0] for line in text.splitlines()] == ["targets", "reached", "not"]
    assert "reached (400)" in text
    assert "at least 200 times as fast" in text


def test_what_is_not_measured_is_told_with_the_reason() -> None:
    assert "not measured: another: there is none" in table(measured())
    assert told(measured(), rounds=3, seconds=1.0)["not_measured"] == [
        {"key": "other", "name": "another", "reason": "there is none"}
    ]


def test_a_contender_that_cannot_be_opened_is_missing_with_the_reason_and_the_others_are_ready() -> None:
    given_back: list[str] = []

    def open_it(stack: ExitStack) -> Measure:
        stack.callback(given_back.append, "given back")
        return lambda seconds: Sample(calls=1, elapsed_seconds=seconds)

    with ExitStack() as stack:
        ready, missing = opened([contender("gone"), contender("there", open_it=open_it)], stack)
        assert [each.contender.key for each in ready] == ["there"]
        assert [(each.key, each.reason) for each in missing] == [("gone", "nothing is measured here")]
        assert not given_back
    assert given_back == ["given back"]


def test_a_contender_that_fails_in_a_later_round_is_missing_and_stops_nobody() -> None:
    def open_failing(_: ExitStack) -> Measure:
        samples = iter([Sample(calls=1, elapsed_seconds=1.0)] * 2)

        def fail_third(_: float) -> Sample:
            sample = next(samples, None)
            if sample is None:
                raise BenchmarkError("broken")
            return sample

        return fail_third

    def open_well(_: ExitStack) -> Measure:
        return lambda _: Sample(calls=2, elapsed_seconds=1.0)

    found = measure([contender("bad", open_it=open_failing), contender("good", open_it=open_well)], rounds=3)
    assert [(each.key, len(each.calls_per_second)) for each in found.rows] == [("good", 3)]
    assert [each.reason for each in found.missing] == ["it failed in round 2: broken"]


def test_the_figures_of_speed_are_json_with_every_round() -> None:
    figures = json.loads(json.dumps(told(measured(cores=8), rounds=3, seconds=1.0)))
    assert (figures["rounds"], figures["seconds_per_row"]) == (3, 1.0)
    assert {each["reached"] for each in figures["targets"]} == {None}
    assert figures["rows"][-1] == {
        "key": "ours",
        "name": "ours",
        "cores": 8,
        "kind": "rate",
        "calls_per_second": {"median": 1600, "min": 800, "max": 2000, "rounds": [1600, 800, 2000]},
        "seconds": {"median": 1 / 1600, "p95": None},
        "fork_seconds": 1 / 800,
        "times_docker_run": 400,
        "times_fork_per_core": 0.25,
    }


def test_no_two_rows_have_one_key_or_one_name() -> None:
    rows = contenders(2)
    assert len({each.key for each in rows}) == len({each.name for each in rows}) == len(rows)


def test_every_target_names_rows_that_there_are() -> None:
    keys = {each.key for each in contenders(2)}
    assert {key for each in judge({}) for key in (each.target.subject, *each.target.bases)} <= keys


def test_the_pools_differ_in_isolation_sandbox_and_runtime() -> None:
    assert {each.isolation for each in POOLS} == {"example", "call", "box", "batch", "auto"}
    assert {(each.sandbox, each.runtime) for each in POOLS} == {
        ("docker", None),
        ("docker", "runsc"),
        ("bubblewrap", None),
    }
    assert PoolKind(isolation="example", boxes=2, runtime="runsc").name == "pool, runsc, example, 2 boxes"


def test_the_plans_of_a_pool_differ_and_know_what_they_return() -> None:
    requests = additions(catalog(), 2)
    assert len({each.results for each in requests}) == len(requests) > 50
    assert [dict(call.arguments) for call in requests[5].plan.calls] == [
        {"first": 5, "second": 3},
        {"first": 5, "second": 4},
    ]
    assert requests[5].results == (8, 9)


def test_the_chart_is_an_image_with_a_bar_for_each_rate() -> None:
    drawn = ElementTree.fromstring(chart(measured().rows))
    texts = [each.text for each in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert {"ours", "docker_run", "loaded_fork", "1,600"} <= set(texts)


def test_rows_about_latencies_are_not_drawn() -> None:
    sample = Sample(calls=1, elapsed_seconds=1.0, latencies_seconds=(1.0,))
    assert chart(report([contender("slow", kind=Kind.LATENCY)], {"slow": [sample]}, []).rows) == ""


def test_a_program_that_ends_is_not_measurable_and_its_last_words_are_told() -> None:
    with (
        pytest.raises(NotMeasurableError, match="it ended: SystemExit: no such package"),
        driven([sys.executable, "-c", "import sys; sys.exit('SystemExit: no such package')"]),
    ):
        pass


def test_a_program_measures_itself_and_says_so() -> None:
    loop = Path(__file__).parents[2] / "benchmarks" / "programs" / "fork_loop.py"
    with driven([sys.executable, loop]) as process:
        assert process.greeting == {"ready": True}
        assert process.measure(0.01).calls > 0


def test_an_environment_that_cannot_be_installed_is_not_measurable(tmp_path: Path) -> None:
    (tmp_path / "none.txt").write_text("no-such-package==1.0 --hash=sha256:" + "0" * 64 + " --no-such-option\n")
    with pytest.raises(NotMeasurableError, match="its packages cannot be installed"):
        environment_python("none", recipes=tmp_path, cache=tmp_path / "cache")


def test_a_small_set_of_made_up_functions_is_the_beginning_of_a_large_one(tmp_path: Path) -> None:
    write_functions(tmp_path / "small", 20)
    write_functions(tmp_path / "large", 45)
    small = {each.name: each.read_bytes() for each in (tmp_path / "small").iterdir()}
    large = {each.name: each.read_bytes() for each in (tmp_path / "large").iterdir()}
    assert len(large) == 3
    assert small.items() <= large.items()
    loaded = load_catalog([str(tmp_path / "large")])
    assert len(loaded.functions) == 45
    assert [each.results for each in uses(loaded, 2)] == [(2,), (7,)]


RISING = Rule(field="boxes", text="boxes", share=0.1, slack=1)


@pytest.mark.parametrize(
    ("values", "answer"),
    [
        ([1, 5, 9, 10, 10, 10, 12, 12, 12], True),
        ([1, 5, 9, 10, 10, 10, 12, 12, 13], False),
        ([9, 9, 9, 10, 10, 10, 1, 1, 1], True),
        ([1, None, 1], None),
        ([1, 1], None),
    ],
)
def test_a_series_is_flat_where_its_last_third_stays_near_its_middle_third(
    values: list[float | None], answer: bool | None
) -> None:
    assert flat(values, RISING) is answer


def test_a_soak_says_how_its_calls_ended_and_what_grew() -> None:
    looks = tuple(look(100 * number, host_memory_bytes=50e6 * number) for number in range(1, 10))
    ended = SoakReport(kind=PoolKind(isolation="example"), statuses=Counter(returned=9, crashed=1), looks=looks)
    text = soak_text(ended)
    assert "not reached (1 crashed, 9 returned)" in text
    assert [line.split("  ")[1] for line in text.splitlines()[1:3]] == ["not flat", "flat"]
    figures = json.loads(json.dumps(soak_told(ended)))
    assert (figures["all_returned"], len(figures["looks"])) == (False, 9)
    assert figures["flat"]["host_memory_bytes"]["flat"] is False


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
