"""``callproof catalog show``: the list, one function, and descriptions in another language."""

from __future__ import annotations

import json

from tests.unit.cli.running import Program

POLISH = '[add]\ndescription = "Dodaje jeden."\n[add.parameters]\na = "Do czego."\n'


def bring_polish(program: Program) -> None:
    folder = program.folder / "code" / "languages" / "pl"
    folder.mkdir(parents=True)
    (folder / "sums.toml").write_text(POLISH, encoding="utf-8")


def test_functions_are_listed_with_their_home(program: Program) -> None:
    done = program.run("catalog", "show", "--functions", program.folder / "code")
    assert done.status == 0
    assert "sums\n  add(" in done.out


def test_a_named_function_is_described(program: Program) -> None:
    done = program.run("catalog", "show", "convert_units")
    assert "    Convert a length" in done.out
    assert "      source_unit: Unit of the value, such as km.\n" in done.out


def test_an_unknown_function_ends_with_1(program: Program) -> None:
    done = program.run("catalog", "show", "no_such_function")
    assert done.status == 1
    assert "no function 'no_such_function'" in done.err


def test_descriptions_are_told_in_the_language(program: Program) -> None:
    bring_polish(program)
    done = program.run("catalog", "show", "--functions", program.folder / "code", "--language", "pl", "add")
    assert done.status == 0
    assert "    Dodaje jeden.\n      a: Do czego.\n" in done.out


def test_json_has_the_descriptions_of_the_language(program: Program) -> None:
    done = program.run("catalog", "show", "--language", "pl", "--json")
    assert done.status == 0
    told = {each["name"]: each for each in json.loads(done.out)["functions"]}
    assert told["get_article"]["description"].startswith("Odczytuje cały artykuł")
    assert told["get_article"]["parameters"]["properties"]["article_id"]["description"].startswith("Identyfikator")


def test_each_set_brings_its_own_translations(program: Program) -> None:
    code = program.folder / "code"
    bring_polish(program)
    done = program.run("catalog", "show", "--functions", "builtin", "--functions", code, "--language", "pl", "--json")
    told = {each["name"]: each["description"] for each in json.loads(done.out)["functions"]}
    assert told["add"] == "Dodaje jeden."
    assert len(told) > 600


def test_tools_of_a_provider_are_told_in_the_language(program: Program) -> None:
    bring_polish(program)
    code = program.folder / "code"
    done = program.run("catalog", "show", "--functions", code, "--language", "pl", "--tools", "anthropic", "add")
    assert done.status == 0
    (tool,) = json.loads(done.out)
    assert (tool["name"], tool["description"]) == ("add", "Dodaje jeden.")
    assert tool["input_schema"]["properties"]["a"]["description"] == "Do czego."


def test_an_unknown_function_is_no_tool(program: Program) -> None:
    done = program.run("catalog", "show", "--tools", "openai", "no_such_function")
    assert (done.status, json.loads(done.out)) == (1, [])


def test_the_codes_own_language_is_one_of_them(program: Program) -> None:
    own, english = (program.run("catalog", "show", "--json", *args) for args in ((), ("--language", "en")))
    assert own.out == english.out


def test_a_set_without_the_language_is_an_error_that_names_those_it_has(program: Program) -> None:
    done = program.run("catalog", "show", "--functions", program.folder / "code", "--language", "pl")
    assert done.status not in (0, 1)
    assert "'code' has no descriptions in 'pl' (none besides its own)" in done.err
    done = program.run("catalog", "show", "--language", "xx")
    assert "no descriptions in 'xx' (en, pl)" in done.err
