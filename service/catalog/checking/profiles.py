"""Target profiles: what a provider takes of JSON Schema, as versioned data (service/catalog/target_profiles/*.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
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
_PATHS = 9
_TYPING = frozenset({"type", "enum", "const", "anyOf", "allOf", "$ref"})


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
    object_root: bool = False
    map_objects: bool = True
    recursive: bool = True
    typed: bool = False
    type_lists: Literal["any", "nullable"] = "any"
    enum_types: list[str] | None = None
    max_depth: int | None = None
    max_properties: int | None = None
    max_enum_values: int | None = None
    max_text_characters: int | None = None
    large_enum_values: int | None = None
    large_enum_characters: int | None = None
    min_items_at_most: int | None = None
    pattern_refused: str | None = None
    max_optional: int | None = None
    max_unions: int | None = None


KINDS: Mapping[str, str] = {
    "name_pattern": "function name",
    "parameter_pattern": "parameter name",
    "keywords": "keyword {}",
    "formats": "format {}",
    "typed": "value without a type",
    "type_lists": "several types",
    "enum_types": "enum of other values",
    "pattern_refused": "pattern",
    "min_items_at_most": "minItems too large",
    "object_root": "no object at the top",
    "closed_objects": "open object",
    "map_objects": "object of any keys",
    "all_required": "optional parameter",
    "recursive": "recursion",
    "max_depth": "too deep",
    "max_properties": "too many properties",
    "max_enum_values": "too many enum values",
    "large_enum": "enum too large",
    "max_text_characters": "too much text",
    "max_optional": "too many optional parameters",
    "max_unions": "too many unions",
}
"""What a complaint of each rule is counted as; braces stand for what was found."""


@dataclass(frozen=True, slots=True)
class _Broken:
    """One place that does not fit. ``found`` fills the braces of the rule's kind."""

    rule: str
    path: str
    message: str
    found: str = ""

    @property
    def kind(self) -> str:
        return KINDS[self.rule].format(self.found)


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
        by_rule: dict[str, list[_Broken]] = {}
        for each in _broken(function, profile):
            by_rule.setdefault(each.rule, []).append(each)
        for rule, broken in by_rule.items():
            more = f" (and {len(broken) - 1} more like it)" if len(broken) > 1 else ""
            yield complaint(
                "profile.broken",
                function.name,
                f"{profile.title}: {broken[0].message}{more}",
                path=broken[0].path,
                severity=Severity.FAULT if name in demanded else Severity.HINT,
                facts={
                    "profile": name,
                    "version": profile.version,
                    "rule": rule,
                    "kinds": sorted({each.kind for each in broken}),
                    "paths": [each.path for each in broken[:_PATHS]],
                },
            )


def _broken(function: Function, profile: TargetProfile) -> Iterator[_Broken]:
    if not re.search(profile.name_pattern, function.name):
        message = f"the name {function.name!r} does not fit {profile.name_pattern}"
        yield _Broken("name_pattern", "", message)
    root = function.parameters
    if profile.object_root and not (isinstance(root, dict) and root.get("type") == "object" and "anyOf" not in root):
        yield _Broken("object_root", "", "the arguments' own schema must be an object, and no anyOf")
    parts = list(_parts(root, "", 1))
    for part in parts:
        yield from _of_part(part, profile)
    yield from _of_whole(parts, profile)


def _of_part(part: _Part, profile: TargetProfile) -> Iterator[_Broken]:
    schema, path = part.schema, part.path
    for key in schema:
        if key not in profile.keywords:
            yield _Broken("keywords", pointer(path, [key]), f"{key!r} is not supported", key)
    if profile.typed and path and not _TYPING & schema.keys():
        yield _Broken("typed", path, "a value must have a type")
    if _is_object(schema):
        yield from _of_object(schema, path, profile)
    yield from _of_values(schema, path, profile)


def _of_values(schema: Mapping[str, Json], path: str, profile: TargetProfile) -> Iterator[_Broken]:
    form, kinds = schema.get("format"), schema.get("type")
    if profile.formats is not None and isinstance(form, str) and form not in profile.formats:
        yield _Broken("formats", pointer(path, ["format"]), f"the format {form!r} is not supported", form)
    several = isinstance(kinds, list) and len([each for each in kinds if each != "null"]) > 1
    if profile.type_lists == "nullable" and several:
        message = f"a value has one type, perhaps nullable, not {kinds}"
        yield _Broken("type_lists", pointer(path, ["type"]), message)
    yield from _of_enum(schema.get("enum", ()), pointer(path, ["enum"]), profile)
    pattern = schema.get("pattern")
    if profile.pattern_refused is not None and isinstance(pattern, str) and re.search(profile.pattern_refused, pattern):
        yield _Broken("pattern_refused", pointer(path, ["pattern"]), f"the pattern {pattern!r} is not supported")
    most = profile.min_items_at_most
    if most is not None and schema.get("minItems", 0) > most:
        yield _Broken("min_items_at_most", pointer(path, ["minItems"]), f"minItems may be at most {most}")


def _of_enum(values: Sequence[Json], path: str, profile: TargetProfile) -> Iterator[_Broken]:
    if profile.enum_types is not None:
        foreign = [each for each in values if each is not None and kind_of(each) not in profile.enum_types]
        if foreign:
            allowed = ", ".join(profile.enum_types)
            yield _Broken("enum_types", path, f"the enum value {foreign[0]!r} is none of: {allowed}")
    if profile.large_enum_values is None or profile.large_enum_characters is None:
        return
    characters = sum(len(each) for each in values if isinstance(each, str))
    if len(values) > profile.large_enum_values and characters > profile.large_enum_characters:
        message = (
            f"an enum of {len(values)} values may have {profile.large_enum_characters} characters, not {characters}"
        )
        yield _Broken("large_enum", path, message)


def _of_object(schema: Mapping[str, Json], path: str, profile: TargetProfile) -> Iterator[_Broken]:
    if profile.closed_objects and schema.get("additionalProperties") is not False:
        yield _Broken("closed_objects", path, "an object must say additionalProperties: false")
    if not profile.map_objects and isinstance(schema.get("additionalProperties"), dict):
        message = "an object must name its properties; additionalProperties may be no schema"
        yield _Broken("map_objects", pointer(path, ["additionalProperties"]), message)
    if profile.all_required and (optional := _optional(schema)):
        message = f"every property must be required; optional: {', '.join(optional[:_LISTED])}"
        yield _Broken("all_required", pointer(path, ["required"]), message)
    if profile.parameter_pattern is not None:
        for name in schema.get("properties", {}):
            if not re.search(profile.parameter_pattern, name):
                message = f"the parameter name {name!r} does not fit {profile.parameter_pattern}"
                yield _Broken("parameter_pattern", pointer(path, ["properties", name]), message)


def _of_whole(parts: list[_Part], profile: TargetProfile) -> Iterator[_Broken]:
    schemas = [part.schema for part in parts]
    values = [each for schema in schemas for each in schema.get("enum", ())]
    texts = [name for schema in schemas for key in SCHEMA_MAPS for name in schema.get(key, {})]
    texts += [str(each) for each in values]
    texts += [str(schema["const"]) for schema in schemas if "const" in schema]
    for rule, limit, size in (
        ("max_depth", profile.max_depth, max((part.depth for part in parts), default=0)),
        ("max_properties", profile.max_properties, sum(len(each.get("properties", {})) for each in schemas)),
        ("max_enum_values", profile.max_enum_values, len(values)),
        ("max_text_characters", profile.max_text_characters, sum(map(len, texts))),
        ("max_optional", profile.max_optional, sum(len(_optional(each)) for each in schemas)),
        (
            "max_unions",
            profile.max_unions,
            sum("anyOf" in each or isinstance(each.get("type"), list) for each in schemas),
        ),
    ):
        if limit is not None and size > limit:
            yield _Broken(rule, "", f"{rule} is {limit}, and the schema has {size}")
    if not profile.recursive and (place := _recursion(parts)) is not None:
        yield _Broken("recursive", place, "a schema must not refer to itself")


def _recursion(parts: list[_Part]) -> str | None:
    """A place that references lead from to itself."""
    references = [(part.path, str(part.schema["$ref"]).removeprefix("#")) for part in parts if "$ref" in part.schema]
    targets = {target for _, target in references}
    onward = {
        place: {target for path, target in references if path == place or path.startswith(f"{place}/")}
        for place in sorted(targets)
    }
    for place, first in onward.items():
        seen: set[str] = set()
        ahead = first
        while ahead:
            seen |= ahead
            ahead = {further for each in ahead for further in onward[each]} - seen
        if place in seen:
            return place
    return None


def _optional(schema: Mapping[str, Json]) -> list[str]:
    return [name for name in schema.get("properties", {}) if name not in schema.get("required", ())]


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
