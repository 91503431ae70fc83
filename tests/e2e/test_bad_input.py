"""Bad input gets a clear error or a verdict of its own, and never costs a good row its verdict."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from service.catalog.load import load_catalog
from tests.e2e.program import callproof, verdicts
from verifiers.model import Json

TOOL = {
    "name": "slugify",
    "description": "Makes a slug.",
    "parameters": load_catalog().functions["slugify"].parameters,
}


def row(example_id: str, **changes: Json) -> bytes:
    call = {"name": "slugify", "arguments": {"text": "Old Town"}}
    told = {"id": example_id, "query": "Slug of Old Town?", "tools": [TOOL], "calls": [call], **changes}
    return json.dumps(told).encode()


def deep(levels: int) -> bytes:
    return row("deep").replace(b'"Old Town"', b"[" * levels + b"]" * levels)


BAD_ROWS = {
    "junk": (b"\x00\x01\x02\x89PNG junk", {"invalid"}),
    "not an object": (b"[1, 2]", {"invalid"}),
    "a number": (b"17", {"invalid"}),
    "invalid utf-8": (row("utf8").replace(b"Old", b"\xff\xfe"), {"invalid"}),
    "nan": (row("nan").replace(b'"Old Town"', b"NaN"), {"invalid"}),
    "too big a number": (row("huge").replace(b'"Old Town"', b"1e999"), {"invalid"}),
    "too deep": (deep(1000), {"invalid"}),
    "much too deep": (deep(200_000), {"invalid"}),
    "lone surrogate": (row("surrogate").replace(b"Old Town", b"\\ud800"), {"invalid"}),
    "lone surrogate in the id": (row("s\\ud800").replace(b"\\\\ud800", b"\\ud800"), {"invalid"}),
    "a very long number": (row("digits").replace(b'"Old Town"', b"9" * 10_000), {"invalid"}),
    "twice the same key": (row("key").replace(b'"query"', b'"query": "a", "query"'), {"invalid"}),
    "tools that are no schemas": (row("tools", tools=[{**TOOL, "parameters": {"type": 7}}]), {"invalid", "unverified"}),
    "tools that are no tools": (row("tools2", tools=17), {"invalid"}),
    "unknown function": (row("unknown", tools=[{**TOOL, "name": "no_such"}], calls=[]), {"review", "valid", "invalid"}),
    "function without implementation": (
        row("gone", tools=[{**TOOL, "name": "no_such"}], calls=[{"name": "no_such", "arguments": {"text": "x"}}]),
        {"unverified"},
    ),
    "no calls that can be read": (row("calls", calls="slugify(__import__('os'))"), {"invalid"}),
}


def test_a_bad_row_gets_a_verdict_and_the_good_ones_around_it_stay_good(tmp_path: Path) -> None:
    lines = [row("first")]
    for name, (content, _) in BAD_ROWS.items():
        lines += [content, row(f"after {name}")]
    shard = tmp_path / "mixed.jsonl"
    shard.write_bytes(b"\n".join(lines))
    done = callproof("verify", shard, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    labels = [each["label"] for each in verdicts(tmp_path / "out")]
    assert labels[::2] == ["valid"] * (len(BAD_ROWS) + 1)
    assert {
        name: label
        for (name, (_, allowed)), label in zip(BAD_ROWS.items(), labels[1::2], strict=True)
        if label not in allowed
    } == {}


def test_repeated_ids_are_named_and_every_row_has_its_verdict(tmp_path: Path) -> None:
    shard = tmp_path / "twice.jsonl"
    shard.write_bytes(row("same") + b"\n" + row("same"))
    assert callproof("verify", shard, "--out", tmp_path / "out").returncode == 0
    first, second = verdicts(tmp_path / "out")
    assert first["label"] == "valid"
    assert [each["code"] for each in second["findings"]] == ["format.duplicate_example_id"]


def test_a_hundred_megabytes_on_one_line_are_one_finding(tmp_path: Path) -> None:
    shard = tmp_path / "long.jsonl"
    shard.write_bytes(row("first") + b"\n" + row("long").replace(b"Old", b"O" * 100_000_000) + b"\n" + row("last"))
    done = callproof("verify", shard, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    judged = verdicts(tmp_path / "out")
    assert [each["label"] for each in judged] == ["valid", "invalid", "valid"]
    assert [each["code"] for each in judged[1]["findings"]] == ["format.too_large"]


def test_a_gz_that_ends_early_keeps_the_rows_before_its_end(tmp_path: Path) -> None:
    rows = b"\n".join(row(f"{number}", query=f"{number * 7919} " * 50) for number in range(50))
    shard = tmp_path / "cut.jsonl.gz"
    shard.write_bytes(gzip.compress(rows)[:-40])
    done = callproof("verify", shard, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    judged = verdicts(tmp_path / "out")
    assert judged[0]["label"] == "valid"
    assert judged[-1]["label"] == "invalid"
    assert "format.unreadable_container" in {each["code"] for each in judged[-1]["findings"]}


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: path, "does not exist"),
        (lambda path: path.mkdir(), "holds no shard"),
        (lambda path: path.write_bytes(b""), "holds no rows"),
        (lambda path: path.symlink_to("/dev/null"), "not a regular file"),
    ],
    ids=["missing", "a folder without shards", "empty", "no file"],
)
def test_a_shard_that_cannot_be_is_wrong_usage(tmp_path: Path, make: Callable[[Path], object], told: str) -> None:
    shard = tmp_path / "shard.jsonl"
    make(shard)
    done = callproof("verify", shard, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_written_is_status_3(tmp_path: Path) -> None:
    shard = tmp_path / "shard.jsonl"
    shard.write_bytes(row("first"))
    done = callproof("verify", shard, "--out", "/proc/no/such")
    assert done.returncode == 3
    assert "Results cannot be written to /proc/no/such" in done.stderr


def test_an_engine_that_does_not_answer_is_status_3(tmp_path: Path) -> None:
    shard = tmp_path / "shard.jsonl"
    shard.write_bytes(row("first"))
    nowhere = {"DOCKER_HOST": f"unix://{tmp_path / 'no.sock'}"}
    done = callproof("verify", shard, "--out", tmp_path / "out", "--sandbox", "docker", environment=nowhere)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
