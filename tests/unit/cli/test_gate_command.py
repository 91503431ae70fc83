"""``callproof gate``: release or not."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from tests.unit.cli.running import Program, example

ALLOW = "[gate]\nallow_unexecuted = true\n"


def gate(program: Program, policy: str | None, *args: str) -> tuple[int, str]:
    extra: list[str] = []
    if policy is not None:
        path = program.folder / "policy.toml"
        path.write_text(policy)
        extra = ["--policy", str(path)]
    done = program.run("gate", program.out, *extra, *args)
    return done.status, done.out + done.err


def test_a_good_run_is_released(program: Program) -> None:
    program.verify(program.shard(example("good")))
    assert gate(program, ALLOW) == (0, "Release.\n")


def test_verdicts_without_execution_are_not_released_by_default(program: Program) -> None:
    program.verify(program.shard(example("good")))
    status, said = gate(program, None)
    assert status == 1
    assert "broken rule allow_unexecuted" in said
    assert "good" in said


@pytest.mark.parametrize(
    ("policy", "rule"),
    [
        ("", "max_invalid_share"),
        ("max_invalid_share = 0.3", "max_invalid_share"),
        ("max_invalid_share = 1\nmin_examples = 3", "min_examples"),
        ('max_invalid_share = 1\nforbidden_codes = ["schema.number_as_string"]', "forbidden_codes"),
    ],
)
def test_each_broken_rule_is_named(program: Program, policy: str, rule: str) -> None:
    program.verify(program.shard(example("good"), example("bad", "1")))
    status, said = gate(program, ALLOW + policy)
    assert status == 1
    assert [line.split()[2] for line in said.splitlines() if line.startswith("broken rule")] == [f"{rule}:"]


def test_offenders_are_named(program: Program) -> None:
    program.verify(program.shard(example("good"), example("bad", "1")))
    assert "examples: bad" in gate(program, ALLOW)[1]


def test_other_severities_label_the_verdicts_again(program: Program) -> None:
    program.verify(program.shard(example("bad", "1")))
    assert gate(program, ALLOW + '[severity]\n"schema.number_as_string" = "note"\n')[0] == 0


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        ("[gate]\nmax_invalid = 0.1", "gate.max_invalid"),
        ("[gate]\nmax_invalid_share = 2", "gate.max_invalid_share"),
        ("[gate]\nmax_invalid_share = nan", "gate.max_invalid_share"),
        ("[gate]\nmin_examples = 0", "gate.min_examples"),
        ('[gate]\nforbidden_codes = ["schema.x"]', "gate.forbidden_codes[0]"),
        ('[severity]\n"schema.format" = "fatal"', "severity.schema.format"),
        ('[severity]\n"no.such" = "note"', "severity.no.such"),
        ("[gates]", "gates"),
        ("[gate", "not TOML"),
    ],
)
def test_a_wrong_policy_is_wrong_usage_with_the_key(program: Program, policy: str, told: str) -> None:
    program.verify(program.shard(example("good")))
    status, said = gate(program, policy)
    assert status == 2
    assert told in said


def test_a_folder_that_is_not_there_is_wrong_usage(program: Program) -> None:
    assert gate(program, None)[0] == 2


def test_a_folder_without_verdicts_never_passes(program: Program) -> None:
    program.out.mkdir()
    status, said = gate(program, ALLOW)
    assert status == 1
    assert "there is no verdicts.jsonl" in said


def test_a_run_that_did_not_finish_never_passes(program: Program) -> None:
    program.verify(program.shard(example("good")))
    (program.out / "run.json.partial").write_text('{"finished": false}')
    status, said = gate(program, ALLOW)
    assert status == 1
    assert "did not finish" in said


@pytest.mark.parametrize("content", [b"", b"{}\n", b"junk\n", b"[]\n"])
def test_damaged_verdicts_never_pass(program: Program, content: bytes) -> None:
    program.verify(program.shard(example("good")))
    (program.out / "verdicts.jsonl").write_bytes(content)
    status, said = gate(program, ALLOW)
    assert status == 1
    assert "broken rule finished" in said


def test_verdicts_that_were_taken_away_are_missed(program: Program) -> None:
    program.verify(program.shard(example("good"), example("bad", "1")))
    lines = (program.out / "verdicts.jsonl").read_bytes().splitlines(keepends=True)
    (program.out / "verdicts.jsonl").write_bytes(lines[0])
    assert gate(program, ALLOW)[0] == 1


def test_junit_tells_the_decision_too(program: Program) -> None:
    program.verify(program.shard(example("bad", "1")))
    report = program.folder / "gate.xml"
    assert gate(program, ALLOW, "--junit", str(report))[0] == 1
    suite = ElementTree.fromstring(report.read_bytes()).find("testsuite")
    assert suite is not None
    assert suite.get("failures") == "1"


def test_a_junit_report_that_cannot_be_written_is_status_3(program: Program) -> None:
    program.verify(program.shard(example("good")))
    assert gate(program, ALLOW, "--junit", str(program.folder / "no" / "gate.xml"))[0] == 3
