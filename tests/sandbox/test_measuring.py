"""Every row of the speed table is really measured: against an engine, as briefly as can be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks import speed
from service.sandbox import owner
from service.sandbox.engine import Engine

TREE = Path(__file__).resolve().parents[2]


def test_every_contender_is_measured_and_leaves_no_box(engine: Engine) -> None:
    rows = speed.measure(processors=2, rounds=1, seconds=0.05, verified_examples=20)
    assert {"docker_run", "docker_exec", "python", "bare_fork", "loaded_fork", "example_1_boxes_1_calls", "verify"} <= {
        each.key for each in rows
    }
    assert all(rate > 0 for each in rows for rate in each.calls_per_second)
    own = owner.labels().items()
    assert not [box for box, labels in engine.boxes(owner.BOX_LABEL) if own <= labels.items()]


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
