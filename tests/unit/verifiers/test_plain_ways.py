"""The short ways never say more than the long ones: plain parameters normalise to themselves, sure fits are fits."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.unit.verifiers.building import JSON_VALUES
from verifiers.dialect import normalise
from verifiers.keywords import REFUSING
from verifiers.model import Json
from verifiers.offered import offered_schema
from verifiers.plain_fit import surely_fits
from verifiers.plain_schemas import is_plain
from verifiers.steps import FREE_STEPS
from verifiers.strict import strict_validator
from verifiers.strict_library import Strict
from verifiers.structure import structure

NAMES = st.sampled_from(["a", "b", "type", "x-y", "required"])
TYPES = st.sampled_from(["string", "integer", "number", "boolean", "array", "object", "null"])
NUMBERS: st.SearchStrategy[Json] = st.integers(-3, 5) | st.sampled_from([0.5, 1.0, -2.0, 10**400, 1e308, 2**53])
TEXTS = st.sampled_from(["", "a", "b", "None", "true", "1", "2025-01-01", "a@b.c", "ą" * 20])
SCALARS: st.SearchStrategy[Json] = st.none() | st.booleans() | NUMBERS | TEXTS
VALUES: st.SearchStrategy[Json] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=8
)
ODD: st.SearchStrategy[Json] = st.none() | st.booleans() | st.just("true") | st.just([]) | st.just({}) | NUMBERS
EVERYDAY = {
    "type": TYPES | st.lists(TYPES, min_size=1, max_size=3),
    "description": st.just("Which one."),
    "format": st.sampled_from(["date", "email", "regex", "int32"]),
    "enum": st.lists(TEXTS, max_size=3, unique=True) | st.lists(VALUES, max_size=3),
    "default": VALUES,
    "examples": st.lists(SCALARS, max_size=2),
    "required": st.lists(NAMES, max_size=2, unique=True),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), NUMBERS),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems", "minProperties"), st.integers(0, 3)),
    "uniqueItems": st.booleans(),
}
UNUSUAL = {
    "const": VALUES,
    "pattern": st.just("^a"),
    "nullable": st.booleans(),
    "$ref": st.sampled_from(["#", "#/properties/a", "#/none"]),
    "$id": st.just("urn:x"),
    "$schema": st.just("https://json-schema.org/draft/2020-12/schema"),
    "additionalItems": st.booleans(),
    "optional": st.booleans(),
    "id": st.just("x"),
}


def _schemas(inner: st.SearchStrategy[Json], *, hostile: bool) -> st.SearchStrategy[Json]:
    keywords: dict[str, st.SearchStrategy[Json]] = {
        **EVERYDAY,
        "properties": st.dictionaries(NAMES, inner, max_size=3),
        "items": inner,
        "additionalProperties": inner | st.booleans(),
        "anyOf": st.lists(inner, min_size=1, max_size=3),
    }
    if hostile:
        keywords = {key: each | ODD for key, each in keywords.items()} | UNUSUAL
        lists = st.lists(inner, max_size=2)
        keywords |= {"oneOf": lists, "allOf": lists, "not": inner, "patternProperties": st.dictionaries(NAMES, inner)}
        keywords |= {"items": inner | lists, "if": inner, "then": inner, "contains": inner}
    return st.lists(st.sampled_from(sorted(keywords)), max_size=4, unique=True).flatmap(
        lambda keys: st.fixed_dictionaries({key: keywords[key] for key in keys})
    )


SOUND = st.recursive(
    st.fixed_dictionaries({"type": TYPES}) | st.booleans(), lambda inner: _schemas(inner, hostile=False), max_leaves=6
)
HOSTILE = st.recursive(
    st.fixed_dictionaries({"type": TYPES}) | st.booleans() | st.sampled_from(["str", "int, optional", None, 3]),
    lambda inner: _schemas(inner, hostile=True),
    max_leaves=6,
)


@st.composite
def parameters(draw: st.DrawFn, schemas: st.SearchStrategy[Json]) -> Json:
    properties = draw(st.dictionaries(NAMES, schemas, max_size=3))
    whole: Json = {"type": "object", "properties": properties, "required": sorted(properties)[:1]}
    changes: Json = draw(st.just({}) | _schemas(schemas, hostile=False))
    keys = draw(st.permutations([*whole, *(key for key in changes if key not in whole)]))
    return {key: whole.get(key, changes.get(key)) for key in keys}


def takes(schema: Json, value: Json) -> bool:
    """The library's answer; raises where it cannot give one."""
    return strict_validator(schema).is_valid(value)


def test_the_keywords_that_refuse_are_those_of_the_library() -> None:
    assert frozenset(Strict.VALIDATORS) == REFUSING


def test_parameters_as_they_are_usually_written_are_plain() -> None:
    assert is_plain(
        {
            "type": "object",
            "description": "All that is known.",
            "properties": {
                "city": {"description": "Where.", "type": "string", "minLength": 1, "default": "Łódź"},
                "days": {"type": "integer", "minimum": 1, "maximum": 14, "default": 3},
                "unit": {"type": "string", "enum": ["C", "F"], "default": "C"},
                "tags": {"type": "array", "items": {"type": "string"}},
                "note": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None},
            },
            "required": ["city"],
            "additionalProperties": False,
        }
    )


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "int"},
        {"type": "string", "required": True},
        {"type": "integer", "default": "3"},
        {"type": "string", "enum": ["a", 1]},
        {"type": "array", "enum": ["a"]},
        {"type": "string", "enum": ["a"], "default": "b"},
        {"type": "string", "description": None},
        {"type": "string", "nullable": True},
        {"type": "integer", "minimum": True},
        {"type": "number", "exclusiveMinimum": True},
        {"$ref": "#"},
        {"pattern": "(?=a)"},
        "str",
    ],
)
def test_parameters_that_the_mapping_changes_or_notes_are_not_plain(schema: Json) -> None:
    assert not is_plain({"type": "object", "properties": {"a": schema}})


@pytest.mark.parametrize(
    "whole",
    [
        None,
        {},
        [],
        {"a": {"type": "string"}},
        {"type": "object"},
        {"type": "dict", "properties": {}},
        {"type": "object", "properties": {}, "required": ["a"]},
        {"type": "object", "properties": {}, "required": ["a"], "additionalProperties": True},
        {"type": "object", "properties": {}, "anyOf": [{"properties": {"b": {}}}]},
    ],
)
def test_parameters_of_another_form_are_not_plain(whole: Json) -> None:
    assert not is_plain(whole)


@settings(max_examples=300)
@given(parameters(SOUND) | parameters(HOSTILE) | HOSTILE)
def test_plain_parameters_are_their_own_normal_form_without_losses(whole: Json) -> None:
    assume(is_plain(whole))
    normalised = normalise(whole)
    assert normalised.losses == ()
    assert json.dumps(normalised.schema, sort_keys=True) == json.dumps(whole, sort_keys=True)
    offered = offered_schema(whole)
    assert offered.losses == ()
    assert offered.patterns == ()
    assert offered.known == (None if "additionalProperties" in whole else frozenset(whole["properties"]))
    assert offered.structure == structure(whole)


@settings(max_examples=500)
@given(SOUND | HOSTILE, VALUES | JSON_VALUES)
def test_the_library_takes_whatever_surely_fits(raw: Json, value: Json) -> None:
    schema = normalise({"type": "object", "properties": {"a": raw}}).schema["properties"].get("a", True)
    assume(surely_fits(schema, value))
    assert takes(schema, value)


@settings(max_examples=300)
@given(parameters(SOUND) | parameters(HOSTILE), st.dictionaries(NAMES, VALUES, max_size=3))
def test_the_library_takes_arguments_that_surely_fit(raw: Json, arguments: Json) -> None:
    schema = normalise(raw).schema
    assume(surely_fits(schema, arguments))
    assert takes(schema, arguments)


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "integer"}, True),
        ({"type": "boolean"}, 1),
        ({"type": "number"}, float("inf")),
        ({"type": "number"}, float("nan")),
        ({"type": "string"}, None),
        ({"enum": ["a"]}, "b"),
        ({"properties": {"a": {"type": "string"}}}, {"a": 1}),
        ({"properties": {"a": {}}, "additionalProperties": False}, {"b": 1}),
        ({"additionalProperties": {"type": "string"}}, {"b": 1}),
        ({"items": False}, [1]),
        ({"required": ["a"]}, {}),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, 1),
        ({"minimum": 2}, 1),
        ({"exclusiveMaximum": 2}, 2),
        ({"maxLength": 1}, "ab"),
        ({"minItems": 1}, []),
        ({"maxProperties": 0}, {"a": 1}),
        ({"format": "date"}, "2025-02-30"),
        (False, 1),
        ({"not": {}}, 1),
        ({"const": 1}, 2),
    ],
)
def test_what_does_not_fit_never_surely_fits(schema: Json, value: Json) -> None:
    assert not surely_fits(schema, value)
    assert not takes(schema, value)


WIDE: Json = {f"k{number}": {} for number in range(FREE_STEPS)}
COSTLY = [
    ({"items": {}}, [1] * FREE_STEPS),
    ({"items": True}, [1] * FREE_STEPS),
    ({"additionalProperties": True}, {str(number): 1 for number in range(FREE_STEPS)}),
    ({"properties": dict.fromkeys(WIDE, True)}, WIDE),
    ({"items": {"properties": WIDE}}, [{}] * 100),
    ({"items": {"enum": [*WIDE, "last"]}}, ["last"] * 100),
    ({"items": {"required": list(WIDE)}}, [1] * 100),
    ({"items": {"items": {"other": 1, **WIDE}}}, [[]] * 100),
    ({"items": {"anyOf": [*[{"type": "null"}] * 2000, {}]}}, [1] * 100),
    ({"items": {"anyOf": [{"type": "string", **dict.fromkeys(WIDE, 1)}, {}]}}, [1] * 1000),
    ({"items": {"format": "email"}}, ["a@" + "b" * 100_000] * 100),
]


@pytest.mark.parametrize(("schema", "value"), COSTLY)
def test_what_takes_many_steps_is_left_to_the_library(schema: Json, value: Json) -> None:
    assert not surely_fits(schema, value)


def test_deeply_nested_values_are_left_to_the_library() -> None:
    schema: Json = {"type": "integer"}
    value: Json = 1
    for _ in range(150):
        schema, value = {"items": schema}, [value]
    assert not surely_fits(schema, value)
