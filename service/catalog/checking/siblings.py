"""Finds functions that a model could mistake for one another, without comparing each with each.

::

    name + description ── words' character 4-grams ── one hash each ── smallest per bin ── signature (64 numbers)
    signature ── 16 bands of 4 ── functions that share a band are candidates: of each kind only the first few
    candidates ── Jaccard index of the 4-grams ── duplicate | confusable | neither

One-permutation MinHash with densification by rotation (Shrivastava and Li, 2014). Each function is compared with at
most a few others in each band, so that the whole is linear in their number, whatever they look like.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.catalog.checking.codes import complaint
from service.catalog.checking.model import Complaint
from verifiers.model import Function
from verifiers.structure import structure

DUPLICATE = 0.92
"""Jaccard index of descriptions from which two functions with equal parameters are needless duplicates."""

CONFUSABLE = 0.6
"""The same of names and descriptions together, from which two functions may be mistaken."""

_GRAM = 4
_BINS = 64
_ROWS = 4
_KEPT_IN_A_BAND = 4
_MOST_SHOWN = 3
_FEWEST_FOR_AN_OPENING = 3
_SENTENCES = re.compile(r"[^.:]*[.:]\s+")
_EMPTY = 1 << 32


@dataclass(frozen=True, slots=True)
class _Seen:
    """A function as it is compared; the grams are sorted."""

    name: str
    description: array[int]
    whole: array[int]
    parameters: int


def sibling_complaints(
    functions: Iterable[Function], named: Mapping[str, tuple[str, ...]] | None = None
) -> Iterator[Complaint]:
    """Duplicates, and confusable siblings that do not name each other; charged to the later one.

    ``named`` are the functions that each names under See Also.
    """
    functions = tuple(functions)
    openings = _openings(functions)
    seen = [_seen(each, len(openings[_home(each)])) for each in functions]
    for one, near in zip(seen, _candidates(seen), strict=True):
        yield from _complaints(one, [seen[number] for number in sorted(set(near))], named or {})


def _candidates(seen: Sequence[_Seen]) -> list[array[int]]:
    """For each function the numbers of earlier ones that may resemble it; one band is held at a time."""
    signatures = [_signature(each.whole) for each in seen]
    found = [array("I") for _ in seen]
    for start in range(0, _BINS, _ROWS):
        kept: dict[bytes, list[int]] = {}
        for number, signature in enumerate(signatures):
            if signature is None:
                continue
            first = kept.setdefault(signature[start : start + _ROWS].tobytes(), [])
            found[number].extend(first)
            if len(first) < _KEPT_IN_A_BAND:
                first.append(number)
    return found


def _complaints(seen: _Seen, near: Iterable[_Seen], named: Mapping[str, tuple[str, ...]]) -> Iterator[Complaint]:
    scored = sorted(((_alike(seen.whole, other.whole), other) for other in near), key=lambda e: (-e[0], e[1].name))
    for _, other in scored:
        alike = _alike(seen.description, other.description)
        if seen.parameters == other.parameters and alike >= DUPLICATE:
            message = f"it takes what {other.name} takes and is described almost alike ({alike:.0%})"
            facts = {"other": other.name, "alike": round(alike, 3)}
            yield complaint("siblings.duplicate", seen.name, message, facts=facts)
            return
    for score, other in scored[:_MOST_SHOWN]:
        here, there = other.name in named.get(seen.name, ()), seen.name in named.get(other.name, ())
        if score < CONFUSABLE or (here and there):
            continue
        told = (
            f"{seen.name if here else other.name} alone names the other" if here or there else "neither names the other"
        )
        facts = {"other": other.name, "alike": round(score, 3), "names_other": here, "named_by_other": there}
        message = f"it may be mistaken for {other.name} ({score:.0%} alike); {told}"
        yield complaint("siblings.confusable", seen.name, message, facts=facts)


def _home(function: Function) -> tuple[str, str]:
    return function.function_set, function.toolkit or function.implementation.partition(":")[0]


def _openings(functions: Iterable[Function]) -> Mapping[tuple[str, str], str]:
    """The sentences that all descriptions of a toolkit or module begin with; they set nothing apart."""
    shared: dict[tuple[str, str], str] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for function in functions:
        home = _home(function)
        counts[home] += 1
        shared[home] = _common_beginning(shared.get(home, function.description), function.description)
    return {
        home: "".join(_SENTENCES.findall(text)) if counts[home] >= _FEWEST_FOR_AN_OPENING else ""
        for home, text in shared.items()
    }


def _common_beginning(one: str, other: str) -> str:
    length = next((number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    return one[: min(len(one), len(other)) if length is None else length]


def _seen(function: Function, opening_characters: int) -> _Seen:
    description = _grams(function.description[opening_characters:])
    return _Seen(
        name=function.name,
        description=array("I", sorted(description)),
        whole=array("I", sorted(description | _grams(function.name.replace("_", " ")))),
        parameters=zlib.crc32(structure(function.parameters).encode()),
    )


def _grams(text: str) -> set[int]:
    flat = f" {' '.join(text.casefold().split())} ".encode()
    if len(flat) <= 2:
        return set()
    return {zlib.crc32(flat[start : start + _GRAM]) for start in range(max(len(flat) - _GRAM + 1, 1))}


def _alike(one: array[int], other: array[int]) -> float:
    both = len(set(one).intersection(other))
    total = len(one) + len(other) - both
    return both / total if total else 0.0


def _signature(grams: array[int]) -> array[int] | None:
    """The smallest hash in each bin; None without grams."""
    smallest = [_EMPTY] * _BINS
    for gram in grams:
        mixed = (gram * 0x9E3779B1) & 0xFFFFFFFF  # CRC-32 is linear; this spreads near texts over the bins
        place = mixed & (_BINS - 1)
        smallest[place] = min(smallest[place], mixed)
    filled = [number for number, each in enumerate(smallest) if each != _EMPTY]
    if not filled:
        return None
    for number, each in enumerate(smallest):
        if each == _EMPTY:
            source = min(filled, key=lambda place: (place - number) % _BINS)
            smallest[number] = (smallest[source] + source) & 0xFFFFFFFF
    return array("I", smallest)
