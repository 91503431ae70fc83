"""What annotations say beyond a type, as in ``Annotated[int, Range(minimum=1)]``; no functions of the catalog.

`callproof catalog build` turns the fields into keywords of JSON Schema. A call that breaks one is refused before it
runs, so functions need not look. Classes of annotated-types and pydantic's Field are understood as well.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Range:
    """Bounds of a number; ``above`` and ``below`` exclude theirs, ``step`` is what it is a multiple of."""

    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    below: float | None = None
    step: float | None = None


@dataclass(frozen=True)
class Length:
    """How many characters a text has, or how many items a list; ``unique`` is for lists."""

    minimum: int | None = None
    maximum: int | None = None
    unique: bool = False


@dataclass(frozen=True)
class Pattern:
    """An expression of RE2's syntax that is found in the text; anchor it with ``^`` and ``$``."""

    expression: str


@dataclass(frozen=True)
class Format:
    """A format of JSON Schema: date, date-time, time, duration, email, uri, uuid, ipv4 or ipv6."""

    name: str
