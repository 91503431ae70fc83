"""Native shards of any length, the same bytes every time: rows of about 1.5 kB, three tools, one call.

One offered tool is a function of the benchmark's own catalog, and is called. The other two come from a made-up
catalog of ``other_tools`` tools whose schemas all differ, as in a data set over many functions; nobody calls them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from service.catalog.load import load_catalog
from service.catalog.model import Catalog
from verifiers.model import Json

FUNCTIONS = Path(__file__).parent / "functions"
"""The functions that benchmarks call."""

NUMERIC_FUNCTIONS = Path(__file__).parent / "numeric_functions"
"""A function that needs numpy."""

OTHER_TOOLS = 40_000
"""As many functions as a large data set is made over."""

_VERBS = ("find", "list", "create", "update", "cancel", "export", "compare")
_THINGS = ("shipment", "invoice", "booking", "patient", "sensor", "contract", "recipe", "playlist", "warehouse")
_STEP = 7919  # a prime, so that rows near each other offer different tools and every tool comes up as often
_FIELDS = ("city", "since", "limit", "currency", "owner", "priority", "category", "radius", "format", "language")
_QUERIES = (
    ("en", "Please work this out for me before the meeting and tell me what comes out: row {}."),
    ("pl", "Proszę, policz to dla mnie przed spotkaniem i podaj wynik, będzie mi potrzebny: wiersz {}."),
)


def catalog() -> Catalog:
    """The catalog of the functions that benchmarks call."""
    return load_catalog([str(FUNCTIONS)])


def numeric_catalog() -> Catalog:
    """The catalog of the function that needs numpy."""
    return load_catalog([str(NUMERIC_FUNCTIONS)])


def write_shard(path: Path, examples: int, *, other_tools: int = OTHER_TOOLS) -> int:
    """Write a shard of ``examples`` rows, all of them valid; gives its size in bytes."""
    with path.open("wb") as file:
        for line in shard_lines(examples, other_tools=other_tools):
            file.write(line)
    return path.stat().st_size


def shard_lines(examples: int, *, other_tools: int = OTHER_TOOLS) -> Iterator[bytes]:
    """The lines of such a shard. ``other_tools`` is at least 2."""
    own = [
        {"name": each.name, "description": each.description, "parameters": each.parameters}
        for each in catalog().functions.values()
    ]
    for number in range(examples):
        called = own[number % len(own)]
        first = number * _STEP % other_tools
        others = [other_tool(first), other_tool((first + other_tools // 2) % other_tools)]
        language, query = _QUERIES[number % len(_QUERIES)]
        row = {
            "id": f"bench-{number:07}",
            "query": query.format(number),
            "language": language,
            "scenario": "multiple",
            "tools": [*others[: number % 3], called, *others[number % 3 :]],
            "calls": [{"name": called["name"], "arguments": _ARGUMENTS[called["name"]](number)}],
            "meta": {"batch": number // 1000, "generator": "benchmark", "temperature": 0.7},
        }
        yield json.dumps(row, ensure_ascii=False).encode() + b"\n"


def other_tool(number: int) -> Json:
    """Tool ``number`` of the made-up catalog; no two have one name or one schema."""
    verb, thing = _VERBS[number % len(_VERBS)], _THINGS[number % len(_THINGS)]
    name = f"{verb}_{thing}_{number}"
    fields = [_FIELDS[(number + offset) % len(_FIELDS)] for offset in (0, 3, 5)]
    return {
        "name": name,
        "description": f"{verb.capitalize()} every {thing} of department {number} that fits all of what is given.",
        "parameters": {
            "type": "object",
            "properties": {
                f"{thing}_{number}": {"type": "string", "description": f"Which {thing} is meant; its number or name."},
                fields[0]: {"type": "string", "description": f"The {fields[0]} that is asked for.", "minLength": 1},
                fields[1]: {"type": "integer", "minimum": number % 10, "maximum": number, "default": number % 10},
                fields[2]: {"type": "string", "enum": ["none", "some", "all"], "description": f"Its {fields[2]}."},
            },
            "required": [f"{thing}_{number}"],
        },
    }


_ARGUMENTS: dict[str, Callable[[int], Json]] = {
    "add_numbers": lambda number: {"first": number, "second": number % 97},
    "join_words": lambda number: {"words": ["wiersz", str(number), "zażółć"], "separator": "-"},
    "is_even": lambda number: {"number": number},
}
