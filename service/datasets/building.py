"""Puts an example together from the pieces that an adapter read, and looks at what only shows in the whole."""

from __future__ import annotations

import re
from collections.abc import Mapping

from service.datasets.extras import Extras, read_expected
from service.datasets.model import RawRow, Row
from service.datasets.tools import parameter_names
from verifiers.codes import finding
from verifiers.model import Call, Example, Finding, Json, Tool, Turn

_DAMAGE = re.compile(r'[{"=:]')


def unreadable_row(raw: RawRow, identity: str, found: list[Finding]) -> Row:
    """A row without an example. ``found`` must say why."""
    return Row(raw=raw, id=identity, example=None, findings=tuple(found))


def example_row(
    raw: RawRow,
    identity: str,
    *,
    tools: tuple[Tool, ...],
    turns: tuple[Turn, ...],
    multi_turn: bool,
    extras: Extras,
    fields: Mapping[str, Json],
    found: list[Finding],
) -> Row:
    """A row with its example and what was found. ``fields`` gives ``expected``."""
    calls = tuple(call for turn in turns for call in turn.calls)
    expected = read_expected(fields, len(calls), found) if "expected" in fields else ()
    _check_argument_names(calls, tools, turns, found)
    example = Example(
        id=identity,
        tools=tools,
        turns=turns,
        scenario=extras.scenario,
        language=extras.language,
        seed_tools=extras.seed_tools,
        state=extras.state,
        now=extras.now,
        seed=extras.seed,
        expected=expected,
        multi_turn=multi_turn,
    )
    return Row(raw=raw, id=identity, example=example, findings=tuple(found))


def read_query(value: str | None, path: str, found: list[Finding]) -> str:
    """The query, or "" with ``format.empty_query`` where there is nothing to answer."""
    if value is None or not value.strip():
        found.append(finding("format.empty_query", path=path, message="There is no query to answer."))
        return ""
    return value


def _check_argument_names(
    calls: tuple[Call, ...], tools: tuple[Tool, ...], turns: tuple[Turn, ...], found: list[Finding]
) -> None:
    for call in calls:
        for name in call.arguments:
            if _DAMAGE.search(name) and not _declared(name, call.name, tools, turns):
                message = f"The argument name {name[:80]!r} holds pieces of broken JSON or of a call."
                path = f"{call.path}/arguments"
                found.append(finding("format.conversion_damage", path=path, call=call.index, message=message))


def _declared(parameter: str, tool_name: str, tools: tuple[Tool, ...], turns: tuple[Turn, ...]) -> bool:
    offered = (*tools, *(tool for turn in turns for tool in turn.tools))
    return any(tool.name == tool_name and parameter in parameter_names(tool) for tool in offered)
