"""The parts of ``catalog check`` that need no box."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from service.catalog.checking.arguments import Generators, NotGeneratedError
from service.catalog.checking.cache import Cache, cache_path
from service.catalog.checking.closure import CodeDigests
from service.catalog.checking.codes import CODES, complaint
from service.catalog.checking.endings import ending_complaints
from service.catalog.checking.model import Complaint, Inspection, Promise, Severity, Subject
from service.catalog.checking.sampling import plain_arguments
from service.catalog.checking.siblings import sibling_complaints
from service.catalog.checking.signatures import signature_complaints
from service.catalog.checking.soundness import schema_complaints
from service.catalog.load import load_catalog
from service.catalog.locate import locate
from service.errors import OutputError
from verifiers.model import CallError, Execution, Function, Json, Status
from verifiers.schema import fits

INTEGER = {"type": "integer", "description": "A number."}
EMPTY = Promise(parameters={"type": "object", "properties": {}, "required": [], "additionalProperties": False})


def function(properties: Mapping[str, Json] | None = None, **changes: Json) -> Function:
    properties = {"first": INTEGER} if properties is None else properties
    parameters = {"type": "object", "properties": properties, "required": list(properties)}
    made = Function(
        name="made",
        description="Makes something.",
        parameters={**parameters, "additionalProperties": False},
        result={"type": "integer"},
        implementation="module:made",
        function_set="set",
    )
    return replace(made, **changes)


def promise(properties: Mapping[str, Json], required: list[str] | None = None, *, further: bool = False) -> Promise:
    names = list(properties) if required is None else required
    told = {"type": "object", "properties": properties, "required": names, "additionalProperties": further}
    return replace(EMPTY, parameters=told)


def codes(found: list[Complaint]) -> list[str]:
    return [each.code for each in found]


def test_every_code_says_what_to_do() -> None:
    assert all(each.remedy.endswith(".") for each in CODES.values())


def test_a_sound_schema_has_no_complaint() -> None:
    sound = function()
    subject = Subject(function=sound, raw_parameters=sound.parameters, raw_result=sound.result)
    assert list(schema_complaints(subject)) == []


@pytest.mark.parametrize(
    ("told", "own", "expected"),
    [
        ({"a": INTEGER}, promise({"a": {"type": "integer"}}), []),
        ({"a": INTEGER}, promise({"a": {"type": "number"}}), []),
        ({"a": INTEGER}, promise({"a": {}}), []),
        ({"a": INTEGER}, promise({}, further=True), []),
        ({"a": INTEGER}, promise({}), ["signature.extra_parameter"]),
        ({}, promise({"a": {}}), ["signature.missing_parameter"]),
        ({}, promise({"a": {}}, []), ["signature.hidden_parameter"]),
        ({"a": INTEGER}, promise({"a": {}}, []), ["signature.needlessly_required"]),
        ({"a": {"type": "number"}}, promise({"a": {"type": "integer"}}), ["signature.type_wider"]),
        ({"a": {"type": ["string", "null"]}}, promise({"a": {"type": "string"}}), ["signature.type_wider"]),
        ({"a": {"type": "boolean"}}, promise({"a": {"type": "integer"}}), ["signature.type_differs"]),
        (
            {"a": {"type": "array", "items": {"type": "string"}}},
            promise({"a": {"type": "array", "items": {"type": "integer"}}}),
            ["signature.type_differs"],
        ),
        ({"a": {"enum": [1, 2]}}, promise({"a": {"enum": [2, 1.0]}}), []),
        ({"a": {"enum": [1, 3]}}, promise({"a": {"enum": [1, 2]}}), ["signature.values_differ"]),
        ({"a": {"default": 1}}, promise({"a": {"default": 1.0}}), []),
        ({"a": {"default": 1}}, promise({"a": {"default": 2}}), ["signature.default_differs"]),
    ],
)
def test_signature_and_schema_are_held_together_both_ways(
    told: Mapping[str, Json], own: Promise, expected: list[str]
) -> None:
    assert codes(list(signature_complaints(function(told), own))) == expected


def test_a_default_that_is_only_written_as_text_is_a_hint() -> None:
    (found,) = signature_complaints(function({"a": {"default": "None"}}), promise({"a": {"default": None}}))
    assert (found.code, found.severity) == ("signature.default_differs", Severity.HINT)


def test_exceptions_are_documented_by_their_type_or_a_base_of_it() -> None:
    error = Execution(call=0, status=Status.RAISED, error=CallError(type="KeyError", message="'x'"))
    documented = replace(EMPTY, raises={"LookupError": "Not there."})
    assert list(ending_complaints(function(), documented, [{}], [error])) == []
    (fault,) = ending_complaints(function(), replace(EMPTY, raises={"ValueError": "No."}), [{}], [error])
    (hint,) = ending_complaints(function(), EMPTY, [{}], [error])
    assert (fault.severity, hint.severity) == (Severity.FAULT, Severity.HINT)


def test_returned_errors_are_documented_by_an_expression_whatever_the_quotation_marks() -> None:
    error = Execution(call=0, status=Status.RETURNED_ERROR, result={"error": """no "it's" here"""})
    assert list(ending_complaints(function(), replace(EMPTY, errors={"no '.*' here": ""}), [{}], [error])) == []
    (fault,) = ending_complaints(function(), replace(EMPTY, errors={"something else": ""}), [{}], [error])
    assert (fault.code, fault.severity) == ("fuzz.undocumented_error", Severity.FAULT)


def test_one_kind_of_ending_is_told_once_with_a_count() -> None:
    crashed = Execution(call=0, status=Status.CRASHED)
    (found,) = ending_complaints(function(), EMPTY, [{"first": 1}, {"first": 2}], [crashed, crashed])
    assert (found.facts["count"], found.facts["of"], found.facts["arguments"]) == (2, 2, {"first": 1})


def test_plain_arguments_hold_what_is_required() -> None:
    properties = {
        "size": {"type": "integer", "exclusiveMinimum": 3, "multipleOf": 2},
        "names": {"type": "array", "items": {"type": "string", "minLength": 3}, "minItems": 2},
        "day": {"type": "string", "format": "date"},
        "kind": {"anyOf": [{"enum": ["a", "b"]}, {"type": "null"}]},
    }
    made = plain_arguments(function({**properties, "size": {"type": "integer", "minimum": 4}}))
    assert made == {"size": 4, "names": ["aaa", "aaa"], "day": "2025-01-01", "kind": "a"}
    assert plain_arguments(function({"never": {"type": "string", "pattern": "^[0-9]{9}$"}})) is None


SCHEMAS = [
    {"a": {"type": "integer", "minimum": 3, "maximum": 9}, "b": {"type": ["number", "null"], "exclusiveMinimum": 0}},
    {"a": {"type": "string", "pattern": "^[A-Z]{2}[0-9]+$"}, "b": {"type": "string", "pattern": "^[0-9a-f]{32}$"}},
    {"a": {"type": "string", "format": "date-time"}, "b": {"type": "string", "format": "email"}},
    {"a": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "uniqueItems": True}},
    {
        "a": {
            "type": "object",
            "properties": {"x": {"type": "number"}},
            "required": ["x"],
            "additionalProperties": False,
        }
    },
    {
        "a": {
            "type": "object",
            "additionalProperties": {"type": "integer"},
            "propertyNames": {"pattern": "^[a-z]{1,4}$"},
        }
    },
    {"a": {"anyOf": [{"type": "integer"}, {"type": "array", "prefixItems": [{"type": "string"}], "items": False}]}},
    {"a": {"allOf": [{"type": "number", "minimum": 1}, {"maximum": 2}]}, "b": {"type": "number", "multipleOf": 5}},
    {"a": {"type": "string", "minLength": 3, "maxLength": 5}, "b": {"const": [1]}, "c": {}},
]


@pytest.fixture(scope="module")
def generators(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generators]:
    with Generators(count=1, folder=tmp_path_factory.mktemp("hypothesis")) as opened:
        yield opened


@pytest.mark.parametrize("properties", SCHEMAS)
def test_made_arguments_fit_and_are_the_same_in_each_run(
    properties: Mapping[str, Json], generators: Generators, tmp_path: Path
) -> None:
    wanted = function(properties)
    with Generators(count=1, folder=tmp_path) as others:
        again = others.make(wanted, 12)
    made = generators.make(wanted, 12)
    assert made == again
    assert len(made) >= 6
    assert all(fits(each, wanted.parameters) for each in made)


def test_a_schema_that_refers_to_itself_gives_arguments(generators: Generators) -> None:
    tree = {"type": "object", "properties": {"left": {"$ref": "#/$defs/tree"}}, "additionalProperties": False}
    parameters = {**function({"root": {"$ref": "#/$defs/tree"}}).parameters, "$defs": {"tree": tree}}
    assert generators.make(function(parameters=parameters), 5)


def test_a_schema_that_nothing_fits_is_told(generators: Generators) -> None:
    with pytest.raises(NotGeneratedError):
        generators.make(function({"never": {"type": "integer", "minimum": 2, "maximum": 1}}), 5)


def described(name: str, text: str, **changes: Json) -> Function:
    return function(name=name, description=text, implementation=f"module_{name}:made", **changes)


CARPET = "Work out how much carpet a rectangular room needs."


def test_duplicates_take_the_same_and_are_described_alike() -> None:
    first, second = described("carpet", CARPET), described("rug", CARPET.replace("needs.", "needs!"))
    (found,) = sibling_complaints([first, second])
    assert (found.code, found.function, found.facts["other"]) == ("siblings.duplicate", "rug", "carpet")


def test_confusable_siblings_are_told_unless_each_names_the_other() -> None:
    first = described("carpet_area", CARPET)
    second = described("carpet_areas", CARPET.replace("room", "hall"), parameters={"type": "object", "properties": {}})
    named = {"carpet_area": ("carpet_areas",)}
    (found,) = sibling_complaints([first, second], named)
    assert found.code == "siblings.confusable"
    assert found.message.endswith("carpet_area alone names the other")
    assert list(sibling_complaints([first, second], {**named, "carpet_areas": ("carpet_area",)})) == []


def test_what_a_whole_module_begins_with_makes_nothing_alike() -> None:
    opening = "This tool belongs to the Garden API, which is about plants and beds and trees. Tool description: "
    texts = {"water": "Pour water.", "cut": "Shorten branches.", "sell": "Offer fruit."}
    together = [described(name, opening + text, toolkit="Garden") for name, text in texts.items()]
    assert list(sibling_complaints(together)) == []


def test_siblings_are_found_in_time_that_grows_with_their_number() -> None:
    many = [described(f"count_{number}", f"Count the boxes of depot {number} by hand.") for number in range(3000)]
    start = time.perf_counter()
    assert len(list(sibling_complaints(many))) > 2000
    assert time.perf_counter() - start < 20


def write(folder: Path, **modules: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in modules.items():
        (folder / f"{name}.py").write_text(text)
    return folder


def digests(folder: Path) -> dict[str, str]:
    catalog = load_catalog([str(folder)])
    code = CodeDigests(catalog, dict(zip(catalog.function_sets, [locate(str(folder))], strict=True)))
    return {name: code.of(each) for name, each in catalog.functions.items()}


def test_code_that_a_function_never_sees_changes_nothing(tmp_path: Path) -> None:
    one, two = "from base import x\n\ndef one() -> int:\n    return x\n", "def two() -> int:\n    return 2\n"
    folder = write(tmp_path / "set", one=one, two=two, base="from deeper import x\n", deeper="x = 1\n")
    before = digests(folder)
    write(folder, deeper="x = 2\n")
    after = digests(folder)
    assert before["one"] != after["one"]
    assert before["two"] == after["two"]


def test_data_and_computed_imports_count_for_everything(tmp_path: Path) -> None:
    free = "import importlib\n\ndef free() -> int:\n    return importlib.import_module('base').x\n"
    folder = write(tmp_path / "set", free=free, two="def two() -> int:\n    return 2\n", base="x = 1\n")
    before = digests(folder)
    write(folder, base="x = 2\n")
    after = digests(folder)
    assert (before["free"] == after["free"], before["two"] == after["two"]) == (False, True)
    (folder / "table.csv").write_text("1")
    assert digests(folder)["two"] != after["two"]


def inspection(name: str, unchecked: str | None = None) -> Inspection:
    found = (complaint("fuzz.crashed", name, "it died", facts={"arguments": {"ą": 1}}),)
    return Inspection(name=name, complaints=found, siblings=("other",), unchecked=unchecked)


def test_a_cache_gives_back_what_was_kept_in_the_order_of_the_run(tmp_path: Path) -> None:
    path = cache_path(tmp_path, ["builtin"])
    with Cache(path) as cache:
        cache.begin(resume=True)
        cache.keep("k2", 1, inspection("second"))
        cache.keep("k1", 0, inspection("first"))
        cache.finish("run")
    with Cache(path) as cache:
        assert cache.is_finished("run")
        assert [*cache.results()] == [inspection("first"), inspection("second")]
        cache.begin(resume=True)
        assert not cache.is_finished("run")
        assert cache.reuse("k2", 0)
        assert not cache.reuse("k3", 1)
        cache.finish(None)
        assert [each.name for each in cache.results()] == ["second"]


def test_what_could_not_be_found_out_is_not_reused(tmp_path: Path) -> None:
    with Cache(tmp_path / "one.sqlite") as cache:
        cache.begin(resume=True)
        cache.keep("k", 0, inspection("first", unchecked="a box was lost"))
        cache.begin(resume=True)
        assert not cache.reuse("k", 0)


def test_a_cache_that_cannot_be_used_is_our_own_trouble(tmp_path: Path) -> None:
    (tmp_path / "one.sqlite").write_text("no database, and long enough to be seen as none" * 40)
    with pytest.raises(OutputError, match="cannot be used"):
        Cache(tmp_path / "one.sqlite")


def test_the_page_tells_of_every_code() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "catalog-check.md").read_text(encoding="utf-8")
    assert [code for code, each in CODES.items() if f"| `{code}` | {each.severity} | {each.remedy} |" not in page] == []
