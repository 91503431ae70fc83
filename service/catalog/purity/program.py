"""The program that all function sets make up: each function, variable and class is analysed once, when first asked for.

Functions that call each other in a circle are analysed as one (Tarjan 1972): while one of them is open, the others are
joined to it directly, and all are judged when the circle closes.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from service.catalog.purity.classes import Classes
from service.catalog.purity.expressions import Expressions
from service.catalog.purity.flow import Node
from service.catalog.purity.marks import without_marks
from service.catalog.purity.modules import Module, Modules, Own, Refusal, Standard, bound_names
from service.catalog.purity.statements import Body
from service.catalog.purity.units import Unit, check_annotation, every_parameter
from service.catalog.source import FunctionNode

_HARMLESS_DECORATORS = frozenset({"functools.cache", "functools.lru_cache", "functools.cached_property"})
_HOOKS = frozenset({"__init_subclass__", "__set_name__", "__del__", "__class_getitem__", "__mro_entries__", "__new__"})
TOO_DEEP = "is nested too deeply to be looked into"


class Program:
    """Analyses on demand. Nothing is imported or run."""

    def __init__(self, modules: Modules) -> None:
        self.modules = modules
        self.classes = Classes(self)
        self._units: dict[tuple[object, ...], Unit] = {}
        self._open: list[Unit] = []
        self._stack: list[Unit] = []
        self._count = 0
        self._quiet: dict[str, str | None] = {}
        self._requirements: dict[str, str | None] = {}

    def module(self, name: str) -> Module:
        """The module, which must be there."""
        found = self.modules.get(name)
        if found is None:
            raise Refusal(f"needs the module {name}, which cannot be read")
        return found

    def is_class(self, thing: Own) -> bool:
        """Whether a name of a module is a class."""
        return isinstance(self.module(thing.module).names.get(thing.name), ast.ClassDef)

    def reader(self, module: str) -> Expressions:
        """A reader of expressions at the top level of a module, for names alone."""
        return Expressions(self, Unit(label=module, module=module), self.module(module), lenient=True)

    # -- units -----------------------------------------------------------------------------------------------------

    def function(self, module: str, name: str) -> Unit:
        """The unit of a top-level function."""
        key = ("function", module, name)
        if key not in self._units:
            node = self.module(module).names[name]
            assert isinstance(node, FunctionNode)
            self._units[key] = Unit(label=f"{name}()", module=module)
            self._analyse(self._units[key], node)
        return self._reached(self._units[key])

    def method(self, thing: Own, name: str) -> Unit:
        """The unit of a method, on objects of exactly this class."""
        key = ("method", thing, name)
        if key not in self._units:
            facts = self.classes.facts(thing)
            node = facts.methods[name]
            unit = self._units[key] = Unit(label=f"{thing.name}.{name}()", module=facts.homes[name], owner=thing)
            positional = [*node.args.posonlyargs, *node.args.args]
            if "staticmethod" not in facts.marks[name] and positional:
                unit.first = positional[0].arg
            self._analyse(unit, node, bound="classmethod" not in facts.marks[name])
        return self._reached(self._units[key])

    def variable(self, module: str, name: str) -> Unit:
        """The unit of a variable of a module: what it holds outlives every call."""
        key = ("variable", module, name)
        if key not in self._units:
            unit = self._units[key] = Unit(label=f"the module's global {name!r}", module=module)
            self._begin(unit)
            try:
                there = self.module(module)
                unit.result = Expressions(self, unit, there, lenient=True).value(there.values[name])
                unit.flow.share(unit.result, unit.label)
            except Refusal as refusal:
                unit.fault = str(refusal)
            self._end(unit)
        elif not self._units[key].done:
            raise Refusal(f"needs {name!r} to make {name!r}")
        return self._units[key]

    def class_body(self, thing: Own) -> Unit:
        """The unit of what a class's body assigns."""
        key = ("class", thing)
        if key not in self._units:
            unit = self._units[key] = Unit(label=f"the class {thing.name}", module=thing.module)
            self._begin(unit)
            try:
                self._assign_class(unit, thing)
            except Refusal as refusal:
                unit.fault = str(refusal)
            self._end(unit)
        elif not self._units[key].done:
            raise Refusal(f"needs the class {thing.name} to make it")
        return self._units[key]

    def _assign_class(self, unit: Unit, thing: Own) -> None:
        facts = self.classes.facts(thing)
        unit.methods = frozenset(set(facts.methods) - set(facts.properties()))
        reader = Expressions(self, unit, self.module(thing.module), lenient=True)
        for base in facts.bases:
            unit.attributes.update(reader.touch(self.class_body(base)).attributes)
        for name, value in facts.attributes.items():
            inner = {each.id for each in ast.walk(value) if isinstance(each, ast.Name)}
            if inner & (set(facts.attributes) | set(facts.methods)) - {name}:
                raise reader.refuse(value, f"has a class attribute {name} that is made from others")
            unit.attributes[name] = self._class_value(reader, value, name)

    def _class_value(self, reader: Expressions, value: ast.expr, name: str) -> Node | None:
        field = isinstance(value, ast.Call) and reader.resolve(value.func) == Standard("dataclasses.field")
        if not field or not isinstance(value, ast.Call):
            held = reader.value(value)
            reader.flow.share(held, f"the class attribute {name!r}")
            return held
        made: Node | None = None
        for keyword in value.keywords:
            held = reader.value(keyword.value)
            if keyword.arg == "default_factory":
                made = reader.flow.unify(made, reader.flow.content(held))
            else:
                reader.flow.share(held, f"the default of {name!r}")
                made = reader.flow.unify(made, held)
        return made

    def _analyse(self, unit: Unit, node: FunctionNode, *, bound: bool = False) -> None:
        unit.arguments = node.args
        unit.parameters = {each.arg: unit.flow.fresh() for each in every_parameter(node.args)}
        unit.result = unit.flow.fresh()
        self._begin(unit)
        try:
            if bound and unit.first is not None:
                unit.parameters[unit.first].cls = unit.owner
            if unit.owner is not None:
                self._hold_class(unit)
            Body(self, unit, self.module(unit.module)).function(node, decorated=unit.owner is not None)
        except Refusal as refusal:
            unit.fault = str(refusal)
        self._end(unit)

    def _hold_class(self, unit: Unit) -> None:
        assert isinstance(unit.owner, Own)
        body = self.class_body(unit.owner)
        unit.touches[id(body)] = body

    # -- circles ---------------------------------------------------------------------------------------------------

    def _begin(self, unit: Unit) -> None:
        self._count += 1
        unit.index = unit.low = self._count
        self._open.append(unit)
        self._stack.append(unit)

    def give_up(self) -> None:
        """Refuse all that is half analysed, after Python ran out of stack."""
        for each in self._open:
            each.fault = each.fault or TOO_DEEP
            each.done = True
        self._open.clear()
        self._stack.clear()

    def _reached(self, unit: Unit) -> Unit:
        if not unit.done and self._stack:
            self._stack[-1].low = min(self._stack[-1].low, unit.low)
        return unit

    def _end(self, unit: Unit) -> None:
        self._stack.pop()
        if unit.low < unit.index:
            if self._stack:
                self._stack[-1].low = min(self._stack[-1].low, unit.low)
            return
        circle = []
        while True:
            member = self._open.pop()
            circle.append(member)
            if member is unit:
                break
        self._judge(circle)

    def _judge(self, circle: list[Unit]) -> None:
        lenient = all(each.arguments is None for each in circle)
        fault = next((each.fault for each in circle if each.fault is not None), None)
        fault = fault or next((reason for each in circle for reason in each.flow.faults()), None)
        if fault is None and not lenient:
            named = (node.unfit for each in circle for node in each.flow.nodes if node.unfit is not None)
            fault = next(named, None)
        for each in circle:
            each.fault = each.fault or fault
            each.done = True
            each.flow.nodes.clear()
            if not each.returns and each.arguments is not None:
                each.result = None

    def quiet(self) -> list[str]:
        """The modules that were found to be quiet so far, with all packages that they are in.

        Some may import requirements (``requirement``), which no certificate is about.
        """
        return [name for name in list(self._quiet) if self.noise_with_parents(name) is None]

    def noise_with_parents(self, name: str) -> str | None:
        """Why a module or a package that it is in may not be run ahead of time; None where all may."""
        parts = name.split(".")
        for number in range(1, len(parts) + 1):
            parent = ".".join(parts[:number])
            if (reason := self.noise(parent)) is not None:
                return reason if parent == name else f"lies in {parent}, which {reason}"
        return None

    def requirement(self, name: str) -> str | None:
        """A requirement's module that a module imports, itself or through others; None where there is none."""
        if name not in self._requirements:
            self._requirements[name] = self._find_requirement(name) if self.modules.foreign else None
        return self._requirements[name]

    def _find_requirement(self, name: str) -> str | None:
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            module = self.modules.get(waiting.pop())
            if module is None or module.name in seen:
                continue
            if module.foreign:
                return min(module.foreign.values())
            seen.add(module.name)
            waiting.extend(module.imported)
        return None

    # -- modules ---------------------------------------------------------------------------------------------------

    def noise(self, name: str) -> str | None:
        """Why the body of a module may not be run ahead of time; None where it may. Its packages are not looked at."""
        if name not in self._quiet:
            self._quiet[name] = "imports itself through others"
            try:
                self._quiet[name] = self._noise(name)
            except RecursionError:
                self._quiet[name] = TOO_DEEP
                raise
        return self._quiet[name]

    def _noise(self, name: str) -> str | None:
        module = self.modules.get(name)
        if module is None:
            return "cannot be read"
        if module.fault is not None:
            return module.fault
        try:
            for node in module.body:
                self._check_statement(module, node)
        except Refusal as refusal:
            return str(refusal)
        for each in sorted(module.imported - {name}):
            if name.startswith(f"{each}."):
                continue
            if (reason := self.noise(each)) is not None:
                return f"imports {each}, which {reason.rpartition(', which ')[2]}"
        return None

    def _check_statement(self, module: Module, node: ast.stmt) -> None:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._check_definition(module, node)
            case ast.ClassDef():
                self._check_class(module, node)
            case ast.Assign() | ast.AnnAssign():
                if isinstance(node, ast.AnnAssign) and not module.postponed:
                    check_annotation(node.annotation)
                for name in bound_names([node]):
                    if name != "__all__" and name in module.values:
                        self._check_variable(module, name)
            case ast.If(orelse=orelse):
                for each in orelse:
                    self._check_statement(module, each)
            case _:
                pass

    def _check_variable(self, module: Module, name: str) -> None:
        unit = self.variable(module.name, name)
        if unit.fault is not None:
            raise Refusal(unit.fault)

    def _check_definition(self, module: Module, node: FunctionNode, *, method: bool = False) -> None:
        reader = self.reader(module.name)
        for each in without_marks(reader, node):
            thing = reader.resolve(each.func if isinstance(each, ast.Call) else each)
            name = getattr(thing, "name", "") if not isinstance(thing, Own) else ""
            known = {"staticmethod", "classmethod", "property", "abc.abstractmethod", "typing.override", "typing.final"}
            if name not in _HARMLESS_DECORATORS | {"typing.overload"} and not (method and name in known):
                raise reader.refuse(each, f"has a decorator, {ast.unparse(each)}")
            self._check_plain(reader, each)
        for value in (*node.args.defaults, *node.args.kw_defaults):
            if value is not None:
                reader.value(value)
        for reason in reader.flow.faults():
            raise Refusal(reason)
        if not module.postponed:
            for parameter in every_parameter(node.args):
                check_annotation(parameter.annotation)
            check_annotation(node.returns)

    def _check_plain(self, reader: Expressions, node: ast.expr) -> None:
        for each in (*node.args, *(key.value for key in node.keywords)) if isinstance(node, ast.Call) else ():
            if not isinstance(each, ast.Constant):
                raise reader.refuse(node, "has a decorator with computed arguments")

    def _check_class(self, module: Module, node: ast.ClassDef) -> None:  # noqa: C901 - one case for each statement
        facts = self.classes.facts(Own(module.name, node.name))
        reader = self.reader(module.name)
        self._check_header(reader, node)
        names = bound_names(node.body)
        if _HOOKS & set(names) or (facts.fault is not None and len(names) != len(set(names))):
            raise reader.refuse(node, f"has a class {node.name} that binds names with effects")
        values = {}
        for each in node.body:
            if isinstance(each, FunctionNode):
                self._check_method(module, each, names)
            elif isinstance(each, ast.Assign | ast.AnnAssign):
                if isinstance(each, ast.AnnAssign) and not module.postponed:
                    check_annotation(each.annotation)
                if each.value is not None:
                    values[id(each)] = each.value
            elif not isinstance(each, ast.Pass) and not (
                isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)
            ):
                raise reader.refuse(each, f"has a class {node.name} whose body does more than define")
        for value in values.values():
            if {each.id for each in ast.walk(value) if isinstance(each, ast.Name)} & set(names):
                raise reader.refuse(value, f"has a class {node.name} whose attributes are made from others")
            reader.value(value)
        for reason in reader.flow.faults():
            raise Refusal(reason)

    def _check_method(self, module: Module, node: FunctionNode, names: list[str]) -> None:
        used = {
            name.id
            for each in (*node.decorator_list, *node.args.defaults, *node.args.kw_defaults)
            for name in (ast.walk(each) if each is not None else ())
            if isinstance(name, ast.Name)
        }
        setters = [each for each in node.decorator_list if isinstance(each, ast.Attribute) and each.attr == "setter"]
        if setters or used & set(names):
            raise self.reader(module.name).refuse(node, f"has a method {node.name}() that is made from others")
        self._check_definition(module, node, method=True)

    def _check_header(self, reader: Expressions, node: ast.ClassDef) -> None:
        for each in (*node.bases, *node.decorator_list, *(key.value for key in node.keywords)):
            call = each.func if isinstance(each, ast.Call) else each
            named = call.value if isinstance(call, ast.Subscript) else call
            thing = reader.resolve(named) if isinstance(named, ast.Name | ast.Attribute) else None
            constant = isinstance(each, ast.Constant)
            if isinstance(thing, Own) and each in node.bases and self.is_class(thing):
                self._check_base(reader, thing, each)
            elif not constant and (thing is None or isinstance(thing, Own)):
                raise reader.refuse(each, f"has a class {node.name} with {ast.unparse(each)}")
            if isinstance(each, ast.Call):
                self._check_plain(reader, each)
        facts_fault = self.classes.facts(Own(reader.module.name, node.name)).fault
        if any(key.arg != "total" for key in node.keywords):
            raise reader.refuse(node, f"has a class {node.name} with keywords")
        if facts_fault is not None and (node.decorator_list or node.bases):
            raise Refusal(facts_fault)

    def _check_base(self, reader: Expressions, thing: Own, node: ast.expr) -> None:
        base = self.module(thing.module).names[thing.name]
        if isinstance(base, ast.ClassDef) and _HOOKS & set(bound_names(base.body)):
            raise reader.refuse(node, f"inherits from {thing.name}, which acts on those that inherit")


def closure(unit: Unit) -> Iterator[Unit]:
    """A unit and all that it uses, through others too."""
    seen = {id(unit)}
    waiting = [unit]
    while waiting:
        each = waiting.pop()
        yield each
        for key, used in each.touches.items():
            if key not in seen:
                seen.add(key)
                waiting.append(used)
