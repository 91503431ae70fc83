"""Other forms of tables: pivoted and unpivoted, with ranks and running totals, and as CSV (RFC 4180)."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypedDict

from function_impls.constraints import Length
from function_impls.table_model import Cell, aggregated, check_one_kind, exact, order_of


class ColumnSummary(TypedDict):
    """Figures of a column; null is only counted. Of texts min and max are by the Polish alphabet, mean is null."""

    count: int
    nulls: int
    distinct: int
    min: Cell
    max: Cell
    mean: Cell


def pivot_records(
    records: Annotated[list[dict[str, Cell]], Length(maximum=500)],
    rows: Annotated[str, Length(minimum=1, maximum=100)],
    columns: Annotated[str, Length(minimum=1, maximum=100)],
    values: Annotated[str, Length(minimum=1, maximum=100)],
    function: Literal["sum", "mean", "min", "max", "count", "first", "last"] = "sum",
) -> list[dict[str, Cell]]:
    """Turn the values of a column into columns, and compute a figure for each row and column.

    Use group_records for groups without new columns.

    Args:
        records: The table, in long form.
        rows: The column whose values become rows.
        columns: The column whose values become columns, of at most 50 different ones.
        values: The column to compute the figures of.
        function: The figure; null is left out of it.

    Returns:
        A record for each row value, in the order in which they come up; null where there are no records.

    Raises:
        ValueError: There are over 50 columns, a new column has the name of the rows, or sum and mean meet a text.

    Examples:
        >>> pivot_records(
        ...     records=[{"city": "A", "year": 2024, "n": 1}, {"city": "A", "year": 2025, "n": 2}],
        ...     rows="city",
        ...     columns="year",
        ...     values="n",
        ... )
        [{'city': 'A', '2024': 1, '2025': 2}]

    See Also:
        unpivot_records: The way back.
        group_records: Groups by one or more columns.
    """
    names = list(dict.fromkeys([_written(record.get(columns)) for record in records]))
    if len(names) > 50:
        raise ValueError(f"the column {columns!r} has {len(names)} different values; at most 50 become columns")
    if rows in names:
        raise ValueError(f"a new column would be named {rows!r}, as the column of the rows is")
    groups: dict[str, dict[str, list[Cell]]] = {}
    firsts: dict[str, Cell] = {}
    for record in records:
        key = repr(exact(record.get(rows)))
        firsts.setdefault(key, record.get(rows))
        groups.setdefault(key, {}).setdefault(_written(record.get(columns)), []).append(record.get(values))
    return [
        {rows: firsts[key], **{name: aggregated(cells[name], function) if name in cells else None for name in names}}
        for key, cells in groups.items()
    ]


def unpivot_records(
    records: Annotated[list[dict[str, Cell]], Length(maximum=200)],
    keep: Annotated[list[Annotated[str, Length(minimum=1, maximum=100)]], Length(minimum=1, maximum=10)],
    name_column: Annotated[str, Length(minimum=1, maximum=100)] = "name",
    value_column: Annotated[str, Length(minimum=1, maximum=100)] = "value",
) -> list[dict[str, Cell]]:
    """Turn columns into records: one for each record and each of its columns that is not kept.

    Args:
        records: The table, in wide form.
        keep: The columns that stay in each record.
        name_column: The column of the result that holds the name of the former column.
        value_column: The column of the result that holds its value.

    Returns:
        The table in long form.

    Raises:
        ValueError: The two new columns have one name or that of a kept one, or over 5,000 records would come out.

    Examples:
        >>> unpivot_records(records=[{"city": "A", "2024": 1, "2025": 2}], keep=["city"], name_column="year")
        [{'city': 'A', 'year': '2024', 'value': 1}, {'city': 'A', 'year': '2025', 'value': 2}]

    See Also:
        pivot_records: The way back.
    """
    if name_column == value_column or name_column in keep or value_column in keep:
        raise ValueError("name_column and value_column need names of their own")
    result: list[dict[str, Cell]] = []
    for record in records:
        kept = {name: record.get(name) for name in keep}
        result += [{**kept, name_column: name, value_column: each} for name, each in record.items() if name not in keep]
        if len(result) > 5000:
            raise ValueError("the result would have more than 5,000 records; keep more columns")
    return result


def rank_records(
    records: Annotated[list[dict[str, Cell]], Length(maximum=500)],
    column: Annotated[str, Length(minimum=1, maximum=100)],
    order: Literal["highest_first", "lowest_first"] = "highest_first",
    ties: Literal["skip", "dense"] = "skip",
) -> list[dict[str, Cell]]:
    """Sort records by a column and number them; equal values share a place.

    Args:
        records: The table; records whose column is null are left out.
        column: The column to rank by.
        order: Which value has place 1.
        ties: skip counts 1, 1, 3 as in sports; dense counts 1, 1, 2.

    Returns:
        The records in order, each with its place in the column rank.

    Raises:
        ValueError: The column holds both texts and numbers, or a record has a column rank already.

    Examples:
        >>> rank_records(records=[{"n": 5}, {"n": 9}, {"n": 9}], column="n")
        [{'rank': 1, 'n': 9}, {'rank': 1, 'n': 9}, {'rank': 3, 'n': 5}]

    See Also:
        sort_records: Sorts by several columns, without numbers.
    """
    if any("rank" in record for record in records):
        raise ValueError("a record has a column rank already")
    check_one_kind([record.get(column) for record in records], column)
    there = [(order_of(record.get(column)), record) for record in records if record.get(column) is not None]
    ordered = sorted(there, key=lambda pair: pair[0], reverse=order == "highest_first")
    result: list[dict[str, Cell]] = []
    place = 0
    for number, (key, record) in enumerate(ordered):
        if number == 0 or key != ordered[number - 1][0]:
            place = number + 1 if ties == "skip" else place + 1
        result.append({"rank": place, **record})
    return result


def add_running_total(
    records: Annotated[list[dict[str, Cell]], Length(maximum=500)],
    column: Annotated[str, Length(minimum=1, maximum=100)],
    name: Annotated[str, Length(minimum=1, maximum=100)] = "running_total",
) -> list[dict[str, Cell]]:
    """Add a column with the sum of a column from the first record to this one; null counts as 0.

    Args:
        records: The table in the order of the sum.
        column: The column of numbers.
        name: The new column.

    Returns:
        The records with the new column.

    Raises:
        ValueError: The column holds a text, or the new column is there already.

    Examples:
        >>> add_running_total(records=[{"n": 5}, {"n": -2}], column="n")
        [{'n': 5, 'running_total': 5}, {'n': -2, 'running_total': 3}]

    See Also:
        summarise_column: The total alone.
    """
    if any(name in record for record in records):
        raise ValueError(f"a record has a column {name!r} already; choose another name")
    result = []
    total: Cell = 0
    for record in records:
        total = aggregated([total, record.get(column)], "sum")
        result.append({**record, name: total})
    return result


def summarise_column(
    records: Annotated[list[dict[str, Cell]], Length(maximum=500)],
    column: Annotated[str, Length(minimum=1, maximum=100)],
) -> ColumnSummary:
    """Count the values of a column, the different ones and the nulls, and tell the smallest, largest and mean.

    Use group_records for figures of groups.

    Args:
        records: The table.
        column: The column; records without it count as null.

    Returns:
        The figures.

    Raises:
        ValueError: The column holds both texts and numbers.

    Examples:
        >>> summarise_column(records=[{"n": 5}, {"n": 10}, {}], column="n")
        {'count': 2, 'nulls': 1, 'distinct': 2, 'min': 5, 'max': 10, 'mean': 7.5}

    See Also:
        group_records: Figures of groups.
        add_running_total: The total so far, beside each record.
    """
    cells = [record.get(column) for record in records]
    there = [each for each in cells if each is not None]
    check_one_kind(cells, column)
    numeric = not any(isinstance(each, str | bool) for each in there)
    return {
        "count": len(there),
        "nulls": len(cells) - len(there),
        "distinct": len({repr(exact(each)) for each in there}),
        "min": aggregated(cells, "min"),
        "max": aggregated(cells, "max"),
        "mean": aggregated(cells, "mean") if numeric else None,
    }


def csv_to_records(
    text: Annotated[str, Length(minimum=1, maximum=20000)],
    delimiter: Literal[",", ";", "\t", "|"] = ",",
    read_numbers: bool = True,
) -> list[dict[str, Cell]]:
    r"""Read CSV (RFC 4180) whose first line names the columns. Use parse_json_text for JSON.

    Args:
        text: The lines; a field in quotation marks may hold delimiters and line ends, a doubled mark is one.
        delimiter: What stands between fields.
        read_numbers: Whether 12 and -1.5 become numbers; 007 and 1e5 stay texts. Empty fields become null then.

    Returns:
        A record for each line after the first.

    Raises:
        ValueError: A quotation mark is not closed, a line has more or fewer fields than there are columns, or two
            columns have one name or one has none.

    Examples:
        >>> csv_to_records(text="name,age\nAla,7\n\"Nowak, Jan\",\n")
        [{'name': 'Ala', 'age': 7}, {'name': 'Nowak, Jan', 'age': None}]

    See Also:
        records_to_csv: The way back.
        parse_json_text: For JSON.
    """
    lines = _csv_lines(text, delimiter)
    names = lines[0]
    if len(set(names)) < len(names) or "" in names:
        raise ValueError("two columns have one name, or one has none")
    records = []
    for number, line in enumerate(lines[1:], 2):
        if len(line) != len(names):
            raise ValueError(f"record {number} has {len(line)} fields, and there are {len(names)} columns")
        records.append({name: _read(field) if read_numbers else field for name, field in zip(names, line, strict=True)})
    return records


def records_to_csv(
    records: Annotated[list[dict[str, Cell]], Length(minimum=1, maximum=500)],
    delimiter: Literal[",", ";", "\t", "|"] = ",",
) -> str:
    r"""Write records as CSV (RFC 4180, but with \n as line end), the names of all columns in the first line.

    Args:
        records: The table; null becomes an empty field, booleans become true and false.
        delimiter: What stands between fields.

    Returns:
        The text; fields are in quotation marks where they must be.

    Examples:
        >>> records_to_csv(records=[{"a": "x;y", "b": 1.5}, {"a": None}], delimiter=";")
        'a;b\n"x;y";1.5\n;\n'

    See Also:
        csv_to_records: The way back.
        format_json_text: Writes JSON.
    """
    names = list(dict.fromkeys([name for record in records for name in record]))
    lines = [names, *([_written(record.get(name), empty="") for name in names] for record in records)]
    return "".join(delimiter.join(_quoted(field, delimiter) for field in line) + "\n" for line in lines)


def _quoted(field: str, delimiter: str) -> str:
    special = any(each in field for each in (delimiter, '"', "\n", "\r")) or field != field.strip()
    return '"' + field.replace('"', '""') + '"' if special else field


def _written(cell: Cell, empty: str = "null") -> str:
    if cell is None:
        return empty
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell)


def _read(field: str) -> Cell:
    if field == "":
        return None
    if re.fullmatch(r"-?(?:0|[1-9][0-9]{0,17})", field):
        return int(field)
    return float(field) if re.fullmatch(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}", field) else field


def _csv_lines(text: str, delimiter: str) -> list[list[str]]:
    rest = text.replace("\r\n", "\n").removesuffix("\n") + "\n"
    lines: list[list[str]] = []
    line: list[str] = []
    place = 0
    while place < len(rest):
        field, end = _quoted_field(rest, place) if rest[place] == '"' else _plain_field(rest, place, delimiter)
        if rest[end] not in (delimiter, "\n"):
            raise ValueError("behind a closing quotation mark there is more than a delimiter or a line end")
        line.append(field)
        if rest[end] == "\n":
            lines.append(line)
            line = []
        place = end + 1
    return lines


def _plain_field(text: str, start: int, delimiter: str) -> tuple[str, int]:
    line_end = text.index("\n", start)
    end = text.find(delimiter, start, line_end)
    end = line_end if end < 0 else end
    return text[start:end], end


def _quoted_field(text: str, start: int) -> tuple[str, int]:
    end = text.find('"', start + 1)
    while end >= 0 and text[end + 1] == '"':
        end = text.find('"', end + 2)
    if end < 0:
        raise ValueError("a quotation mark is not closed")
    return text[start + 1 : end].replace('""', '"'), end + 1
