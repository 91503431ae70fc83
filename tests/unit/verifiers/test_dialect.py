import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from tests.unit.verifiers.building import JSON_VALUES
from verifiers.annotations import read_type
from verifiers.dialect import normalise, type_schema
from verifiers.keywords import ONE_SCHEMA, SCHEMA_LISTS, SCHEMA_MAPS, SHAPES
from verifiers.model import Json

NO_PARAMETERS = {"type": "object", "properties": {}}
INTEGER, TEXT = {"type": "integer"}, {"type": "string"}
NO_FORMATS = FormatChecker(formats=())  # else patterns are read as Python's


@pytest.mark.parametrize(
    ("annotation", "schema"),
    [
        ("int", INTEGER),
        ("String", TEXT),
        ("STRING", TEXT),
        ("long", INTEGER),
        ("float", {"type": "number"}),
        ("HashMap", {"type": "object"}),
        ("char", {"type": "string", "minLength": 1, "maxLength": 1}),
        ("any", {}),
        ("List[int]", {"type": "array", "items": INTEGER}),
        ("typing.List['int']", {"type": "array", "items": INTEGER}),
        ("String[]", {"type": "array", "items": TEXT}),
        ("ArrayList<String>", {"type": "array", "items": TEXT}),
        ("Dict[str, int]", {"type": "object", "additionalProperties": INTEGER}),
        ("Map<String, Object>", {"type": "object"}),
        ("Set[int]", {"type": "array", "uniqueItems": True, "items": INTEGER}),
        ("Tuple[int, str]", {"type": "array", "prefixItems": [INTEGER, TEXT], "minItems": 2, "maxItems": 2}),
        ("Tuple[int, ...]", {"type": "array", "items": INTEGER}),
        ("Optional[str]", {"type": ["string", "null"]}),
        ("str | None", {"type": ["string", "null"]}),
        ("str, optional", {"type": ["string", "null"]}),
        ("Union[int, str]", {"anyOf": [INTEGER, TEXT]}),
        ("Union[int, str, None]", {"anyOf": [INTEGER, TEXT, {"type": "null"}]}),
        ("Union[int, Any]", {}),
        ("Literal['a', 'b']", {"type": "string", "enum": ["a", "b"]}),
        ("Literal[1, 'a', None]", {"enum": [1, "a", None]}),
        ("Annotated[int, Field]", INTEGER),
        ("None", {"type": "null"}),
    ],
)
def test_a_type_text_becomes_its_schema(annotation: str, schema: Json) -> None:
    assert type_schema(annotation) == schema


@pytest.mark.parametrize(
    "annotation", ["", "Callable", "Callable[[float], float]", "np.ndarray", "List[", "[]", "int)"]
)
def test_a_type_that_nobody_knows_takes_anything_and_is_reported(annotation: str) -> None:
    normalised = normalise({"type": "object", "properties": {"x": {"type": annotation}}})
    assert [each.code for each in normalised.losses] == ["catalog.unknown_type"]
    assert normalised.losses[0].path == "/properties/x/type"
    assert normalised.schema["properties"]["x"] == {}


@pytest.mark.parametrize("text", ["Optional[int]", "int, optional", "int | None", "int (optional)"])
def test_a_type_text_can_say_that_a_value_may_be_left_out(text: str) -> None:
    assert read_type(text).optional


@pytest.mark.parametrize("text", ["int", "List[Optional[int]]", "int, required"])
def test_other_type_texts_do_not_make_a_value_optional(text: str) -> None:
    assert not read_type(text).optional


@given(st.text(alphabet="intsrLl[]<>(),|.'\" optialO_1", max_size=40) | st.text(max_size=20))
def test_reading_a_type_is_total_and_gives_a_valid_schema(text: str) -> None:
    Draft202012Validator.check_schema(read_type(text).schema)


def test_a_type_text_longer_than_any_real_one_is_unknown() -> None:
    assert read_type(" | ".join(f"Literal[{number}]" for number in range(100_000))).unknown


def test_a_type_text_nested_without_end_is_unknown() -> None:
    assert read_type("List[" * 500 + "int" + "]" * 500).unknown


@pytest.mark.parametrize("nothing", [None, {}, []])
def test_nothing_means_a_tool_without_parameters(nothing: Json) -> None:
    assert normalise(nothing).schema == NO_PARAMETERS


CONFORMING: list[Json] = [
    {"type": "object", "properties": {}},
    {"type": "object", "properties": {"n": {"type": "integer", "minimum": 1}}, "required": ["n"]},
    {"type": "object", "properties": {"x": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None}}},
    {"type": "object", "properties": {"type": {"type": "string"}}, "additionalProperties": False},
    {"type": "object", "properties": {"p": {"$ref": "#/$defs/p"}}, "$defs": {"p": {"type": ["integer", "null"]}}},
    {"type": "object", "properties": {"a": {"type": "array", "prefixItems": [{}, True], "items": False}}},
    {"type": "object", "patternProperties": {"^x-": {"type": "string"}}, "x-note": {"kept": [1]}},
    {"type": "object", "properties": {"d": {"const": None}}, "dependentRequired": {"d": ["e"]}, "if": {}, "then": True},
]


@pytest.mark.parametrize("schema", CONFORMING)
def test_a_conforming_schema_comes_out_equal(schema: Json) -> None:
    assert normalise(schema).schema == schema
    assert normalise(schema).losses == ()


def test_bfcl_types_are_mapped_at_every_depth() -> None:
    given_ = {
        "type": "dict",
        "properties": {"where": {"type": "tuple", "items": {"type": "float"}}, "o": {"type": "HashMap"}},
        "required": ["where"],
    }
    assert normalise(given_).schema == {
        "type": "object",
        "properties": {"where": {"type": "array", "items": {"type": "number"}}, "o": {"type": "object"}},
        "required": ["where"],
    }


def test_a_flat_map_requires_what_is_neither_optional_nor_has_a_default() -> None:
    flat = {
        "a": {"type": "int", "description": "A."},
        "b": {"type": "str, optional", "description": "B."},
        "c": {"type": "int", "default": 3},
        "type": {"type": "str"},
    }
    schema = normalise(flat).schema
    assert schema["required"] == ["a", "type"]
    assert schema["properties"]["b"] == {"type": ["string", "null"], "description": "B."}


def test_an_empty_default_of_a_flat_map_means_none_where_the_type_is_not_text() -> None:
    normalised = normalise({"n": {"type": "int", "default": ""}, "s": {"type": "str", "default": ""}})
    assert normalised.schema["properties"] == {"n": {"type": "integer"}, "s": {"type": "string", "default": ""}}
    assert [(each.code, each.path) for each in normalised.losses] == [("catalog.lossy_dialect", "/n/default")]


def test_required_inside_a_property_is_moved() -> None:
    normalised = normalise({"type": "object", "properties": {"a": {"type": "string", "required": True}, "b": {}}})
    assert normalised.schema == {
        "type": "object",
        "properties": {"a": {"type": "string"}, "b": {}},
        "required": ["a"],
    }
    assert [each.code for each in normalised.losses] == ["catalog.misplaced_required"]


def test_required_beside_the_parameters_is_moved() -> None:
    normalised = normalise({"parameters": {"type": "dict", "properties": {"a": TEXT}}, "required": ["a"]})
    assert normalised.schema == {"type": "object", "properties": {"a": TEXT}, "required": ["a"]}


def test_a_list_of_named_parameters_is_read() -> None:
    schema = normalise(
        [{"name": "a", "type": "string", "required": True}, {"name": "b", "type": "int", "required": False}]
    )
    assert schema.schema == {"type": "object", "properties": {"a": TEXT, "b": INTEGER}, "required": ["a"]}


def test_keys_that_parquet_filled_with_null_are_absent() -> None:
    given_ = {"type": "object", "properties": {"a": {"type": "string", "enum": None, "items": None}, "b": None}}
    normalised = normalise({**given_, "required": None})
    assert normalised.schema == {"type": "object", "properties": {"a": TEXT}}
    assert normalised.losses == ()


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ({"type": "number", "minimum": 0, "exclusiveMinimum": True}, {"type": "number", "exclusiveMinimum": 0}),
        (
            {"type": "array", "items": [TEXT], "additionalItems": False},
            {"type": "array", "prefixItems": [TEXT], "items": False},
        ),
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        (
            {"type": "array", "items": TEXT, "enum": ["a"]},
            {"type": "array", "items": {"type": "string", "enum": ["a"]}},
        ),
    ],
)
def test_older_ways_to_say_a_thing_are_understood(older: Json, newer: Json) -> None:
    assert normalise({"type": "object", "properties": {"x": older}}).schema["properties"]["x"] == newer


def one(**keywords: Json) -> Json:
    return {"type": "object", "properties": {"a": keywords}}


@pytest.mark.parametrize(
    ("schema", "code", "path"),
    [
        ("text", "schema_invalid", ""),
        ({"type": "array", "items": {}}, "schema_invalid", "/type"),
        (one(type="string", minLength=-1), "schema_invalid", "/properties/a/minLength"),
        ({"type": "object", "properties": {"a/b": 3}}, "schema_invalid", "/properties/a~1b"),
        ({"type": "object", "required": "a b"}, "schema_invalid", "/required"),
        (one(pattern=r"(?=a)b"), "lossy_dialect", "/properties/a/pattern"),
        (one(description=["a"]), "lossy_dialect", "/properties/a/description"),
        (one(type="integer", default="3"), "default_wrong_type", "/properties/a/default"),
        (one(enum=[1], default=2), "default_not_in_enum", "/properties/a/default"),
        (one(type="integer", enum=["1"]), "enum_wrong_type", "/properties/a/enum"),
    ],
)
def test_what_is_wrong_with_a_schema_is_named_with_its_place(schema: Json, code: str, path: str) -> None:
    assert [(each.code, each.path) for each in normalise(schema).losses] == [("catalog." + code, path)]


@pytest.mark.parametrize(
    ("keywords", "kept"),
    [
        ({"not": {"pattern": "(?=a)b"}}, {}),
        ({"if": {"pattern": "(?=a)b"}, "then": {"minLength": 2}}, {"then": {"minLength": 2}}),
        ({"contains": {"pattern": "(?=a)b"}, "maxContains": 1}, {"maxContains": 1}),
        ({"oneOf": [{"pattern": "(?=a)b"}, INTEGER]}, {"oneOf": [{"anyOf": [{}, INTEGER]}]}),
        ({"anyOf": [{"pattern": "(?=a)b"}, INTEGER]}, {"anyOf": [{}, INTEGER]}),
        ({"patternProperties": {"(?=a)b": INTEGER}}, {"patternProperties": {"": True}}),
    ],
)
def test_leaving_a_pattern_out_never_makes_a_schema_stricter(keywords: Json, kept: Json) -> None:
    normalised = normalise({"type": "object", "properties": {"x": keywords}})
    assert normalised.schema["properties"]["x"] == kept
    assert [each.code for each in normalised.losses] == ["catalog.lossy_dialect"]


def test_a_schema_nested_without_end_is_cut_and_reported() -> None:
    deep: Json = {"type": "string"}
    for _ in range(200):
        deep = {"type": "array", "items": deep}
    normalised = normalise({"type": "object", "properties": {"x": deep}})
    assert [each.code for each in normalised.losses] == ["catalog.schema_invalid"]
    Draft202012Validator.check_schema(normalised.schema)


@given(JSON_VALUES)
def test_normalising_is_total_leaves_its_input_alone_and_gives_a_valid_schema(value: Json) -> None:
    before = copy.deepcopy(value)
    Draft202012Validator.check_schema(normalise(value).schema, NO_FORMATS)
    assert value == before


KEYWORDS = sorted(set(SHAPES) | ONE_SCHEMA | SCHEMA_LISTS | SCHEMA_MAPS)
VALUES = (
    JSON_VALUES
    | st.lists(st.sampled_from(["a", "integer", "null"]), max_size=3)
    | st.dictionaries(st.text(max_size=3), st.lists(st.text(max_size=2), max_size=2) | st.booleans(), max_size=2)
    | st.sampled_from([{"type": "integer"}, [{"type": "integer"}], "integer", "#/x", True, 0, 1.5, -1, 2.0])
)


@given(st.dictionaries(st.sampled_from(KEYWORDS), VALUES, max_size=3))
def test_whatever_keywords_hold_the_result_is_a_valid_schema(schema: dict[str, Json]) -> None:
    Draft202012Validator.check_schema(normalise({"type": "object", "properties": {"x": schema}}).schema, NO_FORMATS)


@given(st.sampled_from(sorted(set(SHAPES) - {"dependencies", "pattern"})), VALUES)
def test_the_shapes_of_keywords_agree_with_the_meta_schema(keyword: str, value: Json) -> None:
    meta_schema = Draft202012Validator(
        Draft202012Validator.META_SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    assert SHAPES[keyword](value) == meta_schema.is_valid({keyword: value})


@pytest.mark.parametrize(("told", "kept"), [("3", 3), ("-1", None), ("3.5", None), ("", None), ("9" * 5000, None)])
def test_a_count_that_is_text_is_read_as_gemini_writes_int64(told: str, kept: int | None) -> None:
    found = normalise({"type": "OBJECT", "properties": {"names": {"type": "ARRAY", "minItems": told}}})
    assert found.schema["properties"]["names"].get("minItems") == kept
    assert [each.code for each in found.losses] == ([] if kept is not None else ["catalog.schema_invalid"])
