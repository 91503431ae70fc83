"""The bfcl format: a question file whose answers and class documents lie beside it (see bfcl_files).

Single turn: ``question`` holds one list of messages, ``function`` the tools; the calls are the answer's first
alternatives. Multi turn: ``question`` holds a list of messages for each turn (see bfcl_dialogue). The scenario
follows from the category in the id. A row may also carry its own ``ground_truth``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from service.datasets.adapter import read_id
from service.datasets.bfcl_answers import first_arguments
from service.datasets.bfcl_dialogue import dialogue_state, dialogue_tools, dialogue_turns, question_text
from service.datasets.bfcl_files import ANSWERS_FOLDER, BfclFiles, read_companions
from service.datasets.building import example_row, read_query, unreadable_row
from service.datasets.call_strings import parse_call_string
from service.datasets.calls import unparseable
from service.datasets.extras import Extras, missing, wrong_type
from service.datasets.model import RawRow, Row
from service.datasets.tools import parameter_names, read_tools
from verifiers.model import Call, Finding, Json, Scenario, Tool, Turn

_CATEGORY = re.compile(r"(?:live_)?([a-z_]+?)_\d[\d-]*")
_SCENARIOS: Mapping[str, Scenario] = {
    "simple": Scenario.SINGLE,
    "simple_python": Scenario.SINGLE,
    "simple_java": Scenario.SINGLE,
    "simple_javascript": Scenario.SINGLE,
    "multiple": Scenario.MULTIPLE,
    "parallel": Scenario.PARALLEL,
    "parallel_multiple": Scenario.PARALLEL_MULTIPLE,
    "irrelevance": Scenario.IRRELEVANCE,
}
_FOREIGN_LITERALS = frozenset(("simple_java", "simple_javascript", "java", "javascript"))
_NO_FILES = BfclFiles(answers_path=Path(ANSWERS_FOLDER), answers=None, documents={})


class BfclAdapter:
    """Reads BFCL questions, joined with the answers and documents that lie beside their file."""

    name = "bfcl"

    def __init__(self, question_file: Path | None) -> None:
        """Read the companions of ``question_file``; without one, rows must carry their ``ground_truth``.

        Raises InputError where a companion that is there cannot be read.
        """
        self._files = _NO_FILES if question_file is None else read_companions(question_file)

    def read(self, raw: RawRow, fields: Mapping[str, Json]) -> Row:
        """Turn any JSON object into a Row; see ``Adapter.read``."""
        found: list[Finding] = []
        identity = read_id(raw, fields, found)
        if fields.get("involved_classes") is not None:
            return self._dialogue(raw, identity, fields, found)
        category = _category(identity)
        query = _query(fields, found)
        tools = None
        if fields.get("function") is None:
            missing(found, "/function", "The row has no function, so no tool is offered.")
        else:
            tools = read_tools(fields["function"], "/function", found)
        if query is None or tools is None:
            return unreadable_row(raw, identity, found)
        scenario = _SCENARIOS.get(category)
        calls: tuple[Call, ...] | None = ()
        truth = self._truth(identity, fields)
        if truth is None:
            if scenario is not Scenario.IRRELEVANCE:
                missing(found, "/calls", _no_answer(category))
        else:
            calls = _calls(truth, tools, found, literals=category in _FOREIGN_LITERALS)
        if calls is None:
            return unreadable_row(raw, identity, found)
        turns = (Turn(query=query, calls=calls),)
        extras = Extras(scenario=scenario)
        return example_row(
            raw, identity, tools=tools, turns=turns, multi_turn=False, extras=extras, fields={}, found=found
        )

    def _dialogue(self, raw: RawRow, identity: str, fields: Mapping[str, Json], found: list[Finding]) -> Row:
        tools = dialogue_tools(fields, self._files.documents, found)
        truth = self._truth(identity, fields)
        if truth is None:
            missing(found, "/turns", _no_answer(_category(identity)))
        if tools is None or truth is None:
            return unreadable_row(raw, identity, found)
        turns = dialogue_turns(fields, truth, tools, found)
        if turns is None:
            return unreadable_row(raw, identity, found)
        extras = Extras(scenario=Scenario.MULTI_TURN, state=dialogue_state(fields, found))
        return example_row(
            raw, identity, tools=tools.first, turns=turns, multi_turn=True, extras=extras, fields={}, found=found
        )

    def _truth(self, identity: str, fields: Mapping[str, Json]) -> Json:
        own = fields.get("ground_truth")
        if own is not None:
            return own
        return None if self._files.answers is None else self._files.answers.get(identity)


def _no_answer(category: str) -> str:
    if category == "relevance":
        return "BFCL gives no answers for this category: a call is expected, but not which one."
    return f"No answer has this id; it is looked for in {ANSWERS_FOLDER}/ beside the question file, under its name."


def _category(identity: str) -> str:
    match = _CATEGORY.fullmatch(identity)
    return match[1] if match else ""


def _query(fields: Mapping[str, Json], found: list[Finding]) -> str | None:
    question = fields.get("question")
    if question is None:
        missing(found, "/question", "The row has no question.")
        return None
    if isinstance(question, str):
        return read_query(question, "/query", found)
    if isinstance(question, list) and len(question) == 1 and isinstance(question[0], list):
        question = question[0]
    elif not isinstance(question, list) or not all(isinstance(each, dict) for each in question):
        wrong_type(found, "/question", "one list of messages", question)
        return None
    text, readable = question_text(question, "/question/0", found)
    return read_query(text, "/query", found) if readable else None


def _calls(truth: Json, tools: tuple[Tool, ...], found: list[Finding], *, literals: bool) -> tuple[Call, ...] | None:
    if not isinstance(truth, list):
        unparseable(found, "/calls", "The answer is not a list of calls.")
        return None
    calls: list[Call] = []
    for index, each in enumerate(truth):
        path = f"/calls/{index}"
        if isinstance(each, str):
            order = {tool.name: parameter_names(tool) for tool in tools}
            read = parse_call_string(each, order, path=path, call=index)
            found.extend(read.findings)
            if read.name is not None:
                calls.append(Call(index=index, turn=0, name=read.name, arguments=read.arguments, path=path))
            continue
        name, answer = next(iter(each.items())) if isinstance(each, dict) and len(each) == 1 else (None, None)
        if not name or not isinstance(answer, dict):
            unparseable(found, path, "An answer is not one function with its parameters.", index)
            continue
        parameters = next((tool.parameters for tool in tools if tool.name == name), None)
        arguments = first_arguments(answer, parameters, literals=literals)
        calls.append(Call(index=index, turn=0, name=name, arguments=arguments, path=path))
    return tuple(calls) if len(calls) == len(truth) else None
