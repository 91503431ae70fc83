"""Target profiles: what a provider takes of JSON Schema, as versioned data (service/catalog/target_profiles/*.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from service.catalog.checking.codes import complaint
from service.catalog.checking.model import Complaint, Severity
from verifiers.keywords import ONE_SCHEMA, SCHEMA_LISTS, SCHEMA_MAPS
from verifiers.mapping import kind_of
from verifiers.model import Function, Json
from verifiers.pointer import pointer

FOLDER = Path(__file__).resolve().parent.parent / "target_profiles"
_LISTED = 3


class TargetProfile(BaseModel):
    """One provider's rules. A rule that a file leaves out is not asked."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    title: str
    version: str
    source: str
    name_pattern: str
    parameter_pattern: str | None = None
    keywords: list[str]
    formats: list[str] | None = None
    closed_objects: bool = False
    all_required: bool = False
    any_of_at_root: bool = True
    recursive: bool = True
    type_lists: Literal["any", "nullable"] = "any"
    enum_types: list[str] | None = None
    max_depth: int | None = None
    max_properties: int | None = None
    max_enum_values: int | None = None
    max_text_characters: int | None = None
    min_items_at_most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One subschema; ``depth`` counts objects around it."""

    schema: Mapping[str, Json]
    path: str
    depth: int


@lru_cache(maxsize=1)
def target_profiles() -> Mapping[str, TargetProfile]:
    """All profiles by name, which is the name of the file."""
    return {
        path.stem: TargetProfile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted(FOLDER.glob("*.toml"))
    }


def profile_complaints(function: Function, demanded: tuple[str, ...]) -> Iterator[Complaint]:
    """One complaint for each rule of a profile that ``function`` breaks; a fault where the profile is demanded."""
    for name, profile in target_profiles().items():
        broken: dict[str, list[tuple[str, str]]] = {}
        for rule, path, message in _broken(function, profile):
            broken.setdefault(rule, []).append((path, message))
        for rule, places in broken.items():
            more = f" (and {len(places) - 1} more like it)" if len(places) > 1 else ""
            yield complaint(
                "profile.broken",
                function.name,
                f"{profile.title}: {places[0][1]}{more}",
                path=places[0][0],
                severity=Severity.FAULT if name in demanded else Severity.HINT,
                facts={"profile": name, "version": profile.version, "rule": rule, "paths": [p for p, _ in places[:9]]},
            )


def _broken(function: Function, profile: TargetProfile) -> Iterator[tuple[str, str, str]]:
    """Rule, path and message of everything that does not fit."""
    if not re.search(profile.name_pattern, function.name):
        yield "name_pattern", "", f"the name {function.name!r} does not fit {profile.name_pattern}"
    parts = list(_parts(function.parameters, "", 1))
    for part in parts:
        yield from _of_part(part, profile)
    yield from _of_whole(parts, profile)


def _of_part(part: _Part, profile: TargetProfile) -> Iterator[tuple[str, str, str]]:
    schema, path = part.schema, part.path
    for key in schema:
        if key not in profile.keywords:
            yield "keywords", pointer(path, [key]), f"{key!r} is not supported"
    if path == "" and not profile.any_of_at_root and "anyOf" in schema:
        yield "any_of_at_root", "/anyOf", "the arguments' own schema must not be an anyOf"
    if _is_object(schema):
        yield from _of_object(schema, path, profile)
    yield from _of_values(schema, path, profile)


def _of_values(schema: Mapping[str, Json], path: str, profile: TargetProfile) -> Iterator[tuple[str, str, str]]:
    form, kinds = schema.get("format"), schema.get("type")
    if profile.formats is not None and isinstance(form, str) and form not in profile.formats:
        yield "formats", pointer(path, ["format"]), f"the format {form!r} is not supported"
    several = isinstance(kinds, list) and len([each for each in kinds if each != "null"]) > 1
    if profile.type_lists == "nullable" and several:
        yield "type_lists", pointer(path, ["type"]), f"a value has one type, perhaps nullable, not {kinds}"
    if profile.enum_types is not None:
        foreign = [each for each in schema.get("enum", ()) if kind_of(each) not in {*profile.enum_types}]
        foreign = [each for each in foreign if each is not None]
        if foreign:
            allowed = ", ".join(profile.enum_types)
            yield "enum_types", pointer(path, ["enum"]), f"the enum value {foreign[0]!r} is none of: {allowed}"
    most = profile.min_items_at_most
    if most is not None and schema.get("minItems", 0) > most:
        yield "min_items_at_most", pointer(path, ["minItems"]), f"minItems may be at most {most}"


def _of_object(schema: Mapping[str, Json], path: str, profile: TargetProfile) -> Iterator[tuple[str, str, str]]:
    if profile.closed_objects and schema.get("additionalProperties") is not False:
        yield "closed_objects", path, "an object must say additionalProperties: false"
    properties = schema.get("properties", {})
    optional = [name for name in properties if name not in schema.get("required", ())]
    if profile.all_required and optional:
        named = ", ".join(optional[:_LISTED])
        yield "all_required", pointer(path, ["required"]), f"every property must be required; optional: {named}"
    if profile.parameter_pattern is not None:
        for name in properties:
            if not re.search(profile.parameter_pattern, name):
                where = pointer(path, ["properties", name])
                message = f"the parameter name {name!r} does not fit {profile.parameter_pattern}"
                yield "parameter_pattern", where, message


def _of_whole(parts: list[_Part], profile: TargetProfile) -> Iterator[tuple[str, str, str]]:
    deepest = max(part.depth for part in parts) if parts else 0
    properties = [name for part in parts for name in part.schema.get("properties", {})]
    values = [each for part in parts for each in part.schema.get("enum", ())]
    texts = [*properties, *(str(each) for each in values)]
    texts += [str(part.schema["const"]) for part in parts if "const" in part.schema]
    for rule, limit, size in (
        ("max_depth", profile.max_depth, deepest),
        ("max_properties", profile.max_properties, len(properties)),
        ("max_enum_values", profile.max_enum_values, len(values)),
        ("max_text_characters", profile.max_text_characters, sum(map(len, texts))),
    ):
        if limit is not None and size > limit:
            yield rule, "", f"{rule} is {limit}, and the schema has {size}"
    if not profile.recursive and any("$ref" in part.schema and "/$defs/" in part.path for part in parts):
        yield "recursive", "/$defs", "a schema must not refer to itself"


def _is_object(schema: Mapping[str, Json]) -> bool:
    kinds = schema.get("type")
    return "properties" in schema or kinds == "object" or (isinstance(kinds, list) and "object" in kinds)


def _parts(schema: Json, path: str, depth: int) -> Iterator[_Part]:
    if not isinstance(schema, dict):
        return
    yield _Part(schema=schema, path=path, depth=depth)
    inner = depth + _is_object(schema)
    for key, value in schema.items():
        if key in ONE_SCHEMA:
            yield from _parts(value, pointer(path, [key]), inner)
        elif key in SCHEMA_LISTS:
            for number, each in enumerate(value):
                yield from _parts(each, pointer(path, [key, number]), depth)
        elif key in SCHEMA_MAPS:
            for name, each in value.items():
                yield from _parts(each, pointer(path, [key, name]), inner)
