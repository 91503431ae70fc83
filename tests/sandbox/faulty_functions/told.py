"""Functions whose schemas stand in told.json and say something else."""

from typing import Literal


def take_extra(first: int) -> int:
    """The schema has a second parameter."""
    return first


def take_missing(first: int, second: int) -> int:
    """The schema does not have the second parameter."""
    return first + second


def take_required(first: int) -> int:
    """The schema lets the parameter be left out."""
    return first


def take_type(first: str) -> str:
    """The schema says integer."""
    return str(first)


def take_values(first: Literal["red", "green"]) -> str:
    """The schema has a colour more."""
    return first


def take_default(first: int = 2) -> int:
    """The schema has another default."""
    return first


def unsound(first: int) -> int:
    """The schema has a type that nobody knows."""
    return first


def default_of_another_type(first: int = 1) -> int:
    """The schema's default is no integer."""
    return first


def untold_parameters():
    """The schema file leaves its parameters out."""
    return 1
