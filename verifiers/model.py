"""The records that the whole of callproof speaks in (docs/architecture.md names them).

All are frozen and keyword-only. Units stand in the names. ``Json`` is any value that ``json.loads`` can give.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

Json: TypeAlias = Any
"""A JSON value. The only place where ``Any`` is let in."""


class Scenario(StrEnum):
    """What the example was generated to show; absent (``None`` in an Example) means unknown."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    PARALLEL = "parallel"
    PARALLEL_MULTIPLE = "parallel_multiple"
    SEQUENTIAL = "sequential"
    SIMILAR = "similar"
    IRRELEVANCE = "irrelevance"
    CLARIFY = "clarify"
    MULTI_TURN = "multi_turn"


class Match(StrEnum):
    """How an expected result is held against the real one."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    STRUCTURAL = "structural"


class Status(StrEnum):
    """What one call did in the sandbox. ``SANDBOX_FAILED`` is ours, every other one is the program's."""

    RETURNED = "returned"
    RAISED = "raised"
    RETURNED_ERROR = "returned_error"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    OUTPUT_LIMIT = "output_limit"
    RESULT_INVALID = "result_invalid"
    CRASHED = "crashed"
    EXITED = "exited"
    DENIED = "denied"
    NOT_RUN = "not_run"
    SANDBOX_FAILED = "sandbox_failed"


class Label(StrEnum):
    """The judgement on an example."""

    VALID = "valid"
    REVIEW = "review"
    INVALID = "invalid"
    UNVERIFIED = "unverified"


class CheckStatus(StrEnum):
    """One verifier's answer."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"
    ERRORED = "errored"


class Blame(StrEnum):
    """Whose fault a finding is. Only ``EXAMPLE`` can make an example invalid."""

    EXAMPLE = "example"
    CATALOG = "catalog"
    IMPLEMENTATION = "implementation"
    INFRASTRUCTURE = "infrastructure"


class Severity(StrEnum):
    """What a finding asks for."""

    REJECT = "reject"
    REVIEW = "review"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool as the example offers it; ``parameters`` is still in the dataset's own dialect."""

    name: str
    description: str = ""
    parameters: Json = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One generated call. ``index`` counts from 0 over the whole example, all turns.

    ``path`` is the JSON Pointer (RFC 6901) of the call in the native form of the example:
    ``/calls/0``, or ``/turns/1/calls/0`` where the example has turns.
    """

    index: int
    turn: int
    name: str
    arguments: Mapping[str, Json]
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One user turn. ``tools`` are added to those offered before. ``query`` may be None where only tools arrive."""

    query: str | None
    calls: tuple[Call, ...] = ()
    response: str | None = None
    tools: tuple[Tool, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What one call should give. ``result`` counts only where ``has_result``; ``tolerance`` is relative."""

    status: Status = Status.RETURNED
    has_result: bool = False
    result: Json = None
    match: Match = Match.EXACT
    tolerance: float = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What is judged. A single-turn example has exactly one Turn, and ``tools`` are offered from its start.

    ``expected`` is empty or aligned with ``calls``. ``now`` is an RFC 3339 date-time with offset.
    ``multi_turn`` says that the row itself was written with turns (paths then start with /turns/N).
    """

    id: str
    tools: tuple[Tool, ...]
    turns: tuple[Turn, ...]
    scenario: Scenario | None = None
    language: str | None = None
    seed_tools: tuple[str, ...] = ()
    state: Mapping[str, Json] = field(default_factory=dict)
    now: str | None = None
    seed: int | None = None
    expected: tuple[Expectation | None, ...] = ()
    multi_turn: bool = False

    @property
    def calls(self) -> tuple[Call, ...]:
        """Every call of every turn, in order; ``calls[i].index == i``."""
        return tuple(call for turn in self.turns for call in turn.calls)

    def offered(self, turn: int) -> tuple[Tool, ...]:
        """The tools on offer at turn number ``turn`` (from 0): the first ones and all that arrived since."""
        later = tuple(tool for each in self.turns[: turn + 1] for tool in each.tools)
        return self.tools + later


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One precise complaint. Make it with ``verifiers.codes.finding``, which knows blame and severity.

    ``fix`` is a JSON Patch (RFC 6902) on the example in native form, given only where it is certain.
    """

    code: str
    blame: Blame
    severity: Severity
    path: str
    message: str
    call: int | None = None
    facts: Mapping[str, Json] = field(default_factory=dict)
    fix: tuple[Mapping[str, Json], ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """One check's answer for one example."""

    check: str
    status: CheckStatus
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallError:
    """Why a call did not return: the exception's type and message, both capped, addresses masked.

    ``binding`` is true where the arguments could not be bound to the implementation's signature.
    ``importing`` is true where the implementation's module or toolkit could not be loaded.
    ``loading_state`` is true where the toolkit did not take the example's state.
    ``trace`` holds ``file:line in function`` of the implementation's own files, outermost first.
    """

    type: str
    message: str
    binding: bool = False
    importing: bool = False
    loading_state: bool = False
    trace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution:
    """What one call did. Repeatable: nothing measured stands here.

    ``result_sha256`` is over the RFC 8785 form of the whole result, also where ``truncated`` made ``result`` None.
    """

    call: int
    status: Status
    result: Json = None
    result_sha256: str | None = None
    error: CallError | None = None
    stdout: str = ""
    stderr: str = ""
    truncated: bool = False
    exit_code: int | None = None
    signal: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one call took. ``attempts`` counts runs of its example, confirmations included."""

    wall_ms: float = 0.0
    cpu_ms: float = 0.0
    peak_memory_bytes: int = 0
    attempts: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorContract:
    """How a function says that it failed: an object with ``key``, or a string that starts with ``prefix``.

    A key whose value is null or false is no failure.
    """

    key: str | None = "error"
    prefix: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one call may use. Output is per stream."""

    wall_seconds: float = 10.0
    cpu_seconds: float = 5.0
    memory_bytes: int = 512 * 1024 * 1024
    processes: int = 64
    output_bytes: int = 256 * 1024
    result_bytes: int = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """One catalog entry. ``parameters`` and ``result`` are JSON Schema 2020-12 (normalised).

    ``implementation`` is ``module:attribute``; for a toolkit's function it is the method's name alone, on the
    toolkit named by ``toolkit``. ``function_set`` names the folder or module that the code came from.
    """

    name: str
    description: str
    parameters: Json
    result: Json | None
    implementation: str
    function_set: str
    toolkit: str | None = None
    error: ErrorContract = field(default_factory=ErrorContract)
    limits: Limits | None = None
    pure: bool = False
    impure_because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Toolkit:
    """A class whose methods are functions that share state. ``load_state`` names its method that takes the state."""

    name: str
    implementation: str
    function_set: str
    load_state: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What the verdict rests on: digests (SHA-256, hex) and callproof's version."""

    example_sha256: str
    catalog: str
    ruleset: str
    policy: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Where the calls ran. Not part of the repeatable bytes."""

    sandbox: str
    runtime: str | None = None
    image: str | None = None
    isolation: str | None = None
    profile: str | None = None
    layers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One example judged. Everything but ``conditions``, ``wall_ms`` and ``costs`` is repeatable byte for byte."""

    example_id: str
    label: Label
    checks: Mapping[str, CheckStatus]
    findings: tuple[Finding, ...]
    executions: tuple[Execution, ...]
    provenance: Provenance
    conditions: Conditions
    wall_ms: float = 0.0
    costs: tuple[Cost, ...] = ()
