"""Tables as lists of records (objects of one level): filter, sort, group, join and append.

A column that a record lacks counts as null. Numbers and booleans are not the same here: true is not 1.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from function_impls.constraints import Length, Range
from function_impls.table_model import Cell, aggregated, check_one_kind, distinct_by, exact, order_of, same_cells


class Condition(TypedDict):
    """What a record has to fulfil.

    Attributes:
        column: The column to look at.
        operator: How to compare; contains and starts_with are for texts and ignore case.
        value: What to compare with; for in, a list of values.
    """

    column: Annotated[str, Length(minimum=1, maximum=100)]
    operator: Literal["eq", "ne", "lt", "le", "gt", "ge", "contains", "starts_with", "in"]
    value: Cell | list[Cell]


class SortKey(TypedDict):
    """A column to sort by.

    Attributes:
        column: The column.
        descending: Whether the largest comes first.
    """

    column: Annotated[str, Length(minimum=1, maximum=100)]
    descending: bool


class Aggregate(TypedDict):
    """What to compute of the records of a group.

    Attributes:
        function: What to compute; count counts the records whose column is not null.
        column: The column to compute it of.
        name: The column of the result.
    """

    function: Literal["sum", "mean", "min", "max", "count", "count_distinct", "first", "last"]
    column: Annotated[str, Length(minimum=1, maximum=100)]
    name: Annotated[str, Length(minimum=1, maximum=100)]


def filter_records(
    records: Annotated[list[dict[str, Cell]], Length(maximum=500)],
    conditions: Annotated[list[Condition], Length(minimum=1, maximum=10)],
    match: Literal["all", "any"] = "all",
) -> list[dict[str, Cell]]:
    """Keep the records that fulfil conditions. Texts and numbers cannot be compared by size; null fits only eq and ne.

    Use find_records_by_text to look through all columns.

    Args:
        records: The table.
        conditions: The conditions.
        match: Whether all of them must hold, or any one.

    Returns:
        The fitting records in their order.

    Raises:
        ValueError: A condition compares a text with a number by size, or in has no list.

    Examples:
        >>> filter_records(
        ...     records=[{"city": "Łódź", "km": 120}, {"city": "Sopot", "km": 340}],
        ...     conditions=[{"column": "km", "operator": "gt", "value": 200}],
        ... )
        [{'city': 'Sopot', 'km': 340}]

    See Also:
        find_records_by_text: Looks for a text in every column.
        limit_records: Keeps the first ones.
    """
    kept = []
    for record in records:
        fits = [_fulfils(record.get(each["column"]), each["operator"], each["value"]) for each in conditions]
        if all(fits) if match == "all" else any(fits):
            kept.append(record)
    return kept


def find_records_by_text(
    records: Annotated[list[dict[str, Cell]], Length(maximum=500)], text: Annotated[str, Length(minimum=1, maximum=100)]
) -> list[dict[str, Cell]]:
    """Keep the records in which any column contains a text, without regard to case.

    Use filter_records for conditions on known columns.

    Args:
        records: The table.
        text: The text; numbers are compared as they are written.

    Returns:
        The fitting records in their order.

    Examples:
        >>> find_records_by_text(records=[{"a": "Kraków"}, {"a": "Gdańsk", "b": 5}], text="kra")
        [{'a': 'Kraków'}]

    See Also:
        filter_records: Looks at given columns.
    """
    wanted = text.casefold()
    return [
        record
        for record in records
        if any(wanted in str(each).casefold() for each in record.values() if each is not None)
    ]


def sort_records(
    records: Annotated[list[dict[str, Cell]], Length(maximum=500)],
    keys: Annotated[list[SortKey], Length(minimum=1, maximum=5)],
) -> list[dict[str, Cell]]:
    """Sort records by one or more columns; equal ones keep their order, and null comes last either way.

    Texts are in the order of the Polish alphabet without regard to case.

    Args:
        records: The table.
        keys: The columns to sort by, the weightiest first.

    Returns:
        All records, sorted.

    Raises:
        ValueError: A column holds both texts and numbers.

    Examples:
        >>> sort_records(records=[{"a": "ż"}, {"a": "z"}, {"a": None}], keys=[{"column": "a", "descending": True}])
        [{'a': 'ż'}, {'a': 'z'}, {'a': None}]

    See Also:
        rank_records: Numbers them by a column.
        limit_records: Keeps the first ones of the sorted.
    """
    result = list(records)
    for key in reversed(keys):
        column = key["column"]
        check_one_kind([record.get(column) for record in result], column)
        there = [(order_of(record.get(column)), record) for record in result if record.get(column) is not None]
        ordered = sorted(there, key=lambda pair: pair[0], reverse=key["descending"])
        result = [record for _, record in ordered] + [record for record in result if record.get(column) is None]
    return result


def group_records(
    records: Annotated[list[dict[str, Cell]], Length(maximum=500)],
    by: Annotated[list[Annotated[str, Length(minimum=1, maximum=100)]], Length(minimum=1, maximum=5, unique=True)],
    aggregates: Annotated[list[Aggregate], Length(minimum=1, maximum=10)],
) -> list[dict[str, Cell]]:
    """Put records with equal values in some columns into groups and compute figures of each group.

    Null is left out of the figures; of nothing but null, mean, min and max are null and sum is 0. Means are rounded to
    ten decimal places.

    Args:
        records: The table.
        by: The columns whose values make a group.
        aggregates: What to compute.

    Returns:
        A record for each group, in the order in which the groups come up.

    Raises:
        ValueError: sum or mean of a text, min or max of both texts and numbers, or a name twice.

    Examples:
        >>> group_records(
        ...     records=[{"city": "Łódź", "sum": 10}, {"city": "Łódź", "sum": 5}],
        ...     by=["city"],
        ...     aggregates=[{"function": "sum", "column": "sum", "name": "total"}],
        ... )
        [{'city': 'Łódź', 'total': 15}]

    See Also:
        pivot_records: Makes columns of the values of a column.
        summarise_column: Figures of one column without groups.
        drop_duplicate_records: Keeps the first of the equal ones as it is.
    """
    names = [*by, *(each["name"] for each in aggregates)]
    if len(set(names)) < len(names):
        raise ValueError("two columns of the result would have one name; give each aggregate its own")
    groups: dict[str, list[dict[str, Cell]]] = {}
    for record in records:
        groups.setdefault(repr([exact(record.get(column)) for column in by]), []).append(record)
    result = []
    for group in groups.values():
        made: dict[str, Cell] = {column: group[0].get(column) for column in by}
        for each in aggregates:
            made[each["name"]] = aggregated([record.get(each["column"]) for record in group], each["function"])
        result.append(made)
    return result


def join_records(
    left: Annotated[list[dict[str, Cell]], Length(maximum=200)],
    right: Annotated[list[dict[str, Cell]], Length(maximum=200)],
    left_column: Annotated[str, Length(minimum=1, maximum=100)],
    right_column: Annotated[str, Length(minimum=1, maximum=100)],
    kind: Literal["inner", "left", "anti"] = "inner",
) -> list[dict[str, Cell]]:
    """Join two tables where a column of the left equals a column of the right; null equals nothing.

    Of other columns with one name the left value stays and the right one gets the name with _right behind it. Use
    append_records to put tables below each other.

    Args:
        left: The left table.
        right: The right table.
        left_column: The column of the left table.
        right_column: The column of the right table.
        kind: inner keeps pairs; left also keeps left records without a partner; anti keeps only those.

    Returns:
        The joined records in the order of the left table.

    Raises:
        ValueError: The result would have more than 2,000 records.

    Examples:
        >>> join_records(
        ...     left=[{"id": 1, "name": "Ala"}],
        ...     right=[{"owner": 1, "pet": "kot"}],
        ...     left_column="id",
        ...     right_column="owner",
        ... )
        [{'id': 1, 'name': 'Ala', 'owner': 1, 'pet': 'kot'}]

    See Also:
        append_records: Puts one table below the other.
    """
    result: list[dict[str, Cell]] = []
    for record in left:
        value = record.get(left_column)
        partners = [each for each in right if value is not None and same_cells(each.get(right_column), value)]
        if kind == "anti" or (kind == "left" and not partners):
            result += [] if partners else [dict(record)]
            continue
        result += [_side_by_side(record, each, left_column, right_column) for each in partners]
        if len(result) > 2000:
            raise ValueError("the result would have more than 2,000 records; join smaller tables")
    return result


def append_records(
    first: Annotated[list[dict[str, Cell]], Length(maximum=500)],
    second: Annotated[list[dict[str, Cell]], Length(maximum=500)],
    distinct: bool = False,
) -> list[dict[str, Cell]]:
    """Put one table below another, each record with the columns of both; what it lacks is null.

    Use join_records to put columns of matching records side by side.

    Args:
        first: The upper table.
        second: The lower table.
        distinct: Whether to leave out records that are there already.

    Returns:
        The records of both.

    Examples:
        >>> append_records(first=[{"a": 1}], second=[{"b": 2}])
        [{'a': 1, 'b': None}, {'a': None, 'b': 2}]

    See Also:
        join_records: Side by side, by a shared value.
        drop_duplicate_records: Leaves out doubles of one table.
    """
    both = [*first, *second]
    columns = list(dict.fromkeys([name for record in both for name in record]))
    whole = [{name: record.get(name) for name in columns} for record in both]
    return distinct_by(whole, columns) if distinct else whole


def drop_duplicate_records(
    records: Annotated[list[dict[str, Cell]], Length(maximum=500)],
    by: Annotated[list[Annotated[str, Length(minimum=1, maximum=100)]], Length(maximum=20)] | None = None,
) -> list[dict[str, Cell]]:
    """Keep the first of all records that are equal in some columns.

    Args:
        records: The table.
        by: The columns to compare; all columns where it is null.

    Returns:
        The kept records in their order.

    Examples:
        >>> drop_duplicate_records(records=[{"a": 1, "b": 1}, {"a": 1, "b": 2}], by=["a"])
        [{'a': 1, 'b': 1}]

    See Also:
        group_records: Computes figures of the equal ones.
        append_records: Puts two tables together, doubles and all.
    """
    columns = by if by is not None else list(dict.fromkeys([name for record in records for name in record]))
    return distinct_by(records, columns)


def limit_records(
    records: Annotated[list[dict[str, Cell]], Length(maximum=500)],
    count: Annotated[int, Range(minimum=1, maximum=500)],
    skip: Annotated[int, Range(minimum=0, maximum=500)] = 0,
) -> list[dict[str, Cell]]:
    """Keep so many records from the beginning, after skipping some, as pages do.

    Args:
        records: The table.
        count: How many to keep.
        skip: How many to leave out before.

    Returns:
        The records of this page, fewer where the table ends.

    Examples:
        >>> limit_records(records=[{"a": 1}, {"a": 2}, {"a": 3}], count=1, skip=1)
        [{'a': 2}]

    See Also:
        sort_records: Puts them in order first.
        filter_records: Keeps by conditions.
    """
    return records[skip : skip + count]


def _side_by_side(
    left: dict[str, Cell], right: dict[str, Cell], left_column: str, right_column: str
) -> dict[str, Cell]:
    made = dict(left)
    for name, value in right.items():
        if name == right_column == left_column:
            continue
        made[f"{name}_right" if name in left else name] = value
    return made


def _fulfils(cell: Cell, operator: str, value: Cell | list[Cell]) -> bool:
    if operator == "in":
        if not isinstance(value, list):
            raise ValueError("the operator in needs a list of values")
        return any(same_cells(cell, each) for each in value)
    if isinstance(value, list):
        message = f"the operator {operator} needs one value, not a list; use in"
        raise ValueError(message)  # noqa: TRY004  # every impossible input raises ValueError
    if operator in ("eq", "ne"):
        return same_cells(cell, value) == (operator == "eq")
    if cell is None or value is None:
        return False
    if operator in ("contains", "starts_with"):
        text, wanted = str(cell).casefold(), str(value).casefold()
        return wanted in text if operator == "contains" else text.startswith(wanted)
    if isinstance(cell, str) != isinstance(value, str):
        raise ValueError(f"{cell!r} and {value!r} cannot be compared by size: one is a text")
    one, other = order_of(cell), order_of(value)
    return {"lt": one < other, "le": one <= other, "gt": one > other, "ge": one >= other}[operator]
