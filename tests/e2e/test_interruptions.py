"""A run that is killed, stopped, or loses its engine or disk keeps its verdicts and goes on after them."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Mapping
from pathlib import Path

import pytest

from service.sandbox import owner
from service.sandbox.engine import Engine
from tests.e2e.forwarding import forwarded_engine
from tests.e2e.program import callproof, many_rows, repeatable, started, wait_for_verdicts

COPIES = 3


@pytest.fixture(scope="module")
def shard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return many_rows(tmp_path_factory.mktemp("rows") / "many.jsonl", COPIES)


@pytest.fixture(scope="module")
def undisturbed(shard: Path, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    done = callproof("verify", shard, "--out", out)
    assert done.returncode == 0, done.stderr
    return repeatable(out)


def is_of(pid: int, labels: Mapping[str, str]) -> bool:
    return any(value.startswith(f"{pid}:") for value in labels.values())


def test_a_killed_run_goes_on_to_equal_bytes(shard: Path, undisturbed: list[bytes], tmp_path: Path) -> None:
    for killed_after in (1, 400, 900):
        with started("verify", shard, "--out", tmp_path) as process:
            wait_for_verdicts(process, tmp_path, killed_after)
            process.send_signal(signal.SIGKILL)
            assert process.wait() == -signal.SIGKILL
    assert (tmp_path / "verdicts.jsonl.partial").exists()
    done = callproof("verify", shard, "--out", tmp_path)
    assert done.returncode == 0
    assert "Going on with the run that was cut off" in done.stderr
    assert repeatable(tmp_path) == undisturbed


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_says_how_to_go_on_and_leaves_no_box(
    shard: Path, undisturbed: list[bytes], tmp_path: Path, engine: Engine, number: signal.Signals
) -> None:
    with started("verify", shard, "--out", tmp_path) as process:
        wait_for_verdicts(process, tmp_path, 100)
        process.send_signal(number)
        _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "verdicts are kept" in said
    assert "Traceback" not in said
    assert not [name for name, labels in engine.boxes(owner.BOX_LABEL) if is_of(process.pid, labels)]
    assert callproof("verify", shard, "--out", tmp_path).returncode == 0
    assert repeatable(tmp_path) == undisturbed


def test_an_engine_that_goes_away_ends_the_run_with_status_3(
    shard: Path, undisturbed: list[bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with (
        forwarded_engine(tmp_path / "engine.sock") as (address, cut),
        started("verify", shard, "--out", out, environment={"DOCKER_HOST": address}) as process,
    ):
        wait_for_verdicts(process, out, 100)
        cut()
        _, said = process.communicate(timeout=120)
    assert process.returncode == 3, said
    assert "verdicts are kept" in said
    assert "Traceback" not in said
    assert callproof("verify", shard, "--out", out).returncode == 0
    assert repeatable(out) == undisturbed


def test_a_full_disk_ends_the_run_with_status_3_and_loses_nothing(
    shard: Path, undisturbed: list[bytes], tmp_path: Path
) -> None:
    limited = (shutil.which("bash") or "bash", "-c", 'ulimit -f 256; exec "$@"', "bash")
    done = callproof("verify", shard, "--out", tmp_path, prefix=limited)
    assert done.returncode == 3, done.stderr
    assert "There is no room left" in done.stderr
    assert "verdicts that are kept" in done.stderr
    assert callproof("verify", shard, "--out", tmp_path).returncode == 0
    assert repeatable(tmp_path) == undisturbed


def test_two_runs_never_write_into_one_folder(shard: Path, tmp_path: Path) -> None:
    with started("verify", shard, "--out", tmp_path) as process:
        wait_for_verdicts(process, tmp_path, 1)
        second = callproof("verify", shard, "--out", tmp_path)
    assert second.returncode == 3
    assert "Another run is writing" in second.stderr
