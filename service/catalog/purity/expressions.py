"""Evaluates expressions to nodes: which object may be which. What is not known to be harmless raises Refusal."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from service.catalog.purity import calls, constants
from service.catalog.purity.flow import Node
from service.catalog.purity.modules import Builtin, Module, Own, OwnModule, Refusal, Standard, Thing, stored_names
from service.catalog.purity.standard import (
    BUILTIN_TYPES,
    BUILTINS,
    CHANGES,
    CHANGING_METHODS,
    EXCEPTIONS,
    IMPORTABLE,
    METHODS,
    PATTERNS,
    PLAIN_DUNDERS,
    REFUSED_ATTRIBUTES,
    REFUSED_PREFIXES,
    STANDARD,
    Gives,
)
from service.catalog.purity.units import Unit, every_parameter
from service.catalog.source import FunctionNode

if TYPE_CHECKING:
    from service.catalog.purity.program import Program

_CLOCKS = frozenset({"datetime.datetime", "datetime.date"})
_IDENTICAL = (ast.Is, ast.IsNot)
_NEW_OPERATORS = (ast.Add, ast.Mult, ast.Sub, ast.BitOr, ast.BitAnd, ast.BitXor)


@dataclass(slots=True, eq=False)
class Local:
    """A function inside a function."""

    node: FunctionNode
    parameters: dict[str, Node]
    result: Node


@dataclass(slots=True, eq=False)
class Scope:
    """The names of a function or comprehension, and the scope around it."""

    outer: Scope | None = None
    names: dict[str, Node] = field(default_factory=dict)
    functions: dict[str, Local] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)
    comprehension: bool = False

    def holder(self, name: str) -> Scope | None:
        """The scope that binds ``name``; None where none of the functions does."""
        scope: Scope | None = self
        while scope is not None and not (name in scope.names or name in scope.functions or name in scope.things):
            scope = scope.outer
        return scope


class Expressions:
    """Evaluates the expressions of one unit. ``lenient`` lets unfit functions be named, but not called."""

    def __init__(self, program: Program, unit: Unit, module: Module, *, lenient: bool = False) -> None:
        self.program = program
        self.unit = unit
        self.flow = unit.flow
        self.module = module
        self.lenient = lenient
        self.scope: Scope | None = None
        self.yields: list[Node | None] = []
        self.outside: set[str] = set()
        self.node: FunctionNode | None = None
        self._texts: dict[str, list[ast.expr]] | None = None
        unit.modules.add(module.name)

    @property
    def texts(self) -> dict[str, list[ast.expr]]:
        """The local names that are only ever bound to texts written out."""
        if self._texts is None:
            self._texts = constants.local_texts(self.node) if self.node is not None else {}
        return self._texts

    # -- names ---------------------------------------------------------------------------------------------------

    def site(self, node: ast.AST) -> str:
        """``file:line`` of a node."""
        return self.module.site(node)

    def refuse(self, node: ast.AST, reason: str) -> Refusal:
        """The refusal to raise."""
        return Refusal(f"{reason} ({self.site(node)})")

    def resolve(self, node: ast.expr) -> Thing | None:
        """What a dotted name stands for; None where it leads to a local or to a part of an object."""
        if isinstance(node, ast.Name):
            scope = self.scope.holder(node.id) if self.scope else None
            if scope is not None:
                return scope.things.get(node.id)
            self.outside.add(node.id)
            return self._global(node)
        if not isinstance(node, ast.Attribute):
            return None
        base = self.resolve(node.value)
        if isinstance(base, Standard):
            name = f"{base.name}.{node.attr}"
            if name in IMPORTABLE and name not in self.module.dotted and name not in {"collections.abc", "os.path"}:
                raise self.refuse(node, f"uses {name} without importing it")
            return Standard(name)
        if isinstance(base, Builtin):
            return Builtin(f"{base.name}.{node.attr}") if base.name in BUILTIN_TYPES else None
        if isinstance(base, OwnModule):
            return self._inside(base.name, node)
        return None

    def _inside(self, module: str, node: ast.Attribute) -> Thing:
        inner = f"{module}.{node.attr}"
        there = self.program.modules.get(module)
        if there is not None and (node.attr in there.names or node.attr in there.rebound):
            return self._follow(Own(module, node.attr), node)
        if inner in self.module.dotted and self.program.modules.has(inner):
            return OwnModule(inner)
        raise self.refuse(node, f"uses {inner}, which is not known to be there")

    def _global(self, node: ast.Name) -> Thing:
        name = node.id
        if name in self.module.foreign:
            raise self.refuse(node, f"uses {self.module.foreign[name]}")
        if name in self.module.rebound:
            if self.module.fault is not None:
                raise Refusal(f"needs the module {self.module.name}, which {self.module.fault}")
            raise self.refuse(node, f"uses {name!r}, which the module binds more than once")
        if name in self.module.names:
            return self._follow(Own(self.module.name, name), node)
        if not hasattr(builtins, name):
            if self.module.fault is not None:
                raise Refusal(f"needs the module {self.module.name}, which {self.module.fault}")
            raise self.refuse(node, f"uses {name!r}, which is not known to be there")
        return Builtin(name)

    def _follow(self, thing: Thing, node: ast.AST) -> Thing:
        for _ in range(20):
            if not isinstance(thing, Own):
                return thing
            there = self.program.modules.get(thing.module)
            self.unit.modules.add(thing.module)
            if there is None or thing.name in there.rebound or thing.name not in there.names:
                raise self.refuse(node, f"uses {thing.module}.{thing.name}, which is not known to be one thing")
            bound = there.names[thing.name]
            if isinstance(bound, ast.stmt):
                return thing
            thing = bound
        raise self.refuse(node, "uses a name that leads in circles")

    # -- values --------------------------------------------------------------------------------------------------

    def value(self, node: ast.expr) -> Node | None:
        """The node of an expression; None where what comes out is immutable all the way down."""
        visit = _VISITS.get(type(node))
        if visit is None:
            raise self.refuse(node, f"uses what is not looked into ({type(node).__name__})")
        return visit(self, node)

    def values(self, nodes: Iterable[ast.expr | None]) -> list[Node | None]:
        """The nodes of several expressions."""
        return [self.value(each) for each in nodes if each is not None]

    def test(self, node: ast.expr) -> None:
        """Evaluate a condition, of which only the truth counts."""
        if isinstance(node, ast.BoolOp):
            for each in node.values:
                self.test(each)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            self.test(node.operand)
        else:
            self.value(node)

    def named(self, thing: Thing, node: ast.expr) -> Node | None:
        """The node of a thing that is used as a value."""
        if isinstance(thing, OwnModule):
            raise self.refuse(node, f"uses the module {thing.name} as a value")
        if isinstance(thing, Own):
            return self._own(thing, node)
        name = thing.name
        gives = self._builtin(name) if isinstance(thing, Builtin) else STANDARD.get(name)
        if gives is None:
            raise self.refuse(node, f"uses {name}")
        return None if gives is Gives.VALUE else self._standard_value(name, gives, node)

    def _builtin(self, name: str) -> Gives | None:
        if name in {"__name__", "__doc__"}:
            return Gives.VALUE
        if name not in BUILTINS and (name in EXCEPTIONS or name in BUILTIN_TYPES):
            return Gives.PLAIN
        if name not in BUILTINS and name.partition(".")[0] in BUILTIN_TYPES:
            return self._unbound_method(name.partition(".")[2])
        return BUILTINS.get(name)

    def _standard_value(self, name: str, gives: Gives, node: ast.expr) -> Node:
        if name in CHANGES or name in _CLOCKS or name in PATTERNS or name in {"type", "datetime.datetime.strptime"}:
            raise self.refuse(node, f"uses {name} as a value")
        self.note_moment(name, node)
        function = self.flow.fresh()
        function.identity = function.callable = name
        if gives is not Gives.PLAIN and name not in BUILTIN_TYPES:
            self.flow.put(function, self.flow.shared(f"what {name} gives"))
        return function

    def _unbound_method(self, name: str) -> Gives | None:
        if name in METHODS - CHANGING_METHODS - {"format", "strftime"}:
            return Gives.PART
        return None

    def note_moment(self, name: str, node: ast.AST) -> None:
        """Remember that dates are about: how they are formatted may depend on the time zone."""
        if name.startswith("datetime."):
            self.unit.uses.setdefault("moment", self.site(node))

    def _own(self, thing: Own, node: ast.expr) -> Node | None:
        there = self.program.module(thing.module)
        bound = there.names[thing.name]
        if isinstance(bound, FunctionNode):
            return self._function_value(thing)
        if isinstance(bound, ast.ClassDef):
            return self.program.classes.reference(self, thing, node)
        unit = self.touch(self.program.variable(thing.module, thing.name))
        return self.flow.copy(unit.result, {})

    def touch(self, unit: Unit) -> Unit:
        """Depend on ``unit``. Raises Refusal where it is unfit."""
        self.unit.touches[id(unit)] = unit
        if unit.fault is not None:
            origin = unit.fault.rpartition(", which ")[2]
            raise Refusal(f"uses {unit.label}, which {origin}")
        return unit

    def _function_value(self, thing: Own) -> Node:
        unit = self.program.function(thing.module, thing.name)
        function = self.flow.fresh()
        try:
            self.touch(unit)
        except Refusal as refusal:
            if not self.lenient:
                raise
            function.unfit = str(refusal)
            function.shared = function.callable = unit.label
            return function
        copies: dict[int, Node] = {}
        live = not unit.done
        for name, parameter in unit.parameters.items():
            self.flow.share(parameter if live else self.flow.copy(parameter, copies), f"the argument {name!r}")
        self.flow.put(function, unit.result if live else self.flow.copy(unit.result, copies))
        function.identity = function.callable = unit.label
        function.shared = unit.label
        return function

    def local(self, name: str, scope: Scope) -> Node:
        """The node of a local name."""
        found = scope.functions.get(name)
        if found is None:
            return scope.names[name]
        function = self.flow.fresh()
        for each, parameter in found.parameters.items():
            self.flow.share(parameter, f"the argument {each!r}")
        self.flow.put(function, found.result)
        function.identity = function.callable = f"the function {name!r}"
        function.holds = self.captured(found.node)
        return function

    def captured(self, node: FunctionNode | ast.Lambda) -> list[Node]:
        """The variables around a function that it can reach."""
        names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
        found = []
        for name in sorted(names):
            scope = self.scope.holder(name) if self.scope else None
            if scope is not None and name in scope.names:
                found.append(scope.names[name])
        return found

    def open_scope(self, names: Iterable[str], *, comprehension: bool = False) -> Scope:
        """Enter a scope that binds ``names``."""
        made = {name: self.flow.fresh() for name in names}
        self.scope = Scope(outer=self.scope, names=made, comprehension=comprehension)
        return self.scope

    def assign(self, target: ast.expr, value: Node | None) -> None:
        """Bind or store ``value`` at a target."""
        match target:
            case ast.Name(id=name):
                scope = self.scope.holder(name) if self.scope else None
                if scope is None or name not in scope.names:
                    raise self.refuse(target, f"binds {name!r} outside of the function")
                self.flow.unify(scope.names[name], value)
            case ast.Tuple(elts=elements) | ast.List(elts=elements):
                for each in elements:
                    part = self.flow.content(value)
                    if isinstance(each, ast.Starred):
                        rest = self.flow.fresh()
                        self.flow.put(rest, part)
                        self.assign(each.value, rest)
                    else:
                        self.assign(each, part)
            case ast.Attribute(value=base, attr=name):
                self._refuse_attribute(name, target)
                self.change(base, target, value)
            case ast.Subscript(value=base, slice=index):
                self.flow.put(self.change(base, target, value), self.value(index))
            case _:
                raise self.refuse(target, "assigns to what is not looked into")

    def change(self, base: ast.expr, node: ast.AST, value: Node | None) -> Node:
        """Mark the object of ``base`` as changed, and let it hold ``value``."""
        thing = self.resolve(base)
        if thing is not None and not isinstance(thing, Own):
            raise self.refuse(node, f"changes {getattr(thing, 'name', '')}")
        changed = self.value(base)
        if changed is None:
            raise self.refuse(node, "changes an object that is not known to be its own")
        changed.find().changed = self.site(node)
        self.flow.put(changed, value)
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
            self.flow.put(changed, self.flow.content(value))
        return changed

    def _refuse_attribute(self, name: str, node: ast.AST) -> None:
        if name in REFUSED_ATTRIBUTES or name.startswith(REFUSED_PREFIXES):
            raise self.refuse(node, f"uses .{name}")

    # -- kinds of expressions --------------------------------------------------------------------------------------

    def _name(self, node: ast.Name) -> Node | None:
        scope = self.scope.holder(node.id) if self.scope else None
        if scope is not None and node.id not in scope.things:
            return self.local(node.id, scope)
        thing = self.resolve(node)
        assert thing is not None
        return self.named(thing, node)

    def _attribute(self, node: ast.Attribute) -> Node | None:
        thing = self.resolve(node)
        if thing is not None:
            return self.named(thing, node)
        if node.attr in PLAIN_DUNDERS:
            if not calls.is_type_call(self, node.value):
                self.value(node.value)
            else:
                assert isinstance(node.value, ast.Call)
                self.values(node.value.args)
            return None
        self._refuse_attribute(node.attr, node)
        base = self.value(node.value)
        if node.attr in CHANGING_METHODS and base is not None:
            base.find().changed = self.site(node)
            self.flow.put(base, self.flow.shared("what a method is given"))
        return self.program.classes.attribute(self, base, node)

    def _subscript(self, node: ast.Subscript) -> Node | None:
        base = self.value(node.value)
        part = self.flow.content(base)
        if isinstance(node.slice, ast.Slice):
            self.values((node.slice.lower, node.slice.upper, node.slice.step))
            return None if base is None else self.flow.holding(part)
        self.value(node.slice)
        return part

    def _display(self, node: ast.List | ast.Tuple | ast.Set) -> Node | None:
        parts = []
        for each in node.elts:
            starred = isinstance(each, ast.Starred)
            part = self.value(each.value if isinstance(each, ast.Starred) else each)
            parts.append(self.flow.content(part) if starred else part)
        if isinstance(node, ast.Tuple) and all(part is None for part in parts):
            return None
        made = self.flow.holding(*parts)
        if isinstance(node, ast.Set):
            self.flow.render(self.flow.content(made), self.site(node))
        return made

    def _dict(self, node: ast.Dict) -> Node:
        made = self.flow.fresh()
        for key, value in zip(node.keys, node.values, strict=True):
            held = self.value(value)
            if key is None:
                self.flow.put(made, self.flow.content(held))
            else:
                self.flow.put(made, self.value(key))
                self.flow.put(made, held)
        return made

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Node:
        around = self.scope
        first = self.value(node.generators[0].iter)
        names = [name for each in node.generators for name in stored_names(each.target)]
        self.open_scope(names, comprehension=True)
        for number, each in enumerate(node.generators):
            if each.is_async:
                raise self.refuse(node, "is asynchronous")
            iterated = first if number == 0 else self.value(each.iter)
            self.assign(each.target, self.flow.content(iterated))
            for test in each.ifs:
                self.test(test)
        elements = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        made = self.flow.holding(*self.values(elements))
        if isinstance(node, ast.SetComp):
            self.flow.render(self.flow.content(made), self.site(node))
        if isinstance(node, ast.GeneratorExp):
            made.iterator = self.site(node)
            made.identity = "a generator"
        self.scope = around
        return made

    def _lambda(self, node: ast.Lambda) -> Node:
        defaults = self.values([*node.args.defaults, *node.args.kw_defaults])
        around = self.scope
        names = [each.arg for each in every_parameter(node.args)]
        scope = self.open_scope(names)
        self.yields.append(None)
        for name in names:
            self.flow.unify(scope.names[name], self.flow.shared(f"the argument {name!r}"))
        result = self.value(node.body)
        self.yields.pop()
        self.scope = around
        function = self.flow.holding(result)
        function.identity = function.callable = "a lambda"
        function.holds = [*self.captured(node), *(each for each in defaults if each is not None)]
        return function

    def _binary(self, node: ast.BinOp) -> Node | None:
        left, right = self.value(node.left), self.value(node.right)
        if isinstance(node.op, ast.Mod):
            self.flow.render(right, self.site(node))
        if not isinstance(node.op, _NEW_OPERATORS) or (left is None and right is None):
            return None
        made = self.flow.fresh()
        for each in (left, right):
            self.flow.put(made, self.flow.content(each))
        return made

    def _unary(self, node: ast.UnaryOp) -> Node | None:
        if isinstance(node.op, ast.Not):
            self.test(node.operand)
            return None
        return self.flow.holding(self.flow.content(self.value(node.operand)))

    def _boolean(self, node: ast.BoolOp) -> Node | None:
        result: Node | None = None
        for each in node.values:
            result = self.flow.unify(result, self.value(each))
        return result

    def _choice(self, node: ast.IfExp) -> Node | None:
        self.test(node.test)
        return self.flow.unify(self.value(node.body), self.value(node.orelse))

    def _compare(self, node: ast.Compare) -> None:
        sides = [node.left, *node.comparators]
        for number, operator in enumerate(node.ops):
            if isinstance(operator, _IDENTICAL) and not any(
                self._singular(each) for each in sides[number : number + 2]
            ):
                raise self.refuse(node, "asks whether two objects are one, which caches may change")
        for each in sides:
            if calls.is_type_call(self, each):
                assert isinstance(each, ast.Call)
                self.values(each.args)
            elif not self._is_class(each):
                self.value(each)

    def _singular(self, node: ast.expr) -> bool:
        return (isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, bool))) or (
            self._is_class(node) or self.program.classes.is_member(self, node)
        )

    def _is_class(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Tuple):
            return bool(node.elts) and all(self._is_class(each) for each in node.elts)
        thing = self.resolve(node) if isinstance(node, ast.Name | ast.Attribute) else None
        if isinstance(thing, Own):
            return isinstance(self.program.module(thing.module).names[thing.name], ast.ClassDef)
        if isinstance(thing, Standard):
            self.note_moment(thing.name, node)
            return STANDARD.get(thing.name) in {Gives.TYPE, Gives.PLAIN, Gives.NEW}
        return isinstance(thing, Builtin) and (thing.name in BUILTIN_TYPES or thing.name in EXCEPTIONS)

    def is_classes(self, node: ast.expr) -> bool:
        """Whether an expression names classes alone: one, a tuple or a union of them, None included."""
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return self.is_classes(node.left) and self.is_classes(node.right)
        if isinstance(node, ast.Tuple):
            return all(self.is_classes(each) for each in node.elts)
        return (isinstance(node, ast.Constant) and node.value is None) or self._is_class(node)

    def _text(self, node: ast.JoinedStr) -> None:
        for each in node.values:
            if isinstance(each, ast.FormattedValue):
                self.flow.render(self.value(each.value), self.site(node))
                if each.format_spec is not None:
                    self.value(each.format_spec)
                    constants.check_spec(self, each.format_spec)

    def _walrus(self, node: ast.NamedExpr) -> Node | None:
        value = self.value(node.value)
        name = node.target.id
        scope = self.scope
        while scope is not None and scope.comprehension:
            scope = scope.outer
        if scope is not None and not (name in scope.names or name in scope.functions or name in scope.things):
            if name in self.outside:
                raise self.refuse(node, f"binds {name!r} after it was used")
            scope.names[name] = self.flow.fresh()
        if scope is None or name not in scope.names:
            raise self.refuse(node, f"binds {name!r} outside of the function")
        self.flow.unify(scope.names[name], value)
        return value

    def _yield(self, node: ast.Yield) -> Node:
        self.flow.put(self._yielded(node), self.value(node.value) if node.value else None)
        return self.flow.shared("what is sent in")

    def _yield_from(self, node: ast.YieldFrom) -> Node:
        self.flow.put(self._yielded(node), self.flow.content(self.value(node.value)))
        return self.flow.shared("what is sent in")

    def _yielded(self, node: ast.AST) -> Node:
        made = self.yields[-1] if self.yields else None
        if made is None:
            raise self.refuse(node, "yields outside of a function")
        made.find().iterator, made.find().identity = self.site(node), "a generator"
        self.unit.returns |= len(self.yields) == 1
        return made

    def _call(self, node: ast.Call) -> Node | None:
        return calls.call(self, node)

    def _constant(self, _: ast.Constant) -> None:
        return None


_VISITS: dict[type[ast.expr], Callable[[Expressions, Any], Node | None]] = {
    ast.Constant: Expressions._constant,
    ast.Name: Expressions._name,
    ast.Attribute: Expressions._attribute,
    ast.Subscript: Expressions._subscript,
    ast.List: Expressions._display,
    ast.Tuple: Expressions._display,
    ast.Set: Expressions._display,
    ast.Dict: Expressions._dict,
    ast.ListComp: Expressions._comprehension,
    ast.SetComp: Expressions._comprehension,
    ast.GeneratorExp: Expressions._comprehension,
    ast.DictComp: Expressions._comprehension,
    ast.Lambda: Expressions._lambda,
    ast.BinOp: Expressions._binary,
    ast.UnaryOp: Expressions._unary,
    ast.BoolOp: Expressions._boolean,
    ast.IfExp: Expressions._choice,
    ast.Compare: Expressions._compare,
    ast.JoinedStr: Expressions._text,
    ast.NamedExpr: Expressions._walrus,
    ast.Yield: Expressions._yield,
    ast.YieldFrom: Expressions._yield_from,
    ast.Call: Expressions._call,
}
