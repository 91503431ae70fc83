"""What the bundled catalog promises of all of its functions, read from its files alone."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[3] / "function_impls"
FUNCTIONS: list[dict[str, Any]] = json.loads((FOLDER / "catalog.json").read_text(encoding="utf-8"))["functions"]
POLISH: dict[str, dict[str, Any]] = {
    name: entry
    for path in sorted((FOLDER / "languages" / "pl").glob("*.toml"))
    for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items()
}


def fields(schema: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every property at any depth, whatever it lies in, by dotted path, with its description."""
    if isinstance(schema, list):
        for each in schema:
            yield from fields(each, prefix)
    if not isinstance(schema, dict):
        return
    for key, value in schema.items():
        if key not in ("properties", "default", "enum", "const", "examples"):
            yield from fields(value, prefix)
    for name, value in schema.get("properties", {}).items():
        yield f"{prefix}{name}", value.get("description", "").strip()
        yield from fields(value, f"{prefix}{name}.")


def test_there_are_enough_functions_domains_and_toolkits() -> None:
    assert len(FUNCTIONS) >= 300
    assert len({each["implementation"].partition(":")[0] for each in FUNCTIONS}) >= 20
    assert len({each["toolkit"] for each in FUNCTIONS} - {None}) >= 12


def test_all_have_a_parameter_schema_a_result_schema_and_an_example() -> None:
    without = [
        each["name"]
        for each in FUNCTIONS
        if each["parameters"]["type"] != "object" or not each["response"].get("description") or not each["examples"]
    ]
    assert without == []


def test_only_functions_on_json_of_any_kind_promise_a_result_of_any_kind() -> None:
    promising = {"type", "anyOf", "enum"}
    homes = {each["implementation"].partition(":")[0] for each in FUNCTIONS if not promising & each["response"].keys()}
    assert homes <= {"function_impls.json_documents", "function_impls.json_comparison", "function_impls.json_shapes"}


def test_every_function_parameter_and_nested_field_is_described_in_english() -> None:
    texts = [(each["name"], "", each["description"]) for each in FUNCTIONS]
    texts += [(each["name"], path, text) for each in FUNCTIONS for path, text in fields(each["parameters"])]
    assert sum("." in path for _, path, _ in texts) > 50, "nested fields are among them"
    assert [place for *place, text in texts if not text] == []


def test_every_function_parameter_and_nested_field_is_described_in_polish() -> None:
    lacking = []
    for each in FUNCTIONS:
        told = POLISH.get(each["name"], {})
        texts = {"": told.get("description", ""), **told.get("parameters", {})}
        demanded = ["", *(path for path, _ in fields(each["parameters"]))]
        lacking += [(each["name"], path) for path in demanded if not texts.get(path, "").strip()]
    assert lacking == []
