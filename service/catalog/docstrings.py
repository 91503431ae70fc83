"""Reads what a docstring says of a function and its parameters: Google, NumPy and reST styles."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_SECTION = re.compile(
    r"^(Args|Arguments|Parameters|Params|Other Parameters|Returns?|Yields?|Raises|Examples?|Notes?|Attributes|"
    r"Warnings?|See Also|References|Todo)\s*:?\s*$",
    re.IGNORECASE,
)
_PARAMETER_SECTIONS = {"args", "arguments", "parameters", "params", "other parameters"}
_GOOGLE = re.compile(r"^\*{0,2}(\w+)\s*(?:\(.*?\))?\s*:\s*(.*)$")
_NUMPY = re.compile(r"^\*{0,2}(\w+(?:\s*,\s*\w+)*)\s*(?::.*)?$")
_REST = re.compile(r"^:(?:param|parameter|arg|argument)\s+(?:[^:]*\s)?\*{0,2}(\w+)\s*:\s*(.*)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Documentation:
    """``description`` is the text before the first section, one space between words; ``parameters`` by name."""

    description: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)


def read_docstring(text: str | None) -> Documentation:
    """What ``text`` says. An unknown style gives the description alone; nothing is an error."""
    if not text:
        return Documentation()
    lines = inspect.cleandoc(text).splitlines()
    end = next((number for number, line in enumerate(lines) if _starts_section(lines, number)), len(lines))
    parameters: dict[str, str] = {}
    number = end
    while number < len(lines):
        if rest := _REST.match(lines[number]):
            parameters[rest[1]] = rest[2]
            number = _continue(lines, number + 1, parameters, rest[1])
        elif _is_parameter_heading(lines, number):
            number = _read_section(lines, number + 1, parameters)
        else:
            number += 1
    return Documentation(
        description=_join(lines[:end]), parameters={name: _join([said]) for name, said in parameters.items()}
    )


def _join(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


def _starts_section(lines: list[str], number: int) -> bool:
    return _SECTION.match(lines[number]) is not None or re.match(r"^:\w+[^:]*:", lines[number]) is not None


def _is_parameter_heading(lines: list[str], number: int) -> bool:
    return (found := _SECTION.match(lines[number])) is not None and found[1].lower() in _PARAMETER_SECTIONS


def _continue(lines: list[str], number: int, parameters: dict[str, str], name: str) -> int:
    while number < len(lines) and lines[number].startswith(" "):
        parameters[name] += " " + lines[number]
        number += 1
    return number


def _read_section(lines: list[str], number: int, parameters: dict[str, str]) -> int:
    numpy = number < len(lines) and re.match(r"^-{3,}\s*$", lines[number]) is not None
    number += int(numpy)
    names: list[str] = []
    indent: int | None = None
    while number < len(lines) and not _starts_section(lines, number):
        line = lines[number]
        depth = len(line) - len(line.lstrip())
        if not line.strip():
            number += 1
            continue
        if not numpy and depth == 0:
            break
        indent = depth if indent is None else indent
        found = (_NUMPY if numpy else _GOOGLE).match(line.strip()) if depth == indent else None
        if found:
            names = [name.strip() for name in found[1].split(",")]
            parameters.update(dict.fromkeys(names, "" if numpy else found[2]))
        else:
            for name in names:
                parameters[name] += " " + line
        number += 1
    return number
