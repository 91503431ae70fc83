"""What must come of results and exceptions that attack their reader."""

import json

from tests.sandbox.attack import Attack, ends, returns
from verifiers.model import Limits, Status


def invalid(kind: str, threat: str) -> Attack:
    return ends("odd_result", threat, Status.RESULT_INVALID, kind=kind)


def raised(kind: str, threat: str, error: str, *statuses: Status) -> Attack:
    return ends("raise_odd", threat, *(statuses or (Status.RAISED,)), error=error, kind=kind)


ATTACKS = (
    invalid("nan", "not a number"),
    invalid("infinity", "infinity"),
    invalid("5000 digits", "long integers"),
    invalid("negative 5000 digits", "long integers"),
    returns("plain_result", "long integers", 10**3999, kind="4000 digits"),
    invalid("cycle", "cycles"),
    invalid("loop", "cycles"),
    invalid("million levels", "million levels"),
    invalid("101 levels", "million levels"),
    returns("plain_result", "million levels", json.loads("[" * 99 + "]" * 99), kind="99 levels"),
    invalid("surrogate", "lone surrogates"),
    invalid("surrogate key", "lone surrogates"),
    invalid("integer key", "foreign objects"),
    invalid("bytes", "bytes"),
    invalid("set", "sets"),
    invalid("generator", "generators"),
    invalid("awaitable", "coroutines"),
    ends("coroutine", "coroutines", Status.RESULT_INVALID),
    invalid("complex", "foreign objects"),
    invalid("object", "foreign objects"),
    invalid("module", "foreign objects"),
    invalid("type", "foreign objects"),
    invalid("frame", "foreign objects"),
    invalid("not implemented", "foreign objects"),
    invalid("ellipsis", "foreign objects"),
    invalid("range", "foreign objects"),
    invalid("memory", "bytes"),
    invalid("claims to be text", "lying classes"),
    invalid("class raises", "lying classes"),
    invalid("nameless", "lying classes"),
    invalid("key claims to be text", "lying classes"),
    returns("plain_result", "minus zero", 0, kind="minus zero"),
    returns("plain_result", "lone surrogates", "a\0b", kind="nul"),
    returns("plain_result", "lone surrogates", "\u2028\u2029", kind="separators"),
    returns("plain_result", "lone surrogates", "\ufffe", kind="not a character"),
    returns("hostile_text", "hostile subclasses", "text"),
    returns("hostile_integer", "hostile subclasses", 7),
    returns("hostile_float", "hostile subclasses", 1.5),
    returns("hostile_dictionary", "hostile subclasses", {"truth": True}),
    returns("hostile_list", "hostile subclasses", [1, 2]),
    returns("hostile_tuple", "hostile subclasses", [1, 2]),
    returns("hostile_keys", "hostile subclasses", {"a": 1}),
    raised("unreadable", "hostile exceptions", "UnreadableError"),
    raised("endless", "hostile exceptions", "EndlessError", Status.TIMED_OUT),
    raised("exiting", "hostile exceptions", "ExitingError"),
    raised("text", "hostile exceptions", "TextError"),
    raised("class raises", "hostile exceptions", "ClassRaisesError"),
    raised("number raises", "hostile exceptions", "NumberRaisesError"),
    raised("number is list", "hostile exceptions", "NumberIsListError"),
    raised("trace raises", "hostile exceptions", "TraceRaisesError"),
    ends(
        "raise_odd",
        "hostile exceptions",
        Status.RAISED,
        error="EndlessTraceError",
        limits=Limits(wall_seconds=3),
        kind="endless trace",
    ),
    raised("nameless", "hostile exceptions", "NamelessError"),
    raised("surrogate", "hostile exceptions", "ValueError"),
    raised("causes", "hostile exceptions", "ValueError"),
    raised("refused by hand", "hostile exceptions", "PermissionError", Status.DENIED),
    raised("long", "huge exception messages", "ValueError"),
    raised("group", "exception groups", "ExceptionGroup"),
    ends("raise_from_deep", "huge exception messages", Status.RAISED, error="ValueError"),
    ends("type_error_inside", "hostile exceptions", Status.RAISED, error="TypeError"),
)
