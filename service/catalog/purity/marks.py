"""Decorators of a function set that only mark: they set attributes of a function just defined, and give it back.

::

    def effect(kind):                  @effect("read_only")
        def mark(method):              def find(self): ...
            method.__effect__ = kind
            return method
        return mark

The function is new and nobody else has it, so that nothing is changed that another could see; and what it is given is
immutable. ``mark`` alone, at the top level, is one too. No name makes a mark: its statements do, and no others may be
there.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING

from service.catalog.purity.modules import Module, Own, Refusal
from service.catalog.purity.units import check_annotation, every_parameter
from service.catalog.source import FunctionNode

if TYPE_CHECKING:
    from service.catalog.purity.expressions import Expressions

_HARMLESS_DUNDERS = frozenset({"__effect__"})
"""Attributes in double underscores that a mark may set. Python itself reads many others, such as ``__code__``."""


def without_marks(reader: Expressions, node: FunctionNode) -> list[ast.expr]:
    """The decorators of a function but for marks, as far as these are given the very function that is defined.

    A mark above another decorator is not among those: what it is given may be an object that others have too.
    """
    rest = list(node.decorator_list)
    while rest and _is_mark(reader, rest[-1]):
        rest.pop()
    return rest


def _is_mark(reader: Expressions, node: ast.expr) -> bool:
    call = node if isinstance(node, ast.Call) else None
    thing = reader.resolve(call.func if call else node)
    if not isinstance(thing, Own):
        return False
    there = reader.program.module(thing.module)
    defined = there.names[thing.name]
    if not isinstance(defined, ast.FunctionDef) or defined.decorator_list:
        return False
    if call is None:
        return _only_marks(defined, known=frozenset())
    given = (*call.args, *(each.value for each in call.keywords))
    return all(isinstance(each, ast.Constant) for each in given) and _makes_mark(defined, there)


def _makes_mark(node: ast.FunctionDef, there: Module) -> bool:
    """Whether all that a function does is to define a mark and return it."""
    defaults = (*node.args.defaults, *node.args.kw_defaults)
    if not all(each is None or isinstance(each, ast.Constant) for each in defaults):
        return False
    match _after_docstring(node.body):
        case [ast.FunctionDef(name=name, decorator_list=[]) as inner, ast.Return(value=ast.Name(id=returned))]:
            starred = {each.arg for each in (node.args.vararg, node.args.kwarg) if each is not None}  # may be a dict
            known = frozenset(each.arg for each in every_parameter(node.args)) - starred - {name}
            return returned == name and _only_marks(inner, known=known) and _only_looks_up(inner, there)
        case _:
            return False


def _only_marks(node: ast.FunctionDef, *, known: frozenset[str]) -> bool:
    """Whether all that a function does is to set attributes of its one argument, to constants or ``known`` names."""
    match node.args:
        case ast.arguments(
            posonlyargs=[], args=[ast.arg(arg=own)], kwonlyargs=[], vararg=None, kwarg=None, defaults=[]
        ):
            pass
        case _:
            return False
    match _after_docstring(node.body):
        case [*settings, ast.Return(value=ast.Name(id=returned))] if returned == own:
            return all(_is_setting(each, own, known - {own}) for each in settings)
        case _:
            return False


def _is_setting(node: ast.stmt, own: str, known: frozenset[str]) -> bool:
    match node:
        case ast.Assign(targets=[ast.Attribute(value=ast.Name(id=target), attr=attribute)], value=value):
            harmless = attribute in _HARMLESS_DUNDERS or not attribute.startswith("__")
            fixed = isinstance(value, ast.Constant) or (isinstance(value, ast.Name) and value.id in known)
            return target == own and harmless and fixed
        case _:
            return False


def _only_looks_up(node: ast.FunctionDef, there: Module) -> bool:
    """Whether the annotations of an inner function, which are evaluated with each definition, only look up names."""
    if there.postponed:
        return True
    try:
        for each in every_parameter(node.args):
            check_annotation(each.annotation)
        check_annotation(node.returns)
    except Refusal:
        return False
    return True


def _after_docstring(body: Sequence[ast.stmt]) -> list[ast.stmt]:
    first, *rest = body
    return rest if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) else list(body)
