"""Bare forks of processes of several sizes: what the kernel alone takes for a process of its own for each call."""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.driven import PROGRAMS, TREE, driven
from benchmarks.measuring import LOADED_FORK, Contender, Measure, Sample
from benchmarks.shards import numeric_catalog
from service.catalog.model import Catalog
from service.sandbox import images, owner
from service.sandbox.box import Box
from service.sandbox.docker_boxes import ENVIRONMENT, RUNNER_COMMAND, BoxKind, box_kind
from service.sandbox.engine import BoxSpec, Engine
from verifiers.model import Limits

NUMERIC_FORK = "numeric_fork"
_LOOP = PROGRAMS / "fork_loop.py"
_RUNNER = ("--runner", str(Path(RUNNER_COMMAND[-1]).parent))
_numbers = itertools.count()


def host_forks() -> tuple[Contender, ...]:
    """Forks of the interpreter that runs callproof: of a fresh process, and of one that has loaded callproof."""
    loaded = ("--path", str(TREE), "--import", "service.cli.parser,service.sandbox.pool")
    return (
        _on_host("bare_fork", "bare fork, host", ()),
        _on_host("large_fork", "bare fork, host, callproof loaded", loaded),
    )


def box_forks(catalog: Callable[[], Catalog]) -> tuple[Contender, ...]:
    """Forks in a box by the image's Python: of a process as large as the runner, and of one with numpy besides."""

    def loaded(stack: ExitStack) -> Measure:
        engine = stack.enter_context(Engine.connect())
        return forks_in(open_box(stack, engine, kind_of(engine, catalog()), _RUNNER))

    def numeric(stack: ExitStack) -> Measure:
        engine = stack.enter_context(Engine.connect())
        (function_set,) = numeric_catalog().function_sets.values()
        folders = (word for folder in images.search_paths(function_set) for word in ("--path", folder))
        arguments = (*_RUNNER, *folders, "--import", "numeric")
        return forks_in(open_box(stack, engine, kind_of(engine, numeric_catalog()), arguments))

    return (
        Contender(key=LOADED_FORK, name="bare fork, box, runner loaded", open=loaded),
        Contender(key=NUMERIC_FORK, name="bare fork, box, numpy loaded", open=numeric, fork=NUMERIC_FORK),
    )


def kind_of(engine: Engine, catalog: Catalog) -> BoxKind:
    """The kind of box that callproof itself would start for ``catalog``."""
    return box_kind(engine, catalog, Limits(), None, print)


def open_box(stack: ExitStack, engine: Engine, kind: BoxKind, arguments: Sequence[str]) -> Box:
    """A box as hardened as callproof's own, with the fork loop as its program; the stack removes it."""
    spec = BoxSpec(
        image=kind.image,
        name=f"callproof-bench-{owner.identity()}-{next(_numbers)}",
        labels=owner.labels(),
        memory_bytes=kind.memory_bytes,
        processes=kind.processes,
        cpus=1.0,
        runtime=None,
        environment={**ENVIRONMENT, "CALLPROOF_PRELOAD": ",".join(kind.preload)},
        command=(*RUNNER_COMMAND[:-1], "-c", _LOOP.read_text(encoding="utf-8"), *arguments),
    )
    box = Box(engine.start_box(spec))
    stack.callback(box.remove)
    box.await_ready()
    return box


def forks_in(box: Box) -> Measure:
    """How such a box is measured."""

    def measure(seconds: float) -> Sample:
        box.send(f"{seconds}\n".encode())
        return Sample(**json.loads(box.receive(seconds + 60, 65536)))

    return measure


def _on_host(key: str, name: str, arguments: Sequence[str]) -> Contender:
    def open_loop(stack: ExitStack) -> Measure:
        return stack.enter_context(driven((sys.executable, _LOOP, *arguments))).measure

    return Contender(key=key, name=name, open=open_loop, fork=key)
