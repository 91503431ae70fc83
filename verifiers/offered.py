"""What is known of one offered tool, worked out once for each distinct parameters object.

Half a million examples offer a few thousand tools; the work here is kept in a bounded cache whose key is the
parameters' own JSON text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from verifiers.dialect import Loss, normalise
from verifiers.mapping import MOST_LOSSES
from verifiers.model import Json
from verifiers.patterns import matches
from verifiers.pointer import pointer
from verifiers.references import References
from verifiers.strict import StrictValidator, strict_validator
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
    validator: StrictValidator
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
            for name in undeclared[:MOST_LOSSES]
        ]
        if (unlisted := len(undeclared) - MOST_LOSSES) > 0:
            message = f"{unlisted} more required parameters are not among the properties."
            losses.append(Loss(code="catalog.required_not_declared", path="/required", message=message))
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
    if _OPEN & set(schema) or not _collect(schema, References(schema), names, patterns, set(), top=True):
        return None, ()
    return frozenset(names), tuple(sorted(patterns))


def _collect(
    node: Json, references: References, names: set[str], patterns: set[str], followed: set[str], *, top: bool = False
) -> bool:
    """Gather the names that ``node`` and the schemas laid over the same object declare; false where that is open."""
    if not isinstance(node, dict):
        return True
    names.update(node.get("properties", {}))
    patterns.update(node.get("patternProperties", {}))
    if not top and any(node.get(key) not in (None, False) for key in _OPEN):
        return False
    inner = [each for key in _BRANCHES for each in node.get(key, [])]
    inner += [node[key] for key in _CONDITIONS if key in node]
    inner += node.get("dependentSchemas", {}).values()
    if "$dynamicRef" in node:
        return False
    if (reference := node.get("$ref")) is not None and reference not in followed:
        followed.add(reference)
        target = references.target(reference)
        if target is None:
            return False
        inner.append(target)
    return all(_collect(each, references, names, patterns, followed) for each in inner)
