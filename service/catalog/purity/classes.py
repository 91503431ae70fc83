"""Classes of the function sets: what making one does, what its objects hold, which methods they have.

Only classes whose implicit methods (``__eq__``, properties, …) change nothing may be used by certified functions.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from service.catalog.purity.calls import arguments, call_unit, call_value
from service.catalog.purity.flow import Flow, Node
from service.catalog.purity.marks import without_marks
from service.catalog.purity.modules import Builtin, Own, Refusal, Standard
from service.catalog.purity.standard import CHANGING_METHODS, EXCEPTIONS, METHODS, REFUSED_ATTRIBUTES
from service.catalog.purity.units import Arguments, Unit
from service.catalog.source import FunctionNode

if TYPE_CHECKING:
    from service.catalog.purity.expressions import Expressions
    from service.catalog.purity.program import Program

_IMPLICIT = frozenset({"repr", "str", "eq", "ne", "lt", "le", "gt", "ge", "hash", "bool", "len", "contains"})
_DUNDERS = frozenset(
    {*(f"__{name}__" for name in _IMPLICIT), "__init__", "__post_init__", "__slots__", "__match_args__"}
)
_KINDS = {
    "enum.Enum": "enum",
    "enum.IntEnum": "enum",
    "enum.StrEnum": "enum",
    "enum.Flag": "enum",
    "enum.IntFlag": "enum",
    "typing.NamedTuple": "record",
    "typing.TypedDict": "dict",
    "typing.Protocol": "plain",
    "typing.Generic": "plain",
    "abc.ABC": "plain",
}
_CLASS_DECORATORS = frozenset({"enum.unique", "typing.final", "typing.runtime_checkable", "dataclasses.dataclass"})
_METHOD_DECORATORS = frozenset({"staticmethod", "classmethod", "property", "abc.abstractmethod", "typing.override"})


@dataclass(slots=True, eq=False)
class Facts:
    """What the definition of a class says. ``kind``: plain, dataclass, record, enum, dict or exception."""

    thing: Own
    kind: str = "plain"
    methods: dict[str, FunctionNode] = field(default_factory=dict)
    marks: dict[str, set[str]] = field(default_factory=dict)
    attributes: dict[str, ast.expr] = field(default_factory=dict)
    bases: list[Own] = field(default_factory=list)
    homes: dict[str, str] = field(default_factory=dict)
    valued: bool = True
    fault: str | None = None

    def properties(self) -> list[str]:
        """The names of its properties."""
        return [name for name, marks in self.marks.items() if "property" in marks]


@dataclass(frozen=True, slots=True)
class Called:
    """What a call of a method gives."""

    result: Node | None


class Classes:
    """The classes of a program, each looked at once."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._facts: dict[Own, Facts] = {}
        self._checked: dict[Own, str | None] = {}

    def facts(self, thing: Own) -> Facts:
        """What the definition of a class says."""
        if thing not in self._facts:
            self._facts[thing] = facts = Facts(thing)
            node = self._program.module(thing.module).names[thing.name]
            assert isinstance(node, ast.ClassDef)
            try:
                self._read(facts, node)
            except Refusal as refusal:
                facts.fault = str(refusal)
        return self._facts[thing]

    def _read(self, facts: Facts, node: ast.ClassDef) -> None:
        reader = self._program.reader(facts.thing.module)
        for base in node.bases:
            self._base(facts, base.value if isinstance(base, ast.Subscript) else base, reader)
        for keyword in node.keywords:
            if keyword.arg != "total" or not isinstance(keyword.value, ast.Constant):
                raise reader.refuse(node, f"has a class with {keyword.arg or 'computed keywords'}")
        for each in node.decorator_list:
            self._decorator(facts, each, reader)
        for statement in node.body:
            self._member(facts, statement, reader)
        if facts.kind == "plain":
            facts.valued = {"__repr__", "__hash__"} <= set(facts.methods)

    def _base(self, facts: Facts, base: ast.expr, reader: Expressions) -> None:
        thing = reader.resolve(base)
        if thing == Builtin("object"):
            return
        if isinstance(thing, Builtin) and thing.name in EXCEPTIONS:
            facts.kind = "exception"
        elif isinstance(thing, Standard) and thing.name in _KINDS:
            facts.kind = _KINDS[thing.name] if facts.kind == "plain" else facts.kind
        elif isinstance(thing, Own) and thing != facts.thing and self._program.is_class(thing):
            there = self.facts(thing)
            if there.fault is not None:
                raise Refusal(there.fault)
            if len(facts.bases) or facts.methods:
                raise reader.refuse(base, "has a class with several bases of its own")
            facts.bases.append(thing)
            facts.kind = there.kind
            facts.methods.update(there.methods)
            facts.marks.update(there.marks)
            facts.homes.update(there.homes)
        else:
            raise reader.refuse(base, f"has a class that inherits from {ast.unparse(base)}")

    def _decorator(self, facts: Facts, node: ast.expr, reader: Expressions) -> None:
        thing = reader.resolve(node.func if isinstance(node, ast.Call) else node)
        name = thing.name if isinstance(thing, Standard) else ""
        if name not in _CLASS_DECORATORS:
            raise reader.refuse(node, f"has a class decorated by {ast.unparse(node)}")
        if name != "dataclasses.dataclass":
            return
        facts.kind = "dataclass" if facts.kind == "plain" else facts.kind
        for keyword in node.keywords if isinstance(node, ast.Call) else ():
            if keyword.arg in {"eq", "repr", "unsafe_hash"}:
                facts.valued = False
            elif keyword.arg not in {"frozen", "slots", "kw_only", "order"}:
                raise reader.refuse(node, f"has a dataclass with {keyword.arg}")

    def _member(self, facts: Facts, node: ast.stmt, reader: Expressions) -> None:
        match node:
            case ast.FunctionDef(name=name):
                marks = {self._mark(each, reader) for each in without_marks(reader, node)}
                facts.methods[name] = node
                facts.marks[name] = marks
                facts.homes[name] = facts.thing.module
                taken = CHANGING_METHODS if "property" in marks else METHODS
                clash = name in taken or name in REFUSED_ATTRIBUTES
                if clash or name in facts.attributes or (name.startswith("__") and name not in _DUNDERS):
                    raise reader.refuse(node, f"has a class with the method {name}()")
            case ast.AnnAssign(target=ast.Name(id=name), value=value):
                if value is not None:
                    facts.attributes[name] = value
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                facts.attributes[name] = value
            case ast.Expr(value=ast.Constant()) | ast.Pass():
                return
            case _:
                raise reader.refuse(node, "has a class whose body does more than define")
        if isinstance(node, ast.Assign | ast.AnnAssign):
            name = next(iter(reversed(facts.attributes)), "")
            if (name.startswith("__") and name not in _DUNDERS) or name in facts.methods:
                raise reader.refuse(node, f"has a class with {name}")

    def _mark(self, node: ast.expr, reader: Expressions) -> str:
        thing = reader.resolve(node)
        name = thing.name if isinstance(thing, Builtin | Standard) else ""
        if name not in _METHOD_DECORATORS:
            raise reader.refuse(node, f"has a method decorated by {ast.unparse(node)}")
        return name

    def check(self, reader: Expressions, thing: Own) -> Facts:
        """The facts of a class that ``reader`` may use. Raises Refusal where an implicit method has effects."""
        facts = self.facts(thing)
        if thing not in self._checked:
            self._checked[thing] = None
            self._checked[thing] = facts.fault or self._implicit_fault(facts)
        fault = self._checked[thing]
        if fault is not None:
            raise Refusal(f"uses the class {thing.name}, which {fault.rpartition(', which ')[2]}")
        reader.touch(self._program.class_body(thing))
        for name in (*facts.properties(), *(f"__{each}__" for each in _IMPLICIT)):
            if name in facts.methods:
                unit = self._program.method(thing, name)
                reader.unit.touches[id(unit)] = unit
        return facts

    def _implicit_fault(self, facts: Facts) -> str | None:
        implicit = [name for name in facts.methods if name.removeprefix("__").removesuffix("__") in _IMPLICIT]
        for name in (*implicit, *facts.properties()):
            unit = self._program.method(facts.thing, name)
            if unit.fault is not None:
                return unit.fault
            if name in implicit and unit.returns:
                return f"has a method {name}() that may return anything"
            flow = Flow()
            copies: dict[int, Node] = {}
            for parameter in unit.parameters.values():
                flow.share(flow.copy(parameter, copies), "the object that it is called on")
            for reason in flow.faults():
                return reason
        return None

    def construct(self, reader: Expressions, thing: Own, node: ast.AST, given: Arguments) -> Node:
        """A new object of a class."""
        facts = self.check(reader, thing)
        body = self._program.class_body(thing)
        flow = reader.flow
        if facts.kind == "enum":
            return self._members(reader, thing, body)
        made = flow.fresh()
        made.cls = thing if facts.kind != "dict" else None
        if not facts.valued:
            made.identity = f"an object of {thing.name}"
        copies: dict[int, Node] = {}
        for attribute in body.attributes.values():
            flow.put(made, flow.copy(attribute, copies))
        initialise = "__init__" in facts.methods
        if not initialise or facts.kind == "exception":
            for value in given.all():
                flow.put(made, value)
        if facts.kind == "exception":
            flow.render(flow.content(made), reader.site(node))
        if initialise:
            self._run(reader, thing, "__init__", made, given)
        elif "__post_init__" in facts.methods:
            self._run(reader, thing, "__post_init__", made, Arguments())
        for name in facts.properties():
            flow.put(made, self._run(reader, thing, name, made, Arguments()))
        return made.find()

    def _run(self, reader: Expressions, thing: Own, name: str, made: Node, given: Arguments) -> Node | None:
        unit = self._program.method(thing, name)
        positional = [made, *given.positional]
        return call_unit(reader, unit, Arguments(positional=positional, keywords=given.keywords, rest=given.rest))

    def _members(self, reader: Expressions, thing: Own, body: Unit) -> Node:
        member = reader.flow.shared(f"a member of {thing.name}")
        member.cls = thing
        copies: dict[int, Node] = {}
        for attribute in body.attributes.values():
            reader.flow.put(member, reader.flow.copy(attribute, copies))
        return member

    def reference(self, reader: Expressions, thing: Own, node: ast.AST) -> Node:
        """The node of a class that is used as a value: whoever gets it may make objects with anything."""
        unknown = reader.flow.shared("an argument")
        made = self.construct(reader, thing, node, Arguments(rest=[unknown]))
        reference = reader.flow.holding(made)
        reference.identity = reference.callable = f"the class {thing.name}"
        reference.shared = f"the class {thing.name}"
        return reference

    def is_member(self, reader: Expressions, node: ast.expr) -> bool:
        """Whether this is written as a member of an enumeration."""
        thing = reader.resolve(node.value) if isinstance(node, ast.Attribute) else None
        return isinstance(thing, Own) and self._program.is_class(thing) and self.facts(thing).kind == "enum"

    def attribute(self, reader: Expressions, base: Node | None, node: ast.Attribute) -> Node | None:
        """What an attribute of an object holds."""
        thing = reader.resolve(node.value) if isinstance(node.value, ast.Name | ast.Attribute) else None
        if isinstance(thing, Own) and self._program.is_class(thing):
            return self._class_attribute(reader, thing, node)
        cls = base.find().cls if base is not None else None
        facts = self.facts(cls) if isinstance(cls, Own) else None
        if facts is None or base is None:
            if node.attr not in METHODS:
                reader.unit.loose.setdefault(node.attr, reader.site(node))
            return reader.flow.content(base)
        base.find().dispatched = reader.site(node)
        if node.attr in facts.properties():
            return self._run(reader, facts.thing, node.attr, base, Arguments())
        if node.attr in facts.methods:
            raise reader.refuse(node, f"uses the method .{node.attr} as a value")
        return reader.flow.content(base)

    def _class_attribute(self, reader: Expressions, thing: Own, node: ast.Attribute) -> Node | None:
        facts = self.check(reader, thing)
        if node.attr in facts.methods:
            raise reader.refuse(node, f"uses {thing.name}.{node.attr} as a value")
        body = self._program.class_body(thing)
        if facts.kind == "enum":
            return self._members(reader, thing, body)
        for each in (thing, *facts.bases):
            found = self._program.class_body(each).attributes
            if node.attr in found:
                return reader.flow.copy(found[node.attr], {})
        raise reader.refuse(node, f"uses {thing.name}.{node.attr}, which is not known to be there")

    def call_method(self, reader: Expressions, node: ast.Call, function: ast.Attribute) -> Called | None:
        """What a call of a class's own method gives; None where it is not one of those."""
        if self._is_super(reader, function):
            return self._super(reader, node)
        thing = reader.resolve(function.value) if isinstance(function.value, ast.Name | ast.Attribute) else None
        name = function.attr
        if isinstance(thing, Own) and self._program.is_class(thing):
            return self._static(reader, thing, node, name)
        if name in METHODS or name in REFUSED_ATTRIBUTES or name.startswith("__"):
            return None
        base = reader.value(function.value)
        cls = base.find().cls if base is not None else None
        if not isinstance(cls, Own) or base is None:
            return None
        facts = self.facts(cls)
        base.find().dispatched = reader.site(node)
        if name not in facts.methods or "property" in facts.marks[name]:
            value = self.attribute(reader, base, function)
            return Called(call_value(reader, node, value))
        given = arguments(reader, node)
        bound = facts.marks[name] & {"staticmethod", "classmethod"}
        unit = self._program.method(cls, name)
        if "staticmethod" in bound:
            return Called(call_unit(reader, unit, given))
        first = self.reference(reader, cls, node) if bound else base
        return Called(self._run(reader, cls, name, first, given))

    def _static(self, reader: Expressions, thing: Own, node: ast.Call, name: str) -> Called:
        facts = self.check(reader, thing)
        marks = facts.marks.get(name, set())
        given = arguments(reader, node)
        if "staticmethod" in marks:
            return Called(call_unit(reader, self._program.method(thing, name), given))
        if "classmethod" in marks:
            return Called(self._run(reader, thing, name, self.reference(reader, thing, node), given))
        raise reader.refuse(node, f"calls {thing.name}.{name}()")

    def _is_super(self, reader: Expressions, function: ast.Attribute) -> bool:
        value = function.value
        plain = isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and not value.args
        if not plain or not isinstance(value, ast.Call) or reader.resolve(value.func) != Builtin("super"):
            return False
        if function.attr != "__init__" or reader.scope is None:
            raise reader.refuse(function, f"calls super().{function.attr}()")
        return True

    def _super(self, reader: Expressions, node: ast.Call) -> Called:
        owner = reader.unit.owner
        first = reader.unit.parameters.get(reader.unit.first or "")
        if not isinstance(owner, Own) or first is None:
            raise reader.refuse(node, "calls super()")
        if any("__init__" in self.facts(each).methods for each in self.facts(owner).bases):
            raise reader.refuse(node, "calls super().__init__() of a class of its own")
        for value in arguments(reader, node).all():
            reader.flow.put(first, value)
            if self.facts(owner).kind == "exception":
                reader.flow.render(value, reader.site(node))
        return Called(None)
