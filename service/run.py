"""Verifies a whole shard into a folder, streaming, and goes on where an earlier run was cut off."""

from __future__ import annotations

import hashlib
import itertools
import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

from service.catalog.model import Catalog
from service.datasets.model import Row
from service.errors import InputError, Interrupted, OutputError, UnableError
from service.reports.records import json_line, verdict_json
from service.reports.summary import summary_json
from service.run_folder import RunFolder
from service.verify import Verifier
from service.version import __version__
from verifiers.codes import RULESET
from verifiers.model import Blame, Json, Label, Limits
from verifiers.policy import Policy
from verifiers.summary import Tally

Observer = Callable[[Label, bool], None]
"""Hears of each verdict: its label, and whether an earlier run had given it."""


def identity(
    *, shard_fingerprint: str, format_name: str, catalog: Catalog, policy: Policy, limits: Limits, execute: bool
) -> Json:
    """All that decides what verdicts a run gives. Isolation, boxes and runtime do not."""
    return {
        "shard": shard_fingerprint,
        "format": format_name,
        "catalog": catalog.digest,
        "policy": policy.digest,
        "ruleset": RULESET,
        "version": __version__,
        "limits": {name: getattr(limits, name) for name in Limits.__slots__},
        "execute": execute,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of one shard into one locked folder.

    ``rows`` gives the shard from its start; ``origin`` tells where it was read. ``open_verifier`` starts the
    sandbox; it is called only where rows are left to judge.
    """

    folder: RunFolder
    identity: Json
    origin: Json
    rows: Iterable[Row]
    shard_name: str
    open_verifier: Callable[[], AbstractContextManager[Verifier]]
    observe: Observer

    def run(self, *, resume: bool) -> Json:
        """Judges what is not judged yet, makes the results final, and gives their summary.

        Raises InputError for a shard without rows; Interrupted, and UnableError where engine or disk fail. After
        the last two the verdicts so far are kept, and the same run goes on after them.
        """
        start = time.monotonic()
        tally = Tally()
        rows = iter(self.rows)
        try:
            self.folder.begin({"identity": self.identity, "origin": self.origin}, resume=resume)
            left = self._replay(rows, tally)
            first = next(left, None)
            if first is not None:
                self._judge(itertools.chain([first], left), tally)
            if self.folder.kept == 0:
                self.folder.discard()
                raise InputError(
                    f"There is nothing to verify: {self.shard_name} holds no rows. Check that it was written to its "
                    "end."
                )
            summary = summary_json(tally.report())
            self.folder.finish(
                {
                    "identity": self.identity,
                    "origin": self.origin,
                    "examples": self.folder.kept,
                    "measured": {"wall_seconds": round(time.monotonic() - start, 3)},
                },
                summary,
            )
        except KeyboardInterrupt as error:
            raise Interrupted(f"Interrupted. {self._kept()}") from error
        except OutputError:
            raise
        except UnableError as error:
            raise UnableError(f"{error}\n{self._kept()}") from error
        return summary

    def _judge(self, rows: Iterator[Row], tally: Tally) -> None:
        with self.open_verifier() as verifier:
            for row, verdict in verifier.verify(rows):
                told = verdict_json(verdict)
                self.folder.keep(row.raw.content, verdict.label, json_line(told))
                tally.add(told, _call_names(row))
                self.observe(verdict.label, False)

    def _replay(self, rows: Iterator[Row], tally: Tally) -> Iterator[Row]:
        """Takes over the verdicts that stand in the folder; gives the rows that have none.

        A verdict that does not fit its row or that tells of our own failure, and all after it, are judged again.
        """
        size = 0
        for row in rows:
            line = self.folder.kept_line()
            told = _verdict_of(row, line) if line is not None else None
            if line is None or told is None:
                self.folder.cut(size)
                return itertools.chain([row], rows)
            size += len(line)
            label = Label(told["label"])
            self.folder.keep(row.raw.content, label, None)
            tally.add(told, _call_names(row))
            self.observe(label, True)
        self.folder.cut(size)
        return iter(())

    def _kept(self) -> str:
        return (
            f"{self.folder.kept} verdicts are kept in {self.folder.path}; the same command goes on after them "
            "(--no-resume starts over)."
        )


def _verdict_of(row: Row, line: bytes) -> Json | None:
    """The verdict on the line; None where it is none, not of this row, or tells of our own failure."""
    try:
        told = json.loads(line)
        fits = told["example_id"] == row.id and told["provenance"]["example_sha256"] == _sha256(row)
        whole = {"label", "findings", "executions", "checks", "measured"} <= told.keys()
        ours = any(each["blame"] == Blame.INFRASTRUCTURE for each in told["findings"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return told if fits and whole and not ours else None


def _sha256(row: Row) -> str:
    return hashlib.sha256(row.raw.content).hexdigest()


def _call_names(row: Row) -> tuple[str, ...]:
    return tuple(call.name for call in row.example.calls) if row.example is not None else ()
