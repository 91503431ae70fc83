"""callproof's own pools, which get plans as fast as they take them: every isolation, sandbox and runtime there is."""

from __future__ import annotations

import importlib
import importlib.util
import itertools
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import cast

from benchmarks.measuring import LOADED_FORK, BenchmarkError, Contender, Measure, NotMeasurableError, Sample
from service.catalog.model import Catalog
from service.sandbox.engine import Engine
from service.sandbox.model import Isolation, Outcome, Plan, PlannedCall, Sandbox
from service.sandbox.pool import open_docker_pool
from verifiers.model import Function, Json, Limits, Status

DOCKER = "docker"
PLANS = 97
_OPENING = "service.sandbox.opening"
_SECONDS_BETWEEN_LOOKS = 0.05
_SECONDS_WITHOUT_LOOKS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A plan, and what each of its calls returns."""

    plan: Plan
    results: tuple[Json, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolKind:
    """All in which two pools of the table differ. ``runtime`` None is the engine's own."""

    isolation: str
    boxes: int = 1
    calls: int = 1
    sandbox: str = DOCKER
    runtime: str | None = None
    label: str = ""

    @property
    def key(self) -> str:
        """The row's key."""
        where = "".join(f"{word}_" for word in (self._where, self.label) if word)
        return f"{where}{self.isolation}_{self.boxes}_boxes_{self.calls}_calls"

    @property
    def name(self) -> str:
        """The row's name."""
        boxes = f"{self.boxes} box{'es' if self.boxes > 1 else ''}"
        calls = f"{self.calls} calls an example" if self.calls > 1 else ""
        words = ("pool", self._where, self.isolation, boxes, calls, self.label)
        return ", ".join(word for word in words if word)

    @property
    def _where(self) -> str:
        return self.runtime or ("" if self.sandbox == DOCKER else self.sandbox)


def pool_contender(
    kind: PoolKind, catalog: Callable[[], Catalog], requests: Sequence[Request], *, cores: int, fork: str = LOADED_FORK
) -> Contender:
    """The row of one kind of pool over ``requests``. It is not measurable where this callproof lacks the kind."""

    def open_kind(_: ExitStack) -> Measure:
        refuse_missing(kind)
        if kind.isolation == "batch" and not all(_pure(call.function) for each in requests for call in each.plan.calls):
            raise NotMeasurableError("its functions are not certified to be pure, so none would share a worker")
        functions = catalog()

        def measure(seconds: float) -> Sample:
            # A pool of its own for each measurement, so that no idle box is there for the others.
            with open_pool(kind, functions) as pool:
                warm_up(pool, kind, requests)
                return feed(pool, requests, seconds)

        return measure

    return Contender(key=kind.key, name=kind.name, open=open_kind, cores=min(kind.boxes, cores), fork=fork)


def refuse_missing(kind: PoolKind) -> None:
    """Raise NotMeasurableError where this callproof or this machine has no such pool."""
    if kind.isolation not in set(Isolation):
        raise NotMeasurableError(f"this callproof has no isolation '{kind.isolation}'")
    if kind.sandbox != DOCKER and not _can_open_all():
        raise NotMeasurableError(f"this callproof has no sandbox '{kind.sandbox}'")
    if kind.runtime is not None:
        with Engine.connect() as engine:
            runtimes = engine.info().runtimes
        if kind.runtime not in runtimes:
            raise NotMeasurableError(f"the engine has no runtime '{kind.runtime}', only {', '.join(runtimes)}")


def open_pool(kind: PoolKind, catalog: Catalog) -> Sandbox:
    """A pool of this kind; use it as a context manager."""
    isolation = Isolation(kind.isolation)
    if not _can_open_all():
        return open_docker_pool(
            catalog=catalog, isolation=isolation, boxes=kind.boxes, say=print, limits=Limits(), runtime=kind.runtime
        )
    opened = importlib.import_module(_OPENING).open_pool(
        sandbox=kind.sandbox,
        catalog=catalog,
        isolation=isolation,
        boxes=kind.boxes,
        say=print,
        limits=Limits(),
        runtime=kind.runtime,
    )
    return cast("Sandbox", opened)


def warm_up(pool: Sandbox, kind: PoolKind, requests: Sequence[Request]) -> None:
    """Feed the pool until every box has come up; for a while, where it does not tell."""
    if kind.isolation == Isolation.BOX:
        return
    boxes: Json = getattr(pool, "boxes", None)
    if boxes is None or not hasattr(boxes, "ready"):
        feed(pool, requests, _SECONDS_WITHOUT_LOOKS)
        return
    while len(boxes.ready) < kind.boxes:
        feed(pool, requests, _SECONDS_BETWEEN_LOOKS)


def feed(pool: Sandbox, requests: Sequence[Request], seconds: float) -> Sample:
    """Keep ``pool`` busy for ``seconds``, then wait for what it has begun; all of that counts."""
    calls = 0
    source = itertools.cycle(requests)
    start = time.perf_counter()
    waiting = deque((each, pool.submit(each.plan)) for each in itertools.islice(source, 2 * pool.capacity))
    while waiting:
        request, future = waiting.popleft()
        check(request, future.result())
        calls += len(request.results)
        if time.perf_counter() - start < seconds:
            following = next(source)
            waiting.append((following, pool.submit(following.plan)))
    return Sample(calls=calls, elapsed_seconds=time.perf_counter() - start)


def check(request: Request, outcome: Outcome) -> None:
    """Raise BenchmarkError unless every call returned what it should."""
    results = tuple(each.result for each in outcome.executions if each.status is Status.RETURNED)
    if outcome.findings or results != request.results:
        raise BenchmarkError(f"calls should return {request.results}, and gave {outcome}")


def additions(catalog: Catalog, calls: int) -> tuple[Request, ...]:
    """Plans of ``calls`` calls each that add two numbers, no two alike."""
    function = catalog.functions["add_numbers"]
    return tuple(
        request(
            [(function, {"first": number, "second": index + 3}) for index in range(calls)],
            [number + index + 3 for index in range(calls)],
        )
        for number in range(PLANS)
    )


def request(calls: Sequence[tuple[Function, dict[str, Json]]], results: Sequence[Json]) -> Request:
    """A request of calls without state."""
    planned = (
        PlannedCall(index=index, function=function, arguments=arguments, limits=Limits())
        for index, (function, arguments) in enumerate(calls)
    )
    return Request(plan=Plan(calls=tuple(planned), toolkits=(), state={}, now=None, seed=None), results=tuple(results))


def sequential(pool: Sandbox, requests: Sequence[Request], seconds: float) -> Iterator[float]:
    """How long each of several calls took from host to outcome, one after the other."""
    start = time.perf_counter()
    for each in itertools.cycle(requests):
        before = time.perf_counter()
        outcome = pool.submit(each.plan).result()
        after = time.perf_counter()
        check(each, outcome)
        yield after - before
        if after - start >= seconds:
            return


def _pure(function: Function) -> bool:
    """Whether the catalog certifies it; a callproof without batches knows nothing of that."""
    return bool(getattr(function, "pure", False))


def _can_open_all() -> bool:
    return importlib.util.find_spec(_OPENING) is not None
