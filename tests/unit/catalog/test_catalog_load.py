"""Loading a catalog from a folder, a file, a module, with and without functions.toml."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from service.catalog.load import load_catalog
from service.catalog.model import Catalog
from service.errors import FunctionsError
from verifiers.model import ErrorContract, Json, Limits


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def load(folder: Path, files: Mapping[str, str]) -> Catalog:
    return load_catalog([str(write(folder, files))])


ADD = '''
def add(a: int, b: int = 1) -> int:
    """Adds two numbers.

    Args:
        a: the first
        b: the second
    """
    return a + b
'''


def test_a_public_typed_function_becomes_a_catalog_entry(tmp_path: Path) -> None:
    function = load(tmp_path, {"sums.py": ADD}).functions["add"]
    assert function.description == "Adds two numbers."
    assert function.implementation == "sums:add"
    assert function.parameters == {
        "type": "object",
        "properties": {
            "a": {"type": "integer", "description": "the first"},
            "b": {"type": "integer", "description": "the second", "default": 1},
        },
        "required": ["a"],
        "additionalProperties": False,
    }


@pytest.mark.parametrize(
    "left_out",
    [
        "def _hidden(a: int) -> int: ...",
        "def untyped(a): ...",
        "def bare(): ...",
        "async def later(a: int) -> int: ...",
        "def stream(a: int): yield a",
        "def positional(a: int, /) -> int: ...",
        "class Holder:\n    def inside(self, a: int) -> int: ...",
    ],
)
def test_what_no_call_can_reach_is_left_out(tmp_path: Path, left_out: str) -> None:
    catalog = load(tmp_path, {"sums.py": ADD, "more.py": left_out})
    assert set(catalog.functions) == {"add"}


def test_further_keyword_arguments_open_the_schema_and_positional_ones_are_no_parameter(tmp_path: Path) -> None:
    catalog = load(tmp_path, {"sums.py": "def add(a: int, *rest: int, **named: int) -> int: ..."})
    schema = catalog.functions["add"].parameters
    assert list(schema["properties"]) == ["a"]
    assert schema["additionalProperties"] is True


@pytest.mark.parametrize(
    ("annotation", "schema"),
    [
        ("Annotated[int, Range(minimum=1)]", {"type": "integer"}),
        ("typing.Annotated[str, {'pattern': 'a'}] | None", {"type": ["string", "null"]}),
        ("list[Annotated[float, 'metres']]", {"type": "array", "items": {"type": "number"}}),
    ],
)
def test_without_a_build_the_type_inside_annotated_counts(tmp_path: Path, annotation: str, schema: Json) -> None:
    catalog = load(tmp_path, {"sums.py": f"def add(a: {annotation}) -> int: ..."})
    assert catalog.functions["add"].parameters["properties"]["a"] == schema


def test_code_is_never_imported(tmp_path: Path) -> None:
    mark = tmp_path / "imported"
    load(tmp_path / "f", {"sums.py": f"open({str(mark)!r}, 'w')\n{ADD}"})
    assert not mark.exists()


def test_a_module_that_cannot_be_parsed_is_reported_and_does_not_stop_the_others(tmp_path: Path) -> None:
    said: list[str] = []
    folder = write(tmp_path, {"sums.py": ADD, "broken.py": "def ("})
    assert set(load_catalog([str(folder)], warn=said.append).functions) == {"add"}
    assert len(said) == 1
    assert "broken.py" in said[0]


SCHEMAS = json.dumps(
    [{"name": "put", "description": "Puts.", "parameters": {"type": "dict", "properties": {"x": {"type": "float"}}}}]
)
TOOLKIT = """
[[toolkit]]
name = "Shelf"
implementation = "shelf:Shelf"
load_state = "_load"
schemas = "schemas.json"
error = {prefix = "Error"}
"""


def test_a_toolkit_with_schemas_has_exactly_the_functions_they_name(tmp_path: Path) -> None:
    code = "class Shelf:\n    def put(self, x: float) -> None: ...\n    def take(self) -> float: ..."
    catalog = load(tmp_path, {"shelf.py": code, "schemas.json": SCHEMAS, "functions.toml": TOOLKIT})
    assert set(catalog.functions) == {"put"}
    put = catalog.functions["put"]
    assert put.parameters["properties"] == {"x": {"type": "number"}}
    assert (put.toolkit, put.implementation, put.error) == ("Shelf", "put", ErrorContract(key=None, prefix="Error"))
    assert catalog.toolkits["Shelf"].load_state == "_load"


def test_schemas_may_stand_one_a_line(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"name": name, "description": "", "parameters": None}) for name in ("put", "take"))
    catalog = load(tmp_path, {"shelf.py": "class Shelf: ...", "schemas.json": lines, "functions.toml": TOOLKIT})
    assert list(catalog.functions) == ["put", "take"]


def test_functions_with_schemas_stay_where_their_module_cannot_be_parsed(tmp_path: Path) -> None:
    catalog = load(tmp_path, {"shelf.py": "class (", "schemas.json": SCHEMAS, "functions.toml": TOOLKIT})
    assert set(catalog.functions) == {"put"}


def test_methods_come_from_base_classes_of_the_same_folder_too(tmp_path: Path) -> None:
    catalog = load(
        tmp_path,
        {
            "base.py": "class Base:\n    def put(self, x: int) -> int: ...\n    def count(self) -> int: ...",
            "shelf.py": "from base import Base as B\nclass Shelf(B):\n    def put(self, y: str) -> int: ...",
            "functions.toml": '[[toolkit]]\nname = "Shelf"\nimplementation = "shelf:Shelf"\n',
        },
    )
    assert set(catalog.functions) == {"put", "count"}
    assert list(catalog.functions["put"].parameters["properties"]) == ["y"]


def test_limits_of_a_function_keep_the_other_limits(tmp_path: Path) -> None:
    toml = '[[function]]\nname = "add"\nimplementation = "sums:add"\nlimits = {wall_seconds = 2}\n'
    catalog = load(tmp_path, {"sums.py": ADD, "functions.toml": toml})
    assert catalog.functions["add"].limits == Limits(wall_seconds=2.0)


def test_a_function_may_have_another_name_than_its_code(tmp_path: Path) -> None:
    toml = '[[function]]\nname = "plus"\nimplementation = "sums:add"\n'
    catalog = load(tmp_path, {"sums.py": ADD, "functions.toml": toml})
    assert catalog.functions["plus"].implementation == "sums:add"


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("[[toolkit]", "not TOML"),
        ('colour = "red"', "colour"),
        ('[[function]]\nname = "add"\n', "function[0].implementation"),
        ('[[function]]\nname = "add"\nimplementation = "sums"\n', "function[0].implementation"),
        ('[[function]]\nname = "add"\nimplementation = "sums:add"\nlimits = {wall_seconds = 0}', "limits.wall_seconds"),
        ('[[function]]\nname = "add"\nimplementation = "gone:add"\n', "no module 'gone'"),
        ('[[function]]\nname = "add"\nimplementation = "sums:minus"\n', "no function 'minus'"),
        ('[[toolkit]]\nname = "T"\nimplementation = "sums:T"\n', "no class 'T'"),
        ('[[function]]\nname = "add"\nimplementation = "sums:add"\nschemas = "../x.json"', "leads out of the folder"),
        ('[[function]]\nname = "add"\nimplementation = "sums:add"\nschemas = "x.json"', "x.json cannot be read"),
    ],
)
def test_a_wrong_description_is_refused_with_its_place(tmp_path: Path, toml: str, told: str) -> None:
    with pytest.raises(FunctionsError) as refused:
        load(tmp_path, {"sums.py": ADD, "functions.toml": toml})
    assert told in str(refused.value)
    assert "functions.toml" in str(refused.value) or "x.json" in str(refused.value)


def test_a_module_of_a_required_package_needs_no_source(tmp_path: Path) -> None:
    toml = (
        'requirements = ["mpmath"]\n[[function]]\nname = "put"\nimplementation = "mpmath:put"\n'
        'schemas = "schemas.json"\n'
    )
    assert set(load(tmp_path, {"schemas.json": SCHEMAS, "functions.toml": toml}).functions) == {"put"}


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    folder = write(tmp_path / "f", {"sums.py": ADD})
    (folder / "link.txt").symlink_to(tmp_path / "secret")
    with pytest.raises(FunctionsError, match="link out of the folder"):
        load_catalog([str(folder)])


def test_two_functions_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FunctionsError, match="'add' is there twice"):
        load(tmp_path, {"one.py": ADD, "two.py": ADD})


def test_two_sets_with_one_module_name_are_refused(tmp_path: Path) -> None:
    one, two = (write(tmp_path / name, {"sums.py": ADD.replace("add", name)}) for name in ("one", "two"))
    with pytest.raises(FunctionsError, match="top-level module 'sums'"):
        load_catalog([str(one), str(two)])


def test_a_spec_that_names_nothing_is_refused() -> None:
    with pytest.raises(FunctionsError, match="no_such_module_here"):
        load_catalog(["no_such_module_here"])


def test_a_folder_without_functions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FunctionsError, match="brings no function"):
        load(tmp_path, {"readme.txt": "nothing"})


def test_a_single_file_is_taken_alone(tmp_path: Path) -> None:
    write(tmp_path, {"sums.py": ADD, "other.py": "def other() -> int: ..."})
    catalog = load_catalog([str(tmp_path / "sums.py")])
    assert set(catalog.functions) == {"add"}
    assert catalog.function_sets["sums"].files == (Path("sums.py"),)


def test_a_package_folder_is_named_from_the_folder_above(tmp_path: Path) -> None:
    write(tmp_path / "pack", {"__init__.py": "", "sums.py": ADD})
    catalog = load_catalog([str(tmp_path / "pack")])
    assert catalog.functions["add"].implementation == "pack.sums:add"


def test_an_installed_module_is_found_by_its_name() -> None:
    catalog = load_catalog(["rfc8785"])
    assert catalog.functions["dumps"].implementation == "rfc8785._impl:dumps"


def test_the_bundled_functions_are_the_default() -> None:
    catalog = load_catalog()
    assert "insert_record" in catalog.functions
    assert all(path.parts[0] == "function_impls" for path in catalog.function_sets["builtin"].files)


@pytest.mark.parametrize("name", ["sums.py", "data/table.csv"])
def test_the_digest_changes_with_every_byte_of_the_folder(tmp_path: Path, name: str) -> None:
    files = {"sums.py": ADD, "data/table.csv": "1"}
    before = load(tmp_path / "a", files)
    after = load(tmp_path / "b", {**files, name: files[name] + " "})
    assert before.digest != after.digest


def test_the_digest_is_the_same_wherever_the_folder_stands(tmp_path: Path) -> None:
    first, second = (load(tmp_path / name, {"sums.py": ADD}) for name in ("a", "b"))
    assert first.digest == second.digest


@pytest.mark.parametrize("name", ["__pycache__/x.pyc", ".git/config", ".env", "venv/pyvenv.cfg"])
def test_what_is_no_code_does_not_count(tmp_path: Path, name: str) -> None:
    before = load(tmp_path / "a", {"sums.py": ADD})
    after = load(tmp_path / "b", {"sums.py": ADD, name: "x"})
    assert before.digest == after.digest


def test_a_module_named_like_one_of_the_standard_library_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FunctionsError, match="module 'calendar', which is also the name of a module of Python"):
        load(tmp_path, {"calendar.py": ADD})


def test_a_package_may_name_its_modules_like_the_standard_library(tmp_path: Path) -> None:
    assert set(load(tmp_path, {"shop/__init__.py": "", "shop/calendar.py": ADD}).functions) == {"add"}
