"""Reads BFCL's multi-turn rows: turns, tools that arrive late, call strings, and the state of each class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.datasets.bfcl_files import DOCUMENTS, DOCUMENTS_FOLDER
from service.datasets.call_strings import parse_call_string
from service.datasets.calls import unparseable
from service.datasets.extras import wrong_type
from service.datasets.messages import read_messages
from service.datasets.tools import parameter_names
from verifiers.codes import finding
from verifiers.model import Call, Finding, Json, Tool, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueTools:
    """The tools of a dialogue: offered from the start, arriving with a turn (by its number), and every one there is.

    ``parameters`` gives the parameter order of every tool of the involved classes, also of those never offered.
    """

    first: tuple[Tool, ...]
    later: Mapping[int, tuple[Tool, ...]]
    parameters: Mapping[str, Sequence[str]]


def dialogue_tools(
    fields: Mapping[str, Json], documents: Mapping[str, tuple[Tool, ...]], found: list[Finding]
) -> DialogueTools | None:
    """The tools of ``involved_classes`` without ``excluded_function``, those of ``missed_function`` held back."""
    classes = _names(fields, "involved_classes", found)
    excluded = _names(fields, "excluded_function", found)
    missed = _missed(fields, found)
    if classes is None or excluded is None or missed is None:
        return None
    if unknown := [name for name in classes if name not in documents]:
        file_name = DOCUMENTS.get(unknown[0])
        where = f"{DOCUMENTS_FOLDER}/{file_name} is not beside the question file" if file_name else "it is not known"
        message = f"The tools of {unknown[0][:80]} cannot be offered: {where}."
        found.append(finding("format.unparseable_tools", path="/involved_classes", message=message))
        return None
    every = tuple(tool for name in classes for tool in documents[name])
    held_back = {name for names in missed.values() for name in names}
    offered = tuple(tool for tool in every if tool.name not in excluded)
    return DialogueTools(
        first=tuple(tool for tool in offered if tool.name not in held_back),
        later={turn: tuple(tool for tool in offered if tool.name in names) for turn, names in missed.items()},
        parameters={tool.name: parameter_names(tool) for tool in every},
    )


def dialogue_turns(
    fields: Mapping[str, Json], truth: Json, tools: DialogueTools, found: list[Finding]
) -> tuple[Turn, ...] | None:
    """One turn for each entry of ``question``, with the calls of the same entry of ``truth``."""
    question = fields.get("question")
    if not isinstance(question, list) or not question:
        wrong_type(found, "/question", "a list with the messages of each turn", question)
        return None
    if not isinstance(truth, list) or len(truth) != len(question):
        unparseable(found, "/turns", f"The answer is not a list with an entry for each of {len(question)} turns.")
        return None
    turns: list[Turn] = []
    count = 0
    for number, (messages, answer) in enumerate(zip(question, truth, strict=True)):
        text, readable = question_text(messages, f"/question/{number}", found)
        calls = _calls(answer, number, count, tools, found)
        arriving = tools.later.get(number, ())
        if text is None and not arriving:
            found.append(
                finding("format.empty_query", path=f"/turns/{number}/query", message="There is no query to answer.")
            )
        if calls is not None and readable:
            turns.append(Turn(query=text, calls=calls, tools=arriving))
            count += len(calls)
    return tuple(turns) if len(turns) == len(question) else None


def dialogue_state(fields: Mapping[str, Json], found: list[Finding]) -> Mapping[str, Json]:
    """``initial_config``, with an empty state for every involved class that it does not name."""
    config = fields.get("initial_config")
    if config is not None and not isinstance(config, dict):
        wrong_type(found, "/initial_config", "an object keyed by class", config)
        config = None
    names = (name for name in fields["involved_classes"] if isinstance(name, str))
    return {**{name: {} for name in names}, **(config or {})}


def question_text(messages: Json, path: str, found: list[Finding]) -> tuple[str | None, bool]:
    """What the user asks last: the user messages behind the last other answer, and whether it could be read."""
    read = read_messages(messages, path, found)
    if read is None:
        return None, False
    texts: list[str] = []
    for message in read:
        if message.role == "assistant":
            texts.clear()
        elif message.role == "user":
            texts.append(message.text or "")
    return ("\n".join(texts) if any(text.strip() for text in texts) else None), True


def _calls(
    answer: Json, turn: int, first_index: int, tools: DialogueTools, found: list[Finding]
) -> tuple[Call, ...] | None:
    base = f"/turns/{turn}/calls"
    if not isinstance(answer, list) or not all(isinstance(each, str) for each in answer):
        unparseable(found, base, "The answer of a turn is not a list of call strings.")
        return None
    calls: list[Call] = []
    for position, text in enumerate(answer):
        index, path = first_index + position, f"{base}/{position}"
        read = parse_call_string(text, tools.parameters, path=path, call=index)
        found.extend(read.findings)
        if read.name is not None:
            calls.append(Call(index=index, turn=turn, name=read.name, arguments=read.arguments, path=path))
    return tuple(calls) if len(calls) == len(answer) else None


def _names(fields: Mapping[str, Json], key: str, found: list[Finding]) -> tuple[str, ...] | None:
    value = fields.get(key)
    if value is None:
        return ()
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    wrong_type(found, f"/{key}", "a list of names", value)
    return None


def _missed(fields: Mapping[str, Json], found: list[Finding]) -> Mapping[int, frozenset[str]] | None:
    """``{"3": ["sort"]}``: the tools that arrive with turn 3, counted from 0."""
    value = fields.get("missed_function")
    if value is None:
        return {}
    missed: dict[int, frozenset[str]] = {}
    for turn, names in value.items() if isinstance(value, dict) else (("", None),):
        usable = turn.isascii() and turn.isdecimal() and len(turn) < 9
        if not usable or not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            wrong_type(found, "/missed_function", "an object of turn numbers and tool names", value)
            return None
        missed[int(turn)] = frozenset(names)
    return missed
