"""What a format is to the rest: one object that turns a decoded row into a Row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from service.datasets.extras import wrong_type
from service.datasets.model import RawRow, Row
from verifiers.model import Finding, Json


class Adapter(Protocol):
    """Reads the rows of one format. ``name`` is what users call the format."""

    @property
    def name(self) -> str:
        """The format's name on every surface."""
        ...

    def read(self, raw: RawRow, fields: Mapping[str, Json]) -> Row:
        """Turn any JSON object into a Row; total: never raises, and without an example at least one finding.

        ``raw`` gives the source and line; its own findings are not repeated here.
        """
        ...


def read_id(raw: RawRow, fields: Mapping[str, Json], found: list[Finding]) -> str:
    """The row's own id, an integer as its digits, or ``<source>:<line>`` where there is none."""
    value = fields.get("id")
    if isinstance(value, str) and value:
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is not None and value != "":
        wrong_type(found, "/id", "a string", value)
    return default_id(raw)


def default_id(raw: RawRow) -> str:
    """``<source>:<line>``."""
    return f"{raw.source}:{raw.line}"
