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


def test_a_policy_that_demands_a_sandbox_is_kept_by_run_and_gate(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('[sandbox]\nrequire = ["bubblewrap"]\nprofiles = ["strict"]\n')
    out = tmp_path / "out"
    refused = callproof("verify", DEMO, "--out", out, "--policy", policy, "--sandbox", "docker")
    assert refused.returncode == 2
    assert "The policy demands" in refused.stderr
    other_profile = callproof("verify", DEMO, "--out", out, "--policy", policy, "--profile", "unprivileged")
    assert other_profile.returncode == 2
    assert "profiles strict" in other_profile.stderr
    done = callproof("verify", DEMO, "--out", out, "--policy", policy)
    assert done.returncode == 0, done.stderr
    assert {each["conditions"]["sandbox"] for each in verdicts(out)} == {"bubblewrap"}
    policy.write_text('[gate]\nmax_invalid_share = 1\nmax_unverified_share = 1\n[sandbox]\nrequire = ["docker"]\n')
    gate = callproof("gate", out, "--policy", policy)
    assert gate.returncode == 1
    assert "broken rule require" in gate.stdout
