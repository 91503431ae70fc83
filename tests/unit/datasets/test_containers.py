"""Files of every kind and in every state give rows, byte for byte."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from service.datasets.containers import RowLimits, read_rows
from service.datasets.model import RawRow
from service.errors import InputError

Pack = Callable[[bytes], bytes]
PACKS: dict[str, Pack] = {
    "plain": lambda content: content,
    "gzip": gzip.compress,
    "gzip of two members": lambda content: gzip.compress(content[:9]) + gzip.compress(content[9:]),
    "zstd": zstandard.ZstdCompressor().compress,
    "zstd of two frames": lambda content: (
        zstandard.ZstdCompressor().compress(content[:9]) + zstandard.ZstdCompressor().compress(content[9:])
    ),
}


def rows_of(tmp_path: Path, content: bytes, limits: RowLimits | None = None) -> list[RawRow]:
    path = tmp_path / "rows"
    path.write_bytes(content)
    return list(read_rows(path, limits=limits or RowLimits()))


def codes(row: RawRow) -> list[str]:
    return [each.code for each in row.findings]


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS.keys())
@pytest.mark.parametrize(
    "content",
    [b'{"a":  1}\n{"b":2}\n', b'[{"a":  1},\n {"b":2}]', b'{"a":  1}\r\n\r\n{"b":2}', b'[{"a":  1},{"b":2}]\n'],
)
def test_rows_are_the_bytes_of_the_file_however_packed(tmp_path: Path, pack: Pack, content: bytes) -> None:
    rows = rows_of(tmp_path, pack(content))
    assert [row.content for row in rows] == [b'{"a":  1}', b'{"b":2}']
    assert all(row.findings == () for row in rows)


def test_line_numbers_count_blank_lines(tmp_path: Path) -> None:
    assert [row.line for row in rows_of(tmp_path, b'\n{"a": 1}\n  \n\n{"b": 2}\n')] == [2, 5]


def test_array_rows_are_numbered_by_element(tmp_path: Path) -> None:
    assert [row.line for row in rows_of(tmp_path, b'[{"a": 1}, {"b": 2}]')] == [1, 2]


def test_the_source_is_the_files_name(tmp_path: Path) -> None:
    assert rows_of(tmp_path, b"{}")[0].source == "rows"


@pytest.mark.parametrize("content", [b"", b"\n", b"  \r\n", b"[]", b"[ \n ]\n", b"\xef\xbb\xbf"])
def test_a_file_without_rows_has_none(tmp_path: Path, content: bytes) -> None:
    assert rows_of(tmp_path, content) == []


@pytest.mark.parametrize("indent", [0, 2])
def test_one_pretty_printed_object_is_one_row(tmp_path: Path, indent: int) -> None:
    content = json.dumps({"id": "a", "tools": [{"name": "f"}, {"name": "g"}]}, indent=indent).encode()
    assert [row.content for row in rows_of(tmp_path, content + b"\n")] == [content]


def test_pretty_printed_objects_one_after_the_other_are_rows(tmp_path: Path) -> None:
    objects = [json.dumps({"id": name, "x": {"y": 1}}, indent=1).encode() for name in "ab"]
    assert [row.content for row in rows_of(tmp_path, b"\n".join(objects))] == objects


def test_a_broken_first_line_does_not_swallow_the_rest(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, b'{"id": "a", "tools": [\n{"id": "b"}\n{"id": "c"}\n')
    assert len(rows) == 3


def test_lines_that_are_arrays_stay_lines(tmp_path: Path) -> None:
    assert [row.content for row in rows_of(tmp_path, b'[1, 2]\n{"a": 1}\n')] == [b"[1, 2]", b'{"a": 1}']


def test_a_byte_order_mark_is_found_on_the_first_row_alone(tmp_path: Path) -> None:
    first, second = rows_of(tmp_path, b'\xef\xbb\xbf{"a": 1}\n{"b": 2}\n')
    assert codes(first) == ["format.bad_encoding"]
    assert first.content == b'{"a": 1}'
    assert second.findings == ()


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress], ids=["gzip", "zstd"])
def test_a_packed_file_cut_short_gives_its_rows_and_a_last_one_that_says_so(tmp_path: Path, pack: Pack) -> None:
    lines = [json.dumps({"id": n, "noise": n * 2_654_435_761 % 10**9}).encode() for n in range(20_000)]
    packed = pack(b"\n".join(lines))
    *rows, last = rows_of(tmp_path, packed[: len(packed) * 2 // 3])
    assert len(rows) > 100
    assert [row.content for row in rows] == lines[: len(rows)]
    assert all(row.findings == () for row in rows)
    assert codes(last) == ["format.unreadable_container"]
    assert "ends in the middle" in last.findings[0].message


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress], ids=["gzip", "zstd"])
def test_junk_behind_packed_data_is_told(tmp_path: Path, pack: Pack) -> None:
    first, last = rows_of(tmp_path, pack(b'{"a": 1}\n') + b"junk that is no frame")
    assert (first.content, first.findings) == (b'{"a": 1}', ())
    assert codes(last) == ["format.unreadable_container"]


def test_zero_padding_behind_gzip_is_let_pass(tmp_path: Path) -> None:
    assert len(rows_of(tmp_path, gzip.compress(b'{"a": 1}\n') + b"\0" * 512)) == 1


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n", "git lfs pull"),
        (b"PAR1\x15\x04", "Parquet"),
        (b"PK\x03\x04\x14", "zip"),
        ('{"a": 1}'.encode("utf-16"), "UTF-16"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "binary"),
        (bytes(range(256)) * 64, "binary"),
    ],
)
def test_what_is_no_shard_is_one_row_that_says_what_it_is(tmp_path: Path, content: bytes, hint: str) -> None:
    (row,) = rows_of(tmp_path, content)
    assert codes(row) == ["format.unreadable_container"]
    assert hint in row.findings[0].message


def test_invalid_utf8_leaves_the_other_rows_alone(tmp_path: Path) -> None:
    assert [row.content for row in rows_of(tmp_path, b'{"a": 1}\n{"b": "\xff"}\n{"c": 3}')] == [
        b'{"a": 1}',
        b'{"b": "\xff"}',
        b'{"c": 3}',
    ]


@pytest.mark.parametrize("frame", [b"%s\n{}", b"[%s, {}]"], ids=["lines", "array"])
def test_a_row_over_the_limit_is_kept_and_told(tmp_path: Path, frame: bytes) -> None:
    large = b'{"a": "' + b"x" * 2_000_000 + b'"}'
    first, second = rows_of(tmp_path, frame % large, RowLimits(row_bytes=1_000_000))
    assert codes(first) == ["format.too_large"]
    assert first.content == large
    assert (second.content, second.findings) == (b"{}", ())


def test_of_a_giant_row_only_so_much_is_kept(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, b"x" * 3_000_000, RowLimits(row_bytes=1000, kept_bytes=2000))
    assert len(row.content) == 2000
    assert row.findings[0].facts == {"bytes": 3_000_000, "limit": 1000}


@pytest.mark.parametrize("frame", [("", "\n", ""), ("[", ",", "]")], ids=["lines", "array"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, frame: tuple[str, str, str]) -> None:
    opening, between, closing = frame
    path = tmp_path / "rows.gz"
    with gzip.open(path, "wt", compresslevel=1) as file:
        file.write(opening)
        for number in range(30_000):
            file.write((between if number else "") + json.dumps({"id": number, "text": "x" * 1000}))
        file.write(closing)
    tracemalloc.start()
    count = sum(1 for _ in read_rows(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 30_000
    assert peak < 10_000_000


def test_every_byte_of_the_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "rows.gz"
    path.write_bytes(gzip.compress(b'{"a": 1}\n' * 1000))
    read: list[int] = []
    assert sum(1 for _ in read_rows(path, on_read=read.append)) == 1000
    assert sum(read) == path.stat().st_size


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(read_rows(tmp_path / "none.jsonl"))
