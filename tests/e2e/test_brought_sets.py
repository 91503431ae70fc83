"""Functions as others keep them: one-function files, and code beside the tools that a provider is told."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.e2e.program import callproof, verdicts
from verifiers.model import Json


def written(folder: Path, files: Mapping[str, Json]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return folder


def verified(folder: Path, rows: Sequence[Json], *functions: Path | str) -> dict[str, Json]:
    shard = folder / "shard.jsonl"
    shard.write_text("".join(json.dumps(each) + "\n" for each in rows), encoding="utf-8")
    named = [word for each in functions for word in ("--functions", each)]
    done = callproof("verify", shard, "--out", folder / "out", *named)
    assert done.returncode == 0, done.stderr
    return {each["example_id"]: each for each in verdicts(folder / "out")}


def results(verdict: Json) -> list[Json]:
    return [each["result"] for each in verdict["executions"]]


LIBPATH = {
    "final_velocity.py": """
import math
from typing import Union

def check(value):
    if not math.isfinite(value):
        raise ValueError("not a number")

def final_velocity(initial_velocity, acceleration: Union[int, float], time):
    for each in (initial_velocity, acceleration, time):
        check(each)
    return initial_velocity + acceleration * time
""",
    "bisect_list.py": """
import bisect

def check(items: list[float]) -> None:
    if items != sorted(items):
        raise ValueError("not sorted")

def bisect_list(items: list[float], value: float) -> int:
    check(items)
    return bisect.bisect(items, value)
""",
}
XLAM_TOOLS = [
    {
        "name": "final_velocity",
        "description": "Final velocity.",
        "parameters": {
            "initial_velocity": {"type": "float", "description": "m/s"},
            "acceleration": {"type": "float", "description": "m/s2"},
            "time": {"type": "float", "description": "s"},
        },
    },
    {
        "name": "bisect_list",
        "description": "Where a value belongs.",
        "parameters": {
            "items": {"type": "List[float]", "description": "sorted"},
            "value": {"type": "float", "description": "value"},
        },
    },
]


def xlam(name: str, function: str, **arguments: Json) -> Json:
    tools = [each for each in XLAM_TOOLS if each["name"] == function] or XLAM_TOOLS
    answers = json.dumps([{"name": function, "arguments": arguments}])
    return {"id": name, "query": "How fast, and where?", "tools": json.dumps(tools), "answers": answers}


XLAM_ROWS = [
    xlam("fast", "final_velocity", initial_velocity=0.2, acceleration=0.1, time=0.5),
    xlam("place", "bisect_list", items=[1, 3, 5], value=4),
    xlam("unsorted", "bisect_list", items=[5, 3], value=4),
    xlam("helper", "check", items=[5, 3]),
]


def codes(verdict: Json) -> list[str]:
    return [each["code"] for each in verdict["findings"]]


def test_a_libpath_runs_the_function_of_each_file_with_its_own_helpers(tmp_path: Path) -> None:
    found = verified(tmp_path, XLAM_ROWS, written(tmp_path / "lib", LIBPATH))
    assert (results(found["place"]), found["place"]["label"]) == ([2], "valid")
    assert (results(found["fast"]), codes(found["fast"])) == ([0.25], ["catalog.differs_from_catalog"])
    assert found["unsorted"]["executions"][0]["error"]["message"] == "not sorted"
    assert codes(found["helper"])[-1] == "schema.unknown_tool"


def test_tools_json_says_what_functions_without_types_take(tmp_path: Path) -> None:
    found = verified(tmp_path, XLAM_ROWS, written(tmp_path / "lib", {**LIBPATH, "tools.json": XLAM_TOOLS}))
    assert [(name, each["label"]) for name, each in found.items()] == [
        ("fast", "valid"),
        ("place", "valid"),
        ("unsorted", "invalid"),
        ("helper", "invalid"),
    ]


PARAMETERS = {
    "type": "object",
    "properties": {"text": {"type": "string", "minLength": 1}},
    "required": ["text"],
    "additionalProperties": False,
}
GEMINI = {"type": "OBJECT", "properties": {"text": {"type": "STRING", "minLength": "1"}}, "required": ["text"]}
COUNT = {"type": "object", "properties": {"count": {"type": "integer"}}, "required": ["count"]}


def tool(name: str, **schemas: Json) -> Json:
    return {"name": name, "description": "Does it.", **schemas}


PROVIDERS = {
    "openai/tools.json": {"tools": [{"type": "function", "function": tool("shout", parameters=PARAMETERS)}]},
    "openai/voice.py": "def shout(text):\n    return text.upper()\n",
    "anthropic/tools.json": [tool("whisper", input_schema=PARAMETERS)],
    "anthropic/low_voice.py": "def whisper(text):\n    return text.lower()\n",
    "mcp/tools.json": {
        "jsonrpc": "2.0",
        "id": 1,
        "result": {
            "tools": [
                tool("count_words", inputSchema=PARAMETERS, outputSchema=COUNT),
                tool("miscount_words", inputSchema=PARAMETERS, outputSchema=COUNT),
            ]
        },
    },
    "mcp/counting.py": "def count_words(text):\n    return {'count': len(text.split())}\n\n"
    "def miscount_words(text):\n    return {'count': 'many'}\n",
    "gemini/tools.json": {"functionDeclarations": [tool("reverse", parameters=GEMINI, response={"type": "STRING"})]},
    "gemini/mirror.py": "def reverse(text):\n    return text[::-1]\n",
}
NAMES = ["shout", "whisper", "count_words", "miscount_words", "reverse"]


@pytest.fixture(scope="module")
def provided(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Json]:
    folder = written(tmp_path_factory.mktemp("provided"), PROVIDERS)
    tools = [tool(name, parameters=GEMINI if name == "reverse" else PARAMETERS) for name in NAMES]
    rows = [
        {"id": name, "query": "Do it.", "tools": tools, "calls": [{"name": name, "arguments": {"text": "Ala ma"}}]}
        for name in NAMES
    ]
    empty = {**rows[0], "id": "empty", "calls": [{"name": "reverse", "arguments": {"text": ""}}]}
    sets = [folder / name for name in ("openai", "anthropic", "mcp", "gemini")]
    return verified(folder, [*rows, empty], *sets)


@pytest.mark.parametrize(
    ("name", "result"),
    [("shout", "ALA MA"), ("whisper", "ala ma"), ("count_words", {"count": 2}), ("reverse", "am alA")],
)
def test_a_providers_tools_run_the_code_beside_them(provided: dict[str, Json], name: str, result: Json) -> None:
    assert (results(provided[name]), provided[name]["label"]) == ([result], "valid")
    assert provided[name]["findings"] == []


def test_a_result_is_held_to_the_output_schema_of_mcp(provided: dict[str, Json]) -> None:
    assert codes(provided["miscount_words"]) == ["execution.result_breaks_schema"]


def test_the_bounds_of_gemini_count(provided: dict[str, Json]) -> None:
    assert (provided["empty"]["label"], provided["empty"]["executions"]) == ("invalid", [])
