"""What annotations say beyond a type: ``Annotated[float, Range(minimum=0)]``. No functions of the catalog.

``callproof catalog build`` turns each into the keywords of JSON Schema 2020-12 that its fields are named after. The
functions themselves do not look at them: a call that breaks one is refused before it runs.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Bounds of a number. ``above`` and ``below`` are exclusive; ``step`` is what it is a multiple of."""

    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    below: float | None = None
    step: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How many characters a text has, or how many items a list; ``unique`` is for lists."""

    minimum: int | None = None
    maximum: int | None = None
    unique: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """An expression of RE2's syntax that is found in the text; anchor it with ``^`` and ``$``."""

    expression: str


@dataclass(frozen=True, slots=True)
class Format:
    """A format of JSON Schema 2020-12: date, date-time, time, duration, email, uri, uuid, ipv4, ipv6, regex."""

    name: str
