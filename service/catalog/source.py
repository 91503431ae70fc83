"""Reads the functions and methods of Python source as syntax trees. Nothing is imported or run."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method and the module that holds it."""

    node: FunctionNode
    module: str


@dataclass(slots=True, kw_only=True)
class SourceTree:
    """The modules of one function set, parsed when first asked for.

    ``broken`` tells, for each module that could not be parsed, why.
    """

    root: Path
    files: frozenset[Path]
    broken: dict[str, str] = field(default_factory=dict)
    _parsed: dict[str, ast.Module | None] = field(default_factory=dict)

    def path(self, module: str) -> Path | None:
        """The file of a dotted module name, relative to the root; None where the set has none."""
        base = Path(*module.split("."))
        for candidate in (base.with_suffix(".py"), base / "__init__.py"):
            if candidate in self.files:
                return candidate
        return None

    def parse(self, module: str) -> ast.Module | None:
        """The module's tree; None where it is not in the set or is broken."""
        if module not in self._parsed:
            self._parsed[module] = self._read(module)
        return self._parsed[module]

    def functions(self, module: str) -> Mapping[str, FunctionNode]:
        """The module's top-level functions by name, the last definition of each."""
        tree = self.parse(module)
        nodes = _definitions(tree.body) if tree else iter(())
        return {node.name: node for node in nodes if isinstance(node, FunctionNode)}

    def is_package(self, module: str) -> bool:
        """Whether the module is the ``__init__.py`` of a folder."""
        path = self.path(module)
        return path is not None and path.name == "__init__.py"

    def names(self, module: str) -> frozenset[str] | None:
        """All names that the module's top level may bind; None where the source cannot tell."""
        tree = self.parse(module)
        return None if tree is None else _bound(tree)

    def method_names(self, module: str, class_name: str) -> frozenset[str] | None:
        """All names that a class has, inherited ones included; None where the source cannot tell."""
        tree = self.parse(module)
        classes = [node for node in _definitions(tree.body) if isinstance(node, ast.ClassDef)] if tree else []
        found = [node for node in classes if node.name == class_name]
        if not found or found[-1].bases or found[-1].keywords or found[-1].decorator_list:
            return None
        return _bound(found[-1])

    def methods(self, module: str, class_name: str) -> Mapping[str, Method] | None:
        """The methods of a class by name, inherited ones included where the base class is in the set.

        None where the class is not found.
        """
        return self._methods(module, class_name, frozenset())

    def _methods(self, module: str, class_name: str, seen: frozenset[tuple[str, str]]) -> Mapping[str, Method] | None:
        tree = self.parse(module)
        if tree is None or (module, class_name) in seen:
            return None
        classes = {node.name: node for node in _definitions(tree.body) if isinstance(node, ast.ClassDef)}
        if class_name not in classes:
            home = _imports(tree, module, self.is_package(module)).get(class_name)
            return self._methods(*home, seen | {(module, class_name)}) if home else None
        gathered: dict[str, Method] = {}
        for base in reversed(classes[class_name].bases):
            named = self._base(base, tree, module)
            gathered.update((named and self._methods(*named, seen | {(module, class_name)})) or {})
        for node in _definitions(classes[class_name].body):
            if isinstance(node, FunctionNode):
                gathered[node.name] = Method(node=node, module=module)
        return gathered

    def _base(self, base: ast.expr, tree: ast.Module, module: str) -> tuple[str, str] | None:
        if isinstance(base, ast.Subscript):
            return self._base(base.value, tree, module)
        if isinstance(base, ast.Name):
            return module, base.id
        if isinstance(base, ast.Attribute) and isinstance(base.value, ast.Name):
            home = _imports(tree, module, self.is_package(module)).get(base.value.id)
            return (f"{home[0]}.{home[1]}".strip("."), base.attr) if home else None
        return None

    def _read(self, module: str) -> ast.Module | None:
        path = self.path(module)
        if path is None:
            return None
        try:
            return ast.parse((self.root / path).read_bytes(), filename=str(path))
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            self.broken[module] = f"{path}: {error}"
            return None


def _definitions(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a body, also those under ``if`` and ``try``, in order."""
    for node in body:
        if isinstance(node, ast.If | ast.Try):
            yield from _definitions(node.body)
            yield from _definitions(node.orelse)
        else:
            yield node


def _bound(scope: ast.Module | ast.ClassDef) -> frozenset[str] | None:
    names: set[str] = set()
    waiting: list[ast.AST] = list(scope.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, FunctionNode | ast.ClassDef):
            names.add(node.name)
            continue
        if isinstance(node, ast.alias):
            names.add(node.asname or node.name.partition(".")[0])
        elif isinstance(node, ast.Name):
            names.add(node.id)
        waiting.extend(ast.iter_child_nodes(node))
    untellable = names & {"*", "__getattr__", "globals", "vars", "locals", "setattr", "exec"}
    return None if untellable else frozenset(names)


def _imports(tree: ast.Module, module: str, package: bool) -> Mapping[str, tuple[str, str]]:
    """Where each imported name comes from: its module and its name there ("" for a module itself)."""
    found: dict[str, tuple[str, str]] = {}
    parts = module.split(".")
    for node in _definitions(tree.body):
        if isinstance(node, ast.Import):
            for alias in node.names:
                found[alias.asname or alias.name.partition(".")[0]] = (alias.name, "")
        elif isinstance(node, ast.ImportFrom):
            up = len(parts) - node.level + int(package)
            home = ".".join([*(parts[:up] if node.level else []), *([node.module] if node.module else [])])
            for alias in node.names:
                found[alias.asname or alias.name] = (home, alias.name)
    return found
