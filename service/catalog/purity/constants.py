"""Texts that must be known: patterns, time formats and templates, whose meaning can reach further than it looks."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from typing import TYPE_CHECKING

from service.catalog.purity.modules import Own, Standard
from service.catalog.source import FunctionNode

if TYPE_CHECKING:
    from service.catalog.purity.expressions import Expressions

_MAY_WARN = re.compile(r"\[\^?\[|--|&&|~~|\|\|")
_LOCAL_TIME = re.compile(r"%[-_0^#+]*[0-9]*[EO]?[sZ]")


def texts(reader: Expressions, node: ast.expr | None) -> tuple[str, ...] | None:
    """Every text that an expression can be; None where that is not known."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
        return (node.value if isinstance(node.value, str) else node.value.decode("latin-1"),)
    if isinstance(node, ast.JoinedStr):
        return _joined(reader, node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _joined(reader, [node.left, node.right])
    if isinstance(node, ast.IfExp):
        return _either(reader, [node.body, node.orelse])
    if isinstance(node, ast.Call) and not node.keywords and reader.resolve(node.func) == Standard("re.escape"):
        return ("",)
    if isinstance(node, ast.FormattedValue) and node.format_spec is None:
        return texts(reader, node.value)
    if isinstance(node, ast.Name):
        return _named(reader, node)
    return None


def _joined(reader: Expressions, parts: list[ast.expr]) -> tuple[str, ...] | None:
    """The parts joined. Where one of them can be several texts, the whole is not known."""
    joined = ""
    for part in parts:
        found = texts(reader, part)
        if found is None or len(found) != 1:
            return None
        joined += found[0]
    return (joined,)


def _either(reader: Expressions, options: list[ast.expr]) -> tuple[str, ...] | None:
    found: list[str] = []
    for each in options:
        possible = texts(reader, each)
        if possible is None:
            return None
        found.extend(possible)
    return tuple(found)


def _named(reader: Expressions, node: ast.Name) -> tuple[str, ...] | None:
    scope = reader.scope.holder(node.id) if reader.scope else None
    if scope is not None:
        options = reader.texts.get(node.id)
        return None if options is None else _either(reader, options)
    thing = reader.resolve(node)
    if not isinstance(thing, Own):
        return None
    there = reader.program.module(thing.module)
    value = there.values.get(thing.name)
    known = isinstance(value, ast.Constant) and isinstance(value.value, str)
    return (value.value,) if known and isinstance(value, ast.Constant) and isinstance(value.value, str) else None


def local_texts(function: FunctionNode) -> dict[str, list[ast.expr]]:
    """Local names of a function that are only ever bound to texts written out, with those texts."""
    found: dict[str, list[ast.expr]] = {}
    unknown = {each.arg for each in ast.walk(function) if isinstance(each, ast.arg)}
    bound: set[int] = set()
    for node in ast.walk(function):
        for target, options in _bindings(node):
            bound.add(id(target))
            if options and all(_is_text(each) for each in options):
                found.setdefault(target.id, []).extend(options)
            else:
                unknown.add(target.id)
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load) and id(node) not in bound:
            unknown.add(node.id)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            unknown.update(alias.asname or alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar | FunctionNode) and node.name:
            unknown.add(node.name)
        elif isinstance(node, ast.MatchMapping) and node.rest:
            unknown.add(node.rest)
    return {name: options for name, options in found.items() if name not in unknown}


def _bindings(node: ast.AST) -> Iterator[tuple[ast.Name, list[ast.expr]]]:
    match node:
        case ast.Assign(targets=[ast.Name() as name], value=value):
            yield name, [value]
        case ast.For(target=ast.Name() as name, iter=ast.Tuple(elts=elements) | ast.List(elts=elements)):
            yield name, list(elements)
        case ast.comprehension(target=ast.Name() as name, iter=ast.Tuple(elts=elements) | ast.List(elts=elements)):
            yield name, list(elements)
        case _:
            pass


def _is_text(node: ast.expr) -> bool:
    """Whether a text is written out, with at most re.escape in it."""
    match node:
        case ast.Constant(value=str() | bytes()):
            return True
        case ast.JoinedStr(values=parts):
            return all(_is_text(each) for each in parts)
        case ast.FormattedValue(value=ast.Call(func=ast.Attribute(attr="escape"))):
            return True
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _is_text(left) and _is_text(right)
        case ast.Call(func=ast.Attribute(attr="escape")):
            return True
        case _:
            return False


def check_pattern(reader: Expressions, node: ast.expr | None, name: str) -> None:
    """Refuse a pattern that Python may warn of: it does so once in a process, on standard error."""
    found = texts(reader, node)
    if found is None:
        if node is not None and _is_compiled(reader, node):
            return
        raise reader.refuse(node or ast.Pass(), f"gives {name}() a pattern that is not written out")
    for each in found:
        if _MAY_WARN.search(each):
            raise reader.refuse(node or ast.Pass(), f"gives {name}() a pattern that Python may warn of")


def _is_compiled(reader: Expressions, node: ast.expr) -> bool:
    """Whether an expression is a variable of a module that holds a compiled pattern."""
    thing = reader.resolve(node) if isinstance(node, ast.Name | ast.Attribute) else None
    if not isinstance(thing, Own):
        return False
    there = reader.program.module(thing.module)
    value = there.values.get(thing.name)
    return isinstance(value, ast.Call) and ast.unparse(value.func) == "re.compile"


def check_time_format(reader: Expressions, node: ast.expr | None, name: str) -> None:
    """Refuse a time format that reads the local time zone, or that is not known."""
    found = texts(reader, node)
    if found is None:
        raise reader.refuse(node or ast.Pass(), f"gives {name}() a format that is not written out")
    if any(_LOCAL_TIME.search(each) for each in found):
        raise reader.refuse(node or ast.Pass(), f"gives {name}() a format that reads the time zone")


def check_spec(reader: Expressions, node: ast.expr) -> None:
    """Look at a format specification. One that is computed may turn out to be a time format."""
    found = texts(reader, node)
    if found is None:
        reader.unit.uses.setdefault("computed format", reader.site(node))
    elif any(_LOCAL_TIME.search(each) for each in found):
        raise reader.refuse(node, "formats with what may read the time zone")


def check_template(reader: Expressions, node: ast.expr) -> None:
    """Refuse a template of ``str.format`` that is not known, or whose fields reach into objects."""
    found = texts(reader, node)
    if found is None:
        raise reader.refuse(node, "calls .format() on a text that is not written out")
    for each in found:
        try:
            fields = list(string.Formatter().parse(each))
        except ValueError:
            return
        for _, name, spec, _ in fields:
            if name is not None and not re.fullmatch(r"\w*", name):
                raise reader.refuse(node, "calls .format() with a field that reaches into an object")
            if spec and "{" in spec:
                reader.unit.uses.setdefault("computed format", reader.site(node))
            elif spec and _LOCAL_TIME.search(spec):
                raise reader.refuse(node, "formats with what may read the time zone")
