"""One verdict told to a person: what was asked, offered and called, what ran, what is wrong, and why the label."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from service.reports.schema_text import properties, signature_text, type_text
from verifiers.dialect import normalise
from verifiers.model import (
    Blame,
    Call,
    CheckStatus,
    Example,
    Execution,
    Finding,
    Json,
    Label,
    Severity,
    Status,
    Turn,
    Verdict,
)

_LONGEST_VALUE = 400
_LONGEST_OUTPUT = 2000


def explain(verdict: Verdict, example: Example | None, raw: bytes | None) -> str:
    """The explanation, several lines. ``example`` None means that the row could not be read; ``raw`` is then shown."""
    lines = [f"{verdict.example_id}: {verdict.label.value}, because {reason(verdict)}", ""]
    if example is not None:
        lines += _example(example, verdict)
    else:
        lines += [
            "the row, as it stands",
            *_indented(_cut(_text(raw), _LONGEST_OUTPUT) or "(not at hand any more)"),
            "",
        ]
        for execution in verdict.executions:
            lines += [f"call {execution.call}", *_execution(execution)]
    lines += ["findings", *_findings(verdict.findings)]
    checks = " · ".join(f"{name} {status.value}" for name, status in verdict.checks.items())
    lines += ["", f"checks: {checks}", f"ran in: {_conditions(verdict)}"]
    return "\n".join(lines)


def reason(verdict: Verdict) -> str:
    """Why the example has its label, in the words of the label rules (docs/architecture.md, Labels and blame)."""
    match verdict.label:
        case Label.INVALID:
            return f"{_codes(_blaming_example(verdict, Severity.REJECT))} rejects it"
        case Label.UNVERIFIED:
            errored = [name for name, status in verdict.checks.items() if status is CheckStatus.ERRORED]
            ours = [each for each in verdict.findings if _is_fault_elsewhere(each)]
            if ours:
                return f"{_codes(ours)} kept the check {', '.join(errored)} from judging it; that is not its own fault"
            return "no check could judge it"
        case Label.REVIEW:
            return f"{_codes(_blaming_example(verdict, Severity.REVIEW))} asks for a person"
        case Label.VALID:
            ran = verdict.checks.get("execution") is CheckStatus.PASSED
            return "nothing was found against it" + ("" if ran else "; its calls were not run")


def _blaming_example(verdict: Verdict, severity: Severity) -> list[Finding]:
    return [each for each in verdict.findings if each.severity is severity]


def _is_fault_elsewhere(finding: Finding) -> bool:
    return finding.blame is not Blame.EXAMPLE and finding.severity is not Severity.NOTE


def _codes(findings: Iterable[Finding]) -> str:
    return ", ".join(dict.fromkeys(each.code for each in findings))


def _example(example: Example, verdict: Verdict) -> Iterator[str]:
    told = [f"scenario {example.scenario.value}"] if example.scenario else []
    told += [f"language {example.language}"] if example.language else []
    if told:
        yield from [" · ".join(told), ""]
    if example.state:
        yield from [f"state for: {', '.join(example.state)}", ""]
    yield "tools offered"
    for tool in example.tools:
        yield "  " + signature_text(tool.name, normalise(tool.parameters).schema)
    yield from ([] if example.tools else ["  none"])
    yield ""
    for number, turn in enumerate(example.turns):
        yield from _turn(number, turn, example, verdict)


def _turn(number: int, turn: Turn, example: Example, verdict: Verdict) -> Iterator[str]:
    yield f"turn {number}" if example.multi_turn else "query"
    yield from _indented(_cut(turn.query or "(no query)", _LONGEST_OUTPUT))
    for tool in turn.tools:
        yield f"  now offered: {signature_text(tool.name, normalise(tool.parameters).schema)}"
    if turn.response is not None:
        yield from ["", "answer", *_indented(_cut(turn.response, _LONGEST_OUTPUT))]
    yield ""
    if not turn.calls:
        yield from ["no call", ""]
    for call in turn.calls:
        yield from _call(call, example, verdict)
        yield ""


def _call(call: Call, example: Example, verdict: Verdict) -> Iterator[str]:
    yield f"call {call.index}: {call.name}"
    tool = next((each for each in example.offered(call.turn) if each.name == call.name), None)
    schema = normalise(tool.parameters).schema if tool is not None else None
    known = properties(schema)
    required = schema.get("required", []) if isinstance(schema, dict) else []
    for name, value in call.arguments.items():
        wanted = "not a parameter of the tool" if name not in known else type_text(known[name])
        if schema is None:
            wanted = "the tool is not offered"
        wrong = _codes(each for each in verdict.findings if _is_about(each, f"{call.path}/arguments/{_escaped(name)}"))
        yield f"  {name} = {_value(value)}    [{wanted}]" + (f"  <- {wrong}" if wrong else "")
    for name in required:
        if name not in call.arguments:
            yield f"  {name} is missing    [{type_text(known.get(name))}]"
    execution = next((each for each in verdict.executions if each.call == call.index), None)
    yield from _execution(execution) if execution is not None else ["  not executed"]
    if call.index < len(example.expected) and (expected := example.expected[call.index]) is not None:
        wanted = f" {_value(expected.result)} ({expected.match.value})" if expected.has_result else ""
        yield f"  expected: {expected.status.value}{wanted}"


def _execution(execution: Execution) -> Iterator[str]:
    ended = f"  {execution.status.value}"
    if execution.status in {Status.RETURNED, Status.RETURNED_ERROR}:
        ended += (
            f": {_value(execution.result)}"
            if not execution.truncated or execution.result is not None
            else ": (result over the limit)"
        )
    yield ended
    if execution.error is not None:
        yield f"  {execution.error.type}: {_cut(execution.error.message, _LONGEST_VALUE)}"
        for place in execution.error.trace:
            yield f"    at {place}"
    if execution.exit_code is not None:
        yield f"  exit code {execution.exit_code}"
    if execution.signal is not None:
        yield f"  signal {execution.signal}"
    for name, text in (("stdout", execution.stdout), ("stderr", execution.stderr)):
        if text:
            yield from [f"  {name}:", *_indented(_cut(text, _LONGEST_OUTPUT), "    ")]


def _findings(findings: tuple[Finding, ...]) -> Iterator[str]:
    if not findings:
        yield "  none"
    for each in findings:
        yield f"  {each.code} ({each.severity.value}, blames the {each.blame.value})"
        yield f"    {each.message}"
        if each.path:
            yield f"    at {each.path}"
        if each.facts:
            yield "    " + ", ".join(f"{name}: {_value(value)}" for name, value in each.facts.items())
        for step in each.fix or ():
            value = f" {_value(step['value'])}" if "value" in step else ""
            yield f"    fix: {step.get('op')} {step.get('path')}{value}"


def _conditions(verdict: Verdict) -> str:
    told = verdict.conditions
    parts = [told.sandbox, told.runtime, told.image, f"isolation {told.isolation}" if told.isolation else None]
    return " · ".join(part for part in parts if part)


def _is_about(finding: Finding, path: str) -> bool:
    return finding.path == path or finding.path.startswith(path + "/")


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _value(value: Json) -> str:
    return _cut(json.dumps(value, ensure_ascii=False), _LONGEST_VALUE)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest]}… ({len(text)} characters)"


def _text(raw: bytes | None) -> str:
    return raw.decode(errors="backslashreplace") if raw is not None else ""


def _indented(text: str, indent: str = "  ") -> list[str]:
    return [indent + line for line in text.splitlines()]
