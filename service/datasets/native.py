"""The native format: one JSON object a row, as docs/architecture.md describes it.

A row has ``query``, or ``turns``, or ``messages`` whose last one is the user's; unknown keys are let be. Null is the
same as absent.
"""

from __future__ import annotations

from collections.abc import Mapping

from service.datasets.adapter import read_id
from service.datasets.building import example_row, read_query, unreadable_row
from service.datasets.calls import read_calls
from service.datasets.extras import missing, read_extras, wrong_type
from service.datasets.messages import read_messages, role_order
from service.datasets.model import RawRow, Row
from service.datasets.tools import read_tools
from verifiers.model import Finding, Json, Tool, Turn


class NativeAdapter:
    """Reads native rows."""

    name = "native"

    def read(self, raw: RawRow, fields: Mapping[str, Json]) -> Row:
        """Turn any JSON object into a Row; see ``Adapter.read``."""
        found: list[Finding] = []
        identity = read_id(raw, fields, found)
        several = fields.get("turns") is not None
        turns = _turns(fields, found) if several else _single(fields, found)
        tools = _tools(fields, found, optional=several)
        extras = read_extras(fields, found)
        if turns is None or tools is None:
            return unreadable_row(raw, identity, found)
        return example_row(
            raw, identity, tools=tools, turns=turns, multi_turn=several, extras=extras, fields=fields, found=found
        )


def _tools(fields: Mapping[str, Json], found: list[Finding], *, optional: bool) -> tuple[Tool, ...] | None:
    value = fields.get("tools")
    if value is not None:
        return read_tools(value, "/tools", found)
    if optional:
        return ()
    missing(found, "/tools", "The row has no tools; write [] where none is offered.")
    return None


def _single(fields: Mapping[str, Json], found: list[Finding]) -> tuple[Turn, ...] | None:
    query, messages = fields.get("query"), fields.get("messages")
    if query is None and messages is None:
        missing(found, "/query", "The row has none of query, turns and messages.")
        return None
    if messages is not None:
        last = _query_of(messages, found, last_is_query=query is None)
        if last is None:
            return None
        query = last if query is None else query
    if not isinstance(query, str):
        wrong_type(found, "/query", "a string", query)
        return None
    turn = _turn(fields, query, number=0, first_index=0, base="", found=found)
    return None if turn is None else (turn,)


def _query_of(value: Json, found: list[Finding], *, last_is_query: bool) -> str | None:
    """The last message's text where it is the user's; else "", where the query stands elsewhere."""
    messages = read_messages(value, "/messages", found)
    if messages is None:
        return None
    if not last_is_query:
        return ""
    if not messages or messages[-1].role != "user":
        path = f"/messages/{len(messages) - 1}" if messages else "/messages"
        role_order(found, path, "The row has no query, and its last message is not the user's.")
        return None
    return messages[-1].text or ""


def _turns(fields: Mapping[str, Json], found: list[Finding]) -> tuple[Turn, ...] | None:
    value = fields["turns"]
    for name in ("query", "calls", "response"):
        if fields.get(name) is not None:
            wrong_type(found, f"/{name}", "absent where the row has turns", fields[name])
    if not isinstance(value, list) or not value:
        wrong_type(found, "/turns", "a list of at least one turn", value)
        return None
    turns: list[Turn] = []
    count = 0
    for number, each in enumerate(value):
        base = f"/turns/{number}"
        if not isinstance(each, dict):
            wrong_type(found, base, "an object", each)
            continue
        query = each.get("query")
        if query is not None and not isinstance(query, str):
            wrong_type(found, f"{base}/query", "a string", query)
            continue
        turn = _turn(each, query, number=number, first_index=count, base=base, found=found)
        if turn is not None:
            turns.append(turn)
            count += len(turn.calls)
    return tuple(turns) if len(turns) == len(value) else None


def _turn(
    fields: Mapping[str, Json], query: str | None, *, number: int, first_index: int, base: str, found: list[Finding]
) -> Turn | None:
    """One turn, from the row itself (``base`` is "") or from an entry of its turns."""
    tools: tuple[Tool, ...] | None = ()
    if base and fields.get("tools") is not None:
        tools = read_tools(fields["tools"], f"{base}/tools", found)
    if query is not None or not tools:
        query = read_query(query, f"{base}/query", found)
    response = fields.get("response")
    if response is not None and not isinstance(response, str):
        wrong_type(found, f"{base}/response", "a string or null", response)
        return None
    calls = fields.get("calls")
    if calls is None:
        if response is None:
            missing(found, f"{base}/calls", "There are neither calls nor a response; write [] where no call is made.")
            return None
        calls = []
    read = read_calls(calls, first_index=first_index, turn=number, path=f"{base}/calls", found=found)
    if read is None or tools is None:
        return None
    return Turn(query=query, calls=read, response=response, tools=tools)
