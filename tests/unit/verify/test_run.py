"""Runs into a folder: what is written, what survives, and that a resumed run is as good as an undisturbed one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from service.datasets.shard import open_shard
from service.errors import InputError, Interrupted, OutputError, SandboxError, UnableError
from service.reports.records import repeatable_line
from service.run import Run
from service.run_folder import RunFolder, is_unfinished
from service.verify import Verifier
from tests.unit.verify.fake_sandbox import FakeSandbox, catalog, example
from verifiers.model import Execution, Json, Label, Status
from verifiers.policy import Policy

COUNT = 9


def shard(folder: Path, count: int = COUNT) -> Path:
    """Good rows, and every third one with a call that does not fit."""
    rows = [example(f"e{number}", calls=[call(number)]) for number in range(count)]
    path = folder / "shard.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in rows))
    return path


def call(number: int) -> Json:
    return {"name": "add", "arguments": {"a": "1" if number % 3 == 2 else number}}


def run(
    path: Path,
    out: Path,
    *,
    resume: bool = True,
    identity: Json = "one",
    sandbox: FakeSandbox | None = None,
    observe: Callable[[Label, bool], None] = lambda label, earlier: None,
) -> Json:
    """One run, going on where the folder's own run has the same identity."""

    @contextmanager
    def verifier() -> Iterator[Verifier]:
        with sandbox or FakeSandbox() as opened:
            yield Verifier(catalog=catalog("add"), policy=Policy(), sandbox=opened)

    with RunFolder(path=out) as folder:
        same = resume and folder.begun_identity() == identity
        wanted = Run(
            folder=folder,
            identity=identity,
            origin={"paths": [str(path)], "format": "auto"},
            rows=open_shard([path]).rows(),
            shard_name=path.name,
            open_verifier=verifier,
            observe=observe,
        )
        return wanted.run(resume=same)


def stop_after(count: int) -> Callable[[Label, bool], None]:
    """Presses Ctrl-C when ``count`` verdicts were given."""
    given = []

    def observe(label: Label, earlier: bool) -> None:
        given.append(label)
        if len(given) == count:
            raise KeyboardInterrupt

    return observe


def repeatable(out: Path) -> list[bytes]:
    return [repeatable_line(line) for line in (out / "verdicts.jsonl").read_bytes().splitlines()]


def files(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir()}


def test_a_run_writes_verdicts_rows_by_label_and_a_summary(tmp_path: Path) -> None:
    path, out = shard(tmp_path), tmp_path / "out"
    summary = run(path, out)
    lines = path.read_bytes().splitlines(keepends=True)
    assert set(files(out)) == {
        *("verdicts.jsonl", "summary.json", "run.json", ".lock"),
        *("valid.jsonl", "review.jsonl", "invalid.jsonl", "unverified.jsonl"),
    }
    assert (out / "invalid.jsonl").read_bytes() == b"".join(lines[2::3])
    assert (out / "valid.jsonl").read_bytes() == b"".join(each for n, each in enumerate(lines) if n % 3 != 2)
    assert summary == json.loads((out / "summary.json").read_bytes())
    assert summary["labels"]["invalid"]["count"] == 3
    assert json.loads((out / "run.json").read_bytes())["examples"] == COUNT


@pytest.mark.parametrize("stopped_after", [1, 4, COUNT])
def test_a_run_that_was_cut_off_goes_on_to_the_same_bytes(tmp_path: Path, stopped_after: int) -> None:
    path = shard(tmp_path)
    run(path, tmp_path / "whole")
    out = tmp_path / "out"
    with pytest.raises(Interrupted, match=f"{stopped_after} verdicts are kept"):
        run(path, out, observe=stop_after(stopped_after))
    taken_over: list[bool] = []
    run(path, out, observe=lambda label, earlier: taken_over.append(earlier))
    assert taken_over == [True] * stopped_after + [False] * (COUNT - stopped_after)
    assert repeatable(out) == repeatable(tmp_path / "whole")
    for label in Label:
        name = f"{label.value}.jsonl"
        assert (out / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()


@pytest.mark.parametrize(
    "damage",
    [
        lambda written: written + b'{"example_id":"e4","lab',
        lambda written: written[:-1],
        lambda written: written + b"\0" * 100,
        lambda written: written.replace(b'"example_id":"e1"', b'"example_id":"zz"'),
        lambda written: b"junk\n" + written,
    ],
    ids=["half a line", "no line end", "zeros", "a verdict of another row", "junk"],
)
def test_what_does_not_fit_its_row_is_judged_again(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path, out = shard(tmp_path), tmp_path / "out"
    run(path, tmp_path / "whole")
    with pytest.raises(Interrupted):
        run(path, out, observe=stop_after(4))
    partial = out / "verdicts.jsonl.partial"
    partial.write_bytes(damage(partial.read_bytes()))
    run(path, out)
    assert repeatable(out) == repeatable(tmp_path / "whole")


def test_a_run_of_something_else_starts_over_and_keeps_finished_results_until_it_is_done(tmp_path: Path) -> None:
    path, out = shard(tmp_path), tmp_path / "out"
    run(path, out, identity="old")
    old = files(out)
    with pytest.raises(Interrupted):
        run(path, out, identity="new", observe=stop_after(2))
    assert {name: content for name, content in files(out).items() if name in old} == old
    earlier: list[bool] = []
    run(path, out, identity="newest", observe=lambda label, taken: earlier.append(taken))
    assert not any(earlier)
    assert json.loads((out / "run.json").read_bytes())["identity"] == "newest"
    assert not is_unfinished(out)


def test_starting_over_throws_the_cut_off_run_away(tmp_path: Path) -> None:
    path, out = shard(tmp_path), tmp_path / "out"
    with pytest.raises(Interrupted):
        run(path, out, observe=stop_after(4))
    earlier: list[bool] = []
    run(path, out, resume=False, observe=lambda label, taken: earlier.append(taken))
    assert earlier == [False] * COUNT


def test_an_empty_shard_is_refused_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path, out = shard(tmp_path, count=0), tmp_path / "out"
    with pytest.raises(InputError, match="holds no rows"):
        run(path, out)
    assert set(files(out)) == {".lock"}


def test_an_engine_that_is_lost_keeps_the_verdicts_so_far(tmp_path: Path) -> None:
    path, out = shard(tmp_path), tmp_path / "out"
    sandbox = FakeSandbox()
    sandbox.fails_after, sandbox.error = 3, SandboxError("The engine is gone.")
    with pytest.raises(UnableError, match=r"The engine is gone\.\n4 verdicts are kept"):
        run(path, out, sandbox=sandbox)
    run(path, tmp_path / "whole")
    run(path, out)
    assert repeatable(out) == repeatable(tmp_path / "whole")


def test_nothing_is_started_where_all_rows_were_judged_before_the_cut(tmp_path: Path) -> None:
    path, out = shard(tmp_path), tmp_path / "out"
    with pytest.raises(Interrupted):
        run(path, out, observe=stop_after(COUNT))
    sandbox = FakeSandbox()
    run(path, out, sandbox=sandbox)
    assert sandbox.plans == []


def test_renames_that_were_cut_off_are_completed_by_the_next_run(tmp_path: Path) -> None:
    path, out = shard(tmp_path), tmp_path / "out"
    run(path, out)
    whole = files(out)
    for name in ("run.json", "summary.json", "valid.jsonl"):
        (out / name).rename(out / f"{name}.partial")
    with RunFolder(path=out) as folder:
        assert folder.finished_identity() == "one"
    assert files(out) == whole


def test_two_runs_never_share_a_folder(tmp_path: Path) -> None:
    with RunFolder(path=tmp_path), pytest.raises(OutputError, match="Another run is writing"):
        RunFolder(path=tmp_path).__enter__()


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError, match="A file stands where a folder belongs"):
        RunFolder(path=tmp_path / "out").__enter__()


def test_a_row_over_several_lines_stands_on_one_in_the_file_of_its_label(tmp_path: Path) -> None:
    path, out = tmp_path / "shard.json", tmp_path / "out"
    path.write_text(json.dumps([example("e0"), example("e1")], indent=2))
    run(path, out)
    rows = [json.loads(line) for line in (out / "valid.jsonl").read_bytes().splitlines()]
    assert rows == [example("e0"), example("e1")]


def test_a_verdict_that_tells_of_our_own_failure_is_judged_again(tmp_path: Path) -> None:
    path = shard(tmp_path)
    broken = FakeSandbox(lambda each: Execution(call=each.index, status=Status.SANDBOX_FAILED))
    with pytest.raises(Interrupted):
        run(path, tmp_path / "out", sandbox=broken, observe=stop_after(5))
    run(path, tmp_path / "out")
    run(path, tmp_path / "undisturbed")
    assert repeatable(tmp_path / "out") == repeatable(tmp_path / "undisturbed")
