"""A check of functions as text, JSON and JUnit XML; each is written as it is read, so that no size is too large."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from service.catalog.checking.codes import CODES
from service.catalog.checking.model import Complaint, Inspection, Severity
from verifiers.model import Json

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHOWN_HINTS = 3
_SHOWN_KINDS = 6


@dataclass(slots=True, kw_only=True)
class Totals:
    """A check in numbers. ``hints`` are the functions with a hint, by code, the first few of each.

    What breaks a profile that nobody demanded is no hint to act on; ``unfit`` counts the functions by profile, and by
    profile and kind.
    """

    inspected: int = 0
    faulty: int = 0
    unchecked: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    hint_counts: Counter[str] = field(default_factory=Counter)
    hints: dict[str, list[str]] = field(default_factory=dict)
    unfit: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, found: Inspection) -> None:
        """One more function or toolkit."""
        self.inspected += 1
        self.unchecked += found.unchecked is not None
        self.faulty += any(each.severity is Severity.FAULT for each in found.complaints)
        self.unfit.update({each.facts["profile"] for each in found.complaints if _of_provider(each)})
        for each in found.complaints:
            if each.severity is Severity.FAULT:
                self.faults[each.code] += 1
                continue
            if _of_provider(each):
                self.kinds.setdefault(each.facts["profile"], Counter()).update(each.facts["kinds"])
                continue
            self.hint_counts[each.code] += 1
            shown = self.hints.setdefault(each.code, [])
            if len(shown) < _SHOWN_HINTS and each.function not in shown:
                shown.append(each.function)

    def as_json(self) -> dict[str, Json]:
        """The numbers alone."""
        return {
            "inspected": self.inspected,
            "faulty": self.faulty,
            "unchecked": self.unchecked,
            "faults": dict(sorted(self.faults.items())),
            "hints": dict(sorted(self.hint_counts.items())),
            "profiles": {
                name: {"unfit": count, "kinds": dict(self.kinds[name].most_common())}
                for name, count in sorted(self.unfit.items())
            },
        }


def text_lines(results: Iterable[Inspection], totals: Totals) -> Iterator[str]:
    """What people read: faults by function with what to do, hints by code, then the numbers."""
    for found in results:
        totals.add(found)
        faults = [each for each in found.complaints if each.severity is Severity.FAULT]
        if not faults and found.unchecked is None:
            continue
        yield found.name
        if found.unchecked is not None:
            yield f"  not checked: callproof itself failed: {found.unchecked}"
        for each in faults:
            place = f" at {each.path}" if each.path else ""
            yield f"  {each.code}{place}: {each.message}"
            yield f"    → {CODES[each.code].remedy}"
        yield ""
    if totals.hints:
        yield "Hints:"
    for code, names in sorted(totals.hints.items()):
        more = ", …" if totals.hint_counts[code] > len(names) else ""
        yield f"  {code}: {totals.hint_counts[code]} ({', '.join(names)}{more})"
        yield f"    → {CODES[code].remedy}"
    if totals.unfit:
        yield "Providers, should a function be meant for one; --profile NAME makes it a fault and tells where:"
    for name, count in sorted(totals.unfit.items()):
        kinds = ", ".join(f"{kind} {number}" for kind, number in totals.kinds[name].most_common(_SHOWN_KINDS))
        more = ", …" if len(totals.kinds[name]) > _SHOWN_KINDS else ""
        yield f"  {name}: {_functions(count)} would not fit ({kinds}{more})"
    yield totals_text(totals)


def totals_text(totals: Totals) -> str:
    """One line."""
    faults, hints = totals.faults.total(), totals.hint_counts.total()
    told = f"{totals.inspected} inspected: {faults} faults in {totals.faulty}, {hints} hints"
    return f"{told}, {totals.unchecked} not checked" if totals.unchecked else told


def write_json(stream: IO[str], results: Iterable[Inspection]) -> None:
    """``{"functions": [{"name", "unchecked", "complaints": […]}, …], "totals": {…}}``; one function a line."""
    totals = Totals()
    stream.write('{"functions": [')
    for number, found in enumerate(results):
        totals.add(found)
        told = {
            "name": found.name,
            "unchecked": found.unchecked,
            "complaints": [_as_json(each) for each in found.complaints],
        }
        stream.write((",\n" if number else "\n") + json.dumps(told, ensure_ascii=False))
    stream.write(f'\n], "totals": {json.dumps(totals.as_json())}}}\n')


def write_junit(stream: IO[str], results: Iterable[Inspection], totals: Totals) -> None:
    """One test case for each function; a fault fails it, and what callproof could not find out is an error."""
    counts = f'tests="{totals.inspected}" failures="{totals.faulty}" errors="{totals.unchecked}" skipped="0"'
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(f'<testsuites name="callproof catalog check" {counts}>\n<testsuite name="functions" {counts}>\n')
    for found in results:
        faults = [each for each in found.complaints if each.severity is Severity.FAULT]
        stream.write(f'<testcase classname="callproof.catalog" name={_attribute(found.name)}>')
        if found.unchecked is not None:
            stream.write(f"<error message={_attribute(found.unchecked)}/>")
        if faults:
            told = "\n".join(f"{each.code} {each.path}: {each.message}" for each in faults)
            codes = ", ".join(dict.fromkeys(each.code for each in faults))
            stream.write(f"<failure message={_attribute(codes)}>{escape(_writable(told))}</failure>")
        stream.write("</testcase>\n")
    stream.write("</testsuite>\n</testsuites>\n")


def _of_provider(found: Complaint) -> bool:
    """Whether it is about a profile that nobody demanded."""
    return found.code == "profile.broken" and found.severity is Severity.HINT


def _functions(count: int) -> str:
    return f"{count} function{'s' * (count != 1)}"


def _as_json(found: Complaint) -> Json:
    told = asdict(found)
    del told["function"]
    return told


def _attribute(text: str) -> str:
    return quoteattr(_writable(text))


def _writable(text: str) -> str:
    return _ILLEGAL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
