"""Holds the finished run in a folder against a policy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from service.reports.records import RecordError, read_verdict, verdict_json
from service.reports.relabel import relabel
from service.run_folder import VERDICTS, is_unfinished, read_run
from verifiers.gate import BrokenRule, decide
from verifiers.model import Json
from verifiers.policy import Policy
from verifiers.summary import Report, Tally


def judge_folder(folder: Path, policy: Policy) -> tuple[BrokenRule, ...]:
    """Every rule that the run in ``folder`` breaks; none means release.

    A run that is absent, unfinished or damaged breaks the rule ``finished``. Where ``policy`` has severities, the
    verdicts are labelled by them again.
    """
    try:
        report = _report(folder, policy)
    except _NothingToReleaseError as error:
        message = f"There is nothing to release: {error}"
        return (BrokenRule(name="finished", limit=1, found=0, example_ids=(), message=message),)
    return decide(report, policy).broken


class _NothingToReleaseError(Exception):
    """The folder does not hold a whole run; the message says why and what to do."""


def _report(folder: Path, policy: Policy) -> Report:
    if is_unfinished(folder):
        raise _NothingToReleaseError(
            f"the last run in {folder} did not finish. Give the same 'callproof verify' again; it goes on from there."
        )
    tally = Tally()
    for number, line in enumerate(_verdict_lines(folder), 1):
        try:
            tally.add(_told(line, policy))
        except (RecordError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise _NothingToReleaseError(
                f"line {number} of {folder / VERDICTS} is not a verdict of this version ({error}). Verify again."
            ) from error
    report = tally.report()
    run = read_run(folder)
    if not isinstance(run, dict) or run.get("examples") != report.examples:
        raise _NothingToReleaseError(
            f"{folder / VERDICTS} holds {report.examples} verdicts, and its run.json does not tell of as many. It was "
            "cut or changed; verify again."
        )
    return report


def _verdict_lines(folder: Path) -> Iterator[bytes]:
    try:
        with (folder / VERDICTS).open("rb") as lines:
            yield from lines
    except FileNotFoundError as error:
        raise _NothingToReleaseError(f"there is no {VERDICTS} in {folder}. Run 'callproof verify' first.") from error
    except OSError as error:
        raise _NothingToReleaseError(f"{folder / VERDICTS} cannot be read: {error.strerror}.") from error


def _told(line: bytes, policy: Policy) -> Json:
    if not policy.severities:
        return json.loads(line)
    return verdict_json(relabel(read_verdict(line), policy))
