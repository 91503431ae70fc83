"""Every function of the bundled catalog.json against its code: signature and schema, examples, errors, effects."""

from __future__ import annotations

import inspect
import json
import random
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import re2
from jsonschema import Draft202012Validator

FOLDER = Path(__file__).parents[3] / "function_impls"
ENTRIES: dict[str, Any] = {
    each["name"]: each for each in json.loads((FOLDER / "catalog.json").read_text(encoding="utf-8"))["functions"]
}
METHODS = [name for name, entry in ENTRIES.items() if entry["toolkit"] is not None]
EXAMPLES = [(name, number) for name, entry in ENTRIES.items() for number in range(len(entry["examples"]))]


def toolkit(name: str) -> Any:
    """The toolkit of a method as its constructor makes it."""
    module, _, path = ENTRIES[name]["implementation"].partition(":")
    return getattr(import_module(module), path.partition(".")[0])()


def code(name: str) -> Callable[..., Any]:
    """The function, or the method of a fresh toolkit."""
    if ENTRIES[name]["toolkit"] is not None:
        return getattr(toolkit(name), name)  # type: ignore[no-any-return]  # a method
    module, _, path = ENTRIES[name]["implementation"].partition(":")
    return getattr(import_module(module), path)  # type: ignore[no-any-return]  # a function


def signature(name: str) -> dict[str, inspect.Parameter]:
    return dict(inspect.signature(code(name)).parameters)


def test_the_catalog_holds_what_is_promised() -> None:
    toolkits = {ENTRIES[name]["toolkit"] for name in METHODS}

    assert len(ENTRIES) >= 600
    assert len(toolkits) >= 12
    assert len({entry["implementation"].partition(":")[0] for entry in ENTRIES.values()}) >= 20


@pytest.mark.parametrize("name", ENTRIES)
@pytest.mark.parametrize("part", ["parameters", "response"])
def test_schema_is_valid_json_schema_2020_12(name: str, part: str) -> None:
    Draft202012Validator.check_schema(ENTRIES[name][part])
    assert ENTRIES[name][part]


@pytest.mark.parametrize("name", ENTRIES)
def test_properties_are_the_parameters_of_the_code_in_order(name: str) -> None:
    assert list(ENTRIES[name]["parameters"]["properties"]) == list(signature(name))


@pytest.mark.parametrize("name", ENTRIES)
def test_required_are_the_parameters_without_a_default(name: str) -> None:
    demanded = [key for key, each in signature(name).items() if each.default is each.empty]

    assert ENTRIES[name]["parameters"]["required"] == demanded


@pytest.mark.parametrize("name", ENTRIES)
def test_schema_defaults_are_the_defaults_of_the_code_and_fit(name: str) -> None:
    properties = ENTRIES[name]["parameters"]["properties"]

    for key, each in signature(name).items():
        assert ("default" in properties[key]) == (each.default is not each.empty)
        if each.default is not each.empty:
            assert json.dumps(properties[key]["default"]) == json.dumps(each.default)
            Draft202012Validator(properties[key]).validate(properties[key]["default"])


@pytest.mark.parametrize("name", ENTRIES)
def test_function_parameters_and_result_are_described(name: str) -> None:
    entry = ENTRIES[name]
    texts = [entry["description"], entry["response"].get("description")]
    texts += [each.get("description") for each in entry["parameters"]["properties"].values()]

    assert all(text and text.strip() for text in texts)


def test_no_two_functions_have_one_description() -> None:
    counts = Counter(entry["description"] for entry in ENTRIES.values())

    assert [text for text, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", ENTRIES)
def test_function_has_an_example(name: str) -> None:
    assert ENTRIES[name]["examples"]


@pytest.mark.parametrize(("name", "number"), EXAMPLES)
def test_example_ends_as_it_says(name: str, number: int) -> None:
    example = ENTRIES[name]["examples"][number]
    Draft202012Validator(ENTRIES[name]["parameters"]).validate(example["arguments"])
    random.seed(0)

    if "raises" in example:
        with pytest.raises(Exception) as raised:  # noqa: PT011 - the name of its class is compared below
            code(name)(**example["arguments"])
        assert f"{raised.type.__name__}: {raised.value}" == example["raises"]
        assert raised.type.__name__ in ENTRIES[name]["raises"]
    else:
        result = code(name)(**example["arguments"])
        assert json.dumps(result, sort_keys=True) == json.dumps(example["result"], sort_keys=True)
        Draft202012Validator(ENTRIES[name]["response"]).validate(json.loads(json.dumps(result, allow_nan=False)))


@pytest.mark.parametrize(("name", "number"), EXAMPLES)
def test_error_that_an_example_returns_is_documented(name: str, number: int) -> None:
    result = ENTRIES[name]["examples"][number].get("result")

    if isinstance(result, dict) and "error" in result:
        assert any(re2.fullmatch(error, result["error"]) for error in ENTRIES[name]["errors"])


@pytest.mark.parametrize("name", METHODS)
def test_examples_do_to_the_state_what_the_effect_says(name: str) -> None:
    for example in ENTRIES[name]["examples"]:
        if "raises" in example:
            continue
        kit = toolkit(name)
        before = kit.dump_state()
        result = getattr(kit, name)(**example["arguments"])
        once = kit.dump_state()
        if ENTRIES[name]["effect"] == "read_only" or (isinstance(result, dict) and "error" in result):
            assert once == before
        elif ENTRIES[name]["effect"] == "idempotent":
            again = getattr(kit, name)(**example["arguments"])
            assert not (isinstance(again, dict) and "error" in again)
            assert kit.dump_state() == once
        else:
            assert ENTRIES[name]["effect"] == "non_idempotent"
            assert once != before


@pytest.mark.parametrize("name", ENTRIES)
def test_functions_meant_instead_are_in_the_catalog(name: str) -> None:
    siblings = ENTRIES[name]["siblings"]

    assert set(siblings) <= set(ENTRIES) - {name}
    assert [other for other in siblings if name not in ENTRIES[other]["siblings"]] == [], "they do not name it back"
    assert all(text.endswith(".") for text in siblings.values())


def test_a_module_that_brings_no_function_says_so_in_its_first_line() -> None:
    bringing = {inspect.unwrap(code(name)).__module__ for name in ENTRIES}
    others = {f"function_impls.{path.stem}" for path in FOLDER.glob("[!_]*.py")} - bringing
    heads = {name: (import_module(name).__doc__ or "").partition("\n")[0] for name in sorted(others)}

    assert [name for name, head in heads.items() if "No functions of the catalog." not in head] == []
