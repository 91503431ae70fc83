"""The demo shard in boxes of each kind: its verdicts are the same bytes."""

from pathlib import Path

from tests.e2e.program import DEMO, callproof, repeatable, verdicts


def test_bubblewrap_gives_the_bytes_that_docker_gives(tmp_path: Path) -> None:
    for sandbox in ("docker", "bubblewrap"):
        done = callproof("verify", DEMO, "--out", tmp_path / sandbox, "--sandbox", sandbox)
        assert done.returncode == 0, done.stderr
        assert {each["conditions"]["sandbox"] for each in verdicts(tmp_path / sandbox)} == {sandbox}
    assert repeatable(tmp_path / "bubblewrap") == repeatable(tmp_path / "docker")


def test_a_sandbox_that_was_asked_for_and_is_not_there_ends_the_run(tmp_path: Path) -> None:
    done = callproof("verify", DEMO, "--out", tmp_path, "--sandbox", "bubblewrap", "--runtime", "runsc")
    assert done.returncode == 2
    assert "runsc" in done.stderr
