"""A process that makes arguments from schemas: one request a line, one answer a line, both JSON.

``{"schema": …, "count": 25}`` → ``{"values": [{…}, …]}`` or ``{"error": "…"}``. Standard library and hypothesis
alone, so that it starts by its path. It is a process of its own because a schema from outside can keep it busy for
ever, and then it is ended. The same schema gives the same values in each run.

Strategies follow the keywords that say what a value is like. What several keywords say together (``allOf``, ``not``,
``dependentRequired`` …) is only approached: who asks keeps the values that fit. hypothesis-jsonschema 0.23.1 would do
more, but stands on internals that hypothesis 6.170 no longer has.
"""

from __future__ import annotations

import json
import math
import re
import sys
import warnings
from collections.abc import Callable, Mapping
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, configuration, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

Strategy = SearchStrategy[Any]

_MOST_ITEMS = 4
_MOST_FURTHER = 2
_TEXT_LENGTH = 12
_WHOLE = 10**6
_ANYTHING: Strategy = st.recursive(
    st.none() | st.booleans() | st.integers(-_WHOLE, _WHOLE) | st.text(max_size=_TEXT_LENGTH),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)
_ONE_CLASS = re.compile(r"^\^\[([^\]\\^]+)\](\+|\*|\{\d+(?:,\d*)?\})\$$")
"""A pattern such as ``^[0-9a-f]{64}$``, which hypothesis would draw character by character."""

_ZONES = st.sampled_from([timezone(timedelta(minutes=each)) for each in (0, 60, 120, -300, 330)])
_FORMATS: Mapping[str, Callable[[], Strategy]] = {
    "date": lambda: st.dates().map(str),
    "date-time": lambda: st.datetimes(timezones=_ZONES).map(lambda each: each.isoformat(timespec="seconds")),
    "time": lambda: st.times().map(lambda time: time.isoformat(timespec="seconds") + "Z"),
    "duration": lambda: st.from_regex(r"\AP(T[0-9]{1,2}[HMS]|[0-9]{1,2}[DWMY])\Z"),
    "email": lambda: st.from_regex(r"\A[a-z][a-z0-9.]{0,8}[a-z]@[a-z]{1,8}\.(com|pl|example)\Z"),
    "hostname": lambda: st.from_regex(r"\A[a-z][a-z0-9-]{0,8}[a-z]\.(com|pl|example)\Z"),
    "uri": lambda: st.from_regex(r"\Ahttps?://[a-z]{1,8}\.example/[a-z0-9/]{0,12}\Z"),
    "uuid": lambda: st.uuids().map(str),
    "ipv4": lambda: st.ip_addresses(v=4).map(str),
    "ipv6": lambda: st.ip_addresses(v=6).map(str),
}


class Strategies:
    """Strategies for the parts of one schema; a reference is drawn from where it leads, when it is needed."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._referred: dict[str, Strategy] = {}

    def of(self, schema: Any) -> Strategy:
        """Values that are likely to fit ``schema``."""
        if not isinstance(schema, dict):
            return _ANYTHING
        if "const" in schema:
            return st.just(schema["const"])
        if isinstance(schema.get("enum"), list) and schema["enum"]:
            return st.sampled_from(schema["enum"])
        if isinstance(schema.get("$ref"), str):
            return self._reference(schema["$ref"])
        for key in ("anyOf", "oneOf"):
            if isinstance(options := schema.get(key), list) and options:
                rest = {name: value for name, value in schema.items() if name != key}
                return st.one_of([self.of(_merged(rest, each)) for each in options])
        if isinstance(parts := schema.get("allOf"), list):
            whole = {name: value for name, value in schema.items() if name != "allOf"}
            for each in parts:
                whole = _merged(whole, each)
            return self.of(whole)
        return st.one_of([self._of_kind(kind, schema) for kind in _kinds(schema)])

    def _reference(self, reference: str) -> Strategy:
        if reference not in self._referred:
            self._referred[reference] = st.deferred(lambda: self.of(_target(self._root, reference)))
        return self._referred[reference]

    def _of_kind(self, kind: str, schema: Mapping[str, Any]) -> Strategy:
        match kind:
            case "object":
                return self._objects(schema)
            case "array":
                return self._arrays(schema)
            case "string":
                return _strings(schema)
            case "integer":
                return _integers(schema)
            case "number":
                return _numbers(schema)
            case "boolean":
                return st.booleans()
            case "null":
                return st.none()
            case _:
                return _ANYTHING

    def _objects(self, schema: Mapping[str, Any]) -> Strategy:
        properties = schema.get("properties", {})
        required = [name for name in schema.get("required", ()) if name in properties]
        fixed = st.fixed_dictionaries(
            {name: self.of(properties[name]) for name in required},
            optional={name: self.of(value) for name, value in properties.items() if name not in required},
        )
        further = schema.get("additionalProperties", "properties" not in schema)
        if further is False:
            return fixed
        names = self.of({"type": "string", "minLength": 1, **_as_schema(schema.get("propertyNames"))})
        least = max(int(schema.get("minProperties", 0)) - len(required), 0)
        most = max(int(schema.get("maxProperties", least + _MOST_FURTHER)), least)
        more = st.dictionaries(names, self.of(further), min_size=least, max_size=min(most, least + _MOST_FURTHER))
        return st.builds(lambda own, others: {**others, **own}, fixed, more)

    def _arrays(self, schema: Mapping[str, Any]) -> Strategy:
        least = int(schema.get("minItems", 0))
        most = max(min(int(schema.get("maxItems", least + _MOST_ITEMS)), least + _MOST_ITEMS), least)
        first = [self.of(each) for each in schema.get("prefixItems", ())][:most]
        unique = json.dumps if schema.get("uniqueItems") is True else None
        rest = st.lists(
            self.of(schema.get("items")),
            min_size=max(least - len(first), 0),
            max_size=0 if schema.get("items") is False else most - len(first),
            unique_by=unique,
        )
        return st.builds(lambda one, other: [*one, *other], st.tuples(*first), rest) if first else rest


def _kinds(schema: Mapping[str, Any]) -> list[str]:
    kinds = schema.get("type")
    if isinstance(kinds, str):
        return [kinds]
    if isinstance(kinds, list) and kinds:
        return kinds
    for kind, keywords in (
        ("object", {"properties", "required"}),
        ("array", {"items", "minItems", "maxItems"}),
        ("string", {"pattern", "minLength", "maxLength", "format"}),
        ("number", {"minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"}),
    ):
        if keywords & schema.keys():
            return [kind]
    return ["anything"]


def _strings(schema: Mapping[str, Any]) -> Strategy:
    least = int(schema.get("minLength", 0))
    most = max(int(schema.get("maxLength", least + _TEXT_LENGTH)), least)
    if isinstance(pattern := schema.get("pattern"), str):
        return _matching(pattern, least, int(schema["maxLength"]) if "maxLength" in schema else None)
    if (made := _FORMATS.get(str(schema.get("format")))) is not None:
        return made()
    shorter = min(most, least + _TEXT_LENGTH)
    plain = st.text(st.characters(codec="ascii", categories=["L", "N", "P", "Zs"]), min_size=least, max_size=shorter)
    any_text = st.text(st.characters(exclude_categories=["Cs"]), min_size=least, max_size=shorter)
    return plain | any_text | st.text("aąbcł 1", min_size=most, max_size=most) if most <= 64 else plain | any_text


def _matching(pattern: str, least: int, most: int | None) -> Strategy:
    """Texts for an ECMA-262 pattern of so many characters; where Python cannot read it, just texts."""
    if one_class := _ONE_CLASS.match(pattern):
        low, high = _counts(one_class[2])
        low = max(low, least)
        ends = [each for each in (high, most, low + _TEXT_LENGTH) if each is not None]
        return st.text(_expanded(one_class[1]), min_size=low, max_size=max(min(ends), low))
    ending = re.sub(r"(?<!\\)\$$", r"\\Z", pattern)  # Python's $ also matches before a last line end
    try:
        matching = st.from_regex(re.compile(ending, re.ASCII))
    except re.error:
        return st.sampled_from("aąbcł") | st.text("aąbcł", min_size=least, max_size=least + _TEXT_LENGTH)
    if least == 0 and most is None:
        return matching
    return matching.filter(lambda text: least <= len(text) <= (len(text) if most is None else most))


def _counts(quantifier: str) -> tuple[int, int | None]:
    """How often at least and at most, from ``+``, ``*``, ``{3}``, ``{3,}`` or ``{3,5}``."""
    if quantifier in {"+", "*"}:
        return int(quantifier == "+"), None
    low, comma, high = quantifier[1:-1].partition(",")
    return int(low), int(high) if high else None if comma else int(low)


def _expanded(characters: str) -> str:
    """The characters of a class without escapes and negation."""
    found = characters
    for low, high in re.findall(r"(.)-(.)", characters):
        found += "".join(map(chr, range(ord(low), ord(high) + 1)))
    ranges = re.sub(r"(.)-(.)", "", characters)
    return "".join(dict.fromkeys(found if ranges == characters else ranges + found[len(characters) :]))


def _bounds(schema: Mapping[str, Any]) -> tuple[float | None, float | None, bool, bool]:
    """Lowest and highest, and whether each is itself left out."""
    low, high = schema.get("minimum"), schema.get("maximum")
    above, below = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    open_low = above is not None and (low is None or above >= low)
    open_high = below is not None and (high is None or below <= high)
    return above if open_low else low, below if open_high else high, open_low, open_high


def _integers(schema: Mapping[str, Any]) -> Strategy:
    low, high, open_low, open_high = _bounds(schema)
    least = None if low is None else math.floor(low) + 1 if open_low else math.ceil(low)
    most = None if high is None else math.ceil(high) - 1 if open_high else math.floor(high)
    step = schema.get("multipleOf")
    if step:
        first = -_WHOLE if least is None else math.ceil(least / step)
        last = first + 2 * _WHOLE if most is None else math.floor(most / step)
        return st.integers(first, last).map(lambda number: number * step)
    near = st.integers(least, most)
    if least is not None and most is None:
        return st.integers(least, least + 20) | near
    return near


def _numbers(schema: Mapping[str, Any]) -> Strategy:
    if schema.get("multipleOf"):
        return _integers(schema)
    low, high, open_low, open_high = _bounds(schema)
    floats = st.floats(low, high, exclude_min=open_low, exclude_max=open_high, allow_nan=False, allow_infinity=False)
    tame = floats.map(lambda number: round(number, 2))
    whole = _integers(schema) if low is None or high is None or high - low >= 2 else floats
    return whole | tame | floats


def _merged(one: Any, other: Any) -> Any:
    """Both at once, as far as keywords can be laid over one another."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return other if isinstance(one, dict) and not one else one
    whole = {**one, **other}
    if "properties" in one and "properties" in other:
        whole["properties"] = {**one["properties"], **other["properties"]}
    if "required" in one and "required" in other:
        whole["required"] = [*one["required"], *other["required"]]
    return whole


def _as_schema(schema: Any) -> Mapping[str, Any]:
    return schema if isinstance(schema, dict) else {}


def _target(root: Any, reference: str) -> Any:
    if not reference.startswith("#"):
        raise ValueError(f"{reference} leads out of the schema")
    found = root
    for part in reference[1:].split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        found = found[int(key)] if isinstance(found, list) else found[key]
    return found


def values(schema: Any, count: int) -> list[Any]:
    """Up to ``count`` different values, the plainest first."""
    found: dict[str, Any] = {}

    @settings(
        max_examples=count,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(Strategies(schema).of(schema))
    def gather(value: Any) -> None:
        found.setdefault(json.dumps(value, sort_keys=True), value)

    gather()
    return list(found.values())


def serve() -> None:
    """Answer until standard input ends."""
    configuration.set_hypothesis_home_dir(Path.cwd() / "hypothesis")
    warnings.simplefilter("ignore")
    with open(0, encoding="utf-8", closefd=False) as requests, open(1, "w", encoding="utf-8", closefd=False) as answers:
        for line in requests:
            request = json.loads(line)
            try:
                answer: dict[str, Any] = {"values": values(request["schema"], request["count"])}
            except Exception as error:  # a schema from outside; whatever it does is told of it
                answer = {"error": f"{type(error).__name__}: {error}"[:300]}
            answers.write(json.dumps(answer) + "\n")
            answers.flush()


if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    serve()
