"""Judges a verdict again under other severities, without running anything."""

from __future__ import annotations

from dataclasses import replace

from verifiers.label import label
from verifiers.model import CheckResult, Verdict
from verifiers.policy import Policy, apply_to_check

_FOUND_BY = {"catalog": "schema", "infrastructure": "execution"}
"""Codes whose first part is not the name of the check that finds them."""


def relabel(verdict: Verdict, policy: Policy) -> Verdict:
    """The verdict with the severities, check statuses and label that ``policy`` gives.

    A check that was skipped stays skipped: an example that was not executed because a call did not fit is then
    still not executed.
    """
    if not any(each.code in policy.severities for each in verdict.findings):
        return verdict
    results = [
        apply_to_check(
            CheckResult(
                check=name,
                status=status,
                findings=tuple(each for each in verdict.findings if check_of(each.code) == name),
            ),
            policy,
        )
        for name, status in verdict.checks.items()
    ]
    return replace(
        verdict,
        checks={each.check: each.status for each in results},
        findings=tuple(found for each in results for found in each.findings),
        label=label(results),
    )


def check_of(code: str) -> str:
    """The check that finds ``code``."""
    name = code.partition(".")[0]
    return _FOUND_BY.get(name, name)
