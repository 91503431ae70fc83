"""What the notebook knows: its state, and the objects that its methods return. No functions of the catalog."""

from __future__ import annotations

from typing import Annotated, TypeAlias, TypedDict

from function_impls.constraints import Format, Length, Pattern, Range
from function_impls.model import Json
from function_impls.worlds import read_world, sound

NoteId: TypeAlias = Annotated[str, Pattern(r"^N-[0-9]{4}$")]
Title: TypeAlias = Annotated[str, Length(minimum=1, maximum=100)]
Text: TypeAlias = Annotated[str, Length(minimum=1, maximum=5000)]
Tag: TypeAlias = Annotated[str, Pattern(r"^[a-z0-9][a-z0-9-]{0,29}$")]
Version: TypeAlias = Annotated[int, Range(minimum=1)]
Day: TypeAlias = Annotated[str, Format("date")]

MAXIMUM_CHARACTERS = 20_000


class NoteVersion(TypedDict):
    """A note after a change; every change counts its version up by 1."""

    id: str
    version: int


class NoteLine(TypedDict):
    """A note in a list."""

    id: str
    title: str
    updated: Day


class FoundNotes(TypedDict):
    """Notes, the one that was changed last first."""

    notes: list[NoteLine]


class Note(TypedDict):
    """A note in full."""

    id: str
    title: str
    text: str
    tags: list[str]
    updated: Day
    version: int
    archived: bool


class NoteTags(TypedDict):
    """The tags of a note, in alphabetical order."""

    id: str
    tags: list[str]


class ArchivedNote(TypedDict):
    """Whether a note is in the archive."""

    id: str
    archived: bool


class DeletedNote(TypedDict):
    """A note that is gone."""

    deleted: str


class _Note(TypedDict):
    title: str
    text: str
    tags: list[Tag]
    updated: Day
    version: Version
    archived: bool


class _World(TypedDict):
    today: Day
    notes: dict[str, _Note]


class NotebookWorld:
    """The state of a notebook: ``{"today", "notes": {"N-1327": {"title", "text", "tags", "version", …}}}``."""

    def __init__(self) -> None:
        self.load_state(read_world("notebook"))

    def load_state(self, state: Json) -> None:
        """Replace the world. Raises ValueError where a note lacks a part or a tag has another form."""
        world: _World = sound(state, _World)
        self._today = world["today"]
        self._notes = world["notes"]

    def dump_state(self) -> Json:
        """Give the whole state, as ``load_state`` takes it."""
        return sound({"today": self._today, "notes": self._notes}, _World)

    def _writing_problem(self, note_id: str) -> str | None:
        note = self._notes.get(note_id)
        if note is None:
            return f"no note {note_id!r}"
        return f"note {note_id!r} is archived; bring it back first" if note["archived"] else None

    def _changed(self, note_id: str) -> NoteVersion:
        note = self._notes[note_id]
        note["version"] += 1
        note["updated"] = self._today
        return {"id": note_id, "version": note["version"]}
