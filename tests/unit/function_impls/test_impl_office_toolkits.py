"""What holds for every office toolkit: its docstrings run, its state can be saved, its Polish file is whole."""

from __future__ import annotations

import ast
import doctest
import inspect
import json
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

TOOLKITS = {
    "bank": "Bank",
    "diary": "Calendar",
    "tickets": "TicketDesk",
    "inbox": "Mailbox",
    "chats": "Chats",
    "notebook": "Notebook",
    "address_book": "AddressBook",
    "task_lists": "TaskLists",
}
POLISH = Path(__file__).parents[3] / "function_impls" / "languages" / "pl"
NOT_CALLED = {"load_state", "dump_state"}


def _make(module: str) -> Any:
    return getattr(import_module(f"function_impls.{module}"), TOOLKITS[module])()


def _names(module: str) -> list[str]:
    return [name for name, _ in inspect.getmembers(_make(module), inspect.ismethod) if not name.startswith("_")]


METHODS = [(module, name) for module in TOOLKITS for name in _names(module) if name not in NOT_CALLED]


def _examples(method: Callable[..., Any]) -> list[doctest.Example]:
    return doctest.DocTestParser().get_examples(inspect.getdoc(method) or "")


def _arguments(example: doctest.Example, name: str) -> dict[str, Any]:
    call = ast.parse(example.source.strip(), mode="eval").body
    assert isinstance(call, ast.Call)
    assert isinstance(call.func, ast.Name)
    assert call.func.id == name
    return {str(each.arg): ast.literal_eval(each.value) for each in call.keywords}


def _errors(method: Callable[..., Any]) -> list[str]:
    text = inspect.getdoc(method) or ""
    section = re.search(r"^Errors:\n((?:    .*\n)+)", text, re.MULTILINE)
    return [] if section is None else re.findall(r"^    (\S[^:]*): ", section[1], re.MULTILINE)


@pytest.mark.parametrize("module", TOOLKITS)
def test_state_is_json_and_loads_again(module: str) -> None:
    saved = json.loads(json.dumps(_make(module).dump_state()))
    other = _make(module)
    other.load_state(saved)

    assert other.dump_state() == saved


@pytest.mark.parametrize("module", TOOLKITS)
def test_dumped_state_is_a_copy(module: str) -> None:
    toolkit = _make(module)
    toolkit.dump_state().clear()

    assert toolkit.dump_state() == _make(module).dump_state()


@pytest.mark.parametrize("module", TOOLKITS)
@pytest.mark.parametrize("state", [{}, [], {"today": "2025-03-10"}])
def test_unsound_state_is_refused(module: str, state: Any) -> None:
    with pytest.raises(ValueError, match="state"):
        _make(module).load_state(state)


@pytest.mark.parametrize("module", TOOLKITS)
def test_toolkit_has_seven_to_ten_methods(module: str) -> None:
    assert 7 <= len(set(_names(module)) - NOT_CALLED) <= 10


@pytest.mark.parametrize(("module", "name"), METHODS)
def test_docstring_has_every_section(module: str, name: str) -> None:
    method = getattr(_make(module), name)
    text = inspect.getdoc(method) or ""
    takes = [f"\n    {each}: " for each in inspect.signature(method).parameters]

    assert [each for each in ("\nReturns:\n", "\nExamples:\n", *takes) if each not in text] == []
    assert ("| Failure" in str(inspect.signature(method).return_annotation)) == bool(_errors(method))
