"""``callproof explain`` and ``catalog show``."""

from __future__ import annotations

import json

import pytest

from tests.unit.cli.running import Program, example


@pytest.fixture
def judged(program: Program) -> Program:
    program.verify(program.shard(*(example(f"e{number}", "1" if number == 7 else number) for number in range(12))))
    return program


def test_the_verdict_on_an_id_is_explained(judged: Program) -> None:
    done = judged.run("explain", judged.out, "e7")
    assert done.status == 0
    assert done.out.startswith("e7: invalid, because schema.number_as_string rejects it")
    assert 'a = "1"    [integer]' in done.out


@pytest.mark.parametrize("change", [lambda path: path.unlink(), lambda path: path.write_text("{}\n")])
def test_the_row_is_found_where_its_shard_is_gone_or_changed(judged: Program, change: object) -> None:
    assert callable(change)
    change(judged.folder / "shard.jsonl")
    assert 'a = "1"    [integer]' in judged.run("explain", judged.out, "e7").out


def test_every_verdict_on_a_repeated_id_is_explained(program: Program) -> None:
    program.verify(program.shard(example("e"), example("e", 2)))
    told = program.run("explain", program.out, "e").out
    assert "a = 1 " in told
    assert "a = 2 " in told
    assert "format.duplicate_example_id" in told


def test_a_row_that_is_no_example_is_shown_as_it_stands(program: Program) -> None:
    shard = program.shard()
    shard.write_text("{broken\n")
    program.verify(shard)
    assert "{broken" in program.run("explain", program.out, "shard.jsonl:1").out


def test_an_unfinished_run_can_be_explained(judged: Program) -> None:
    for path in list(judged.out.iterdir()):
        path.rename(path.with_name(f"{path.name}.partial"))
    assert judged.run("explain", judged.out, "e7").status == 0


@pytest.mark.parametrize(("asked", "near"), [("E1", "e1"), ("ee3", "e3")])
def test_an_unknown_id_is_wrong_usage_with_ids_near_it(judged: Program, asked: str, near: str) -> None:
    done = judged.run("explain", judged.out, asked)
    assert done.status == 2
    assert near in done.err


def test_a_folder_without_verdicts_is_wrong_usage(program: Program) -> None:
    assert program.run("explain", program.folder, "e").status == 2


def test_catalog_show_lists_functions_with_their_parameters(program: Program) -> None:
    done = program.run("catalog", "show", "--functions", program.folder / "code")
    assert done.status == 0
    assert "sums" in done.out
    assert "add(a: integer)" in done.out


def test_catalog_show_speaks_json(program: Program) -> None:
    told = json.loads(program.run("catalog", "show", "--json", "--functions", program.folder / "code").out)
    assert [each["name"] for each in told["functions"]] == ["add"]
    assert len(told["digest"]) == 64


def test_catalog_show_names_the_toolkit_of_its_functions(program: Program) -> None:
    done = program.run("catalog", "show", "insert_record")
    assert done.out.startswith(
        "RecordStore (toolkit, function_impls.records:RecordStore)\n  insert_record(table: string"
    )


def test_catalog_show_misses_an_unknown_name(program: Program) -> None:
    done = program.run("catalog", "show", "--functions", program.folder / "code", "add", "gone")
    assert done.status == 1
    assert "'gone'" in done.err
