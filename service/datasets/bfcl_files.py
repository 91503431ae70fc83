"""What lies beside a BFCL question file: the answers and the documents of the stateful classes.

::

    BFCL_v4_multi_turn_base.json                     questions
    possible_answer/BFCL_v4_multi_turn_base.json     answers, joined by id
    multi_turn_func_doc/gorilla_file_system.json     one tool a line, one file a class
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from service.datasets.containers import read_rows
from service.datasets.strict_json import decode_bytes
from service.datasets.tools import read_tools
from verifiers.model import Finding, Json, Tool

ANSWERS_FOLDER = "possible_answer"
DOCUMENTS_FOLDER = "multi_turn_func_doc"

DOCUMENTS: Mapping[str, str] = {
    "GorillaFileSystem": "gorilla_file_system.json",
    "MathAPI": "math_api.json",
    "MessageAPI": "message_api.json",
    "TwitterAPI": "posting_api.json",
    "TicketAPI": "ticket_api.json",
    "TradingBot": "trading_bot.json",
    "TravelAPI": "travel_booking.json",
    "VehicleControlAPI": "vehicle_control.json",
}
"""Which document describes a class; the names follow BFCL's own files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BfclFiles:
    """The companions of one question file. ``answers`` is None where there is no answer file."""

    answers_path: Path
    answers: Mapping[str, Json] | None
    documents: Mapping[str, tuple[Tool, ...]]


def companions(question_file: Path) -> tuple[Path, ...]:
    """The files beside a question file that its examples are made of, as far as they are there."""
    folder = question_file.parent
    documents = (folder / DOCUMENTS_FOLDER / name for name in DOCUMENTS.values())
    return tuple(path for path in (folder / ANSWERS_FOLDER / question_file.name, *documents) if path.is_file())


def read_companions(question_file: Path) -> BfclFiles:
    """Read the answers, an id to its ``ground_truth``, and the documents, a class to its tools in their order.

    An answer without an id or ``ground_truth`` is left out, so that its question has none. Raises InputError
    where a file that is there cannot be read.
    """
    folder = question_file.parent
    answers_path = folder / ANSWERS_FOLDER / question_file.name
    documents: dict[str, tuple[Tool, ...]] = {}
    for name, file_name in DOCUMENTS.items():
        path = folder / DOCUMENTS_FOLDER / file_name
        if path.is_file():
            documents[name] = _tools(path)
    return BfclFiles(
        answers_path=answers_path,
        answers=_answers(answers_path) if answers_path.is_file() else None,
        documents=documents,
    )


def _objects(path: Path) -> list[Mapping[str, Json]]:
    decoded = (decode_bytes(raw.content).value for raw in read_rows(path))
    return [value for value in decoded if isinstance(value, dict)]


def _answers(path: Path) -> Mapping[str, Json]:
    rows = (row for row in _objects(path) if isinstance(row.get("id"), str))
    return {row["id"]: row["ground_truth"] for row in rows if row.get("ground_truth") is not None}


def _tools(path: Path) -> tuple[Tool, ...]:
    ignored: list[Finding] = []
    read = (read_tools([each], "", ignored) for each in _objects(path))
    return tuple(tool for tools in read if tools for tool in tools)
