"""What is known of one offered tool, worked out once for each distinct parameters object.

Half a million examples offer a few thousand tools; the work here is kept in a bounded cache whose key is the
parameters' own JSON text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from jsonschema.protocols import Validator

from verifiers.dialect import Loss, normalise
from verifiers.model import Json
from verifiers.patterns import matches
from verifiers.pointer import pointer
from verifiers.strict import strict_validator
from verifiers.structure import structure

_KEPT_SCHEMAS = 4096
_OPEN = frozenset({"additionalProperties", "unevaluatedProperties"})
_BRANCHES = ("allOf", "anyOf", "oneOf")
_CONDITIONS = ("if", "then", "else")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedSchema:
    """Normalised parameters, ready to judge calls.

    ``losses`` tell what is wrong with them. ``known`` are the names that a call may use; None where the schema
    itself says what further names are allowed. ``structure`` is what the tool has in common with a translated copy.
    """

    schema: Mapping[str, Json]
    properties: Mapping[str, Json]
    required: frozenset[str]
    known: frozenset[str] | None
    patterns: tuple[str, ...]
    losses: tuple[Loss, ...]
    validator: Validator
    structure: str

    def unknown(self, arguments: Mapping[str, Json]) -> list[str]:
        """The argument names that this tool does not have, in the call's order."""
        if self.known is None or self.known.issuperset(arguments):
            return []
        return [name for name in arguments if name not in self.known and not matches(self.patterns, name)]


def offered_schema(parameters: Json) -> OfferedSchema:
    """The judged form of ``parameters`` in any dialect; equal parameters give the same object while it is kept."""
    return _offered_schema(json.dumps(parameters))


@lru_cache(maxsize=_KEPT_SCHEMAS)
def _offered_schema(parameters_json: str) -> OfferedSchema:
    normalised = normalise(json.loads(parameters_json))
    schema = normalised.schema
    if isinstance(schema, bool):
        schema = {} if schema else {"not": {}}
    properties = schema.get("properties", {})
    required = frozenset(schema.get("required", []))
    known, patterns = _known_names(schema)
    losses = list(normalised.losses)
    if known is not None:
        undeclared = [name for name in sorted(required - known) if not matches(patterns, name)]
        losses += [
            Loss(
                code="catalog.required_not_declared",
                path=pointer("", ["required"]),
                message=f"The required parameter {name!r} is not among the properties.",
                facts={"parameter": name},
            )
            for name in undeclared
        ]
    return OfferedSchema(
        schema=schema,
        properties=properties,
        required=required,
        known=None if known is None else known | required,
        patterns=patterns,
        losses=tuple(losses),
        validator=strict_validator(schema),
        structure=structure(schema),
    )


def _known_names(schema: Mapping[str, Json]) -> tuple[frozenset[str] | None, tuple[str, ...]]:
    names: set[str] = set()
    patterns: set[str] = set()
    if _OPEN & set(schema) or not _collect(schema, schema, names, patterns, set()):
        return None, ()
    return frozenset(names), tuple(sorted(patterns))


def _collect(node: Json, root: Json, names: set[str], patterns: set[str], followed: set[str]) -> bool:
    """Gather the names that ``node`` and the schemas laid over the same object declare; false where that is open."""
    if not isinstance(node, dict):
        return True
    names.update(node.get("properties", {}))
    patterns.update(node.get("patternProperties", {}))
    if node is not root and any(node.get(key) not in (None, False) for key in _OPEN):
        return False
    inner = [each for key in _BRANCHES for each in node.get(key, [])]
    inner += [node[key] for key in _CONDITIONS if key in node]
    inner += node.get("dependentSchemas", {}).values()
    if "$dynamicRef" in node:
        return False
    if (reference := node.get("$ref")) is not None and reference not in followed:
        followed.add(reference)
        target = _local(root, reference)
        if target is None:
            return False
        inner.append(target)
    return all(_collect(each, root, names, patterns, followed) for each in inner)


def _local(root: Json, reference: str) -> Json | None:
    """What ``#/a/b`` means inside ``root``; None for a reference of any other kind."""
    if reference == "#":
        return root
    if not reference.startswith("#/"):
        return None
    node = root
    for part in reference[2:].split("/"):
        name = part.replace("~1", "/").replace("~0", "~")
        if not isinstance(node, dict) or name not in node:
            return None
        node = node[name]
    return node
