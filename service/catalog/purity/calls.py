"""What calls do: to their arguments, and what comes back."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from service.catalog.purity import constants
from service.catalog.purity.flow import ANY, Node
from service.catalog.purity.modules import Builtin, Own, Standard, Thing
from service.catalog.purity.standard import (
    BUILTIN_TYPES,
    BUILTINS,
    CHANGES,
    CHANGING_METHODS,
    EXCEPTIONS,
    ITERATOR_METHODS,
    METHODS,
    MODULE_LEVEL,
    NEW_METHODS,
    PAIR_METHODS,
    PART_METHODS,
    PATTERNS,
    REFUSED_ATTRIBUTES,
    RENDERS,
    STANDARD,
    Gives,
)
from service.catalog.purity.units import Arguments, Unit, bind
from service.catalog.source import FunctionNode

if TYPE_CHECKING:
    from service.catalog.purity.expressions import Expressions

_HOLD_KEYWORDS = frozenset({"dict", "collections.OrderedDict", "collections.Counter", "dataclasses.replace"})
_HOLD_PAIRS = frozenset({"dict", "collections.OrderedDict", "collections.defaultdict", "collections.Counter"})
_HOLD_VALUES = frozenset({"dict.fromkeys", "itertools.repeat", "itertools.accumulate"})
_FORMATS = frozenset({"datetime.datetime.strptime", "datetime.date.strptime"})


def is_type_call(reader: Expressions, node: ast.expr) -> bool:
    """Whether this is ``type(x)``."""
    return isinstance(node, ast.Call) and len(node.args) == 1 and _builtin(reader, node.func) == "type"


def _builtin(reader: Expressions, node: ast.expr) -> str | None:
    thing = reader.resolve(node) if isinstance(node, ast.Name) else None
    return thing.name if isinstance(thing, Builtin) else None


def call(reader: Expressions, node: ast.Call) -> Node | None:
    """What a call gives."""
    function = node.func
    if isinstance(function, ast.Name):
        scope = reader.scope.holder(function.id) if reader.scope else None
        if scope is not None and function.id in scope.functions:
            local = scope.functions[function.id]
            bind(reader.flow, local.node.args, local.parameters, arguments(reader, node))
            return local.result
    thing = reader.resolve(function)
    if thing is not None:
        return _call_thing(reader, node, thing)
    if isinstance(function, ast.Attribute):
        return _method(reader, node, function)
    return call_value(reader, node, reader.value(function))


def arguments(reader: Expressions, node: ast.Call) -> Arguments:
    """The values that a call passes."""
    positional: list[Node | None] = []
    rest: list[Node | None] = []
    keywords: dict[str, Node | None] = {}
    for each in node.args:
        if isinstance(each, ast.Starred):
            rest.append(reader.flow.content(reader.value(each.value)))
        elif rest:
            rest.append(reader.value(each))
        else:
            positional.append(reader.value(each))
    for keyword in node.keywords:
        value = reader.value(keyword.value)
        if keyword.arg is None:
            rest.append(reader.flow.content(value))
        else:
            keywords[keyword.arg] = value
    return Arguments(positional=positional, keywords=keywords, rest=rest)


def call_value(reader: Expressions, node: ast.Call, function: Node | None) -> Node | None:
    """What a call of a value gives. Whatever function it is was looked at where it was named."""
    for each in arguments(reader, node).all():
        reader.flow.render(each, reader.site(node))
    return reader.flow.content(function)


def call_unit(reader: Expressions, unit: Unit, given: Arguments) -> Node | None:
    """What a call of an analysed function gives."""
    reader.touch(unit)
    assert unit.arguments is not None
    if not unit.done:
        bind(reader.flow, unit.arguments, unit.parameters, given)
        return unit.result
    copies: dict[int, Node] = {}
    parameters = {}
    for name, parameter in unit.parameters.items():
        copy = reader.flow.copy(parameter, copies)
        assert copy is not None
        parameters[name] = copy
    result = reader.flow.copy(unit.result, copies)
    bind(reader.flow, unit.arguments, parameters, given)
    return result


def _call_thing(reader: Expressions, node: ast.Call, thing: Thing) -> Node | None:
    if isinstance(thing, Own):
        there = reader.program.module(thing.module)
        bound = there.names[thing.name]
        if isinstance(bound, FunctionNode):
            return call_unit(reader, reader.program.function(thing.module, thing.name), arguments(reader, node))
        if isinstance(bound, ast.ClassDef):
            return reader.program.classes.construct(reader, thing, node, arguments(reader, node))
        return call_value(reader, node, reader.named(thing, node.func))
    if isinstance(thing, Standard):
        gives = STANDARD.get(thing.name) or (MODULE_LEVEL.get(thing.name) if reader.lenient else None)
        if gives in {None, Gives.TYPE, Gives.VALUE}:
            raise reader.refuse(node, f"uses {thing.name}")
        return _call_standard(reader, node, thing.name, gives)
    if isinstance(thing, Builtin):
        return _call_builtin(reader, node, thing.name)
    raise reader.refuse(node, f"calls the module {thing.name}")


def _call_builtin(reader: Expressions, node: ast.Call, name: str) -> Node | None:
    if name in EXCEPTIONS:
        made = reader.flow.holding(*arguments(reader, node).all())
        reader.flow.render(made, reader.site(node))
        return made
    if name in {"isinstance", "issubclass"}:
        if len(node.args) != 2 or not reader.is_classes(node.args[1]):
            raise reader.refuse(node, f"calls {name}() with what is not known to be a class")
        if not reader.is_classes(node.args[0]):
            reader.value(node.args[0])
        return None
    if name == "type" or (name not in BUILTINS and name.partition(".")[0] not in BUILTIN_TYPES):
        raise reader.refuse(node, f"calls {name}()")
    gives = BUILTINS.get(name)
    if gives is None:
        return _unbound(reader, node, name)
    if gives in {Gives.TYPE, Gives.VALUE}:
        raise reader.refuse(node, f"calls {name}()")
    return _call_standard(reader, node, name, gives)


def _unbound(reader: Expressions, node: ast.Call, name: str) -> Node | None:
    """``str.upper(text)``: a method of a built-in type, called with its object."""
    method = name.partition(".")[2]
    if method not in METHODS or not node.args or isinstance(node.args[0], ast.Starred):
        raise reader.refuse(node, f"calls {name}()")
    moved = ast.copy_location(ast.Attribute(value=node.args[0], attr=method, ctx=ast.Load()), node)
    inner = ast.copy_location(ast.Call(func=moved, args=node.args[1:], keywords=node.keywords), node)
    return _method(reader, inner, moved)


def _call_standard(reader: Expressions, node: ast.Call, name: str, gives: Gives | None) -> Node | None:
    reader.note_moment(name, node)
    if name in PATTERNS:
        constants.check_pattern(reader, _argument(node, 0, "pattern"), name)
    if name in _FORMATS:
        constants.check_time_format(reader, _argument(node, 1, "format"), name)
    if name == "format" and len(node.args) > 1:
        constants.check_spec(reader, node.args[1])
    if name in {"operator.attrgetter", "operator.methodcaller"}:
        _check_getter(reader, node, name)
    given = arguments(reader, node)
    _look_at_text(reader, node, name, given)
    if name == "map":
        return _map(reader, node, given)
    match gives:
        case Gives.NEW | Gives.ITERATOR | Gives.TUPLES:
            return _new(reader, node, name, gives, given)
        case Gives.DEEP:
            return _deep(reader, given)
        case Gives.PART:
            return _part(reader, node, name, given)
        case Gives.CALLABLE:
            function = reader.flow.holding(reader.flow.shared(f"what {name} gives"))
            function.identity = function.callable = name
            return function
        case _:
            return None


def _look_at_text(reader: Expressions, node: ast.Call, name: str, given: Arguments) -> None:
    """Render what the call itself, or a function such as ``str`` that it is given, looks at."""
    handed = [each for each in [*node.args, *(key.value for key in node.keywords)] if _renders(reader, each)]
    if name not in RENDERS and not handed:
        return
    pairs = zip(node.args, given.positional, strict=False)
    for value in [*(value for each, value in pairs if each not in handed), *given.rest]:
        reader.flow.render(value if name in RENDERS else reader.flow.content(value), reader.site(node))


def _argument(node: ast.Call, position: int, keyword: str) -> ast.expr | None:
    if any(isinstance(each, ast.Starred) for each in node.args[: position + 1]):
        return None
    if len(node.args) > position:
        return node.args[position]
    return next((each.value for each in node.keywords if each.arg == keyword), None)


def _renders(reader: Expressions, node: ast.expr) -> bool:
    """Whether an argument is a function such as ``str`` that looks at the text of what it is given."""
    thing = reader.resolve(node) if isinstance(node, ast.Name | ast.Attribute) else None
    return isinstance(thing, Builtin | Standard) and thing.name in RENDERS


def _check_getter(reader: Expressions, node: ast.Call, name: str) -> None:
    for each in node.args:
        text = each.value if isinstance(each, ast.Constant) and isinstance(each.value, str) else None
        parts = (text or "__").split(".")
        if any(part.startswith("_") or part in REFUSED_ATTRIBUTES for part in parts):
            raise reader.refuse(node, f"calls {name}() with a name that is not known to be harmless")
        if name == "operator.methodcaller":
            if text not in METHODS - CHANGING_METHODS - {"format", "strftime"}:
                raise reader.refuse(node, f"calls {name}() with a method that is not known to be harmless")
            return
        for part in parts:
            reader.unit.loose.setdefault(part, reader.site(node))


def _map(reader: Expressions, node: ast.Call, given: Arguments) -> Node:
    made = reader.flow.fresh()
    made.iterator, made.identity = reader.site(node), "a map object"
    if given.rest or not given.positional:
        raise reader.refuse(node, "calls map() with starred arguments")
    made_content = reader.flow.content(given.positional[0])
    reader.flow.put(made, made_content)
    return made


def _new(  # noqa: C901 - one line for each kind of holding
    reader: Expressions, node: ast.Call, name: str, gives: Gives, given: Arguments
) -> Node:
    flow = reader.flow
    made = flow.fresh()
    if gives is not Gives.NEW:
        made.iterator, made.identity = reader.site(node), f"what {name}() gives"
    named = [value for keyword, value in given.keywords.items() if keyword != "key" or name == "itertools.groupby"]
    sources = [each for each in (*given.positional, *given.rest, *named) if each is not None]
    held = made
    if gives is Gives.TUPLES:
        held = flow.fresh()
        flow.put(made, held)
    for each in sources:
        flow.put(held, flow.content(each))
        if name in _HOLD_PAIRS or name in {"itertools.chain.from_iterable", "itertools.groupby", "itertools.tee"}:
            flow.put(held, flow.content(flow.content(each)))
        if name in _HOLD_VALUES or each in given.rest:
            flow.put(held, each)
    if name in {"itertools.groupby", "itertools.tee"}:
        inner = flow.content(held)
        assert inner is not None
        inner.iterator, inner.identity = reader.site(node), f"what {name}() gives"
    if name in _HOLD_KEYWORDS:
        for value in given.keywords.values():
            flow.put(made, value)
    if name in {"copy.copy", "dataclasses.replace"}:
        made.cls = ANY
    if name in {"set", "frozenset"}:
        flow.render(flow.content(made), reader.site(node))
    return made


def _deep(reader: Expressions, given: Arguments) -> Node:
    made = reader.flow.fresh()
    made.cls = ANY
    reader.flow.put(made, made)
    for each in (*given.keywords.values(), *given.positional[1:], *given.rest):
        reader.flow.put(made, reader.flow.content(each))
        reader.flow.put(made, each)
    if given.positional and given.positional[0] is not None and given.positional[0].find().identity:
        made.identity = given.positional[0].find().identity
    return made


def _part(reader: Expressions, node: ast.Call, name: str, given: Arguments) -> Node | None:
    flow = reader.flow
    first = given.positional[0] if given.positional else None
    if name in CHANGES and first is not None:
        first.find().changed = reader.site(node)
        if name != "next":
            for each in (*given.positional[1:], *given.rest):
                flow.put(first, each)
    result: Node | None = None
    if name == "sum":
        result = flow.fresh()
        flow.put(result, flow.content(flow.content(first)))
        parts = [*given.positional[1:], given.keywords.get("start"), *given.rest]
    elif name in {"min", "max"} and len(given.positional) == 1 and not given.rest:
        parts = [flow.content(first), given.keywords.get("default")]
    elif name in {"min", "max"}:
        parts = [*given.positional, *given.rest, *(flow.content(each) for each in given.rest)]
    elif name == "typing.cast":
        parts = list(given.positional[1:])
    else:
        parts = [flow.content(first), *given.positional[1:], *(flow.content(each) for each in given.positional[1:])]
        parts.extend((*given.rest, *given.keywords.values()))
    for part in parts:
        result = flow.unify(result, part)
    return result


def _method(reader: Expressions, node: ast.Call, function: ast.Attribute) -> Node | None:
    name = function.attr
    own = reader.program.classes.call_method(reader, node, function)
    if own is not None:
        return own.result
    if name in REFUSED_ATTRIBUTES or name not in METHODS:
        raise reader.refuse(node, f"calls .{name}()")
    if name == "format":
        constants.check_template(reader, function.value)
    if name == "strftime":
        constants.check_time_format(reader, _argument(node, 0, "format"), ".strftime")
    base = reader.value(function.value)
    given = arguments(reader, node)
    site = reader.site(node)
    if name == "format":
        for each in given.all():
            reader.flow.render(each, site)
    if any(_renders(reader, each) for each in [*node.args, *(key.value for key in node.keywords)]):
        reader.flow.render(base, site)
    if name in CHANGING_METHODS:
        return _change(reader, node, name, base, given)
    return _harmless(reader, node, name, base, given)


def _change(reader: Expressions, node: ast.Call, name: str, base: Node | None, given: Arguments) -> Node | None:
    flow = reader.flow
    if base is None:
        raise reader.refuse(node, f"calls .{name}() on an object that is not known to be its own")
    base.find().changed = reader.site(node)
    spreads = name in {
        "extend",
        "extendleft",
        "update",
        "intersection_update",
        "symmetric_difference_update",
        "subtract",
    }
    function = name == "sort"
    for each in [] if function else given.all():
        flow.put(base, each)
        if spreads:
            flow.put(base, flow.content(each))
            flow.put(base, flow.content(flow.content(each)))
    if name in {"pop", "popitem", "popleft", "setdefault"}:
        part = flow.content(base)
        return flow.holding(part) if name == "popitem" else part
    return None


def _harmless(reader: Expressions, node: ast.Call, name: str, base: Node | None, given: Arguments) -> Node | None:
    flow = reader.flow
    part = flow.content(base)
    if name in PART_METHODS:
        for each in (*given.positional[1:], *given.rest, given.keywords.get("default")):
            part = flow.unify(part, each)
        return part
    if name in PAIR_METHODS:
        return flow.holding(flow.holding(part))
    if name in NEW_METHODS or name in ITERATOR_METHODS:
        made = flow.fresh()
        flow.put(made, part)
        for each in given.all():
            flow.put(made, flow.content(each))
            if name == "_replace":
                flow.put(made, each)
        if name in {"copy", "_replace"} and base is not None:
            made.cls = base.find().cls
        if name in ITERATOR_METHODS:
            made.iterator, made.identity = reader.site(node), f"what .{name}() gives"
        return made
    return None
