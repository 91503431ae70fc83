"""Bare forks of processes of several sizes: what the kernel alone takes for a process of its own for each call.

Boxes for them are started by the docker command, with the limits of callproof's own.
"""

from __future__ import annotations

import itertools
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.driven import PROGRAMS, TREE, driven
from benchmarks.measuring import LOADED_FORK, Contender, Measure, NotMeasurableError
from benchmarks.shards import numeric_catalog
from service.catalog.model import Catalog
from service.sandbox import images, owner
from service.sandbox.docker_boxes import ENVIRONMENT, RUNNER_COMMAND, BoxKind, box_kind
from service.sandbox.engine import Engine
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
        return open_box(stack, kind_of(catalog()), _RUNNER)[1]

    def numeric(stack: ExitStack) -> Measure:
        (function_set,) = numeric_catalog().function_sets.values()
        folders = (word for folder in images.search_paths(function_set) for word in ("--path", folder))
        return open_box(stack, kind_of(numeric_catalog()), (*_RUNNER, *folders, "--import", "numeric"))[1]

    return (
        Contender(key=LOADED_FORK, name="bare fork, box, runner loaded", open=loaded),
        Contender(key=NUMERIC_FORK, name="bare fork, box, numpy loaded", open=numeric, fork=NUMERIC_FORK),
    )


def kind_of(catalog: Catalog) -> BoxKind:
    """The kind of box that callproof itself would start for ``catalog``; builds its image where it is missing."""
    with Engine.connect() as engine:
        return box_kind(engine, catalog, Limits(), None, print)


def open_box(stack: ExitStack, kind: BoxKind, arguments: Sequence[str]) -> tuple[str, Measure]:
    """The name of a box as hardened as callproof's own, and how the fork loop that runs in it is measured.

    The box ends, and is removed, with the stack.
    """
    name = f"callproof-bench-{owner.identity()}-{next(_numbers)}"
    environment = {**ENVIRONMENT, "CALLPROOF_PRELOAD": ",".join(kind.preload)}
    command = (
        *(docker(), "run", "--interactive", "--rm", "--name", name, "--hostname", "box", "--user", "65534:65534"),
        *("--network", "none", "--ipc", "none", "--read-only", "--cap-drop", "ALL", "--log-driver", "none"),
        *("--security-opt", "no-new-privileges", "--cpus", "1", "--pids-limit", str(kind.processes)),
        *("--memory", str(kind.memory_bytes), "--memory-swap", str(kind.memory_bytes)),
        *_repeated("--env", environment),
        *_repeated("--label", owner.labels()),
        *("--entrypoint", RUNNER_COMMAND[0], kind.image, *RUNNER_COMMAND[1:-1]),
        *("-c", _LOOP.read_text(encoding="utf-8"), *arguments),
    )
    return name, stack.enter_context(driven(command)).measure


def docker() -> str:
    """The path of the docker command. Raises NotMeasurableError where it is not installed."""
    path = shutil.which("docker")
    if path is None:
        raise NotMeasurableError("the docker command is not installed")
    return path


def _repeated(option: str, values: Mapping[str, str]) -> Iterator[str]:
    for name, value in values.items():
        yield from (option, f"{name}={value}")


def _on_host(key: str, name: str, arguments: Sequence[str]) -> Contender:
    def open_loop(stack: ExitStack) -> Measure:
        return stack.enter_context(driven((sys.executable, _LOOP, *arguments))).measure

    return Contender(key=key, name=name, open=open_loop, fork=key)
