"""The relevance check, its structural part: should there be calls, how many, of how many tools, and none twice.

Nothing here guesses at meaning. A turn without calls in a dialogue is normal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from verifiers.codes import finding
from verifiers.equality import identity
from verifiers.facts import shortened
from verifiers.label import status_of
from verifiers.model import Call, CheckResult, CheckStatus, Example, Finding, Json, Scenario, Severity, Turn

_PASSED = CheckResult(check="relevance", status=CheckStatus.PASSED)
_WITHOUT_CALLS = frozenset({Scenario.IRRELEVANCE, Scenario.CLARIFY})
_MARKS = re.compile(
    r"</?tool_calls?>|<function_?calls?>|<function=|\[TOOL_CALLS\]|<\|python_tag\|>|<\|tool_call|```tool_(?:code|call)"
    r"|[\"'](?:tool_calls|function_call|tool_call)[\"']\s*:",
    re.IGNORECASE,
)
_NAME_KEY = re.compile(r"""[{,]\s*["']?(?:name|function|tool)["']?\s*:""")
_ARGUMENTS_KEY = re.compile(r"""[{,]\s*["']?(?:arguments|parameters|args)["']?\s*:""")
_FENCE = re.compile(r"```\w*\s*")
_CALL_OPENS = re.compile(r"\[?\s*[A-Za-z_][\w.]*\(")
_CALL_ENDS = frozenset({"", ";", "]", ";]"})


def check(example: Example) -> CheckResult:
    """Hold the calls of ``example`` against its scenario, and its call-less answers against broken calls."""
    findings = [
        *_scenario(example),
        *_broken_calls(example),
        *_seed_tools(example),
        *_duplicates(example),
    ]
    if not findings:
        return _PASSED
    return CheckResult(check="relevance", status=status_of(findings), findings=tuple(findings))


def _scenario(example: Example) -> Iterator[Finding]:
    scenario, calls = example.scenario, example.calls
    if scenario is None:
        return
    if scenario in _WITHOUT_CALLS:
        for call in calls:
            message = f"{call.name!r} is called, but the scenario is {scenario}."
            facts = {"scenario": scenario.value, "tool": call.name}
            yield finding("relevance.call_not_expected", path=call.path, call=call.index, message=message, facts=facts)
        return
    if not calls and scenario is not Scenario.MULTI_TURN:
        message = f"There is no call, but the scenario is {scenario}."
        path = "/turns" if example.multi_turn else "/calls"
        yield finding("relevance.call_missing", path=path, message=message, facts={"scenario": scenario.value})
        return
    problem = _mismatch(example, scenario)
    if problem is not None:
        shape: dict[str, Json] = {
            "scenario": scenario.value,
            "calls": len(calls),
            "called_tools": len({call.name for call in calls}),
            "offered_tools": _offered_count(example),
            "turns": len(example.turns),
        }
        yield finding("relevance.scenario_mismatch", path="/scenario", message=problem, facts=shape)


def _mismatch(example: Example, scenario: Scenario) -> str | None:
    """What of the scenario's definition (docs/architecture.md, Records) does not hold; None where all does."""
    names = [call.name for call in example.calls]
    calls, called = len(names), len(set(names))
    match scenario:
        case Scenario.SINGLE if calls != 1:
            return f"Labelled single, but there are {calls} calls."
        case Scenario.MULTIPLE if calls != 1:
            return f"Labelled multiple (several tools, one call), but there are {calls} calls."
        case Scenario.MULTIPLE | Scenario.SIMILAR if _offered_count(example) < 2:
            return f"Labelled {scenario}, but only one tool is offered."
        case Scenario.PARALLEL if calls < 2:
            return "Labelled parallel, but there is one call."
        case Scenario.PARALLEL if called > 1:
            return f"Labelled parallel (calls of one tool), but {called} tools are called."
        case Scenario.PARALLEL_MULTIPLE if called < 2:
            return "Labelled parallel_multiple, but only one tool is called."
        case Scenario.SEQUENTIAL if calls < 2:
            return "Labelled sequential, but there is one call."
        case Scenario.SIMILAR if called > 1:
            return f"Labelled similar (one tool is right), but {called} tools are called."
        case Scenario.MULTI_TURN if len(example.turns) < 2:
            return "Labelled multi_turn, but there is one turn."
        case _:
            return None


def _offered_count(example: Example) -> int:
    return len({tool.name for tool in example.offered(len(example.turns) - 1)}) if example.turns else 0


def _broken_calls(example: Example) -> Iterator[Finding]:
    for number, turn in enumerate(example.turns):
        if turn.calls or not turn.response:
            continue
        names = (tool.name for tool in example.offered(number))
        evidence = _looks_like_a_call(turn, names)
        if evidence is not None:
            path = f"/turns/{number}/response" if example.multi_turn else "/response"
            message = "No call could be read, but the answer looks like a broken one."
            facts = {"evidence": shortened(evidence)}
            yield finding("relevance.abstention_not_evidenced", path=path, message=message, facts=facts)


def _looks_like_a_call(turn: Turn, names: Iterable[str]) -> str | None:
    text = (turn.response or "").strip()
    if mark := _MARKS.search(text):
        return mark.group()
    if (name := _NAME_KEY.search(text)) and (arguments := _ARGUMENTS_KEY.search(text)):
        return name.group() + " … " + arguments.group()
    if "(" not in text:
        return None
    if _is_only_a_call(bare := _without_fence(text)):
        return bare
    for name_offered in names:
        # "file(s)" is a plural and no call.
        if found := re.search(rf"(?<![\w.]){re.escape(name_offered)}\((?!e?s\))", text):
            return found.group()
    return None


def _without_fence(text: str) -> str:
    opening = _FENCE.match(text)
    bare = text[opening.end() :] if opening else text
    return bare[:-3].rstrip() if bare.endswith("```") else bare


def _is_only_a_call(text: str) -> bool:
    """Whether ``text`` is ``name(…)`` with arguments by name or none. One expression for it all would backtrack."""
    opening = _CALL_OPENS.match(text)
    end = text.rfind(")")
    if opening is None or end < opening.end() or "".join(text[end + 1 :].split()) not in _CALL_ENDS:
        return False
    inside = text[opening.end() : end]
    return "=" in inside or not inside.strip()


def _seed_tools(example: Example) -> Iterator[Finding]:
    if example.scenario is not Scenario.IRRELEVANCE or not example.seed_tools:
        return
    places = [(f"/tools/{number}", tool) for number, tool in enumerate(example.tools)]
    for turn_number, turn in enumerate(example.turns):
        base = f"/turns/{turn_number}/tools" if example.multi_turn else "/tools"
        places += [(f"{base}/{number}", tool) for number, tool in enumerate(turn.tools)]
    for path, tool in places:
        if tool.name in example.seed_tools:
            message = f"The query was made for {tool.name!r}, and it is still offered."
            facts = {"tool": tool.name}
            yield finding("relevance.seed_tool_still_offered", path=path, message=message, facts=facts)


def _duplicates(example: Example) -> Iterator[Finding]:
    """The same call again: adjacent in a turn it rejects, with others between it asks, in a later turn it is noted."""
    calls = example.calls
    if len({call.name for call in calls}) == len(calls):
        return
    met: dict[str, Call] = {}
    previous: tuple[str, Call] | None = None
    for call in calls:
        key = identity([call.name, dict(call.arguments)])
        earlier = met.get(key)
        if earlier is not None:
            if earlier.turn != call.turn:
                severity, where = Severity.NOTE, "in an earlier turn"
            elif previous is not None and previous[0] == key:
                severity, where = Severity.REJECT, "just before"
            else:
                severity, where = Severity.REVIEW, "earlier in the turn"
            yield finding(
                "relevance.duplicate_call",
                path=call.path,
                call=call.index,
                message=f"The same call of {call.name!r} stands {where}.",
                facts={"first_call": earlier.index},
                severity=severity,
            )
        met[key] = call
        previous = (key, call)
