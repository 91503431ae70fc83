"""Reads what a docstring says beyond its parameters: what may go wrong, examples, and which function is meant instead.

Sections in Google style::

Raises:
        ValueError: The amount is negative.

    Errors:                                        what a toolkit returns as {"error": …}, as an RE2 expression
        account '.*' does not exist: The account is unknown.

    Examples:                                      calls with names and literals; the outcome as doctest writes it
        >>> convert_units(value=5, source_unit="mi", target_unit="km")
        8.04672

See Also:
        convert_currency: For money.

An entry ends its first part with the first colon before a space; an expression writes ``.`` for such a colon.
"""

from __future__ import annotations

import ast
import doctest
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from verifiers.model import Json

_HEADING = re.compile(
    r"^(Args|Arguments|Parameters|Attributes|Returns?|Raises|Errors|Examples?|See Also|Notes?|References)\s*:\s*$"
)
_ENTRY = re.compile(r"^([^:\s][^:]*(?::(?!\s)[^:]*)*):\s+(.*)$")
_SINGULAR = {"Arguments": "Args", "Parameters": "Args", "Return": "Returns", "Example": "Examples", "Note": "Notes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DocExample:
    """One call and how it ends: with ``result``, or, where ``raises`` is set, with ``Type: message``."""

    arguments: Mapping[str, Json]
    result: Json = None
    raises: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """What was found. ``problems`` tells of what stands there and cannot be read."""

    returns: str = ""
    raises: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)
    siblings: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[DocExample, ...] = ()
    problems: tuple[str, ...] = ()


def read_sections(text: str | None, name: str) -> Sections:
    """The sections of ``text``, the cleaned docstring of the function ``name``; never raises."""
    parts = _parts(text or "")
    problems: list[str] = []
    examples = _examples(parts.get("Examples", []), name, problems)
    return Sections(
        returns=" ".join(" ".join(parts.get("Returns", [])).split()),
        raises=_entries(parts.get("Raises", [])),
        errors=_entries(parts.get("Errors", [])),
        attributes=_entries(parts.get("Attributes", [])),
        siblings=_entries(parts.get("See Also", [])),
        examples=examples,
        problems=tuple(problems),
    )


def _parts(text: str) -> dict[str, list[str]]:
    """The lines under each heading, without their common indent."""
    parts: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in text.splitlines():
        if heading := _HEADING.match(line):
            current = parts.setdefault(_SINGULAR.get(heading[1], heading[1]), [])
        elif line and not line.startswith(" "):
            current = None
        elif current is not None:
            current.append(line[4:] if line.startswith("    ") else line)
    return parts


def _entries(lines: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    last = ""
    for line in lines:
        entry = None if line.startswith(" ") else _ENTRY.match(line)
        if entry:
            last = entry[1].strip()
            found[last] = entry[2].strip()
        elif line.strip() and last:
            found[last] += " " + line.strip()
    return found


def _examples(lines: list[str], name: str, problems: list[str]) -> tuple[DocExample, ...]:
    found = []
    try:
        parsed = doctest.DocTestParser().get_examples("\n".join(lines))
    except ValueError as error:
        problems.append(f"its examples cannot be read: {error}")
        return ()
    for each in parsed:
        try:
            found.append(_example(each, name))
        except (ValueError, SyntaxError, TypeError) as error:
            problems.append(f"the example {each.source.strip()!r} cannot be read: {error}")
    return tuple(found)


def _example(each: doctest.Example, name: str) -> DocExample:
    call = ast.parse(each.source.strip(), mode="eval").body
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.args:
        raise ValueError("it is no call with named arguments")
    if call.func.id != name:
        raise ValueError(f"it calls '{call.func.id}'")
    arguments = {keyword.arg: ast.literal_eval(keyword.value) for keyword in call.keywords if keyword.arg is not None}
    if len(arguments) != len(call.keywords):
        raise ValueError("it unpacks arguments")
    if each.exc_msg is not None:
        return DocExample(arguments=arguments, raises=each.exc_msg.strip())
    return DocExample(arguments=arguments, result=ast.literal_eval(each.want.strip()) if each.want.strip() else None)
