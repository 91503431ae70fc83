"""The five minutes of docs/functions.md, run as a reader would: its files written, its commands run, in order."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.program import TREE, verdicts
from tests.unit.test_docs import FENCE

PAGE = TREE / "docs" / "functions.md"
SECTION = re.compile(r"^## Your own in five minutes\n(.*?)(?=^## )", re.MULTILINE | re.DOTALL)
FILE_NAME = re.compile(r"# (\S+)\n")


def blocks() -> list[tuple[str, str]]:
    """Language and text of each fenced block of the section."""
    section = SECTION.search(PAGE.read_text(encoding="utf-8"))
    assert section is not None
    return [(found[2], found[3]) for found in FENCE.finditer(section[1])]


def program(folder: Path) -> Path:
    """A folder for PATH, with this tree's program in it."""
    starter = folder / "bin" / "callproof"
    starter.parent.mkdir()
    starter.write_text(
        f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(TREE))} exec {shlex.quote(sys.executable)} -m service.cli "$@"\n',
        encoding="utf-8",
    )
    starter.chmod(0o755)
    return starter.parent


def run(commands: str, folder: Path, path: Path) -> str:
    """What a block of commands prints; each of them has to end with 0."""
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands],
        cwd=folder,
        env={**os.environ, "PATH": f"{path}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[str, str]]]:
    """Where the page was followed, and the pairs of what it shows and what was printed."""
    folder = tmp_path_factory.mktemp("reader")
    path = program(tmp_path_factory.mktemp("program"))
    printed = ""
    shown = []
    for language, text in blocks():
        if language == "sh":
            printed = run(text, folder, path)
        elif language == "text":
            shown.append((text, printed))
        else:
            named = FILE_NAME.match(text)
            assert named is not None, f"the {language} block does not begin with the name of its file"
            assert not (folder / named[1]).exists()
            (folder / named[1]).write_text(text, encoding="utf-8")
    return folder, shown


def test_what_the_page_shows_is_what_is_printed(followed: tuple[Path, list[tuple[str, str]]]) -> None:
    (_, shown) = followed
    assert shown
    for text, printed in shown:
        expected = r"\n(.*\n)*".join(re.escape(line).replace("…", ".*") for line in text.splitlines())
        assert re.search(f"^{expected}$", printed, re.MULTILINE), printed


def test_the_readers_own_function_was_called(followed: tuple[Path, list[tuple[str, str]]]) -> None:
    (folder, _) = followed
    (verdict,) = verdicts(folder / "out" / "rows")
    assert (verdict["label"], verdict["executions"][0]["result"]) == ("valid", 170.0)
    assert verdict["findings"] == []
