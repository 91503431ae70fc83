"""What the table domains share: cells, how they compare, and figures of several cells. No functions of the catalog."""

from __future__ import annotations

import math
from typing import TypeAlias

Cell: TypeAlias = str | int | float | bool | None
"""What a column of a record holds."""

_ALPHABET = {letter: place for place, letter in enumerate(" 0123456789aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż")}


def same_cells(first: Cell, second: Cell) -> bool:
    """Whether two cells are equal; true and 1 are not."""
    return isinstance(first, bool) == isinstance(second, bool) and first == second


def exact(cell: Cell) -> Cell:
    """A cell whose text tells it from all that are not the same: 1.0 becomes 1."""
    return int(cell) if isinstance(cell, float) and cell == int(cell) else cell


def order_of(cell: Cell) -> tuple[list[int], str, float]:
    """What puts texts in the order of the Polish alphabet and numbers in that of size."""
    if not isinstance(cell, str):
        return [], "", cell or 0
    folded = cell.casefold()
    return [_ALPHABET.get(each, ord(each) + 1000) for each in folded], cell, 0


def check_one_kind(cells: list[Cell], column: str) -> None:
    """Raises ValueError where a column holds both texts and numbers."""
    if len({isinstance(each, str) for each in cells if each is not None}) > 1:
        raise ValueError(f"the column {column!r} holds texts and numbers, which have no common order")


def distinct_by(records: list[dict[str, Cell]], columns: list[str]) -> list[dict[str, Cell]]:
    """The first of all records that are equal in these columns."""
    kept: dict[str, dict[str, Cell]] = {}
    for record in records:
        kept.setdefault(repr([exact(record.get(column)) for column in columns]), record)
    return list(kept.values())


def aggregated(cells: list[Cell], function: str) -> Cell:
    """A figure of the cells that are not null. Raises ValueError where it cannot be computed of them."""
    there = [each for each in cells if each is not None]
    if function == "count":
        return len(there)
    if function == "count_distinct":
        return len({repr(exact(each)) for each in there})
    if function in ("first", "last"):
        return (there[0] if function == "first" else there[-1]) if there else None
    if function in ("min", "max"):
        check_one_kind(cells, function)
        ordered = sorted(there, key=order_of)
        return (ordered[0] if function == "min" else ordered[-1]) if ordered else None
    numbers = [each for each in there if not isinstance(each, str | bool)]
    if len(numbers) < len(there):
        raise ValueError(f"{function} needs numbers, and the column holds texts or booleans")
    if function == "mean" and not numbers:
        return None
    if function == "sum" and all(isinstance(each, int) for each in numbers):
        return sum(numbers)
    try:
        total = math.fsum(numbers)
    except OverflowError as fault:
        raise ValueError("the numbers are too large to be added") from fault
    return round(total if function == "sum" else total / len(numbers), 10)
