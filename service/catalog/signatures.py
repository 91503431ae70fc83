"""Makes a parameter schema out of a function's signature and docstring.

A parameter is required where it has no default. A default counts where it is a literal. ``*args`` is no parameter,
because a call names all its arguments; ``**kwargs`` lets further arguments in. A function takes part where every
parameter has a type (without parameters: where its result has one).
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

from service.catalog.docstrings import read_docstring
from service.catalog.source import FunctionNode
from verifiers.dialect import type_schema
from verifiers.model import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What a definition promises its callers; schemas are JSON Schema 2020-12."""

    name: str
    description: str
    parameters: Json
    result: Json | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parameter:
    name: str
    annotation: ast.expr | None
    default: ast.expr | None
    positional_only: bool


def unfit_reason(node: FunctionNode, *, method: bool) -> str | None:
    """Why no call can reach this definition by names and JSON values; None where one can."""
    decorators = {_decorator(each) for each in node.decorator_list}
    if isinstance(node, ast.AsyncFunctionDef):
        return "it is a coroutine"
    if decorators & {"property", "cached_property", "setter", "deleter", "contextmanager", "fixture"}:
        return "its decorator makes it something else than a function"
    parameters = list(_parameters(node, method=method))
    if any(each.positional_only for each in parameters):
        return "it has positional-only parameters, and a call names all its arguments"
    if any(isinstance(inner, ast.Yield | ast.YieldFrom) for inner in _own_nodes(node)):
        return "it is a generator"
    return None


def is_typed(node: FunctionNode, *, method: bool) -> bool:
    """Whether every parameter has an annotation; without parameters, whether the result has one."""
    parameters = list(_parameters(node, method=method))
    return all(each.annotation for each in parameters) if parameters else node.returns is not None


def read_signature(node: FunctionNode, *, method: bool) -> Signature:
    """The signature of ``node``; for a ``method`` without its first parameter, unless it is static."""
    said = read_docstring(ast.get_docstring(node))
    properties: dict[str, Json] = {}
    required = []
    for each in _parameters(node, method=method):
        schema = dict(_annotation_schema(each.annotation))
        if text := said.parameters.get(each.name):
            schema["description"] = text
        if each.default is None:
            required.append(each.name)
        else:
            schema.update(_literal_default(each.default))
        properties[each.name] = schema
    parameters: dict[str, Json] = {"type": "object", "properties": properties, "required": required}
    parameters["additionalProperties"] = node.args.kwarg is not None
    result = _annotation_schema(node.returns) if node.returns is not None else None
    return Signature(name=node.name, description=said.description, parameters=parameters, result=result)


def _parameters(node: FunctionNode, *, method: bool) -> Iterator[_Parameter]:
    args = node.args
    positional = [*args.posonlyargs, *args.args]
    defaults: list[ast.expr | None] = [*[None] * (len(positional) - len(args.defaults)), *args.defaults]
    bound = method and "staticmethod" not in {_decorator(each) for each in node.decorator_list}
    for number, (each, default) in enumerate(zip(positional, defaults, strict=True)):
        if not (bound and number == 0):
            early = number < len(args.posonlyargs)
            yield _Parameter(name=each.arg, annotation=each.annotation, default=default, positional_only=early)
    for each, default in zip(args.kwonlyargs, args.kw_defaults, strict=True):
        yield _Parameter(name=each.arg, annotation=each.annotation, default=default, positional_only=False)


def _annotation_schema(annotation: ast.expr | None) -> Json:
    if annotation is None:
        return {}
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        return type_schema(annotation.value)
    return type_schema(ast.unparse(_Bare().visit(copy.deepcopy(annotation))))


class _Bare(ast.NodeTransformer):
    """Takes the type out of each ``Annotated``: what stands beside it is code, which only a box evaluates."""

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        if _decorator(node.value) == "Annotated" and isinstance(node.slice, ast.Tuple) and node.slice.elts:
            return self.visit(node.slice.elts[0])  # type: ignore[no-any-return]  # visit is not typed
        return self.generic_visit(node)


def _literal_default(node: ast.expr) -> dict[str, Json]:
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError):
        return {}
    return {"default": list(value) if isinstance(value, tuple) else value} if _is_json(value) else {}


def _is_json(value: object) -> bool:
    match value:
        case None | bool() | int() | str():
            return True
        case float():
            return value - value == 0
        case list() | tuple():
            return all(_is_json(each) for each in value)
        case dict():
            return all(isinstance(key, str) and _is_json(each) for key, each in value.items())
        case _:
            return False


def _decorator(node: ast.expr) -> str:
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _own_nodes(node: FunctionNode) -> Iterator[ast.AST]:
    """The nodes of a function's own body, without those of functions and classes inside it."""
    waiting: list[ast.AST] = list(node.body)
    while waiting:
        each = waiting.pop()
        yield each
        if not isinstance(each, FunctionNode | ast.ClassDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(each))
