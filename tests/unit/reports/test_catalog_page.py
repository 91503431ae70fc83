"""docs/catalog.md is what the catalog says."""

from pathlib import Path

from service.catalog.load import load_catalog
from service.reports.catalog_page import catalog_page

PAGE = Path(__file__).parents[3] / "docs" / "catalog.md"


def test_committed_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == catalog_page(), "the catalog has changed: run `make docs`"


def test_page_has_a_row_for_every_function_with_what_it_does() -> None:
    rows = [line.split("`") for line in catalog_page().splitlines() if line.startswith("| `")]
    assert sorted(row[1] for row in rows) == sorted(load_catalog().functions)
    assert [row[1] for row in rows if len(row[2].strip(" |")) < 10] == []
