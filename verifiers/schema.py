"""The schema check: is every called tool on offer, do the arguments fit it, and are the offered tools sound."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from verifiers.arguments import argument_notes
from verifiers.causes import Cause, causes, fold
from verifiers.codes import finding
from verifiers.label import status_of
from verifiers.model import Call, CheckResult, CheckStatus, Example, Finding, Function, Json, Tool
from verifiers.offered import OfferedSchema, offered_schema
from verifiers.plain_fit import surely_fits
from verifiers.plain_schemas import is_plain
from verifiers.pointer import pointer
from verifiers.steps import UncheckableError
from verifiers.structure import differences, structure

DEEPEST_ARGUMENTS = 64
"""Levels of nesting that arguments may have; deeper ones are ``format.too_deep``."""

MOST_CAUSES = 100
"""Findings about the arguments of one call that are listed."""

_PASSED = CheckResult(check="schema", status=CheckStatus.PASSED)
_MOST_KEPT = 65_536
_structures: dict[int, tuple[Function, str]] = {}
_agreeing: dict[bytes, Function] = {}


class _Offer:
    """One tool on offer. ``plain`` where its parameters are surely sound and stand as the dialect would give them."""

    __slots__ = ("_schema", "parameters", "plain")

    def __init__(self, parameters: Json) -> None:
        self.parameters = parameters
        self.plain = is_plain(parameters)
        self._schema: OfferedSchema | None = None

    @property
    def schema(self) -> OfferedSchema | None:
        """All that can be known of the parameters; None where they are nested too deep to be read."""
        if self._schema is None:
            self._schema = _read(self.parameters)
        return self._schema

    def surely_takes(self, arguments: dict[str, Json]) -> bool:
        """Whether there is certainly nothing to be said about a call with ``arguments``."""
        if self.plain:
            schema, required = self.parameters, self.parameters.get("required", ())
            known = "additionalProperties" in schema or schema["properties"].keys() >= arguments.keys()
        elif (read := self.schema) is not None:
            schema, required, known = read.schema, read.required, not read.unknown(arguments)
        else:
            return False
        if not known or not surely_fits(schema, arguments):
            return False
        return next(argument_notes(arguments, schema, required), None) is None


def check(example: Example, catalog: Mapping[str, Function]) -> CheckResult:
    """Judge every offered tool and every call of ``example``; never raises on any JSON.

    Each call is held against the tools on offer at its turn. Paths are JSON Pointers into the example's native form;
    a fix is a JSON Patch on the same form. ``catalog`` serves to say where an offered tool differs from it.
    """
    findings: list[Finding] = []
    offered: dict[str, _Offer] = {}
    _judge_tools(example.tools, "/tools", offered, catalog, findings)
    for number, turn in enumerate(example.turns):
        if turn.tools:
            base = f"/turns/{number}/tools" if example.multi_turn else "/tools"
            _judge_tools(turn.tools, base, offered, catalog, findings)
        for call in turn.calls:
            findings += _judge_call(call, offered, example)
    if not findings:
        return _PASSED
    return CheckResult(check="schema", status=status_of(findings), findings=tuple(findings))


def fits(arguments: Mapping[str, Json], parameters: Json) -> bool:
    """Whether ``arguments`` conform to ``parameters`` with strict types and no unknown names."""
    schema = _read(parameters)
    if schema is None or schema.unknown(arguments) or _is_too_deep(arguments):
        return False
    try:
        return schema.validator.is_valid(dict(arguments))
    except UncheckableError:
        return False


def _judge_tools(
    tools: tuple[Tool, ...],
    base: str,
    offered: dict[str, _Offer],
    catalog: Mapping[str, Function],
    findings: list[Finding],
) -> None:
    for number, tool in enumerate(tools):
        offer = _Offer(tool.parameters)
        function = catalog.get(tool.name)
        if tool.name in offered or not offer.plain or not (function is None or _agrees(offer, function)):
            findings += _judge_tool(tool, f"{base}/{number}", offer, offered, function)
        offered.setdefault(tool.name, offer)


def _agrees(offer: _Offer, function: Function) -> bool:
    """Whether a plain tool has the structure of the catalog's function.

    What agreed is remembered by a digest of the parameters' text, beside the very function.
    """
    digest = hashlib.blake2b(repr(offer.parameters).encode(), digest_size=16).digest()
    if _agreeing.get(digest) is function:
        return True
    agrees = offer.schema is not None and offer.schema.structure == _catalog_structure(function)
    if agrees:
        if len(_agreeing) >= _MOST_KEPT:
            _agreeing.clear()
        _agreeing[digest] = function
    return agrees


def _read(parameters: Json) -> OfferedSchema | None:
    try:
        return offered_schema(parameters)
    except RecursionError:
        return None


def _judge_tool(
    tool: Tool, where: str, offer: _Offer, offered: Mapping[str, _Offer], function: Function | None
) -> Iterator[Finding]:
    if tool.name in offered:
        message = f"A tool named {tool.name!r} is offered already."
        yield finding("catalog.duplicate_tool_name", path=where + "/name", message=message, facts={"tool": tool.name})
    schema = offer.schema
    if schema is None:
        message = f"The parameters of {tool.name!r} are nested too deep to be read."
        yield finding("catalog.schema_invalid", path=where + "/parameters", message=message)
        return
    for loss in schema.losses:
        path = where + "/parameters" + loss.path
        yield finding(loss.code, path=path, message=f"{tool.name}: {loss.message}", facts=loss.facts)
    if function is not None and schema.structure != (theirs := _catalog_structure(function)):
        message = f"The offered {tool.name!r} differs in structure from the catalog's."
        facts = differences(schema.structure, theirs)
        yield finding("catalog.differs_from_catalog", path=where + "/parameters", message=message, facts=facts)


def _catalog_structure(function: Function) -> str:
    """Kept by identity beside the function itself, so an id cannot pass to another one."""
    kept = _structures.get(id(function))
    if kept is not None:
        return kept[1]
    if len(_structures) >= _MOST_KEPT:
        _structures.clear()
    found = structure(function.parameters)
    _structures[id(function)] = (function, found)
    return found


def _judge_call(call: Call, offered: Mapping[str, _Offer], example: Example) -> Iterator[Finding]:
    name = call.name
    if name not in offered:
        plain = _plain(name)
        near = [each for each in offered if _plain(each) == plain]
        if len(near) != 1:
            yield _unknown_tool(call, example)
            return
        yield finding(
            "schema.tool_name_near_miss",
            path=call.path + "/name",
            call=call.index,
            message=f"There is no tool {name!r}; {near[0]!r} is offered.",
            facts={"got": name, "offered": near[0]},
            fix=({"op": "replace", "path": call.path + "/name", "value": near[0]},),
        )
        name = near[0]
    yield from _judge_arguments(call, offered[name])


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", fold(name))


def _unknown_tool(call: Call, example: Example) -> Finding:
    facts: dict[str, Json] = {"tool": call.name}
    later = [n for n, turn in enumerate(example.turns) if any(tool.name == call.name for tool in turn.tools)]
    if later:
        facts["offered_from_turn"] = later[0]
    message = f"The tool {call.name!r} is not on offer" + (f" before turn {later[0]}." if later else ".")
    return finding("schema.unknown_tool", path=call.path + "/name", call=call.index, message=message, facts=facts)


def _judge_arguments(call: Call, offer: _Offer) -> Iterator[Finding]:
    base = call.path + "/arguments"
    arguments = dict(call.arguments)
    too_deep = _is_too_deep(arguments)
    if not too_deep and offer.surely_takes(arguments):
        return
    schema = offer.schema
    if schema is None:
        return
    if too_deep:
        message = f"The arguments are nested deeper than {DEEPEST_ARGUMENTS} levels."
        yield finding("format.too_deep", path=base, call=call.index, message=message)
        return
    found: list[Cause] = []
    fault = None
    try:
        validator = schema.validator.validation(arguments)
        found = causes(validator, validator.iter_errors(arguments))
    except UncheckableError as error:
        fault = str(error)
    except RecursionError:  # from a caller that is deep in its own stack
        fault = "is nested too deep to be checked"
    if fault is not None:
        message = f"The schema of {call.name!r} {fault}."
        yield finding("catalog.schema_invalid", path=base, call=call.index, message=message)
    notes = argument_notes(arguments, schema.schema, schema.required)
    listed, left = _listed(chain(_unknown(call, schema), found, notes))
    for cause in listed:
        yield _finding(cause, call, schema)
    if left:
        message = f"{call.name} has more than {MOST_CAUSES} findings; only the first are listed."
        yield finding("schema.more_not_listed", path=base, call=call.index, message=message)


def _unknown(call: Call, schema: OfferedSchema) -> Iterator[Cause]:
    known = sorted(schema.properties)[:20]
    for name in schema.unknown(call.arguments):
        message = f"{call.name} has no argument {name!r}."
        yield Cause(code="unknown_argument", parts=(name,), message=message, facts={"argument": name, "known": known})


def _listed(found: Iterable[Cause]) -> tuple[list[Cause], bool]:
    """The first causes, and the first of each further code and severity; whether any is left out.

    So the label is the same as with all of them.
    """
    listed: list[Cause] = []
    left = False
    for cause in found:
        if len(listed) < MOST_CAUSES or all((cause.code, cause.severity) != (e.code, e.severity) for e in listed):
            listed.append(cause)
        else:
            left = True
    return listed, left


def _finding(cause: Cause, call: Call, schema: OfferedSchema) -> Finding:
    path = pointer(call.path + "/arguments", cause.parts)
    fix: tuple[Mapping[str, Json], ...] | None = None
    if cause.fixable:
        fix = ({"op": "replace", "path": path, "value": cause.fixed},)
    elif cause.code == "null_not_allowed" and len(cause.parts) == 1 and cause.parts[0] not in schema.required:
        fix = ({"op": "remove", "path": path},)
    code = "schema." + cause.code
    return finding(
        code, path=path, call=call.index, message=cause.message, facts=cause.facts, fix=fix, severity=cause.severity
    )


def _is_too_deep(arguments: Mapping[str, Json]) -> bool:
    level: list[Json] = [each for each in arguments.values() if isinstance(each, dict | list)]
    for _ in range(DEEPEST_ARGUMENTS):
        if not level:
            return False
        level = [
            inner
            for each in level
            for inner in (each.values() if isinstance(each, dict) else each)
            if isinstance(inner, dict | list)
        ]
    return True
