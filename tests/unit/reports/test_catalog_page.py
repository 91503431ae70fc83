"""docs/catalog.md is what the catalog says."""

from pathlib import Path

from service.catalog.load import load_catalog
from service.reports.catalog_page import catalog_page
from service.reports.siblings_section import sibling_sets, siblings_section

PAGE = Path(__file__).parents[3] / "docs" / "catalog.md"


def test_committed_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == catalog_page(), "the catalog has changed: run `make docs`"


def test_page_has_a_row_for_every_function_with_what_it_does() -> None:
    rows = [line.split("`") for line in catalog_page().splitlines() if line.startswith("| `")]
    assert sorted(row[1] for row in rows) == sorted(load_catalog().functions)
    assert [row[1] for row in rows if len(row[2].strip(" |")) < 10] == []


def test_siblings_are_at_least_thirty_sets_of_which_each_member_is_told_with_when_it_is_meant() -> None:
    _, _, section = catalog_page().partition("\n## Siblings\n")
    within, _, _ = section.partition("\n### Across modules\n")
    rows = [[cell.strip() for cell in line.split(" | ")] for line in within.splitlines() if line.startswith("| ")][1:]
    numbers = [int(row[0].strip("| ")) for row in rows if row[0].strip("| ")]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 30
    assert len(rows) >= 2 * len(numbers)
    assert [row[1] for row in rows if not row[2].startswith("Rather than `")] == []


def test_a_set_is_what_names_each_other_in_one_module() -> None:
    homes = {
        "insert": "records",
        "update": "records",
        "upsert": "records",
        "send": "mail",
        "draft": "mail",
        "buy": "shop",
    }
    named = {
        "insert": {"update": "It is there.", "send": "By mail."},
        "update": {"insert": "It is new.", "upsert": "It may be new."},
        "upsert": {"update": "It is there."},
        "send": {"insert": "Into a table.", "draft": "Later."},
        "draft": {},
    }
    assert sibling_sets(named, homes) == [("insert", "update", "upsert")]
    section = siblings_section(named, homes)
    assert "| 1 | `insert` | Rather than `update`: It is new. |" in section
    assert "|  | `update` | Rather than `insert`, `upsert`: It is there. |" in section
    assert section.count("`send`") == 2
    assert "draft" not in section
