"""Build contexts: tars with equal bytes for equal content, whenever and by whomever they are made.

Entries are sorted; time, owner and names of users are blank; a mode is 755 or 644. Links are followed.
"""

from __future__ import annotations

import hashlib
import io
import tarfile
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from service.errors import ImageError

_EXECUTABLE = 0o111


def files_below(folder: Path) -> tuple[Path, ...]:
    """Return the regular files below ``folder``, relative to it, sorted; byte code caches are left out."""
    return tuple(
        sorted(
            path.relative_to(folder)
            for path in folder.rglob("*")
            if path.is_file() and "__pycache__" not in path.relative_to(folder).parts
        )
    )


def digest_of(folder: Path, files: Iterable[Path]) -> str:
    """SHA-256 over names and content of ``files`` (relative to ``folder``), in the order given."""
    digest = hashlib.sha256()
    for path in files:
        content = (folder / path).read_bytes()
        digest.update(f"{path.as_posix()}\0{len(content)}\0".encode(errors="surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


def build_context(files: Mapping[PurePosixPath, Path | bytes], *, folders: Iterable[PurePosixPath] = ()) -> BinaryIO:
    """Make an uncompressed tar, in an unnamed temporary file at its start, that holds ``files`` by their name in it.

    A value is a file to copy or the content itself. ``folders`` are there even without files.
    ImageError when a file cannot be read or the disk is full.
    """
    context = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    try:
        with tarfile.open(fileobj=context, mode="w", format=tarfile.PAX_FORMAT) as archive:
            parents = {parent for name in (*files, *(each / "any" for each in folders)) for parent in name.parents}
            for folder in sorted(parent for parent in parents if parent.name):
                archive.addfile(_entry(folder, kind=tarfile.DIRTYPE, mode=0o755, size_bytes=0))
            for name, source in sorted(files.items()):
                _add(archive, name, source)
        context.seek(0)
    except OSError as error:
        context.close()
        raise ImageError(
            f"The content of a sandbox image could not be gathered: {error}. Probably a file is not readable or was "
            "removed meanwhile, or the disk is full."
        ) from error
    return context


def _add(archive: tarfile.TarFile, name: PurePosixPath, source: Path | bytes) -> None:
    if isinstance(source, bytes):
        archive.addfile(_entry(name, kind=tarfile.REGTYPE, mode=0o644, size_bytes=len(source)), io.BytesIO(source))
        return
    with source.open("rb") as stream:
        size_bytes = stream.seek(0, io.SEEK_END)
        stream.seek(0)
        mode = 0o755 if source.stat().st_mode & _EXECUTABLE else 0o644
        archive.addfile(_entry(name, kind=tarfile.REGTYPE, mode=mode, size_bytes=size_bytes), stream)


def _entry(name: PurePosixPath, *, kind: bytes, mode: int, size_bytes: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(str(name))
    entry.type, entry.mode, entry.size = kind, mode, size_bytes
    return entry
