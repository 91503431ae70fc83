"""What a reference means inside its own schema, and only there (JSON Schema Core §8.2).

A reference leads to a place that holds a subschema: ``#``, ``#/$defs/a``, ``#/properties/b/items``, ``#anchor``. It
never leads into a keyword that JSON Schema does not know, because nothing says that a schema stands there. What is
here takes schemas as ``verifiers.dialect`` gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verifiers.keywords import ONE_SCHEMA, SCHEMA_LISTS, SCHEMA_MAPS
from verifiers.model import Json

REFERENCES = ("$ref", "$dynamicRef")
"""The keywords that refer. Inside one resource both mean the same (JSON Schema Core §8.2.3.2)."""

_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
_ANCHORS = ("$anchor", "$dynamicAnchor")
_TURNED = frozenset({"not", "if", "contains"})


class References:
    """What references mean inside ``root``. May be shared between threads."""

    __slots__ = ("_anchors", "_own", "_root", "_targets")

    def __init__(self, root: Json) -> None:
        self._root = root
        self._own = root.get("$id", "").rstrip("#") if isinstance(root, dict) else ""
        self._targets: dict[str, Json] = {}
        self._anchors: dict[str, Json] | None = None

    def target(self, reference: str) -> Json:
        """The subschema that ``reference`` means, counted from the root; None where it leads to none."""
        if reference not in self._targets:
            self._targets[reference] = self._find(reference)
        return self._targets[reference]

    def _find(self, reference: str) -> Json:
        if self._own and reference.startswith(self._own):
            reference = reference.removeprefix(self._own) or "#"
        if reference == "#":
            return self._root
        if reference.startswith("#/"):
            return _pointed(self._root, _decoded(reference[2:]).split("/"))
        return self._anchored().get(_decoded(reference[1:])) if reference.startswith("#") else None

    def _anchored(self) -> dict[str, Json]:
        if self._anchors is None:
            found: dict[str, Json] = {}
            for each in _resource(self._root):
                for name in (each[key] for key in _ANCHORS if key in each):
                    found.setdefault(name, each)
            self._anchors = found
        return self._anchors


def _decoded(fragment: str) -> str:
    """``fragment`` with its percent-encoded bytes read as UTF-8 (RFC 3986 §2.1)."""
    if "%" not in fragment:
        return fragment
    encoded = _PERCENT.sub(lambda found: bytes.fromhex(found[1].decode()), fragment.encode("utf-8", "surrogatepass"))
    return encoded.decode("utf-8", "replace")


def _pointed(root: Json, parts: list[str]) -> Json:
    node, rest = root, iter(parts)
    for keyword in rest:
        if not isinstance(node, dict) or keyword not in node:
            return None
        node = node[keyword]
        if keyword in ONE_SCHEMA:
            continue
        name = next(rest, "").replace("~1", "/").replace("~0", "~")
        if keyword in SCHEMA_MAPS and name in node:
            node = node[name]
        elif keyword in SCHEMA_LISTS and _INDEX.fullmatch(name) and int(name) < len(node):
            node = node[int(name)]
        else:
            return None
    return node


def _resource(schema: Json, top: bool = True) -> Iterator[dict[str, Json]]:
    """``schema`` and all subschemas that share its base; one with an ``$id`` of its own has another."""
    if not isinstance(schema, dict) or ("$id" in schema and not top):
        return
    yield schema
    for key, value in schema.items():
        for inner in _inner(key, value):
            yield from _resource(inner, top=False)


def _inner(key: str, value: Json) -> list[Json]:
    if key in ONE_SCHEMA:
        return [value]
    if key in SCHEMA_LISTS:
        return list(value)
    return list(value.values()) if key in SCHEMA_MAPS else []


def without(schema: Json, dangling: frozenset[str], *, embedded: bool = False, top: bool = True) -> tuple[Json, bool]:
    """``schema`` without the references in ``dangling`` and all inside an inner ``$id``; whether anything was left out.

    What is left takes at least all that the whole would: a rule that a missing one makes stricter goes as well.
    """
    if not isinstance(schema, dict):
        return schema, False
    embedded = embedded or (not top and "$id" in schema)
    out: dict[str, Json] = {}
    changed = False
    for key, value in schema.items():
        if key in REFERENCES and (embedded or value in dangling):
            changed = True
            continue
        walked = [without(each, dangling, embedded=embedded, top=False) for each in _inner(key, value)]
        found, lossy = [each for each, _ in walked], any(each for _, each in walked)
        changed = changed or lossy
        if key in ONE_SCHEMA:
            if not (lossy and key in _TURNED):
                out[key] = found[0]
        elif key in SCHEMA_LISTS:
            out[key] = [{"anyOf": found}] if lossy and key == "oneOf" else found
        else:
            out[key] = dict(zip(value, found, strict=True)) if key in SCHEMA_MAPS else value
    if any(key in schema and key not in out for key in REFERENCES):
        out.pop("unevaluatedProperties", None)
        out.pop("unevaluatedItems", None)
        out = {"additionalProperties": True, "items": True, **out}
    return out, changed
