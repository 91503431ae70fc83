"""A build context has equal bytes for equal content."""

from __future__ import annotations

import os
import tarfile
from pathlib import Path, PurePosixPath

import pytest

from service.errors import ImageError
from service.sandbox.build_context import build_context, digest_of, files_below


def content_of(files: dict[PurePosixPath, Path | bytes]) -> bytes:
    with build_context(files) as context:
        return context.read()


def test_order_and_times_of_files_do_not_matter(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1")
    (tmp_path / "b.py").write_text("2")
    files: dict[PurePosixPath, Path | bytes] = {PurePosixPath("x", name): tmp_path / name for name in ("a.py", "b.py")}
    before = content_of(files)
    os.utime(tmp_path / "a.py", (1, 1))
    assert content_of(dict(reversed(files.items()))) == before


def test_entries_have_no_time_and_no_owner(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1")
    with (
        build_context({PurePosixPath("x/a.py"): tmp_path / "a.py"}) as context,
        tarfile.open(fileobj=context) as archive,
    ):
        assert [(each.name, each.mtime, each.uid, each.gid, each.uname) for each in archive] == [
            ("x", 0, 0, 0, ""),
            ("x/a.py", 0, 0, 0, ""),
        ]


def test_a_folder_without_files_is_there() -> None:
    with build_context({}, folders=[PurePosixPath("x/y")]) as context, tarfile.open(fileobj=context) as archive:
        assert archive.getnames() == ["x", "x/y"]


def test_only_the_executable_bit_of_a_mode_is_kept(tmp_path: Path) -> None:
    for name, mode in (("plain", 0o600), ("program", 0o4700)):
        (tmp_path / name).write_text("")
        (tmp_path / name).chmod(mode)
    files = {PurePosixPath(name): tmp_path / name for name in ("plain", "program")}
    with build_context(files) as context, tarfile.open(fileobj=context) as archive:
        assert [each.mode for each in archive] == [0o644, 0o755]


def test_names_that_are_not_ascii_arrive(tmp_path: Path) -> None:
    (tmp_path / "żółw.py").write_text("1")
    with (
        build_context({PurePosixPath("żółw.py"): tmp_path / "żółw.py"}) as context,
        tarfile.open(fileobj=context) as archive,
    ):
        assert archive.getnames() == ["żółw.py"]


def test_a_file_that_is_gone_is_an_image_error(tmp_path: Path) -> None:
    with pytest.raises(ImageError, match=r"missing\.py"):
        build_context({PurePosixPath("missing.py"): tmp_path / "missing.py"})


def test_byte_code_is_not_among_the_files_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"")
    (tmp_path / "a.py").write_text("1")
    assert files_below(tmp_path) == (Path("a.py"),)


def test_the_digest_tells_a_renamed_file_from_the_same_content(tmp_path: Path) -> None:
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text("1")
    assert digest_of(tmp_path, [Path("a.py")]) != digest_of(tmp_path, [Path("b.py")])
