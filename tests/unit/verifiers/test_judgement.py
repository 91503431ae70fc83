"""Label, policy, summary and gate: from findings to the decision."""

import pytest

from tests.unit.verifiers.building import codes
from verifiers.codes import CODES, finding
from verifiers.gate import decide
from verifiers.label import label, status_of
from verifiers.model import Blame, CheckResult, CheckStatus, Finding, Json, Label, Severity, Status
from verifiers.policy import Policy, apply, apply_to_check
from verifiers.summary import Report, Tally


def found(code: str) -> Finding:
    return finding(code, path="/calls/0", message="m")


def result(*of: str) -> CheckResult:
    findings = tuple(found(code) for code in of)
    return CheckResult(check="c", status=status_of(findings), findings=findings)


REJECT, REVIEW, NOTE = "schema.wrong_type", "schema.format", "schema.unsafe_integer"
CATALOG_FAULT, IMPLEMENTATION_NOTE, OURS = (
    "catalog.unknown_type",
    "execution.result_breaks_schema",
    "infrastructure.cancelled",
)
SKIPPED = CheckResult(check="execution", status=CheckStatus.SKIPPED)


@pytest.mark.parametrize(
    ("of", "status"),
    [
        ([], CheckStatus.PASSED),
        ([REVIEW, NOTE, IMPLEMENTATION_NOTE], CheckStatus.PASSED),
        ([REJECT, CATALOG_FAULT], CheckStatus.FAILED),
        ([REVIEW, CATALOG_FAULT], CheckStatus.ERRORED),
        ([OURS], CheckStatus.ERRORED),
    ],
)
def test_a_checks_status_follows_from_its_findings(of: list[str], status: CheckStatus) -> None:
    assert result(*of).status is status


@pytest.mark.parametrize(
    ("checks", "expected"),
    [
        ([result()], Label.VALID),
        ([result(NOTE, IMPLEMENTATION_NOTE), SKIPPED], Label.VALID),
        ([result(), result(REVIEW)], Label.REVIEW),
        ([result(REVIEW), result(CATALOG_FAULT)], Label.UNVERIFIED),
        ([result(OURS), result(REJECT)], Label.INVALID),
        ([CheckResult(check="execution", status=CheckStatus.ERRORED), result(REVIEW)], Label.UNVERIFIED),
        ([], Label.UNVERIFIED),
        ([SKIPPED], Label.UNVERIFIED),
    ],
)
def test_the_label_follows_from_the_checks(checks: list[CheckResult], expected: Label) -> None:
    assert label(checks) is expected


@pytest.mark.parametrize("code", sorted(code.name for code in CODES.values() if code.blame is not Blame.EXAMPLE))
def test_no_fault_of_others_makes_an_example_invalid(code: str) -> None:
    assert label([result(code)]) is not Label.INVALID


def test_a_policy_changes_severities_of_the_codes_it_names_and_of_no_other() -> None:
    findings = apply([found(REVIEW), found(NOTE)], Policy(severities={REVIEW: Severity.REJECT}))
    assert [each.severity for each in findings] == [Severity.REJECT, Severity.NOTE]


@pytest.mark.parametrize(
    ("of", "severity", "status"),
    [
        (REJECT, Severity.NOTE, CheckStatus.PASSED),
        (REVIEW, Severity.REJECT, CheckStatus.FAILED),
        (CATALOG_FAULT, Severity.NOTE, CheckStatus.PASSED),
        (IMPLEMENTATION_NOTE, Severity.REVIEW, CheckStatus.ERRORED),
    ],
)
def test_a_check_is_seen_with_the_policys_severities(of: str, severity: Severity, status: CheckStatus) -> None:
    assert apply_to_check(result(of), Policy(severities={of: severity})).status is status


def test_a_policy_that_names_no_finding_leaves_an_errored_check_errored() -> None:
    bare = CheckResult(check="execution", status=CheckStatus.ERRORED)
    assert apply_to_check(bare, Policy(severities={REVIEW: Severity.NOTE})) is bare


def test_equal_policies_have_equal_digests_and_others_do_not() -> None:
    one = Policy(forbidden_codes=(REJECT, REVIEW), severities={NOTE: Severity.REVIEW})
    assert one.digest == Policy(forbidden_codes=(REVIEW, REJECT), severities={NOTE: Severity.REVIEW}).digest
    assert one.digest != Policy().digest


@pytest.mark.parametrize(
    "settings",
    [
        {"severities": {"schema.no_such": Severity.NOTE}},
        {"forbidden_codes": ("nothing",)},
        {"max_invalid_share": 1.5},
        {"max_review_share": float("nan")},
        {"min_examples": 0},
    ],
)
def test_a_policy_that_cannot_be_is_refused(settings: dict[str, Json]) -> None:
    with pytest.raises(ValueError, match=r"no such finding code|a share lies between|at least 1"):
        Policy(**settings)


def verdict(
    number: int, label_: Label = Label.VALID, *of: str, execution: str = "passed", wall_ms: float | None = None
) -> Json:
    ran = wall_ms is not None
    return {
        "example_id": f"e{number}",
        "label": label_.value,
        "checks": {"schema": "passed", "execution": execution},
        "findings": [
            {"code": code, "blame": CODES[code].blame.value, "severity": CODES[code].severity.value} for code in of
        ],
        "executions": [{"call": 0, "status": "returned"}] if ran else [],
        "measured": {"wall_ms": 1.0, "executions": [{"wall_ms": wall_ms}] if ran else []},
    }


def tallied(*verdicts: Json) -> Report:
    tally = Tally()
    for each in verdicts:
        tally.add(each, ["f"])
    return tally.report()


def test_the_report_counts_labels_codes_and_statuses() -> None:
    report = tallied(
        verdict(0, wall_ms=1.0),
        verdict(1, Label.INVALID, REJECT, REJECT, execution="skipped"),
        verdict(2, Label.INVALID, REJECT, NOTE),
    )
    assert report.examples == 3
    assert report.labels == {Label.VALID: 1, Label.REVIEW: 0, Label.INVALID: 2, Label.UNVERIFIED: 0}
    assert [(each.code, each.findings, each.examples, each.example_ids) for each in report.codes] == [
        (REJECT, 3, 2, ("e1", "e2")),
        (NOTE, 1, 1, ("e2",)),
    ]
    assert report.executions[Status.RETURNED] == 1


def test_the_report_names_the_slowest_functions_first() -> None:
    tally = Tally()
    for name, wall_ms in [("fast", 1.0), ("slow", 9.0), ("fast", 3.0)]:
        tally.add(verdict(0, wall_ms=wall_ms), [name])
    assert [(each.function, each.calls, each.mean_wall_ms, each.max_wall_ms) for each in tally.report().slowest] == [
        ("slow", 1, 9.0, 9.0),
        ("fast", 2, 2.0, 3.0),
    ]


def test_the_report_keeps_few_ids_however_long_the_shard() -> None:
    report = tallied(*(verdict(number, Label.REVIEW, REVIEW, execution="skipped") for number in range(500)))
    assert report.codes[0].example_ids == ("e0", "e1", "e2")
    assert len(report.label_ids[Label.REVIEW]) == len(report.unexecuted_ids) == 10


@pytest.mark.parametrize(
    ("label_", "execution", "unexecuted"),
    [
        (Label.VALID, "skipped", 1),
        (Label.REVIEW, "skipped", 1),
        (Label.INVALID, "skipped", 0),
        (Label.VALID, "passed", 0),
    ],
)
def test_an_example_is_unexecuted_where_it_would_pass_without_a_run(
    label_: Label, execution: str, unexecuted: int
) -> None:
    assert tallied(verdict(0, label_, execution=execution)).unexecuted == unexecuted


def test_a_line_that_is_no_verdict_is_refused() -> None:
    with pytest.raises(ValueError, match="splendid"):
        Tally().add({**verdict(0), "label": "splendid"})


def test_valid_verdicts_are_released() -> None:
    decision = decide(tallied(verdict(0), verdict(1)), Policy())
    assert (decision.release, decision.broken) == (True, ())


@pytest.mark.parametrize("policy", [Policy(), Policy(max_invalid_share=1, allow_unexecuted=True)])
def test_no_verdicts_are_never_released(policy: Policy) -> None:
    assert not decide(Tally().report(), policy).release


@pytest.mark.parametrize(
    ("verdicts", "policy", "rule"),
    [
        ([verdict(0), verdict(1, Label.INVALID)], Policy(max_invalid_share=0.4), "max_invalid_share"),
        ([verdict(0), verdict(1, Label.REVIEW)], Policy(max_review_share=0.4), "max_review_share"),
        ([verdict(0), verdict(1, Label.UNVERIFIED)], Policy(max_unverified_share=0.4), "max_unverified_share"),
        ([verdict(0), verdict(1)], Policy(min_examples=3), "min_examples"),
        ([verdict(0), verdict(1, Label.VALID, NOTE)], Policy(forbidden_codes=(NOTE,)), "forbidden_codes"),
        ([verdict(0), verdict(1, execution="skipped")], Policy(), "allow_unexecuted"),
    ],
)
def test_each_broken_rule_is_named_with_its_offenders(verdicts: list[Json], policy: Policy, rule: str) -> None:
    decision = decide(tallied(*verdicts), policy)
    assert [each.name for each in decision.broken] == [rule]
    assert decision.broken[0].example_ids == (() if rule == "min_examples" else ("e1",))


def test_a_share_at_its_limit_is_released() -> None:
    assert decide(tallied(verdict(0), verdict(1, Label.INVALID)), Policy(max_invalid_share=0.5)).release


def test_a_policy_can_let_unexecuted_verdicts_pass() -> None:
    assert decide(tallied(verdict(0, execution="skipped")), Policy(allow_unexecuted=True)).release


def test_codes_of_a_finding_are_kept_apart_by_severity() -> None:
    strict = apply([found(REVIEW)], Policy(severities={REVIEW: Severity.REJECT}))
    assert codes(strict) == [REVIEW]
    assert label([CheckResult(check="schema", status=status_of(strict), findings=strict)]) is Label.INVALID
