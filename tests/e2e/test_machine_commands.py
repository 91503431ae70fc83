"""``doctor`` and ``images build`` on this machine."""

from __future__ import annotations

import json
from pathlib import Path

from tests.e2e.program import callproof


def test_doctor_tries_each_limit_and_finds_all_of_them_kept() -> None:
    done = callproof("doctor", "--runtime", "runc")
    assert done.returncode == 0, done.stdout
    for subject in ("engine", "box", "profile strict", "network tcp", "files", "memory", "processes", "output"):
        assert f"  ok        {subject}" in done.stdout
    assert "NOT OK" not in done.stdout
    assert "a run goes to               docker with runc, profile strict" in done.stdout
    assert done.stdout.endswith("Calls can be run there: the profile is kept, and every limit held.\n")


def test_doctor_without_an_engine_tells_that_a_run_goes_to_bubblewrap(tmp_path: Path) -> None:
    no_engine = {"DOCKER_HOST": f"unix://{tmp_path / 'no.sock'}"}
    done = callproof("doctor", "--json", environment=no_engine)
    told = json.loads(done.stdout)
    assert done.returncode == 0, told["decision"]
    assert told["decision"]["sandbox"] == "bubblewrap"
    assert not told["drivers"]["docker"]["available"]
    assert told["profiles"]["strict"] == [{"sandbox": "bubblewrap", "runtime": None}]


def test_doctor_asked_for_what_is_not_there_says_so_with_status_3(tmp_path: Path) -> None:
    no_engine = {"DOCKER_HOST": f"unix://{tmp_path / 'no.sock'}"}
    done = callproof("doctor", "--sandbox", "docker", environment=no_engine)
    assert done.returncode == 3
    assert "  not here  engine" in done.stdout
    assert done.stdout.endswith("Calls must not be run: not ok there is engine.\n")


def test_doctor_refuses_a_runtime_for_bubblewrap_as_wrong_usage() -> None:
    done = callproof("doctor", "--sandbox", "bubblewrap", "--runtime", "runsc")
    assert done.returncode == 2
    assert "runsc" in done.stderr


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
