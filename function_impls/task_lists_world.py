"""What the task lists know: their state, and the objects that their methods return. No functions of the catalog."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Format, Length, Pattern
from function_impls.model import Json
from function_impls.worlds import read_world, sound

TaskId: TypeAlias = Annotated[str, Pattern(r"^task-[0-9]{4}$")]
ListName: TypeAlias = Annotated[str, Length(minimum=1, maximum=40)]
Title: TypeAlias = Annotated[str, Length(minimum=2, maximum=120)]
Priority: TypeAlias = Literal["low", "normal", "high"]
Day: TypeAlias = Annotated[str, Format("date")]


class TaskLine(TypedDict):
    """A task; ``due`` is null where it has no day, ``done_on`` where it is open."""

    id: str
    title: str
    due: Day | None
    priority: Priority
    done_on: Day | None


class ListedTasks(TypedDict):
    """The tasks of a list, those that are due first in front."""

    list: str
    tasks: list[TaskLine]


class NewTaskList(TypedDict):
    """A list that was made, and how many there are."""

    list: str
    lists: int


class NewTask(TypedDict):
    """A task that was added."""

    id: str
    list: str
    title: str


class DoneTask(TypedDict):
    """Whether a task is done."""

    id: str
    done: bool


class PostponedTask(TypedDict):
    """The new day of a task."""

    id: str
    due: Day


class PlacedTask(TypedDict):
    """A task and the list in which it stands."""

    id: str
    list: str


class DeletedTask(TypedDict):
    """A task that is gone."""

    deleted: str


class ClearedTasks(TypedDict):
    """The tasks that were removed from a list."""

    list: str
    removed: list[str]


class _Task(TypedDict):
    list: str
    title: str
    due: Day | None
    priority: Priority
    done_on: Day | None


class _World(TypedDict):
    today: Day
    lists: list[ListName]
    tasks: dict[str, _Task]


class TaskListsWorld:
    """The state of task lists: ``{"today", "lists", "tasks": {"task-1276": {"list", "title", "due", …}}}``."""

    def __init__(self) -> None:
        self.load_state(read_world("task_lists"))

    def load_state(self, state: Json) -> None:
        """Replace the world. Raises ValueError where a task stands in a list that is not there."""
        world: _World = sound(state, _World)
        for name, task in world["tasks"].items():
            if task["list"] not in world["lists"]:
                raise ValueError(f"task {name} stands in the unknown list {task['list']!r}")
        self._today = world["today"]
        self._lists = world["lists"]
        self._tasks = world["tasks"]

    def dump_state(self) -> Json:
        """Give the whole state, as ``load_state`` takes it."""
        return sound({"today": self._today, "lists": self._lists, "tasks": self._tasks}, _World)

    def _list_problem(self, list_name: str) -> str | None:
        return None if list_name in self._lists else f"no list {list_name!r}; there are {', '.join(self._lists)}"

    def _title_problem(self, list_name: str, title: str) -> str | None:
        for name, task in self._tasks.items():
            if task["list"] == list_name and task["done_on"] is None and task["title"].casefold() == title.casefold():
                return f"{name} in this list has the same title"
        return None

    def _open_problem(self, task_id: str) -> str | None:
        task = self._tasks.get(task_id)
        if task is None:
            return f"no task {task_id!r}"
        return f"task {task_id!r} is done already" if task["done_on"] is not None else None

    def _line(self, task_id: str) -> TaskLine:
        task = self._tasks[task_id]
        return {
            "id": task_id,
            "title": task["title"],
            "due": task["due"],
            "priority": task["priority"],
            "done_on": task["done_on"],
        }
