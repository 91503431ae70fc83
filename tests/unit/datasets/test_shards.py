"""Shards: what paths mean, the order of rows, ids, progress and fingerprints."""

from __future__ import annotations

import gzip
import json
import os
import random
from pathlib import Path

import pytest

from service.datasets.containers import RowLimits
from service.datasets.shard import EXTENSIONS, Shard, open_shard
from service.errors import InputError, UsageError

NATIVE = {"query": "q", "tools": [], "calls": []}
APIGEN = {"query": "q", "tools": "[]", "answers": "[]"}
CHAT = {"messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}]}


def write(path: Path, *rows: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def ids(shard: Shard) -> list[str]:
    return [row.id for row in shard.rows()]


def test_rows_come_in_the_order_of_the_files_given(tmp_path: Path) -> None:
    second = write(tmp_path / "a.jsonl", NATIVE)
    first = write(tmp_path / "b.jsonl", NATIVE, NATIVE)
    assert ids(open_shard([first, str(second)])) == ["b.jsonl:1", "b.jsonl:2", "a.jsonl:1"]


def test_a_folder_is_searched_for_known_extensions_in_order(tmp_path: Path) -> None:
    for name in ("z.jsonl", "sub/a.ndjson", "b.json", "notes.txt", ".hidden.jsonl", ".git/c.json"):
        write(tmp_path / name, NATIVE)
    assert [file.relative for file in open_shard([tmp_path]).files] == ["b.json", "sub/a.ndjson", "z.jsonl"]


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_every_known_extension_is_found_in_a_folder(tmp_path: Path, extension: str) -> None:
    write(tmp_path / f"rows{extension}", NATIVE)
    assert ids(open_shard([tmp_path])) == [f"rows{extension}:1"]


@pytest.mark.parametrize(
    "name", ["possible_answer", "multi_turn_func_doc", "memory_prereq_conversation", "unused_datasets"]
)
def test_companion_folders_are_no_shards(tmp_path: Path, name: str) -> None:
    write(tmp_path / "a.json", NATIVE)
    write(tmp_path / name / "b.json", NATIVE)
    assert ids(open_shard([tmp_path])) == ["a.json:1"]


def test_an_index_beside_bfcl_answers_is_no_shard(tmp_path: Path) -> None:
    write(tmp_path / "BFCL_v4_format_sensitivity.json", {})
    write(tmp_path / "BFCL_v4_multiple.json", NATIVE)
    write(tmp_path / "possible_answer" / "BFCL_v4_multiple.json", {})
    assert len(open_shard([tmp_path]).files) == 1


def test_a_glob_is_expanded_in_order(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.jsonl", "c.txt"):
        write(tmp_path / name, NATIVE)
    write(tmp_path / "deep" / "d.jsonl", NATIVE)
    assert ids(open_shard([f"{tmp_path}/**/*.jsonl"])) == ["a.jsonl:1", "b.jsonl:1", "d.jsonl:1"]


def test_a_file_whose_name_looks_like_a_glob_is_a_file(tmp_path: Path) -> None:
    assert ids(open_shard([write(tmp_path / "a[1].jsonl", NATIVE)])) == ["a[1].jsonl:1"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", NATIVE)
    assert ids(open_shard([path, tmp_path])) == ["a.jsonl:1"]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for folder in "xy":
        write(tmp_path / folder / "a.jsonl", NATIVE)
    assert ids(open_shard([tmp_path])) == ["x/a.jsonl:1", "y/a.jsonl:1"]


def test_a_file_name_that_is_no_text_still_gives_ids(tmp_path: Path) -> None:
    name = os.fsdecode(b"a\xff.jsonl")
    (tmp_path / name).write_text(json.dumps(NATIVE), encoding="utf-8")
    assert ids(open_shard([tmp_path])) == ["a\ufffd.jsonl:1"]


@pytest.mark.parametrize("name", ["none.jsonl", "none/", "*.none"])
def test_a_path_that_leads_nowhere_is_an_input_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"does not exist|Nothing matches"):
        open_shard([f"{tmp_path}/{name}"])


def test_a_folder_without_a_shard_is_an_input_error(tmp_path: Path) -> None:
    write(tmp_path / "notes.txt", NATIVE)
    with pytest.raises(InputError, match="holds no shard"):
        open_shard([tmp_path])


def test_no_path_at_all_is_an_input_error() -> None:
    with pytest.raises(InputError, match="No shard was given"):
        open_shard([])


def test_a_pipe_is_an_input_error(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="not a regular file"):
        open_shard([tmp_path / "pipe"])


def test_an_unknown_format_is_a_usage_error_that_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="auto, native, apigen, openai, bfcl"):
        open_shard([write(tmp_path / "a.jsonl", NATIVE)], "nativ")


def test_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    assert ids(open_shard([write(tmp_path / "a.jsonl")])) == []


def test_each_file_is_recognised_by_its_own_rows(tmp_path: Path) -> None:
    files = [
        write(tmp_path / "native.jsonl", NATIVE),
        write(tmp_path / "apigen.jsonl", "junk", APIGEN),
        write(tmp_path / "openai.jsonl", CHAT),
        write(tmp_path / "bfcl.json", {"id": "irrelevance_0", "question": [], "function": []}),
        write(tmp_path / "unknown.json", {}),
    ]
    shard = open_shard(files)
    assert [shard.format_of(file) for file in shard.files] == ["native", "apigen", "openai", "bfcl", "native"]


def test_a_named_format_is_not_guessed(tmp_path: Path) -> None:
    (row,) = open_shard([write(tmp_path / "a.jsonl", APIGEN)], "native").rows()
    assert [each.code for each in row.findings] == ["format.missing_field"]


def test_a_repeated_id_is_found_on_every_later_row(tmp_path: Path) -> None:
    first = write(tmp_path / "a.jsonl", {**NATIVE, "id": "x"}, {**NATIVE, "id": "y"})
    second = write(tmp_path / "b.jsonl", {**NATIVE, "id": "x"}, {**NATIVE, "id": "x"})
    rows = list(open_shard([first, second]).rows())
    assert [[each.code for each in row.findings] for row in rows] == [
        [],
        [],
        ["format.duplicate_example_id"],
        ["format.duplicate_example_id"],
    ]
    assert all(row.example is not None for row in rows)


def test_raw_rows_are_those_of_rows(tmp_path: Path) -> None:
    shard = open_shard([write(tmp_path / "a.jsonl", NATIVE, "junk", NATIVE)])
    assert list(shard.raw_rows()) == [row.raw for row in shard.rows()]


def test_rows_with_container_findings_keep_them_and_have_no_example(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(NATIVE).encode() * 50 + b"\n" + random.Random(1).randbytes(5000))[:-2000])
    *_, last = open_shard([path]).rows()
    assert last.example is None
    assert [each.code for each in last.findings] == ["format.unreadable_container"]


def test_a_row_over_the_limit_is_not_decoded(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {**NATIVE, "query": "q" * 2000}, NATIVE)
    large, small = open_shard([path], limits=RowLimits(row_bytes=1000)).rows()
    assert [each.code for each in large.findings] == ["format.too_large"]
    assert large.example is None
    assert small.findings == ()


def test_the_position_ends_at_the_size(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{name}.jsonl", *[NATIVE] * 10_000) for name in "ab"]
    shard = open_shard(paths)
    rows = shard.rows()
    next(rows)
    assert 0 < shard.position_bytes < shard.size_bytes
    assert sum(1 for _ in rows) == 19_999
    assert shard.position_bytes == shard.size_bytes == sum(path.stat().st_size for path in paths)


def test_the_fingerprint_depends_on_contents_not_on_the_place(tmp_path: Path) -> None:
    here, there = write(tmp_path / "x" / "a.jsonl", NATIVE), write(tmp_path / "y" / "a.jsonl", NATIVE)
    before = open_shard([here]).fingerprint()
    assert open_shard([there]).fingerprint() == before
    write(there, NATIVE, NATIVE)
    assert open_shard([there]).fingerprint() != before


def test_the_fingerprint_covers_the_answers_beside_a_bfcl_file(tmp_path: Path) -> None:
    path = write(tmp_path / "q.json", {"id": "simple_0", "question": [], "function": []})
    before = open_shard([path]).fingerprint()
    write(tmp_path / "possible_answer" / "q.json", {"id": "simple_0", "ground_truth": []})
    assert open_shard([path]).fingerprint() != before


def test_companions_of_other_formats_are_not_part_of_the_fingerprint(tmp_path: Path) -> None:
    path = write(tmp_path / "q.json", NATIVE)
    before = open_shard([path]).fingerprint()
    write(tmp_path / "possible_answer" / "q.json", {"id": "x"})
    assert open_shard([path]).fingerprint() == before
