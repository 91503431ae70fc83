"""What is analysed and shared: a function, a variable or a class of a module, with all that it needs to be judged."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field

from service.catalog.purity.flow import Flow, Node
from service.catalog.purity.modules import Refusal

_LOOKED_UP: tuple[type[ast.AST], ...] = (
    *(ast.Name, ast.Attribute, ast.Subscript, ast.Constant, ast.Tuple, ast.List, ast.Load),
    *(ast.BinOp, ast.BitOr, ast.UnaryOp, ast.USub),
)


@dataclass(slots=True, kw_only=True, eq=False)
class Unit:
    """One analysis. ``fault`` says why no certified function may use it.

    ``parameters`` are the nodes of a function's parameters, ``result`` what it returns, or what a variable holds.
    ``touches`` are the units that it uses, ``modules`` those that must have been loaded for it.
    ``uses`` are features that only together do harm. ``loose`` are attributes fetched from objects of unknown class,
    ``methods`` a class's own, ``attributes`` what its body assigns. ``returns`` tells whether a function may return
    anything but immutable values. ``owner`` is the class of a method, ``first`` its first parameter.
    """

    label: str
    module: str
    flow: Flow = field(default_factory=Flow)
    arguments: ast.arguments | None = None
    parameters: dict[str, Node] = field(default_factory=dict)
    result: Node | None = None
    touches: dict[int, Unit] = field(default_factory=dict)
    modules: set[str] = field(default_factory=set)
    uses: dict[str, str] = field(default_factory=dict)
    loose: dict[str, str] = field(default_factory=dict)
    methods: frozenset[str] = frozenset()
    attributes: dict[str, Node | None] = field(default_factory=dict)
    returns: bool = False
    owner: object = None
    first: str | None = None
    fault: str | None = None
    done: bool = False
    index: int = -1
    low: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """The values of a call's arguments; ``rest`` is what starred ones hold."""

    positional: Sequence[Node | None] = ()
    keywords: dict[str, Node | None] = field(default_factory=dict)
    rest: Sequence[Node | None] = ()

    def all(self) -> list[Node]:
        """Every value that has a node."""
        return [each for each in (*self.positional, *self.keywords.values(), *self.rest) if each is not None]


def bind(flow: Flow, arguments: ast.arguments, parameters: dict[str, Node], given: Arguments) -> None:
    """Pass ``given`` to the parameters of a function. What does not fit is a TypeError when it runs."""
    positional = [each.arg for each in (*arguments.posonlyargs, *arguments.args)]
    named = {each.arg for each in (*arguments.args, *arguments.kwonlyargs)}
    for number, value in enumerate(given.positional):
        if number < len(positional):
            flow.unify(parameters[positional[number]], value)
        elif arguments.vararg is not None:
            flow.put(parameters[arguments.vararg.arg], value)
    for name, value in given.keywords.items():
        if name in named:
            flow.unify(parameters[name], value)
        elif arguments.kwarg is not None:
            flow.put(parameters[arguments.kwarg.arg], value)
    for value in given.rest:
        for name, parameter in parameters.items():
            starred = name in {each.arg for each in (arguments.vararg, arguments.kwarg) if each is not None}
            flow.put(parameter, value) if starred else flow.unify(parameter, value)


def every_parameter(arguments: ast.arguments) -> list[ast.arg]:
    """The parameters, starred ones included."""
    starred = [each for each in (arguments.vararg, arguments.kwarg) if each is not None]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *starred]


def check_annotation(node: ast.expr | None) -> None:
    """Raises Refusal where evaluating an annotation may do more than look up names."""
    for each in ast.walk(node) if node is not None else ():
        if not isinstance(each, _LOOKED_UP):
            raise Refusal("has an annotation that computes something")
