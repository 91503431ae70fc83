"""What must come of modules that attack while they are loaded."""

from tests.sandbox.attack import QUICK, ROOMY, Attack
from verifiers.model import Json, Limits, Status


def loads(function: str, threat: str, *results: Json, output: tuple[int, int] | None = None) -> Attack:
    """It comes up, and its function returns."""
    return Attack(
        function=function,
        threat=threat,
        statuses=frozenset({Status.RETURNED}),
        results=results or ("called",),
        output_characters=output,
    )


def fails(
    function: str, threat: str, *statuses: Status, limits: Limits | None = None, why: str = "", error: str | None = None
) -> Attack:
    """It does not come up, which is charged to loading it."""
    return Attack(
        function=function,
        threat=threat,
        statuses=frozenset(statuses),
        importing=True,
        error=error,
        limits=limits or (QUICK if Status.TIMED_OUT in statuses else ROOMY),
        why=why,
    )


ATTACKS = (
    fails("imported_loop", "loops", Status.TIMED_OUT),
    fails("imported_attribute", "loops", Status.TIMED_OUT),
    fails("imported_exit", "exits", Status.EXITED),
    fails("imported_system_exit", "exits", Status.EXITED, error="SystemExit"),
    fails("imported_raise", "raises", Status.RAISED, error="BaseException"),
    fails("imported_recursion", "raises", Status.RAISED, error="RecursionError"),
    loads("imported_fork", "forks"),
    loads("imported_daemon", "forks"),
    loads("imported_print", "prints", output=(8, 0)),
    Attack(
        function="imported_print_for_ever",
        threat="prints",
        statuses=frozenset({Status.TIMED_OUT, Status.OUTPUT_LIMIT}),
        importing=True,
        limits=QUICK,
        why="what is printed while loading is thrown away, and may be counted",
    ),
    fails("imported_connect", "connects", Status.DENIED),
    fails("imported_write", "writes", Status.DENIED),
    loads("imported_builtins", "poisons"),
    loads("imported_modules", "poisons"),
    loads("imported_hook", "poisons"),
    loads("imported_replaced", "is not what it was", "replaced"),
    loads("imported_exit_handler", "is not what it was"),
    loads("imported_threads", "threads"),
    fails("imported_memory", "takes memory", Status.OUT_OF_MEMORY, error="MemoryError"),
    fails("imported_crash", "crashes", Status.CRASHED),
    Attack(
        function="imported_alarm",
        threat="crashes",
        statuses=frozenset({Status.CRASHED}),
        why="the alarm strikes in the call, which is in the same module",
    ),
    Attack(
        function="imported_close",
        threat="closes",
        statuses=frozenset({Status.EXITED, Status.RETURNED, Status.RESULT_INVALID, Status.CRASHED}),
        importing=None,
        why="the worker lost the way back",
    ),
    fails("imported_runner", "looks for the runner", Status.RAISED, error="ModuleNotFoundError"),
)
