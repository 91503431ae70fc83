"""Short ways to write examples, calls and functions, for the tests of the verifiers; and a JSON Patch applier."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from verifiers.model import Call, Example, Expectation, Finding, Function, Json, Scenario, Tool, Turn

JSON_VALUES: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def parameters(*required: str, **properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": list(required)}


def tool(name: str = "f", schema: Json = None) -> Tool:
    return Tool(name=name, description="Does it.", parameters=schema)


def function(name: str = "f", schema: Json = None, result: Json = None) -> Function:
    return Function(
        name=name,
        description="Does it.",
        parameters=schema if schema is not None else parameters(),
        result=result,
        implementation="m:f",
        function_set="s",
    )


def example(
    *calls: tuple[str, Mapping[str, Json]],
    tools: Sequence[Tool] = (),
    scenario: Scenario | None = None,
    response: str | None = None,
    expected: Sequence[Expectation | None] = (),
    seed_tools: Sequence[str] = (),
) -> Example:
    made = tuple(
        Call(index=number, turn=0, name=name, arguments=arguments, path=f"/calls/{number}")
        for number, (name, arguments) in enumerate(calls)
    )
    return Example(
        id="e",
        tools=tuple(tools),
        turns=(Turn(query="q", calls=made, response=response),),
        scenario=scenario,
        expected=tuple(expected),
        seed_tools=tuple(seed_tools),
    )


def dialogue(
    *turns: Sequence[tuple[str, Mapping[str, Json]]],
    tools: Sequence[Tool] = (),
    arriving: Mapping[int, Sequence[Tool]] | None = None,
    scenario: Scenario | None = Scenario.MULTI_TURN,
) -> Example:
    made = []
    index = 0
    for number, calls in enumerate(turns):
        each = []
        for place, (name, arguments) in enumerate(calls):
            path = f"/turns/{number}/calls/{place}"
            each.append(Call(index=index, turn=number, name=name, arguments=arguments, path=path))
            index += 1
        made.append(Turn(query="q", calls=tuple(each), tools=tuple((arriving or {}).get(number, ()))))
    return Example(id="d", tools=tuple(tools), turns=tuple(made), scenario=scenario, multi_turn=True)


def codes(findings: Sequence[Finding]) -> list[str]:
    return [each.code for each in findings]


def patched(arguments: Json, finding: Finding, call: int = 0) -> Json:
    """The arguments of call ``call`` after the finding's fix (replace and remove only)."""
    assert finding.fix is not None
    native: Json = {"calls": [{"arguments": copy.deepcopy(arguments)} for _ in range(call + 1)]}
    for step in finding.fix:
        parts = [part.replace("~1", "/").replace("~0", "~") for part in step["path"].split("/")[1:]]
        place: Json = native
        for part in parts[:-1]:
            place = place[int(part)] if isinstance(place, list) else place[part]
        last: Json = int(parts[-1]) if isinstance(place, list) else parts[-1]
        if step["op"] == "remove":
            del place[last]
        else:
            place[last] = step["value"]
    return native["calls"][call]["arguments"]
