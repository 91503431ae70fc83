"""Functions as tools of each provider: their form, and that nothing is lost on the way back."""

from __future__ import annotations

import pytest

from service.catalog.languages import in_language
from service.catalog.load import load_catalog
from service.catalog.tool_forms import ToolForm, tools
from service.datasets.tools import read_tools
from verifiers.dialect import normalise
from verifiers.model import Finding, Function, Json

BUNDLED = load_catalog()
PARAMETERS: Json = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}


def function(result: Json = None) -> Function:
    return Function(
        name="add",
        description="Adds.",
        parameters=PARAMETERS,
        result=result,
        implementation="sums:add",
        function_set="set",
    )


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (
            ToolForm.OPENAI,
            {"type": "function", "function": {"name": "add", "description": "Adds.", "parameters": PARAMETERS}},
        ),
        (ToolForm.ANTHROPIC, {"name": "add", "description": "Adds.", "input_schema": PARAMETERS}),
        (ToolForm.MCP, {"name": "add", "description": "Adds.", "inputSchema": PARAMETERS}),
        (
            ToolForm.GEMINI,
            {"functionDeclarations": [{"name": "add", "description": "Adds.", "parametersJsonSchema": PARAMETERS}]},
        ),
    ],
)
def test_a_tool_has_the_form_of_its_provider(form: ToolForm, expected: Json) -> None:
    assert tools([function()], form) == [expected]


@pytest.mark.parametrize(("result", "told"), [({"type": "object"}, True), ({"type": "array"}, False), (None, False)])
def test_mcp_is_told_results_that_are_objects(result: Json, told: bool) -> None:
    assert ("outputSchema" in tools([function(result)], ToolForm.MCP)[0]) is told


@pytest.mark.parametrize("form", ToolForm)
def test_without_functions_there_are_no_tools(form: ToolForm) -> None:
    assert tools([], form) == []


@pytest.mark.parametrize("language", ["en", "pl"])
@pytest.mark.parametrize("form", ToolForm)
def test_a_dataset_that_offers_them_offers_the_functions_of_the_catalog(form: ToolForm, language: str) -> None:
    served = in_language(BUNDLED, (), language)
    found: list[Finding] = []
    read = read_tools(tools(served.values(), form), "/tools", found)
    assert found == []
    assert read is not None
    assert [each.name for each in read] == list(served)
    assert [normalise(each.parameters).schema for each in read] == [each.parameters for each in served.values()]
    assert [each.description for each in read] == [each.description for each in served.values()]
