"""A tree of folders and text files, as a model finds it on a shared drive. Paths are absolute, such as /a/b.txt."""

from __future__ import annotations

from typing import Annotated

from function_impls import file_tree_world as world
from function_impls.constraints import Length
from function_impls.file_tree_reading import FileTreeReading
from function_impls.file_tree_world import Kind, Name, Path, Text, Version, name_of, parent_of
from function_impls.model import Failure, effect, failure


class FileTree(FileTreeReading):
    """Folders and text files; see ``FileTreeWorld`` for the state."""

    @effect("non_idempotent")
    def create_text_file(self, path: Path, content: Text) -> world.Written | Failure:
        r"""Make a new text file. Fails where there is something at the path already.

        Args:
            path: Path of the new file, in a folder that exists.
            content: The whole text.

        Returns:
            The path, the size and version 1.

        Errors:
            '.*' exists already: There is a file or folder at the path.
            folder '.*' does not exist: The folder of the file is unknown.
            the name '.*' is not allowed: The last part of the path is . or ..
            only \d+ characters of the quota are left, and \d+ more are needed: The text is too long.

        Examples:
            >>> create_text_file(path="/projects/atlas/budget.csv", content="item,eur\nhall,900\n")
            {'path': '/projects/atlas/budget.csv', 'size': 18, 'version': 1}
            >>> create_text_file(path="/projects/atlas/todo.md", content="- rest")
            {'error': "'/projects/atlas/todo.md' exists already"}

        See Also:
            overwrite_text_file: Replaces the text of a file that exists.
            append_to_text_file: Adds to the end of a file that exists.
        """
        if problem := self._place_problem(path) or self._space_problem(len(content)):
            return failure(problem)
        self._files[path] = {"content": content, "version": 1, "read_only": False}
        return {"path": path, "size": len(content), "version": 1}

    @effect("non_idempotent")
    def overwrite_text_file(self, path: Path, content: Text, version: Version) -> world.Written | Failure:
        r"""Replace the whole text of a file that exists; its old text is lost.

        Args:
            path: Path of the file.
            content: The whole new text.
            version: Version that is overwritten, as read_text_file gives it; protects changes of others.

        Returns:
            The path, the new size and the next version.

        Errors:
            file '.*' does not exist: There is nothing at the path.
            '.*' is a folder: The path is that of a folder.
            file '.*' is read-only: The file may not be changed.
            file '.*' has version \d+, not \d+: Someone has changed the file in between.
            only \d+ characters of the quota are left, and \d+ more are needed: The text is too long.

        Examples:
            >>> overwrite_text_file(path="/projects/atlas/todo.md", content="# Done\n", version=4)
            {'path': '/projects/atlas/todo.md', 'size': 7, 'version': 5}
            >>> overwrite_text_file(path="/projects/atlas/todo.md", content="# Done\n", version=3)
            {'error': "file '/projects/atlas/todo.md' has version 4, not 3"}

        See Also:
            append_to_text_file: Keeps the old text.
            create_text_file: For a file that is not there yet.
        """
        if problem := self._change_problem(path, version):
            return failure(problem)
        file = self._files[path]
        if problem := self._space_problem(len(content) - len(file["content"])):
            return failure(problem)
        file.update({"content": content, "version": version + 1})
        return {"path": path, "size": len(content), "version": version + 1}

    @effect("non_idempotent")
    def append_to_text_file(
        self, path: Path, content: Annotated[Text, Length(minimum=1)], version: Version
    ) -> world.Written | Failure:
        r"""Add a text to the end of a file that exists; nothing is put between old and new text.

        Args:
            path: Path of the file.
            content: The text to add.
            version: Version that is added to, as read_text_file gives it; protects changes of others.

        Returns:
            The path, the new size and the next version.

        Errors:
            file '.*' does not exist: There is nothing at the path.
            '.*' is a folder: The path is that of a folder.
            file '.*' is read-only: The file may not be changed.
            file '.*' has version \d+, not \d+: Someone has changed the file in between.
            only \d+ characters of the quota are left, and \d+ more are needed: The text is too long.

        Examples:
            >>> append_to_text_file(path="/projects/atlas/todo.md", content="- pay\n", version=4)
            {'path': '/projects/atlas/todo.md', 'size': 42, 'version': 5}
            >>> append_to_text_file(path="/biuro/regulamin.txt", content="§ 4\n", version=2)
            {'error': "file '/biuro/regulamin.txt' is read-only"}

        See Also:
            overwrite_text_file: Replaces the old text.
            create_text_file: Makes a file that is not there yet.
        """
        if problem := self._change_problem(path, version) or self._space_problem(len(content)):
            return failure(problem)
        file = self._files[path]
        file.update({"content": file["content"] + content, "version": version + 1})
        return {"path": path, "size": len(file["content"]), "version": version + 1}

    @effect("non_idempotent")
    def make_folder(self, path: Path) -> world.Made | Failure:
        """Make a new, empty folder in a folder that exists.

        Args:
            path: Path of the new folder.

        Returns:
            The path.

        Errors:
            '.*' exists already: There is a file or folder at the path.
            folder '.*' does not exist: The folder above is unknown; make that first.
            the name '.*' is not allowed: The last part of the path is . or ..

        Examples:
            >>> make_folder(path="/biuro/faktury/2025-04")
            {'path': '/biuro/faktury/2025-04'}
            >>> make_folder(path="/biuro/rachunki/2025-04")
            {'error': "folder '/biuro/rachunki' does not exist"}
        """
        if problem := self._place_problem(path):
            return failure(problem)
        self._folders.add(path)
        return {"path": path}

    @effect("non_idempotent")
    def copy_path(self, source: Path, target: Path) -> world.Moved | Failure:
        r"""Copy a file, or a folder with all that lies in it; the original stays. Copies begin at version 1.

        Args:
            source: Path of what is copied.
            target: Full path of the copy, its own name included, where nothing may be yet.

        Returns:
            Both paths, and how many files were copied.

        Errors:
            '.*' does not exist: There is nothing at the source.
            '.*' exists already: There is something at the target.
            folder '.*' does not exist: The target's folder is unknown.
            the name '.*' is not allowed: The last part of the target is . or ..
            '.*' lies inside '.*': A folder would be copied into itself.
            only \d+ characters of the quota are left, and \d+ more are needed: The copy is too large.

        Examples:
            >>> copy_path(source="/projects/atlas", target="/projects/atlas-2026")
            {'source': '/projects/atlas', 'target': '/projects/atlas-2026', 'files': 3}
            >>> copy_path(source="/projects/atlas/todo.md", target="/projects")
            {'error': "'/projects' exists already"}

        See Also:
            move_path: Leaves nothing at the old place.
        """
        if source == "/" or not self._exists(source):
            return failure(f"{source!r} does not exist" if source != "/" else f"{target!r} lies inside '/'")
        if target.startswith(source + "/"):
            return failure(f"{target!r} lies inside {source!r}")
        files = self._files_of(source)
        size = sum(len(self._files[path]["content"]) for path in files)
        if problem := self._place_problem(target) or self._space_problem(size):
            return failure(problem)
        for path in [source, *self._inside(source)]:
            copied = target + path[len(source) :]
            if path in self._files:
                self._files[copied] = {"content": self._files[path]["content"], "version": 1, "read_only": False}
            else:
                self._folders.add(copied)
        return {"source": source, "target": target, "files": len(files)}

    @effect("non_idempotent")
    def move_path(self, source: Path, target_folder: Path) -> world.Moved | Failure:
        """Move a file, or a folder with all that lies in it, into another folder; it keeps its name.

        Args:
            source: Path of what is moved.
            target_folder: Path of the folder that it is moved into.

        Returns:
            The old and the new path, and how many files were moved.

        Errors:
            folder '.*' does not exist: The target folder is unknown.
            '.*' is a file: The target is no folder.
            '.*' does not exist or cannot be moved: There is nothing at the source.
            '.*' exists already: The target folder holds something of this name.
            '.*' lies inside '.*': A folder would be moved into itself.
            file '.*' is read-only: A file may not be changed.

        Examples:
            >>> move_path(source="/biuro/faktury/2025-03/FV-0318.txt", target_folder="/biuro/archiwum")
            {'source': '/biuro/faktury/2025-03/FV-0318.txt', 'target': '/biuro/archiwum/FV-0318.txt', 'files': 1}
            >>> move_path(source="/biuro/faktury/2025-03/FV-0317.txt", target_folder="/biuro/archiwum")
            {'error': "'/biuro/faktury/2025-03/FV-0317.txt' does not exist or cannot be moved"}

        See Also:
            rename_path: Gives another name in the same folder.
            copy_path: Leaves the original where it is.
        """
        if problem := self._kind_problem(target_folder, "folder"):
            return failure(problem)
        target = f"{target_folder.rstrip('/')}/{name_of(source)}"
        if problem := self._move_problem(source, target):
            return failure(problem)
        return self._move(source, target)

    @effect("non_idempotent")
    def rename_path(self, path: Path, new_name: Name) -> world.Moved | Failure:
        """Give a file or folder another name; it stays in its folder.

        Args:
            path: Path of the file or folder.
            new_name: The new name alone, without a folder.

        Returns:
            The old and the new path, and how many files that concerns.

        Errors:
            '.*' does not exist or cannot be moved: There is nothing at the path.
            '.*' exists already: The folder holds something of the new name.
            file '.*' is read-only: A file may not be changed.
            the name '.*' is not allowed: The new name is . or ..

        Examples:
            >>> rename_path(path="/projects/atlas", new_name="atlas-2025")
            {'source': '/projects/atlas', 'target': '/projects/atlas-2025', 'files': 3}
            >>> rename_path(path="/projects/atlas", new_name="borealis")
            {'error': "'/projects/borealis' exists already"}

        See Also:
            move_path: Puts it into another folder under its old name.
        """
        target = f"{parent_of(path).rstrip('/')}/{new_name}"
        if problem := self._move_problem(path, target):
            return failure(problem)
        return self._move(path, target)

    @effect("non_idempotent")
    def delete_path(self, path: Path, kind: Kind, recursive: bool = False) -> world.Removed | Failure:
        """Delete a file, or a folder, for good.

        Args:
            path: Path of the file or folder.
            kind: Which of both it is; it is checked.
            recursive: Whether a folder may be deleted that is not empty.

        Returns:
            The path, and how many files are gone.

        Errors:
            file '.*' does not exist: There is nothing at the path.
            folder '.*' does not exist: There is nothing at the path.
            '.*' is a file: The kind is folder, and the path that of a file.
            '.*' is a folder: The kind is file, and the path that of a folder.
            folder '.*' is not empty; set recursive to delete all in it: It holds something.
            the folder '/' cannot be deleted: The path is that of the whole tree.
            file '.*' is read-only: A file may not be deleted.

        Examples:
            >>> delete_path(path="/projects/borealis/draft-old.txt", kind="file")
            {'path': '/projects/borealis/draft-old.txt', 'files': 1}
            >>> delete_path(path="/projects/borealis", kind="folder")
            {'error': "folder '/projects/borealis' is not empty; set recursive to delete all in it"}
        """
        if problem := self._kind_problem(path, kind):
            return failure(problem)
        if path == "/":
            return failure("the folder '/' cannot be deleted")
        files, inner = self._files_of(path), self._inside(path)
        if inner and not recursive:
            return failure(f"folder {path!r} is not empty; set recursive to delete all in it")
        if locked := [each for each in files if self._files[each]["read_only"]]:
            return failure(f"file {locked[0]!r} is read-only")
        for each in files:
            del self._files[each]
        self._folders -= {path, *inner}
        return {"path": path, "files": len(files)}
