"""What reading a shard gives."""

from __future__ import annotations

from dataclasses import dataclass

from verifiers.model import Example, Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRow:
    """One row as it stands in the file: ``content`` byte for byte, without the line end.

    ``line`` counts from 1; in a JSON array, or where JSON texts follow each other, it is the element's number.
    ``source`` is the file's name, with folders only where two files of the shard share it. ``findings`` tell what
    the container layer saw (``format.unreadable_container``, ``format.too_large``, ``format.bad_encoding``).
    """

    source: str
    line: int
    content: bytes
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row read: an example, findings, or both. ``id`` is the example's id or ``<source>:<line>``.

    Where ``example`` is None, at least one finding says why.
    """

    raw: RawRow
    id: str
    example: Example | None
    findings: tuple[Finding, ...] = ()
