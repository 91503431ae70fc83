"""A verdict to change in tests of the reports."""

from __future__ import annotations

from verifiers.codes import finding
from verifiers.model import (
    CheckStatus,
    Conditions,
    Cost,
    Execution,
    Finding,
    Label,
    Provenance,
    Status,
    Verdict,
)


def verdict(*findings: Finding, label: Label = Label.INVALID, example_id: str = "e1") -> Verdict:
    """Invalid by a wrong type unless told otherwise; its one call returned 1."""
    wrong = finding("schema.wrong_type", path="/calls/0/arguments/a", message="m", call=0, facts={"got": "string"})
    return Verdict(
        example_id=example_id,
        label=label,
        checks={
            "format": CheckStatus.PASSED,
            "schema": CheckStatus.FAILED,
            "execution": CheckStatus.PASSED,
            "relevance": CheckStatus.PASSED,
        },
        findings=findings or (wrong,),
        executions=(Execution(call=0, status=Status.RETURNED, result=1, result_sha256="0" * 64),),
        provenance=Provenance(example_sha256="e", catalog="c", ruleset="r", policy="p", version="v"),
        conditions=Conditions(sandbox="docker", layers=("seccomp",)),
        wall_ms=1.5,
        costs=(Cost(wall_ms=1.0, cpu_ms=0.5, peak_memory_bytes=7),),
    )
