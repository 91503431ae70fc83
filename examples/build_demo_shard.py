"""Build examples/shards/demo.jsonl and demo.expected.json from the hand-written rows in examples/demo_source.

::

    demo_source/good_*.jsonl, defects_*.jsonl   a row a line: tools by name, calls as [name, arguments]
    demo_source/raw.jsonl                       rows that are no JSON objects, or hold what JSON forbids
    demo_source/states.json                     toolkit states and clocks, by name
    demo_source/foreign_tools.json              tools that the catalog does not have

The catalog's tools are those of function_impls/catalog.json, their Polish descriptions those of its languages/pl.
Run it from the root of the tree: ``python -m examples.build_demo_shard``. The same sources give the same bytes.
Expected results are computed by running the implementations here, in this process.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from examples.demo_execution import run_calls
from service.catalog.languages import read_translation, translated
from service.catalog.load import load_catalog
from service.catalog.locate import BUILTIN, locate
from verifiers.codes import CODES
from verifiers.model import Blame, Json, Severity

HERE = Path(__file__).parent
SOURCE = HERE / "demo_source"
SHARD = HERE / "shards" / "demo.jsonl"
EXPECTATIONS = HERE / "shards" / "demo.expected.json"

_COPIED = ("response", "seed_tools", "state", "now", "seed", "expected")


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltRow:
    """One line of the shard, without its line end, and what verification should say about it.

    Rows stand in the order of their identities' digests, so that one that changes stays in its place.
    """

    identity: str
    content: bytes
    label: str
    codes: tuple[str, ...]


class Sources:
    """The tools and states that rows name."""

    def __init__(self) -> None:
        polish = read_translation(locate(BUILTIN), "pl")
        self._english = load_catalog().functions
        self._polish = {name: translated(each, polish) for name, each in self._english.items()}
        self._foreign = {tool["name"]: tool for tool in _read_json(SOURCE / "foreign_tools.json")}
        self._states = _read_json(SOURCE / "states.json")

    def tool(self, name: str, language: str) -> Json:
        """The tool as an example offers it; for Polish with the descriptions translated and nothing else changed."""
        if name in self._foreign:
            tool = self._foreign[name]
            description = tool["description_pl" if language == "pl" else "description"]
            return {"name": name, "description": description, "parameters": deepcopy(tool["parameters"])}
        function = (self._polish if language == "pl" else self._english)[name]
        return {"name": name, "description": function.description, "parameters": deepcopy(function.parameters)}

    def state(self, names: Iterable[str]) -> dict[str, Json]:
        """The named states as one, with the last one's clock: ``{"state": …, "now": …}``."""
        found: dict[str, Json] = {"state": {}}
        for name in names:
            entry = self._states[name]
            found["state"] |= entry["state"]
            if "now" in entry:
                found["now"] = entry["now"]
        return found


def build() -> tuple[bytes, bytes]:
    """Make the shard and its expectations: the bytes of demo.jsonl and of demo.expected.json."""
    rows = list(_rows(Sources()))
    lines = {
        f"{SHARD.name}:{number}": {"label": row.label, "codes": list(row.codes)} for number, row in enumerate(rows, 1)
    }
    shard = b"".join(row.content + b"\n" for row in rows)
    entries = ",\n".join(f"  {json.dumps(name)}: {json.dumps(entry)}" for name, entry in lines.items())
    return shard, f"{{\n{entries}\n}}\n".encode()


def _rows(sources: Sources) -> Iterator[BuiltRow]:
    mixed: list[BuiltRow] = []
    repeated: list[BuiltRow] = []
    for language in ("en", "pl"):
        for kind in ("good", "defects"):
            for number, source in enumerate(_read_lines(SOURCE / f"{kind}_{language}.jsonl"), 1):
                prefix = f"demo-{language}" if kind == "good" else f"demo-{language}-defect"
                row = _row(source, f"{prefix}-{number:03}", language, sources)
                (repeated if "id" in source else mixed).append(row)
    mixed.sort(key=lambda row: hashlib.sha256(row.identity.encode()).digest())
    for source in _read_lines(SOURCE / "raw.jsonl"):
        mixed.insert(source["position"], _raw_row(source, sources))
    yield from mixed
    yield from repeated


def _row(source: Mapping[str, Json], identity: str, language: str, sources: Sources) -> BuiltRow:
    row: dict[str, Json] = {"id": source.get("id", identity)}
    if "turns" in source:
        row["turns"] = [_turn(turn, language, sources) for turn in source["turns"]]
    else:
        row["query"] = source["query"]
    row |= {"language": language, "scenario": source["scenario"]}
    row["tools"] = [_changed(sources.tool(name, language), source) for name in source["tools"]]
    if "turns" not in source:
        row["calls"] = _calls(source["calls"])
    state = sources.state(source["state"]) if "state" in source else {}
    row |= {name: value for name in _COPIED if (value := state.get(name, source.get(name))) is not None}
    if "expect" in source:
        results = run_calls(calls_of(row), row.get("state", {}), row.get("now"))
        row["expected"] = [{"result": each.result, "match": source["expect"]} for each in results]
    codes = tuple(source.get("codes", ()))
    label = source.get("label") or _label(codes)
    _damage(row, source)
    row["meta"] = {"expected_label": label, "expected_codes": list(codes), "why": source.get("why", "")}
    content = json.dumps(row, ensure_ascii=False).encode()
    return BuiltRow(identity=identity, content=content, label=label, codes=codes)


def calls_of(row: Mapping[str, Json]) -> list[Json]:
    """All calls of a row in native form, those of its turns one after another."""
    if "turns" in row:
        return [call for turn in row["turns"] for call in turn["calls"]]
    return list(row["calls"])


def _turn(turn: Mapping[str, Json], language: str, sources: Sources) -> Json:
    built = {**turn, "calls": _calls(turn["calls"])}
    if "tools" in turn:
        built["tools"] = [sources.tool(name, language) for name in turn["tools"]]
    return built


def _calls(pairs: Iterable[Json]) -> list[Json]:
    return [{"name": name, "arguments": arguments} for name, arguments in pairs]


def _changed(tool: Json, source: Mapping[str, Json]) -> Json:
    changes = source.get("tool_changes", {}).get(tool["name"])
    return tool if changes is None else {**tool, "parameters": _merged(tool["parameters"], changes)}


def _merged(target: Json, patch: Json) -> Json:
    """JSON Merge Patch (RFC 7396)."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = _merged(merged.get(key), value)
    return merged


def _damage(row: dict[str, Json], source: Mapping[str, Json]) -> None:
    if "encode_arguments_of" in source:
        call = row["calls"][source["encode_arguments_of"]]
        call["arguments"] = json.dumps(call["arguments"], ensure_ascii=False)
    row |= source.get("set", {})
    if "drop" in source:
        del row[source["drop"]]


def _raw_row(source: Mapping[str, Json], sources: Sources) -> BuiltRow:
    codes = tuple(source["codes"])
    label = _label(codes)
    text = source["text"]
    for name in ("convert_units", "prime_factors", "count_words"):
        text = text.replace(f"@{name}@", json.dumps(sources.tool(name, "en"), ensure_ascii=False))
    meta = {"expected_label": label, "expected_codes": list(codes), "why": source["why"]}
    text = text.replace("@meta@", json.dumps(meta, ensure_ascii=False))
    content = text.encode(source.get("encoding", "utf-8"))
    return BuiltRow(identity="", content=content, label=label, codes=codes)


def _label(codes: Iterable[str]) -> str:
    """The label that the codes' own blames and severities lead to."""
    found = [CODES[code] for code in codes]
    if any(code.blame is Blame.EXAMPLE and code.severity is Severity.REJECT for code in found):
        return "invalid"
    if any(code.blame is not Blame.EXAMPLE for code in found):
        return "unverified"
    return "review" if found else "valid"


def _read_json(path: Path) -> Json:
    return json.loads(path.read_text(encoding="utf-8"))


def _read_lines(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Write both files."""
    shard, expectations = build()
    SHARD.write_bytes(shard)
    EXPECTATIONS.write_bytes(expectations)


if __name__ == "__main__":
    main()
