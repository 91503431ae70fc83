"""The methods of the file tree that only look: listing, reading and both kinds of searching."""

from __future__ import annotations

from typing import Annotated

from function_impls import file_tree_world as world
from function_impls.constraints import Length, Range
from function_impls.file_tree_world import FileTreeWorld, Path, name_of, parent_of
from function_impls.model import Failure, effect, failure


class FileTreeReading(FileTreeWorld):
    """What a file tree tells of itself."""

    @effect("read_only")
    def list_folder(self, path: Path = "/") -> world.Folder | Failure:
        """List what lies directly in a folder, folders first.

        Args:
            path: Path of the folder.

        Returns:
            Names, kinds and sizes in characters.

        Errors:
            folder '.*' does not exist: There is nothing at the path.
            '.*' is a file: The path is that of a file.

        Examples:
            >>> list_folder(path="/biuro/umowy")
            {'path': '/biuro/umowy', 'entries': [{'name': 'najem-2024.txt', 'kind': 'file', 'size': 101}]}
            >>> list_folder(path="/biuro/umowa")
            {'error': "folder '/biuro/umowa' does not exist"}

        See Also:
            find_files_by_name: Looks in the folders below as well.
        """
        if problem := self._kind_problem(path, "folder"):
            return failure(problem)
        inner = [each for each in self._inside(path) if parent_of(each) == path]
        entries: list[world.Entry] = [
            {
                "name": name_of(each),
                "kind": "folder" if each in self._folders else "file",
                "size": sum(len(self._files[file]["content"]) for file in self._files_of(each)),
            }
            for each in inner
        ]
        return {"path": path, "entries": sorted(entries, key=lambda each: (each["kind"] == "file", each["name"]))}

    @effect("read_only")
    def read_text_file(self, path: Path) -> world.Content | Failure:
        r"""Read the whole text of a file, with the version that a change has to name.

        Args:
            path: Path of the file.

        Returns:
            The text and the version.

        Errors:
            file '.*' does not exist: There is nothing at the path.
            '.*' is a folder: The path is that of a folder.

        Examples:
            >>> read_text_file(path="/projects/atlas/todo.md")
            {'path': '/projects/atlas/todo.md',
             'content': '# To do\n- book the hall\n- call Nina\n', 'version': 4}
            >>> read_text_file(path="/projects/atlas")
            {'error': "'/projects/atlas' is a folder"}

        See Also:
            search_file_contents: Where it is not known which file holds a text.
        """
        if problem := self._kind_problem(path, "file"):
            return failure(problem)
        return {"path": path, "content": self._files[path]["content"], "version": self._files[path]["version"]}

    @effect("read_only")
    def find_files_by_name(
        self, pattern: Annotated[str, Length(minimum=1, maximum=60)], folder: Path = "/"
    ) -> world.Found | Failure:
        """Find the files whose names fit a pattern, in a folder and all folders below it.

        Args:
            pattern: The whole name, where * stands for any characters and ? for one, such as *.csv; case counts.
            folder: Path of the folder to look in.

        Returns:
            The paths of the files, in order.

        Errors:
            folder '.*' does not exist: There is nothing at the path of the folder.
            '.*' is a file: The path is that of a file.

        Examples:
            >>> find_files_by_name(pattern="*.csv")
            {'paths': ['/biuro/lista-plac.csv', '/projects/borealis/measurements.csv']}
            >>> find_files_by_name(pattern="*.csv", folder="/project")
            {'error': "folder '/project' does not exist"}

        See Also:
            search_file_contents: Looks at what stands in the files, not at their names.
            list_folder: What lies directly in one folder.
        """
        if problem := self._kind_problem(folder, "folder"):
            return failure(problem)
        return {"paths": [each for each in self._files_of(folder) if _fits(name_of(each), pattern)]}

    @effect("read_only")
    def search_file_contents(
        self,
        text: Annotated[str, Length(minimum=1, maximum=100)],
        folder: Path = "/",
        match_case: bool = False,
        limit: Annotated[int, Range(minimum=1, maximum=100)] = 20,
    ) -> world.Lines | Failure:
        """Find the lines that hold a text, in all files of a folder and of the folders below it.

        Args:
            text: The text to look for, as it stands; it is no pattern.
            folder: Path of the folder to look in.
            match_case: Whether upper and lower case differ.
            limit: At most so many lines.

        Returns:
            The lines by path and number, and how many there are in all.

        Errors:
            folder '.*' does not exist: There is nothing at the path of the folder.
            '.*' is a file: The path is that of a file; use read_text_file.

        Examples:
            >>> search_file_contents(text="nina", folder="/projects")
            {'lines': [{'path': '/projects/atlas/todo.md', 'line': 3, 'text': '- call Nina'}], 'total': 1}
            >>> search_file_contents(text="nina", folder="/projects/atlas/todo.md")
            {'error': "'/projects/atlas/todo.md' is a file"}

        See Also:
            find_files_by_name: Looks at the names of files.
            read_text_file: The whole text of a file whose path is known.
        """
        if problem := self._kind_problem(folder, "folder"):
            return failure(problem)
        wanted = text if match_case else text.casefold()
        lines: list[world.Line] = [
            {"path": path, "line": number, "text": line}
            for path in self._files_of(folder)
            for number, line in enumerate(self._files[path]["content"].split("\n"), 1)
            if wanted in (line if match_case else line.casefold())
        ]
        return {"lines": lines[:limit], "total": len(lines)}


def _fits(name: str, pattern: str) -> bool:
    """Whether the whole name fits a pattern of * and ?, in time of their lengths multiplied."""
    reached = [True] + [False] * len(name)
    for sign in pattern:
        if sign == "*":
            for place in range(len(name)):
                reached[place + 1] = reached[place + 1] or reached[place]
        else:
            reached = [False] + [reached[place] and sign in ("?", name[place]) for place in range(len(name))]
    return reached[-1]
