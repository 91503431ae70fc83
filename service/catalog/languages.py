"""Descriptions in other languages than the code's own: ``languages/<code>/<module>.toml`` beside functions.toml.

::

    [loan_payment]
    description = "Oblicza ratę kredytu."
    [loan_payment.parameters]
    principal = "Kwota kredytu."
    "borrower.name" = "Imię i nazwisko."        # a field of an object, or of the objects in a list

Adding a language is adding files. Names and values stay as they are: only descriptions are translated. functions.toml
may say which language the code itself is in.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, RootModel, ValidationError

from service.catalog.built import LANGUAGES
from service.catalog.description import read_description
from service.catalog.locate import BUILTIN, Source, locate
from service.catalog.model import Catalog
from service.errors import FunctionsError
from service.validation import explain_validation
from verifiers.model import Function, Json


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    description: str
    parameters: dict[str, str] = {}


class _File(RootModel[dict[str, _Entry]]):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """One language's descriptions: of functions by name, and of their parameters by dotted path."""

    language: str
    functions: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def languages(source: Source) -> tuple[str, ...]:
    """The codes of the languages that a set brings, besides the code's own."""
    folder = (source.folder / LANGUAGES).relative_to(source.root)
    found = {path.relative_to(folder).parts[0] for path in source.files if path.is_relative_to(folder)}
    return tuple(sorted(found))


def own_language(source: Source) -> str | None:
    """The code of the language that the code's own descriptions are in, as functions.toml says."""
    return None if source.description is None else read_description(source.description).language


def read_translation(source: Source, language: str) -> Translation:
    """The descriptions of ``language``; of the set's own there are none to read, for they stand in the code.

    Raises FunctionsError for an unknown one, and for a file that is unsound.
    """
    own, known = own_language(source), languages(source)
    if language not in known and language == own:
        return Translation(language=language)
    if language not in known:
        told = ", ".join(known) or "none"
        told = f"{told} besides its own" if own is None else f"{', '.join((own, *known))}"
        raise FunctionsError(
            f"'{source.name}' has no descriptions in '{language}' ({told}). They are read from "
            f"{source.folder / LANGUAGES / language}/*.toml."
        )
    functions: dict[str, str] = {}
    parameters: dict[str, Mapping[str, str]] = {}
    folder = (source.folder / LANGUAGES / language).relative_to(source.root)
    for path in source.files:
        if not path.is_relative_to(folder) or path.suffix != ".toml":
            continue
        for name, entry in _read(source.root / path).items():
            if name in functions:
                raise FunctionsError(f"{source.root / path}: '{name}' is described twice in '{language}'.")
            functions[name] = entry.description
            parameters[name] = entry.parameters
    return Translation(language=language, functions=functions, parameters=parameters)


def translated(function: Function, translation: Translation) -> Function:
    """``function`` with its descriptions in another language; what is not translated stays."""
    texts = translation.parameters.get(function.name, {})
    return replace(
        function,
        description=translation.functions.get(function.name, function.description),
        parameters=_with_texts(function.parameters, texts, ""),
    )


def in_language(catalog: Catalog, specs: Sequence[str], language: str) -> dict[str, Function]:
    """The functions of the catalog that was loaded from ``specs``, with their descriptions in ``language``.

    Raises FunctionsError where one of the sets has no descriptions in it.
    """
    read = {name: read_translation(source, language) for name, source in _sources(catalog, specs).items()}
    return {name: translated(each, read[each.function_set]) for name, each in catalog.functions.items()}


def translations(catalog: Catalog, specs: Sequence[str]) -> dict[str, dict[str, Translation]]:
    """By language, then by function set, for the languages that all sets of the catalog from ``specs`` have.

    Raises FunctionsError for an unsound file.
    """
    sources = _sources(catalog, specs)
    common = set.intersection(*({*languages(each), own_language(each)} - {None} for each in sources.values()))
    return {
        code: {name: read_translation(source, code) for name, source in sources.items()}
        for code in sorted(filter(None, common))
    }


def _sources(catalog: Catalog, specs: Sequence[str]) -> dict[str, Source]:
    found = (locate(spec) for spec in dict.fromkeys(specs or (BUILTIN,)))
    return dict(zip(catalog.function_sets, found, strict=True))


def missing(function: Function, translation: Translation) -> Iterator[str]:
    """What of ``function`` has no description in the language, and what is described that is not there."""
    if not translation.functions.get(function.name, "").strip():
        yield f"{function.name} is not described in '{translation.language}'"
        return
    texts = translation.parameters.get(function.name, {})
    paths = {path for path, _ in described_paths(function.parameters)}
    for path in sorted(paths - {name for name, text in texts.items() if text.strip()}):
        yield f"{function.name}: the parameter {path} is not described in '{translation.language}'"
    for path in sorted(texts.keys() - paths):
        yield f"{function.name}: '{translation.language}' describes a parameter {path}, which it does not have"


def described_paths(parameters: Json) -> Iterator[tuple[str, str]]:
    """The dotted paths of all parameters, and of the fields of objects that they hold, with their descriptions."""
    yield from _paths(parameters, "")


def _paths(schema: Json, prefix: str) -> Iterator[tuple[str, str]]:
    for inner in _objects(schema):
        for name, value in inner.get("properties", {}).items():
            path = f"{prefix}{name}"
            text = value.get("description") if isinstance(value, dict) else None
            yield path, text if isinstance(text, str) else ""
            yield from _paths(value, f"{path}.")


def _objects(schema: Json) -> Iterator[dict[str, Json]]:
    """The schema itself where it is one of an object, and those inside lists and alternatives."""
    if not isinstance(schema, dict):
        return
    if isinstance(schema.get("properties"), dict):
        yield schema
    for key in ("items", "additionalProperties"):
        yield from _objects(schema.get(key))
    for each in schema.get("anyOf", ()):
        yield from _objects(each)


def _with_texts(schema: Json, texts: Mapping[str, str], prefix: str) -> Json:
    if not isinstance(schema, dict):
        return schema
    changed = dict(schema)
    if isinstance(schema.get("properties"), dict):
        changed["properties"] = {
            name: _described(_with_texts(value, texts, f"{prefix}{name}."), texts.get(f"{prefix}{name}"))
            for name, value in schema["properties"].items()
        }
    for key in ("items", "additionalProperties"):
        if key in schema:
            changed[key] = _with_texts(schema[key], texts, prefix)
    if "anyOf" in schema:
        changed["anyOf"] = [_with_texts(each, texts, prefix) for each in schema["anyOf"]]
    return changed


def _described(schema: Json, text: str | None) -> Json:
    return {**schema, "description": text} if text and isinstance(schema, dict) else schema


def _read(path: Path) -> Mapping[str, _Entry]:
    try:
        return _File.model_validate(tomllib.loads(path.read_bytes().decode())).root
    except OSError as error:
        raise FunctionsError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise FunctionsError(f"{path} is not UTF-8: {error}. Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise FunctionsError(f"{path} is not TOML: {error}.") from error
    except ValidationError as error:
        raise FunctionsError(f"{path}: {explain_validation(error)}") from error
