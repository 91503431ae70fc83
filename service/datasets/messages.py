"""Reads chat messages with OpenAI roles: who says what, and whether the order is one that a conversation can have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.datasets.extras import json_type, wrong_type
from verifiers.codes import finding
from verifiers.model import Finding, Json

_ROLES = frozenset(("system", "developer", "user", "assistant", "tool", "function"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message. ``text`` is None where it has none; ``calls`` are still as they stand in the row."""

    role: str
    text: str | None
    calls: tuple[Json, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Open:
    """Calls seen so far: which ids were used, which wait for a result."""

    used: set[str] = field(default_factory=set)
    waiting: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)


def read_messages(value: Json, path: str, found: list[Finding]) -> tuple[Message, ...] | None:
    """Read the messages in order; None where one cannot be read.

    Complains as ``format.role_order`` about tool messages that answer no call, answer one twice or have no
    ``tool_call_id``, and about call ids that are used twice.
    """
    if not isinstance(value, list):
        wrong_type(found, path, "a list of messages", value)
        return None
    seen = _Open()
    messages = [_message(each, f"{path}/{position}", seen, found) for position, each in enumerate(value)]
    read = tuple(each for each in messages if each is not None)
    return read if len(read) == len(messages) else None


def role_order(found: list[Finding], path: str, message: str) -> None:
    """Complain about an order of messages that no conversation has."""
    found.append(finding("format.role_order", path=path, message=message))


def text_of(content: Json, path: str, found: list[Finding]) -> str | None:
    """The text of a message's content: a string, or the text parts of a list of content parts joined by lines."""
    if content is None or isinstance(content, str):
        return content
    if not isinstance(content, list):
        wrong_type(found, path, "a string or a list of content parts", content)
        return None
    texts: list[str] = []
    for position, part in enumerate(content):
        text = part.get("text", "") if isinstance(part, dict) else part
        if isinstance(text, str):
            texts.append(text)
        else:
            wrong_type(found, f"{path}/{position}", "a content part", part)
    return "\n".join(text for text in texts if text)


def _message(value: Json, path: str, seen: _Open, found: list[Finding]) -> Message | None:
    if not isinstance(value, dict):
        wrong_type(found, path, "a message", value)
        return None
    role = value.get("role")
    if not isinstance(role, str) or role not in _ROLES:
        shown = role[:40] if isinstance(role, str) else json_type(role)
        role_order(found, f"{path}/role", f"The role {shown!r} is unknown; known: {', '.join(sorted(_ROLES))}.")
        return None
    text = text_of(value.get("content"), f"{path}/content", found)
    if role == "tool":
        _answered(value, path, seen, found)
    elif role == "function" and value.get("name") not in seen.functions:
        role_order(found, path, "A function message answers no earlier function_call.")
    calls = _calls(value, path, found)
    if calls is None:
        return None
    if calls and role != "assistant":
        role_order(found, path, f"A {role} message holds calls; only the assistant calls tools.")
        return None
    for position, call in enumerate(calls):
        _remember(call, f"{path}/tool_calls/{position}", seen, found)
    return Message(role=role, text=text, calls=calls)


def _calls(value: Mapping[str, Json], path: str, found: list[Finding]) -> tuple[Json, ...] | None:
    calls = value.get("tool_calls")
    if calls is None:
        legacy = value.get("function_call")
        return () if legacy is None else ({"function": legacy},)
    if not isinstance(calls, list):
        message = f"tool_calls should be a list of calls, not {json_type(calls)}."
        found.append(finding("format.unparseable_calls", path=f"{path}/tool_calls", message=message))
        return None
    return tuple(calls)


def _remember(call: Json, path: str, seen: _Open, found: list[Finding]) -> None:
    if not isinstance(call, dict):
        return
    function = call.get("function")
    if isinstance(function, dict) and isinstance(function.get("name"), str):
        seen.functions.add(function["name"])
    identity = call.get("id")
    if not isinstance(identity, str):
        return
    if identity in seen.used:
        role_order(found, f"{path}/id", f"The call id {identity[:80]!r} is used twice.")
    seen.used.add(identity)
    seen.waiting.add(identity)


def _answered(value: Mapping[str, Json], path: str, seen: _Open, found: list[Finding]) -> None:
    identity = value.get("tool_call_id")
    if not isinstance(identity, str) or not identity:
        role_order(found, f"{path}/tool_call_id", "A tool message has no tool_call_id.")
    elif identity in seen.waiting:
        seen.waiting.remove(identity)
    elif identity in seen.used:
        role_order(found, f"{path}/tool_call_id", f"The call {identity[:80]!r} is answered twice.")
    else:
        role_order(found, f"{path}/tool_call_id", f"No earlier call has the id {identity[:80]!r}.")
