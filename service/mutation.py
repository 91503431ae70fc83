"""Makes wrong calls from a right one: a number times 1000 or one off, an id that is another's or nobody's.

Ids are told from other values by the world that a call meets: they are what its entities are found by
(``collections``). Everything here is pure, and the same input gives the same mutants in the same order.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from string import ascii_lowercase, ascii_uppercase, digits

from verifiers.equality import identity
from verifiers.mapping import kind_of
from verifiers.model import Json
from verifiers.pointer import pointer

Ids = tuple[str | int, ...]
"""The ids of one collection of entities."""

_LAST_NUMBER = re.compile(r"[0-9]+(?=[^0-9]*$)")
_ALPHABETS = (digits, ascii_lowercase, ascii_uppercase)
_FIRST_SHIFT = 5


class Mutation(StrEnum):
    """What is wrong with a mutant. ``ID_OFF_BY_ONE`` changes the last number within an id that is a text."""

    TIMES_1000 = "times 1000"
    OFF_BY_ONE = "off by one"
    ID_OFF_BY_ONE = "id off by one"
    OTHER_ID = "another's id"
    UNKNOWN_ID = "nobody's id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """Arguments of which one value, at the JSON Pointer ``path``, was changed."""

    mutation: Mutation
    path: str
    arguments: Mapping[str, Json]


def mutants(arguments: Mapping[str, Json], kinds: Sequence[Ids]) -> list[Mutant]:
    """Every mutant of a call, one changed value each and no two alike; none equals the call.

    ``kinds`` are the ids of the world that the call meets, as ``collections`` gives them. An id gives two that are one
    off (where it has a number), one that stands next to it in its collection, and one that no entity has. Whether a
    mutant still fits the function's schema is not looked at.
    """
    seen = {identity(dict(arguments))}
    found = []
    for parts, value in _leaves(arguments, ()):
        for mutation, wrong in _wrong_values(value, kinds):
            changed = _replaced(arguments, parts, wrong)
            told = identity(changed)
            if told not in seen:
                seen.add(told)
                found.append(Mutant(mutation=mutation, path=pointer("", parts), arguments=changed))
    return found


def collections(world: Json) -> list[Ids]:
    """The ids that stand together in a toolkit's state, the largest collection first.

    Entities of one kind are an object whose values are all objects or all arrays, or a list of objects with ``id``;
    right below the world also an object whose values are all of one type, and a list of strings.
    """
    if not isinstance(world, dict):
        return []
    found = [ids for section in world.values() for ids in (*_plain_ids(section), *_nested_ids(section))]
    return sorted(dict.fromkeys(found), key=len, reverse=True)


def result_schema(value: Json) -> str:
    """What the schema of a result would say of it: keys, types, and of lists what their items are, or that it is empty.

    How long a list is, and whether a number has a fraction, is no difference.
    """
    return json.dumps(_schema(value), sort_keys=True)


def _schema(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _schema(each) for key, each in value.items()}
    if isinstance(value, list):
        return sorted({result_schema(each) for each in value})
    kind = kind_of(value)
    return "number" if kind == "integer" else kind


def _leaves(value: Json, parts: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Json]]:
    if isinstance(value, Mapping):
        pairs: Iterator[tuple[str | int, Json]] = iter(value.items())
    elif isinstance(value, list):
        pairs = iter(enumerate(value))
    else:
        yield parts, value
        return
    for part, each in pairs:
        yield from _leaves(each, (*parts, part))


def _replaced(value: Json, parts: tuple[str | int, ...], new: Json) -> Json:
    if not parts:
        return new
    copy: Json = dict(value) if isinstance(value, Mapping) else list(value)
    copy[parts[0]] = _replaced(value[parts[0]], parts[1:], new)
    return copy


def _wrong_values(value: Json, kinds: Sequence[Ids]) -> Iterator[tuple[Mutation, Json]]:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return
    if not isinstance(value, str):
        yield Mutation.TIMES_1000, _reckoned(value, factor=1000, plus=0)
        yield Mutation.OFF_BY_ONE, _reckoned(value, factor=1, plus=1)
        yield Mutation.OFF_BY_ONE, _reckoned(value, factor=1, plus=-1)
    ids = next((each for each in kinds if value in each), None)
    if ids is None or isinstance(value, float):
        return
    if isinstance(value, str):
        yield from ((Mutation.ID_OFF_BY_ONE, each) for each in _neighbours(value))
    if len(ids) > 1:
        yield Mutation.OTHER_ID, ids[(ids.index(value) + 1) % len(ids)]
    unknown = _unknown(value, ids)
    if unknown is not None:
        yield Mutation.UNKNOWN_ID, unknown


def _reckoned(value: float, *, factor: int, plus: int) -> float:
    """In decimal: 0.07 times 1000 is 70, and 14.8 less 1 is 13.8. A number that no double holds stays as it was."""
    if isinstance(value, int):
        return value * factor + plus
    found = float(Decimal(repr(value)) * factor + plus)
    return found if math.isfinite(found) else value


def _neighbours(text: str) -> Iterator[str]:
    """An id with its last number one higher and one lower, as wide as it was."""
    found = _LAST_NUMBER.search(text)
    if found is None:
        return
    for number in (int(found[0]) + 1, int(found[0]) - 1):
        if number >= 0:
            yield f"{text[: found.start()]}{number:0{len(found[0])}}{text[found.end() :]}"


def _unknown(value: str | int, ids: Ids) -> str | int | None:
    """An id of the same form that is not among ``ids``: other digits in its last number, or else other letters."""
    text = str(value)
    number = _LAST_NUMBER.search(text)
    start, end = number.span() if number else (0, len(text))
    for shift in range(_FIRST_SHIFT, _FIRST_SHIFT + len(ascii_lowercase)):
        shifted = text[:start] + "".join(_shifted(each, shift) for each in text[start:end]) + text[end:]
        candidate = int(shifted) if isinstance(value, int) else shifted
        if candidate != value and candidate not in ids:
            return candidate
    return None


def _shifted(letter: str, shift: int) -> str:
    for alphabet in _ALPHABETS:
        if letter in alphabet:
            return alphabet[(alphabet.index(letter) + shift) % len(alphabet)]
    return letter


def _plain_ids(section: Json) -> Iterator[Ids]:
    """Collections that only stand right below the world: deeper, they could be any list and any record."""
    if isinstance(section, dict) and len({kind_of(each) for each in section.values()}) == 1:
        yield tuple(section)
    elif isinstance(section, list) and section and all(isinstance(each, str) for each in section):
        yield tuple(dict.fromkeys(section))


def _nested_ids(value: Json) -> Iterator[Ids]:
    if isinstance(value, dict):
        if {type(each) for each in value.values()} in ({dict}, {list}):
            yield tuple(value)
        within = list(value.values())
    elif isinstance(value, list):
        ids = tuple(each["id"] for each in value if isinstance(each, dict) and type(each.get("id")) in {str, int})
        if ids and len(ids) == len(value):
            yield ids
        within = value
    else:
        return
    for each in within:
        yield from _nested_ids(each)
