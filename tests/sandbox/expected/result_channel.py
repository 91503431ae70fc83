"""What must come of the attacks on the way of a result."""

from tests.sandbox.attack import DIED, Attack, ends, returns
from verifiers.model import Json, Status

FORGED = "the forged bytes are told from a report, or found no descriptor to go to"
GONE = "the worker lost the way back; how that shows depends on which descriptor goes first"
TRUE_ONES = frozenset({Status.RESULT_INVALID, Status.RETURNED})


def forged(function: str, threat: str, **arguments: Json) -> Attack:
    """It may spoil its own report; it must not be heard with a forged one."""
    return Attack(
        function=function, threat=threat, statuses=TRUE_ONES, results=("true",), arguments=arguments, why=FORGED
    )


def dies(function: str, threat: str, *besides: Status, **arguments: Json) -> Attack:
    return ends(function, threat, *DIED, *besides, why=GONE, **arguments)


ATTACKS = (
    forged("frames_everywhere", "frames on every descriptor"),
    forged("frames_everywhere", "fake frame before the real one"),
    returns("return_twice", "forged report", "true"),
    forged("partial_frame", "partial frame"),
    forged("huge_header", "huge header"),
    Attack(
        function="frames_on_output",
        threat="look-alike frames on output",
        statuses=frozenset({Status.RETURNED}),
        results=("true",),
        output_characters=(44, 44),
    ),
    ends("forge_report", "forged report", Status.RESULT_INVALID, status=[], milliseconds=1),
    ends("forge_huge_time", "forged report", Status.RESULT_INVALID),
    ends("exit_at_once", "exit before a result", Status.EXITED, code=0),
    ends("exit_at_once", "exit before a result", Status.EXITED, code=255),
    dies("report_then_exit", "fake frame before the real one"),
    ends(
        "close_everything_and_stay",
        "closed pipes",
        Status.TIMED_OUT,
        *DIED,
        why="the end of its results may be taken for its end",
    ),
    dies("close_everything_and_return", "closed pipes", Status.RETURNED),
    dies("close_results_and_return", "closed pipes", Status.RETURNED),
    returns("close_output", "closed pipes", "true"),
    dies("swap_descriptors", "swapped pipes", Status.TIMED_OUT, Status.RETURNED),
    returns("hold_pipes_in_a_child", "held pipes", "true"),
    returns("without_waiting", "changed pipes", "x" * 500_000),
    returns("narrow_pipes", "changed pipes", "narrow"),
    returns("packet_pipes", "changed pipes", "packets"),
    ends(
        "take_output_back",
        "output taken back",
        Status.RETURNED,
        Status.TIMED_OUT,
        Status.DENIED,
        Status.OUTPUT_LIMIT,
        why="who reads a byte first is a race between the call and the runner",
    ),
    returns("no_output", "replaced output", "true"),
    returns("closed_output", "replaced output", "true"),
    returns("detached_output", "replaced output", "true"),
    returns("hostile_output", "replaced output", "true", hurt="raise"),
    returns("hostile_output", "replaced output", "true", hurt="exit"),
    ends("hostile_output", "replaced output", Status.TIMED_OUT, hurt="loop"),
    ends(
        "mutated_while_read",
        "result that changes",
        Status.RETURNED,
        Status.RAISED,
        Status.RESULT_INVALID,
        why="it is read before, while or after it changes size",
    ),
    returns("large_result", "result over the cap", None, size=1024 * 1024 + 1),
    returns("large_result", "result over the cap", None, size=20_000_000),
    returns("wide_result", "result over the cap", None),
    Attack(
        function="print_and_return_much",
        threat="output beside a result",
        statuses=frozenset({Status.RETURNED}),
        results=("r" * 900_000,),
        output_characters=(200_000, 200_000),
    ),
    returns("overwrite_small_integers", "forged report", 0, why="it deceives itself alone"),
)
