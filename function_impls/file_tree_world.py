"""What the file tree holds: folders, text files with versions, a quota. No functions of the catalog."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Length, Pattern, Range
from function_impls.model import Json
from function_impls.worlds import read_world, sound

Path: TypeAlias = Annotated[str, Pattern(r"^/([^/\x00]+(/[^/\x00]+)*)?$"), Length(maximum=200)]
Name: TypeAlias = Annotated[str, Pattern(r"^[^/\x00]+$"), Length(maximum=80)]
Text: TypeAlias = Annotated[str, Length(maximum=5000)]
Kind: TypeAlias = Literal["file", "folder"]
Version: TypeAlias = Annotated[int, Range(minimum=1)]
Characters: TypeAlias = Annotated[int, Range(minimum=0)]


class Entry(TypedDict):
    """A file or folder inside a folder; ``size`` is in characters, of a folder's files together."""

    name: str
    kind: Kind
    size: int


class Folder(TypedDict):
    """What a folder holds, by name, folders first."""

    path: str
    entries: list[Entry]


class Content(TypedDict):
    """The text of a file, and the version that a change has to name."""

    path: str
    content: str
    version: int


class Written(TypedDict):
    """A file after it was written; ``size`` is in characters."""

    path: str
    size: int
    version: int


class Made(TypedDict):
    """A folder that is new."""

    path: str


class Moved(TypedDict):
    """Where something was, where it is, and how many files that concerns."""

    source: str
    target: str
    files: int


class Removed(TypedDict):
    """What is gone, and how many files that concerns."""

    path: str
    files: int


class Found(TypedDict):
    """The paths that match, in order."""

    paths: list[str]


class Line(TypedDict):
    """A line that holds the text; lines count from 1."""

    path: str
    line: int
    text: str


class Lines(TypedDict):
    """The lines that hold the text, by path and number, and how many there are."""

    lines: list[Line]
    total: int


class File(TypedDict):
    """A text file as the state has it."""

    content: str
    version: int
    read_only: bool


class _State(TypedDict):
    quota: int
    folders: list[str]
    files: dict[str, File]


class FileTreeWorld:
    """Folders and text files; state is ``{"quota", "folders": ["/a"], "files": {"/a/b.txt": {"content", …}}}``.

    The folder ``/`` is always there. The quota bounds the characters of all files together.
    """

    def __init__(self) -> None:
        self._quota = 0
        self._folders: set[str] = set()
        self._files: dict[str, File] = {}
        self.load_state(read_world("file_tree"))

    def load_state(self, state: Json) -> None:
        """Replace everything. Raises ValueError where a folder is missing or a path is both file and folder."""
        world: _State = sound(state, _State)
        folders = {*world["folders"], "/"}
        for path in (*world["files"], *(folders - {"/"})):
            if not path.startswith("/") or path.endswith("/") or parent_of(path) not in folders:
                raise ValueError(f"the state has {path!r}, and not the folder that it lies in")
        if both := sorted(folders & world["files"].keys()):
            raise ValueError(f"the state has {both[0]!r} both as a file and as a folder")
        self._quota, self._folders, self._files = world["quota"], folders, world["files"]

    def dump_state(self) -> Json:
        """Give the whole state, as ``load_state`` takes it."""
        files = {path: dict(self._files[path]) for path in sorted(self._files)}
        return {"quota": self._quota, "folders": sorted(self._folders - {"/"}), "files": files}

    def _exists(self, path: str) -> bool:
        return path in self._folders or path in self._files

    def _inside(self, folder: str) -> list[str]:
        """All paths below a folder, in order."""
        start = folder.rstrip("/") + "/"
        return sorted(path for path in (*self._folders, *self._files) if path.startswith(start) and path != "/")

    def _files_of(self, path: str) -> list[str]:
        """The file itself, or all files below a folder."""
        return [path] if path in self._files else [each for each in self._inside(path) if each in self._files]

    def _space_problem(self, more: int) -> str | None:
        left = self._quota - sum(len(file["content"]) for file in self._files.values())
        return f"only {left} characters of the quota are left, and {more} more are needed" if more > left else None

    def _place_problem(self, path: str) -> str | None:
        """Why nothing new can be made at ``path``."""
        if self._exists(path):
            return f"{path!r} exists already"
        if parent_of(path) not in self._folders:
            return f"folder {parent_of(path)!r} does not exist"
        return f"the name {name_of(path)!r} is not allowed" if name_of(path) in {"", ".", ".."} else None

    def _kind_problem(self, path: str, kind: Kind) -> str | None:
        if path in self._files and kind == "folder":
            return f"{path!r} is a file"
        if path in self._folders and kind == "file":
            return f"{path!r} is a folder"
        return None if self._exists(path) else f"{kind} {path!r} does not exist"

    def _change_problem(self, path: str, version: int) -> str | None:
        """Why the file cannot be written by someone who knows ``version`` of it."""
        if problem := self._kind_problem(path, "file"):
            return problem
        file = self._files[path]
        if file["read_only"]:
            return f"file {path!r} is read-only"
        return None if file["version"] == version else f"file {path!r} has version {file['version']}, not {version}"

    def _move_problem(self, source: str, target: str) -> str | None:
        if source == "/" or not self._exists(source):
            return f"{source!r} does not exist or cannot be moved"
        if target.startswith(source + "/"):
            return f"{target!r} lies inside {source!r}"
        locked = [path for path in self._files_of(source) if self._files[path]["read_only"]]
        return f"file {locked[0]!r} is read-only" if locked else self._place_problem(target)

    def _move(self, source: str, target: str) -> Moved:
        files = self._files_of(source)
        for path in [source, *self._inside(source)]:
            moved = target + path[len(source) :]
            if path in self._files:
                self._files[moved] = self._files.pop(path)
            else:
                self._folders.remove(path)
                self._folders.add(moved)
        return {"source": source, "target": target, "files": len(files)}


def parent_of(path: str) -> str:
    """The folder that a path lies in."""
    return path.rpartition("/")[0] or "/"


def name_of(path: str) -> str:
    """The last part of a path."""
    return path.rpartition("/")[2]
