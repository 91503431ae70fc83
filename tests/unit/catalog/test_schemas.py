"""Tools as JSON, in each form in which they are told to a model, read from a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.catalog.schemas import read_schemas
from service.errors import FunctionsError
from verifiers.model import Json

PARAMETERS = {
    "type": "object",
    "properties": {"city": {"type": "string", "minLength": 1}, "days": {"type": "integer"}},
    "required": ["city"],
}
RESULT = {"type": "object", "properties": {"sky": {"type": "string"}}, "required": ["sky"]}
GEMINI = {
    "type": "OBJECT",
    "properties": {"city": {"type": "STRING", "minLength": "1"}, "days": {"type": "INTEGER"}},
    "required": ["city"],
}
GEMINI_RESULT = {"type": "OBJECT", "properties": {"sky": {"type": "STRING"}}, "required": ["sky"]}
SAID = {"name": "forecast", "description": "Tells the weather."}
PLAIN = {**SAID, "parameters": PARAMETERS}
OPENAI = {"type": "function", "function": {**PLAIN, "strict": True}}
MCP = {**SAID, "title": "Forecast", "inputSchema": PARAMETERS, "outputSchema": RESULT, "annotations": {}}
DECLARATION = {**SAID, "parameters": GEMINI, "response": GEMINI_RESULT}
JSON_SCHEMA_DECLARATION = {**SAID, "parametersJsonSchema": PARAMETERS, "responseJsonSchema": RESULT}


def written(folder: Path, document: Json) -> Path:
    path = folder / "tools.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document, indent=1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("document", "result"),
    [
        pytest.param([PLAIN], None, id="plain"),
        pytest.param([OPENAI], None, id="openai chat"),
        pytest.param([{"type": "function", **PLAIN}], None, id="openai responses"),
        pytest.param({"model": "m", "tools": [OPENAI]}, None, id="openai request"),
        pytest.param({"functions": [PLAIN]}, None, id="openai functions"),
        pytest.param([{**SAID, "input_schema": PARAMETERS}], None, id="anthropic"),
        pytest.param({"tools": [MCP]}, RESULT, id="mcp"),
        pytest.param({"jsonrpc": "2.0", "id": 1, "result": {"tools": [MCP]}}, RESULT, id="mcp answer"),
        pytest.param({"functionDeclarations": [DECLARATION]}, RESULT, id="gemini"),
        pytest.param([{"function_declarations": [DECLARATION]}], RESULT, id="gemini tools"),
        pytest.param({"tools": [{"functionDeclarations": [DECLARATION]}]}, RESULT, id="gemini request"),
        pytest.param([JSON_SCHEMA_DECLARATION], RESULT, id="gemini json schema"),
        pytest.param(json.dumps(PLAIN) + "\n" + json.dumps({**PLAIN, "name": "other"}), None, id="lines"),
    ],
)
def test_a_tool_is_read_in_every_form_that_models_are_told_it(tmp_path: Path, document: Json, result: Json) -> None:
    found = read_schemas(written(tmp_path, document))["forecast"]
    assert (found.description, found.parameters, found.result) == ("Tells the weather.", PARAMETERS, result)


def test_a_result_that_fastmcp_wrapped_is_taken_out_again(tmp_path: Path) -> None:
    wrapped = {"type": "object", "properties": {"result": {"type": "integer"}}, "x-fastmcp-wrap-result": True}
    document = {"tools": [{**SAID, "inputSchema": PARAMETERS, "outputSchema": wrapped}]}
    assert read_schemas(written(tmp_path, document))["forecast"].result == {"type": "integer"}


@pytest.mark.parametrize(
    ("document", "told"),
    [
        pytest.param([PLAIN, {"description": "x"}], ["entry 2", "an object with a name"], id="no name"),
        pytest.param([PLAIN, 5], ["entry 2"], id="no object"),
        pytest.param([{"type": "web_search"}, PLAIN], ["entry 1", "web_search", "leave it out"], id="provider's own"),
        pytest.param([PLAIN, OPENAI], ["entry 2", "'forecast' stands there twice"], id="twice"),
        pytest.param([{**PLAIN, "description": 5}], ["entry 1", "description of 'forecast'"], id="description"),
        pytest.param({"tools": [MCP], "nextCursor": "p2"}, ["one page", "all pages"], id="a page"),
        pytest.param('[\n {"name": "a",}\n]', ["tools.json: not JSON", "line 2"], id="a mistake in one document"),
        pytest.param(json.dumps(PLAIN) + "\n{,}", ["line 2: not JSON"], id="a mistake in a line"),
        pytest.param([], ["names no function"], id="empty"),
        pytest.param("", ["not JSON"], id="nothing"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(tmp_path: Path, document: Json, told: list[str]) -> None:
    with pytest.raises(FunctionsError) as refusal:
        read_schemas(written(tmp_path, document))
    for each in told:
        assert each in str(refusal.value)
