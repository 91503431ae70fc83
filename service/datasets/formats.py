"""The table of formats, and how the shape of a row tells which one it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from service.datasets.adapter import Adapter
from service.datasets.apigen import ApigenAdapter
from service.datasets.bfcl import BfclAdapter
from service.datasets.native import NativeAdapter
from service.datasets.openai_chat import OpenaiAdapter
from service.errors import UsageError
from verifiers.model import Json

AUTO = "auto"

FORMATS: Mapping[str, Callable[[Path | None], Adapter]] = {
    "native": lambda _: NativeAdapter(),
    "apigen": lambda _: ApigenAdapter(),
    "openai": lambda _: OpenaiAdapter(),
    "bfcl": BfclAdapter,
}
"""A format's name to what makes its adapter for a file (None where the rows come from no file)."""


def adapter_for(format_name: str, file: Path | None = None) -> Adapter:
    """The adapter of a format. Raises UsageError for an unknown name, InputError for companions that cannot be read."""
    check_format(format_name)
    return FORMATS[format_name](file)


def check_format(format_name: str) -> None:
    """Raise UsageError where the name is neither ``auto`` nor a known format."""
    if format_name != AUTO and format_name not in FORMATS:
        known = ", ".join((AUTO, *FORMATS))
        raise UsageError(f"The format {format_name!r} is unknown; choose one of: {known}.")


def recognise(fields: Mapping[str, Json]) -> str | None:
    """The format whose shape a row has, or None where it has that of none."""
    if "question" in fields and ("function" in fields or "involved_classes" in fields):
        return "bfcl"
    if "answers" in fields and "query" in fields:
        return "apigen"
    if "messages" in fields and not any(name in fields for name in ("query", "turns", "calls")):
        return "openai"
    if any(name in fields for name in ("query", "turns", "calls", "messages")):
        return "native"
    return None
