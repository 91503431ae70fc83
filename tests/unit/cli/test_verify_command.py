"""``callproof verify`` without boxes: options, messages, exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.cli.verify import shard_name
from tests.unit.cli.running import Program, example


def test_verify_ends_with_a_summary_and_status_0_whatever_the_labels(program: Program) -> None:
    done = program.verify(program.shard(example("good"), example("bad", "1")))
    assert done.status == 0
    for told in ("2 examples", "invalid", "50.0%", "schema.number_as_string", "e.g. bad", "explain", str(program.out)):
        assert told in done.out


def test_json_puts_the_summary_alone_on_standard_output(program: Program) -> None:
    done = program.verify(program.shard(example("good")), "--json")
    assert json.loads(done.out) == json.loads((program.out / "summary.json").read_bytes())


def test_a_finished_run_is_not_repeated(program: Program) -> None:
    shard = program.shard(example("good"))
    first = program.verify(shard)
    before = (program.out / "run.json").stat().st_mtime_ns
    again = program.verify(shard)
    assert again.out == first.out
    assert "already" in again.err
    assert (program.out / "run.json").stat().st_mtime_ns == before


def test_no_resume_repeats_a_finished_run(program: Program) -> None:
    shard = program.shard(example("good"))
    program.verify(shard)
    assert "already" not in program.verify(shard, "--no-resume").err


def test_a_changed_shard_is_judged_again(program: Program) -> None:
    program.verify(program.shard(example("good")))
    done = program.verify(program.shard(example("good"), example("more")))
    assert "2 examples" in done.out


def test_another_run_that_was_cut_off_is_named_before_starting_over(program: Program) -> None:
    program.verify(program.shard(example("good")))
    cut_off = json.loads((program.out / "run.json").read_bytes())
    cut_off["identity"]["policy"] = "another"
    (program.out / "run.json.partial").write_text(json.dumps({**cut_off, "finished": False}))
    done = program.verify(program.folder / "shard.jsonl")
    assert "was another one (policy): starting over" in done.err


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.jsonl", b"", "holds no rows"),
        ("blank.jsonl", b"\n\n", "holds no rows"),
    ],
)
def test_a_shard_without_rows_is_wrong_usage(program: Program, name: str, content: bytes, told: str) -> None:
    path = program.folder / name
    path.write_bytes(content)
    done = program.verify(path)
    assert done.status == 2
    assert told in done.err


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("no-such-file.jsonl",), "no-such-file.jsonl"),
        (("{shard}", "--functions", "no_such_module"), "no_such_module"),
        (("{shard}", "--policy", "no-such-policy.toml"), "no-such-policy.toml"),
    ],
)
def test_what_is_not_there_is_wrong_usage(program: Program, args: tuple[str, ...], told: str) -> None:
    shard = str(program.shard(example("good")))
    done = program.run("verify", "--no-execute", "--out", program.out, *(each.format(shard=shard) for each in args))
    assert done.status == 2
    assert told in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "args", [["verify"], ["verify", "x", "--boxes", "0"], ["verify", "x", "--format", "y"], [], ["x"]]
)
def test_wrong_arguments_end_with_status_2(program: Program, args: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        program.run(*args)
    assert ended.value.code == 2


def test_an_output_folder_that_cannot_be_is_status_3(program: Program) -> None:
    program.out.write_text("a file")
    done = program.verify(program.shard(example("good")))
    assert done.status == 3
    assert "A file stands where a folder belongs" in done.err


def test_control_characters_of_a_dataset_never_reach_the_terminal(program: Program) -> None:
    done = program.verify(program.shard(example("\x1b[31mred", "1")))
    assert "\x1b" not in done.out
    assert "\\x1b[31mred" in done.out


def test_ids_that_look_like_markup_are_shown_as_they_are(program: Program) -> None:
    assert "[bold]x[/]" in program.verify(program.shard(example("[bold]x[/]", "1"))).out


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/demo.jsonl", "demo"),
        ("demo.json.gz", "demo"),
        ("x/BFCL_v4 *.json", "BFCL_v4"),
        ("folder/", "folder"),
        ("/", "shard"),
    ],
)
def test_results_go_to_a_folder_named_like_the_shard(path: str, name: str) -> None:
    assert shard_name(path) == name


def test_without_out_results_go_below_out(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(program.folder)
    program.run("verify", "--no-execute", "--functions", "code", program.shard(example("good"), name="some.jsonl"))
    assert (program.folder / "out" / "some" / "verdicts.jsonl").is_file()


def test_broken_functions_are_told_and_the_run_goes_on(program: Program) -> None:
    (program.folder / "code" / "broken.py").write_text("def (")
    done = program.verify(program.shard(example("good")))
    assert done.status == 0
    assert "broken.py" in done.err


def test_the_rows_of_each_label_stand_in_its_file(program: Program) -> None:
    shard = program.shard(example("good"), example("bad", "1"))
    program.verify(shard)
    good, bad = shard.read_bytes().splitlines(keepends=True)
    assert [Path(program.out / f"{name}.jsonl").read_bytes() for name in ("valid", "invalid")] == [good, bad]


def test_the_run_tells_what_it_judged_and_where_that_stood(program: Program) -> None:
    shard = program.shard(example("good"))
    program.verify(shard)
    told = json.loads((program.out / "run.json").read_bytes())
    assert set(told) == {"finished", "identity", "origin", "examples", "measured"}
    assert told["origin"] == {"paths": [str(shard)], "format": "auto"}
    assert told["identity"]["execute"] is False
