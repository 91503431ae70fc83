from __future__ import annotations

from pathlib import Path

from service.reports.code_page import code_page
from verifiers.codes import CODES

PAGE = Path(__file__).resolve().parents[3] / "docs" / "codes.md"


def test_the_manual_page_is_what_the_code_table_renders() -> None:
    assert PAGE.read_text(encoding="utf-8") == code_page(), "the codes have changed: run `make docs`"


def test_every_code_has_one_row() -> None:
    rows = [line.split("`")[1] for line in code_page().splitlines() if line.startswith("| `")]
    assert rows == list(CODES)
