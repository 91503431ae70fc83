"""Certifies functions as pure and modules as quiet, from their source alone."""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from service.catalog.purity.modules import Modules, Own, Refusal
from service.catalog.purity.program import TOO_DEEP, Program, closure
from service.catalog.purity.units import Unit
from service.catalog.source import FunctionNode, SourceTree


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Whether a function is pure; ``impure_because`` says why not."""

    pure: bool
    impure_because: str | None = None


class Certifier:
    """Judges the functions and modules of all function sets together, because they may import one another.

    ``installs`` tells whether any set has pip requirements, ``foreign`` which modules of these are imported.
    """

    def __init__(self, trees: Sequence[SourceTree], *, installs: bool = False, foreign: Collection[str] = ()) -> None:
        self._program = Program(Modules(trees, installs=installs, foreign=frozenset(foreign)))

    def function(self, implementation: str) -> Certificate:
        """The certificate of ``module:attribute`` or ``module:Class.method``."""
        try:
            reason = self._impurity(implementation)
        except Refusal as refusal:
            reason = str(refusal)
        except RecursionError:
            self._program.give_up()
            reason = TOO_DEEP
        return Certificate(pure=reason is None, impure_because=reason)

    def noise(self, module: str) -> str | None:
        """Why a module may not be run ahead of time in a process that others share; None where it may.

        Where it imports requirements, that process has to hold these already.
        """
        try:
            return self._program.noise_with_parents(module)
        except Refusal as refusal:
            return str(refusal)
        except RecursionError:
            self._program.give_up()
            return TOO_DEEP

    def quiet_modules(self) -> frozenset[str]:
        """The modules that may be run ahead of time, of those that were asked for and of those that these import."""
        return frozenset(name for name in self._program.quiet() if self._program.requirement(name) is None)

    def guarded_modules(self) -> frozenset[str]:
        """Those that would be quiet if the requirements that they import were: for processes that hold these anyway."""
        return frozenset(self._program.quiet()) - self.quiet_modules()

    def _impurity(self, implementation: str) -> str | None:
        name, _, path = implementation.partition(":")
        unit = self._entry(name, path)
        if unit.fault is not None:
            return unit.fault
        uses: dict[str, str] = {}
        loose: dict[str, str] = {}
        methods: set[str] = set()
        modules: set[str] = {name}
        for each in closure(unit):
            uses.update(each.uses)
            loose.update(each.loose)
            methods |= each.methods
            modules |= each.modules
            if each.fault is not None:
                return each.fault
        if {"moment", "computed format"} <= uses.keys():
            return f"formats with a computed format, where dates are about ({uses['computed format']})"
        for attribute in sorted(methods & loose.keys()):
            return f"uses .{attribute}, which may be a method, of an object of unknown class ({loose[attribute]})"
        return self._loading(modules)

    def _loading(self, modules: set[str]) -> str | None:
        for each in sorted(modules):
            if (reason := self._program.noise_with_parents(each)) is not None:
                return f"needs the module {each}, which {reason.rpartition(', which ')[2]}"
            if (requirement := self._program.requirement(each)) is not None:
                return f"needs the module {each}, which imports {requirement}"
        return None

    def _entry(self, name: str, path: str) -> Unit:
        module = self._program.modules.get(name)
        if module is None:
            raise Refusal(f"needs the module {name}, which cannot be read")
        first, *rest = path.split(".")
        if first in module.rebound or first not in module.names:
            raise Refusal(f"{path!r} is not known to be one function of its module")
        bound: object = module.names[first]
        if isinstance(bound, Own) and not rest:
            return self._entry(bound.module, bound.name)
        if isinstance(bound, FunctionNode) and not rest:
            return self._function(name, first)
        if isinstance(bound, ast.ClassDef) and len(rest) == 1:
            thing = Own(name, first)
            facts = self._program.classes.facts(thing)
            if facts.fault is None and "staticmethod" in facts.marks.get(rest[0], set()):
                return self._program.method(thing, rest[0])
        raise Refusal(f"{path!r} is not known to be a function")

    def _function(self, module: str, name: str) -> Unit:
        unit = self._program.function(module, name)
        if unit.fault is None and unit.result is not None and unit.result.find().iterator:
            raise Refusal("returns an iterator, which is run later")
        return unit
