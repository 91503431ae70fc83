"""Task lists. A task is open or done, and stands in exactly one list."""

from __future__ import annotations

from typing import Annotated

from function_impls import task_lists_world as world
from function_impls.constraints import Length
from function_impls.model import Failure, effect, failure
from function_impls.task_lists_world import Day, ListName, Priority, TaskId, TaskListsWorld, Title
from function_impls.worlds import fresh_id


class TaskLists(TaskListsWorld):
    """Lists of things to do; see ``TaskListsWorld`` for the state."""

    @effect("read_only")
    def list_tasks(
        self, list_name: ListName, due_by: Day | None = None, include_done: bool = False
    ) -> world.ListedTasks | Failure:
        """List the tasks of one list, those that are due first in front and those without a day last.

        Args:
            list_name: Name of the list.
            due_by: Only tasks that are due on this day or before, YYYY-MM-DD.
            include_done: Whether tasks that are done are listed too.

        Returns:
            The tasks with their ids.

        Errors:
            no list '.*'; there are .*: The list is unknown.

        Examples:
            >>> list_tasks(list_name="Projekt Wawel", due_by="2025-03-12")
            {'list': 'Projekt Wawel', 'tasks': [{'id': 'task-7092', 'title': 'Poprawić oparcie o 2 cm',
             'due': '2025-03-12', 'priority': 'high', 'done_on': None}]}
            >>> list_tasks(list_name="Wawel")
            {'error': "no list 'Wawel'; there are Praca, Dom, Zakupy, Trip to Leeds, Projekt Wawel, Kiedyś"}
        """
        if problem := self._list_problem(list_name):
            return failure(problem)
        found = [
            self._line(name)
            for name, task in self._tasks.items()
            if task["list"] == list_name
            and (include_done or task["done_on"] is None)
            and (due_by is None or (task["due"] is not None and task["due"] <= due_by))
        ]
        return {"list": list_name, "tasks": sorted(found, key=lambda each: (each["due"] or "9999", each["id"]))}

    @effect("non_idempotent")
    def create_task_list(self, list_name: ListName) -> world.NewTaskList | Failure:
        """Make a new, empty list of tasks.

        Use add_task to put a task into a list that is there.

        Args:
            list_name: Name of the list, which no other has; case does not matter.

        Returns:
            The name of the list, and how many lists there are now.

        Errors:
            there is a list '.*' already: Names are unique.
            there are 30 lists already: There is no room.

        Examples:
            >>> create_task_list(list_name="Ogród")
            {'list': 'Ogród', 'lists': 7}
            >>> create_task_list(list_name="dom")
            {'error': "there is a list 'Dom' already"}

        See Also:
            add_task: Puts a task into a list.
        """
        for each in self._lists:
            if each.casefold() == list_name.casefold():
                return failure(f"there is a list {each!r} already")
        if len(self._lists) >= 30:
            return failure("there are 30 lists already")
        self._lists.append(list_name)
        return {"list": list_name, "lists": len(self._lists)}

    @effect("non_idempotent")
    def add_task(
        self, list_name: ListName, title: Title, due: Day | None = None, priority: Priority = "normal"
    ) -> world.NewTask | Failure:
        """Put a new task into a list that is there.

        Use copy_task to put a task of another list into this one too.

        Args:
            list_name: Name of the list.
            title: What is to be done.
            due: Day by which it is to be done, YYYY-MM-DD; today or later.
            priority: How pressing it is.

        Returns:
            The id of the task, its list and its title.

        Errors:
            no list '.*'; there are .*: The list is unknown.
            .* in this list has the same title: An open task is the same.
            .* is before today, .*: The day is over.

        Examples:
            >>> add_task(list_name="Zakupy", title="Masło")
            {'id': 'task-8870', 'list': 'Zakupy', 'title': 'Masło'}
            >>> add_task(list_name="Zakupy", title="chleb żytni")
            {'error': 'task-4906 in this list has the same title'}

        See Also:
            copy_task: Takes the task from another list.
            create_task_list: Makes the list that a task goes into.
        """
        problem = self._list_problem(list_name) or self._title_problem(list_name, title)
        if problem is not None:
            return failure(problem)
        if due is not None and due < self._today:
            return failure(f"{due} is before today, {self._today}")
        name = fresh_id("task-", self._tasks)
        self._tasks[name] = {"list": list_name, "title": title, "due": due, "priority": priority, "done_on": None}
        return {"id": name, "list": list_name, "title": title}

    @effect("non_idempotent")
    def complete_task(self, task_id: TaskId, list_name: ListName) -> world.DoneTask | Failure:
        """Mark an open task as done today; it stays in its list.

        Use delete_task for a task that was never done and is not wanted, and postpone_task to do it later.

        Args:
            task_id: Id of the task, such as task-1276.
            list_name: List in which it stands, which must agree with the id.

        Returns:
            The task, done.

        Errors:
            no task '.*': The task is unknown.
            task '.*' is done already: It was marked before.
            task '.*' is not in the list '.*': Task and list do not agree.

        Examples:
            >>> complete_task(task_id="task-4906", list_name="Zakupy")
            {'id': 'task-4906', 'done': True}
            >>> complete_task(task_id="task-5243", list_name="Zakupy")
            {'error': "task 'task-5243' is done already"}

        See Also:
            delete_task: For a task that is not wanted.
            postpone_task: For a task that is to wait.
            uncomplete_task: Opens a task that is done.
        """
        if problem := self._open_problem(task_id):
            return failure(problem)
        if self._tasks[task_id]["list"] != list_name:
            return failure(f"task {task_id!r} is not in the list {list_name!r}")
        self._tasks[task_id]["done_on"] = self._today
        return {"id": task_id, "done": True}

    @effect("non_idempotent")
    def uncomplete_task(self, task_id: TaskId) -> world.DoneTask | Failure:
        """Make a task that was marked as done open again.

        Args:
            task_id: Id of the task, such as task-3091.

        Returns:
            The task, open.

        Errors:
            no task '.*': The task is unknown.
            task '.*' is open: It was not marked as done.

        Examples:
            >>> uncomplete_task(task_id="task-8204")
            {'id': 'task-8204', 'done': False}
            >>> uncomplete_task(task_id="task-7092")
            {'error': "task 'task-7092' is open"}

        See Also:
            complete_task: Marks a task as done.
        """
        task = self._tasks.get(task_id)
        if task is None:
            return failure(f"no task {task_id!r}")
        if task["done_on"] is None:
            return failure(f"task {task_id!r} is open")
        task["done_on"] = None
        return {"id": task_id, "done": False}

    @effect("non_idempotent")
    def postpone_task(self, task_id: TaskId, current_due: Day, due: Day) -> world.PostponedTask | Failure:
        """Give an open task a later day.

        Args:
            task_id: Id of the task, such as task-1276.
            current_due: Day on which it is due now, which must agree, YYYY-MM-DD.
            due: New day, later than that and than today, YYYY-MM-DD.

        Returns:
            The task and its new day.

        Errors:
            no task '.*': The task is unknown.
            task '.*' is done already: It has not to wait.
            task '.*' is due on .*, not on .*: The current day does not agree.
            task '.*' has no day: There is nothing to postpone.
            .* must be later than .*: The new day is not later.

        Examples:
            >>> postpone_task(task_id="task-3815", current_due="2025-03-14", due="2025-03-20")
            {'id': 'task-3815', 'due': '2025-03-20'}
            >>> postpone_task(task_id="task-3815", current_due="2025-03-15", due="2025-03-20")
            {'error': "task 'task-3815' is due on 2025-03-14, not on 2025-03-15"}

        See Also:
            complete_task: For a task that is done.
        """
        if problem := self._open_problem(task_id):
            return failure(problem)
        known = self._tasks[task_id]["due"]
        if known is None:
            return failure(f"task {task_id!r} has no day")
        if known != current_due:
            return failure(f"task {task_id!r} is due on {known}, not on {current_due}")
        if due <= max(known, self._today):
            return failure(f"{due} must be later than {max(known, self._today)}")
        self._tasks[task_id]["due"] = due
        return {"id": task_id, "due": due}

    @effect("non_idempotent")
    def move_task(self, task_id: TaskId, source_list: ListName, target_list: ListName) -> world.PlacedTask | Failure:
        """Take an open task out of one list and put it into another.

        Use copy_task to have it in both.

        Args:
            task_id: Id of the task, such as task-1276.
            source_list: List in which it stands now, which must agree.
            target_list: List in which it is to stand.

        Returns:
            The task, with the same id, and its new list.

        Errors:
            no task '.*': The task is unknown.
            task '.*' is done already: Only open tasks are moved.
            task '.*' is not in the list '.*': Task and list do not agree.
            no list '.*'; there are .*: The new list is unknown.
            .* in this list has the same title: An open task is the same, or nothing would move.

        Examples:
            >>> move_task(task_id="task-2754", source_list="Praca", target_list="Zakupy")
            {'id': 'task-2754', 'list': 'Zakupy'}
            >>> move_task(task_id="task-2754", source_list="Dom", target_list="Zakupy")
            {'error': "task 'task-2754' is not in the list 'Dom'"}

        See Also:
            copy_task: Leaves the task where it is.
        """
        problem = self._open_problem(task_id) or self._list_problem(target_list)
        if problem is not None:
            return failure(problem)
        task = self._tasks[task_id]
        if task["list"] != source_list:
            return failure(f"task {task_id!r} is not in the list {source_list!r}")
        if problem := self._title_problem(target_list, task["title"]):
            return failure(problem)
        task["list"] = target_list
        return {"id": task_id, "list": target_list}

    @effect("non_idempotent")
    def copy_task(self, task_id: TaskId, target_list: ListName) -> world.PlacedTask | Failure:
        """Put a new, open task like a given one into another list; the given one stays as it is.

        Use move_task to have it in the other list only.

        Args:
            task_id: Id of the task, such as task-1276; it may be done.
            target_list: List into which the new one is put.

        Returns:
            The id of the new task and its list; a day that is over is left out.

        Errors:
            no task '.*': The task is unknown.
            no list '.*'; there are .*: The list is unknown.
            .* in this list has the same title: An open task is the same.

        Examples:
            >>> copy_task(task_id="task-3468", target_list="Praca")
            {'id': 'task-8870', 'list': 'Praca'}
            >>> copy_task(task_id="task-3468", target_list="Dom")
            {'error': 'task-3468 in this list has the same title'}

        See Also:
            move_task: Takes the task out of its list.
            add_task: Writes a task that is in no list yet.
        """
        task = self._tasks.get(task_id)
        if task is None:
            return failure(f"no task {task_id!r}")
        problem = self._list_problem(target_list) or self._title_problem(target_list, task["title"])
        if problem is not None:
            return failure(problem)
        due = task["due"] if task["due"] is not None and task["due"] >= self._today else None
        name = fresh_id("task-", self._tasks)
        self._tasks[name] = {**task, "list": target_list, "due": due, "done_on": None}
        return {"id": name, "list": target_list}

    @effect("non_idempotent")
    def delete_task(self, task_id: TaskId, title: Annotated[str, Length(minimum=1)]) -> world.DeletedTask | Failure:
        """Remove one task for good, whether it is done or not.

        Use complete_task for a task that is done, and clear_done_tasks for all done tasks of a list.

        Args:
            task_id: Id of the task, such as task-1276.
            title: Its title, which must agree with the id; case does not matter.

        Returns:
            The id of the task that is gone.

        Errors:
            no task '.*' with the title '.*': The task is unknown or has another title.

        Examples:
            >>> delete_task(task_id="task-6321", title="Buy plug adapter")
            {'deleted': 'task-6321'}
            >>> delete_task(task_id="task-6321", title="Buy a plug")
            {'error': "no task 'task-6321' with the title 'Buy a plug'"}

        See Also:
            complete_task: For a task that is done.
            clear_done_tasks: For all done tasks of a list.
        """
        task = self._tasks.get(task_id)
        if task is None or task["title"].casefold() != title.casefold():
            return failure(f"no task {task_id!r} with the title {title!r}")
        del self._tasks[task_id]
        return {"deleted": task_id}

    @effect("non_idempotent")
    def clear_done_tasks(self, list_name: ListName) -> world.ClearedTasks | Failure:
        """Remove all tasks of a list that are done, for good; open ones stay.

        Use delete_task to remove one task.

        Args:
            list_name: Name of the list.

        Returns:
            The list and the ids of the tasks that are gone.

        Errors:
            no list '.*'; there are .*: The list is unknown.
            no task in '.*' is done: There is nothing to remove.

        Examples:
            >>> clear_done_tasks(list_name="Dom")
            {'list': 'Dom', 'removed': ['task-4539']}
            >>> clear_done_tasks(list_name="Trip to Leeds")
            {'error': "no task in 'Trip to Leeds' is done"}

        See Also:
            delete_task: Removes one task.
        """
        if problem := self._list_problem(list_name):
            return failure(problem)
        done = [name for name, each in self._tasks.items() if each["list"] == list_name and each["done_on"] is not None]
        if not done:
            return failure(f"no task in {list_name!r} is done")
        for name in done:
            del self._tasks[name]
        return {"list": list_name, "removed": done}
