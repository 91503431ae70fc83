"""What is inspected, in which order, and the keys under which results are kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from service.catalog.build import place_of
from service.catalog.checking.closure import CodeDigests
from service.catalog.checking.raw_schemas import Raw, raw_schemas
from service.catalog.languages import Translation, languages, own_language, read_translation
from service.catalog.locate import Source
from service.catalog.model import Catalog
from verifiers.model import Function, Json, Toolkit

Member = Function | Toolkit
"""What is inspected by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A catalog, and what stands beside it in its sources: raw schemas by function, translations by set."""

    catalog: Catalog
    members: tuple[Member, ...]
    raw: Mapping[str, Raw]
    translations: Mapping[str, tuple[Translation, ...]]
    neighbours: Mapping[str, str]


def gather_material(catalog: Catalog, sources: Mapping[str, Source], wanted: tuple[str, ...]) -> Material:
    """All that a check reads on the host. Raises FunctionsError, also for a language that a set does not have."""
    raw: dict[str, Raw] = {}
    translations = {}
    for name, source in sources.items():
        raw |= raw_schemas(source)
        asked = [code for code in wanted or languages(source) if code != own_language(source)]
        translations[name] = tuple(read_translation(source, code) for code in asked)
    places = {name: place_of(function, catalog) for name, function in catalog.functions.items()}
    functions = sorted(catalog.functions.values(), key=lambda each: (each.function_set, *places[each.name]))
    neighbours: dict[str, str] = {}
    by_module: dict[str, list[str]] = {}
    for function in functions:
        if function.toolkit is None:
            by_module.setdefault(places[function.name][0], []).append(function.name)
    for names in by_module.values():
        if len(names) > 1:
            neighbours |= {name: names[number - 1] for number, name in enumerate(names)}
    return Material(
        catalog=catalog,
        members=(*functions, *catalog.toolkits.values()),
        raw=raw,
        translations=translations,
        neighbours=neighbours,
    )


class Keys:
    """Keys over all that a member's result follows from. ``basis`` stands for options and versions."""

    def __init__(self, material: Material, sources: Mapping[str, Source], basis: str) -> None:
        self._material = material
        self._basis = basis
        self._code = CodeDigests(material.catalog, sources)
        self._methods: dict[str, list[str]] = {}
        for function in material.catalog.functions.values():
            if function.toolkit is not None:
                self._methods.setdefault(function.toolkit, []).append(function.name)

    def of(self, member: Member) -> str:
        """SHA-256, hex."""
        told = self._of_function(member) if isinstance(member, Function) else self._of_toolkit(member)
        return hashlib.sha256(json.dumps([self._basis, told]).encode()).hexdigest()

    def _of_function(self, function: Function) -> Json:
        material = self._material
        own = {name: getattr(function, name) for name in ("name", "description", "parameters", "result", "pure")}
        return [
            own,
            [function.implementation, function.toolkit, asdict(function.error)],
            None if function.limits is None else asdict(function.limits),
            material.raw.get(function.name),
            [
                (each.language, each.functions.get(function.name), dict(each.parameters.get(function.name, {})))
                for each in material.translations[function.function_set]
            ],
            material.neighbours.get(function.name),
            None if function.toolkit is None else asdict(material.catalog.toolkits[function.toolkit]),
            self._code.of(function),
        ]

    def _of_toolkit(self, toolkit: Toolkit) -> Json:
        module = toolkit.implementation.partition(":")[0]
        code = self._code.of_module(toolkit.function_set, module)
        return ["toolkit", asdict(toolkit), sorted(self._methods.get(toolkit.name, ())), code]
