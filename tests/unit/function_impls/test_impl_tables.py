"""Tables against answers worked out by hand, SQLite, and the csv module."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from function_impls.table_forms import (
    add_running_total,
    csv_to_records,
    pivot_records,
    rank_records,
    records_to_csv,
    summarise_column,
    unpivot_records,
)
from function_impls.tables import (
    append_records,
    drop_duplicate_records,
    filter_records,
    find_records_by_text,
    group_records,
    join_records,
    limit_records,
    sort_records,
)

SALES: list[dict[str, Any]] = [
    {"city": "Łódź", "year": 2024, "sum": 10.5},
    {"city": "Lublin", "year": 2024, "sum": 3.25},
    {"city": "Łódź", "year": 2025, "sum": 4.5},
    {"city": "Żary", "year": 2025, "sum": None},
    {"city": "Lublin", "year": 2025, "sum": 8.0},
]


def _query(sql: str) -> list[dict[str, Any]]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE sales (city, year, sum)")
    connection.executemany("INSERT INTO sales VALUES (:city, :year, :sum)", SALES)
    cursor = connection.execute(sql)
    rows = [dict(zip([each[0] for each in cursor.description], row, strict=True)) for row in cursor]
    connection.close()
    return rows


# Source: SQLite.
@pytest.mark.parametrize(
    ("conditions", "match", "where"),
    [
        ([("year", "eq", 2024)], "all", "year = 2024"),
        ([("year", "ne", 2024), ("sum", "ge", 5)], "all", "year <> 2024 AND sum >= 5"),
        ([("sum", "lt", 4), ("city", "in", ["Żary", "x"])], "any", "sum < 4 OR city IN ('Żary', 'x')"),
        ([("sum", "le", 4.5), ("city", "contains", "LIN")], "any", "sum <= 4.5 OR city LIKE '%lin%'"),
        ([("sum", "gt", 4), ("city", "starts_with", "lu")], "all", "sum > 4 AND city LIKE 'lu%'"),
        ([("sum", "eq", None)], "all", "sum IS NULL"),
    ],
)
def test_conditions_keep_what_a_database_keeps(conditions: list[Any], match: Any, where: str) -> None:
    written = [{"column": column, "operator": operator, "value": value} for column, operator, value in conditions]

    assert filter_records(SALES, written, match) == _query(f"SELECT * FROM sales WHERE {where}")  # type: ignore[arg-type]  # built from tuples


def test_groups_have_the_figures_of_a_database() -> None:
    functions = ["sum", "mean", "min", "max", "count", "count_distinct"]
    aggregates: Any = [{"function": each, "column": "sum", "name": each} for each in functions]
    expected = _query(
        "SELECT city, coalesce(sum(sum), 0) AS sum, avg(sum) AS mean, min(sum) AS min, max(sum) AS max, "
        "count(sum) AS count, count(DISTINCT sum) AS count_distinct FROM sales GROUP BY city ORDER BY min(rowid)"
    )

    assert group_records(SALES, ["city"], aggregates) == expected


def test_left_join_is_that_of_a_database() -> None:
    right: list[dict[str, Any]] = [{"year": 2025, "rate": 2}, {"year": 2025, "rate": 3}, {"year": None, "rate": 4}]
    expected = _query(
        "SELECT sales.*, rates.rate FROM sales LEFT JOIN (SELECT 2025 AS year, 2 AS rate UNION ALL SELECT 2025, 3) "
        "AS rates ON sales.year = rates.year ORDER BY sales.rowid, rates.rate"
    )
    without = [{name: value for name, value in each.items() if value or name != "rate"} for each in expected]

    assert join_records(SALES, right, "year", "year", "left") == without


KNOWN: list[tuple[Callable[..., Any], dict[str, Any], Any]] = [
    (find_records_by_text, {"records": [{"a": None, "b": 25}, {"a": "x"}], "text": "5"}, [{"a": None, "b": 25}]),
    (find_records_by_text, {"records": SALES, "text": "none"}, []),
    (
        sort_records,
        {
            "records": [{"n": 1, "t": "b"}, {"n": 2, "t": "a"}, {"n": 2, "t": "ą"}, {}],
            "keys": [{"column": "n", "descending": True}, {"column": "t", "descending": False}],
        },
        [{"n": 2, "t": "a"}, {"n": 2, "t": "ą"}, {"n": 1, "t": "b"}, {}],
    ),
    (sort_records, {"records": [], "keys": [{"column": "n", "descending": True}]}, []),
    (
        group_records,
        {
            "records": [{"a": 1}, {"a": 1.0}, {"a": True}],
            "by": ["a"],
            "aggregates": [
                {"function": "first", "column": "a", "name": "f"},
                {"function": "last", "column": "a", "name": "l"},
            ],
        },
        [{"a": 1, "f": 1, "l": 1.0}, {"a": True, "f": True, "l": True}],
    ),
    (
        join_records,
        {
            "left": [{"id": 1, "n": "a"}, {"id": 2, "n": "b"}],
            "right": [{"id": 1, "n": "x"}],
            "left_column": "id",
            "right_column": "id",
        },
        [{"id": 1, "n": "a", "n_right": "x"}],
    ),
    (
        join_records,
        {
            "left": [{"id": 1}, {"id": None}],
            "right": [{"id": 1}, {"id": None}],
            "left_column": "id",
            "right_column": "id",
            "kind": "anti",
        },
        [{"id": None}],
    ),
    (append_records, {"first": [{"a": 1}], "second": [{"a": 1}], "distinct": True}, [{"a": 1}]),
    (append_records, {"first": [], "second": [{"a": 1}]}, [{"a": 1}]),
    (drop_duplicate_records, {"records": [{"a": 1}, {"a": True}, {"a": 1.0}]}, [{"a": 1}, {"a": True}]),
    (drop_duplicate_records, {"records": [{"a": 1, "b": 2}, {"a": 2, "b": 2}], "by": ["b"]}, [{"a": 1, "b": 2}]),
    (limit_records, {"records": [{"a": 1}, {"a": 2}], "count": 5}, [{"a": 1}, {"a": 2}]),
    (limit_records, {"records": [{"a": 1}], "count": 5, "skip": 3}, []),
    (
        pivot_records,
        {"records": SALES, "rows": "city", "columns": "year", "values": "sum", "function": "max"},
        [
            {"city": "Łódź", "2024": 10.5, "2025": 4.5},
            {"city": "Lublin", "2024": 3.25, "2025": 8.0},
            {"city": "Żary", "2024": None, "2025": None},
        ],
    ),
    (pivot_records, {"records": [], "rows": "a", "columns": "b", "values": "c"}, []),
    (
        unpivot_records,
        {"records": [{"a": 1, "x": 2}, {"a": 3}], "keep": ["a"]},
        [{"a": 1, "name": "x", "value": 2}],
    ),
    (unpivot_records, {"records": [{"x": 2}], "keep": ["a"]}, [{"a": None, "name": "x", "value": 2}]),
    (
        rank_records,
        {"records": [{"n": 5}, {"n": 9}, {"n": 5}, {"n": None}, {"n": 4}], "column": "n", "ties": "dense"},
        [{"rank": 1, "n": 9}, {"rank": 2, "n": 5}, {"rank": 2, "n": 5}, {"rank": 3, "n": 4}],
    ),
    (
        rank_records,
        {"records": [{"t": "b"}, {"t": "a"}], "column": "t", "order": "lowest_first"},
        [{"rank": 1, "t": "a"}, {"rank": 2, "t": "b"}],
    ),
    (
        add_running_total,
        {"records": [{"n": 0.1}, {"n": 0.2}, {}], "column": "n", "name": "t"},
        [{"n": 0.1, "t": 0.1}, {"n": 0.2, "t": 0.3}, {"t": 0.3}],
    ),
    (add_running_total, {"records": [], "column": "n"}, []),
    (
        summarise_column,
        {"records": [{"t": "ż"}, {"t": "Z"}, {"t": "Z"}], "column": "t"},
        {"count": 3, "nulls": 0, "distinct": 2, "min": "Z", "max": "ż", "mean": None},
    ),
    (
        summarise_column,
        {"records": [], "column": "t"},
        {"count": 0, "nulls": 0, "distinct": 0, "min": None, "max": None, "mean": None},
    ),
    (csv_to_records, {"text": "a;b\r\n007;-1.5\r\n", "delimiter": ";"}, [{"a": "007", "b": -1.5}]),
    (csv_to_records, {"text": "a,b\n1,\n", "read_numbers": False}, [{"a": "1", "b": ""}]),
    (records_to_csv, {"records": [{"a": True, "b": 'say "no"'}]}, 'a,b\ntrue,"say ""no"""\n'),
]


@pytest.mark.parametrize(("function", "arguments", "answer"), KNOWN)
def test_table_function_gives_the_known_answer(
    function: Callable[..., Any], arguments: dict[str, Any], answer: Any
) -> None:
    assert function(**arguments) == answer


def test_csv_is_read_and_written_as_the_standard_library_does() -> None:
    # Source: the csv module.
    rows = [["name", "note"], ["Ala, Ola", 'has "a" cat'], ["two\nlines", " spaced "], ["", "ż"]]
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    records = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]

    assert csv_to_records(written.getvalue(), read_numbers=False) == records
    assert list(csv.DictReader(io.StringIO(records_to_csv(records), newline=""))) == records  # type: ignore[arg-type]  # texts are cells


def test_unpivoted_table_pivots_back() -> None:
    wide: list[dict[str, Any]] = [{"city": "A", "2024": 1, "2025": 2}, {"city": "B", "2024": 3, "2025": 4}]

    assert pivot_records(unpivot_records(wide, ["city"], "year"), "city", "year", "value") == wide


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (filter_records, {"records": SALES, "conditions": [{"column": "city", "operator": "gt", "value": 5}]}),
        (filter_records, {"records": SALES, "conditions": [{"column": "city", "operator": "in", "value": "x"}]}),
        (filter_records, {"records": SALES, "conditions": [{"column": "city", "operator": "eq", "value": []}]}),
        (sort_records, {"records": [{"a": 1}, {"a": "b"}], "keys": [{"column": "a", "descending": False}]}),
        (
            group_records,
            {"records": SALES, "by": ["year"], "aggregates": [{"function": "sum", "column": "city", "name": "s"}]},
        ),
        (
            group_records,
            {"records": SALES, "by": ["year"], "aggregates": [{"function": "max", "column": "sum", "name": "year"}]},
        ),
        (
            group_records,
            {
                "records": [{"a": 1e308}, {"a": 1e308}],
                "by": ["b"],
                "aggregates": [{"function": "sum", "column": "a", "name": "s"}],
            },
        ),
        (
            join_records,
            {"left": [{"a": 1}] * 200, "right": [{"a": 1}] * 200, "left_column": "a", "right_column": "a"},
        ),
        (
            pivot_records,
            {"records": [{"a": each} for each in range(51)], "rows": "b", "columns": "a", "values": "a"},
        ),
        (pivot_records, {"records": [{"a": "b"}], "rows": "b", "columns": "a", "values": "a"}),
        (unpivot_records, {"records": [{"a": 1}], "keep": ["name"]}),
        (unpivot_records, {"records": [{str(each): 1 for each in range(60)}] * 100, "keep": ["a"]}),
        (rank_records, {"records": [{"rank": 1}], "column": "rank"}),
        (rank_records, {"records": [{"a": 1}, {"a": "b"}], "column": "a"}),
        (add_running_total, {"records": [{"a": 1}], "column": "a", "name": "a"}),
        (add_running_total, {"records": [{"a": "x"}], "column": "a"}),
        (summarise_column, {"records": [{"a": 1}, {"a": "x"}], "column": "a"}),
        (csv_to_records, {"text": "a,a\n1,2"}),
        (csv_to_records, {"text": "a,b\n1"}),
        (csv_to_records, {"text": 'a\n"1'}),
        (csv_to_records, {"text": 'a\n"1"2'}),
    ],
)
def test_impossible_table_raises_value_error(function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        function(**arguments)
