"""The openai format: ``messages`` with OpenAI roles and ``tools``.

Each run of user messages begins a turn; every call that the assistant makes until the next one belongs to it, also
over several steps with tool results between. The assistant's last text in a turn is its response.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from service.datasets.adapter import read_id
from service.datasets.building import example_row, read_query, unreadable_row
from service.datasets.calls import read_calls
from service.datasets.extras import missing, read_extras
from service.datasets.messages import Message, read_messages, role_order
from service.datasets.model import RawRow, Row
from service.datasets.tools import read_tools
from verifiers.model import Finding, Json, Tool, Turn


@dataclass(slots=True, kw_only=True)
class _Draft:
    """A turn while its messages are gathered."""

    queries: list[str] = field(default_factory=list)
    calls: list[Json] = field(default_factory=list)
    response: str | None = None
    answered: bool = False


class OpenaiAdapter:
    """Reads OpenAI chat rows."""

    name = "openai"

    def read(self, raw: RawRow, fields: Mapping[str, Json]) -> Row:
        """Turn any JSON object into a Row; see ``Adapter.read``."""
        found: list[Finding] = []
        identity = read_id(raw, fields, found)
        turns = _turns(fields, found)
        tools = _tools(fields, found, needed=turns is None or any(turn.calls for turn in turns))
        extras = read_extras(fields, found)
        if turns is None or tools is None:
            return unreadable_row(raw, identity, found)
        several = len(turns) > 1
        return example_row(
            raw, identity, tools=tools, turns=turns, multi_turn=several, extras=extras, fields=fields, found=found
        )


def _tools(fields: Mapping[str, Json], found: list[Finding], *, needed: bool) -> tuple[Tool, ...] | None:
    for name in ("tools", "functions"):
        if fields.get(name) is not None:
            return read_tools(fields[name], "/tools", found)
    if needed:
        missing(found, "/tools", "The row has no tools.")
        return None
    return ()


def _turns(fields: Mapping[str, Json], found: list[Finding]) -> tuple[Turn, ...] | None:
    value = fields.get("messages")
    if value is None:
        missing(found, "/messages", "The row has no messages.")
        return None
    messages = read_messages(value, "/messages", found)
    if messages is None:
        return None
    drafts = tuple(_drafts(messages, found))
    if not drafts:
        missing(found, "/messages", "No message is the user's.")
        return None
    several = len(drafts) > 1
    turns: list[Turn] = []
    count = 0
    for number, draft in enumerate(drafts):
        turn = _turn(draft, number, count, f"/turns/{number}" if several else "", found)
        if turn is not None:
            turns.append(turn)
            count += len(turn.calls)
    return tuple(turns) if len(turns) == len(drafts) else None


def _drafts(messages: Sequence[Message], found: list[Finding]) -> Iterator[_Draft]:
    draft: _Draft | None = None
    for position, message in enumerate(messages):
        if message.role == "user":
            if draft is None or draft.answered:
                if draft is not None:
                    yield draft
                draft = _Draft()
            draft.queries.append(message.text or "")
        elif message.role == "assistant" and draft is not None:
            draft.answered = True
            draft.calls.extend(message.calls)
            draft.response = message.text or draft.response
        elif message.calls:
            role_order(found, f"/messages/{position}", "The assistant calls a tool before the user said anything.")
    if draft is not None:
        yield draft


def _turn(draft: _Draft, number: int, first_index: int, base: str, found: list[Finding]) -> Turn | None:
    query = read_query("\n".join(draft.queries), f"{base}/query", found)
    calls = read_calls(
        draft.calls, first_index=first_index, turn=number, path=f"{base}/calls", found=found, encoded=True
    )
    if not draft.calls and draft.response is None:
        missing(found, f"{base}/calls", "The user's message is answered with neither a call nor text.")
        return None
    return None if calls is None else Turn(query=query, calls=calls, response=draft.response)
