"""Task lists: order, days, and what done, moved, copied and deleted tasks leave behind."""

from __future__ import annotations

from typing import Any

import pytest

from function_impls.task_lists import TaskLists


@pytest.fixture
def lists() -> Any:
    return TaskLists()


def _ids(found: Any) -> list[str]:
    return [each["id"] for each in found["tasks"]]


def test_tasks_come_by_their_day_and_those_without_last(lists: Any) -> None:
    assert _ids(lists.list_tasks("Praca")) == ["task-1276", "task-1629", "task-1983", "task-2347", "task-2754"]
    assert _ids(lists.list_tasks("Praca", due_by="2025-03-11")) == ["task-1276", "task-1629"]
    assert _ids(lists.list_tasks("Praca", due_by="2025-03-10", include_done=True)) == ["task-3091", "task-1276"]


def test_new_list_takes_tasks(lists: Any) -> None:
    lists.create_task_list("Ogród")
    task = lists.add_task("Ogród", "Posadzić miętę", "2025-03-10", "low")

    assert _ids(lists.list_tasks("Ogród")) == [task["id"]]
    assert lists.create_task_list("OGRÓD")["error"] == "there is a list 'Ogród' already"


def test_lists_do_not_grow_without_end(lists: Any) -> None:
    for number in range(24):
        lists.create_task_list(f"l{number}")

    assert lists.create_task_list("one more")["error"] == "there are 30 lists already"


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("praca", "x y"), "no list 'praca'"),
        (("Praca", "x y", "2025-03-09"), "before today"),
        (("Praca", "BOOK the photographer"), "task-2347 in this list"),
    ],
)
def test_new_task_is_refused(lists: Any, arguments: tuple[str, ...], part: str) -> None:
    assert part in lists.add_task(*arguments)["error"]


def test_done_task_is_listed_only_on_demand_and_comes_back(lists: Any) -> None:
    lists.complete_task("task-1276", "Praca")

    assert "task-1276" not in _ids(lists.list_tasks("Praca"))
    assert lists.list_tasks("Praca", include_done=True)["tasks"][1]["done_on"] == "2025-03-10"
    assert lists.uncomplete_task("task-1276") == {"id": "task-1276", "done": False}
    assert "task-1276" in _ids(lists.list_tasks("Praca"))
    assert lists.uncomplete_task("task-1277")["error"] == "no task 'task-1277'"


@pytest.mark.parametrize(
    ("task", "name", "part"),
    [("task-1276", "Dom", "not in the list"), ("task-3091", "Praca", "done already"), ("task-1", "Dom", "no task")],
)
def test_completion_is_refused(lists: Any, task: str, name: str, part: str) -> None:
    assert part in lists.complete_task(task, name)["error"]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("task-3815", "2025-03-14", "2025-03-14"), "later than 2025-03-14"),
        (("task-4172", "2025-03-14", "2025-03-15"), "has no day"),
        (("task-4539", "2025-03-07", "2025-03-15"), "done already"),
        (("task-3816", "2025-03-14", "2025-03-15"), "no task"),
    ],
)
def test_postponing_is_refused(lists: Any, arguments: tuple[str, ...], part: str) -> None:
    assert part in lists.postpone_task(*arguments)["error"]


def test_moved_task_is_in_one_list_and_copied_task_in_two(lists: Any) -> None:
    lists.move_task("task-6758", "Trip to Leeds", "Praca")
    copied = lists.copy_task("task-6758", "Dom")["id"]

    assert "task-6758" not in _ids(lists.list_tasks("Trip to Leeds"))
    assert lists.list_tasks("Dom", due_by="2025-03-20")["tasks"][-1] == {
        "id": copied,
        "title": "Reserve hotel near the station",
        "due": "2025-03-20",
        "priority": "normal",
        "done_on": None,
    }


def test_copy_of_a_done_task_is_open_and_has_no_day_that_is_over(lists: Any) -> None:
    copied = lists.copy_task("task-4539", "Dom")["id"]

    line = next(each for each in lists.list_tasks("Dom")["tasks"] if each["id"] == copied)
    assert (line["due"], line["done_on"]) == (None, None)


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("task-2754", "Praca", "Zakup"), "no list 'Zakup'"),
        (("task-2754", "Praca", "Praca"), "same title"),
        (("task-3091", "Praca", "Dom"), "done already"),
        (("task-2755", "Praca", "Dom"), "no task"),
    ],
)
def test_move_is_refused(lists: Any, arguments: tuple[str, ...], part: str) -> None:
    assert part in lists.move_task(*arguments)["error"]


def test_copy_needs_a_task_and_a_list(lists: Any) -> None:
    assert lists.copy_task("task-2755", "Dom")["error"] == "no task 'task-2755'"
    assert "no list 'dom'" in lists.copy_task("task-2754", "dom")["error"]


def test_clearing_leaves_open_tasks(lists: Any) -> None:
    assert lists.clear_done_tasks("Zakupy") == {"list": "Zakupy", "removed": ["task-5243"]}
    assert _ids(lists.list_tasks("Zakupy", include_done=True)) == ["task-4906", "task-5617"]
    assert "is done" in lists.clear_done_tasks("Zakupy")["error"]
    assert "no list" in lists.clear_done_tasks("zakupy")["error"]


def test_deleted_task_is_gone(lists: Any) -> None:
    lists.delete_task("task-5617", "kawa w ziarnach 1 KG")

    assert "no task" in lists.complete_task("task-5617", "Zakupy")["error"]
    assert "no task" in lists.delete_task("task-5617", "Kawa w ziarnach 1 kg")["error"]


@pytest.mark.parametrize("change", [{"list": "Nowhere"}, {"due": "2025-13-01"}, {"priority": "urgent"}])
def test_unsound_task_is_refused(lists: Any, change: dict[str, Any]) -> None:
    state = lists.dump_state()
    state["tasks"]["task-1276"] |= change

    with pytest.raises(ValueError, match=r"unknown list|must be a date|must be one of"):
        lists.load_state(state)
