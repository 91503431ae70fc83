"""Descriptions in other languages: read, served, and what they lack. The bundled Polish ones lack nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from service.catalog.languages import (
    Translation,
    described_paths,
    in_language,
    languages,
    missing,
    own_language,
    read_translation,
    translated,
    translations,
)
from service.catalog.load import load_catalog
from service.catalog.locate import BUILTIN, locate
from service.errors import FunctionsError
from verifiers.model import ErrorContract, Function, Json

BUNDLED = load_catalog()
PERSON = {"type": "object", "properties": {"name": {"type": "string", "enum": ["Ann", "Jan"]}}}
PARAMETERS: Json = {
    "type": "object",
    "properties": {
        "one": {**PERSON, "description": "Somebody."},
        "many": {"type": "array", "items": PERSON},
        "maybe": {"anyOf": [PERSON, {"type": "null"}]},
        "by_key": {"type": "object", "additionalProperties": PERSON},
    },
}


def function(**changes: Any) -> Function:
    told: dict[str, Any] = {
        "name": "greet",
        "description": "Greets.",
        "parameters": PARAMETERS,
        "result": None,
        "implementation": "greetings:greet",
        "function_set": "set",
        "toolkit": None,
        "error": ErrorContract(),
        "limits": None,
    }
    return Function(**(told | changes))


def write(folder: Path, text: str, language: str = "pl", name: str = "greetings.toml") -> Path:
    (folder / "greetings.py").write_text('def greet(name: str) -> str:\n    """Greets."""\n    return name\n')
    file = folder / "languages" / language / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return folder


def test_the_bundled_functions_are_described_in_polish_whole() -> None:
    polish = read_translation(locate(BUILTIN), "pl")
    assert [each for function in BUNDLED.functions.values() for each in missing(function, polish)] == []


def test_the_polish_files_describe_no_function_that_is_not_there() -> None:
    polish = read_translation(locate(BUILTIN), "pl")
    assert sorted(polish.functions.keys() - BUNDLED.functions.keys()) == []


def test_every_language_file_is_named_after_a_module_that_has_functions() -> None:
    source = locate(BUILTIN)
    files = {path.stem for path in (source.folder / "languages" / "pl").glob("*")}
    homes = [each.implementation for each in BUNDLED.functions.values() if each.toolkit is None]
    homes += [each.implementation for each in BUNDLED.toolkits.values()]
    assert files == {home.partition(":")[0].rpartition(".")[2] for home in homes}


@pytest.mark.parametrize("name", BUNDLED.functions)
def test_english_describes_every_parameter_and_field(name: str) -> None:
    assert [path for path, text in described_paths(BUNDLED.functions[name].parameters) if not text.strip()] == []


def test_polish_differs_from_english_in_descriptions_only() -> None:
    served = in_language(BUNDLED, (), "pl")
    assert served.keys() == BUNDLED.functions.keys()
    for name, each in served.items():
        assert bare(each.parameters) == bare(BUNDLED.functions[name].parameters)
        assert each.description != BUNDLED.functions[name].description


def test_fields_of_objects_lists_and_alternatives_are_translated() -> None:
    texts = {"one": "Ktoś.", "one.name": "Imię.", "many.name": "Imię z listy.", "maybe.name": "M", "by_key.name": "K"}
    polish = Translation(language="pl", functions={"greet": "Wita."}, parameters={"greet": texts})
    served = translated(function(), polish)
    assert served.description == "Wita."
    assert dict(described_paths(served.parameters)) == {"many": "", "maybe": "", "by_key": "", **texts}
    assert bare(served.parameters) == bare(PARAMETERS)
    assert PARAMETERS["properties"]["one"]["description"] == "Somebody."


def test_what_is_missing_and_what_is_left_over_is_told() -> None:
    texts = {"one": "Ktoś.", "one.name": " ", "many": "Wielu.", "many.name": "Imię.", "maybe": "Być może.", "two": "?"}
    polish = Translation(language="pl", functions={"greet": "Wita."}, parameters={"greet": texts})
    assert list(missing(function(), polish)) == [
        "greet: the parameter by_key is not described in 'pl'",
        "greet: the parameter by_key.name is not described in 'pl'",
        "greet: the parameter maybe.name is not described in 'pl'",
        "greet: the parameter one.name is not described in 'pl'",
        "greet: 'pl' describes a parameter two, which it does not have",
    ]
    assert list(missing(function(), Translation(language="pl"))) == ["greet is not described in 'pl'"]


def test_a_language_is_the_files_of_its_folder(tmp_path: Path) -> None:
    write(tmp_path, "[greet]\ndescription = 'Wita.'\n")
    write(tmp_path, "[greet]\ndescription = 'Grüßt.'\n", "de")
    source = locate(str(tmp_path))
    assert languages(source) == ("de", "pl")
    assert read_translation(source, "de").functions == {"greet": "Grüßt."}


def test_an_unknown_language_is_named_with_those_that_are_known(tmp_path: Path) -> None:
    source = locate(str(write(tmp_path, "[greet]\ndescription = 'Wita.'\n")))
    with pytest.raises(FunctionsError, match=r"no descriptions in 'xx' \(pl besides its own\)"):
        read_translation(source, "xx")


def test_the_codes_own_language_needs_no_files_where_functions_toml_names_it(tmp_path: Path) -> None:
    write(tmp_path, "[greet]\ndescription = 'Wita.'\n")
    (tmp_path / "functions.toml").write_text('language = "en"\n[[module]]\nname = "greetings"\n')
    source = locate(str(tmp_path))
    assert (own_language(source), languages(source)) == ("en", ("pl",))
    assert translated(function(), read_translation(source, "en")) == function()
    with pytest.raises(FunctionsError, match=r"no descriptions in 'xx' \(en, pl\)"):
        read_translation(source, "xx")


def test_only_languages_that_all_sets_have_are_served(tmp_path: Path) -> None:
    write(tmp_path, "[greet]\ndescription = 'Wita.'\n")
    specs = (BUILTIN, str(tmp_path))
    read = translations(load_catalog(specs), specs)
    assert list(read) == ["pl"]
    assert list(read["pl"]) == ["builtin", tmp_path.name]


def test_a_function_that_is_described_twice_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "[greet]\ndescription = 'Wita.'\n")
    write(tmp_path, "[greet]\ndescription = 'Wita.'\n", name="more.toml")
    with pytest.raises(FunctionsError, match="'greet' is described twice in 'pl'"):
        read_translation(locate(str(tmp_path)), "pl")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[greet\n", "is not TOML"),
        ("[greet]\ndescription = 5\n", "greet.description"),
        ("[greet]\n", "greet.description"),
        ("[greet]\ndescription = 'a'\nsummary = 'b'\n", "greet.summary"),
    ],
)
def test_an_unsound_file_is_refused_with_its_path(tmp_path: Path, text: str, message: str) -> None:
    source = locate(str(write(tmp_path, text)))
    with pytest.raises(FunctionsError, match=message) as refused:
        read_translation(source, "pl")
    assert "greetings.toml" in str(refused.value)


def bare(schema: Json) -> Json:
    """The schema without its descriptions; a parameter may have that name."""
    if isinstance(schema, list):
        return [bare(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: bare(each) for name, each in value.items()} if key == "properties" else bare(value)
        for key, value in schema.items()
        if key != "description"
    }
