"""The apigen format (xLAM-60k): ``query``, ``tools`` and ``answers``, the last two as lists or as JSON text.

``answers: []`` is the statement that no call is made.
"""

from __future__ import annotations

from collections.abc import Mapping

from service.datasets.adapter import read_id
from service.datasets.building import example_row, read_query, unreadable_row
from service.datasets.calls import read_calls, unparseable
from service.datasets.extras import missing, read_extras, wrong_type
from service.datasets.model import RawRow, Row
from service.datasets.strict_json import decode_text
from service.datasets.tools import read_tools
from verifiers.model import Call, Finding, Json, Tool, Turn


class ApigenAdapter:
    """Reads apigen rows."""

    name = "apigen"

    def read(self, raw: RawRow, fields: Mapping[str, Json]) -> Row:
        """Turn any JSON object into a Row; see ``Adapter.read``."""
        found: list[Finding] = []
        identity = read_id(raw, fields, found)
        query = _query(fields, found)
        tools = _tools(fields, found)
        calls = _calls(fields, found)
        extras = read_extras(fields, found)
        if query is None or tools is None or calls is None:
            return unreadable_row(raw, identity, found)
        turns = (Turn(query=query, calls=calls),)
        return example_row(
            raw, identity, tools=tools, turns=turns, multi_turn=False, extras=extras, fields=fields, found=found
        )


def _query(fields: Mapping[str, Json], found: list[Finding]) -> str | None:
    query = fields.get("query")
    if query is None:
        missing(found, "/query", "The row has no query.")
        return None
    if not isinstance(query, str):
        wrong_type(found, "/query", "a string", query)
        return None
    return read_query(query, "/query", found)


def _tools(fields: Mapping[str, Json], found: list[Finding]) -> tuple[Tool, ...] | None:
    tools = fields.get("tools")
    if tools is None:
        missing(found, "/tools", "The row has no tools; write [] where none is offered.")
        return None
    return read_tools(tools, "/tools", found)


def _calls(fields: Mapping[str, Json], found: list[Finding]) -> tuple[Call, ...] | None:
    answers = fields.get("answers")
    if answers is None:
        missing(found, "/answers", "The row has no answers; write [] where no call is made.")
        return None
    if isinstance(answers, str):
        decoded = decode_text(answers, "/calls")
        if not decoded.readable:
            found.extend(each for each in decoded.findings if each.code != "format.unreadable_container")
            unparseable(found, "/calls", "answers is a string that holds no JSON.")
            return None
        found.extend(decoded.findings)
        answers = decoded.value
    return read_calls(answers, first_index=0, turn=0, path="/calls", found=found)
