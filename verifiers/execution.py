"""The execution check: what did the sandbox's runs of the calls show, and is it what was expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from verifiers.canonical import sha256
from verifiers.codes import finding
from verifiers.dialect import normalise_result
from verifiers.equality import first_difference
from verifiers.facts import shortened
from verifiers.label import status_of
from verifiers.model import (
    Call,
    CheckResult,
    CheckStatus,
    ErrorContract,
    Example,
    Execution,
    Expectation,
    Finding,
    Function,
    Json,
    Match,
    Severity,
    Status,
)
from verifiers.plain_fit import surely_fits
from verifiers.schema import fits
from verifiers.steps import UncheckableError
from verifiers.strict import StrictValidator, strict_validator

_KEPT_SCHEMAS = 4096
_result_schemas: dict[int, tuple[Json, Json, StrictValidator]] = {}
_PLAIN: Mapping[Status, tuple[str, str]] = {
    Status.TIMED_OUT: ("execution.timed_out", "used up its wall or CPU time"),
    Status.OUT_OF_MEMORY: ("execution.out_of_memory", "used up its memory"),
    Status.OUTPUT_LIMIT: ("execution.output_limit", "wrote more than its output limit"),
    Status.CRASHED: ("execution.crashed", "died"),
    Status.EXITED: ("execution.crashed", "ended its own process"),
    Status.RESULT_INVALID: ("execution.result_invalid", "gave a result that is not strict JSON"),
    Status.DENIED: ("execution.denied_access", "tried what the sandbox forbids"),
    Status.SANDBOX_FAILED: ("infrastructure.sandbox_failed", "was not run properly: the sandbox failed"),
}


def apply_error_contract(execution: Execution, contract: ErrorContract) -> Execution:
    """``execution`` with status ``returned_error`` where its result is a failure by ``contract``; the result stays."""
    if execution.status is not Status.RETURNED:
        return execution
    result = execution.result
    by_key = contract.key is not None and isinstance(result, dict) and result.get(contract.key) not in (None, False)
    by_prefix = contract.prefix is not None and isinstance(result, str) and result.startswith(contract.prefix)
    return replace(execution, status=Status.RETURNED_ERROR) if by_key or by_prefix else execution


def check(example: Example, executions: Sequence[Execution], catalog: Mapping[str, Function]) -> CheckResult:
    """Judge what the calls did. ``executions`` belong to the calls that ``catalog`` implements, in any order.

    An example without calls passes. One whose calls were all implemented, but not run, is skipped. A call that could
    not run because an earlier one died has no finding of its own.
    """
    calls = example.calls
    if not calls:
        return CheckResult(check="execution", status=CheckStatus.PASSED)
    ran = {each.call: each for each in executions}
    findings: list[Finding] = []
    for call in calls:
        expectation = example.expected[call.index] if call.index < len(example.expected) else None
        findings += _judge(call, ran.get(call.index), expectation, catalog.get(call.name))
    if not ran and not findings:
        return CheckResult(check="execution", status=CheckStatus.SKIPPED)
    if status_of(findings) is CheckStatus.PASSED:
        findings += _never_ran(calls, ran)
    return CheckResult(check="execution", status=status_of(findings), findings=tuple(findings))


def _never_ran(calls: Sequence[Call], ran: Mapping[int, Execution]) -> Iterator[Finding]:
    """A call that nothing stopped and that still did not run is our own failure."""
    for call in calls:
        execution = ran.get(call.index)
        if execution is None or execution.status is Status.NOT_RUN:
            message = f"{call.name} was not run, and no earlier call explains it."
            yield finding("infrastructure.sandbox_failed", path=call.path, call=call.index, message=message)


def _judge(
    call: Call, execution: Execution | None, expectation: Expectation | None, function: Function | None
) -> Iterator[Finding]:
    if function is None:
        message = f"The catalog has no implementation of {call.name!r}."
        facts = {"tool": call.name}
        yield finding("execution.no_implementation", path=call.path, call=call.index, message=message, facts=facts)
        return
    if execution is None or execution.status is Status.NOT_RUN:
        return
    if execution.error is not None and (execution.error.importing or execution.error.loading_state):
        yield _raised(call, execution, function)  # however it ended: the function itself was never called
        return
    if expectation is not None and _as_expected(execution, expectation.status):
        yield from _expected_result(call, execution, expectation)
        if execution.status is Status.RETURNED:
            yield from _result_notes(call, execution, function)
        return
    match execution.status:
        case Status.RETURNED:
            yield from _result_notes(call, execution, function)
            if expectation is not None:
                yield _wrong_outcome(call, expectation)
        case Status.RAISED:
            yield _raised(call, execution, function)
        case Status.RETURNED_ERROR:
            message = f"{call.name} returned an error."
            facts = {"result": shortened(execution.result)}
            yield finding("execution.returned_error", path=call.path, call=call.index, message=message, facts=facts)
        case status:
            code, what = _PLAIN[status]
            yield finding(
                code, path=call.path, call=call.index, message=f"{call.name} {what}.", facts=_ending(execution)
            )


def _as_expected(execution: Execution, wanted: Status) -> bool:
    """An expected error may also be raised, but only by the function's own code."""
    if execution.status is wanted and wanted is not Status.RAISED:
        return True
    error = execution.error
    own = error is None or not (error.binding or error.importing or error.loading_state)
    return execution.status is Status.RAISED and wanted in {Status.RAISED, Status.RETURNED_ERROR} and own


def _wrong_outcome(call: Call, expectation: Expectation) -> Finding:
    facts = {"at": "", "expected": expectation.status.value, "got": Status.RETURNED.value}
    message = f"{call.name} returned; expected was {expectation.status}."
    return finding("execution.wrong_result", path=call.path, call=call.index, message=message, facts=facts)


def _raised(call: Call, execution: Execution, function: Function) -> Finding:
    error = execution.error
    code, message = "execution.raised", f"{call.name} raised an exception."
    if error is None:
        return finding(code, path=call.path, call=call.index, message=message)
    if error.importing:
        code, message = "execution.import_failed", f"The implementation of {call.name} cannot be loaded."
    elif error.loading_state:
        code, message = "execution.state_rejected", f"The toolkit of {call.name} did not take the example's state."
    elif error.binding and fits(call.arguments, function.parameters):
        code, message = "execution.signature_mismatch", f"{call.name} does not take what its own schema promises."
    elif error.binding:
        code, message = "execution.binding_failed", f"The arguments cannot be bound to {call.name}."
    facts = {"type": error.type, "message": error.message}
    return finding(code, path=call.path, call=call.index, message=message, facts=facts)


def _ending(execution: Execution) -> dict[str, Json]:
    facts: dict[str, Json] = {"status": execution.status.value}
    if execution.exit_code is not None:
        facts["exit_code"] = execution.exit_code
    if execution.signal is not None:
        facts["signal"] = execution.signal
    if execution.error is not None:
        facts |= {"type": execution.error.type, "message": execution.error.message}
    return facts


def _expected_result(call: Call, execution: Execution, expectation: Expectation) -> Iterator[Finding]:
    if not expectation.has_result or execution.status is Status.RAISED:
        return
    code, path = "execution.wrong_result", call.path
    if execution.truncated:
        if expectation.match is not Match.EXACT:
            message = f"The result of {call.name} is over the cap and cannot be compared."
            yield finding(code, path=path, call=call.index, message=message, severity=Severity.REVIEW)
        elif execution.result_sha256 != (digest := sha256(expectation.result)):
            facts: dict[str, Json] = {"expected_sha256": digest, "got_sha256": execution.result_sha256}
            message = f"{call.name} gave another result than expected."
            yield finding(code, path=path, call=call.index, message=message, facts=facts)
        return
    found = first_difference(expectation.result, execution.result, expectation.match, expectation.tolerance)
    if found is not None:
        facts = {
            "at": found.path,
            "expected": shortened(found.expected),
            "got": shortened(found.got),
            "match": expectation.match.value,
        }
        message = f"{call.name} gave another result than expected."
        yield finding(code, path=path, call=call.index, message=message, facts=facts)


def _result_notes(call: Call, execution: Execution, function: Function) -> Iterator[Finding]:
    if execution.truncated:
        return
    result = execution.result
    if isinstance(function.result, dict) and function.result:
        fault = _schema_fault(function.result, result)
        if fault is not None:
            message = f"The result of {call.name} does not fit its own result schema."
            yield finding(
                "execution.result_breaks_schema", path=call.path, call=call.index, message=message, facts=fault
            )
    promised_nothing = isinstance(function.result, dict) and function.result.get("type") == "null"
    if (result is None and not promised_nothing) or result in ("", [], {}):
        message = f"{call.name} returned nothing to use."
        facts = {"result": result}
        yield finding("execution.empty_result", path=call.path, call=call.index, message=message, facts=facts)


def _result_schema(schema: Json) -> tuple[Json, StrictValidator]:
    """A result schema in normal form. Kept by identity beside the schema itself, so an id cannot pass to another."""
    kept = _result_schemas.get(id(schema))
    if kept is None:
        if len(_result_schemas) >= _KEPT_SCHEMAS:
            _result_schemas.clear()
        normalised = normalise_result(schema).schema
        kept = _result_schemas[id(schema)] = (schema, normalised, strict_validator(normalised))
    return kept[1], kept[2]


def _schema_fault(schema: Json, result: Json) -> dict[str, Json] | None:
    try:
        normalised, validator = _result_schema(schema)
        if surely_fits(normalised, result):
            return None
        error = validator.first_error(result)
    except UncheckableError as failure:
        return {"schema": str(failure)}
    except RecursionError:
        return {"schema": "is nested too deep to be checked"}
    if error is None:
        return None
    return {"at": error.json_path, "rule": str(error.validator), "got": shortened(error.instance)}
