"""Schemas that were made, or happen, to crash a check or to keep it busy: always an answer, soon, and never a guess."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.unit.verifiers.building import JSON_VALUES, codes, example, function, parameters, tool
from verifiers import execution, schema
from verifiers.dialect import normalise
from verifiers.mapping import MOST_LOSSES, MOST_PATTERNS
from verifiers.model import CheckResult, CheckStatus, Execution, Json, Status
from verifiers.schema import MOST_CAUSES
from verifiers.strict import strict_validator

INTEGER, TEXT, ANY = {"type": "integer"}, {"type": "string"}, {"additionalProperties": True, "items": True}


def checked(arguments: Json, rules: Json) -> CheckResult:
    return schema.check(example(("f", arguments), tools=[tool(schema=rules)]), {})


def chain(keyword: str, depth: int, last: Json, **beside: Json) -> Json:
    """A property ``x`` whose rule asks for 2^``depth`` looks at ``last``."""
    links = {}
    for number in range(depth):
        again = {"$ref": f"#/$defs/a{number + 1}"}
        links[f"a{number}"] = {keyword: [again, again], **beside}
    return {**parameters(x={"$ref": "#/$defs/a0"}), "$defs": {**links, f"a{depth}": last}}


BOMBS = [
    chain("allOf", 40, INTEGER),
    chain("anyOf", 40, TEXT),
    chain("oneOf", 40, TEXT),
    chain("allOf", 40, {"minLength": 1}, unevaluatedProperties=False),
    chain("allOf", 40, {}, unevaluatedItems=False),
    chain("allOf", 40, {"not": {"not": {}}}),
    chain("allOf", 12, {"enum": [[number] for number in range(3000)]}),
    parameters(x={"$ref": "#/properties/x"}),
    {"$dynamicRef": "#a", "$dynamicAnchor": "a"},
]


@pytest.mark.parametrize("rules", BOMBS)
@pytest.mark.parametrize("value", [1, {"a": {}}, [[], [1]]])
def test_a_schema_that_takes_too_many_steps_is_the_catalogs_fault(rules: Json, value: Json) -> None:
    result = checked({"x": value}, rules)
    assert (codes(result.findings), result.status) in [
        (["catalog.schema_invalid"], CheckStatus.ERRORED),
        (["schema.nested"], CheckStatus.FAILED),  # where the first failing rule decides
        ([], CheckStatus.PASSED),  # where no rule looks at such a value
    ]


@pytest.mark.parametrize("keyword", ["allOf", "anyOf", "oneOf"])
def test_too_many_steps_are_named_at_the_call(keyword: str) -> None:
    found = checked({"x": 1}, chain(keyword, 40, INTEGER if keyword == "allOf" else TEXT)).findings[0]
    assert (found.code, found.path, found.call) == ("catalog.schema_invalid", "/calls/0/arguments", 0)
    assert "too many steps" in found.message


def test_steps_are_counted_anew_for_each_call_and_apart_in_each_thread() -> None:
    rules = chain("allOf", 11, INTEGER)  # 8,191 steps
    calls = [("f", {"x": 1})] * 5
    judged = example(*calls, tools=[tool(schema=rules)])
    with ThreadPoolExecutor(4) as threads:
        results = list(threads.map(lambda _: schema.check(judged, {}).findings, range(4)))
    assert results == [()] * 4


def test_a_large_value_has_steps_in_proportion() -> None:
    row = {"type": "object", "properties": {"n": {"anyOf": [TEXT, {"type": "null"}, INTEGER]}, "t": TEXT}}
    rules = parameters(x={"type": "array", "items": {"$ref": "#/$defs/row"}}) | {"$defs": {"row": row}}
    assert checked({"x": [{"n": 1, "t": "a"}] * 20_000}, rules).findings == ()


def test_items_seen_by_contains_are_found_in_linear_time() -> None:
    rule = {"type": "array", "contains": INTEGER, "unevaluatedItems": False}
    assert checked({"x": [1] * 20_000}, parameters(x=rule)).findings == ()


def test_only_the_first_findings_of_a_call_are_listed_and_a_note_says_so() -> None:
    rules = parameters(x={"type": "array", "items": INTEGER}, y=INTEGER)
    found = codes(checked({"x": ["a"] * 5000, "y": True}, rules).findings)
    kinds = ["schema.wrong_type"] * MOST_CAUSES
    assert found == [*kinds, "schema.boolean_as_number", "schema.more_not_listed"]


def test_a_note_that_fills_the_list_hides_no_rejection() -> None:
    optional = {"type": "array", "items": {"type": "integer", "default": None}}
    result = checked({"x": [None] * 3000, "y": None}, parameters(x=optional, y=INTEGER))
    assert result.status is CheckStatus.FAILED


def test_thousands_of_unknown_and_missing_arguments_are_answered() -> None:
    names = [f"n{number}" for number in range(5000)]
    found = codes(checked({f"m{n}": 1 for n in names}, parameters(*names, **dict.fromkeys(names, TEXT))).findings)
    kinds = ["schema.unknown_argument"] * MOST_CAUSES
    assert found == [*kinds, "schema.missing_argument", "schema.more_not_listed"]


def test_many_failing_branches_over_a_long_value_are_answered() -> None:
    rule = {"anyOf": [{"items": {"type": "string", "minLength": n}, "minItems": n} for n in range(1, 60)]}
    assert checked({"x": [1] * 2000}, parameters(x=rule)).status is not CheckStatus.PASSED


def test_only_the_first_losses_of_a_tool_are_listed_and_the_first_of_each_kind() -> None:
    bad = {f"n{number}": {"minLength": -1} for number in range(500)}
    losses = normalise(parameters(**bad, z={"type": "frob"})).losses
    kinds = [each.code for each in losses]
    assert kinds == [*["catalog.schema_invalid"] * MOST_LOSSES, "catalog.unknown_type", "catalog.lossy_dialect"]


def test_more_patterns_than_stay_compiled_are_not_read_and_let_every_name_in() -> None:
    rules = {"type": "object", "patternProperties": {f"^a{number}$": INTEGER for number in range(3000)}}
    result = checked({f"m{number}": "x" for number in range(3000)}, rules)
    assert (set(codes(result.findings)), result.status) == ({"catalog.lossy_dialect"}, CheckStatus.PASSED)


def test_a_pattern_beyond_those_that_stay_compiled_rejects_nothing() -> None:
    many = {f"p{number}": {"not": {"pattern": f"a{number}"}} for number in range(MOST_PATTERNS + 1)}
    assert codes(checked({f"p{MOST_PATTERNS}": "b"}, parameters(**many)).findings) == ["catalog.lossy_dialect"]


@pytest.mark.parametrize("value", [10**400, -(10**400)])
@pytest.mark.parametrize("rule", [INTEGER, {"multipleOf": 0.5}, {"maximum": 1e308, "minimum": -1e308}, {"enum": [1.5]}])
def test_integers_that_no_double_holds_are_judged(value: int, rule: Json) -> None:
    assert "schema.unsafe_integer" in codes(checked({"x": value}, parameters(x=rule)).findings)


@pytest.mark.parametrize("size", [10**400, -(10**400)])
def test_a_limit_that_no_double_holds_is_read(size: int) -> None:
    assert normalise(parameters(x={"minLength": size, "maximum": size, "multipleOf": size})).schema is not None


REFERENCES = [
    ("#", {"x": {}}),
    ("#/$defs/t", 1),
    ("#/%24defs/t", 1),
    ("#/definitions/a~1b%20c", 1),
    ("#/properties/p/items", 1),
    ("#/definitions/%C5%BC~0", 1),
    ("#/allOf/0/properties/q", 1),
    ("#named", 1),
    ("https://example.org/tool#/$defs/t", 1),
]


@pytest.mark.parametrize(("reference", "wrong"), REFERENCES)
@pytest.mark.parametrize("keyword", ["$ref", "$dynamicRef"])
def test_a_reference_to_a_place_that_holds_a_schema_is_followed(keyword: str, reference: str, wrong: Json) -> None:
    rules = {
        "$id": "https://example.org/tool",
        **parameters(x={keyword: reference}, p={"items": TEXT}, q={"$anchor": "named", **TEXT}),
        "allOf": [{"properties": {"q": TEXT}}],
        "$defs": {"t": TEXT},
        "definitions": {"a/b c": TEXT, "ż~": TEXT},
        "additionalProperties": False,
    }
    assert normalise(rules).schema == rules
    assert normalise(rules).losses == ()
    fitting = {} if reference == "#" else "text"
    assert checked({"x": fitting}, rules).status is CheckStatus.PASSED
    assert checked({"x": {"nobody": 1} if reference == "#" else wrong}, rules).status is CheckStatus.FAILED


@pytest.mark.parametrize(
    "reference",
    [
        "#/x-y",
        "#/x-y/minLength",
        "#/x-list/a",
        "#/x-list/0",
        "#/$defs",
        "#/$defs/nowhere",
        "#/allOf/1",
        "#/allOf/-1",
        "#/allOf/x",
        "#/allOf/" + "9" * 5000,
        "#/type",
        "#/type/0",
        "#/properties/x/$ref/0",
        "#/required/0",
        "#/default/minLength",
        "#nowhere",
        "#inner",
        "nowhere.json",
        "http://[",
        "https://json-schema.org/draft/2020-12/schema",
        "http://json-schema.org/draft-03/schema#",
        "",
        "#//",
        "#/%ff",
    ],
)
@pytest.mark.parametrize("keyword", ["$ref", "$dynamicRef"])
def test_a_reference_to_any_other_place_is_left_out_and_reported(keyword: str, reference: str) -> None:
    rules = {
        **parameters("p", x={keyword: reference}, p={}),
        "allOf": [{}],
        "default": {"minLength": "a"},
        "x-y": {"minLength": "a"},
        "x-list": [5],
        "$defs": {"other": {"$id": "https://example.org/other", "not": {"$anchor": "inner"}}},
    }
    found = normalise(rules)
    assert [(each.code, each.path) for each in found.losses] == [("catalog.schema_invalid", f"/properties/x/{keyword}")]
    assert found.schema["properties"]["x"] == ANY
    assert codes(checked({"x": 1, "p": "x"}, rules).findings) == ["catalog.schema_invalid"]


@pytest.mark.parametrize(
    "rules",
    [
        parameters(x={"not": {"$ref": "#/x"}}),
        parameters(x={"if": {"$ref": "#/x"}, "then": TEXT, "else": INTEGER}),
        parameters(x={"contains": {"$ref": "#/x"}, "maxContains": 0}),
        parameters(x={"oneOf": [{"$ref": "#/x"}, INTEGER]}),
        parameters(x={"$ref": "#/x", "unevaluatedProperties": False}),
        parameters(x={"allOf": [{"$ref": "#/x"}], "unevaluatedProperties": False}),
        parameters(x={"allOf": [{"$ref": "#/x"}], "unevaluatedItems": False}),
        {"type": "object", "$ref": "#/x"},
        {"type": "object", "allOf": [{"$ref": "#/x"}]},
        parameters(x={"$id": "https://example.org/x", "not": {"$ref": "#/$defs/y"}}) | {"$defs": {"y": {}}},
        parameters(x={"not": {"type": "frob"}}),
        parameters(x={"oneOf": [{"minLength": "a"}, {}]}),
    ],
)
@pytest.mark.parametrize("value", [1, {"a": 1}, [1]])
def test_leaving_a_rule_out_rejects_no_call(rules: Json, value: Json) -> None:
    found = {each.code for each in checked({"x": value}, rules).findings}
    assert found - {"schema.wrong_type"} <= {"catalog.schema_invalid", "catalog.unknown_type"}
    assert found & {"catalog.schema_invalid", "catalog.unknown_type"}


@pytest.mark.parametrize(
    "result",
    [
        {"$ref": "#/x-y", "x-y": {"minLength": "a"}},
        {"$ref": "#/x-y", "x-y": 5},
        {"type": "object", "minLength": "a"},
        chain("allOf", 40, INTEGER),
    ],
)
def test_a_result_schema_that_cannot_be_applied_is_only_noted(result: Json) -> None:
    subject = example(("f", {}))
    ran = Execution(call=0, status=Status.RETURNED, result={"x": 1})
    judged = execution.check(subject, [ran], {"f": replace(function(), result=result)})
    assert judged.status is CheckStatus.PASSED
    assert set(codes(judged.findings)) <= {"execution.result_breaks_schema"}


NAMES = st.sampled_from(["a", "b", "x-y", "p"])
POINTERS = st.lists(
    st.sampled_from(
        [
            "$defs",
            "definitions",
            "properties",
            "items",
            "allOf",
            "not",
            "0",
            "1",
            "a",
            "b",
            "x-y",
            "p",
            "required",
            "%61",
        ]
    ),
    max_size=4,
).map(lambda parts: "#/" + "/".join(parts))
TEXTS = (
    POINTERS
    | st.sampled_from(["#", "#a", "#b", "", "a", "http://[", "a#/$defs/b", "urn:x", "#/"])
    | st.text(max_size=6)
)
LEAVES: st.SearchStrategy[Json] = st.sampled_from(
    [INTEGER, TEXT, True, False, {}, {"minLength": 1}, {"minLength": "a"}]
)
REFERRING: st.SearchStrategy[Json] = st.recursive(
    LEAVES
    | st.dictionaries(st.sampled_from(["$ref", "$dynamicRef", "$recursiveRef"]), TEXTS, min_size=1, max_size=2)
    | JSON_VALUES,
    lambda inner: st.fixed_dictionaries(
        {},
        optional={
            "$ref": TEXTS,
            "$dynamicRef": TEXTS,
            "$recursiveRef": TEXTS,
            "$id": TEXTS,
            "id": TEXTS | JSON_VALUES,
            "$schema": st.sampled_from(
                ["http://json-schema.org/draft-03/schema#", "http://json-schema.org/draft-07/schema#", "x"]
            ),
            "$anchor": st.sampled_from(["a", "b", "#"]),
            "$dynamicAnchor": st.sampled_from(["a", "b"]),
            "$recursiveAnchor": st.booleans(),
            "$defs": st.dictionaries(NAMES, inner, max_size=3),
            "definitions": st.dictionaries(NAMES, inner, max_size=2),
            "properties": st.dictionaries(NAMES, inner, max_size=3),
            "dependencies": JSON_VALUES,
            "extends": JSON_VALUES,
            "dependentSchemas": st.dictionaries(NAMES, inner, max_size=2),
            "x-y": inner,
            "items": inner | st.lists(inner, max_size=2),
            "additionalItems": inner,
            "allOf": st.lists(inner, max_size=2),
            "anyOf": st.lists(inner, max_size=2),
            "oneOf": st.lists(inner, max_size=2),
            "not": inner,
            "if": inner,
            "then": inner,
            "contains": inner,
            "unevaluatedProperties": inner,
            "unevaluatedItems": inner,
            "nullable": st.booleans(),
        },
    ),
    max_leaves=8,
)
VALUES = JSON_VALUES | st.dictionaries(NAMES, JSON_VALUES | st.dictionaries(NAMES, JSON_VALUES, max_size=2), max_size=3)


@given(REFERRING, st.dictionaries(NAMES, VALUES, max_size=3))
def test_the_check_is_total_on_schemas_that_refer_anywhere(rules: Json, arguments: dict[str, Json]) -> None:
    subject = example(("f", arguments), tools=[tool(schema=rules)])
    catalog = {"f": function(schema=normalise(rules).schema)}
    assert schema.check(subject, catalog) == schema.check(subject, catalog)
    assert "catalog.differs_from_catalog" not in codes(schema.check(subject, catalog).findings)


@given(REFERRING, VALUES)
def test_every_result_schema_is_judged(rules: Json, value: Json) -> None:
    ran = Execution(call=0, status=Status.RETURNED, result=value)
    judged = execution.check(example(("f", {})), [ran], {"f": replace(function(), result=rules)})
    assert judged.status is CheckStatus.PASSED


PLAIN = st.integers(0, 3) | st.sampled_from(["a", "ab", None, True, 1.0, 1.5, {"a": 1}, [1, True], [1, [1]]])
SMALL: st.SearchStrategy[Json] = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=6
)
EVERY_RULE: st.SearchStrategy[Json] = st.recursive(
    st.booleans()
    | st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from(["integer", "array", ["object", "string"]]),
            "enum": st.lists(SMALL, max_size=3),
            "const": SMALL,
            "multipleOf": st.sampled_from([2, 0.5]),
            "minimum": st.just(1),
            "exclusiveMaximum": st.just(2),
            "minLength": st.just(2),
            "maxLength": st.just(1),
            "minItems": st.just(2),
            "maxItems": st.just(1),
            "minProperties": st.just(2),
            "maxProperties": st.just(1),
            "required": st.just(["a"]),
            "dependentRequired": st.just({"a": ["b"]}),
        },
    ),
    lambda inner: st.fixed_dictionaries(
        {},
        optional={
            "properties": st.dictionaries(NAMES, inner, max_size=2),
            "propertyNames": inner,
            "prefixItems": st.lists(inner, min_size=1, max_size=2),
            "items": inner,
            "contains": inner,
            "minContains": st.integers(0, 2),
            "maxContains": st.integers(0, 2),
            "allOf": st.lists(inner, min_size=1, max_size=2),
            "anyOf": st.lists(inner, min_size=1, max_size=2),
            "oneOf": st.lists(inner, min_size=1, max_size=3),
            "not": inner,
            "if": inner,
            "then": inner,
            "$ref": st.just("#/$defs/r"),
            "unevaluatedItems": inner,
        },
    ),
    max_leaves=6,
)


@given(EVERY_RULE, EVERY_RULE.filter(lambda rule: "$ref" not in str(rule)), SMALL)
def test_every_keyword_judges_as_in_the_schema_library(rule: Json, other: Json, value: Json) -> None:
    whole = {"allOf": [rule], "$defs": {"r": other}}
    assert strict_validator(whole).is_valid(value) == Draft202012Validator(whole).is_valid(value)
