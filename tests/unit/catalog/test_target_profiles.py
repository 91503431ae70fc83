"""What each provider takes of JSON Schema, and how a schema that does not fit is named."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import replace

import pytest

from service.catalog.checking.model import Severity
from service.catalog.checking.profiles import KINDS, profile_complaints, target_profiles
from verifiers.model import Function, Json

INTEGER = {"type": "integer", "description": "A number."}
CLOSED: dict[str, Json] = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
OPTIONAL = dict.fromkeys(string.ascii_lowercase, INTEGER)


def function(properties: Mapping[str, Json] | None = None, **changes: Json) -> Function:
    properties = {"first": INTEGER} if properties is None else properties
    made = Function(
        name="made",
        description="Makes something.",
        parameters={**CLOSED, "properties": properties, "required": list(properties)},
        result={"type": "integer"},
        implementation="module:made",
        function_set="set",
    )
    return replace(made, **changes)


def nested(levels: int) -> dict[str, Json]:
    """Properties that hold an object in an object, so many times."""
    inner: dict[str, Json] = {"a": INTEGER}
    for _ in range(levels):
        inner = {"a": {**CLOSED, "properties": inner, "required": ["a"]}}
    return inner


BROKEN: list[tuple[str, Function, str]] = [
    ("openai_strict", function(name="a name"), "name_pattern"),
    ("openai_strict", function({"a": {"type": "string", "format": "uri"}}), "formats"),
    ("openai_strict", function({"a": {"type": "integer", "default": 1}}), "keywords"),
    ("openai_strict", function({"a": {"type": "object"}}), "closed_objects"),
    ("openai_strict", function({"a": {"enum": list(range(1001))}}), "max_enum_values"),
    ("openai_strict", function({"x" * 120_001: INTEGER}), "max_text_characters"),
    ("openai_strict", function({"a": {"enum": [f"{n:060}" for n in range(251)]}}), "large_enum"),
    ("openai_strict", function({"a": {"description": "Anything."}}), "typed"),
    ("openai_strict", function(parameters={**CLOSED, "anyOf": []}), "object_root"),
    ("gemini", function(name="1st"), "name_pattern"),
    ("gemini", function({"a": {"type": "object", "additionalProperties": INTEGER}}), "map_objects"),
    ("gemini", function({"a": {"type": ["integer", "string"]}}), "type_lists"),
    ("gemini", function({"a": {"type": "integer", "enum": [1]}}), "enum_types"),
    ("gemini", function({"a-b": INTEGER}), "parameter_pattern"),
    ("anthropic", function({"a": {"type": "integer", "minimum": 1}}), "keywords"),
    ("anthropic", function({"a": {"type": "array", "minItems": 2}}), "min_items_at_most"),
    ("anthropic", function({"a": {"type": "string", "pattern": r"\\\bword"}}), "pattern_refused"),
    ("anthropic", function({f"a{n}": {"type": ["integer", "null"]} for n in range(17)}), "max_unions"),
    ("anthropic", function(parameters={**CLOSED, "properties": OPTIONAL}), "max_optional"),
    ("anthropic", function({"a": {"$ref": "#"}}), "recursive"),
    ("openai_strict", function(parameters={**CLOSED, "properties": {"a": INTEGER}}), "all_required"),
    ("openai_strict", function(nested(10)), "max_depth"),
    ("openai_strict", function({f"a{n}": INTEGER for n in range(5001)}), "max_properties"),
]


def test_target_profiles_have_a_source_and_a_version() -> None:
    assert {"openai_strict", "gemini", "anthropic"} <= target_profiles().keys()
    assert all(each.source for each in target_profiles().values())
    assert all(re.fullmatch(r"20\d\d-\d\d", each.version) for each in target_profiles().values())


@pytest.mark.parametrize("profile", target_profiles())
def test_a_plain_function_fits_every_profile(profile: str) -> None:
    assert list(profile_complaints(function(), (profile,))) == []


@pytest.mark.parametrize(("profile", "changed", "rule"), BROKEN)
def test_a_broken_rule_of_a_profile_is_named(profile: str, changed: Function, rule: str) -> None:
    found = [each for each in profile_complaints(changed, (profile,)) if each.facts["profile"] == profile]
    assert [(each.facts["rule"], each.severity) for each in found] == [(rule, Severity.FAULT)]


@pytest.mark.parametrize(
    ("definitions", "recursive"),
    [
        ({"a": {"$ref": "#/$defs/b"}, "b": INTEGER}, False),
        ({"a": {"$ref": "#/$defs/b"}, "b": {"type": "array", "items": {"$ref": "#/$defs/a"}}}, True),
        ({"a": {"type": "array", "items": {"$ref": "#/$defs/a"}}}, True),
    ],
)
def test_recursion_is_a_way_back_not_any_reference(definitions: Json, recursive: bool) -> None:
    parameters = {**CLOSED, "properties": {"x": {"$ref": "#/$defs/a"}}, "required": ["x"], "$defs": definitions}
    found = [each.facts["rule"] for each in profile_complaints(function(parameters=parameters), ("anthropic",))]
    assert ("recursive" in found) is recursive


def test_what_is_broken_is_told_by_kind() -> None:
    parameters = function({"a": {"type": "integer", "minimum": 1, "maximum": 9}}).parameters
    (found,) = profile_complaints(function(parameters=parameters), ("anthropic",))
    assert found.facts["kinds"] == ["keyword maximum", "keyword minimum"]


def test_a_profile_that_was_not_demanded_gives_hints() -> None:
    assert {each.severity for each in profile_complaints(function(name="a name"), ())} == {Severity.HINT}


def test_every_rule_is_shown_broken() -> None:
    assert {rule for _, _, rule in BROKEN} == KINDS.keys()
