"""A notebook. Notes have versions, so that nobody overwrites what they have not seen."""

from __future__ import annotations

from typing import Annotated

from function_impls import notebook_world as world
from function_impls.constraints import Length
from function_impls.model import Failure, effect, failure
from function_impls.notebook_world import MAXIMUM_CHARACTERS, NotebookWorld, NoteId, Tag, Text, Title, Version
from function_impls.worlds import fresh_id


class Notebook(NotebookWorld):
    """Notes with tags; see ``NotebookWorld`` for the state."""

    @effect("non_idempotent")
    def create_note(
        self, title: Title, text: Text, tags: Annotated[list[Tag], Length(maximum=10, unique=True)] | None = None
    ) -> world.NoteVersion | Failure:
        """Write a new note.

        Use append_to_note to add to a note that is there.

        Args:
            title: Title, which no other note has; case does not matter.
            text: Text of the note.
            tags: Words under which it can be found, in small letters.

        Returns:
            The id of the note and its version, 1.

        Errors:
            note '.*' has this title already: Titles are unique.

        Examples:
            >>> create_note(title="Rowery", text="Serwis w maju.", tags=["dom"])
            {'id': 'N-9951', 'version': 1}
            >>> create_note(title="Books to read", text="Miłosz")
            {'error': "note 'N-4125' has this title already"}

        See Also:
            append_to_note: Adds to a note that is there.
        """
        for name, note in self._notes.items():
            if note["title"].casefold() == title.casefold():
                return failure(f"note {name!r} has this title already")
        name = fresh_id("N-", self._notes)
        self._notes[name] = {
            "title": title,
            "text": text,
            "tags": sorted(set(tags or [])),
            "updated": self._today,
            "version": 1,
            "archived": False,
        }
        return {"id": name, "version": 1}

    @effect("read_only")
    def find_notes(
        self,
        words: Annotated[str, Length(minimum=2, maximum=80)] | None = None,
        tag: Tag | None = None,
        archived: bool = False,
    ) -> world.FoundNotes:
        """Find notes by words of title or text, by a tag, or both; all of them where neither is given.

        Args:
            words: Text that title or text must contain; case does not matter.
            tag: Tag that the note must have.
            archived: Whether to look into the archive instead of the other notes.

        Returns:
            The notes without their texts, the one that was changed last first.

        Examples:
            >>> find_notes(words="sernik")
            {'notes': [{'id': 'N-3058', 'title': 'Przepis na sernik', 'updated': '2024-12-20'}]}
            >>> find_notes(words="sernik", archived=True)
            {'notes': []}

        See Also:
            read_note: Gives the text of one note.
        """
        found = [
            (name, note)
            for name, note in self._notes.items()
            if note["archived"] == archived
            and (tag is None or tag in note["tags"])
            and (words is None or words.casefold() in f"{note['title']}\n{note['text']}".casefold())
        ]
        found.sort(key=lambda each: (each[1]["updated"], each[0]), reverse=True)
        return {"notes": [{"id": name, "title": note["title"], "updated": note["updated"]} for name, note in found]}

    @effect("read_only")
    def read_note(self, note_id: NoteId) -> world.Note | Failure:
        """Give one note in full, with the version that rewrite_note asks for.

        Args:
            note_id: Id of the note, such as N-1327.

        Returns:
            The note.

        Errors:
            no note '.*': The note is unknown.

        Examples:
            >>> read_note(note_id="N-6384")
            {'id': 'N-6384', 'title': 'Garden plan', 'text': 'Tomatoes along the south wall, mint in pots.',
             'tags': ['dom', 'ogrod'], 'updated': '2025-03-02', 'version': 1, 'archived': False}
            >>> read_note(note_id="N-6385")
            {'error': "no note 'N-6385'"}

        See Also:
            find_notes: Finds notes.
        """
        note = self._notes.get(note_id)
        if note is None:
            return failure(f"no note {note_id!r}")
        return {
            "id": note_id,
            "title": note["title"],
            "text": note["text"],
            "tags": note["tags"].copy(),
            "updated": note["updated"],
            "version": note["version"],
            "archived": note["archived"],
        }

    @effect("non_idempotent")
    def append_to_note(self, note_id: NoteId, text: Text) -> world.NoteVersion | Failure:
        """Add a line at the end of a note and keep what stands there.

        Use rewrite_note to replace the text.

        Args:
            note_id: Id of the note, such as N-1327.
            text: What to add; it begins a new line.

        Returns:
            The note and its new version.

        Errors:
            no note '.*': The note is unknown.
            note '.*' is archived; bring it back first: It cannot be changed.
            note '.*' would be longer than [0-9]+ characters: There is no room.

        Examples:
            >>> append_to_note(note_id="N-1327", text="masło")
            {'id': 'N-1327', 'version': 5}
            >>> append_to_note(note_id="N-1328", text="masło")
            {'error': "no note 'N-1328'"}

        See Also:
            rewrite_note: Replaces the text.
            create_note: Writes a new note.
        """
        if problem := self._writing_problem(note_id):
            return failure(problem)
        longer = f"{self._notes[note_id]['text']}\n{text}"
        if len(longer) > MAXIMUM_CHARACTERS:
            return failure(f"note {note_id!r} would be longer than {MAXIMUM_CHARACTERS} characters")
        self._notes[note_id]["text"] = longer
        return self._changed(note_id)

    @effect("non_idempotent")
    def rewrite_note(self, note_id: NoteId, text: Text, version: Version) -> world.NoteVersion | Failure:
        """Replace the whole text of a note; title and tags stay.

        Use append_to_note to add to it.

        Args:
            note_id: Id of the note, such as N-1327.
            text: The new text.
            version: Version that was read, which must be the newest.

        Returns:
            The note and its new version.

        Errors:
            no note '.*': The note is unknown.
            note '.*' is archived; bring it back first: It cannot be changed.
            note '.*' has the version [0-9]+, not [0-9]+: It was changed since; read it again.

        Examples:
            >>> rewrite_note(note_id="N-5230", text="Transport +5 %.", version=3)
            {'id': 'N-5230', 'version': 4}
            >>> rewrite_note(note_id="N-5230", text="Transport +5 %.", version=2)
            {'error': "note 'N-5230' has the version 3, not 2"}

        See Also:
            append_to_note: Adds to the text.
        """
        if problem := self._writing_problem(note_id):
            return failure(problem)
        if self._notes[note_id]["version"] != version:
            return failure(f"note {note_id!r} has the version {self._notes[note_id]['version']}, not {version}")
        self._notes[note_id]["text"] = text
        return self._changed(note_id)

    @effect("non_idempotent")
    def tag_note(self, note_id: NoteId, tag: Tag) -> world.NoteTags | Failure:
        """Give a note one more tag.

        Use untag_note to take one away.

        Args:
            note_id: Id of the note, such as N-1327.
            tag: The tag, in small letters.

        Returns:
            The note and all its tags.

        Errors:
            no note '.*': The note is unknown.
            note '.*' is archived; bring it back first: It cannot be changed.
            note '.*' has the tag '.*' already: Nothing would change.
            note '.*' has 10 tags already: There is no room.

        Examples:
            >>> tag_note(note_id="N-1327", tag="pilne")
            {'id': 'N-1327', 'tags': ['dom', 'pilne']}
            >>> tag_note(note_id="N-1327", tag="dom")
            {'error': "note 'N-1327' has the tag 'dom' already"}

        See Also:
            untag_note: Takes a tag away.
        """
        if problem := self._writing_problem(note_id):
            return failure(problem)
        note = self._notes[note_id]
        if tag in note["tags"]:
            return failure(f"note {note_id!r} has the tag {tag!r} already")
        if len(note["tags"]) >= 10:
            return failure(f"note {note_id!r} has 10 tags already")
        note["tags"] = sorted([*note["tags"], tag])
        return {"id": note_id, "tags": note["tags"].copy()}

    @effect("non_idempotent")
    def untag_note(self, note_id: NoteId, tag: Tag) -> world.NoteTags | Failure:
        """Take a tag away from a note.

        Args:
            note_id: Id of the note, such as N-1327.
            tag: The tag, which the note must have.

        Returns:
            The note and the tags that are left.

        Errors:
            no note '.*': The note is unknown.
            note '.*' is archived; bring it back first: It cannot be changed.
            note '.*' has no tag '.*': There is nothing to take away.

        Examples:
            >>> untag_note(note_id="N-1846", tag="prezenty")
            {'id': 'N-1846', 'tags': ['dom']}
            >>> untag_note(note_id="N-1846", tag="prezent")
            {'error': "note 'N-1846' has no tag 'prezent'"}

        See Also:
            tag_note: Gives a note a tag.
        """
        if problem := self._writing_problem(note_id):
            return failure(problem)
        note = self._notes[note_id]
        if tag not in note["tags"]:
            return failure(f"note {note_id!r} has no tag {tag!r}")
        note["tags"] = [each for each in note["tags"] if each != tag]
        return {"id": note_id, "tags": note["tags"].copy()}

    @effect("idempotent")
    def archive_note(self, note_id: NoteId, archived: bool = True) -> world.ArchivedNote | Failure:
        """Put a note into the archive, where it is kept but cannot be changed, or bring it back.

        Use delete_note to remove it for good.

        Args:
            note_id: Id of the note, such as N-1327.
            archived: True to put it into the archive, false to bring it back.

        Returns:
            The note and whether it is in the archive.

        Errors:
            no note '.*': The note is unknown.

        Examples:
            >>> archive_note(note_id="N-6012")
            {'id': 'N-6012', 'archived': True}
            >>> archive_note(note_id="N-6013")
            {'error': "no note 'N-6013'"}

        See Also:
            delete_note: Removes a note for good.
        """
        note = self._notes.get(note_id)
        if note is None:
            return failure(f"no note {note_id!r}")
        note["archived"] = archived
        return {"id": note_id, "archived": archived}

    @effect("non_idempotent")
    def delete_note(self, note_id: NoteId, title: Title) -> world.DeletedNote | Failure:
        """Remove a note for good.

        Use archive_note to keep it out of sight.

        Args:
            note_id: Id of the note, such as N-1327.
            title: Its title, which must agree with the id; case does not matter.

        Returns:
            The id of the note that is gone.

        Errors:
            no note '.*' with the title '.*': The note is unknown or has another title.

        Examples:
            >>> delete_note(note_id="N-5677", title="Numery części do zmywarki")
            {'deleted': 'N-5677'}
            >>> delete_note(note_id="N-5677", title="Numery części")
            {'error': "no note 'N-5677' with the title 'Numery części'"}

        See Also:
            archive_note: Keeps a note out of sight.
        """
        note = self._notes.get(note_id)
        if note is None or note["title"].casefold() != title.casefold():
            return failure(f"no note {note_id!r} with the title {title!r}")
        del self._notes[note_id]
        return {"deleted": note_id}
