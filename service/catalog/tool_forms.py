"""Functions as the tools that providers take: what stands under ``tools`` of a request, ready for a prompt.

::

    openai      [{"type": "function", "function": {"name", "description", "parameters"}}, …]
    anthropic   [{"name", "description", "input_schema"}, …]
    gemini      [{"functionDeclarations": [{"name", "description", "parametersJsonSchema"}, …]}]
    mcp         [{"name", "description", "inputSchema", "outputSchema"?}, …]

Schemas are the catalog's own, whole: what a provider does not take of them, ``catalog check --profile`` tells. So
Gemini gets its ``parametersJsonSchema``, for its older ``parameters`` would lose some of them. An MCP result is
described where it is always an object, as that protocol has it (2025-06-18, server/tools).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from verifiers.model import Function, Json


class ToolForm(StrEnum):
    """Whose form of a tool."""

    OPENAI = "openai"
    MCP = "mcp"
    ANTHROPIC = "anthropic"
    GEMINI = "gemini"


def tools(functions: Iterable[Function], form: ToolForm) -> list[Json]:
    """The list of tools; it is empty where there is no function."""
    each = [_tool(function, form) for function in functions]
    return [{"functionDeclarations": each}] if each and form is ToolForm.GEMINI else each


def entry(function: Function) -> Json:
    """All that the catalog says of a function, in callproof's own form."""
    return {
        "name": function.name,
        "description": function.description,
        "toolkit": function.toolkit,
        "implementation": function.implementation,
        "function_set": function.function_set,
        "parameters": function.parameters,
        "result": function.result,
        "pure": function.pure,
        "impure_because": function.impure_because,
    }


def _tool(function: Function, form: ToolForm) -> Json:
    named = {"name": function.name, "description": function.description}
    match form:
        case ToolForm.OPENAI:
            return {"type": "function", "function": {**named, "parameters": function.parameters}}
        case ToolForm.ANTHROPIC:
            return {**named, "input_schema": function.parameters}
        case ToolForm.GEMINI:
            return {**named, "parametersJsonSchema": function.parameters}
        case ToolForm.MCP:
            told = {**named, "inputSchema": function.parameters}
            result = function.result
            return (
                {**told, "outputSchema": result}
                if isinstance(result, dict) and result.get("type") == "object"
                else told
            )
