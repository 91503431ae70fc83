"""From a raw row to a Row: strict decoding, then the format's adapter."""

from __future__ import annotations

from dataclasses import replace

from service.datasets.adapter import Adapter, default_id
from service.datasets.extras import json_type
from service.datasets.model import RawRow, Row
from service.datasets.strict_json import decode_bytes
from verifiers.codes import finding

_UNDECODABLE = frozenset(("format.too_large", "format.unreadable_container"))


def decodable(raw: RawRow) -> bool:
    """Whether the container layer left a row that may be decoded."""
    return not any(each.code in _UNDECODABLE for each in raw.findings)


def read_row(raw: RawRow, adapter: Adapter) -> Row:
    """Read one row; total. The findings of container, decoding and format follow each other in that order."""
    if not decodable(raw):
        return Row(raw=raw, id=default_id(raw), example=None, findings=raw.findings)
    decoded = decode_bytes(raw.content)
    before = raw.findings + decoded.findings
    if not decoded.readable:
        return Row(raw=raw, id=default_id(raw), example=None, findings=before)
    if not isinstance(decoded.value, dict):
        message = f"The row should be an object, not {json_type(decoded.value)}."
        wrong = finding("format.row_not_object", path="", message=message)
        return Row(raw=raw, id=default_id(raw), example=None, findings=(*before, wrong))
    row = adapter.read(raw, decoded.value)
    return replace(row, findings=before + row.findings) if before else row
