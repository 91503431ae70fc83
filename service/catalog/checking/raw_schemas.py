"""The schemas of a set as they were written, before anything was mapped: only there can be seen what was unsound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from service.catalog.description import Description, read_description
from service.catalog.discovery import tools_file
from service.catalog.locate import Source
from service.catalog.schemas import RawSchemas, raw_entries
from verifiers.model import Json

Raw = tuple[Json, Json]
"""Parameters and result of one function."""


def raw_schemas(source: Source) -> Mapping[str, Raw]:
    """By function name, for the functions whose schemas stand in files. Raises FunctionsError."""
    description = read_description(source.description) if source.description else Description()
    files: dict[str, Mapping[str, RawSchemas]] = {}
    found: dict[str, Raw] = {}
    for name, wanted in _files(source, description):
        if name not in files:
            files[name] = raw_entries(source.folder / name)
        for each in files[name] if wanted is None else {wanted} & files[name].keys():
            raw = files[name][each]
            found[source.prefix + each] = (raw.parameters, raw.result)
    return found


def _files(source: Source, description: Description) -> Iterator[tuple[str, str | None]]:
    """Each schema file, with the one function that it is read for; None for all of them."""
    for whole in (*(each.schemas for each in description.toolkit), *(each.schemas for each in description.module)):
        if whole is not None:
            yield whole, None
    for function in description.function:
        if function.schemas is not None:
            yield function.schemas, function.name
    if not description.lists and (name := tools_file(source)) is not None:
        yield name, None
