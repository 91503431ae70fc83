"""What earlier runs found out, in a SQLite file; the report is read from it, so that no run holds all complaints.

::

    .callproof/check-<digest of the paths>.sqlite
      finished(identity)                          the run that the rows are of, where it came to its end
      inspected(key, position, name, …)           one row for each function and toolkit; position is NULL for old ones
      further(name, complaint)                    what was found between functions; written anew by each run

A row's key covers all that its content follows from: code, schemas, options and versions.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self

from service.catalog.checking.model import Complaint, Inspection, Severity
from service.errors import OutputError

_FORM = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS finished (identity TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS inspected (
    key TEXT PRIMARY KEY, position INTEGER, name TEXT, complaints TEXT, siblings TEXT, unchecked TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_position ON inspected (position);
CREATE TABLE IF NOT EXISTS further (name TEXT, complaint TEXT);
CREATE INDEX IF NOT EXISTS by_name ON further (name);
"""


def cache_path(folder: Path, paths: Iterable[str]) -> Path:
    """The file for a check of ``paths``, which are absolute or ``builtin``."""
    told = hashlib.sha256(json.dumps(list(paths)).encode()).hexdigest()
    return folder / f"check-{told[:16]}.sqlite"


class Cache:
    """One cache file, open for one run. A context manager. Raises OutputError where the file cannot be used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path, timeout=5, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise _unusable(path, error) from error
        try:
            self._prepare()
        except sqlite3.Error as error:
            self._database.close()
            raise _unusable(path, error) from error

    def _prepare(self) -> None:
        self._database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;")
        (form,) = self._database.execute("PRAGMA user_version").fetchone()
        if form not in {0, _FORM}:
            for table in ("finished", "inspected", "further"):
                self._database.execute(f"DROP TABLE IF EXISTS {table}")
        self._database.executescript(_TABLES + f"PRAGMA user_version = {_FORM};")
        self._database.execute("BEGIN IMMEDIATE")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._database.in_transaction:
            self._database.execute("COMMIT")
        self._database.close()

    def is_finished(self, identity: str) -> bool:
        """Whether the rows are those of this very run, which came to its end."""
        return self._database.execute("SELECT 1 FROM finished WHERE identity = ?", (identity,)).fetchone() is not None

    def begin(self, *, resume: bool) -> None:
        """Start a run: forget what is not certain, and, without ``resume``, everything."""
        self._database.execute("DELETE FROM finished")
        self._database.execute("DELETE FROM further")
        self._database.execute("DELETE FROM inspected WHERE unchecked IS NOT NULL OR NOT ?", (resume,))
        self._database.execute("UPDATE inspected SET position = NULL WHERE position IS NOT NULL")
        self.save()

    def save(self) -> None:
        """Make what was written last through a crash."""
        self._database.execute("COMMIT")
        self._database.execute("BEGIN IMMEDIATE")

    def reuse(self, key: str, position: int) -> bool:
        """Take an earlier result as that of the present run; False where there is none."""
        changed = self._database.execute("UPDATE inspected SET position = ? WHERE key = ?", (position, key))
        return changed.rowcount == 1

    def keep(self, key: str, position: int, found: Inspection) -> None:
        """One result of the present run."""
        self._database.execute(
            "INSERT OR REPLACE INTO inspected VALUES (?, ?, ?, ?, ?, ?)",
            (
                key,
                position,
                found.name,
                json.dumps([asdict(each) for each in found.complaints]),
                json.dumps(found.siblings),
                found.unchecked,
            ),
        )

    def keep_further(self, found: Complaint) -> None:
        """A complaint that concerns more than one function."""
        self._database.execute("INSERT INTO further VALUES (?, ?)", (found.function, json.dumps(asdict(found))))

    def finish(self, identity: str | None) -> None:
        """The run is over: forget what no function has any more. ``identity`` None where it left something open."""
        self._database.execute("DELETE FROM inspected WHERE position IS NULL")
        if identity is not None:
            self._database.execute("INSERT INTO finished VALUES (?)", (identity,))
        self.save()

    def results(self) -> Iterator[Inspection]:
        """What the present run found, in its order."""
        rows = self._database.execute(
            "SELECT name, complaints, siblings, unchecked FROM inspected WHERE position IS NOT NULL ORDER BY position"
        )
        further = self._database.cursor()
        for name, complaints, siblings, unchecked in rows:
            between = further.execute("SELECT complaint FROM further WHERE name = ? ORDER BY rowid", (name,))
            told = [*json.loads(complaints), *(json.loads(each) for (each,) in between)]
            yield Inspection(
                name=name,
                complaints=tuple(_complaint(each) for each in told),
                siblings=tuple(json.loads(siblings)),
                unchecked=unchecked,
            )


def _unusable(path: Path, error: Exception) -> OutputError:
    return OutputError(
        f"The results of earlier checks in {path} cannot be used: {error}. Another check may be under way there; else "
        "remove the file, or name another folder with --cache."
    )


def _complaint(told: dict[str, object]) -> Complaint:
    return Complaint(**{**told, "severity": Severity(str(told["severity"]))})  # type: ignore[arg-type]  # as written by keep
