"""A verdict under another policy."""

from __future__ import annotations

import pytest

from service.reports.relabel import relabel
from tests.unit.reports.verdicts import verdict
from verifiers.codes import finding
from verifiers.model import CheckStatus, Label, Severity
from verifiers.policy import Policy


@pytest.mark.parametrize(
    ("severity", "label"),
    [(Severity.NOTE, Label.VALID), (Severity.REVIEW, Label.REVIEW), (Severity.REJECT, Label.INVALID)],
)
def test_the_label_follows_the_severity(severity: Severity, label: Label) -> None:
    assert relabel(verdict(), Policy(severities={"schema.wrong_type": severity})).label is label


def test_a_policy_about_other_codes_changes_nothing() -> None:
    assert relabel(verdict(), Policy(severities={"schema.format": Severity.REJECT})) == verdict()


def test_an_infrastructure_fault_belongs_to_the_execution_check() -> None:
    lost = finding("infrastructure.sandbox_failed", path="", message="m")
    judged = relabel(verdict(lost), Policy(severities={"infrastructure.sandbox_failed": Severity.REVIEW}))
    assert judged.checks["execution"] is CheckStatus.ERRORED
    assert judged.label is Label.UNVERIFIED
