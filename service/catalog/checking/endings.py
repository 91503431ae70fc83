"""Judges how schema-valid calls ended: one complaint for each kind of fault, with the first arguments that show it."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator, Mapping, Sequence

from service.catalog.checking.calls import brief, ending
from service.catalog.checking.codes import complaint
from service.catalog.checking.model import Complaint, Promise, Severity
from verifiers.model import Execution, Function, Json, Status
from verifiers.patterns import read_pattern
from verifiers.steps import UncheckableError
from verifiers.strict import strict_validator

_NEVER: Mapping[Status, tuple[str, str]] = {
    Status.CRASHED: ("fuzz.crashed", "the process died"),
    Status.EXITED: ("fuzz.exited", "it ended its own process"),
    Status.TIMED_OUT: ("fuzz.timed_out", "it used up its time"),
    Status.OUT_OF_MEMORY: ("fuzz.out_of_memory", "it used up its memory"),
    Status.OUTPUT_LIMIT: ("fuzz.output_limit", "it wrote more than its output limit"),
    Status.RESULT_INVALID: ("fuzz.result_invalid", "its result is not strict JSON"),
    Status.DENIED: ("access.denied", "the box refused what it tried"),
}


def ending_complaints(
    function: Function, promise: Promise, calls: Sequence[Mapping[str, Json]], ran: Sequence[Execution]
) -> Iterator[Complaint]:
    """What is wrong with how ``calls`` ended; each kind of fault once, with a count."""
    judge = _Judge(function, promise)
    found: dict[tuple[str, str], list[tuple[Complaint, Mapping[str, Json]]]] = {}
    for arguments, execution in zip(calls, ran, strict=True):
        for key, each in judge.judged(execution):
            found.setdefault((each.code, key), []).append((each, arguments))
    for shown in found.values():
        first, arguments = shown[0]
        facts = {**first.facts, "arguments": dict(arguments), "count": len(shown), "of": len(calls)}
        yield complaint(
            first.code,
            function.name,
            f"{first.message}, with {brief(dict(arguments))}",
            path=first.path,
            severity=first.severity,
            facts=facts,
        )


class _Judge:
    def __init__(self, function: Function, promise: Promise) -> None:
        self._function = function
        self._name = function.name
        self._raises = _documented(promise.raises)
        self._errors = [read_pattern(_alike_quoted(each)) for each in promise.errors]
        self._result = None if function.result is None else strict_validator(function.result)

    def judged(self, ran: Execution) -> Iterator[tuple[str, Complaint]]:
        """Complaints about one call, each with what tells it from others of its code."""
        if ran.status in _NEVER:
            code, message = _NEVER[ran.status]
            told = f" ({ending(ran)})" if ran.error is not None else ""
            yield "", complaint(code, self._name, message + told)
        elif ran.status is Status.RAISED:
            yield from self._raised(ran)
        elif ran.status is Status.RETURNED_ERROR:
            yield from self._returned_error(ran)
        elif ran.status is Status.RETURNED:
            yield from self._returned(ran)

    def _raised(self, ran: Execution) -> Iterator[tuple[str, Complaint]]:
        error = ran.error
        if error is None:
            return
        if error.importing or error.loading_state:
            yield "", complaint("import.failed", self._name, f"it could not be loaded: {error.type}: {error.message}")
        elif error.binding:
            yield "", complaint("signature.not_bindable", self._name, f"the signature refuses: {error.message}")
        elif not _is_documented(error.type, self._raises):
            message = f"{error.type} is not documented: {brief(error.message, 120)}"
            severity = Severity.FAULT if self._raises else Severity.HINT
            facts = {"type": error.type, "documented": sorted(self._raises)}
            code = "fuzz.undocumented_exception"
            yield error.type, complaint(code, self._name, message, severity=severity, facts=facts)

    def _returned_error(self, ran: Execution) -> Iterator[tuple[str, Complaint]]:
        text = ran.result
        if isinstance(text, dict) and self._function.error.key is not None:
            text = text.get(self._function.error.key)
        quoted = _alike_quoted(text) if isinstance(text, str) else None
        if quoted is not None and not any(each is not None and each.found_in(quoted) for each in self._errors):
            severity = Severity.FAULT if self._errors else Severity.HINT
            message = f"the error is not documented: {brief(text, 120)}"
            code = "fuzz.undocumented_error"
            yield "", complaint(code, self._name, message, severity=severity, facts={"error": text})

    def _returned(self, ran: Execution) -> Iterator[tuple[str, Complaint]]:
        if ran.truncated:
            yield "", complaint("fuzz.result_too_large", self._name, "its result is over the limit")
            return
        if self._result is None:
            return
        try:
            error = self._result.first_error(ran.result)
        except UncheckableError as uncheckable:
            yield "", complaint("schema.unsound", self._name, f"the result's schema {uncheckable}", path="/response")
            return
        if error is not None:
            where = "".join(f"/{part}" for part in error.absolute_path)
            message = f"its result breaks the schema at {where or 'the top'}: {brief(error.instance, 80)}"
            told = f"{'/'.join(map(str, error.schema_path))}"
            facts = {"rule": told, "result": ran.result if len(repr(ran.result)) < 2000 else None}
            yield told, complaint("fuzz.result_breaks_schema", self._name, message, path="/response", facts=facts)


def _alike_quoted(text: str) -> str:
    """The text with one kind of quotation mark: which of both ``repr`` writes depends on what it quotes."""
    return text.replace('"', "'")


def _documented(raises: Mapping[str, str]) -> frozenset[str]:
    """Bare names of the documented types; an entry may list several."""
    return frozenset(
        name.rpartition(".")[2] for entry in raises for name in re.split(r"[\s,|]+", entry) if name not in {"", "or"}
    )


def _is_documented(name: str, documented: frozenset[str]) -> bool:
    """Whether a type or, for those of Python itself, one of its bases is documented."""
    if name in documented:
        return True
    known = getattr(builtins, name, None)
    if not isinstance(known, type):
        return False
    return any(base.__name__ in documented for base in known.__mro__)
