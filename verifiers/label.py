"""From findings to a check's status, and from checks to the label of an example."""

from __future__ import annotations

from collections.abc import Iterable

from verifiers.model import Blame, CheckResult, CheckStatus, Finding, Label, Severity


def status_of(findings: Iterable[Finding]) -> CheckStatus:
    """What a check that ran says with these findings.

    Failed where one that blames the example rejects; otherwise errored where one that blames anything else is more
    than a note; otherwise passed. A review is no failure: the label asks for it.
    """
    errored = False
    for each in findings:
        if each.blame is Blame.EXAMPLE:
            if each.severity is Severity.REJECT:
                return CheckStatus.FAILED
        elif each.severity is not Severity.NOTE:
            errored = True
    return CheckStatus.ERRORED if errored else CheckStatus.PASSED


def label(checks: Iterable[CheckResult]) -> Label:
    """The label of the example whose checks these are.

    A reject that blames the example makes it invalid; otherwise an errored check (or a finding that blames another
    and is more than a note) leaves it unverified; otherwise a review asks for a person; otherwise it is valid.
    Where no check ran at all, nothing is known, and that is unverified.
    """
    results = tuple(checks)
    findings = [each for result in results for each in result.findings]
    status = status_of(findings)
    if status is CheckStatus.FAILED:
        return Label.INVALID
    if status is CheckStatus.ERRORED or any(result.status is CheckStatus.ERRORED for result in results):
        return Label.UNVERIFIED
    if all(result.status is CheckStatus.SKIPPED for result in results):
        return Label.UNVERIFIED
    if any(each.severity is Severity.REVIEW for each in findings):
        return Label.REVIEW
    return Label.VALID
