"""The steps of one validation, counted, so that no schema keeps a check busy for ever.

A few references can ask for 2^40 evaluations of a subschema, and each level of an ``unevaluatedProperties`` looks again
at all below it. Counting is the same on every machine, where a clock is not.
"""

from __future__ import annotations

from verifiers.model import Json
from verifiers.references import References

FREE_STEPS = 20_000
"""Subschemas that any value may be held against; a hundred times what calls of real tools take."""

STEPS_FOR_A_VALUE = 16
"""Further steps for each value (or 256 characters of text) inside the judged one."""

MOST_STEPS = 1_000_000
"""Steps that even the largest value gets."""

DEEPEST_STEP = 200
"""Subschemas inside one another, references followed; three frames each, well inside Python's own limit."""


class UncheckableError(Exception):
    """A schema cannot be applied to the end; the text says why, as the end of a sentence about the schema."""


class Steps:
    """One validation of one ``instance``: what it may still cost. Never shared between two."""

    __slots__ = ("_extended", "_instance", "_left", "_references")

    def __init__(self, references: References, instance: Json) -> None:
        self._references, self._instance = references, instance
        self._left = FREE_STEPS
        self._extended = False

    def spend(self, steps: int) -> None:
        """Take ``steps`` from what is left; raises UncheckableError where nothing is."""
        self._left -= steps
        if self._left < 0:
            self._extend()

    def _extend(self) -> None:
        """The size of the instance is worked out only where a schema needs it."""
        if not self._extended:
            self._extended = True
            self._left += min(STEPS_FOR_A_VALUE * _size(self._instance), MOST_STEPS - FREE_STEPS)
        if self._left < 0:
            raise UncheckableError("takes too many steps to check")

    def target(self, reference: str) -> Json:
        """The subschema that ``reference`` means; raises UncheckableError where it leads nowhere."""
        found = self._references.target(reference)
        if found is None:
            raise UncheckableError("has a '$ref' that leads nowhere")
        return found


class Level:
    """One subschema inside others; ``depth`` counts those around it."""

    __slots__ = ("depth", "steps")

    def __init__(self, steps: Steps, depth: int = 0) -> None:
        self.steps, self.depth = steps, depth

    def deeper(self) -> Level:
        """One level further in; raises UncheckableError where steps or levels are used up."""
        self.steps.spend(1)
        if self.depth >= DEEPEST_STEP:
            raise UncheckableError("leads into itself, or is nested too deep, to be checked")
        return Level(self.steps, self.depth + 1)


def _size(value: Json) -> int:
    size, level = 0, [value]
    while level:
        each = level.pop()
        size += 1
        if isinstance(each, dict):
            level += each.values()
            size += sum(len(name) >> 8 for name in each)
        elif isinstance(each, list):
            level += each
        elif isinstance(each, str):
            size += len(each) >> 8
    return size
