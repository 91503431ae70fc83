"""What a sandbox has to withstand: one word for each threat, by heading. The tests must reach every one of them."""

from enum import StrEnum


class Heading(StrEnum):
    """The groups of threats; each has a module of attacks and a module of expectations of its name."""

    RESOURCES = "resources"
    RESULT_CHANNEL = "result channel"
    VALUES = "values"
    INTERPRETER = "interpreter"
    PROCESS = "process"
    INFORMATION = "information"
    NETWORK = "network"
    FILES = "files"
    STATE = "state"
    IMPORT_TIME = "import time"
    KERNEL_SURFACE = "kernel surface"


THREATS: dict[Heading, frozenset[str]] = {
    Heading.RESOURCES: frozenset(
        {
            *("fork bomb", "thread bomb", "heap bomb", "memory file bomb", "temporary file bomb", "shared memory bomb"),
            *("spin in Python", "spin in C", "spin in children", "sleep", "deadlock", "timers", "lifted limits"),
            *("disk", "inodes", "sparse file", "descriptors", "pending signals"),
            *("endless output", "endless errors", "output at a pipe's size", "output past a pipe", "output limit"),
            *("huge arguments", "nested arguments", "colliding keys", "core dump", "no memory for the report"),
        }
    ),
    Heading.RESULT_CHANNEL: frozenset(
        {
            *("frames on every descriptor", "fake frame before the real one", "partial frame", "huge header"),
            *("exit before a result", "forged report", "closed pipes", "swapped pipes", "held pipes", "changed pipes"),
            *("result over the cap", "output beside a result", "replaced output", "output taken back"),
            *("result that changes", "look-alike frames on output"),
        }
    ),
    Heading.VALUES: frozenset(
        {
            *("not a number", "infinity", "minus zero", "long integers", "cycles", "million levels", "lone surrogates"),
            *("bytes", "sets", "generators", "coroutines", "foreign objects", "hostile subclasses", "lying classes"),
            *("huge exception messages", "hostile exceptions", "exception groups"),
        }
    ),
    Heading.INTERPRETER: frozenset(
        {
            *("replaced builtins", "poisoned modules", "import hooks", "trace functions", "audit hooks"),
            *("collector calls", "recursion limit", "codecs", "exceptions from outside", "signals while reporting"),
            *("replaced code",),
        }
    ),
    Heading.PROCESS: frozenset(
        {
            *("SystemExit", "KeyboardInterrupt", "BaseException", "abort", "kill oneself", "stop oneself"),
            *("segmentation fault", "stack overflow", "ignored termination", "exit handlers", "finalizers"),
            *("daemons that hold the pipe", "leftover threads", "kill everybody", "kill the runner", "ptrace"),
            *("writing into other processes", "another program", "sessions and groups", "death signals"),
            *("limits of others", "priority of others", "own priority", "children ignored", "descriptors passed on"),
            *(
                "memory shared with the runner",
                "terminal",
            ),
        }
    ),
    Heading.INFORMATION: frozenset(
        {
            *("environment", "runner in /proc", "memory of the runner", "other processes", "host mounts"),
            *("engine socket", "inherited descriptors", "other examples", "host paths in tracebacks"),
            *("kernel files", "identity", "runner's modules"),
        }
    ),
    Heading.NETWORK: frozenset(
        {
            *("TCP", "UDP", "DNS", "IPv6", "metadata addresses", "abstract unix sockets", "vsock", "netlink", "alg"),
            *("raw sockets", "other families", "loopback", "interfaces", "unix sockets in files", "ways around"),
        }
    ),
    Heading.FILES: frozenset(
        {
            *("writes into functions", "writes into libraries", "bytecode", "writes elsewhere", "links", "FIFOs"),
            *(
                "devices",
                "changed modules",
                "mount",
                "change of root",
                "settings of the kernel",
                "memory files in /proc",
            ),
            *(
                "oom score",
                "what must work",
            ),
        }
    ),
    Heading.STATE: frozenset(
        {
            *("builtins and modules", "globals and caches", "class attributes", "folder, umask, environment", "locale"),
            *("signal handlers", "interpreter settings", "limits and priority", "randomness", "streams", "all at once"),
        }
    ),
    Heading.IMPORT_TIME: frozenset(
        {
            *("loops", "exits", "raises", "forks", "prints", "connects", "writes", "poisons", "threads"),
            *("takes memory", "crashes", "closes", "is not what it was", "looks for the runner"),
        }
    ),
    Heading.KERNEL_SURFACE: frozenset(
        {
            *("bpf", "io_uring", "userfaultfd", "perf_event_open", "keyrings", "unshare", "setns", "clone", "clone3"),
            *("i386 calls", "x32 calls", "mounts", "modules and boot", "clock and names", "other processes", "handles"),
            *(
                "quotas and watches",
                "filters",
            ),
        }
    ),
}
FAULTS: dict[str, str] = {
    "box killed mid-call": "test_a_box_killed_mid_call_costs_no_verdict",
    "runner frozen": "test_a_frozen_runner_costs_no_verdict",
    "engine restarted": "test_an_engine_that_restarts_costs_no_verdict",
    "image missing": "test_an_image_deleted_between_starts_is_told",
    "image deleted under a pool": "test_an_image_deleted_under_a_pool_costs_no_verdict",
    "slow start": "test_a_slow_start_is_waited_for",
    "broken frame": "test_a_box_that_breaks_the_protocol_is_lost",
    "host process killed": "test_boxes_of_a_killed_process_are_swept_at_the_next_start",
    "queue full": "test_more_plans_than_the_pool_can_hold_all_get_their_outcome",
    "client gone": "test_leaving_the_pool_cancels_what_waits_and_leaves_no_box",
    "poison example": "test_an_example_that_kills_every_box_is_put_aside",
    "flat over many examples": "test_many_examples_leave_descriptors_memory_and_boxes_flat",
    "broken batch": "test_a_batch_that_does_not_count_is_run_one_by_one",
    "box killed in a batch": "test_a_box_killed_in_the_middle_of_a_batch_costs_no_verdict",
    "poison in a batch": "test_an_example_that_ends_badly_in_a_batch_is_found_and_its_neighbours_are_right",
    "box recycled": "test_a_box_is_recycled_after_many_examples_and_no_example_is_lost",
    "box recycled after an anomaly": "test_a_box_is_recycled_after_an_anomaly",
    "processes of a box killed": "test_processes_killed_in_a_box_cost_no_verdict",
    "seed killed": "test_a_box_without_its_seed_is_replaced_once_it_needs_one",
    "stem frozen": "test_a_stopped_stem_is_replaced",
    "host process of bubblewrap killed": "test_a_box_dies_with_its_process_and_its_groups_go_at_the_next_start",
}
"""Faults around the box, and the test of each in test_faults.py, test_faults_of_batches.py, test_lost_processes.py and
test_bubblewrap.py."""
