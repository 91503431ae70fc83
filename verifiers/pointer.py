"""JSON Pointers (RFC 6901)."""

from __future__ import annotations

from collections.abc import Iterable


def pointer(base: str, parts: Iterable[str | int]) -> str:
    """``base`` with one escaped reference token added for each of ``parts`` (RFC 6901 §3)."""
    return base + "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
