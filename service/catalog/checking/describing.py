"""Asks boxes what the code of functions promises: signatures and docstrings, a module at a time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from concurrent.futures import Future
from dataclasses import replace

from service.catalog.build import DESCRIBER, DESCRIBER_FUNCTION, DESCRIBING_LIMITS, place_of, resolved_parameters
from service.catalog.checking.model import Promise
from service.catalog.doc_sections import read_sections
from service.catalog.load import load_catalog
from service.catalog.model import Catalog
from service.sandbox.model import Outcome, Plan, PlannedCall, Sandbox
from verifiers.model import Execution, Function, Json, Status

_KEPT_MODULES = 256


class NotDescribedError(Exception):
    """The code could not be described. ``missing``: it has no such function; ``ours``: callproof itself failed."""

    def __init__(self, message: str, *, missing: bool = False, ours: bool = False) -> None:
        super().__init__(message)
        self.missing = missing
        self.ours = ours


def with_describer(catalog: Catalog) -> tuple[Catalog, Function]:
    """``catalog`` with the program that describes its functions, and that program's function."""
    extra = load_catalog([str(DESCRIBER)], built=False)
    (describer,) = (each for each in extra.functions.values() if each.implementation == DESCRIBER_FUNCTION)
    (own,) = extra.function_sets.values()
    own = replace(own, name="callproof-describe", beside=tuple(catalog.function_sets))
    sets = {**catalog.function_sets, own.name: own}
    return replace(catalog, function_sets=sets), replace(describer, function_set=own.name)


class Describing:
    """Describes functions of one catalog; safe between threads. A module is asked once while it is remembered."""

    def __init__(self, catalog: Catalog, describer: Function, sandbox: Sandbox) -> None:
        self._catalog = catalog
        self._describer = describer
        self._sandbox = sandbox
        self._members: dict[str, list[Function]] = {}
        for function in catalog.functions.values():
            self._members.setdefault(place_of(function, catalog)[0], []).append(function)
        self._asked: OrderedDict[str, Future[Outcome]] = OrderedDict()
        self._lock = threading.Lock()

    def promise(self, function: Function) -> Promise:
        """What the code of ``function`` promises. Raises NotDescribedError."""
        module, path = place_of(function, self._catalog)
        outcome = self._whole(module).result()
        if not _returned(outcome):  # one bad name spoils the module's answer: ask for this function alone
            outcome = self._sandbox.submit(self._plan(module, [function])).result()
        if outcome.findings:
            raise NotDescribedError(outcome.findings[0].message, ours=True)
        (execution,) = outcome.executions
        if execution.status is not Status.RETURNED:
            missing = execution.error is not None and execution.error.type == "AttributeError"
            raise NotDescribedError(_why(execution), missing=missing)
        told = execution.result
        if function.toolkit is None:
            own = told["functions"][path]
        else:
            own = told["toolkits"][path.partition(".")[0]]["methods"][function.implementation]
        return _promise(function, own, told["definitions"])

    def _whole(self, module: str) -> Future[Outcome]:
        with self._lock:
            found = self._asked.get(module)
            if found is None:
                found = self._asked[module] = self._sandbox.submit(self._plan(module, self._members[module]))
                if len(self._asked) > _KEPT_MODULES:
                    self._asked.popitem(last=False)
            return found

    def _plan(self, module: str, functions: list[Function]) -> Plan:
        plain: list[str] = []
        toolkits: dict[str, list[str]] = {}
        for function in functions:
            path = place_of(function, self._catalog)[1]
            if function.toolkit is None:
                plain.append(path)
            else:
                toolkits.setdefault(path.partition(".")[0], []).append(function.implementation)
        arguments = {"module": module, "functions": plain, "toolkits": toolkits}
        call = PlannedCall(index=0, function=self._describer, arguments=arguments, limits=DESCRIBING_LIMITS)
        return Plan(calls=(call,), toolkits=(), state={}, now=None, seed=None)


def _returned(outcome: Outcome) -> bool:
    return not outcome.findings and outcome.executions[0].status is Status.RETURNED


def _why(execution: Execution) -> str:
    said = f": {execution.error.type}: {execution.error.message}" if execution.error is not None else ""
    return f"{execution.status}{said}"


def _promise(function: Function, own: Json, definitions: Json) -> Promise:
    sections = read_sections(own["doc"], function.implementation.partition(":")[2] or function.implementation)
    return Promise(
        parameters=resolved_parameters(own["parameters"], definitions),
        effect=own["effect"],
        examples=sections.examples,
        raises=sections.raises,
        errors=sections.errors,
        siblings=tuple(sections.siblings),
        problems=tuple(own["problems"]),
        unreadable=sections.problems,
    )
