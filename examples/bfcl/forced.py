"""Forces a call into a row that should have none: of the first offered tool, with arguments made from its schema.

The call fits its tool, so that only the relevance check can refuse it.
"""

from __future__ import annotations

from collections.abc import Mapping

from service.datasets.tools import read_tools
from verifiers.dialect import normalise
from verifiers.model import Json
from verifiers.schema import fits

NO_TOOL = "a_tool_that_nobody_offered"
_SAMPLES: Mapping[str, Json] = {"string": "text", "integer": 1, "number": 1.5, "boolean": True, "null": None}


def with_forced_call(row: Mapping[str, Json]) -> Json:
    """The row with an answer of its own, one call. A row that offers no tool gets a call of one that is not there.

    Raises ValueError where the arguments made do not fit the tool.
    """
    tools = read_tools(row["function"], "/function", [])
    if not tools:
        return {**row, "ground_truth": [{NO_TOOL: {}}]}
    tool = tools[0]
    schema = normalise(tool.parameters).schema
    arguments = _sample(schema)
    if not fits(arguments, schema):
        raise ValueError(f"{row['id']}: no arguments could be made for {tool.name}: {arguments}")
    answer = {name: [_with_alternatives(value)] for name, value in arguments.items()}
    return {**row, "ground_truth": [{tool.name: answer}]}


def _sample(schema: Json) -> Json:
    """A value that the schema allows; objects hold what is required."""
    if not isinstance(schema, dict):
        return "text"
    if schema.get("enum"):
        return schema["enum"][0]
    if schema.get("anyOf"):
        return _sample(schema["anyOf"][0])
    kind = schema.get("type", "string")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object":
        properties = schema.get("properties", {})
        return {name: _sample(properties.get(name)) for name in schema.get("required", ())}
    if kind == "array":
        return [_sample(schema.get("items"))]
    return _SAMPLES[kind]


def _with_alternatives(value: Json) -> Json:
    """BFCL's answers list alternatives in the objects inside an argument too, one level deep."""
    if isinstance(value, dict):
        return {name: [each] for name, each in value.items()}
    if isinstance(value, list):
        return [_with_alternatives(each) if isinstance(each, dict) else each for each in value]
    return value
