"""The file tree, held against a real one: the same steps by pathlib and shutil leave the same files (POSIX.1-2017)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from fnmatch import fnmatchcase
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from function_impls.file_tree import FileTree
from function_impls.file_tree_reading import _fits


@pytest.fixture
def tree() -> Any:
    return FileTree()


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    state = FileTree().dump_state()
    for folder in state["folders"]:
        (tmp_path / folder[1:]).mkdir(parents=True, exist_ok=True)
    for path, file in state["files"].items():
        (tmp_path / path[1:]).write_text(file["content"], encoding="utf-8")
    return tmp_path


def on_disk(disk: Path) -> tuple[dict[str, str], list[str]]:
    everything = sorted(disk.rglob("*"))
    files = {f"/{each.relative_to(disk)}": each.read_text(encoding="utf-8") for each in everything if each.is_file()}
    return files, sorted(f"/{each.relative_to(disk)}" for each in everything if each.is_dir())


def in_tree(tree: Any) -> tuple[dict[str, str], list[str]]:
    state = tree.dump_state()
    return {path: file["content"] for path, file in state["files"].items()}, state["folders"]


def move(disk: Path) -> None:
    shutil.move(disk / "biuro/faktury/2025-03", disk / "biuro/archiwum")


def append(disk: Path) -> None:
    with (disk / "home/ewa/notatki.txt").open("a", encoding="utf-8") as file:
        file.write("Mleko\n")


STEPS: dict[str, tuple[Callable[[Any], Any], Callable[[Path], object]]] = {
    "create": (lambda tree: tree.create_text_file("/a.txt", "ł"), lambda disk: (disk / "a.txt").write_text("ł")),
    "overwrite": (
        lambda tree: tree.overwrite_text_file("/home/ewa/notatki.txt", "", 9),
        lambda disk: (disk / "home/ewa/notatki.txt").write_text(""),
    ),
    "append": (lambda tree: tree.append_to_text_file("/home/ewa/notatki.txt", "Mleko\n", 9), append),
    "make": (lambda tree: tree.make_folder("/home/ola"), lambda disk: (disk / "home/ola").mkdir()),
    "copy file": (
        lambda tree: tree.copy_path("/biuro/regulamin.txt", "/home/r.txt"),
        lambda disk: shutil.copy(disk / "biuro/regulamin.txt", disk / "home/r.txt"),
    ),
    "copy folder": (
        lambda tree: tree.copy_path("/home", "/projects/home"),
        lambda disk: shutil.copytree(disk / "home", disk / "projects/home"),
    ),
    "move folder": (lambda tree: tree.move_path("/biuro/faktury/2025-03", "/biuro/archiwum"), move),
    "rename": (
        lambda tree: tree.rename_path("/projects/atlas", "mapa"),
        lambda disk: (disk / "projects/atlas").rename(disk / "projects/mapa"),
    ),
    "delete": (
        lambda tree: tree.delete_path("/home", "folder", recursive=True),
        lambda disk: shutil.rmtree(disk / "home"),
    ),
}


@pytest.mark.parametrize("step", STEPS)
def test_step_leaves_what_the_same_step_leaves_on_a_disk(tree: Any, disk: Path, step: str) -> None:
    own, real = STEPS[step]

    assert "error" not in own(tree)
    real(disk)
    assert in_tree(tree) == on_disk(disk)


@pytest.mark.parametrize("pattern", ["*.txt", "FV-03??.txt", "*a*e*.md", "*ó*", "*", "?", "report.txt"])
@pytest.mark.parametrize("folder", ["/", "/biuro", "/projects/empty"])
def test_names_are_found_as_on_a_disk(tree: Any, disk: Path, pattern: str, folder: str) -> None:
    found = [f"/{each.relative_to(disk)}" for each in (disk / folder[1:]).rglob(pattern) if each.is_file()]

    assert tree.find_files_by_name(pattern, folder)["paths"] == sorted(found)


@pytest.mark.parametrize("pattern", ["".join(each) for size in range(5) for each in product("a*?", repeat=size)])
def test_patterns_fit_what_fnmatch_finds(pattern: str) -> None:
    names = ["".join(each) for size in range(5) for each in product("ab", repeat=size)]

    assert [each for each in names if _fits(each, pattern)] == [each for each in names if fnmatchcase(each, pattern)]


def test_brackets_are_no_pattern() -> None:
    assert _fits("[a]", "[a]")


def test_folder_is_listed_as_on_a_disk(tree: Any, disk: Path) -> None:
    listed = tree.list_folder("/projects")["entries"]

    assert [each["name"] for each in listed] == sorted(each.name for each in (disk / "projects").iterdir())
    assert listed[1]["size"] == sum(len(each.read_text()) for each in (disk / "projects/borealis").iterdir())


@pytest.mark.parametrize(("text", "match_case", "total"), [("ŻYWIEC", False, 2), ("ŻYWIEC", True, 0), ("(", False, 0)])
def test_contents_are_searched_for_the_text_as_it_stands(tree: Any, text: str, match_case: bool, total: int) -> None:
    assert tree.search_file_contents(text, match_case=match_case)["total"] == total


def test_limit_shortens_the_lines_and_not_their_total(tree: Any) -> None:
    found = tree.search_file_contents("a", limit=2)

    assert len(found["lines"]) == 2 < found["total"]


def test_each_change_takes_the_version_on(tree: Any) -> None:
    path = "/projects/atlas/todo.md"
    tree.append_to_text_file(path, "- x\n", 4)
    tree.overwrite_text_file(path, "new", 5)

    assert tree.read_text_file(path) == {"path": path, "content": "new", "version": 6}
    assert "version 6, not 5" in tree.append_to_text_file(path, "x", 5)["error"]


@pytest.mark.parametrize(
    ("tool", "arguments", "part"),
    [
        ("list_folder", ("/biuro/regulamin.txt",), "is a file"),
        ("read_text_file", ("/biuro/regulamin.md",), "does not exist"),
        ("create_text_file", ("/biuro/nowe/a.txt", ""), "folder '/biuro/nowe' does not exist"),
        ("create_text_file", ("/biuro/..", ""), "not allowed"),
        ("create_text_file", ("/big.txt", "x" * 5000 + "y" * 2500), "quota"),
        ("overwrite_text_file", ("/biuro/regulamin.txt", "", 2), "read-only"),
        ("append_to_text_file", ("/biuro", "x", 1), "is a folder"),
        ("make_folder", ("/biuro/umowy",), "exists already"),
        ("make_folder", ("/",), "exists already"),
        ("copy_path", ("/", "/all"), "lies inside"),
        ("copy_path", ("/home", "/home/ewa/home"), "lies inside"),
        ("move_path", ("/home", "/home/ewa"), "lies inside"),
        ("move_path", ("/projects/borealis", "/home"), "read-only"),
        ("move_path", ("/home/ewa", "/home"), "exists already"),
        ("rename_path", ("/", "x"), "cannot be moved"),
        ("rename_path", ("/home/ewa", "tom"), "exists already"),
        ("delete_path", ("/home/ewa", "file"), "is a folder"),
        ("delete_path", ("/home/ewa/notatki.txt", "folder"), "is a file"),
        ("delete_path", ("/biuro", "folder", True), "read-only"),
        ("delete_path", ("/", "folder", True), "cannot be deleted"),
        ("find_files_by_name", ("*", "/nowhere"), "does not exist"),
        ("search_file_contents", ("x", "/nowhere"), "does not exist"),
    ],
)
def test_refused_step_changes_nothing(tree: Any, tool: str, arguments: tuple[Any, ...], part: str) -> None:
    before = tree.dump_state()

    assert part in getattr(tree, tool)(*arguments)["error"]
    assert tree.dump_state() == before


@pytest.mark.parametrize(
    "files", [{"/x/a.txt": {}}, {"a.txt": {}}, {"/home": {}}, {"/home/": {}}], ids=["orphan", "relative", "both", "end"]
)
def test_state_with_a_file_out_of_place_is_refused(tree: Any, files: Any) -> None:
    full = {path: {"content": "", "version": 1, "read_only": False} for path in files}

    with pytest.raises(ValueError, match="state has"):
        tree.load_state({"quota": 10, "folders": ["/home"], "files": full})
