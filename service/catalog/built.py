"""The file that ``callproof catalog build`` writes beside functions.toml: what its form is, and whether it is stale.

::

    {"format": 1, "built_from": "<sha256>", "functions": [
      {"name": "convert_units", "description": "…", "parameters": {…}, "response": {…},
       "implementation": "function_impls.units:convert_units", "toolkit": null, "effect": null, "pure": true,
       "examples": [{"arguments": {…}, "result": 8.04672}, {"arguments": {…}, "raises": "ValueError: …"}],
       "raises": {"ValueError": "…"}, "errors": {}, "siblings": {"convert_currency": "For money."}}, …]}

``built_from`` is SHA-256 over the set's Python files and data, so a set and its file cannot drift apart unseen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from service.catalog.locate import Source
from service.catalog.schemas import FunctionSchema, schema_of_entry
from service.errors import FunctionsError
from verifiers.model import Json

FORMAT = 1
LANGUAGES = "languages"
"""The folder with descriptions in other languages; they change nothing about what was built."""


def read_built(source: Source, name: str) -> Mapping[str, FunctionSchema]:
    """What was built for ``source``, by function name. Raises FunctionsError where it is missing or stale."""
    told = read_file(source, name)
    if told.get("built_from") != built_from(source, name):
        raise FunctionsError(
            f"{source.folder / name} is stale: the code, the data or functions.toml changed since it was built. "
            f"Build it anew: callproof catalog build {source.folder}"
        )
    promised = [
        schema_of_entry(each, f"{source.folder / name}, entry {number}")
        for number, each in enumerate(told["functions"], 1)
    ]
    return {each.name: each for each in promised}


def read_file(source: Source, name: str) -> dict[str, Json]:
    """The file as it stands. Raises FunctionsError where it cannot be read."""
    path = source.folder / name
    remedy = f"Build it: callproof catalog build {source.folder}"
    try:
        told = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise FunctionsError(f"{path}, which functions.toml names as catalog, is not there. {remedy}") from error
    except (OSError, ValueError) as error:
        raise FunctionsError(f"{path} cannot be read: {error}. {remedy}") from error
    if not isinstance(told, dict) or told.get("format") != FORMAT or not isinstance(told.get("functions"), list):
        raise FunctionsError(f"{path} is not of format {FORMAT}, which this callproof reads. {remedy}")
    return told


def built_from(source: Source, name: str) -> str:
    """SHA-256 over the paths and bytes of all that a build reads."""
    digest = hashlib.sha256()
    own = (source.folder / name).relative_to(source.root)
    languages = (source.folder / LANGUAGES).relative_to(source.root)
    for path in source.files:
        if path == own or path.is_relative_to(languages):
            continue
        told = path.as_posix().encode(errors="surrogateescape")
        digest.update(f"{len(told)}:".encode() + told + _digest(source.root / path))
    return digest.hexdigest()


def _digest(path: Path) -> bytes:
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError as error:
        raise FunctionsError(f"{path} cannot be read: {error.strerror}.") from error
