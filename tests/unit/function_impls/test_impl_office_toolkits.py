"""What holds for every office toolkit: its docstrings run, its state can be saved, its Polish file is whole."""

from __future__ import annotations

import ast
import doctest
import inspect
import json
import re
import tomllib
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


@pytest.mark.parametrize(("module", "name"), METHODS)
def test_examples_give_what_they_say(module: str, name: str) -> None:
    examples = _examples(getattr(_make(module), name))

    assert examples
    for example in examples:
        method = getattr(_make(module), name)
        if example.exc_msg is None:
            assert repr(method(**_arguments(example, name))) == repr(ast.literal_eval(example.want.strip()))
        else:
            with pytest.raises(ValueError, match=re.escape(example.exc_msg.partition(": ")[2].strip())):
                method(**_arguments(example, name))


@pytest.mark.parametrize(("module", "name"), METHODS)
def test_error_examples_match_one_of_the_documented_errors(module: str, name: str) -> None:
    method = getattr(_make(module), name)
    documented = _errors(method)
    returned = [ast.literal_eval(each.want) for each in _examples(method) if each.want.startswith("{'error'")]

    assert all(any(re.fullmatch(error, each["error"]) for error in documented) for each in returned)


@pytest.mark.parametrize(("module", "name"), METHODS)
def test_methods_say_what_they_do_to_the_state(module: str, name: str) -> None:
    for example in _examples(getattr(_make(module), name)):
        if example.exc_msg is not None:
            continue
        toolkit = _make(module)
        method = getattr(toolkit, name)
        before = toolkit.dump_state()
        result = method(**_arguments(example, name))
        once = toolkit.dump_state()
        if method.__effect__ == "read_only" or "error" in result:
            assert once == before
        elif method.__effect__ == "idempotent":
            again = method(**_arguments(example, name))
            assert "error" not in again
            assert toolkit.dump_state() == once
        else:
            assert once != before


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


@pytest.mark.parametrize("module", TOOLKITS)
def test_polish_file_describes_all_methods_and_parameters(module: str) -> None:
    described = tomllib.loads((POLISH / f"{module}.toml").read_text(encoding="utf-8"))
    toolkit = _make(module)

    assert sorted(described) == sorted(set(_names(module)) - NOT_CALLED)
    for name, entry in described.items():
        plain = [each for each in entry.get("parameters", {}) if "." not in each]
        assert plain == list(inspect.signature(getattr(toolkit, name)).parameters)
        assert entry["description"].endswith(".")
