"""The closed list of finding codes: ``check.what_is_wrong``, named for the fault, never reused.

Each code has a blame and a default severity; a policy may change severities, never blames. Codes that blame the
catalog, the implementation or the infrastructure make their check ``errored`` unless their severity is ``note``.
A heuristic code scores and asks for review; it never rejects by default. docs/codes.md is generated from here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from verifiers.model import Blame, Finding, Json, Severity

_E, _C, _I, _N = Blame.EXAMPLE, Blame.CATALOG, Blame.IMPLEMENTATION, Blame.INFRASTRUCTURE
_R, _V, _O = Severity.REJECT, Severity.REVIEW, Severity.NOTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One kind of fault."""

    name: str
    blame: Blame
    severity: Severity
    meaning: str
    heuristic: bool = False

    @property
    def check(self) -> str:
        """The check that finds it: the part before the dot."""
        return self.name.partition(".")[0]


def _code(name: str, blame: Blame, severity: Severity, meaning: str, heuristic: bool = False) -> Code:
    return Code(name=name, blame=blame, severity=severity, meaning=meaning, heuristic=heuristic)


_ALL = (
    # format: can it be read
    _code("format.unreadable_container", _E, _R, "The file or row is not JSON, or the file ends in the middle."),
    _code("format.row_not_object", _E, _R, "The row is JSON but not an object."),
    _code("format.missing_field", _E, _R, "A field that the format demands is absent."),
    _code("format.wrong_field_type", _E, _R, "A field has another JSON type than the format demands."),
    _code("format.unknown_scenario", _E, _R, "The scenario is not one of the known ones."),
    _code("format.unparseable_tools", _E, _R, "The offered tools cannot be read."),
    _code("format.unparseable_calls", _E, _R, "The calls cannot be read; this is never taken for an abstention."),
    _code("format.double_encoded_arguments", _E, _R, "Arguments are a string that holds JSON instead of an object."),
    _code("format.python_literal_instead_of_json", _E, _V, "A Python literal stands where JSON belongs."),
    _code("format.prose_around_call", _E, _V, "Text stands around a call that should stand alone."),
    _code("format.malformed_tag", _E, _R, "A call tag is unclosed, nested, or inside a reasoning block."),
    _code("format.duplicate_json_key", _E, _R, "An object names one key twice, so a reader must lose a value."),
    _code("format.not_finite_number", _E, _R, "NaN, Infinity or a number beyond a double's range."),
    _code("format.bad_encoding", _E, _R, "Invalid UTF-8, a byte order mark, a lone surrogate or NUL."),
    _code("format.not_nfc", _E, _O, "Text is not in Unicode normal form C."),
    _code("format.duplicate_example_id", _E, _R, "An earlier row of the shard has the same id."),
    _code("format.role_order", _E, _R, "Messages stand in an order that no conversation has."),
    _code("format.empty_query", _E, _R, "There is no query to answer."),
    _code("format.too_large", _E, _R, "The row is larger than the limit."),
    _code("format.too_deep", _E, _R, "The row is nested deeper than the limit."),
    _code(
        "format.positional_arguments", _E, _O, "Positional arguments were bound to names by the tool's parameter order."
    ),
    _code("format.unsafe_expression", _E, _R, "A call string holds more than literals; nothing of it was evaluated."),
    _code("format.conversion_damage", _E, _R, "Names or values carry pieces of broken JSON."),
    _code("format.double_escaped", _E, _V, "Text was escaped twice."),
    _code("format.tools_disagree", _E, _V, "Prompt and tools column offer different tools."),
    _code("format.masked_name_leak", _E, _V, "A masked name shines through.", heuristic=True),
    # catalog: are the offered tools sound
    _code(
        "catalog.schema_invalid",
        _C,
        _R,
        "A tool's parameters are not a valid JSON Schema, even after the dialect mapping.",
    ),
    _code("catalog.unknown_type", _C, _R, "A type name that no known dialect has."),
    _code("catalog.lossy_dialect", _C, _O, "The mapping to JSON Schema had to drop or guess something."),
    _code("catalog.illegal_tool_name", _C, _O, "The tool's name is not legal in the target profile."),
    _code("catalog.duplicate_tool_name", _E, _R, "Two offered tools have one name."),
    _code("catalog.differs_from_catalog", _E, _V, "The offered tool differs in structure from the catalog's function."),
    _code("catalog.default_wrong_type", _C, _O, "A default does not fit its own type."),
    _code("catalog.default_not_in_enum", _C, _O, "A default is not one of its own enum's values."),
    _code("catalog.enum_wrong_type", _C, _O, "An enum value does not fit its own type."),
    _code("catalog.required_not_declared", _C, _R, "A required parameter is not among the properties."),
    _code("catalog.required_with_default", _C, _O, "A parameter is required and has a default."),
    _code("catalog.misplaced_required", _C, _O, "'required' stands where JSON Schema does not look."),
    _code("catalog.array_without_items", _C, _O, "An array does not say what it holds."),
    _code("catalog.illegal_parameter_name", _C, _O, "The parameter's name is not legal in the target profile."),
    _code("catalog.empty_description", _C, _O, "A tool has no description."),
    _code("catalog.profile_violation", _C, _O, "The schema breaks a rule of the target profile."),
    # schema: do the calls fit
    _code("schema.unknown_tool", _E, _R, "The called tool is not offered."),
    _code(
        "schema.tool_name_near_miss",
        _E,
        _R,
        "The called tool is not offered; one whose name differs in case or punctuation is.",
    ),
    _code("schema.missing_argument", _E, _R, "A required argument is absent."),
    _code("schema.unknown_argument", _E, _R, "An argument that the tool does not have."),
    _code("schema.wrong_type", _E, _R, "An argument has another JSON type."),
    _code("schema.number_as_string", _E, _R, "A number is written as a string."),
    _code("schema.boolean_as_number", _E, _R, "A boolean stands where a number belongs."),
    _code("schema.integer_as_float", _E, _O, "1.0 for an integer: JSON Schema accepts it, other readers do not."),
    _code("schema.not_in_enum", _E, _R, "The value is not one of the allowed ones."),
    _code("schema.enum_near_miss", _E, _R, "The value differs from an allowed one only in case, space or diacritics."),
    _code("schema.nested", _E, _R, "A composite rule (anyOf, not, dependentRequired …) fails inside the argument."),
    _code("schema.format", _E, _V, "The string is not of the format that the schema names."),
    _code(
        "schema.out_of_range", _E, _R, "A number, length or count is outside its bounds, or a pattern does not match."
    ),
    _code("schema.null_not_allowed", _E, _R, "An explicit null where the schema does not allow it."),
    _code("schema.placeholder_value", _E, _V, "An optional argument is filled with an empty placeholder."),
    _code("schema.stringified_container", _E, _R, "An array or object is written as a string."),
    _code("schema.unsafe_integer", _E, _O, "An integer beyond 2^53 - 1, which many readers round."),
    _code("schema.more_not_listed", _E, _O, "The call has more findings than are listed; none is of a new kind."),
    # execution: did it run
    _code("execution.binding_failed", _E, _R, "The arguments cannot be bound to the implementation."),
    _code("execution.state_rejected", _E, _R, "The toolkit could not load the example's state."),
    _code("execution.raised", _E, _R, "The function raised an exception."),
    _code("execution.returned_error", _E, _R, "The function returned an error by its error contract."),
    _code("execution.no_effect", _E, _V, "A mutating call left the state unchanged."),
    _code("execution.timed_out", _E, _R, "The call used up its wall or CPU time, twice."),
    _code("execution.output_limit", _E, _R, "The call wrote more than its output limit."),
    _code("execution.out_of_memory", _E, _R, "The call used up its memory, twice."),
    _code("execution.crashed", _E, _R, "The call's process died or ended itself."),
    _code("execution.unresolved_reference", _E, _R, "An argument names a value that no earlier call made."),
    _code("execution.wrong_result", _E, _R, "The call's outcome differs from the expected one."),
    _code("execution.empty_result", _E, _O, "The call returned nothing to use."),
    _code("execution.order_dependent", _E, _V, "Labelled parallel, but the calls do not commute."),
    _code("execution.result_breaks_schema", _I, _O, "The result does not fit the function's own result schema."),
    _code("execution.no_implementation", _I, _R, "The catalog has no implementation of the called tool."),
    _code(
        "execution.signature_mismatch",
        _I,
        _R,
        "The call fits the catalog's schema, but the implementation does not take it.",
    ),
    _code("execution.not_deterministic", _I, _R, "Two runs of the same call gave different results."),
    _code("execution.denied_access", _I, _R, "The implementation tried what the sandbox forbids."),
    _code("execution.leaks_state", _I, _R, "State survived from one example into another."),
    _code("execution.own_default_fails", _I, _R, "The function fails with its own default values."),
    _code("execution.import_failed", _I, _R, "The implementation cannot be loaded."),
    _code("execution.result_invalid", _I, _R, "The result is not strict JSON."),
    # infrastructure: our own failure
    _code("infrastructure.sandbox_failed", _N, _R, "The sandbox failed; the example was not judged by it."),
    _code("infrastructure.engine_unreachable", _N, _R, "The container engine does not answer."),
    _code("infrastructure.image_missing", _N, _R, "The sandbox image is gone."),
    _code("infrastructure.queue_timeout", _N, _R, "The example waited too long for a box."),
    _code("infrastructure.frame_broken", _N, _R, "The runner's reply could not be read."),
    _code("infrastructure.not_repeatable", _N, _R, "A confirmation in a fresh box gave another outcome."),
    _code("infrastructure.judge_unavailable", _N, _R, "An external judge does not answer."),
    _code("infrastructure.cancelled", _N, _R, "The run was cancelled before this example."),
    # relevance: should there be a call, and which
    _code("relevance.call_not_expected", _E, _R, "There is a call, and the scenario says there should be none."),
    _code("relevance.call_missing", _E, _R, "There is no call, and the scenario says there should be one."),
    _code(
        "relevance.abstention_not_evidenced", _E, _R, "No call could be read, but the answer looks like a broken one."
    ),
    _code(
        "relevance.applicable_tool_left",
        _E,
        _V,
        "An irrelevance example still offers a tool that fits.",
        heuristic=True,
    ),
    _code(
        "relevance.seed_tool_still_offered",
        _E,
        _R,
        "An irrelevance example offers the tool that its query was made for.",
    ),
    _code("relevance.contradicts_example", _E, _V, "The same query and tools stand elsewhere with the other answer."),
    _code("relevance.better_tool_offered", _E, _V, "Another offered tool fits the query better.", heuristic=True),
    _code("relevance.ambiguous_tools", _E, _V, "Two offered tools give equal results and state."),
    _code("relevance.confusable_sibling", _E, _V, "A sibling tool over the same noun is offered.", heuristic=True),
    _code("relevance.missing_parameter", _E, _V, "A required value is not in the conversation.", heuristic=True),
    _code("relevance.needless_question", _E, _V, "The answer asks for what is already known.", heuristic=True),
    _code("relevance.missing_call", _E, _V, "The query asks for more than the calls do.", heuristic=True),
    _code("relevance.extra_call", _E, _V, "The calls do more than the query asks.", heuristic=True),
    _code("relevance.duplicate_call", _E, _R, "The same call stands twice."),
    _code("relevance.scenario_mismatch", _E, _R, "The calls do not have the shape that the scenario names."),
    _code("relevance.unneeded_refusal", _E, _V, "The answer refuses what the tools can do.", heuristic=True),
    _code(
        "relevance.claims_action_without_call", _E, _V, "The answer claims an action that no call did.", heuristic=True
    ),
    _code("relevance.tool_name_in_query", _E, _O, "The query names the tool."),
)

CODES: Mapping[str, Code] = {code.name: code for code in _ALL}
"""Every code by its name."""

RULESET = hashlib.sha256("\n".join(f"{c.name} {c.blame} {c.severity} {c.heuristic}" for c in _ALL).encode()).hexdigest()
"""Digest of the code table: part of a verdict's provenance."""


def finding(
    code: str,
    *,
    path: str,
    message: str,
    call: int | None = None,
    facts: Mapping[str, Json] | None = None,
    fix: tuple[Mapping[str, Json], ...] | None = None,
    severity: Severity | None = None,
) -> Finding:
    """A finding with the blame and, unless ``severity`` says otherwise, the severity of its code.

    Raises KeyError for a code that is not in the list: that is a bug in callproof.
    """
    entry = CODES[code]
    return Finding(
        code=code,
        blame=entry.blame,
        severity=severity or entry.severity,
        path=path,
        message=message,
        call=call,
        facts=facts or {},
        fix=fix,
    )
