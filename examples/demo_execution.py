"""Run a row's calls on function_impls in this process, with a frozen clock. For building and testing the demo only."""

from __future__ import annotations

import inspect
import json
import random
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache
from importlib import import_module
from types import ModuleType

from service.catalog.load import load_catalog
from verifiers.model import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a call gave. ``problem`` is None, ``returned_error``, ``raised``, ``state_rejected`` or ``missing``."""

    result: Json = None
    problem: str | None = None


def run_calls(calls: Iterable[Json], state: Mapping[str, Json], now: str | None, seed: int = 0) -> list[Ran]:
    """Run calls in order over shared toolkit state; arguments must already fit their schemas."""
    random.seed(seed)
    toolkits: dict[str, object] = {}
    with _clock_at(now):
        return [_run(call, json.loads(json.dumps(state)), toolkits) for call in calls]


def _run(call: Json, state: Mapping[str, Json], toolkits: dict[str, object]) -> Ran:
    place = _places().get(call["name"])
    if place is None:
        return Ran(problem="missing")
    toolkit, module_name, attribute = place
    owner: object = import_module(module_name)
    if toolkit is not None:
        if toolkit not in toolkits:
            instance = getattr(owner, attribute)()
            try:
                if toolkit in state:
                    instance.load_state(state[toolkit])
            except (ValueError, KeyError):
                return Ran(problem="state_rejected")
            toolkits[toolkit] = instance
        owner, attribute = toolkits[toolkit], call["name"]
    try:
        result = getattr(owner, attribute)(**call["arguments"])
    except ValueError:
        return Ran(problem="raised")
    failed = isinstance(result, dict) and result.get("error") is not None
    return Ran(result=json.loads(json.dumps(result)), problem="returned_error" if failed else None)


@cache
def _places() -> Mapping[str, tuple[str | None, str, str]]:
    """Each function's toolkit, module and attribute."""
    catalog = load_catalog()
    places: dict[str, tuple[str | None, str, str]] = {}
    for name, function in catalog.functions.items():
        owner = function if function.toolkit is None else catalog.toolkits[function.toolkit]
        module, _, attribute = owner.implementation.partition(":")
        places[name] = (function.toolkit, module, attribute)
    return places


@contextmanager
def _clock_at(now: str | None) -> Iterator[None]:
    """Let ``datetime.now`` of the modules that ask for it say ``now`` for a while."""
    if now is None:
        yield
        return
    moment = datetime.fromisoformat(now)

    class Frozen(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Frozen:
            return cls.fromtimestamp(moment.timestamp(), tz)

    modules = [import_module(f"function_impls.{name}") for name in ("diary", "dates")]
    _set_clock(modules, Frozen)
    try:
        yield
    finally:
        _set_clock(modules, datetime)


def _set_clock(modules: Iterable[ModuleType], clock: type[datetime]) -> None:
    for module in modules:
        assert inspect.ismodule(module)
        vars(module)["datetime"] = clock
