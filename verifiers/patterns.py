"""Matches patterns that come with the data, in time linear in the text, whatever the pattern.

Python's ``re`` backtracks: ``(a+)+$`` against thirty letters keeps it busy for minutes, so nothing that a row brings
may ever reach it. RE2 never backtracks. What it cannot do without that (lookarounds, backreferences) is not read, and
neither is a pattern that would make a large automaton; such a pattern is not checked, and its tool says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import re2

from verifiers.ecma import UnreadableError, rewritten

LONGEST_PATTERN = 4096
"""Characters of a pattern that is read."""

_LARGEST_PROGRAM = 25_000
"""RE2 instructions. Where its automaton does not fit, each costs about 10 ns per byte of the text."""

_WORK_IN_A_STEP = 10_000
"""Characters times RE2 instructions."""

_MOST_MEMORY_BYTES = 2 << 20
_KEPT_PATTERNS = 256


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that was read."""

    _compiled: Any

    def found_in(self, text: str) -> bool:
        """Whether the pattern matches anywhere in ``text``; it is not anchored (JSON Schema Validation §6.3.3).

        A lone surrogate counts as U+FFFD.
        """
        try:
            encoded = text.encode("utf-8")
        except UnicodeEncodeError:
            encoded = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")
        return self._compiled.search(encoded) is not None

    def cost(self, text: str) -> int:
        """What looking for the pattern in ``text`` costs at most, in the time that holding a subschema takes."""
        size: int = self._compiled.programsize
        return len(text) * size // _WORK_IN_A_STEP


@lru_cache(maxsize=_KEPT_PATTERNS)
def read_pattern(text: str) -> Pattern | None:
    """The ECMA-262 pattern ``text``, or None where it cannot be read here."""
    if len(text) > LONGEST_PATTERN:
        return None
    try:
        compiled = _compiled(rewritten(text))
    except (UnreadableError, UnicodeEncodeError, re2.error):
        return None
    return Pattern(compiled) if compiled.programsize <= _LARGEST_PROGRAM else None


def matches(patterns: Iterable[str], name: str) -> bool:
    """Whether one of ``patterns`` is found in ``name``. One that cannot be read here counts as found."""
    read = map(read_pattern, patterns)
    return any(pattern is None or pattern.found_in(name) for pattern in read)


def is_regex(text: str) -> bool:
    """Whether ``text`` has the form of an ECMA-262 pattern; true also for forms that cannot be matched here.

    Longer ones than ``LONGEST_PATTERN`` are taken at their word.
    """
    if len(text) > LONGEST_PATTERN:
        return True
    try:
        _compiled(rewritten(text, form_only=True))
    except (UnreadableError, UnicodeEncodeError, re2.error):
        return False
    return True


def _compiled(text: str) -> Any:
    options = re2.Options()
    options.max_mem = _MOST_MEMORY_BYTES
    options.log_errors = False
    options.never_capture = True
    return re2.compile(text, options)
