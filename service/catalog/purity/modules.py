"""What the names of a module stand for, and what its body does when it is loaded: facts of the syntax tree alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from service.catalog.purity.standard import IMPORTABLE
from service.catalog.source import SourceTree

_COMPILED = frozenset({".so", ".pyd", ".pyc", ".dylib"})
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
_DUNDERS = frozenset({"__all__", "__version__", "__author__", "__license__", "__copyright__", "__email__"})


class Refusal(Exception):  # noqa: N818 - it is an answer and no failure
    """Why something is not certified."""


@dataclass(frozen=True, slots=True)
class Standard:
    """A module of the standard library or something in it, by its dotted name."""

    name: str


@dataclass(frozen=True, slots=True)
class Builtin:
    """A built-in name."""

    name: str


@dataclass(frozen=True, slots=True)
class OwnModule:
    """A module of a function set."""

    name: str


@dataclass(frozen=True, slots=True)
class Own:
    """What a module of a function set binds at its top level: a function, a class or a variable."""

    module: str
    name: str


Thing = Standard | Builtin | OwnModule | Own


@dataclass(slots=True, kw_only=True)
class Module:
    """One module. ``names`` holds what is bound once at the top level; ``rebound`` what is bound again.

    ``values`` are the assigned expressions, ``imported`` the modules that its body loads (parents included),
    ``foreign`` the names that stand for something of a requirement, each with the requirement's module.
    ``fault`` says why its body may not be run ahead of time, as far as its statements alone tell.
    """

    name: str
    file: str
    body: Sequence[ast.stmt]
    names: dict[str, ast.stmt | Thing] = field(default_factory=dict)
    values: dict[str, ast.expr] = field(default_factory=dict)
    rebound: set[str] = field(default_factory=set)
    imported: set[str] = field(default_factory=set)
    dotted: set[str] = field(default_factory=set)
    foreign: dict[str, str] = field(default_factory=dict)
    postponed: bool = False
    fault: str | None = None

    def site(self, node: ast.AST) -> str:
        """``file:line`` of a node."""
        return f"{self.file}:{getattr(node, 'lineno', 1)}"


class Modules:
    """The modules of all function sets, each read when first asked for."""

    def __init__(self, trees: Sequence[SourceTree], *, installs: bool, foreign: frozenset[str] = frozenset()) -> None:
        """``installs`` tells of pip requirements, whose packages may hide a folder without ``__init__``.

        ``foreign`` are the modules of these that the sets import.
        """
        self._installs = installs
        self.foreign = foreign
        self._trees = trees
        self._read: dict[str, Module | None] = {}
        self._homes: dict[str, SourceTree] = {}
        self._compiled: set[tuple[Path, str]] = set()
        self._folders: set[Path] = set()
        self.tops: set[str] = set()
        for tree in trees:
            for path in tree.files:
                top = path.parts[0].partition(".")[0]
                self.tops.add(top)
                self._homes.setdefault(top, tree)
                self._folders.update(path.parents)
                if path.suffix in _COMPILED:
                    self._compiled.add((path.parent, path.name.partition(".")[0]))

    def has(self, name: str) -> bool:
        """Whether a function set has this module, with code or as a mere folder."""
        tree = self._homes.get(name.partition(".")[0])
        return tree is not None and (tree.path(name) is not None or Path(*name.split(".")) in self._folders)

    def get(self, name: str) -> Module | None:
        """The module; None where no set has it, or where it cannot be parsed."""
        if name not in self._read:
            self._read[name] = self._load(name)
        return self._read[name]

    def _load(self, name: str) -> Module | None:
        tree = self._homes.get(name.partition(".")[0])
        if tree is None:
            return None
        base = Path(*name.split("."))
        path = tree.path(name)
        if path is None:
            if base not in self._folders:
                return None
            fault = "is a folder without __init__.py, which an installed package may hide" if self._installs else None
            return Module(name=name, file=base.as_posix(), body=(), fault=fault)
        parsed = tree.parse(name)
        if parsed is None:
            return None
        module = Module(name=name, file=path.as_posix(), body=parsed.body)
        if path.name != "__init__.py" and base / "__init__.py" in tree.files:
            module.fault = "is there twice, as a file and as a folder"
        where = path.parent.parent if path.name == "__init__.py" else path.parent
        if {(where, base.name), (base, "__init__")} & self._compiled:
            module.fault = "has a compiled file beside it that would be loaded in its place"
        _Reader(module, self, package=path.name == "__init__.py").read()
        return module


@dataclass(slots=True)
class _Reader:
    """Reads the statements of a module's body."""

    module: Module
    modules: Modules
    package: bool

    def read(self) -> None:
        module = self.module
        parts = module.name.split(".")
        module.imported.update(".".join(parts[:number]) for number in range(1, len(parts)))
        for number, node in enumerate(module.body):
            self._statement(node, number)
        for inner in statements(module.body, inside=True):
            if isinstance(inner, ast.Global):
                module.rebound.update(inner.names)
        for name in (*module.names, *module.rebound):
            if name.startswith("__") and name not in _DUNDERS:
                self.refuse(ast.Module(body=[], type_ignores=[]), f"binds {name}")
        for name, meant in (("TYPE_CHECKING", "typing.TYPE_CHECKING"), ("typing", "typing")):
            if module.names.get(name, Standard(meant)) != Standard(meant) or name in module.rebound:
                self.refuse(ast.Module(body=[], type_ignores=[]), f"binds {name} to something else")

    def refuse(self, node: ast.AST, reason: str) -> None:
        if self.module.fault is None:
            self.module.fault = f"{reason} ({self.module.site(node)})"

    def bind(self, name: str, value: ast.stmt | Thing) -> None:
        if name in self.module.names and self.module.names[name] != value:
            self.module.rebound.add(name)
        self.module.names[name] = value

    def _statement(self, node: ast.stmt, number: int) -> None:  # noqa: C901, PLR0912 - one case for each statement
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                self.bind(node.name, node)
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    self._target(target, value, node)
            case ast.AnnAssign(target=target, value=value):
                if value is not None:
                    self._target(target, value, node)
            case ast.Import() | ast.ImportFrom():
                if isinstance(node, ast.ImportFrom) and node.module == "__future__" and not node.level:
                    self.module.postponed |= any(alias.name == "annotations" for alias in node.names)
                    return
                for name, thing in self.imports(node):
                    self.bind(name, thing)
            case ast.Expr(value=ast.Constant()) | ast.Pass():
                pass
            case ast.If(test=test) if _never(test):
                for statement in node.orelse:
                    self._statement(statement, number)
            case _ if type(node).__name__ == "TypeAlias":
                self.refuse(node, "has a type statement")
            case _:
                self.refuse(node, f"has a statement that does something when it is loaded: {_words(node)}")
                for name in bound_names([node]):
                    self.module.rebound.add(name)

    def _target(self, target: ast.expr, value: ast.expr, node: ast.stmt) -> None:
        if isinstance(target, ast.Name):
            self.bind(target.id, node)
            self.module.values[target.id] = value
        elif isinstance(target, ast.Tuple | ast.List) and all(isinstance(each, ast.Name) for each in target.elts):
            for each in target.elts:
                assert isinstance(each, ast.Name)
                self.bind(each.id, node)
                self.module.values[each.id] = ast.copy_location(
                    ast.Subscript(value=value, slice=ast.Constant(value=0), ctx=ast.Load()), value
                )
        else:
            self.refuse(node, "assigns to more than a name")

    def imports(self, node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, Thing]]:
        """The names that an import binds. What may not be imported is refused and binds nothing."""
        if self._only_foreign(node):
            names = [alias.name.partition(".")[0] for alias in node.names]
            if isinstance(node, ast.ImportFrom):
                names = [str(node.module)] * len(names)
            self.module.foreign.update(zip(bound_names([node]), names, strict=True))
            self.module.rebound.update(bound_names([node]))  # nothing is known of what they stand for
            return
        try:
            bound, loaded = read_import(node, self.module, self.modules, self.package)
        except Refusal as refusal:
            self.refuse(node, str(refusal))
            for name in bound_names([node]):
                self.module.rebound.add(name)
            return
        self.module.imported.update(loaded)
        self.module.dotted.update(loaded)
        yield from bound

    def _only_foreign(self, node: ast.Import | ast.ImportFrom) -> bool:
        if isinstance(node, ast.Import):
            return all(alias.name in self.modules.foreign for alias in node.names)
        starred = any(alias.name == "*" for alias in node.names)
        return not node.level and node.module in self.modules.foreign and not starred


def read_import(
    node: ast.Import | ast.ImportFrom, module: Module, modules: Modules, package: bool
) -> tuple[list[tuple[str, Thing]], set[str]]:
    """The names that an import binds, and the modules of the sets that it loads. Raises Refusal."""
    bound: list[tuple[str, Thing]] = []
    loaded: set[str] = set()
    if isinstance(node, ast.Import):
        for alias in node.names:
            thing = _module(alias.name, modules, loaded)
            top = alias.name.partition(".")[0]
            bound.append((alias.asname, thing) if alias.asname else (top, _module(top, modules, loaded)))
            if isinstance(thing, Standard):
                module.dotted.add(alias.name)
        return bound, loaded
    parts = module.name.split(".")
    up = len(parts) - node.level + int(package)
    if node.level and up <= 0:
        raise Refusal("imports from above its top level")
    home = ".".join([*(parts[:up] if node.level else []), *([node.module] if node.module else [])])
    source = _module(home, modules, loaded)
    for alias in node.names:
        if alias.name == "*":
            raise Refusal(f"imports everything from {home}")
        bound.append((alias.asname or alias.name, _member(source, alias.name, module, modules, loaded)))
    return bound, loaded


def _module(name: str, modules: Modules, loaded: set[str]) -> Standard | OwnModule:
    top = name.partition(".")[0]
    if top in modules.tops:
        if not modules.has(name):
            raise Refusal(f"imports {name}, which is not there")
        parts = name.split(".")
        loaded.update(".".join(parts[: number + 1]) for number in range(len(parts)))
        return OwnModule(name)
    if name not in IMPORTABLE:
        raise Refusal(f"imports {name}")
    return Standard(name)


def _member(source: Standard | OwnModule, name: str, module: Module, modules: Modules, loaded: set[str]) -> Thing:
    if isinstance(source, Standard):
        return Standard(f"{source.name}.{name}")
    inner = f"{source.name}.{name}"
    if not modules.has(inner):
        return Own(source.name, name)
    there = modules.get(source.name) if source.name != module.name else module
    if there is not None and (name in there.names or name in there.rebound):
        raise Refusal(f"imports {name} from {source.name}, which is both a module and a name there")
    loaded.add(inner)
    return OwnModule(inner)


def statements(
    body: Sequence[ast.stmt], *, inside: bool = False
) -> Iterator[ast.stmt | ast.ExceptHandler | ast.match_case]:
    """All statements of a body, also those under others; ``inside`` adds those of functions and classes in it."""
    waiting: list[Any] = list(body)
    while waiting:
        node = waiting.pop()
        yield node
        if not inside and isinstance(node, _SCOPES):
            continue
        for name in _BLOCKS:
            waiting.extend(getattr(node, name, ()))


def bound_names(body: Sequence[ast.stmt]) -> list[str]:
    """The names that statements bind, each as often as it is bound, but for ``:=`` inside of expressions."""
    found: list[str] = []
    for node in statements(body):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                found.append(name)
            case ast.ExceptHandler(name=str(name)):
                found.append(name)
            case ast.Import() | ast.ImportFrom():
                found.extend(alias.asname or alias.name.partition(".")[0] for alias in node.names)
            case ast.Global() | ast.Nonlocal():
                found.extend(node.names)
            case ast.match_case(pattern=pattern):
                found.extend(_captures(pattern))
            case ast.With() | ast.AsyncWith():
                found.extend(name for each in node.items for name in stored_names(each.optional_vars))
            case ast.Assign() | ast.Delete():
                found.extend(name for each in node.targets for name in stored_names(each))
            case ast.AnnAssign() | ast.AugAssign() | ast.For() | ast.AsyncFor():
                found.extend(stored_names(node.target))
            case _:
                pass
    return found


def stored_names(target: ast.expr | None) -> list[str]:
    """The names that a target binds."""
    if isinstance(target, ast.Name):
        return [target.id]
    if target is None:
        return []
    return [each.id for each in ast.walk(target) if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load)]


def _captures(pattern: ast.pattern) -> list[str]:
    found = []
    for each in ast.walk(pattern):
        if isinstance(each, ast.MatchAs | ast.MatchStar) and each.name is not None:
            found.append(each.name)
        elif isinstance(each, ast.MatchMapping) and each.rest is not None:
            found.append(each.rest)
    return found


def _never(test: ast.expr) -> bool:
    """Whether a condition is false in every box: ``TYPE_CHECKING``, or being the main program."""
    match test:
        case ast.Name(id="TYPE_CHECKING") | ast.Attribute(value=ast.Name(id="typing"), attr="TYPE_CHECKING"):
            return True
        case ast.Compare(left=ast.Name(id="__name__"), ops=[ast.Eq()], comparators=[ast.Constant(value="__main__")]):
            return True
        case _:
            return False


def _words(node: ast.stmt) -> str:
    text = ast.unparse(node).splitlines()[0]
    return text if len(text) <= 60 else f"{text[:57]}..."
