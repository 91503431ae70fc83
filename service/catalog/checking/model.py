"""Records of ``catalog check``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from service.catalog.doc_sections import DocExample
from verifiers.model import Function, Json


class Severity(StrEnum):
    """A ``FAULT`` breaks a promise and fails the check; a ``HINT`` is worth a look."""

    FAULT = "fault"
    HINT = "hint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What is wrong with one function. ``path`` is a JSON Pointer into its schema or arguments, where there is one."""

    code: str
    function: str
    message: str
    severity: Severity
    path: str = ""
    facts: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What the code of a function tells of it in a box: signature as a schema, and the sections of its docstring.

    ``errors`` are RE2 expressions of returned errors, ``siblings`` the names under See Also. ``problems`` are
    annotations and ``unreadable`` examples that could not be read.
    """

    parameters: Json
    effect: str | None = None
    examples: tuple[DocExample, ...] = ()
    raises: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    siblings: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A function under inspection. ``raw_parameters`` and ``raw_result`` are its schemas as they were written."""

    function: Function
    raw_parameters: Json
    raw_result: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What was found in one function or toolkit.

    ``unchecked`` tells why callproof could not find out; then ``complaints`` are only what was found before.
    """

    name: str
    complaints: tuple[Complaint, ...]
    siblings: tuple[str, ...] = ()
    unchecked: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was asked for. ``profiles`` are target profiles whose rules count as faults."""

    profiles: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    examples: int = 25
