"""What must come of the attacks by and on processes."""

import signal

from tests.sandbox.attack import SMALL, UNWRITABLE, Attack, ends, refused, returns
from verifiers.model import Status

PROGRAMS = "starting a program is refused, or the program ends the call without a result"
BY_VERSION = "Python 3.12 and later bound this recursion themselves"
OVER = "what the kernel answers first: the filter, or that there is no such process for it"

ATTACKS = (
    ends("exit_with", "SystemExit", Status.EXITED, error="SystemExit", code=0),
    ends("exit_with", "SystemExit", Status.EXITED, error="SystemExit", code=3),
    ends("exit_with", "SystemExit", Status.EXITED, error="SystemExit", code="a word"),
    ends("exit_with", "SystemExit", Status.EXITED, error="SystemExit", code=2**70),
    ends("exit_with_hostile_code", "SystemExit", Status.EXITED, error="HostileCodeError"),
    ends("interrupt_oneself", "KeyboardInterrupt", Status.RAISED, error="KeyboardInterrupt"),
    ends("close_generator", "BaseException", Status.RAISED, error="GeneratorExit"),
    ends("raise_base", "BaseException", Status.RAISED, error="BaseException"),
    ends("abort", "abort", Status.CRASHED),
    ends("signal_oneself", "kill oneself", Status.CRASHED, number=int(signal.SIGKILL)),
    ends("signal_oneself", "kill oneself", Status.CRASHED, number=int(signal.SIGTERM)),
    ends("signal_oneself", "kill oneself", Status.RAISED, error="KeyboardInterrupt", number=int(signal.SIGINT)),
    ends("signal_oneself", "kill oneself", Status.CRASHED, number=int(signal.SIGTRAP)),
    ends("kill_own_group", "kill oneself", Status.CRASHED),
    ends("signal_oneself", "stop oneself", Status.TIMED_OUT, number=int(signal.SIGSTOP)),
    ends("segfault", "segmentation fault", Status.CRASHED),
    ends("crash_in_a_thread", "segmentation fault", Status.CRASHED),
    ends("overflow_c_stack", "stack overflow", Status.CRASHED, Status.RAISED, why=BY_VERSION),
    ends("overflow_python_stack", "stack overflow", Status.RAISED, error="RecursionError"),
    Attack(
        function="overflow_unlimited_stack",
        threat="stack overflow",
        statuses=frozenset({Status.OUT_OF_MEMORY, Status.RAISED}),
        limits=SMALL,
        repeats=False,
        why="Python 3.11 may lose the MemoryError of a frame that finds no place, and raises SystemError then",
    ),
    ends("ignore_termination", "ignored termination", Status.TIMED_OUT),
    returns("exit_handlers", "exit handlers", "registered"),
    returns("finalizers", "finalizers", "kept"),
    ends(
        "finalizer_of_the_result",
        "finalizers",
        Status.RETURNED,
        Status.EXITED,
        why="what a finalizer raises is ignored by Python, in some versions after telling it",
    ),
    returns("daemon", "daemons that hold the pipe", "left"),
    returns("daemons_at_work", "daemons that hold the pipe", "left"),
    returns("subreaper", "daemons that hold the pipe", 0),
    returns("stop_children", "daemons that hold the pipe", "stopped"),
    refused("new_session", "sessions and groups"),
    refused("new_group", "sessions and groups"),
    returns("die_with_parent", "death signals", "asked"),
    returns("become_undumpable", "death signals", "done"),
    returns("rename_process", "death signals", "renamed"),
    returns("dump_threads_later", "death signals", "set"),
    returns("ignore_children", "children ignored", "ignored"),
    returns("threads_left", "leftover threads", "left"),
    returns("kill_everybody", "kill everybody", "sent"),
    *(
        returns("signal_the_runner", "kill the runner", "sent", number=int(number))
        for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM, signal.SIGINT, signal.SIGCHLD, signal.SIGSEGV)
    ),
    refused("trace_the_runner", "ptrace"),
    refused("trace_a_child", "ptrace"),
    refused("write_into_the_runner", "writing into other processes"),
    refused("take_descriptor_of_the_runner", "writing into other processes"),
    refused("limit_the_runner", "limits of others"),
    refused("slow_the_runner", "priority of others", "ESRCH", why=OVER),
    refused("idle_the_runner", "priority of others", "ESRCH", why=OVER),
    refused("pin_the_runner", "priority of others", "ESRCH", why=OVER),
    refused("idle_the_disk_of_the_runner", "priority of others", "ESRCH", "ENOSYS", why=OVER),
    returns("own_priority", "own priority", "changed"),
    ends("become_another_program", "another program", Status.DENIED, Status.EXITED, why=PROGRAMS),
    ends("endless_program", "another program", Status.DENIED, Status.TIMED_OUT, why=PROGRAMS),
    ends("program_out_of_memory", "another program", Status.DENIED, Status.EXITED, why=PROGRAMS),
    returns("library_for_programs", "another program", *UNWRITABLE),
    returns("pass_descriptors", "descriptors passed on", "sent"),
    *(
        Attack(
            function="reset_shared_memory",
            threat="memory shared with the runner",
            statuses=frozenset({Status.EXITED}),
            arguments={"value": value},
            importing=None,
            why="what it says of its own progress may be believed",
        )
        for value in (0, 1, 2, 255)
    ),
    returns("push_into_terminal", "terminal", "refused"),
)
