"""Every row of the speed table is really measured: against an engine, as briefly as can be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks import speed
from benchmarks.catalogs import catalog_contenders
from benchmarks.contenders import contenders
from benchmarks.pools import PoolKind
from benchmarks.soak import soak
from service.sandbox import owner
from service.sandbox.engine import Engine

TREE = Path(__file__).resolve().parents[2]
OURS = {
    "docker_run",
    "docker_exec",
    "python",
    "bare_fork",
    "large_fork",
    "loaded_fork",
    "example_1_boxes_1_calls",
    "example_2_boxes_4_calls",
    "call_2_boxes_4_calls",
    "box_2_boxes_1_calls",
    "cold_example_1_boxes_1_calls",
    "outcome",
    "verdict",
    "verify",
}
"""The rows that need nothing but callproof and an engine; competitors and numpy would have to be installed."""


def test_every_contender_is_measured_and_leaves_no_box(engine: Engine) -> None:
    asked = [each for each in contenders(2, verified_examples=20) if each.key in OURS]
    report = speed.measure(asked, rounds=1, seconds=0.05)
    assert {each.key for each in report.rows} == OURS, report.missing
    assert all(rate > 0 for each in report.rows for rate in each.calls_per_second)
    own = owner.labels().items()
    assert not [box for box, labels in engine.boxes(owner.BOX_LABEL) if own <= labels.items()]


def test_catalogs_of_two_sizes_are_measured_in_processes_of_their_own(engine: Engine) -> None:
    report = speed.measure(catalog_contenders((20, 60), used=20), rounds=1, seconds=0.05)
    assert {each.key for each in report.rows} == {"catalog_20", "catalog_60"}, report.missing


def test_a_soak_counts_every_call_and_sees_the_box(engine: Engine) -> None:
    report = soak(PoolKind(isolation="example"), 30)
    assert report.all_returned
    assert sum(report.statuses.values()) == 30
    assert [each.calls for each in report.looks] == [3 * number for number in range(1, 11)]
    assert {each.boxes for each in report.looks} == {1}
    # The runner, its seed, two stems, and a worker that waits; None where the engine's groups cannot be read.
    assert {each.box_processes for each in report.looks} <= {4, 5, None}


def test_memory_is_measured_with_boxes_and_without(tmp_path: Path) -> None:
    figures = tmp_path / "memory.json"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "memory", "--examples", "20", "--json", str(figures)],
        capture_output=True,
        text=True,
        check=False,
        cwd=TREE,
    )
    assert done.returncode == 0, done.stderr
    assert figures.read_text(encoding="utf-8").count('"peak_memory_bytes"') == 2
