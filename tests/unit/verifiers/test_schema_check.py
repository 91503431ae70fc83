import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.unit.verifiers.building import (
    JSON_VALUES,
    codes,
    dialogue,
    example,
    function,
    parameters,
    patched,
    tool,
)
from verifiers import schema
from verifiers.equality import json_equal
from verifiers.model import CheckResult, CheckStatus, Json, Severity
from verifiers.relevance import check as relevance_check
from verifiers.strict import strict_validator

INTEGER, TEXT = {"type": "integer"}, {"type": "string"}


def checked(arguments: Json, **properties: Json) -> CheckResult:
    """One call of ``f`` whose parameters are all optional."""
    return schema.check(example(("f", arguments), tools=[tool(schema=parameters(**properties))]), {})


def test_a_call_that_fits_passes_without_findings() -> None:
    result = checked({"n": 3}, n=INTEGER)
    assert (result.check, result.status, result.findings) == ("schema", CheckStatus.PASSED, ())


@pytest.mark.parametrize(
    ("value", "rule", "code"),
    [
        ("x", INTEGER, "wrong_type"),
        (3.5, INTEGER, "wrong_type"),
        (3, TEXT, "wrong_type"),
        ("3", INTEGER, "number_as_string"),
        ("2,5", {"type": "number"}, "number_as_string"),
        (True, INTEGER, "boolean_as_number"),
        (False, {"type": "number"}, "boolean_as_number"),
        (3.0, INTEGER, "integer_as_float"),
        (2**53, INTEGER, "unsafe_integer"),
        ("z", {"enum": ["a", "b"]}, "not_in_enum"),
        (2, {"const": 1}, "not_in_enum"),
        ("Łódź ", {"enum": ["lodz", "krakow"]}, "enum_near_miss"),
        (None, INTEGER, "null_not_allowed"),
        ("[1]", {"type": "array"}, "stringified_container"),
        ("{'a': 1}", {"type": "object"}, "stringified_container"),
        (5, {"type": "integer", "maximum": 4}, "out_of_range"),
        (5, {"type": "integer", "multipleOf": 2}, "out_of_range"),
        ("ab", {"type": "string", "pattern": "^c"}, "out_of_range"),
        ([1, 1], {"type": "array", "uniqueItems": True}, "out_of_range"),
        ([1, 2], {"type": "array", "prefixItems": [INTEGER], "items": False}, "out_of_range"),
        ("2025-02-30", {"type": "string", "format": "date"}, "format"),
        ("nobody", {"type": "string", "format": "email"}, "format"),
        (3, {"not": INTEGER}, "nested"),
        (3, {"anyOf": [{"minimum": 4}, {"multipleOf": 2}]}, "nested"),
        (3, {"oneOf": [INTEGER, {"type": "number"}]}, "nested"),
        ({"a": 1}, {"type": "object", "dependentRequired": {"a": ["b"]}}, "nested"),
        ("x", {"anyOf": [INTEGER, {"type": "null"}]}, "wrong_type"),
        ("x", {"anyOf": [INTEGER, {"type": "array", "items": INTEGER}]}, "wrong_type"),
        ("z", {"anyOf": [{"const": "a"}, {"enum": ["b"]}]}, "not_in_enum"),
        (9, {"anyOf": [{"type": "integer", "maximum": 4}, TEXT]}, "out_of_range"),
        (9, {"$ref": "#/properties/other"}, "wrong_type"),
        ({"bad name": 1}, {"type": "object", "propertyNames": {"pattern": "^[a-z]+$"}}, "unknown_argument"),
    ],
)
def test_each_misfit_has_its_own_code_at_the_argument(value: Json, rule: Json, code: str) -> None:
    result = checked({"x": value}, x=rule, other=TEXT)
    assert codes(result.findings) == ["schema." + code]
    assert result.findings[0].path.startswith("/calls/0/arguments/x")
    assert result.findings[0].call == 0


@pytest.mark.parametrize(
    ("value", "rule", "place"),
    [
        ([1, "b"], {"type": "array", "items": INTEGER}, "/1"),
        ({"a": [{"b": "c"}]}, {"properties": {"a": {"items": {"properties": {"b": INTEGER}}}}}, "/a/0/b"),
        ({"a/b~c": "d"}, {"additionalProperties": INTEGER}, "/a~1b~0c"),
        ([1, "b"], {"anyOf": [TEXT, {"type": "array", "items": INTEGER}]}, "/1"),
    ],
)
def test_a_misfit_deep_inside_keeps_its_code_and_its_full_path(value: Json, rule: Json, place: str) -> None:
    finding = checked({"x": value}, x=rule).findings[0]
    assert (finding.code, finding.path) == ("schema.wrong_type", "/calls/0/arguments/x" + place)


def test_each_missing_argument_is_named_once() -> None:
    offered = tool(schema=parameters("a", "b", a=TEXT, b=TEXT))
    result = schema.check(example(("f", {}), tools=[offered]), {})
    assert [(each.code, each.path) for each in result.findings] == [
        ("schema.missing_argument", "/calls/0/arguments/a"),
        ("schema.missing_argument", "/calls/0/arguments/b"),
    ]


@pytest.mark.parametrize(
    "rules",
    [
        parameters(a=TEXT),
        None,
        {**parameters(a=TEXT), "additionalProperties": False},
        {"type": "object", "anyOf": [{"properties": {"a": TEXT}}, {"properties": {"b": TEXT}}]},
        {"a": {"type": "str, optional"}},
    ],
)
def test_an_argument_that_the_tool_does_not_have_is_unknown(rules: Json) -> None:
    result = schema.check(example(("f", {"zzz": 1}), tools=[tool(schema=rules)]), {})
    assert [(each.code, each.path) for each in result.findings] == [
        ("schema.unknown_argument", "/calls/0/arguments/zzz")
    ]


@pytest.mark.parametrize(
    "rules",
    [
        {**parameters(a=TEXT), "additionalProperties": INTEGER},
        {**parameters(a=TEXT), "patternProperties": {"^z": INTEGER}},
        {"type": "object", "allOf": [{"$ref": "#/$defs/z"}], "$defs": {"z": {"properties": {"zzz": INTEGER}}}},
    ],
)
def test_an_argument_that_the_schema_lets_in_elsewhere_is_known(rules: Json) -> None:
    assert schema.check(example(("f", {"zzz": 1}), tools=[tool(schema=rules)]), {}).findings == ()


def test_a_call_of_a_tool_that_is_not_offered_is_found() -> None:
    result = schema.check(example(("g", {}), tools=[tool()]), {})
    assert [(each.code, each.path) for each in result.findings] == [("schema.unknown_tool", "/calls/0/name")]


@pytest.mark.parametrize("name", ["Get_Weather", "get-weather", "getWeather", "get.weather"])
def test_a_name_that_differs_in_case_or_punctuation_is_a_near_miss_with_a_fix(name: str) -> None:
    finding = schema.check(example((name, {}), tools=[tool("get_weather")]), {}).findings[0]
    assert finding.code == "schema.tool_name_near_miss"
    assert finding.fix == ({"op": "replace", "path": "/calls/0/name", "value": "get_weather"},)


def test_a_name_near_to_two_tools_is_just_unknown() -> None:
    result = schema.check(example(("GetIt", {}), tools=[tool("get_it"), tool("getit")]), {})
    assert codes(result.findings) == ["schema.unknown_tool"]


def test_a_tool_called_before_it_arrives_is_unknown_and_the_facts_say_when_it_comes() -> None:
    late = dialogue([("f", {})], [("f", {})], arriving={1: [tool()]})
    result = schema.check(late, {})
    assert [(each.path, dict(each.facts)) for each in result.findings] == [
        ("/turns/0/calls/0/name", {"tool": "f", "offered_from_turn": 1})
    ]


@pytest.mark.parametrize(
    ("value", "rule", "fixed"),
    [
        ("3", INTEGER, 3),
        (" 3.0 ", INTEGER, 3),
        ("2.5", {"anyOf": [{"type": "number"}, {"type": "null"}]}, 2.5),
        (3.0, INTEGER, 3),
        ("Large", {"type": "string", "enum": ["large", "small"]}, "large"),
        ("[1, 2]", {"type": "array", "items": INTEGER}, [1, 2]),
        ("True", {"type": "boolean"}, True),
    ],
)
def test_a_certain_fix_puts_the_right_value(value: Json, rule: Json, fixed: Json) -> None:
    finding = checked({"x": value}, x=rule).findings[0]
    assert patched({"x": value}, finding) == {"x": fixed}


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("9", {"type": "integer", "maximum": 4}),
        ("2.5", INTEGER),
        ("2,5", {"type": "number"}),
        ("['a']", {"type": "array"}),
        ("A", {"enum": ["a", "á"]}),
        ("x", INTEGER),
    ],
)
def test_no_fix_is_offered_where_none_is_certain(value: Json, rule: Json) -> None:
    assert checked({"x": value}, x=rule).findings[0].fix is None


def test_an_optional_null_is_fixed_by_leaving_it_out() -> None:
    finding = checked({"x": None}, x=INTEGER).findings[0]
    assert (finding.severity, patched({"x": None}, finding)) == (Severity.REJECT, {})


def test_a_null_that_is_the_default_is_only_noted() -> None:
    result = checked({"x": None}, x={"type": "integer", "default": None})
    assert (result.status, result.findings[0].severity) == (CheckStatus.PASSED, Severity.NOTE)


@pytest.mark.parametrize("value", ["", [], {}, "None", "null"])
def test_an_optional_argument_filled_with_nothing_is_under_review(value: Json) -> None:
    result = checked({"x": value}, x={})
    assert codes(result.findings) == ["schema.placeholder_value"]
    assert result.status is CheckStatus.PASSED


@pytest.mark.parametrize("rule", [{"default": ""}, {"enum": ["", "a"]}])
def test_an_empty_value_that_the_schema_names_is_no_placeholder(rule: Json) -> None:
    assert checked({"x": ""}, x=rule).findings == ()


def test_an_empty_value_of_a_required_argument_is_no_placeholder() -> None:
    assert schema.check(example(("f", {"x": []}), tools=[tool(schema=parameters("x", x={}))]), {}).findings == ()


def test_long_values_are_shortened_in_the_facts() -> None:
    assert len(checked({"x": "y" * 5000}, x=INTEGER).findings[0].facts["value"]) < 300


@pytest.mark.parametrize(
    ("rules", "code", "place"),
    [
        ("text", "catalog.schema_invalid", ""),
        ({"type": "object", "properties": {"a": {"type": "frob"}}}, "catalog.unknown_type", "/properties/a/type"),
        (parameters("b", a=TEXT), "catalog.required_not_declared", "/required"),
    ],
)
def test_an_unsound_tool_errs_the_check_even_without_a_call(rules: Json, code: str, place: str) -> None:
    result = schema.check(example(tools=[tool("g"), tool(schema=rules)]), {})
    assert result.status is CheckStatus.ERRORED
    assert [(each.code, each.path) for each in result.findings] == [(code, "/tools/1/parameters" + place)]


def test_a_bad_call_beside_an_unsound_tool_still_fails_the_check() -> None:
    assert schema.check(example(("g", {}), tools=[tool(schema="text")]), {}).status is CheckStatus.FAILED


def test_a_lossy_mapping_is_a_note_that_changes_nothing() -> None:
    result = checked({"x": 1}, x={"type": "any"})
    assert (codes(result.findings), result.status) == (["catalog.lossy_dialect"], CheckStatus.PASSED)


@pytest.mark.parametrize("reference", ["#/$defs/nowhere", "https://example.org/schema.json", "#"])
def test_a_reference_that_leads_nowhere_is_the_catalogs_fault(reference: str) -> None:
    result = checked({"x": 1}, x={"$ref": reference}, y={"$ref": "#/properties/y"})
    own = schema.check(example(("f", {"y": 1}), tools=[tool(schema=parameters(y={"$ref": "#/properties/y"}))]), {})
    assert codes(own.findings) == ["catalog.schema_invalid"]
    assert result.status is not CheckStatus.PASSED


def test_two_tools_with_one_name_are_found_even_where_they_are_equal() -> None:
    result = schema.check(example(tools=[tool(), tool()]), {})
    assert [(each.code, each.path) for each in result.findings] == [("catalog.duplicate_tool_name", "/tools/1/name")]


def test_a_tool_that_arrives_twice_in_a_dialogue_is_found_where_it_arrives() -> None:
    result = schema.check(dialogue([], [], tools=[tool()], arriving={1: [tool()]}), {})
    assert [each.path for each in result.findings] == ["/turns/1/tools/0/name"]


@pytest.mark.parametrize(
    "offered",
    [
        {"type": "dict", "properties": {"n": {"type": "int", "description": "Liczba."}}, "required": ["n"]},
        {"n": {"type": "int", "description": "Liczba."}},
        parameters("n", n={"type": "integer", "title": "N", "examples": [3], "default": 2}),
    ],
)
def test_a_translated_tool_does_not_differ_from_the_catalog(offered: Json) -> None:
    catalog = {"f": function(schema={**parameters("n", n=INTEGER), "additionalProperties": False})}
    result = schema.check(example(tools=[tool(schema=offered)]), catalog)
    assert "catalog.differs_from_catalog" not in codes(result.findings)


@pytest.mark.parametrize(
    "offered",
    [
        parameters(n=INTEGER),
        parameters("n", n=TEXT),
        parameters("n", n=INTEGER, m=TEXT),
        parameters("n", n={"type": "integer", "enum": [1]}),
        {**parameters("n", n=INTEGER), "additionalProperties": True},
    ],
)
def test_a_tool_of_another_structure_differs_from_the_catalog(offered: Json) -> None:
    result = schema.check(example(tools=[tool(schema=offered)]), {"f": function(schema=parameters("n", n=INTEGER))})
    assert [(each.code, each.severity) for each in result.findings] == [
        ("catalog.differs_from_catalog", Severity.REVIEW)
    ]


def test_arguments_nested_without_end_are_found_and_not_followed() -> None:
    deep: Json = []
    for _ in range(5000):
        deep = [deep]
    assert codes(checked({"x": deep}, x={}).findings) == ["format.too_deep"]


HOSTILE = "a" * 50_000 + "!"


@pytest.mark.parametrize(
    "rule",
    [
        {"pattern": "(a+)+$"},
        {"$schema": "http://json-schema.org/draft-07/schema#", "pattern": "(a+)+$"},
        {"$ref": "#/$defs/kept", "type": "string"},
        {"anyOf": [{"pattern": "^(a|a)*$"}, {"pattern": "(.*a){20}$"}]},
        {"enum": ["b"], "pattern": "(a+)+$"},
    ],
)
def test_a_pattern_that_backtracks_for_ever_is_answered(rule: Json) -> None:
    offered = {**parameters(x=rule), "$defs": {"kept": {"pattern": "(a+)+$"}}}
    result = schema.check(example(("f", {"x": HOSTILE}), tools=[tool(schema=offered)]), {})
    assert result.status is CheckStatus.FAILED


@pytest.mark.parametrize(
    "closing",
    [
        {"additionalProperties": False},
        {"unevaluatedProperties": False},
        {"allOf": [{"patternProperties": {"(a|aa)+$": INTEGER}}], "unevaluatedProperties": False},
        {"propertyNames": {"pattern": "(a+)+$"}},
    ],
)
def test_a_name_pattern_that_backtracks_for_ever_is_answered(closing: Json) -> None:
    rule = {"type": "object", "patternProperties": {"(a+)+$": INTEGER}, **closing}
    assert codes(checked({"x": {HOSTILE: 1}}, x=rule).findings) == ["schema.unknown_argument"]


def test_a_top_level_name_is_held_against_a_pattern_that_backtracks_for_ever() -> None:
    rules = {"type": "object", "patternProperties": {"(a+)+$": INTEGER}}
    result = schema.check(example(("f", {HOSTILE: 1}), tools=[tool(schema=rules)]), {})
    assert codes(result.findings) == ["schema.unknown_argument"]


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("x", {"type": "string", "pattern": "^(?=a)b"}),
        ("x", {"type": "string", "pattern": r"(.)\1"}),
        ("x", {"type": "string", "not": {"pattern": "(?=a)b"}}),
        (
            {"zzz": 1},
            {"type": "object", "patternProperties": {"(?!a)": INTEGER}, "additionalProperties": False},
        ),
    ],
)
def test_a_pattern_that_cannot_be_read_is_noted_and_rejects_nothing(value: Json, rule: Json) -> None:
    result = checked({"x": value}, x=rule)
    assert (codes(result.findings), result.status) == (["catalog.lossy_dialect"], CheckStatus.PASSED)


def test_a_top_level_name_that_an_unread_pattern_may_let_in_is_known() -> None:
    rules = {"type": "object", "patternProperties": {"(?!a)": INTEGER}}
    result = schema.check(example(("f", {"zzz": 1}), tools=[tool(schema=rules)]), {})
    assert codes(result.findings) == ["catalog.lossy_dialect"]


def test_a_dialect_named_inside_a_schema_does_not_loosen_the_types() -> None:
    older = {"$schema": "http://json-schema.org/draft-07/schema#", "type": "number"}
    assert codes(checked({"x": {"n": float("nan")}}, x={"properties": {"n": older}}).findings) != []


def test_unique_items_of_a_long_list_of_objects_are_counted() -> None:
    items = [{"n": number} for number in range(20_000)]
    assert checked({"x": items}, x={"type": "array", "uniqueItems": True}).findings == ()


RULES: st.SearchStrategy[Json] = st.recursive(
    st.sampled_from(
        [
            {},
            INTEGER,
            TEXT,
            {"type": "number", "minimum": 0},
            {"type": "boolean"},
            {"type": ["string", "null"]},
            {"type": "string", "maxLength": 3},
            {"enum": [1, "a", None]},
            {"type": "string", "enum": ["a", "Żółw"]},
        ]
    ),
    lambda inner: (
        inner.map(lambda each: {"type": "array", "items": each})
        | inner.map(lambda each: {"type": "object", "properties": {"a": each}, "required": ["a"]})
        | st.lists(inner, min_size=1, max_size=3).map(lambda each: {"anyOf": each})
        | st.lists(inner, min_size=1, max_size=2).map(lambda each: {"oneOf": each})
        | inner.map(lambda each: {"not": each})
    ),
    max_leaves=5,
)
NEAR_VALUES = JSON_VALUES | st.sampled_from(
    ["3", "-1", " 4.0", "1e2", "[1]", '{"a": 1}', '{"a": "3"}', "A", "zolw", "true", True, 2.0, [1, "2"], {"a": "3"}]
)


@given(st.dictionaries(st.text(max_size=4), JSON_VALUES, max_size=4), JSON_VALUES)
def test_the_check_is_total_on_any_arguments_and_any_parameters(arguments: Json, rules: Json) -> None:
    subject = example(("f", arguments), tools=[tool(schema=rules)])
    assert isinstance(schema.check(subject, {"f": function()}).status, CheckStatus)
    assert isinstance(relevance_check(subject).status, CheckStatus)


@given(RULES, NEAR_VALUES)
def test_the_check_rejects_exactly_what_strict_validation_rejects(rule: Json, value: Json) -> None:
    rejected = any(each.severity is Severity.REJECT for each in checked({"x": value}, x=rule).findings)
    assert rejected == (not Draft202012Validator(rule).is_valid(value))


@given(RULES, NEAR_VALUES)
def test_a_fix_makes_its_finding_go_away(rule: Json, value: Json) -> None:
    for finding in checked({"x": value}, x=rule).findings:
        if finding.fix is not None:
            after = checked(patched({"x": value}, finding), x=rule).findings
            assert (finding.code, finding.path) not in [(each.code, each.path) for each in after]


NAMES = st.sampled_from(["a", "ab", "b", "ba", "c"])
OBJECT_RULES: st.SearchStrategy[Json] = st.recursive(
    st.fixed_dictionaries(
        {},
        optional={
            "properties": st.dictionaries(NAMES, st.sampled_from([INTEGER, True]), max_size=2),
            "patternProperties": st.dictionaries(
                st.sampled_from(["^a", "b$", "c"]), st.sampled_from([INTEGER, {}]), max_size=2
            ),
            "additionalProperties": st.sampled_from([False, INTEGER]),
            "required": st.lists(NAMES, max_size=1),
        },
    ),
    lambda inner: st.fixed_dictionaries(
        {},
        optional={
            "properties": st.dictionaries(NAMES, st.just(INTEGER), max_size=2),
            "allOf": st.lists(inner, min_size=1, max_size=2),
            "anyOf": st.lists(inner, min_size=1, max_size=2),
            "oneOf": st.lists(inner, min_size=1, max_size=2),
            "if": inner,
            "then": inner,
            "else": inner,
            "dependentSchemas": st.dictionaries(NAMES, inner, max_size=1),
            "$ref": st.just("#/$defs/rest"),
            "unevaluatedProperties": st.sampled_from([False, INTEGER]),
        },
    ),
    max_leaves=4,
)


@given(OBJECT_RULES, OBJECT_RULES, st.dictionaries(NAMES, st.sampled_from([1, "x"]), max_size=4))
def test_objects_are_judged_as_the_schema_library_judges_them(rule: Json, rest: Json, value: Json) -> None:
    whole = {**rule, "$defs": {"rest": {key: each for key, each in rest.items() if key == "patternProperties"}}}
    assert strict_validator(whole).is_valid(value) == Draft202012Validator(whole).is_valid(value)


@given(st.lists(JSON_VALUES | st.sampled_from([1, 1.0, True, [1], [True], {"a": 0}, {"a": False}]), max_size=5))
def test_items_are_unique_as_the_equality_of_json_says(items: Json) -> None:
    twice = any(json_equal(one, other) for at, one in enumerate(items) for other in items[:at])
    assert strict_validator({"uniqueItems": True}).is_valid(items) == (not twice)
