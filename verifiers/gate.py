"""Decides whether a shard may be released, and names each rule that says no."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verifiers.model import Label
from verifiers.policy import Policy
from verifiers.summary import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRule:
    """One rule of the policy that the shard breaks.

    ``name`` is the policy's own name of the rule. ``limit`` and ``found`` are shares from 0 to 1 or counts.
    ``example_ids`` are up to ten offenders, none where the rule is about the shard as a whole.
    """

    name: str
    limit: float
    found: float
    example_ids: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Release or not; ``broken`` is empty where the answer is yes."""

    release: bool
    broken: tuple[BrokenRule, ...]


def decide(report: Report, policy: Policy) -> Decision:
    """Hold ``report`` against every rule of ``policy``. A report without verdicts is never released."""
    broken = tuple(_broken(report, policy))
    return Decision(release=not broken, broken=broken)


def _broken(report: Report, policy: Policy) -> Iterator[BrokenRule]:
    if report.examples < policy.min_examples:
        yield BrokenRule(
            name="min_examples",
            limit=policy.min_examples,
            found=report.examples,
            example_ids=(),
            message=f"There are {report.examples} verdicts; the policy wants at least {policy.min_examples}.",
        )
    if report.examples:
        yield from _shares(report, policy)
    yield from _forbidden(report, policy)
    yield from _sandboxes(report, policy)
    if report.unexecuted and not policy.allow_unexecuted:
        yield BrokenRule(
            name="allow_unexecuted",
            limit=0,
            found=report.unexecuted,
            example_ids=report.unexecuted_ids,
            message=f"{report.unexecuted} examples would pass although nobody ran their calls.",
        )


def _shares(report: Report, policy: Policy) -> Iterator[BrokenRule]:
    limits = (
        ("max_invalid_share", Label.INVALID, policy.max_invalid_share),
        ("max_review_share", Label.REVIEW, policy.max_review_share),
        ("max_unverified_share", Label.UNVERIFIED, policy.max_unverified_share),
    )
    for name, label, limit in limits:
        count = report.labels[label]
        found = count / report.examples
        if found > limit:
            yield BrokenRule(
                name=name,
                limit=limit,
                found=found,
                example_ids=report.label_ids[label],
                message=f"{count} of {report.examples} examples are {label} ({found:.2%}); the limit is {limit:.2%}.",
            )


def _sandboxes(report: Report, policy: Policy) -> Iterator[BrokenRule]:
    rules = (
        ("require", policy.sandboxes, [(each.sandbox, each) for each in report.sandboxes]),
        ("profiles", policy.profiles, [(each.profile, each) for each in report.sandboxes]),
    )
    for name, accepted, ran in rules:
        for found, each in ran:
            if accepted and found not in accepted:
                yield BrokenRule(
                    name=name,
                    limit=0,
                    found=each.examples,
                    example_ids=each.example_ids,
                    message=f"{each.examples} examples ran in {found}; the policy wants {' or '.join(accepted)}.",
                )


def _forbidden(report: Report, policy: Policy) -> Iterator[BrokenRule]:
    for code in dict.fromkeys(policy.forbidden_codes):
        counts = [each for each in report.codes if each.code == code]
        if not counts:
            continue
        findings = sum(each.findings for each in counts)
        yield BrokenRule(
            name="forbidden_codes",
            limit=0,
            found=findings,
            example_ids=tuple(dict.fromkeys(one for each in counts for one in each.example_ids))[:10],
            message=f"{code} is forbidden and was found {findings} times.",
        )
