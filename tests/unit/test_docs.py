"""The manual against the program: its links, its command lines, and its examples.

Pages on the sandbox have checks of their own in test_docs_sandbox.py.
"""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.catalog.description import read_description
from service.catalog.load import load_catalog
from service.cli.parser import make_parser
from service.datasets.shard import open_shard
from service.policies import read_policy
from service.verify import Verifier
from verifiers.model import Label
from verifiers.policy import Policy

TREE = Path(__file__).resolve().parents[2]
NOT_OURS = ("out/", "dist/")  # results and packages


def pages() -> list[str]:
    """The Markdown files of the tree, relative to it, without hidden folders."""
    found = sorted(path.relative_to(TREE).as_posix() for path in TREE.rglob("*.md"))
    return [each for each in found if not each.startswith((".", *NOT_OURS)) and "/." not in each]


PAGES = pages()
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
PROGRAM = re.compile(r"(?:\S*/)?callproof ")
COMMAND_NAME = re.compile(r"[a-z]+( [a-z]+)?")
FUNCTION_TABLES = {"toolkit", "function", "module", "requirements"}
LISTS = {"docs/catalog.md"}  # generated, and looked up rather than read


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A fenced block: where it stands, its language and its text."""

    page: str
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}: {self.text.splitlines()[0][:40]}"


def text_of(page: str) -> str:
    return (TREE / page).read_text(encoding="utf-8")


def prose_of(page: str) -> str:
    return FENCE.sub("", text_of(page))


def snippets(language: str) -> list[Snippet]:
    return [
        Snippet(page=page, language=found[2], text=found[3])
        for page in PAGES
        for found in FENCE.finditer(text_of(page))
        if found[2] == language
    ]


def links() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for found in LINK.finditer(prose_of(page)):
            if "://" not in found[1]:
                yield page, found[1]


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings: lower case, punctuation dropped, spaces as hyphens."""
    headings = HEADING.findall(FENCE.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def command_lines() -> Iterator[tuple[str, str]]:
    """Every command line of the program that a page shows, in a shell block or between backticks."""
    for page in PAGES:
        blocks = [found[3] for found in FENCE.finditer(text_of(page)) if found[2] in {"sh", "text", ""}]
        lines = [line.strip() for block in blocks for line in block.replace("\\\n", " ").splitlines()]
        shown = [*lines, *INLINE.findall(prose_of(page))]
        yield from ((page, line) for line in shown if PROGRAM.match(line))


def make_targets(text: str) -> set[str]:
    return set(re.findall(r"\bmake (?:-C \S+ )?([a-z][a-z-]*)\b", text))


def test_the_manual_is_found() -> None:
    assert {"README.md", "CHANGELOG.md", "docs/functions.md", "docs/policy.md"} <= set(PAGES)


@pytest.mark.parametrize(("page", "target"), list(links()))
def test_a_relative_link_leads_somewhere(page: str, target: str) -> None:
    name, _, anchor = target.partition("#")
    path = (TREE / page).parent / name if name else TREE / page
    assert path.exists()
    if anchor:
        assert anchor in anchors(path)


@pytest.mark.parametrize(("page", "line"), list(command_lines()))
def test_a_shown_command_line_is_one_that_the_program_takes(page: str, line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    if COMMAND_NAME.fullmatch(" ".join(words)):  # prose speaks of a command by its name alone
        with pytest.raises(SystemExit) as end:
            make_parser().parse_args([*words, "--help"])
        assert end.value.code == 0
    else:
        assert callable(make_parser().parse_args(words).command)


@pytest.mark.parametrize("page", PAGES)
def test_every_make_target_that_a_page_names_exists(page: str) -> None:
    shown = [found[3] for found in FENCE.finditer(text_of(page))] + INLINE.findall(prose_of(page))
    known = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    assert {target for text in shown for target in make_targets(text)} <= known


@pytest.mark.parametrize("snippet", snippets("toml"), ids=str)
def test_a_shown_file_can_be_read(snippet: Snippet, tmp_path: Path) -> None:
    file = tmp_path / "shown.toml"
    file.write_text(snippet.text, encoding="utf-8")
    if FUNCTION_TABLES & tomllib.loads(snippet.text).keys():
        described = read_description(file)
        assert described.function or described.toolkit or described.module
    else:
        read_policy(file)


def test_the_manual_shows_a_functions_file_and_a_policy() -> None:
    tables = [tomllib.loads(each.text).keys() for each in snippets("toml")]
    assert any(FUNCTION_TABLES & each for each in tables)
    assert any(each == {"severity", "gate", "sandbox"} for each in tables)


@pytest.mark.parametrize("snippet", snippets("jsonl"), ids=str)
def test_shown_rows_are_valid_by_the_function_that_the_readme_shows(snippet: Snippet, tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    shop.mkdir()
    (shop / "prices.py").write_text(snippets("python")[0].text, encoding="utf-8")
    shard = tmp_path / "shown.jsonl"
    shard.write_text(snippet.text, encoding="utf-8")
    verifier = Verifier(catalog=load_catalog([str(shop)]), policy=Policy(), sandbox=None)
    verdicts = [verdict for _, verdict in verifier.verify(open_shard([shard]).rows())]
    assert [each.label for each in verdicts] == [Label.VALID] * len(snippet.text.splitlines())
    assert [finding for each in verdicts for finding in each.findings] == []


@pytest.mark.parametrize("page", [each for each in PAGES if each == "README.md" or each.startswith("docs/")])
def test_a_page_is_short_enough_to_be_read(page: str) -> None:
    assert len(text_of(page).splitlines()) <= 150 or page in LISTS
