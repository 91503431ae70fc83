"""Boxes on a Docker engine: how one is started, what it is given, and that none is left behind."""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.catalog.model import Catalog, FunctionSet
from service.errors import EngineError
from service.sandbox import images, owner
from service.sandbox.box import Box
from service.sandbox.docker_channel import DockerChannel
from service.sandbox.engine import BoxSpec, Engine
from service.sandbox.live_boxes import LiveBoxes
from verifiers.model import Limits

MEMORY_BESIDE_WORKER_BYTES = 128 * 1024 * 1024
PROCESSES_BESIDE_WORKER = 8  # runner, seed, stems, a worker forked ahead
RUNNER_COMMAND = ("python3", "-S", "-s", "-B", "-u", "/opt/callproof/runner")
ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "HOME": "/nonexistent",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "PYTHONHASHSEED": "0",
    "LD_BIND_NOW": "1",  # symbols bound once in the runner, instead of in every worker
    # One thread for each numerical library: a worker has one processor, and each thread reserves address space.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}
_numbers = itertools.count()  # of the process, so that two pools never name two boxes alike
_IMPORT = re.compile(rb"^[ \t]*(?:import|from)[ \t]+([\w.]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxSize:
    """What a box may use as a whole."""

    memory_bytes: int
    processes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxKind:
    """What all boxes of a run have in common. ``preload`` names standard modules that the runner may hold ready."""

    image: str
    memory_bytes: int
    processes: int
    runtime: str | None
    preload: tuple[str, ...]


def box_kind(
    engine: Engine, catalog: Catalog, limits: Limits, runtime: str | None, say: Callable[[str], None]
) -> BoxKind:
    """The kind of box that can run every function of ``catalog``; builds its image where it is missing.

    A box is as large as the run's ``limits`` and every function's own ask for. Raises EngineError and ImageError.
    """
    sets = tuple(catalog.function_sets.values())
    size = box_size(catalog, limits)
    return BoxKind(
        image=images.ensure_functions(engine, sets, say=say),
        memory_bytes=size.memory_bytes,
        processes=size.processes,
        runtime=runtime,
        preload=imported_modules(sets),
    )


def box_size(catalog: Catalog, limits: Limits) -> BoxSize:
    """How large a box must be for every function of ``catalog``, with the runner beside the worker."""
    largest = [limits, *(each.limits for each in catalog.functions.values() if each.limits is not None)]
    return BoxSize(
        memory_bytes=max(each.memory_bytes for each in largest) + MEMORY_BESIDE_WORKER_BYTES,
        processes=max(each.processes for each in largest) + PROCESSES_BESIDE_WORKER,
    )


class DockerBoxes:
    """Starts and removes boxes of one kind. Safe between threads. Owns the engine's connection."""

    def __init__(self, engine: Engine, kind: BoxKind) -> None:
        self._engine = engine
        self._kind = kind
        self._environment = {**ENVIRONMENT, "CALLPROOF_PRELOAD": ",".join(kind.preload)}
        advice = (
            f"The image {kind.image} may be damaged: remove it and run `callproof images build`; then "
            "`callproof doctor` tells more."
        )
        self._live = LiveBoxes(self._launch, advice)

    @property
    def ready(self) -> frozenset[str]:
        """The container names of the boxes whose runner has come up and that were not discarded since."""
        return self._live.ready

    def sweep(self) -> None:
        """Remove what earlier processes of this machine left behind. Raises EngineError."""
        owner.sweep(self._engine)

    def start(self) -> Box:
        """Start a box and wait until its runner is ready. Tries again for a while; raises UnableError then."""
        return self._live.start()

    def discard(self, box: Box) -> None:
        """Remove a box, dead or alive. Where the engine is gone, the sweep of the next start removes it."""
        self._live.discard(box)

    def hang_up(self) -> None:
        """Break off with every box: whoever waits for one gets BoxLostError, and failed starts are not tried again."""
        self._live.hang_up()

    def engine_answers(self) -> bool:
        """Whether the engine is there: if not, a lost box says nothing about the example that it ran."""
        try:
            self._engine.info()
        except EngineError:
            return False
        return True

    def close(self) -> None:
        """Remove what boxes are left and close the connection. Call when no thread uses a box any more."""
        self._live.discard_all()
        self._engine.close()

    def _launch(self) -> Box:
        spec = BoxSpec(
            image=self._kind.image,
            name=f"callproof-{owner.identity()}-{next(_numbers)}",
            labels=owner.labels(),
            memory_bytes=self._kind.memory_bytes,
            processes=self._kind.processes,
            cpus=1.0,
            runtime=self._kind.runtime,
            environment=self._environment,
            command=RUNNER_COMMAND,
        )
        return Box(DockerChannel(self._engine.start_box(spec)))


def imported_modules(function_sets: Sequence[FunctionSet]) -> tuple[str, ...]:
    """The standard library's modules that the sources name in an import; the runner holds the cheap ones ready."""
    named: set[bytes] = set()
    for function_set in function_sets:
        for file in function_set.files:
            if file.suffix == ".py":
                named.update(_IMPORT.findall((function_set.root / file).read_bytes()))
    names = (str(each, "ascii", "ignore") for each in named)
    return tuple(sorted(name for name in names if name.partition(".")[0] in sys.stdlib_module_names))
