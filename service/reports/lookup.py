"""Finds a verdict in a run's folder by its example's id, and the row that it is about."""

from __future__ import annotations

import difflib
import hashlib
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from service.datasets.formats import AUTO, adapter_for, recognise
from service.datasets.model import RawRow, Row
from service.datasets.rows import read_row
from service.datasets.shard import open_shard
from service.errors import CallproofError, UsageError
from service.reports.records import json_line, read_verdict
from service.run_folder import PARTIAL, VERDICTS, read_begun_run, read_run, rows_name
from verifiers.model import Verdict

_MOST_FOUND = 10
_MOST_COMPARED = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundVerdict:
    """A verdict and where it stands: ``number`` counts verdicts from 0, ``number_in_label`` those of its label."""

    verdict: Verdict
    number: int
    number_in_label: int
    partial: bool


def verdicts_file(folder: Path) -> Path:
    """The verdicts of the finished run in ``folder``, else of the unfinished one. Raises UsageError without either."""
    for name in (VERDICTS, VERDICTS + PARTIAL):
        if (folder / name).is_file():
            return folder / name
    raise UsageError(f"{folder} holds no verdicts. Give the folder that 'callproof verify' wrote (its --out).")


def find_verdicts(file: Path, example_id: str) -> list[FoundVerdict]:
    """The verdicts on ``example_id``, the first ten where the id is repeated. Only their lines are parsed."""
    start = b'{"example_id":' + json_line(example_id).rstrip(b"\n") + b',"label":"'
    met: dict[bytes, int] = {}
    found = []
    for number, line in enumerate(_lines(file)):
        label = _label_of(line)
        if line.startswith(start):
            found.append(
                FoundVerdict(
                    verdict=read_verdict(line),
                    number=number,
                    number_in_label=met.get(label, 0),
                    partial=file.name.endswith(PARTIAL),
                )
            )
            if len(found) == _MOST_FOUND:
                break
        met[label] = met.get(label, 0) + 1
    return found


def near_ids(file: Path, example_id: str) -> list[str]:
    """Up to five ids that contain ``example_id``, or look like it."""
    wanted = example_id.casefold()
    containing: list[str] = []
    compared: list[str] = []
    for line in _lines(file):
        known = _id_of(line)
        if wanted in known.casefold():
            containing.append(known)
            if len(containing) == 5:
                break
        if len(compared) < _MOST_COMPARED:
            compared.append(known)
    return containing or difflib.get_close_matches(example_id, compared, n=5)


def read_row_of(folder: Path, found: FoundVerdict) -> Row | None:
    """The row that a verdict is about, read from its shard; where that is gone or changed, from the run's folder.

    None where neither has it.
    """
    run = (read_begun_run(folder) if found.partial else read_run(folder)) or {}
    origin = run.get("origin") or {"paths": [], "format": AUTO}
    return _row_of_shard(origin["paths"], origin["format"], found) or _row_of_folder(folder, origin["format"], found)


def _row_of_shard(paths: list[str], format_name: str, found: FoundVerdict) -> Row | None:
    try:
        shard = open_shard(paths, format_name)
        raw = next(itertools.islice(shard.raw_rows(), found.number, None), None)
        if raw is None or hashlib.sha256(raw.content).hexdigest() != found.verdict.provenance.example_sha256:
            return None
        file = next(each for each in shard.files if each.source == raw.source)
        return read_row(raw, adapter_for(shard.format_of(file), file.path))
    except CallproofError:
        return None  # the shard moved or changed since; the run's folder has the row too


def _row_of_folder(folder: Path, format_name: str, found: FoundVerdict) -> Row | None:
    file = folder / (rows_name(found.verdict.label) + (PARTIAL if found.partial else ""))
    try:
        with file.open("rb") as lines:
            line = next(itertools.islice(lines, found.number_in_label, None), None)
    except FileNotFoundError:
        return None
    if line is None:
        return None
    raw = RawRow(source=file.name, line=found.number_in_label + 1, content=line.removesuffix(b"\n"))
    if format_name == AUTO:
        format_name = _recognised(raw.content)
    return read_row(raw, adapter_for(format_name))


def _recognised(content: bytes) -> str:
    try:
        fields = json.loads(content)
    except (ValueError, RecursionError):
        return "native"
    return (recognise(fields) if isinstance(fields, dict) else None) or "native"


def _lines(file: Path) -> Iterator[bytes]:
    with file.open("rb") as lines:
        yield from (line for line in lines if line.endswith(b"\n"))


def _id_of(line: bytes) -> str:
    known, _ = json.JSONDecoder().raw_decode(line[len(b'{"example_id":') :].decode())
    return str(known)


def _label_of(line: bytes) -> bytes:
    """The label, found without parsing the whole line; an id cannot hold an unescaped quote."""
    before = line.find(b'","label":"')
    return line[before + 11 : line.find(b'"', before + 11)]
