"""The policy: which codes reject, ask for review or are noted, and what a shard must reach to be released."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace

from verifiers.codes import CODES
from verifiers.label import status_of
from verifiers.model import CheckResult, CheckStatus, Finding, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Severities that differ from the codes' own, and the gate's limits. ``Policy()`` is the default.

    ``severities`` names each code in full, so a heuristic code rejects only where a policy says so of that very code.
    Shares are of all examples, 0 to 1. ``forbidden_codes`` may not occur even once. ``allow_unexecuted`` lets
    examples pass that nobody ran. ``sandboxes`` and ``profiles`` name the
    only drivers and profiles that calls may have run under; empty, any will do.

    Raises ValueError for a code that does not exist and for a limit out of range.
    """

    severities: Mapping[str, Severity] = field(default_factory=dict)
    max_invalid_share: float = 0.0
    max_review_share: float = 0.05
    max_unverified_share: float = 0.0
    min_examples: int = 1
    forbidden_codes: tuple[str, ...] = ()
    allow_unexecuted: bool = False
    sandboxes: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        unknown = sorted({*self.severities, *self.forbidden_codes} - set(CODES))
        if unknown:
            raise ValueError(f"no such finding code: {', '.join(unknown)}; docs/codes.md lists them all")
        for name in ("max_invalid_share", "max_review_share", "max_unverified_share"):
            share = getattr(self, name)
            if not 0 <= share <= 1:
                raise ValueError(f"{name} is {share!r}; a share lies between 0 and 1")
        if self.min_examples < 1:
            raise ValueError(f"min_examples is {self.min_examples}; an empty shard never passes, so it is at least 1")

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over every setting; equal policies have equal digests."""
        settings = asdict(self) | {
            name: sorted(set(getattr(self, name))) for name in ("forbidden_codes", "sandboxes", "profiles")
        }
        return hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()


def apply(findings: Iterable[Finding], policy: Policy) -> tuple[Finding, ...]:
    """The findings with the severities that ``policy`` gives their codes; the others keep their own."""
    severities = policy.severities
    return tuple(
        replace(each, severity=severities[each.code]) if each.code in severities else each for each in findings
    )


def apply_to_check(result: CheckResult, policy: Policy) -> CheckResult:
    """``result`` as ``policy`` sees it: it may now pass, fail or err. A skipped check stays skipped."""
    if not result.findings or not any(each.code in policy.severities for each in result.findings):
        return result
    findings = apply(result.findings, policy)
    status = result.status if result.status is CheckStatus.SKIPPED else status_of(findings)
    return CheckResult(check=result.check, status=status, findings=findings)
