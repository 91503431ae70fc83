"""Every function of functions.toml: its schemas against its code."""

from __future__ import annotations

import inspect
import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

FOLDER = Path(__file__).parents[3] / "function_impls"


@dataclass(frozen=True, kw_only=True)
class Described:
    schema: Any
    implementation: Callable[..., Any]


def _described() -> dict[str, Described]:
    description = tomllib.loads((FOLDER / "functions.toml").read_text(encoding="utf-8"))
    found: dict[str, Described] = {}
    for entry in description["toolkit"]:
        module, _, name = entry["implementation"].partition(":")
        toolkit = getattr(import_module(module), name)
        for schema in json.loads((FOLDER / entry["schemas"]).read_text(encoding="utf-8")):
            found[schema["name"]] = Described(schema=schema, implementation=getattr(toolkit, schema["name"]))
    for entry in description["function"]:
        module, _, name = entry["implementation"].partition(":")
        schemas = {each["name"]: each for each in json.loads((FOLDER / entry["schemas"]).read_text(encoding="utf-8"))}
        found[entry["name"]] = Described(
            schema=schemas[entry["name"]], implementation=getattr(import_module(module), name)
        )
    return found


DESCRIBED = _described()


def test_at_least_45_functions_in_at_least_six_schema_files_are_described() -> None:
    assert len(DESCRIBED) >= 45
    assert len(list((FOLDER / "schemas").glob("*.json"))) >= 6


def test_every_described_schema_file_entry_has_an_implementation() -> None:
    names = {
        schema["name"]
        for path in (FOLDER / "schemas").glob("*.json")
        for schema in json.loads(path.read_text(encoding="utf-8"))
    }

    assert names == set(DESCRIBED)


@pytest.mark.parametrize("name", DESCRIBED)
@pytest.mark.parametrize("part", ["parameters", "response"])
def test_schema_is_valid_json_schema_2020_12(name: str, part: str) -> None:
    Draft202012Validator.check_schema(DESCRIBED[name].schema[part])


@pytest.mark.parametrize("name", DESCRIBED)
def test_properties_are_the_parameters_of_the_code_in_order(name: str) -> None:
    assert list(DESCRIBED[name].schema["parameters"]["properties"]) == _parameters(name)


@pytest.mark.parametrize("name", DESCRIBED)
def test_required_are_the_parameters_without_a_default(name: str) -> None:
    signature = inspect.signature(DESCRIBED[name].implementation)
    demanded = [each for each in _parameters(name) if signature.parameters[each].default is inspect.Parameter.empty]

    assert DESCRIBED[name].schema["parameters"]["required"] == demanded


@pytest.mark.parametrize("name", DESCRIBED)
def test_schema_defaults_are_the_defaults_of_the_code(name: str) -> None:
    signature = inspect.signature(DESCRIBED[name].implementation)
    described = {
        parameter: schema["default"]
        for parameter, schema in DESCRIBED[name].schema["parameters"]["properties"].items()
        if "default" in schema
    }

    assert described == {each: signature.parameters[each].default for each in described}


@pytest.mark.parametrize("name", DESCRIBED)
def test_schema_defaults_fit_their_own_schema(name: str) -> None:
    for schema in DESCRIBED[name].schema["parameters"]["properties"].values():
        if "default" in schema:
            Draft202012Validator(schema).validate(schema["default"])


@pytest.mark.parametrize("name", DESCRIBED)
def test_every_parameter_is_described(name: str) -> None:
    assert all(schema["description"] for schema in DESCRIBED[name].schema["parameters"]["properties"].values())


@pytest.mark.parametrize("name", DESCRIBED)
def test_docstring_names_every_argument(name: str) -> None:
    text = inspect.getdoc(DESCRIBED[name].implementation) or ""

    assert [each for each in _parameters(name) if f"\n    {each}: " not in text] == []


def _parameters(name: str) -> list[str]:
    return [each for each in inspect.signature(DESCRIBED[name].implementation).parameters if each != "self"]
