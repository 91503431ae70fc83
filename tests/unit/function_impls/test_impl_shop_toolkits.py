"""What holds for every toolkit of shops, travel and things: examples run, state is saved, the Polish file is whole."""

from __future__ import annotations

import ast
import doctest
import inspect
import json
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

TOOLKITS = {
    "records": "RecordStore",
    "file_tree": "FileTree",
    "shop": "Shop",
    "lending_library": "LendingLibrary",
    "travel_desk": "TravelDesk",
    "brokerage": "Brokerage",
    "vehicle": "VehicleControl",
    "smart_home": "SmartHome",
}
POLISH = Path(__file__).parents[3] / "function_impls" / "languages" / "pl"
NOT_CALLED = {"load_state", "dump_state"}
LONGEST_MODULE = 400


def make(module: str) -> Any:
    return getattr(import_module(f"function_impls.{module}"), TOOLKITS[module])()


def names(module: str) -> list[str]:
    kind = getattr(import_module(f"function_impls.{module}"), TOOLKITS[module])
    found = [name for name, _ in inspect.getmembers(kind, inspect.isfunction) if not name.startswith("_")]
    return [name for name in found if name not in NOT_CALLED]


METHODS = [(module, name) for module in TOOLKITS for name in names(module)]


def examples(module: str, name: str) -> Iterator[tuple[dict[str, Any], doctest.Example]]:
    """The calls of a docstring: their arguments, and what doctest made of them."""
    text = inspect.getdoc(getattr(make(module), name)) or ""
    for example in doctest.DocTestParser().get_examples(text):
        call = ast.parse(example.source.strip(), mode="eval").body
        assert isinstance(call, ast.Call)
        assert isinstance(call.func, ast.Name)
        assert call.func.id == name
        yield {str(each.arg): ast.literal_eval(each.value) for each in call.keywords}, example


def documented_errors(method: Callable[..., Any]) -> list[str]:
    section = re.search(r"^Errors:\n((?:    .*\n)+)", inspect.getdoc(method) or "", re.MULTILINE)
    return [] if section is None else re.findall(r"^    (\S.*?): [A-Z]", section[1], re.MULTILINE)


@pytest.mark.parametrize(("module", "name"), METHODS)
def test_method_that_can_fail_shows_an_error_that_it_documents(module: str, name: str) -> None:
    documented = documented_errors(getattr(make(module), name))
    returned = [ast.literal_eval(each.want) for _, each in examples(module, name) if each.want.startswith("{'error'")]

    assert bool(documented) == bool(returned)
    assert all(any(re.fullmatch(error, each["error"]) for error in documented) for each in returned)
    assert "| Failure" in str(inspect.signature(getattr(make(module), name)).return_annotation) or not documented


@pytest.mark.parametrize("module", TOOLKITS)
def test_state_is_json_and_loads_again(module: str) -> None:
    toolkit = make(module)
    for name in names(module):
        for arguments, _ in examples(module, name):
            json.dumps(getattr(toolkit, name)(**arguments), allow_nan=False)
    saved = json.loads(json.dumps(toolkit.dump_state(), allow_nan=False))
    other = make(module)
    other.load_state(saved)

    assert other.dump_state() == saved


@pytest.mark.parametrize("module", TOOLKITS)
def test_dumped_and_loaded_states_are_copies(module: str) -> None:
    toolkit, state = make(module), make(module).dump_state()
    toolkit.load_state(state)
    next(iter(state.values())).clear() if isinstance(next(iter(state.values())), dict) else state.clear()
    toolkit.dump_state().clear()

    assert toolkit.dump_state() == make(module).dump_state()


@pytest.mark.parametrize("module", TOOLKITS)
@pytest.mark.parametrize("state", [{}, [], {"tables": []}, {"today": "2025-03-10"}])
def test_unsound_state_is_refused(module: str, state: Any) -> None:
    with pytest.raises(ValueError, match="state"):
        make(module).load_state(state)


@pytest.mark.parametrize(("module", "name"), METHODS)
def test_docstring_describes_all_parameters_and_the_result(module: str, name: str) -> None:
    method = getattr(make(module), name)
    text = inspect.getdoc(method) or ""
    wanted = ["\nReturns:\n", "\nExamples:\n", *(f"\n    {each}: " for each in inspect.signature(method).parameters)]

    assert [each for each in wanted if each not in text] == []
