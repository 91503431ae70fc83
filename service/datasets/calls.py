"""Reads generated calls: ``{"name", "arguments"}``, flat or under ``function``.

A call that cannot be read makes the whole list unreadable: an example with a call left out would be another example.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from service.datasets.call_strings import parse_literal
from service.datasets.extras import json_type
from service.datasets.strict_json import decode_text
from verifiers.codes import finding
from verifiers.model import Call, Finding, Json


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPlace:
    """Where a call stands: its number over the whole example, its turn, and its native JSON Pointer."""

    index: int
    turn: int
    path: str


def read_calls(
    value: Json, *, first_index: int, turn: int, path: str, found: list[Finding], encoded: bool = False
) -> tuple[Call, ...] | None:
    """Read a list of calls; None where one cannot be read. ``path`` is the list's native JSON Pointer.

    ``encoded`` says that the format writes arguments as JSON text, so that text is no complaint.
    """
    if not isinstance(value, list):
        unparseable(found, path, f"{path[1:]} should be a list of calls, not {json_type(value)}.")
        return None
    calls: list[Call] = []
    for position, each in enumerate(value):
        place = CallPlace(index=first_index + position, turn=turn, path=f"{path}/{position}")
        call = read_call(each, place, found, encoded=encoded)
        if call is not None:
            calls.append(call)
    return tuple(calls) if len(calls) == len(value) else None


def read_call(value: Json, place: CallPlace, found: list[Finding], *, encoded: bool = False) -> Call | None:
    """Read one call, or say in ``found`` why it cannot be read and give None."""
    if not isinstance(value, dict):
        unparseable(found, place.path, f"A call should be an object, not {json_type(value)}.", place.index)
        return None
    inner = value.get("function")
    if isinstance(inner, dict):
        value, encoded = inner, True
    name = value.get("name")
    if not isinstance(name, str) or not name:
        unparseable(found, f"{place.path}/name", "A call has no name.", place.index)
        return None
    arguments = _arguments(value, place, found, encoded=encoded)
    if arguments is None:
        return None
    return Call(index=place.index, turn=place.turn, name=name, arguments=arguments, path=place.path)


def unparseable(found: list[Finding], path: str, message: str, call: int | None = None) -> None:
    """Complain that calls cannot be read; never taken for an abstention."""
    found.append(finding("format.unparseable_calls", path=path, call=call, message=message))


def _arguments(
    value: Mapping[str, Json], place: CallPlace, found: list[Finding], *, encoded: bool
) -> Mapping[str, Json] | None:
    arguments = value.get("arguments")
    if isinstance(arguments, dict):
        return arguments
    path = f"{place.path}/arguments"
    if arguments is None:
        message = "The call has no arguments; write {} for a call without any."
        found.append(finding("format.missing_field", path=path, call=place.index, message=message))
        return {}
    if not isinstance(arguments, str):
        message = f"Arguments should be an object, not {json_type(arguments)}."
        unparseable(found, path, message, place.index)
        return None
    if encoded and not arguments.strip():
        return {}
    decoded = _decoded(arguments, path, place, found)
    if encoded and isinstance(decoded, str):
        encoded = False
        decoded = _decoded(decoded, path, place, found)
    if not isinstance(decoded, dict):
        unparseable(found, path, "Arguments are a string that holds no object.", place.index)
        return None
    if not encoded:
        found.append(
            finding(
                "format.double_encoded_arguments",
                path=path,
                call=place.index,
                message="Arguments are a string that holds an object; write the object itself.",
                fix=({"op": "replace", "path": path, "value": decoded},),
            )
        )
    return decoded


def _decoded(text: str, path: str, place: CallPlace, found: list[Finding]) -> Json:
    """The value that the text holds, as JSON or else as a Python literal; None where it is neither."""
    decoded = decode_text(text, path)
    if decoded.readable:
        found.extend(decoded.findings)
        return decoded.value
    if any(each.code != "format.unreadable_container" for each in decoded.findings):
        found.extend(decoded.findings)
        return None
    try:
        value = parse_literal(text)
    except ValueError:
        return None
    message = "Arguments are written as a Python literal where JSON belongs."
    found.append(finding("format.python_literal_instead_of_json", path=path, call=place.index, message=message))
    return value
