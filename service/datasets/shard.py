"""A shard: files, folders and globs, read in order as one sequence of rows."""

from __future__ import annotations

import glob
import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from service.datasets.bfcl_files import ANSWERS_FOLDER, DOCUMENTS_FOLDER, companions
from service.datasets.containers import DEFAULT_LIMITS, RowLimits, printable, read_rows
from service.datasets.formats import AUTO, adapter_for, check_format, recognise
from service.datasets.model import RawRow, Row
from service.datasets.rows import decodable, read_row
from service.datasets.strict_json import decode_bytes
from service.errors import InputError
from verifiers.codes import finding

EXTENSIONS = tuple(f".{kind}{packed}" for kind in ("jsonl", "ndjson", "json") for packed in ("", ".gz", ".zst"))
"""What a folder is searched for; a file that is named itself may be called anything."""

COMPANION_FOLDERS = frozenset((ANSWERS_FOLDER, DOCUMENTS_FOLDER, "memory_prereq_conversation", "unused_datasets"))
"""Folders of BFCL that hold no questions to be judged; searched only where they are named themselves."""

_BFCL_INDEX = "format_sensitivity.json"  # lists ids of other files; stands among BFCL's questions
_ROWS_TO_RECOGNISE = 20
_BLOCK_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardFile:
    """One file. ``source`` names it in rows: its name, or its path in the shard where two files share a name.

    ``relative`` is its path below the folder that was given, or its name.
    """

    path: Path
    relative: str
    source: str
    size_bytes: int


class Shard:
    """The rows of several files as one sequence. Make it with ``open_shard``.

    ``position_bytes`` says how far the last started iteration has read, of ``size_bytes``; both count the files
    as they lie on the disk, packed or not.
    """

    def __init__(self, files: Sequence[ShardFile], format_name: str, limits: RowLimits) -> None:
        self.files = tuple(files)
        self.format_name = format_name
        self.size_bytes = sum(file.size_bytes for file in files)
        self._limits = limits
        self._position_bytes = 0

    @property
    def position_bytes(self) -> int:
        """How many bytes of the files were read by the last started iteration."""
        return self._position_bytes

    def raw_rows(self) -> Iterator[RawRow]:
        """Yield every row of every file byte for byte. Raises InputError where a file cannot be read."""
        self._position_bytes = 0
        for file in self.files:
            yield from self._read(file)

    def rows(self) -> Iterator[Row]:
        """Yield every row read by its file's format; a repeated id is ``format.duplicate_example_id``.

        Memory grows by one 16-byte digest for each row. Raises InputError where a file cannot be read.
        """
        self._position_bytes = 0
        seen: set[bytes] = set()
        for file in self.files:
            adapter = adapter_for(self.format_of(file), file.path)
            for raw in self._read(file):
                row = read_row(raw, adapter)
                digest = hashlib.blake2b(row.id.encode("utf-8"), digest_size=16).digest()
                if digest in seen:
                    row = _repeated(row)
                seen.add(digest)
                yield row

    def format_of(self, file: ShardFile) -> str:
        """The format of a file: the one asked for, or the one its first rows have the shape of, else native."""
        if self.format_name != AUTO:
            return self.format_name
        raws = read_rows(file.path, source=file.source, limits=self._limits)
        for raw in islice(raws, _ROWS_TO_RECOGNISE):
            fields = decode_bytes(raw.content).value if decodable(raw) else None
            if isinstance(fields, dict) and (name := recognise(fields)):
                return name
        return "native"

    def fingerprint(self) -> str:
        """SHA-256 (hex) over the names, formats and bytes of all files, and of the companions that a format reads."""
        digest = hashlib.sha256()
        for file in self.files:
            name = self.format_of(file)
            digest.update(f"{file.relative}\0{name}\0{_file_digest(file.path)}\n".encode("utf-8", "surrogateescape"))
            for path in companions(file.path) if name == "bfcl" else ():
                digest.update(f"{path.parent.name}/{path.name}\0{_file_digest(path)}\n".encode())
        return digest.hexdigest()

    def _read(self, file: ShardFile) -> Iterator[RawRow]:
        return read_rows(file.path, source=file.source, limits=self._limits, on_read=self._advance)

    def _advance(self, size: int) -> None:
        self._position_bytes += size


def open_shard(paths: Sequence[str | Path], format_name: str = AUTO, *, limits: RowLimits = DEFAULT_LIMITS) -> Shard:
    """Find the files that ``paths`` (files, folders, globs) name, in that order; a folder's are sorted.

    Raises InputError where a path is missing, matches nothing, holds no shard or cannot be read, and UsageError
    for an unknown format. A file that is named twice is read once.
    """
    check_format(format_name)
    if not paths:
        raise InputError("No shard was given; name at least one file, folder or glob.")
    found = {path.resolve(): (path, relative) for each in paths for path, relative in _expanded(str(each))}
    names = Counter(path.name for path, _ in found.values())
    files = []
    for path, relative in found.values():
        source = path.name if names[path.name] == 1 else relative
        files.append(ShardFile(path=path, relative=relative, source=printable(source), size_bytes=_readable_size(path)))
    return Shard(files, format_name, limits)


def _expanded(text: str) -> list[tuple[Path, str]]:
    """The files that one argument names, each with its name inside the shard."""
    path = Path(text)
    if path.is_dir():
        return _in_folder(path)
    if path.exists():
        return [(path, path.name)]
    if not glob.has_magic(text):
        raise InputError(f"{text} does not exist; check the spelling and the folder that you are in.")
    matches = sorted(glob.glob(text, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    files = [pair for match in matches for pair in _matched(Path(match))]
    if not files:
        raise InputError(f"Nothing matches {text}; check the pattern, or quote it so that the shell leaves it alone.")
    return files


def _matched(path: Path) -> list[tuple[Path, str]]:
    if path.is_dir():
        return [(each, f"{path.name}/{relative}") for each, relative in _shards_below(path)]
    return [(path, path.name)]


def _in_folder(folder: Path) -> list[tuple[Path, str]]:
    found = _shards_below(folder)
    if not found:
        raise InputError(
            f"The folder {folder} holds no shard; a shard's name ends with one of {', '.join(EXTENSIONS)}. "
            "Name the file itself if it is called otherwise."
        )
    return found


def _shards_below(folder: Path) -> list[tuple[Path, str]]:
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in COMPANION_FOLDERS and not name.startswith(".")]
        indexed = (Path(parent) / ANSWERS_FOLDER).is_dir()
        found += [Path(parent) / name for name in names if _is_shard(name, indexed=indexed)]
    return [(path, path.relative_to(folder).as_posix()) for path in sorted(found)]


def _is_shard(name: str, *, indexed: bool) -> bool:
    if name.startswith(".") or not name.endswith(EXTENSIONS):
        return False
    return not (indexed and name.endswith(_BFCL_INDEX))


def _readable_size(path: Path) -> int:
    if not path.is_file():
        raise InputError(f"{path} is not a regular file, and a shard is read more than once; write it to a file first.")
    try:
        with path.open("rb"):
            return path.stat().st_size
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check its permissions.") from error


def _file_digest(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK_BYTES):
                digest.update(block)
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check its permissions.") from error
    return digest.hexdigest()


def _repeated(row: Row) -> Row:
    message = f"An earlier row of the shard has the id {row.id[:80]!r} too."
    repeated = finding("format.duplicate_example_id", path="/id", message=message, facts={"id": row.id[:200]})
    return replace(row, findings=(*row.findings, repeated))
