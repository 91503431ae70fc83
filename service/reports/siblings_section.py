"""Which functions could be taken for one another, and when each is meant: a section of docs/catalog.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

Naming = Mapping[str, Mapping[str, str]]
"""What functions say under See Also: by their name, the other's name, and when that one is meant."""

_HEAD = """\
## Siblings

{sets} sets of functions of one module that a model could take for one another, and {pairs} pairs across modules. Each
function is told with what it is chosen for rather than another; all of them name each other under See Also.
"""
_TABLE = ["| set | function | is meant |", "|---|---|---|"]


def siblings_section(named: Naming, homes: Mapping[str, str]) -> str:
    """The section in Markdown. ``homes`` are the modules of all functions by their names."""
    sets = sibling_sets(named, homes)
    pairs = [each for each in _pairs(named) if homes[each[0]] != homes[each[1]]]
    lines = [_HEAD.format(sets=len(sets), pairs=len(pairs)), *_TABLE, *_rows(sets, named)]
    return "\n".join([*lines, "", "### Across modules", "", *_TABLE, *_rows(pairs, named), ""])


def sibling_sets(named: Naming, homes: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The functions of one module that hang together by naming each other, by module and name.

    A function that another names without naming it back is no sibling of it.
    """
    beside: dict[str, set[str]] = {}
    for one, other in _pairs(named):
        if homes[one] == homes[other]:
            beside.setdefault(one, set()).add(other)
            beside.setdefault(other, set()).add(one)
    found: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for name in sorted(beside, key=lambda each: (homes[each], each)):
        if name not in seen:
            members, ahead = set(), {name}
            while ahead:
                members |= ahead
                ahead = {further for each in ahead for further in beside[each]} - members
            seen |= members
            found.append(tuple(sorted(members)))
    return found


def _pairs(named: Naming) -> list[tuple[str, str]]:
    """Those that name each other, each pair once."""
    return sorted(
        (one, other) for one, others in named.items() for other in others if one < other and one in named.get(other, {})
    )


def _rows(sets: Sequence[tuple[str, ...]], named: Naming) -> Iterator[str]:
    for number, members in enumerate(sets, 1):
        for place, name in enumerate(members):
            texts: dict[str, list[str]] = {}
            for other in members:
                if name in named[other]:
                    texts.setdefault(named[other][name], []).append(f"`{other}`")
            told = " ".join(f"Rather than {', '.join(others)}: {text}" for text, others in texts.items())
            yield f"| {'' if place else number} | `{name}` | {told.replace('|', chr(92) + '|')} |"
