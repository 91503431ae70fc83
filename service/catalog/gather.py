"""Gathers the functions and toolkits of one source, by its functions.toml or by its signatures."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from service.catalog.built import read_built
from service.catalog.description import (
    Description,
    ErrorTable,
    FunctionTable,
    LimitsTable,
    ModuleTable,
    ToolkitTable,
    read_description,
)
from service.catalog.discovery import discover, some
from service.catalog.locate import Source
from service.catalog.schemas import FunctionSchema, read_schemas
from service.catalog.signatures import Signature, is_typed, read_signature, unfit_reason
from service.catalog.source import FunctionNode, SourceTree
from service.errors import FunctionsError
from verifiers.model import ErrorContract, Function, Limits, Toolkit

DUMP_STATE = "dump_state"
"""A toolkit's method of this name gives its whole state; it is no function of the catalog."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What one source brings. ``tree`` is its code, as far as it was parsed."""

    functions: tuple[Function, ...]
    tree: SourceTree
    toolkits: tuple[Toolkit, ...] = ()
    requirements: tuple[str, ...] = ()


def gather(source: Source, warn: Callable[[str], None], *, built: bool = True) -> Gathered:
    """The functions and toolkits of ``source``. ``built`` False leaves aside what an earlier build wrote.

    A module that cannot be parsed does not stop it: ``warn`` hears of it, and its functions take part where
    schemas describe them (their import then fails in the box, which is the implementation's fault). Raises
    FunctionsError where nothing is left, or where the description names what is not there.
    """
    tree = SourceTree(root=source.root, files=frozenset(source.files))
    path = source.description
    description = read_description(path) if path else Description()
    gatherer = _Gatherer(
        source=source,
        tree=tree,
        warn=warn,
        path=path or source.folder,
        installs=bool(description.requirements),
        promises=read_built(source, description.catalog) if built and description.catalog else {},
    )
    if not description.lists:
        found = discover(source, tree, warn)
        description = description.model_copy(update={"module": found.module, "function": found.function})
    gathered = gatherer.described(description)
    for broken in tree.broken.values():
        warn(f"The module cannot be parsed, so functions without schemas in it are left out: {broken}")
    if not gathered.functions:
        raise FunctionsError(
            f"'{source.name}' at {source.folder} brings no function. Without a functions.toml a function takes part "
            "where it is public, stands at the top level of a module and every parameter has a type."
        )
    return gathered


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gatherer:
    source: Source
    tree: SourceTree
    warn: Callable[[str], None]
    path: Path
    installs: bool
    promises: Mapping[str, FunctionSchema]
    files: dict[str, Mapping[str, FunctionSchema]] = field(default_factory=dict)

    def _members(self, table: ModuleTable, key: str) -> Iterable[Function]:
        """The functions of a module: those that its schemas name, else the typed public ones."""
        if table.schemas is None:
            return self._public(table)
        promised = self._schemas(table.schemas, key)
        self._tell_without_code(promised, self.tree.names(table.name), f"the module '{table.name}'", key, table.schemas)
        functions = self.tree.functions(table.name)
        public = [name for name, node in functions.items() if not name.startswith("_") and is_typed(node, method=False)]
        self._tell_left_out(public, promised, table.name, table.schemas)
        for name in promised:
            if name in functions and (reason := unfit_reason(functions[name], method=False)):
                raise FunctionsError(
                    f"{self.path}: {key}.schemas: {table.schemas} names '{name}', which cannot be called: {reason}."
                )
        return [
            self._function(
                _with_result(each, functions.get(each.name)),
                implementation=f"{table.name}:{each.name}",
                error=_contract(table.error),
                limits=_limits(table.limits),
            )
            for each in promised.values()
        ]

    def _public(self, table: ModuleTable) -> Iterable[Function]:
        """The typed public functions of a module."""
        for name, node in self.tree.functions(table.name).items():
            if name.startswith("_") or not is_typed(node, method=False):
                continue
            if reason := unfit_reason(node, method=False):
                self.warn(f"{table.name}:{name} is left out: {reason}.")
                continue
            yield self._function(
                self.promises.get(name) or read_signature(node, method=False),
                implementation=f"{table.name}:{name}",
                error=_contract(table.error),
                limits=_limits(table.limits),
            )

    def described(self, description: Description) -> Gathered:
        functions: list[Function] = []
        toolkits = []
        for number, toolkit in enumerate(description.toolkit):
            key = f"toolkit[{number}]"
            toolkits.append(
                Toolkit(
                    name=self.source.prefix + toolkit.name,
                    implementation=toolkit.implementation,
                    function_set=self.source.name,
                    load_state=toolkit.load_state,
                )
            )
            functions.extend(self._methods(toolkit, key))
        for number, module in enumerate(description.module):
            self._refuse_missing_module(f"{module.name}:", f"module[{number}]", "name")
            functions.extend(self._members(module, f"module[{number}]"))
        for number, function in enumerate(description.function):
            functions.extend(self._described_function(function, f"function[{number}]"))
        return Gathered(
            functions=tuple(functions),
            tree=self.tree,
            toolkits=tuple(toolkits),
            requirements=tuple(description.requirements),
        )

    def _methods(self, table: ToolkitTable, key: str) -> Iterable[Function]:
        self._refuse_missing_module(table.implementation, key)
        promised: Iterable[Signature | FunctionSchema]
        if table.schemas is not None:
            promised = self._methods_of_schemas(table, table.schemas, key)
        else:
            promised = self._method_signatures(table, key)
        return [
            self._function(
                each,
                implementation=each.name,
                toolkit=table.name,
                error=_contract(table.error),
                limits=_limits(table.limits),
            )
            for each in promised
        ]

    def _methods_of_schemas(self, table: ToolkitTable, schemas: str, key: str) -> Iterable[FunctionSchema]:
        promised = self._schemas(schemas, key)
        module, _, class_name = table.implementation.partition(":")
        known = self.tree.method_names(module, class_name)
        self._tell_without_code(promised, known, f"the class '{class_name}'", key, schemas)
        methods = self.tree.methods(module, class_name) or {}
        public = [name for name in methods if not name.startswith("_") and name not in {table.load_state, DUMP_STATE}]
        self._tell_left_out(public, promised, table.name, schemas)
        return [_with_result(each, methods[name].node if name in methods else None) for name, each in promised.items()]

    def _method_signatures(self, table: ToolkitTable, key: str) -> list[Signature | FunctionSchema]:
        module, _, class_name = table.implementation.partition(":")
        if self.tree.parse(module) is None:
            self._refuse_unreadable(module, key)
            return []
        methods = self.tree.methods(module, class_name)
        if methods is None:
            raise FunctionsError(
                f"{self.path}: {key}.implementation: the module '{module}' has no class '{class_name}'. Without "
                "schemas its functions are read from the class; correct the name or add schemas."
            )
        found: list[Signature | FunctionSchema] = []
        for name, method in methods.items():
            if name.startswith("_") or name in {table.load_state, DUMP_STATE}:
                continue
            if reason := unfit_reason(method.node, method=True):
                self.warn(f"{table.name}.{name} is left out: {reason}.")
                continue
            found.append(self.promises.get(name) or read_signature(method.node, method=True))
        return found

    def _described_function(self, table: FunctionTable, key: str) -> Iterable[Function]:
        self._refuse_missing_module(table.implementation, key)
        promised = self._promise(table, key)
        if promised is None:
            return []
        function = self._function(
            promised,
            name=table.name,
            implementation=table.implementation,
            error=_contract(table.error),
            limits=_limits(table.limits),
        )
        return [function]

    def _promise(self, table: FunctionTable, key: str) -> Signature | FunctionSchema | None:
        module, _, name = table.implementation.partition(":")
        node = self.tree.functions(module).get(name)
        if table.schemas is not None:
            schemas = self._schemas(table.schemas, key)
            if table.name not in schemas:
                raise FunctionsError(f"{self.path}: {key}.schemas: {table.schemas} does not tell of '{table.name}'.")
            known = self.tree.names(module)
            self._tell_without_code({name: None}, known, f"the module '{module}'", key, table.schemas)
            if node is not None and (reason := unfit_reason(node, method=False)):
                self.warn(
                    f"{self.path}: {key}.implementation: '{name}' cannot be called: {reason}. Its calls will fail."
                )
            return _with_result(schemas[table.name], node)
        if module in self.tree.broken:
            return None
        if node is None:
            raise FunctionsError(
                f"{self.path}: {key}.implementation: the module '{module}' has no function '{name}' at its top level. "
                "Correct the name, or add schemas that describe the function."
            )
        if reason := unfit_reason(node, method=False):
            raise FunctionsError(f"{self.path}: {key}.implementation: '{name}' cannot be called: {reason}.")
        return self.promises.get(name) or read_signature(node, method=False)

    def _schemas(self, name: str, key: str) -> Mapping[str, FunctionSchema]:
        path = (self.source.folder / name).resolve()
        if not path.is_relative_to(self.source.folder):
            raise FunctionsError(
                f"{self.path}: {key}.schemas: {name} leads out of the folder. The folder is taken whole; copy the "
                "file into it."
            )
        if name not in self.files:
            self.files[name] = read_schemas(path)
        return self.files[name]

    def _tell_without_code(
        self, promised: Iterable[str], known: Collection[str] | None, home: str, key: str, schemas: str
    ) -> None:
        """``known`` are the names that the home has; None where its source cannot tell."""
        absent = [] if known is None else [name for name in promised if name not in known]
        if absent:
            self.warn(
                f"{self.path}: {key}.schemas: {schemas} names what {home} does not have: {some(absent)}. Calls of it "
                "cannot be verified; correct the name, or take the entry out."
            )

    def _tell_left_out(self, public: Iterable[str], promised: Collection[str], home: str, schemas: str) -> None:
        untold = [f"{home}.{name}" for name in public if name not in promised]
        if untold:
            self.warn(f"{schemas} does not tell of these functions, so they are left out: {some(untold)}.")

    def _refuse_missing_module(self, implementation: str, key: str, field: str = "implementation") -> None:
        module = implementation.partition(":")[0]
        top = module.partition(".")[0]
        elsewhere = self.installs or top in sys.stdlib_module_names
        if self.tree.path(module) is None and (top in self.source.top_level_names or not elsewhere):
            raise FunctionsError(
                f"{self.path}: {key}.{field}: there is no module '{module}' under {self.source.root}. Module "
                "names start from there; correct the name, or add the package that brings it to requirements."
            )

    def _refuse_unreadable(self, module: str, key: str) -> None:
        if module not in self.tree.broken:
            raise FunctionsError(
                f"{self.path}: {key}.schemas: missing. The source of '{module}' is not in the folder, so its "
                "functions can only be told by schemas."
            )

    def _function(
        self,
        promised: Signature | FunctionSchema,
        *,
        implementation: str,
        name: str | None = None,
        toolkit: str | None = None,
        error: ErrorContract | None = None,
        limits: Limits | None = None,
    ) -> Function:
        return Function(
            name=self.source.prefix + (name or promised.name),
            description=promised.description,
            parameters=promised.parameters,
            result=promised.result,
            implementation=implementation,
            function_set=self.source.name,
            toolkit=None if toolkit is None else self.source.prefix + toolkit,
            error=error or ErrorContract(),
            limits=limits,
        )


def _with_result(told: FunctionSchema, node: FunctionNode | None) -> FunctionSchema:
    """Most providers' tools do not tell of results; the annotation does then, where it says anything."""
    if told.result is not None or node is None:
        return told
    return replace(told, result=read_signature(node, method=False).result or None)


def _contract(table: ErrorTable | None) -> ErrorContract | None:
    return None if table is None else ErrorContract(key=table.key, prefix=table.prefix)


def _limits(table: LimitsTable | None) -> Limits | None:
    return None if table is None else Limits(**table.model_dump(exclude_none=True))
