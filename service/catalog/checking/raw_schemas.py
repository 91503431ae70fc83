"""The schemas of a set as they were written, before anything was mapped: only there can be seen what was unsound."""

from __future__ import annotations

from collections.abc import Mapping

from service.catalog.description import read_description
from service.catalog.locate import Source
from service.catalog.schemas import raw_entries
from verifiers.model import Json

Raw = tuple[Json, Json]
"""Parameters and result of one function."""


def raw_schemas(source: Source) -> Mapping[str, Raw]:
    """By function name, for the functions whose schemas stand in files. Raises FunctionsError."""
    if source.description is None:
        return {}
    description = read_description(source.description)
    found: dict[str, Raw] = {}
    for toolkit in description.toolkit:
        if toolkit.schemas is not None:
            found |= {name: _raw(each) for name, each in raw_entries(source.folder / toolkit.schemas).items()}
    for function in description.function:
        if function.schemas is not None:
            entry = raw_entries(source.folder / function.schemas).get(function.name)
            if entry is not None:
                found[function.name] = _raw(entry)
    return found


def _raw(entry: Mapping[str, Json]) -> Raw:
    return entry.get("parameters"), entry.get("response")
