"""A function that is sound, and fits no provider."""

from __future__ import annotations

from typing import Literal


def unfit_for_providers(counts: dict[str, int], year: Literal[2024, 2025] = 2025) -> int:
    """Adds up counts and a year, which no provider takes as they are written here.

    Args:
        counts: Numbers by names of any kind.
        year: One of two years.
    """
    return sum(counts.values()) + year
