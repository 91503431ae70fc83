"""Which functions a set brings where no functions.toml lists them: one-function files, tools.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from service.catalog.load import load_catalog
from service.catalog.model import Catalog
from service.errors import FunctionsError
from verifiers.model import Json

FINAL = (
    "import math\n\nfrom _physics import G\n\ndef check(x: float) -> float: ...\n\ndef final_velocity(u, a, t): ...\n"
)
AREA = "def check(x: int) -> int: ...\n\ndef circle_area(radius: float) -> float: ...\n"


def load(folder: Path, files: Mapping[str, str], said: list[str] | None = None) -> Catalog:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return load_catalog([str(folder)], warn=said.append if said is not None else print)


def tools(*names: str) -> str:
    return json.dumps([tool(name) for name in names])


def tool(name: str) -> Json:
    return {"name": name, "description": "Does it.", "parameters": {"type": "object", "properties": {}}}


LIBPATH = {"final_velocity.py": FINAL, "circle_area.py": AREA, "_physics.py": "G = 9.81\n\ndef fall(t: float): ...\n"}


def test_of_one_function_files_the_function_named_like_the_file_is_taken(tmp_path: Path) -> None:
    said: list[str] = []
    functions = load(tmp_path, LIBPATH, said).functions
    assert {name: each.implementation for name, each in functions.items()} == {
        "circle_area": "circle_area:circle_area",
        "final_velocity": "final_velocity:final_velocity",
    }
    assert functions["final_velocity"].parameters["required"] == ["u", "a", "t"]
    assert len(said) == 1
    assert "circle_area:check, final_velocity:check" in said[0]


def test_a_file_that_cannot_be_parsed_does_not_make_the_others_something_else(tmp_path: Path) -> None:
    said: list[str] = []
    assert len(load(tmp_path, {**LIBPATH, "broken.py": "def broken("}, said).functions) == 2
    assert any("broken.py" in each for each in said)


@pytest.mark.parametrize("other", ["async def later(x): ...", "def later(x, /): ...", "def later(x):\n    yield x\n"])
def test_a_one_function_file_that_no_call_can_reach_is_told(tmp_path: Path, other: str) -> None:
    said: list[str] = []
    assert "later" not in load(tmp_path, {**LIBPATH, "later.py": other}, said).functions
    assert any(each.startswith("later:later is left out: it ") for each in said)


def test_one_file_with_a_function_of_another_name_makes_it_a_folder_like_any_other(tmp_path: Path) -> None:
    files = {"circle_area.py": AREA, "sums.py": "def add(a: int) -> int: ..."}
    assert set(load(tmp_path, files).functions) == {"circle_area", "check", "add"}


def test_helpers_of_one_name_are_explained_where_a_file_is_not_named_like_its_function(tmp_path: Path) -> None:
    with pytest.raises(FunctionsError, match=r"'check' is there twice.*has to hold a function named like itself"):
        load(tmp_path, {**LIBPATH, "final_velocity.py": AREA.replace("circle", "square"), "circle_area.py": AREA})


def test_a_package_of_one_function_files_may_name_them_like_the_standard_library(tmp_path: Path) -> None:
    folder = tmp_path / "lib"
    functions = load(folder, {"__init__.py": "", "bisect.py": "def bisect(a, x): ...", "area.py": "def area(r): ..."})
    assert {each.implementation for each in functions.functions.values()} == {"lib.bisect:bisect", "lib.area:area"}


def test_a_functions_file_without_tables_adds_requirements_to_what_is_found(tmp_path: Path) -> None:
    catalog = load(tmp_path, {**LIBPATH, "functions.toml": 'requirements = ["mpmath==1.3.0"]'})
    assert set(catalog.functions) == {"circle_area", "final_velocity"}
    (own,) = catalog.function_sets.values()
    assert own.requirements == ("mpmath==1.3.0",)


CODE = {
    "sky.py": "def forecast(city): ...\n\ndef helper(a: int) -> int: ...\n\ndef _own(a): ...\n",
    "sub/roads.py": "def route(): ...\n",
}


def test_tools_json_beside_code_says_which_functions_there_are(tmp_path: Path) -> None:
    said: list[str] = []
    functions = load(tmp_path, {**CODE, "tools.json": tools("route", "forecast")}, said).functions
    assert {name: each.implementation for name, each in functions.items()} == {
        "route": "sub.roads:route",
        "forecast": "sky:forecast",
    }
    assert functions["forecast"].description == "Does it."
    assert len(said) == 1
    assert "does not tell of these functions, so they are left out: sky:helper." in said[0]


def test_of_several_functions_of_one_name_that_in_a_file_named_like_it_is_meant(tmp_path: Path) -> None:
    files = {"forecast.py": "def forecast(city): ...", **CODE, "tools.json": tools("forecast")}
    assert load(tmp_path, files).functions["forecast"].implementation == "forecast:forecast"


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"tools.json": tools("forecast", "tides", "moon")}, ["tools.json", "tides, moon", "[[toolkit]]"]),
        ({"tools.json": tools("forecast"), "more.py": "def forecast(): ..."}, ["'forecast'", "more, sky"]),
        ({"tools.json": tools("forecast"), "sky.py": "async def forecast(city): ..."}, ["'forecast'", "a coroutine"]),
        ({"tools.json": tools("forecast"), "sky.py": "def forecast("}, ["forecast", "cannot be parsed", "sky.py"]),
        ({"tools.json": "{"}, ["tools.json: not JSON"]),
    ],
)
def test_json_without_code_is_named(tmp_path: Path, files: Mapping[str, str], told: list[str]) -> None:
    with pytest.raises(FunctionsError) as refusal:
        load(tmp_path, {**CODE, **files})
    for each in told:
        assert each in str(refusal.value)


MODULE = '[[module]]\nname = "sky"\nschemas = "told/sky.json"\nerror = {prefix = "E"}\n'


def test_the_schemas_of_a_module_say_which_of_its_functions_there_are(tmp_path: Path) -> None:
    said: list[str] = []
    files = {**CODE, "functions.toml": MODULE, "told/sky.json": tools("forecast", "tides")}
    functions = load(tmp_path, files, said).functions
    assert [(each.implementation, each.error.prefix) for each in functions.values()] == [
        ("sky:forecast", "E"),
        ("sky:tides", "E"),
    ]
    without_code, without_json = said
    assert "told/sky.json names what the module 'sky' does not have: tides." in without_code
    assert "told/sky.json does not tell of these functions, so they are left out: sky.helper." in without_json


@pytest.mark.parametrize(
    ("code", "missing"),
    [
        ("class Sky:\n    def forecast(self): ...\n", True),
        ("class Sky(Base):\n    def forecast(self): ...\n", False),
        ("class Sky:\n    def forecast(self): ...\n    def __getattr__(self, name): ...\n", False),
        ("class Sky:\n    def forecast(self): ...\n    tides = forecast\n", False),
    ],
)
def test_methods_without_code_are_told_where_the_class_is_known_whole(tmp_path: Path, code: str, missing: bool) -> None:
    said: list[str] = []
    toml = '[[toolkit]]\nname = "Sky"\nimplementation = "sky:Sky"\nschemas = "sky.json"\n'
    load(tmp_path, {"sky.py": code, "functions.toml": toml, "sky.json": tools("forecast", "tides")}, said)
    assert ["the class 'Sky' does not have: tides" in each for each in said] == [True] * missing


def test_methods_that_the_schemas_leave_out_are_told(tmp_path: Path) -> None:
    said: list[str] = []
    code = "class Sky:\n    def load(self, s): ...\n    def forecast(self): ...\n    def tides(self): ...\n"
    toml = '[[toolkit]]\nname = "Sky"\nimplementation = "sky:Sky"\nload_state = "load"\nschemas = "sky.json"\n'
    load(tmp_path, {"sky.py": code, "functions.toml": toml, "sky.json": tools("forecast")}, said)
    assert said == ["sky.json does not tell of these functions, so they are left out: Sky.tides."]


def test_where_the_json_tells_no_result_the_annotation_does(tmp_path: Path) -> None:
    code = "def forecast() -> list[str]: ...\n\ndef tides(): ...\n\ndef moon() -> int: ...\n"
    told = [tool("forecast"), tool("tides"), {**tool("moon"), "response": {"type": "string"}}]
    functions = load(tmp_path, {"sky.py": code, "tools.json": json.dumps(told)}).functions
    assert {name: each.result for name, each in functions.items()} == {
        "forecast": {"type": "array", "items": {"type": "string"}},
        "tides": None,
        "moon": {"type": "string"},
    }
