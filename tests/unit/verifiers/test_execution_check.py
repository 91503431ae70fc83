import pytest

from tests.unit.verifiers.building import codes, example, function, parameters, tool
from verifiers.canonical import sha256
from verifiers.execution import apply_error_contract, check
from verifiers.model import (
    CallError,
    CheckResult,
    CheckStatus,
    ErrorContract,
    Execution,
    Expectation,
    Json,
    Match,
    Severity,
    Status,
)

CATALOG = {"f": function(schema=parameters("n", n={"type": "integer"}))}


def ran(status: Status = Status.RETURNED, result: Json = 1, error: CallError | None = None, call: int = 0) -> Execution:
    return Execution(call=call, status=status, result=result, error=error)


def judged(execution: Execution, expectation: Expectation | None = None) -> CheckResult:
    return check(example(("f", {"n": 1}), tools=[tool("f")], expected=[expectation]), [execution], CATALOG)


@pytest.mark.parametrize(
    ("result", "contract", "status"),
    [
        ({"error": "no such file"}, ErrorContract(), Status.RETURNED_ERROR),
        ({"error": ""}, ErrorContract(), Status.RETURNED_ERROR),
        ({"error": None}, ErrorContract(), Status.RETURNED),
        ({"error": False}, ErrorContract(), Status.RETURNED),
        ({"ok": 1}, ErrorContract(), Status.RETURNED),
        ("Error: no", ErrorContract(key=None, prefix="Error"), Status.RETURNED_ERROR),
        ("No Error", ErrorContract(key=None, prefix="Error"), Status.RETURNED),
        ({"error": 1}, ErrorContract(key=None), Status.RETURNED),
    ],
)
def test_the_error_contract_says_which_results_are_failures(
    result: Json, contract: ErrorContract, status: Status
) -> None:
    applied = apply_error_contract(ran(result=result), contract)
    assert (applied.status, applied.result) == (status, result)


def test_the_error_contract_leaves_a_call_alone_that_did_not_return() -> None:
    execution = ran(Status.RAISED, {"error": "x"})
    assert apply_error_contract(execution, ErrorContract()) is execution


def test_a_call_that_returned_passes() -> None:
    assert judged(ran()) == CheckResult(check="execution", status=CheckStatus.PASSED)


@pytest.mark.parametrize(
    ("status", "code", "check_status"),
    [
        (Status.RAISED, "execution.raised", CheckStatus.FAILED),
        (Status.RETURNED_ERROR, "execution.returned_error", CheckStatus.FAILED),
        (Status.TIMED_OUT, "execution.timed_out", CheckStatus.FAILED),
        (Status.OUT_OF_MEMORY, "execution.out_of_memory", CheckStatus.FAILED),
        (Status.OUTPUT_LIMIT, "execution.output_limit", CheckStatus.FAILED),
        (Status.CRASHED, "execution.crashed", CheckStatus.FAILED),
        (Status.EXITED, "execution.crashed", CheckStatus.FAILED),
        (Status.RESULT_INVALID, "execution.result_invalid", CheckStatus.ERRORED),
        (Status.DENIED, "execution.denied_access", CheckStatus.ERRORED),
        (Status.SANDBOX_FAILED, "infrastructure.sandbox_failed", CheckStatus.ERRORED),
    ],
)
def test_each_status_has_its_finding(status: Status, code: str, check_status: CheckStatus) -> None:
    result = judged(ran(status))
    assert (codes(result.findings), result.status) == ([code], check_status)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (CallError(type="ValueError", message="no"), "execution.raised"),
        (CallError(type="ImportError", message="no", importing=True), "execution.import_failed"),
        (CallError(type="KeyError", message="no", loading_state=True), "execution.state_rejected"),
        (CallError(type="TypeError", message="no", binding=True), "execution.signature_mismatch"),
    ],
)
def test_an_exception_is_blamed_on_where_it_arose(error: CallError, code: str) -> None:
    assert codes(judged(ran(Status.RAISED, None, error)).findings) == [code]


@pytest.mark.parametrize(
    "status", [Status.EXITED, Status.CRASHED, Status.TIMED_OUT, Status.OUT_OF_MEMORY, Status.OUTPUT_LIMIT]
)
def test_code_that_cannot_be_loaded_is_never_the_examples_fault_however_it_ended(status: Status) -> None:
    result = judged(ran(status, None, CallError(type="", message="", importing=True)))
    assert (codes(result.findings), result.status) == (["execution.import_failed"], CheckStatus.ERRORED)


def test_state_that_ends_the_process_is_rejected_state() -> None:
    error = CallError(type="SystemExit", message="", loading_state=True)
    assert codes(judged(ran(Status.EXITED, None, error)).findings) == ["execution.state_rejected"]


def test_arguments_that_break_the_catalogs_schema_are_to_blame_for_a_failed_binding() -> None:
    error = CallError(type="TypeError", message="no", binding=True)
    subject = example(("f", {"m": 1}), tools=[tool("f")])
    assert codes(check(subject, [ran(Status.RAISED, None, error)], CATALOG).findings) == ["execution.binding_failed"]


def test_a_call_without_an_implementation_errs_the_check() -> None:
    result = check(example(("g", {})), [], CATALOG)
    assert (codes(result.findings), result.status) == (["execution.no_implementation"], CheckStatus.ERRORED)


def test_no_calls_at_all_pass() -> None:
    assert check(example(), [], CATALOG).status is CheckStatus.PASSED


def test_calls_that_nobody_ran_are_skipped() -> None:
    assert check(example(("f", {"n": 1})), [], CATALOG).status is CheckStatus.SKIPPED


def test_calls_behind_a_dead_one_have_no_finding_of_their_own() -> None:
    subject = example(("f", {"n": 1}), ("f", {"n": 2}))
    result = check(subject, [ran(Status.CRASHED), ran(Status.NOT_RUN, call=1)], CATALOG)
    assert codes(result.findings) == ["execution.crashed"]


@pytest.mark.parametrize("second", [(), (ran(Status.NOT_RUN, call=1),)])
def test_a_call_that_did_not_run_for_no_reason_never_passes(second: tuple[Execution, ...]) -> None:
    result = check(example(("f", {"n": 1}), ("f", {"n": 2})), [ran(), *second], CATALOG)
    assert (codes(result.findings), result.status) == (["infrastructure.sandbox_failed"], CheckStatus.ERRORED)


@pytest.mark.parametrize(
    ("expected", "got", "match", "equal"),
    [
        (1, 1.0, Match.EXACT, True),
        (True, 1, Match.EXACT, False),
        ([1, {"a": None}], [1, {"a": None}], Match.EXACT, True),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, Match.EXACT, True),
        ([1, 2], [2, 1], Match.EXACT, False),
        (0.1 + 0.2, 0.3, Match.EXACT, False),
        (0.1 + 0.2, 0.3, Match.APPROXIMATE, True),
        ({"x": [1000000]}, {"x": [1000000.5]}, Match.APPROXIMATE, True),
        (1, 1.1, Match.APPROXIMATE, False),
        (True, 1, Match.APPROXIMATE, False),
        (10**400, 1.5, Match.APPROXIMATE, False),
        ({"a": [1, "x"]}, {"a": [2.5, "y"]}, Match.STRUCTURAL, True),
        ({"a": [1]}, {"a": [1, 2]}, Match.STRUCTURAL, False),
        ({"a": 1}, {"b": 1}, Match.STRUCTURAL, False),
        (1, "1", Match.STRUCTURAL, False),
    ],
)
def test_a_result_is_held_against_the_expected_one(expected: Json, got: Json, match: Match, equal: bool) -> None:
    result = judged(ran(result=got), Expectation(has_result=True, result=expected, match=match))
    assert ("execution.wrong_result" in codes(result.findings)) is not equal


def test_a_wrong_result_says_where_it_first_differs() -> None:
    expectation = Expectation(has_result=True, result={"a/b": [1, 2]})
    finding = judged(ran(result={"a/b": [1, 3]}), expectation).findings[0]
    assert dict(finding.facts) == {"at": "/a~1b/1", "expected": 2, "got": 3, "match": "exact"}


@pytest.mark.parametrize(
    ("execution", "code"),
    [
        (ran(Status.RETURNED_ERROR, {"error": "x"}), None),
        (ran(Status.RAISED, None, CallError(type="ValueError", message="no")), None),
        (ran(Status.RAISED, None, CallError(type="TypeError", message="no", binding=True)), "signature_mismatch"),
        (ran(Status.RAISED, None, CallError(type="ImportError", message="no", importing=True)), "import_failed"),
        (ran(Status.RETURNED), "wrong_result"),
        (ran(Status.TIMED_OUT), "timed_out"),
    ],
)
def test_an_expected_error_must_be_the_functions_own(execution: Execution, code: str | None) -> None:
    result = judged(execution, Expectation(status=Status.RETURNED_ERROR))
    assert codes(result.findings) == ([f"execution.{code}"] if code else [])


def test_a_result_over_the_cap_is_held_against_the_digest() -> None:
    big = Execution(call=0, status=Status.RETURNED, truncated=True, result_sha256=sha256([1, 2]))
    assert judged(big, Expectation(has_result=True, result=[1.0, 2])).findings == ()
    assert codes(judged(big, Expectation(has_result=True, result=[1])).findings) == ["execution.wrong_result"]


def test_a_result_over_the_cap_that_only_a_person_can_compare_is_under_review() -> None:
    big = Execution(call=0, status=Status.RETURNED, truncated=True, result_sha256="0")
    finding = judged(big, Expectation(has_result=True, result=1, match=Match.APPROXIMATE)).findings[0]
    assert finding.severity is Severity.REVIEW


def test_a_result_that_breaks_its_own_schema_is_only_noted() -> None:
    catalog = {"f": function(result={"type": "string"})}
    result = check(example(("f", {})), [ran(result=3)], catalog)
    assert (codes(result.findings), result.status) == (["execution.result_breaks_schema"], CheckStatus.PASSED)


@pytest.mark.parametrize("nothing", [None, "", [], {}])
def test_a_result_with_nothing_in_it_is_noted(nothing: Json) -> None:
    result = judged(ran(result=nothing))
    assert (codes(result.findings), result.status) == (["execution.empty_result"], CheckStatus.PASSED)


@pytest.mark.parametrize("something", [0, False, [None]])
def test_zero_and_false_are_something(something: Json) -> None:
    assert judged(ran(result=something)).findings == ()
