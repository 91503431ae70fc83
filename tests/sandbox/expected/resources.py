"""What must come of the attacks on resources."""

import json

from tests.sandbox.attack import SMALL, UNWRITABLE, Attack, ends, returns
from verifiers.model import Limits, Status

OUTPUT_BYTES = Limits().output_bytes
PATIENT = Limits(wall_seconds=5, cpu_seconds=1)  # the processor's limit strikes first, after at most two seconds


def printed(function: str, threat: str, size: int) -> Attack:
    lengths = (size, 0) if function == "print_exactly" else (0, size)
    return Attack(
        function=function,
        threat=threat,
        statuses=frozenset({Status.RETURNED}),
        arguments={"size": size},
        results=(size,),
        output_characters=lengths,
    )


ATTACKS = (
    ends("fork_bomb", "fork bomb", Status.TIMED_OUT),
    returns("fork_until_refused", "fork bomb", True),
    ends("vfork_and_stay", "fork bomb", Status.TIMED_OUT),
    returns("thread_bomb", "thread bomb", True),
    ends("heap_bomb", "heap bomb", Status.OUT_OF_MEMORY),
    ends("heap_in_small_steps", "heap bomb", Status.OUT_OF_MEMORY, limits=SMALL),
    ends(
        "hold_all_memory",
        "no memory for the report",
        Status.OUT_OF_MEMORY,
        Status.RETURNED,
        limits=SMALL,
        why="whether the report still fits depends on the allocator",
    ),
    ends("raised_memory_limit", "lifted limits", Status.OUT_OF_MEMORY),
    ends("memory_files", "memory file bomb", Status.DENIED),
    ends("spared_memory_files", "memory file bomb", Status.DENIED),
    ends(
        "shared_mappings",
        "shared memory bomb",
        Status.OUT_OF_MEMORY,
        Status.RAISED,
        limits=SMALL,
        why="mmap tells of memory's end with an OSError, not with a MemoryError",
    ),
    ends(
        "memory_of_children",
        "heap bomb",
        Status.RETURNED,
        Status.OUT_OF_MEMORY,
        why="the kernel kills children, or the worker where it counts the box as one",
    ),
    ends("spin", "spin in Python", Status.TIMED_OUT),
    ends("spin_past_warnings", "spin in Python", Status.TIMED_OUT),
    ends("spin_past_raised_limit", "lifted limits", Status.TIMED_OUT),
    ends("spin", "spin in Python", Status.TIMED_OUT, limits=PATIENT),
    ends("catastrophic_pattern", "spin in C", Status.TIMED_OUT),
    ends("huge_power", "spin in C", Status.TIMED_OUT),
    ends("huge_integer_to_text", "spin in C", Status.TIMED_OUT),
    ends("colliding_keys", "colliding keys", Status.TIMED_OUT),
    returns("spin_in_children", "spin in children", "left"),
    ends("wait_for_spinning_children", "spin in children", Status.TIMED_OUT),
    ends("sleep_on", "sleep", Status.TIMED_OUT),
    ends("sleep_with_blocked_signals", "sleep", Status.TIMED_OUT),
    ends("deadlock", "deadlock", Status.TIMED_OUT),
    ends("alarm_unhandled", "timers", Status.CRASHED),
    returns("alarm_after_return", "timers", "set"),
    ends(
        "alarm_in_the_report",
        "timers",
        Status.RETURNED,
        Status.RAISED,
        why="the exception arrives while the function still runs, or too late to count",
    ),
    returns("fill_disk", "disk", []),
    returns("many_inodes", "inodes", 0),
    returns("sparse_file", "sparse file", "EPERM"),
    returns("many_descriptors", "descriptors", True),
    returns("many_pending_signals", "pending signals", "queued"),
    ends("print_for_ever", "endless output", Status.OUTPUT_LIMIT),
    ends("print_errors_for_ever", "endless errors", Status.OUTPUT_LIMIT),
    ends("print_on_both", "endless errors", Status.OUTPUT_LIMIT),
    ends("print_from_children", "endless output", Status.OUTPUT_LIMIT),
    printed("print_exactly", "output at a pipe's size", 65_535),
    printed("print_exactly", "output at a pipe's size", 65_536),
    printed("print_exactly", "output at a pipe's size", 65_537),
    printed("print_errors_exactly", "output at a pipe's size", 65_537),
    printed("print_exactly", "output past a pipe", 150_000),
    printed("print_errors_exactly", "output past a pipe", 150_000),
    printed("print_exactly", "output limit", OUTPUT_BYTES),
    ends("print_exactly", "output limit", Status.OUTPUT_LIMIT, size=OUTPUT_BYTES + 1),
    ends("print_errors_exactly", "output limit", Status.OUTPUT_LIMIT, size=OUTPUT_BYTES + 1),
    ends("dump_core", "core dump", Status.CRASHED),
    returns("raise_core_limit", "core dump", "ValueError", "EPERM"),
    returns("core_pattern", "core dump", *UNWRITABLE),
    returns("count_letters", "huge arguments", 8_000_000, value="x" * 8_000_000),
    returns("count_letters", "huge arguments", 688_890, value=list(range(100_000))),
    returns("depth", "nested arguments", 95, value=json.loads("[" * 95 + "0" + "]" * 95)),
    ends("temporary", "temporary file bomb", Status.DENIED),
)
