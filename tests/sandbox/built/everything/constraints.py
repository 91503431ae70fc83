from dataclasses import dataclass


@dataclass(frozen=True)
class Range:
    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    below: float | None = None
    step: float | None = None


@dataclass(frozen=True)
class Length:
    minimum: int | None = None
    maximum: int | None = None
    unique: bool = False


@dataclass(frozen=True)
class Pattern:
    expression: str


@dataclass(frozen=True)
class Format:
    name: str


class Ge:
    """As annotated-types has it."""

    def __init__(self, ge: float) -> None:
        self.ge = ge


class MaxLen:
    """As annotated-types has it."""

    def __init__(self, max_length: int) -> None:
        self.max_length = max_length


class Field:
    """As pydantic has it."""

    def __init__(self, description: str, *metadata: object) -> None:
        self.description = description
        self.metadata = list(metadata)
