"""Walks the statements of a function. The order does not count: a name stands for all that is ever bound to it."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from service.catalog.purity.expressions import Expressions, Local, Scope
from service.catalog.purity.flow import Node
from service.catalog.purity.modules import Builtin, Own, Standard, bound_names, read_import, statements
from service.catalog.purity.standard import CATCH_ALL, EXCEPTIONS, STANDARD_EXCEPTIONS
from service.catalog.purity.units import check_annotation, every_parameter
from service.catalog.source import FunctionNode

_IN_PLACE = (ast.Add, ast.Mult, ast.Sub, ast.BitOr, ast.BitAnd, ast.BitXor)


class Body(Expressions):
    """Analyses the body of one function into its unit."""

    def function(self, node: FunctionNode, *, decorated: bool) -> None:
        """Analyse the function that the unit is about; ``decorated`` lets it have decorators. Raises Refusal."""
        if node.decorator_list and not decorated:
            raise self.refuse(node, "has a decorator")
        self.node = node
        self._results: list[Node] = []
        result = self.unit.result
        assert result is not None
        self._define(node, self.unit.parameters, result)

    def _define(self, node: FunctionNode, parameters: dict[str, Node], result: Node) -> None:
        if isinstance(node, ast.AsyncFunctionDef):
            raise self.refuse(node, "is asynchronous")
        self._defaults(node, parameters)
        around = self.scope
        self._enter(node, parameters)
        self.yields.append(result)
        self._results.append(result)
        self.run(node.body)
        self._results.pop()
        self.yields.pop()
        self.scope = around

    def _defaults(self, node: FunctionNode, parameters: dict[str, Node]) -> None:
        args = node.args
        positional = [*args.posonlyargs, *args.args]
        named = list(zip(positional[len(positional) - len(args.defaults) :], args.defaults, strict=True))
        named += [(each, value) for each, value in zip(args.kwonlyargs, args.kw_defaults, strict=True) if value]
        for each, value in named:
            default = self.value(value)
            self.flow.share(default, f"the default of {each.arg!r}")
            self.flow.unify(parameters[each.arg], default)

    def _enter(self, node: FunctionNode, parameters: dict[str, Node]) -> None:
        names = bound_names(node.body)
        found = list(statements(node.body))
        inner = {each.name: each for each in found if isinstance(each, FunctionNode)}
        imported = [each for each in found if isinstance(each, ast.Import | ast.ImportFrom)]
        scope = Scope(outer=self.scope)
        for name in set(names) - set(parameters):
            if name in inner and names.count(name) == 1:
                made = {each.arg: self.flow.fresh() for each in every_parameter(inner[name].args)}
                scope.functions[name] = Local(inner[name], made, self.flow.fresh())
            else:
                scope.names[name] = self.flow.fresh()
        scope.names.update(parameters)
        for each in imported:
            package = self.module.file.endswith("/__init__.py") or self.module.file == "__init__.py"
            bound, loaded = read_import(each, self.module, self.program.modules, package)
            self.unit.modules.update(loaded)
            for name, thing in bound:
                if names.count(name) > 1 or name in parameters:
                    raise self.refuse(each, f"binds {name!r} more than once")
                scope.names.pop(name, None)
                scope.things[name] = self._follow(thing, each)
        self.scope = scope

    def run(self, body: list[ast.stmt]) -> None:
        """Walk statements."""
        for node in body:
            visit = _VISITS.get(type(node))
            if visit is None:
                raise self.refuse(node, f"has a statement that is not looked into ({type(node).__name__.lower()})")
            visit(self, node)

    # -- kinds of statements ---------------------------------------------------------------------------------------

    def _expression(self, node: ast.Expr) -> None:
        self.value(node.value)

    def _return(self, node: ast.Return) -> None:
        if node.value is None:
            return
        value = self.value(node.value)
        if value is not None:
            self.flow.unify(self._results[-1], value)
            self.unit.returns |= len(self._results) == 1

    def _assign(self, node: ast.Assign) -> None:
        value = self.value(node.value)
        for target in node.targets:
            self.assign(target, value)

    def _annotated(self, node: ast.AnnAssign) -> None:
        if not isinstance(node.target, ast.Name):
            raise self.refuse(node, "annotates what is no name")
        if node.value is not None:
            self.assign(node.target, self.value(node.value))

    def _augmented(self, node: ast.AugAssign) -> None:
        value = self.value(node.value)
        if isinstance(node.op, ast.Mod):
            self.flow.render(value, self.site(node))
        if isinstance(node.target, ast.Name):
            scope = self.scope.holder(node.target.id) if self.scope else None
            if scope is None or node.target.id not in scope.names:
                raise self.refuse(node, f"changes {node.target.id!r}")
            self._extend(scope.names[node.target.id], node, value)
            return
        base = node.target.value
        self._refuse_attribute(getattr(node.target, "attr", ""), node)
        changed = self.change(base, node.target, None)
        if isinstance(node.target, ast.Subscript):
            self.value(node.target.slice)
        part = self.flow.content(changed)
        assert part is not None
        self._extend(part, node, value)

    def _extend(self, target: Node, node: ast.AugAssign, value: Node | None) -> None:
        if isinstance(node.op, _IN_PLACE):
            self.flow.put(target, self.flow.content(value))
            if isinstance(node.op, ast.Mult) or not _is_number(node.value):
                target.find().changed = target.find().changed or self.site(node)

    def _for(self, node: ast.For) -> None:
        self.assign(node.target, self.flow.content(self.value(node.iter)))
        self.run(node.body)
        self.run(node.orelse)

    def _while(self, node: ast.While) -> None:
        self.test(node.test)
        self.run(node.body)
        self.run(node.orelse)

    def _if(self, node: ast.If) -> None:
        self.test(node.test)
        self.run(node.body)
        self.run(node.orelse)

    def _raise(self, node: ast.Raise) -> None:
        for each in (node.exc, node.cause):
            if each is None or (isinstance(each, ast.Constant) and each.value is None):
                continue
            if isinstance(each, ast.Name | ast.Attribute) and self._is_class(each):
                self._exception_class(each)
                continue
            raised = self.value(each)
            if raised is not None and each is node.exc:
                raised.find().changed = self.site(node)

    def _exception_class(self, node: ast.expr) -> None:
        thing = self.resolve(node)
        if isinstance(thing, Own):
            self.program.classes.reference(self, thing, node)

    def _assert(self, node: ast.Assert) -> None:
        self.test(node.test)
        if node.msg is not None:
            self.flow.render(self.value(node.msg), self.site(node))

    def _try(self, node: ast.Try) -> None:
        self.run(node.body)
        for handler in node.handlers:
            self._handler(handler)
        self.run(node.orelse)
        self.run(node.finalbody)

    def _handler(self, node: ast.ExceptHandler) -> None:
        caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        for each in caught:
            self._caught(each, node)
        if node.name is not None:
            assert self.scope is not None
            self.flow.unify(self.scope.names[node.name], self.flow.shared("what an exception holds"))
        self.run(node.body)

    def _caught(self, node: ast.expr | None, handler: ast.ExceptHandler) -> None:
        if node is None:
            raise self.refuse(handler, "catches every exception")
        thing = self.resolve(node) if isinstance(node, ast.Name | ast.Attribute) else None
        if isinstance(thing, Builtin) and thing.name in CATCH_ALL | {"BaseException"}:
            raise self.refuse(handler, f"catches {thing.name}, and with it that memory gave out")
        if isinstance(thing, Own) and self.program.is_class(thing):
            known = self.program.classes.facts(thing).kind == "exception"
        elif isinstance(thing, Builtin):
            known = thing.name in EXCEPTIONS
        else:
            known = isinstance(thing, Standard) and thing.name in STANDARD_EXCEPTIONS
        if not known:
            raise self.refuse(handler, "catches what is not known to be an exception")

    def _delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            if isinstance(target, ast.Subscript):
                self.change(target.value, target, None)
                self.values([] if isinstance(target.slice, ast.Slice) else [target.slice])
            elif isinstance(target, ast.Attribute):
                self._refuse_attribute(target.attr, target)
                self.change(target.value, target, None)
            elif not isinstance(target, ast.Name):
                raise self.refuse(node, "deletes what is not looked into")

    def _definition(self, node: ast.FunctionDef) -> None:
        if node.decorator_list:
            raise self.refuse(node, f"has a decorator on {node.name}()")
        if not self.module.postponed:
            for each in every_parameter(node.args):
                check_annotation(each.annotation)
            check_annotation(node.returns)
        scope = self.scope
        if scope is None or node.name not in scope.functions:
            raise self.refuse(node, f"binds {node.name!r} more than once")
        local = scope.functions[node.name]
        self._define(node, local.parameters, local.result)

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        """Names were bound when the scope was entered."""

    def _nothing(self, node: ast.stmt) -> None:
        """Nothing to follow."""

    def _match(self, node: ast.Match) -> None:
        subject = self.value(node.subject)
        for case in node.cases:
            self._pattern(case.pattern, subject)
            if case.guard is not None:
                self.test(case.guard)
            self.run(case.body)

    def _pattern(self, node: ast.pattern, subject: Node | None) -> None:  # noqa: C901, PLR0912 - one case for each
        match node:
            case ast.MatchValue(value=value):
                self.value(value)
            case ast.MatchSingleton():
                pass
            case ast.MatchSequence(patterns=inner) | ast.MatchOr(patterns=inner):
                part = subject if isinstance(node, ast.MatchOr) else self.flow.content(subject)
                for each in inner:
                    self._pattern(each, part)
            case ast.MatchMapping(keys=keys, patterns=inner, rest=rest):
                self.values(keys)
                for each in inner:
                    self._pattern(each, self.flow.content(subject))
                if rest is not None:
                    self._capture(rest, self.flow.holding(self.flow.content(subject)))
            case ast.MatchClass(cls=cls, patterns=positional, kwd_attrs=names, kwd_patterns=inner):
                self._class_pattern(cls, names)
                for each in (*positional, *inner):
                    self._pattern(each, self.flow.unify(subject, self.flow.content(subject)))
            case ast.MatchStar(name=name):
                if name is not None:
                    self._capture(name, self.flow.holding(subject))
            case ast.MatchAs(pattern=inner_pattern, name=name):
                if inner_pattern is not None:
                    self._pattern(inner_pattern, subject)
                if name is not None:
                    self._capture(name, subject)
            case _:
                raise self.refuse(node, "has a pattern that is not looked into")

    def _class_pattern(self, node: ast.expr, names: list[str]) -> None:
        if not self.is_classes(node):
            raise self.refuse(node, "matches what is not known to be a class")
        for name in names:
            self._refuse_attribute(name, node)
            self.unit.loose.setdefault(name, self.site(node))

    def _capture(self, name: str, value: Node | None) -> None:
        assert self.scope is not None
        self.flow.unify(self.scope.names[name], value)


def _is_number(node: ast.expr) -> bool:
    """Whether an expression is plainly a number, which no container lets itself be extended by."""
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float | complex)


_VISITS: dict[type[ast.stmt], Callable[[Body, Any], None]] = {
    ast.Expr: Body._expression,
    ast.Return: Body._return,
    ast.Assign: Body._assign,
    ast.AnnAssign: Body._annotated,
    ast.AugAssign: Body._augmented,
    ast.For: Body._for,
    ast.While: Body._while,
    ast.If: Body._if,
    ast.Raise: Body._raise,
    ast.Assert: Body._assert,
    ast.Try: Body._try,
    ast.Delete: Body._delete,
    ast.FunctionDef: Body._definition,
    ast.Import: Body._import,
    ast.ImportFrom: Body._import,
    ast.Match: Body._match,
    ast.Pass: Body._nothing,
    ast.Break: Body._nothing,
    ast.Continue: Body._nothing,
}
