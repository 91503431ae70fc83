"""The codes of ``catalog check``: what each says, how grave it is, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from service.catalog.checking.model import Complaint, Severity
from verifiers.model import Json

_FAULT, _HINT = Severity.FAULT, Severity.HINT


@dataclass(frozen=True, slots=True)
class Code:
    """``remedy`` is an instruction to whoever keeps the function."""

    severity: Severity
    remedy: str


CODES: Mapping[str, Code] = {
    "schema.unsound": Code(_FAULT, "Write the schema as JSON Schema 2020-12; docs/functions.md lists the dialects."),
    "schema.dialect": Code(_HINT, "It was understood; plain JSON Schema leaves nothing to guess."),
    "schema.no_parameters": Code(_FAULT, "Give the parameters a schema, {} where there are none."),
    "schema.no_result": Code(_FAULT, "Annotate the result, or write its schema as 'response'."),
    "schema.no_description": Code(_FAULT, "Say in a sentence what the function does; models choose by it."),
    "schema.no_parameter_description": Code(_FAULT, "Describe each parameter with its unit and range."),
    "default.wrong_type": Code(_FAULT, "Make the default fit its own schema, or widen the schema."),
    "profile.broken": Code(_HINT, "Change the schema where the function is meant for this provider."),
    "import.failed": Code(_FAULT, "The module or class cannot be loaded in a box; run it there by hand to see why."),
    "signature.unknown": Code(_FAULT, "Correct the implementation's name, or the code so that it can be read."),
    "signature.extra_parameter": Code(_FAULT, "Add the parameter to the code, or take it out of the schema."),
    "signature.missing_parameter": Code(_FAULT, "The code demands it: add it to the schema, or give it a default."),
    "signature.hidden_parameter": Code(_HINT, "No call can use it: add it to the schema, or make it private."),
    "signature.required_differs": Code(_FAULT, "Make it required in the schema, or give it a default in the code."),
    "signature.needlessly_required": Code(_HINT, "The code has a default; the schema may leave it optional."),
    "signature.type_differs": Code(_FAULT, "Make annotation and schema name the same type."),
    "signature.type_wider": Code(_HINT, "The schema allows more than the annotation; narrow one or widen the other."),
    "signature.values_differ": Code(_FAULT, "Make enum and annotation list the same values."),
    "signature.default_differs": Code(_FAULT, "Write the same default in schema and code."),
    "signature.not_bindable": Code(_FAULT, "Arguments that fit the schema must fit the signature."),
    "signature.problem": Code(_HINT, "Annotate with types that have a form in JSON."),
    "example.unreadable": Code(_HINT, "Write examples as calls with named arguments and literal results."),
    "example.unfit": Code(_FAULT, "Correct the example's arguments, or the schema that refuses them."),
    "example.wrong_result": Code(_FAULT, "Correct the example or the function."),
    "example.wrong_ending": Code(_FAULT, "Correct the example or the function."),
    "fuzz.not_generated": Code(_HINT, "No arguments could be made from the schema; simplify it, or add examples."),
    "fuzz.crashed": Code(_FAULT, "Find out why the process dies on these arguments, or exclude them in the schema."),
    "fuzz.exited": Code(_FAULT, "Raise an error instead of leaving the process."),
    "fuzz.timed_out": Code(_FAULT, "Bound the work by the schema (maximum, maxLength, maxItems), or refuse early."),
    "fuzz.out_of_memory": Code(_FAULT, "Bound what is built by the schema (maximum, maxItems), or refuse early."),
    "fuzz.output_limit": Code(_FAULT, "Return what there is to say instead of printing it."),
    "fuzz.result_invalid": Code(_FAULT, "Return strict JSON: no NaN, sets, bytes or objects of your own."),
    "fuzz.result_breaks_schema": Code(_FAULT, "Correct the result's schema or the function."),
    "fuzz.result_too_large": Code(_HINT, "Results over the limit are left out of verdicts; return less."),
    "fuzz.undocumented_exception": Code(_FAULT, "Document it under Raises, or refuse such arguments in the schema."),
    "fuzz.undocumented_error": Code(_FAULT, "Document it under Errors, or refuse such arguments in the schema."),
    "access.denied": Code(_FAULT, "A box has no network and no writable folder; keep what you need in memory."),
    "repeat.not_repeatable": Code(_FAULT, "Depend on arguments, the clock and random only, never on time or identity."),
    "repeat.state_left": Code(_FAULT, "Leave nothing in the module; state belongs into a toolkit's instance."),
    "repeat.neighbour_changes": Code(_FAULT, "The other function changes what both use; give each its own."),
    "toolkit.state_not_restored": Code(_FAULT, "load_state must take all that dump_state gives."),
    "toolkit.not_read_only": Code(_FAULT, "Mark it as changing state, or let it change none."),
    "toolkit.not_idempotent": Code(_FAULT, "Mark it as non-idempotent, or let the second call change nothing."),
    "toolkit.no_dump_state": Code(_HINT, "Give the toolkit dump_state(), so that effects can be checked."),
    "siblings.duplicate": Code(_FAULT, "Remove one, or tell in its description what sets it apart."),
    "siblings.confusable": Code(_HINT, "Name each under See Also of the other, with when it applies."),
    "language.incomplete": Code(_FAULT, "Add the text to languages/<code>/*.toml."),
}


def complaint(
    code: str,
    function: str,
    message: str,
    *,
    path: str = "",
    severity: Severity | None = None,
    facts: Mapping[str, Json] | None = None,
) -> Complaint:
    """A complaint with its code's severity, unless ``severity`` says otherwise."""
    return Complaint(
        code=code,
        function=function,
        message=message,
        severity=severity or CODES[code].severity,
        path=path,
        facts=facts or {},
    )
