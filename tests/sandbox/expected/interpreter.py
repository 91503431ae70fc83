"""What must come of the attacks inside of the interpreter."""

from tests.sandbox.attack import DIED, ends, returns
from verifiers.model import Status

HOOKED = "the hook may run before the function has ended, and is then its own"
OWN_CODE = "code that a call gives to the one that reports on it can spoil that report, and nothing else"

ATTACKS = (
    returns("replace_builtins", "replaced builtins", "true"),
    returns("rebind_builtins_everywhere", "replaced builtins", "true"),
    returns("empty_modules", "poisoned modules", "true"),
    returns("poison_modules", "poisoned modules", "true"),
    ends("refuse_imports", "import hooks", Status.RAISED, error="TypeError"),
    ends(
        "replace_system_calls",
        "replaced code",
        Status.RETURNED,
        Status.TIMED_OUT,
        *DIED,
        why=OWN_CODE,
    ),
    ends("trace_everything", "trace functions", Status.RETURNED, Status.RAISED, why=HOOKED),
    ends("profile_everything", "trace functions", Status.RETURNED, Status.RAISED, why=HOOKED),
    ends("trace_that_exits", "trace functions", Status.RETURNED, Status.EXITED, why=HOOKED),
    ends("audit_everything", "audit hooks", Status.RETURNED, Status.RAISED, why=HOOKED),
    returns("collector_calls", "collector calls", "true"),
    ends("hooks_for_errors", "trace functions", Status.RAISED, error="ValueError"),
    ends("low_recursion_limit", "recursion limit", Status.RETURNED, Status.RAISED, why=HOOKED),
    returns("at_the_recursion_limit", "recursion limit", 1),
    returns("hostile_codec", "codecs", "true"),
    returns("hostile_pickling", "codecs", "true"),
    ends("pending_exception", "exceptions from outside", Status.RAISED, Status.RETURNED, why=HOOKED),
    ends(
        "pending_exceptions_of_a_thread",
        "exceptions from outside",
        *DIED,
        Status.RAISED,
        Status.RETURNED,
        why=OWN_CODE,
    ),
    ends(
        "hold_the_interpreter",
        "exceptions from outside",
        Status.RETURNED,
        Status.TIMED_OUT,
        why="the report waits for the interpreter's lock, which the thread may hold first",
    ),
    ends("signals_for_the_report", "signals while reporting", Status.RETURNED, Status.RAISED, why=HOOKED),
    ends(
        "replace_code_of_the_caller",
        "replaced code",
        Status.RETURNED,
        Status.RAISED,
        Status.TIMED_OUT,
        *DIED,
        why=OWN_CODE,
    ),
    ends("curse_text", "replaced code", Status.RETURNED, Status.RAISED, *DIED, why=OWN_CODE),
)
