"""Reads offered tools in the shapes they come in: flat, OpenAI, Anthropic, Gemini and MCP, as a list or as JSON text.

Parameters stay in the dataset's dialect; verifiers.dialect maps them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.datasets.extras import json_type
from service.datasets.strict_json import decode_text
from verifiers.codes import finding
from verifiers.model import Finding, Json, Tool

_PARAMETER_KEYS = ("parameters", "input_schema", "inputSchema", "parametersJsonSchema", "arguments")
_DECLARATIONS = "functionDeclarations"


def read_tools(value: Json, path: str, found: list[Finding]) -> tuple[Tool, ...] | None:
    """Read a list of tools, or a string that holds one. None where any of them cannot be read; ``found`` says why."""
    if isinstance(value, str):
        decoded = decode_text(value, path)
        if not decoded.readable:
            _unparseable(found, path, f"{path[1:]} is a string that holds no JSON.")
            return None
        found.extend(decoded.findings)
        value = decoded.value
    if not isinstance(value, list):
        _unparseable(found, path, f"{path[1:]} should be a list of tools, not {json_type(value)}.")
        return None
    tools: list[Tool | None] = []
    for position, each in enumerate(value):
        everyday = _everyday(each)
        tools += [everyday] if everyday is not None else _tools(each, f"{path}/{position}", found)
    read = tuple(tool for tool in tools if tool is not None)
    return read if len(read) == len(tools) else None


def parameter_names(tool: Tool) -> Sequence[str]:
    """The tool's parameters in the order of their description, also where that is a flat map."""
    if not isinstance(tool.parameters, dict):
        return ()
    properties = tool.parameters.get("properties")
    return tuple(properties) if isinstance(properties, dict) else tuple(tool.parameters)


def _everyday(value: Json) -> Tool | None:
    """A flat tool as it nearly always is, about which there is nothing to say; None where it must be looked at."""
    if not isinstance(value, dict) or "function" in value or "required" in value:
        return None
    name, description = value.get("name"), value.get("description")
    if not isinstance(name, str) or not name or not isinstance(description, str) or "parameters" not in value:
        return None
    return Tool(name=name, description=description, parameters=value["parameters"])


def _tools(value: Json, path: str, found: list[Finding]) -> list[Tool | None]:
    """One entry's tools: an entry of Gemini's may hold several."""
    several = value.get(_DECLARATIONS) if isinstance(value, dict) else None
    if not isinstance(several, list):
        return [_tool(value, path, found)]
    return [_tool(each, f"{path}/{_DECLARATIONS}/{position}", found) for position, each in enumerate(several)]


def _tool(value: Json, path: str, found: list[Finding]) -> Tool | None:
    if not isinstance(value, dict):
        _unparseable(found, path, f"A tool should be an object, not {json_type(value)}.")
        return None
    inner = value.get("function")
    if isinstance(inner, dict):
        value, path = inner, f"{path}/function"
    name = value.get("name")
    if not isinstance(name, str) or not name:
        _unparseable(found, f"{path}/name", "A tool has no name.")
        return None
    description = value.get("description")
    if description is not None and not isinstance(description, str):
        message = f"The description of {name} should be a string, not {json_type(description)}."
        found.append(finding("format.wrong_field_type", path=f"{path}/description", message=message))
        description = None
    return Tool(name=name, description=description or "", parameters=_parameters(value, path, found))


def _parameters(value: Mapping[str, Json], path: str, found: list[Finding]) -> Json:
    parameters = next((value[key] for key in _PARAMETER_KEYS if key in value), None)
    required = value.get("required")
    if isinstance(required, list) and isinstance(parameters, dict) and "required" not in parameters:
        message = "'required' stands beside the parameters instead of in them; it was moved there."
        found.append(finding("catalog.misplaced_required", path=f"{path}/required", message=message))
        return {**parameters, "required": required}
    return parameters


def _unparseable(found: list[Finding], path: str, message: str) -> None:
    found.append(finding("format.unparseable_tools", path=path, message=message))
