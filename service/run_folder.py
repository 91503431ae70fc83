"""The folder that a run writes: locked, atomic, resumable.

::

    DIR/.lock                     held while a run works here
    DIR/run.json.partial          what the run in progress judges (its identity); finished: true once it is done
    DIR/verdicts.jsonl.partial    the truth of a run in progress: one full line for each row judged, in order
    DIR/<label>.jsonl.partial     made again from the two above when a run resumes
    DIR/summary.json.partial
    DIR/*                         the last finished run, whole, until a later one is done

A run ends by writing ``finished`` into run.json.partial and then renaming everything; whoever opens the folder next
completes renames that were cut off. A line that is not whole, or does not fit its row, is cut away with all after it.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from service.errors import OutputError
from service.reports.records import json_line
from verifiers.model import Json, Label

RUN = "run.json"
VERDICTS = "verdicts.jsonl"
SUMMARY = "summary.json"
PARTIAL = ".partial"

_HELD_BACK_SECONDS = 0.05
"""So much of the last judging may be lost where the process is killed; it is then judged again."""


def rows_name(label: Label) -> str:
    """The file that holds the input rows of one label."""
    return f"{label.value}.jsonl"


_ROWS = {label: rows_name(label) for label in Label}


def read_run(folder: Path) -> Json | None:
    """What run.json tells of the finished run in ``folder``; None where there is none."""
    return _read_json(folder / RUN)


def read_begun_run(folder: Path) -> Json | None:
    """What run.json.partial tells of the unfinished run in ``folder``; None where there is none."""
    return _read_json(folder / (RUN + PARTIAL))


def is_unfinished(folder: Path) -> bool:
    """Whether a run in ``folder`` was begun and not finished."""
    return (folder / (RUN + PARTIAL)).exists()


@dataclass(slots=True, kw_only=True)
class RunFolder:
    """One folder, locked for one run. A context manager; OutputError where it cannot be used."""

    path: Path
    kept: int = 0
    _lock: BinaryIO | None = None
    _files: dict[str, BinaryIO] = field(default_factory=dict)
    _written: int = 0
    _written_at: float = 0.0

    def __enter__(self) -> Self:
        with self.writing():
            self.path.mkdir(parents=True, exist_ok=True)
            self._lock = (self.path / ".lock").open("ab")
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                self._lock.close()
                raise OutputError(
                    f"Another run is writing into {self.path}. Wait until it ends, or choose another folder with --out."
                ) from error
            self._complete_renames()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each in self._files.values():
            with self._quietly(failing=error is not None):
                each.close()
        if self._lock is not None:
            self._lock.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Turns an operating system's refusal into an OutputError that says what was kept."""
        try:
            yield
        except OSError as error:
            raise OutputError(self._refusal(error)) from error

    def finished_identity(self) -> Json | None:
        """What the finished run here judged; None where there is none or one of its files is gone."""
        told = read_run(self.path)
        names = (VERDICTS, SUMMARY, *map(rows_name, Label))
        whole = isinstance(told, dict) and all((self.path / name).is_file() for name in names)
        return told.get("identity") if whole and isinstance(told, dict) else None

    def begun_identity(self) -> Json | None:
        """What the unfinished run here judges; None where there is none."""
        told = _read_json(self.path / (RUN + PARTIAL))
        return told.get("identity") if isinstance(told, dict) else None

    def begin(self, told: Json, *, resume: bool) -> None:
        """Opens the partial files.

        Without ``resume`` an unfinished run is thrown away, and run.json.partial says ``told`` of the new one.
        """
        with self.writing():
            if not resume:
                for name in (RUN, VERDICTS, SUMMARY, *map(rows_name, Label)):
                    (self.path / (name + PARTIAL)).unlink(missing_ok=True)
                self._write_run({"finished": False, **told})
            self._files[VERDICTS] = (self.path / (VERDICTS + PARTIAL)).open("a+b")
            self._files[VERDICTS].seek(0)
            for label in Label:
                self._files[rows_name(label)] = (self.path / (rows_name(label) + PARTIAL)).open("wb")

    def kept_line(self) -> bytes | None:
        """The next verdict of the run that is resumed; None after the last whole one."""
        with self.writing():
            line = self._files[VERDICTS].readline()
        return line if line.endswith(b"\n") else None

    def cut(self, size: int) -> None:
        """Throws away what stands in the verdicts after their first ``size`` bytes."""
        with self.writing():
            verdicts = self._files[VERDICTS]
            verdicts.truncate(size)
            verdicts.seek(size)

    def keep(self, content: bytes, label: Label, line: bytes | None) -> None:
        """Writes one row to its label's file and, unless it stands there already, its verdict ``line``.

        Verdicts reach the disk together, a few times a second and wherever a run ends that is not killed.
        """
        try:
            if line is not None:
                self._files[VERDICTS].write(line)
            self._files[_ROWS[label]].write(one_line(content) + b"\n")
            now = time.monotonic()
            if now - self._written_at >= _HELD_BACK_SECONDS:
                self._files[VERDICTS].flush()
                self._written, self._written_at = self.kept + 1, now
        except OSError as error:
            raise OutputError(self._refusal(error)) from error
        self.kept += 1

    def finish(self, told: Json, summary: Json) -> None:
        """Makes the partial files the finished ones, durably; ``told`` goes into run.json."""
        with self.writing():
            for each in self._files.values():
                each.flush()
                os.fsync(each.fileno())
                each.close()
            self._files.clear()
            _write_durably(self.path / (SUMMARY + PARTIAL), _pretty(summary))
            self._write_run({"finished": True, **told})
            self._complete_renames()

    def discard(self) -> None:
        """Throws the run in progress away."""
        with self.writing():
            for name in (RUN, VERDICTS, SUMMARY, *map(rows_name, Label)):
                (self.path / (name + PARTIAL)).unlink(missing_ok=True)

    def _write_run(self, told: Json) -> None:
        staged = self.path / (RUN + ".new")
        _write_durably(staged, _pretty(told))
        staged.replace(self.path / (RUN + PARTIAL))

    def _complete_renames(self) -> None:
        told = _read_json(self.path / (RUN + PARTIAL))
        if not isinstance(told, dict) or told.get("finished") is not True:
            return
        for name in (VERDICTS, SUMMARY, *map(rows_name, Label), RUN):
            partial = self.path / (name + PARTIAL)
            if partial.exists():
                partial.replace(self.path / name)
        descriptor = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _refusal(self, error: OSError) -> str:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            cause = "There is no room left. Make room, then give the same command"
        elif error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            cause = "It may not be written to. Choose another folder with --out, or change its rights"
        elif error.errno in {errno.ENOTDIR, errno.EEXIST}:
            cause = "A file stands where a folder belongs. Choose another folder with --out"
        else:
            cause = "Look at the disk, then give the same command"
        resumes = f"; it goes on after the {self._written} verdicts that are kept." if self._written else "."
        return f"Results cannot be written to {self.path}: {error.strerror}. {cause}{resumes}"

    @contextmanager
    def _quietly(self, *, failing: bool) -> Iterator[None]:
        """Lets closing fail where another error is on its way out already."""
        try:
            yield
        except OSError as error:
            if not failing:
                raise OutputError(self._refusal(error)) from error


def one_line(content: bytes) -> bytes:
    """The row without line ends inside: where a row spans lines they are white space between JSON tokens."""
    return content.replace(b"\r\n", b"  ").replace(b"\n", b" ") if b"\n" in content else content


def _pretty(value: Json) -> bytes:
    return json.dumps(json.loads(json_line(value)), ensure_ascii=True, indent=2).encode() + b"\n"


def _read_json(path: Path) -> Json | None:
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except (ValueError, RecursionError):
        return None


def _write_durably(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
