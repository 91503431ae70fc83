"""Reads a call written as Python source, ``mv(source='a.txt', destination='b')``, without evaluating anything.

The text is parsed and its tree is walked; only literals are accepted. What is not a literal is
``format.unsafe_expression``, what is not a call at all is ``format.unparseable_calls``.
"""

from __future__ import annotations

import ast
import math
import threading
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from verifiers.codes import finding
from verifiers.model import Finding, Json

MAX_CHARACTERS = 100_000
"""Longer call strings are not parsed: Python's parser needs far more memory than its text."""

MAX_DEPTH = 100
_JSON_NAMES: Mapping[str, Json] = {"true": True, "false": False, "null": None}
_PARSER = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallString:
    """What a call string held. ``name`` is None where it cannot be read; then a finding says why."""

    name: str | None
    arguments: Mapping[str, Json] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


class _RefusedError(Exception):
    """The text is not a call of literals; carries the code and the message of the finding."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def parse_call_string(
    text: str, parameters: Mapping[str, Sequence[str]], *, path: str, call: int | None = None
) -> CallString:
    """Read one call: a dotted name, positional and keyword arguments, literals only.

    ``parameters`` gives each offered tool's parameter names in order; positional arguments are bound by it, and a
    note says so. ``true``, ``false`` and ``null`` are read as JSON means them, tuples as lists. Never raises and
    never evaluates: any text gives a call or a finding at ``path``.
    """
    try:
        node = _parsed(text)
        name = _dotted(node.func)
        keywords = _keywords(node)
        positional = [_literal(each, 1) for each in node.args]
        if not positional:
            return CallString(name=name, arguments=keywords)
        arguments = _bind(name, positional, keywords, parameters.get(name))
    except _RefusedError as refused:
        found = finding(refused.code, path=path, call=call, message=refused.message, facts={"text": _shown(text)})
        return CallString(name=None, findings=(found,))
    bound = list(arguments)[: len(positional)]
    note = finding(
        "format.positional_arguments",
        path=path,
        call=call,
        message=f"Positional arguments were bound to {', '.join(bound)} by the order of the tool's parameters.",
        facts={"parameters": bound},
    )
    return CallString(name=name, arguments=arguments, findings=(note,))


def parse_literal(text: str) -> Json:
    """The value of a Python or JSON literal. Raises ValueError where the text is anything else."""
    try:
        return _literal(_expression(text), 1)
    except _RefusedError as refused:
        raise ValueError(refused.message) from refused


def _expression(text: str) -> ast.expr:
    if len(text) > MAX_CHARACTERS:
        message = f"The text has {len(text)} characters; at most {MAX_CHARACTERS} are read."
        raise _RefusedError("format.too_large", message)
    try:
        # The tokenizer warns about unknown escapes such as '\d'; the filters are the process's, hence the lock.
        with _PARSER, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError) as error:
        reason = error.msg if isinstance(error, SyntaxError) else str(error)
        raise _RefusedError("format.unparseable_calls", f"The text is not a Python expression: {reason}.") from error
    except (RecursionError, MemoryError) as error:
        raise _RefusedError("format.too_deep", "The text is nested too deep to be parsed.") from error


def _parsed(text: str) -> ast.Call:
    node = _expression(text)
    if not isinstance(node, ast.Call):
        raise _RefusedError("format.unparseable_calls", "The text is not one call, such as name(a=1).")
    return node


def _dotted(node: ast.expr) -> str:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        raise _RefusedError("format.unsafe_expression", "What is called is not a plain or dotted name.")
    parts.append(node.id)
    return ".".join(reversed(parts))


def _keywords(node: ast.Call) -> dict[str, Json]:
    arguments: dict[str, Json] = {}
    for keyword in node.keywords:
        if keyword.arg is None:
            raise _RefusedError("format.unsafe_expression", "The call unpacks a mapping with **.")
        if keyword.arg in arguments:
            raise _RefusedError("format.unparseable_calls", f"The argument {keyword.arg} is given twice.")
        arguments[keyword.arg] = _literal(keyword.value, 1)
    return arguments


def _bind(name: str, positional: list[Json], keywords: dict[str, Json], order: Sequence[str] | None) -> dict[str, Json]:
    if order is None:
        message = f"Positional arguments of {name} cannot be bound: no offered tool has that name."
        raise _RefusedError("format.unparseable_calls", message)
    if len(positional) > len(order):
        message = f"{name} is given {len(positional)} positional arguments and has {len(order)} parameters."
        raise _RefusedError("format.unparseable_calls", message)
    arguments = dict(zip(order, positional, strict=False))
    if twice := arguments.keys() & keywords.keys():
        message = f"{name} is given {min(twice)} both by position and by name."
        raise _RefusedError("format.unparseable_calls", message)
    return arguments | keywords


def _literal(node: ast.expr, depth: int) -> Json:
    if depth > MAX_DEPTH:
        raise _RefusedError("format.too_deep", f"An argument is nested deeper than {MAX_DEPTH} levels.")
    match node:
        case ast.Constant(value=value):
            return _constant(value)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=ast.Constant(value=int() | float() as number)):
            if not isinstance(number, bool):
                return -_constant(number) if isinstance(sign, ast.USub) else _constant(number)
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            return [_literal(each, depth + 1) for each in elements]
        case ast.Dict(keys=keys, values=values):
            return _object(keys, values, depth)
        case ast.Name(id=name) if name in _JSON_NAMES:
            return _JSON_NAMES[name]
        case ast.Set():
            raise _RefusedError("format.unparseable_calls", "An argument is a set, which JSON does not have.")
        case _:
            pass
    kind = type(node).__name__
    message = f"An argument holds more than literals ({kind}); nothing of it was evaluated."
    raise _RefusedError("format.unsafe_expression", message)


def _constant(value: object) -> Json:
    match value:
        case None | bool():
            return value
        case int() | float():
            return _finite(value)
        case str():
            if not _encodable(value):
                raise _RefusedError("format.bad_encoding", "An argument holds a lone surrogate.")
            return value
        case _:
            pass
    message = f"An argument is of type {type(value).__name__}, which JSON does not have."
    raise _RefusedError("format.unsafe_expression", message)


def _finite(number: float) -> float:
    try:
        finite = math.isfinite(number)
    except OverflowError:
        finite = False
    if not finite:
        raise _RefusedError("format.not_finite_number", "An argument is beyond a double's range.")
    return number


def _object(keys: Sequence[ast.expr | None], values: Sequence[ast.expr], depth: int) -> dict[str, Json]:
    whole: dict[str, Json] = {}
    for key, value in zip(keys, values, strict=True):
        if key is None:
            raise _RefusedError("format.unsafe_expression", "An argument unpacks a mapping with **.")
        if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
            raise _RefusedError("format.unparseable_calls", "A key of an object is not a string.")
        if key.value in whole:
            raise _RefusedError("format.duplicate_json_key", f"An object names the key {key.value!a} twice.")
        whole[_constant(key.value)] = _literal(value, depth + 1)
    return whole


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _shown(text: str) -> str:
    return text[:200].encode("utf-8", "replace").decode("utf-8")
