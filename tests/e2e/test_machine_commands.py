"""``doctor`` and ``images build`` on this machine."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.program import callproof


def test_doctor_tries_each_limit_and_finds_all_of_them_kept() -> None:
    done = callproof("doctor")
    assert done.returncode == 0, done.stdout
    for subject in (
        "engine",
        "no network",
        "read-only files",
        "not root",
        "memory",
        "processes",
        "wall time",
        "output",
    ):
        assert f"ok      {subject}" in done.stdout


def test_doctor_without_an_engine_says_so_with_status_3(tmp_path: Path) -> None:
    done = callproof("doctor", environment={"DOCKER_HOST": f"unix://{tmp_path / 'no.sock'}"})
    assert done.returncode == 3
    assert done.stdout.startswith("NOT OK  engine")


def test_images_that_are_there_are_named_and_not_built_again() -> None:
    callproof("images", "build")
    done = callproof("images", "build")
    assert done.returncode == 0
    assert done.stdout.startswith("callproof/functions:")
    assert done.stderr == ""


def test_quiet_images_say_nothing_where_nothing_was_to_do() -> None:
    callproof("images", "build")
    done = callproof("images", "build", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
