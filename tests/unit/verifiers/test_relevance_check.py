import pytest

from tests.unit.verifiers.building import codes, dialogue, example, tool
from verifiers.model import CheckStatus, Scenario, Severity
from verifiers.relevance import check

F, G = ("f", {"n": 1}), ("g", {"n": 1})
F2 = ("f", {"n": 2})
ONE, TWO = [tool("f")], [tool("f"), tool("g")]


@pytest.mark.parametrize(
    ("scenario", "calls", "tools"),
    [
        (Scenario.SINGLE, [F], ONE),
        (Scenario.MULTIPLE, [F], TWO),
        (Scenario.PARALLEL, [F, F2], ONE),
        (Scenario.PARALLEL_MULTIPLE, [F, G], TWO),
        (Scenario.SEQUENTIAL, [F, G], TWO),
        (Scenario.SIMILAR, [F], TWO),
        (Scenario.IRRELEVANCE, [], TWO),
        (Scenario.CLARIFY, [], ONE),
        (None, [], ONE),
        (None, [F, G], TWO),
    ],
)
def test_calls_of_the_shape_that_the_scenario_names_pass(scenario, calls, tools) -> None:  # type: ignore[no-untyped-def]  # rows of the table above
    assert check(example(*calls, tools=tools, scenario=scenario)).findings == ()


@pytest.mark.parametrize(
    ("scenario", "calls", "tools"),
    [
        (Scenario.SINGLE, [F, F2], ONE),
        (Scenario.MULTIPLE, [F], ONE),
        (Scenario.MULTIPLE, [F, G], TWO),
        (Scenario.PARALLEL, [F], ONE),
        (Scenario.PARALLEL, [F, G], TWO),
        (Scenario.PARALLEL_MULTIPLE, [F, F2], TWO),
        (Scenario.SEQUENTIAL, [F], ONE),
        (Scenario.SIMILAR, [F], ONE),
        (Scenario.SIMILAR, [F, G], TWO),
        (Scenario.MULTI_TURN, [F], ONE),
    ],
)
def test_calls_of_another_shape_are_a_mismatch(scenario, calls, tools) -> None:  # type: ignore[no-untyped-def]  # rows of the table above
    result = check(example(*calls, tools=tools, scenario=scenario))
    assert (codes(result.findings), result.status) == (["relevance.scenario_mismatch"], CheckStatus.FAILED)


@pytest.mark.parametrize("scenario", [Scenario.IRRELEVANCE, Scenario.CLARIFY])
def test_every_call_is_found_where_none_is_expected(scenario: Scenario) -> None:
    result = check(example(F, G, tools=TWO, scenario=scenario))
    assert [(each.code, each.path) for each in result.findings] == [
        ("relevance.call_not_expected", "/calls/0"),
        ("relevance.call_not_expected", "/calls/1"),
    ]


@pytest.mark.parametrize(
    "scenario", [each for each in Scenario if each not in {"irrelevance", "clarify", "multi_turn"}]
)
def test_a_missing_call_is_found_where_one_is_expected(scenario: Scenario) -> None:
    assert codes(check(example(tools=TWO, scenario=scenario)).findings) == ["relevance.call_missing"]


def test_a_turn_without_calls_in_a_dialogue_is_normal() -> None:
    assert check(dialogue([F], [], [G], tools=TWO)).findings == ()


@pytest.mark.parametrize(
    "response",
    [
        '<tool_call>{"name": "f"',
        '<functioncall> {"name": "f", "arguments": \'{}\'}',
        "[TOOL_CALLS] f",
        '{"name": "unknown", "arguments": {"n": 1}}',
        "Sure: {'name': 'f', 'parameters': {}}",
        '```json\n[{"name": "x", "arguments": {}}]\n```',
        '{"tool_calls": []}',
        "I will call f(n=1) now.",
        "[other_tool(n=1), g(n=2)]",
        "other.tool()",
        "```tool\nother_tool(n=1);\n```",
        "[other_tool( ) ]",
        "other(n=f(1))",
    ],
)
def test_an_answer_that_looks_like_a_broken_call_is_no_abstention(response: str) -> None:
    result = check(example(tools=ONE, scenario=Scenario.IRRELEVANCE, response=response))
    assert [(each.code, each.path) for each in result.findings] == [("relevance.abstention_not_evidenced", "/response")]


@pytest.mark.parametrize(
    "response",
    [
        None,
        "",
        "I cannot do that with the tools at hand.",
        "None of the tools (f, g) fits; f (which counts) needs a number.",
        "Which f(s) do you mean?",
        "Twierdzenie mówi, że sin(x) jest ograniczone, a wynik to 3.",
        "The field 'name' is required, and so is the city.",
    ],
)
def test_plain_words_are_an_abstention(response: str | None) -> None:
    assert check(example(tools=ONE, scenario=Scenario.IRRELEVANCE, response=response)).findings == ()


@pytest.mark.parametrize(
    "response",
    ["other(" + "=)" * 50_000 + "x", "a" + " " * 200_000 + "b()x", "f (" + ")" * 50_000 + " " * 200_000 + "x"],
)
def test_a_long_answer_that_is_no_call_is_read_to_its_end(response: str) -> None:
    assert check(example(tools=ONE, scenario=Scenario.IRRELEVANCE, response=response)).findings == ()


def test_words_beside_a_real_call_are_not_searched() -> None:
    assert check(example(F, tools=ONE, response="f(n=1)")).findings == ()


def test_the_tool_that_an_irrelevant_query_was_made_for_must_be_gone() -> None:
    result = check(example(tools=TWO, scenario=Scenario.IRRELEVANCE, seed_tools=["g"]))
    assert [(each.code, each.path) for each in result.findings] == [("relevance.seed_tool_still_offered", "/tools/1")]


def test_in_any_other_scenario_the_seed_tool_belongs_to_the_offer() -> None:
    assert check(example(F, tools=ONE, scenario=Scenario.SINGLE, seed_tools=["f"])).findings == ()


@pytest.mark.parametrize(
    ("calls", "severities"),
    [
        ([("f", {"a": 1, "b": 2}), ("f", {"b": 2, "a": 1.0})], [Severity.REJECT]),
        ([F, G, F], [Severity.REVIEW]),
        ([F, F, F], [Severity.REJECT, Severity.REJECT]),
        ([("f", {"n": 1}), ("f", {"n": True})], []),
        ([F, G], []),
    ],
)
def test_the_same_call_twice_in_a_turn_weighs_by_what_stands_between(calls, severities) -> None:  # type: ignore[no-untyped-def]  # rows of the table above
    result = check(example(*calls, tools=TWO))
    assert [(each.code, each.severity) for each in result.findings] == [
        ("relevance.duplicate_call", severity) for severity in severities
    ]


def test_the_same_call_in_a_later_turn_is_only_noted() -> None:
    result = check(dialogue([F], [F], tools=ONE))
    assert [(each.path, each.severity) for each in result.findings] == [("/turns/1/calls/0", Severity.NOTE)]
