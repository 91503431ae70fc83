"""The pool: boxes on a Docker engine, each fed by a thread of its own, and who is to blame when something dies.

::

    submit → queue → feeder thread ⇄ box        one request frame in, one reply frame out, in order
                          │
                          ├─ reply ──────────────→ outcome
                          ├─ reply: timed out, crashed, out of memory → the same plan once more in a fresh box
                          │        same statuses → outcome; others → infrastructure.not_repeatable
                          └─ box lost → the plan it was in goes to a new box; lost again → infrastructure.sandbox_failed
                                        plans that waited in the box go back to the queue, uncounted

A feeder keeps a few small requests ahead in the box's pipe, so that neither side waits for the other. It never has more
in there than a pipe holds, so that no write can wait on a box that itself waits to be read.
"""

from __future__ import annotations

import contextlib
import itertools
import re
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from service.catalog.model import Catalog, FunctionSet
from service.errors import EngineError, ImageError, SandboxError, UnableError
from service.sandbox import images, owner, wire
from service.sandbox.box import Box, BoxLostError
from service.sandbox.engine import BoxSpec, Engine
from service.sandbox.jobs import Job, JobQueue
from service.sandbox.model import Isolation, Outcome, Plan
from verifiers.codes import finding
from verifiers.model import Conditions, Cost, Execution, Limits, Status

REQUESTS_AHEAD = 16
PIPE_BYTES = 48 * 1024
GRACE_SECONDS = 20.0
LOSSES_ALLOWED = 1
START_ATTEMPTS = 5
MEMORY_BESIDE_WORKER_BYTES = 128 * 1024 * 1024
PROCESSES_BESIDE_WORKER = 4
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
_IMPORT = re.compile(rb"^[ \t]*(?:import|from)[ \t]+(\w+)", re.MULTILINE)
SUSPECT = frozenset((Status.TIMED_OUT, Status.CRASHED, Status.OUT_OF_MEMORY))


def open_docker_pool(
    *,
    catalog: Catalog,
    isolation: Isolation,
    boxes: int,
    say: Callable[[str], None],
    limits: Limits | None = None,
    runtime: str | None = None,
) -> DockerPool:
    """A pool over the functions of ``catalog``; builds the image where it is missing. Use it as a context manager.

    ``limits`` are the run's; a box is made large enough for them and for every function's own. Raises EngineError,
    ImageError.
    """
    engine = Engine.connect()
    sets = tuple(catalog.function_sets.values())
    image = images.ensure_functions(engine, sets, say=say)
    largest = [limits or Limits(), *(each.limits for each in catalog.functions.values() if each.limits is not None)]
    return DockerPool(
        engine=engine,
        image=image,
        search_paths={each.name: images.search_paths(each) for each in sets},
        imported_modules=_imported_modules(sets),
        isolation=isolation,
        boxes=boxes,
        memory_bytes=max(each.memory_bytes for each in largest) + MEMORY_BESIDE_WORKER_BYTES,
        processes=max(each.processes for each in largest) + PROCESSES_BESIDE_WORKER,
        runtime=runtime,
    )


class DockerPool:
    """Implements ``service.sandbox.model.Sandbox``."""

    def __init__(
        self,
        *,
        engine: Engine,
        image: str,
        search_paths: Mapping[str, Sequence[str]],
        imported_modules: Sequence[str],
        isolation: Isolation,
        boxes: int,
        memory_bytes: int,
        processes: int,
        runtime: str | None,
    ) -> None:
        self._engine = engine
        self._image = image
        self._search_paths = search_paths
        self._environment = {**ENVIRONMENT, "CALLPROOF_PRELOAD": ",".join(imported_modules)}
        self._isolation = isolation
        self._boxes = boxes
        self._memory_bytes = memory_bytes
        self._processes = processes
        self._runtime = runtime
        self._queue = JobQueue()
        self._keys = itertools.count()
        self._names = itertools.count()
        self._threads: list[threading.Thread] = []
        self._confirmations = ThreadPoolExecutor(max_workers=1, thread_name_prefix="confirm")
        self._started: set[Box] = set()
        self._ready: set[str] = set()
        self._lock = threading.Lock()
        self._failure: UnableError | None = None
        self._closing = False
        self.conditions = Conditions(
            sandbox="docker", runtime=runtime or "runc", image=image, isolation=str(isolation), profile=None
        )

    @property
    def capacity(self) -> int:
        """How many submitted plans keep all boxes busy."""
        return self._boxes * (1 if self._isolation is Isolation.BOX else REQUESTS_AHEAD)

    @property
    def ready_boxes(self) -> frozenset[str]:
        """The container names of the boxes whose runner has come up and was not given up since."""
        with self._lock:
            return frozenset(self._ready)

    def __enter__(self) -> Self:
        owner.sweep(self._engine)
        for number in range(self._boxes):
            thread = threading.Thread(target=self._feed_until_closed, name=f"box-{number}", daemon=True)
            self._threads.append(thread)
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing = True
        for job in self._queue.drain():
            job.future.cancel()
        self._queue.close()
        if kind is not None:
            self._remove_all_boxes()  # wakes the feeders that wait for a reply that nobody wants any more
        for thread in self._threads:
            thread.join()
        self._confirmations.shutdown(cancel_futures=True)
        self._remove_all_boxes()
        self._engine.close()

    def submit(self, plan: Plan) -> Future[Outcome]:
        """Queue one plan; its future raises UnableError where the engine is gone for good."""
        future: Future[Outcome] = Future()
        if self._failure is not None:
            future.set_exception(self._failure)
            return future
        key = next(self._keys)
        frame = wire.request_frame(key, plan, self._isolation, self._search_paths)
        self._queue.put(Job(key=key, plan=plan, frame=frame, future=future))
        if self._failure is not None:
            self._fail_waiting(self._failure)
        return future

    def _feed_until_closed(self) -> None:
        """A feeder thread: keep one box going until the queue closes, or fail the whole pool."""
        try:
            while True:
                job = self._queue.take()
                if job is None:
                    return
                self._queue.put_back((job,))
                if self._isolation is Isolation.BOX:
                    self._run_in_box(self._feed_one)
                else:
                    self._run_in_box(self._feed)
        except UnableError as error:
            self._fail(error)
        except BaseException as error:  # a bug of ours: nobody may wait for ever because of it
            self._fail(SandboxError(f"A feeder thread failed: {error!r}. This is a bug in callproof."))
            raise

    def _run_in_box(self, feed: Callable[[Box], None]) -> None:
        box = self._start_box()
        try:
            feed(box)
        finally:
            self._discard(box)

    def _feed_one(self, box: Box) -> None:
        """Isolation ``box``: one plan, then the box has served."""
        job = self._queue.take()
        if job is not None:
            self._send_and_settle(box, deque(), [job])

    def _feed(self, box: Box) -> None:
        """Serve jobs until the queue closes or the box is lost."""
        waiting: deque[Job] = deque()
        while True:
            batch: list[Job] = []
            if not waiting:
                job = self._queue.take()
                if job is None:
                    return
                batch.append(job)
            self._take_ahead(waiting, batch)
            if not self._send_and_settle(box, waiting, batch):
                return

    def _take_ahead(self, waiting: deque[Job], batch: list[Job]) -> None:
        room = PIPE_BYTES - sum(len(job.frame) for job in (*waiting, *batch))
        while len(waiting) + len(batch) < REQUESTS_AHEAD:
            job = self._queue.take_small(room)
            if job is None:
                return
            batch.append(job)
            room -= len(job.frame)

    def _send_and_settle(self, box: Box, waiting: deque[Job], batch: list[Job]) -> bool:
        """Send ``batch``, then wait for the reply to the oldest job. False where the box was lost."""
        waiting += batch
        try:
            if batch:
                box.send(b"".join(job.frame for job in batch))
            job = waiting[0]
            content = box.receive(wire.wall_seconds(job.plan) + GRACE_SECONDS, wire.reply_limit_bytes(job.plan))
            executions, costs = wire.read_reply(content, job.key, job.plan, attempts=1)
        except (BoxLostError, wire.BrokenReplyError) as error:
            self._lose(waiting, error)
            return False
        waiting.popleft()
        if any(execution.status in SUSPECT for execution in executions):
            self._confirmations.submit(self._confirm, job, executions)
        else:
            self._settle(job, executions, costs)
        return True

    def _lose(self, waiting: deque[Job], error: Exception) -> None:
        """The box is gone. The job it was in is suspect; those behind it only waited."""
        if self._closing:
            for job in waiting:
                job.future.cancel()
            return
        first = waiting[0]
        if self._engine_answers():
            first.losses += 1
        if first.losses > LOSSES_ALLOWED:
            waiting.popleft()
            message = f"Two boxes in a row were lost in this example: {error}."
            self._settle_ours(first, "infrastructure.sandbox_failed", message)
        self._queue.put_back(waiting)

    def _confirm(self, job: Job, first: tuple[Execution, ...]) -> None:
        """Run a suspect plan once more, in a fresh box, before anyone is blamed."""
        try:
            box = self._start_box()
            try:
                box.send(job.frame)
                content = box.receive(wire.wall_seconds(job.plan) + GRACE_SECONDS, wire.reply_limit_bytes(job.plan))
                executions, costs = wire.read_reply(content, job.key, job.plan, attempts=2)
            finally:
                self._discard(box)
        except (BoxLostError, wire.BrokenReplyError) as error:
            self._settle_ours(job, "infrastructure.sandbox_failed", f"The box of the confirmation was lost: {error}.")
        except UnableError as error:
            job.future.set_exception(error)
        else:
            before, after = (tuple(each.status for each in run) for run in (first, executions))
            if before == after:
                self._settle(job, executions, costs)
            else:
                message = f"The calls ended as {_listed(before)} at first, and as {_listed(after)} in a fresh box."
                self._settle_ours(job, "infrastructure.not_repeatable", message)

    def _settle(self, job: Job, executions: tuple[Execution, ...], costs: tuple[Cost, ...]) -> None:
        job.future.set_result(Outcome(executions=executions, costs=costs, conditions=self.conditions))

    def _settle_ours(self, job: Job, code: str, message: str) -> None:
        """An outcome that says that we failed, and nothing about the example."""
        failed = tuple(Execution(call=call.index, status=Status.SANDBOX_FAILED) for call in job.plan.calls)
        job.future.set_result(
            Outcome(
                executions=failed,
                costs=tuple(Cost(attempts=2) for _ in job.plan.calls),
                conditions=self.conditions,
                findings=(finding(code, path="", message=message),),
            )
        )

    def _start_box(self) -> Box:
        """Start a box and wait until its runner is ready. Tries again for a while; raises UnableError then."""
        for attempt in range(START_ATTEMPTS):
            last = attempt == START_ATTEMPTS - 1 or self._closing
            try:
                return self._start_box_once()
            except ImageError:
                raise
            except UnableError:
                if last:
                    raise
            except BoxLostError as error:
                if last:
                    raise SandboxError(
                        f"A box was started but its runner did not come up: {error}. The image {self._image} may be "
                        "damaged: remove it and run `callproof images build`; then `callproof doctor` tells more."
                    ) from error
            time.sleep(0.25 * 2**attempt)
        raise AssertionError("the last attempt returns or raises")

    def _start_box_once(self) -> Box:
        spec = BoxSpec(
            image=self._image,
            name=f"callproof-{owner.identity()}-{next(self._names)}",
            labels=owner.labels(),
            memory_bytes=self._memory_bytes,
            processes=self._processes,
            cpus=1.0,
            runtime=self._runtime,
            environment=self._environment,
            command=RUNNER_COMMAND,
        )
        box = Box(self._engine.start_box(spec))
        with self._lock:
            self._started.add(box)
        try:
            box.await_ready()
        except BaseException:
            self._discard(box)
            raise
        with self._lock:
            self._ready.add(box.name)
        return box

    def _discard(self, box: Box) -> None:
        with self._lock:
            self._started.discard(box)
            self._ready.discard(box.name)
        with contextlib.suppress(EngineError):  # the engine is gone; the sweep of the next start removes the box
            box.remove()

    def _remove_all_boxes(self) -> None:
        with self._lock:
            boxes = list(self._started)
        for box in boxes:
            self._discard(box)

    def _engine_answers(self) -> bool:
        try:
            self._engine.info()
        except EngineError:
            return False
        return True

    def _fail(self, error: UnableError) -> None:
        """The engine is gone for good: every job that waits, and every later one, gets ``error``."""
        self._failure = error
        self._fail_waiting(error)

    def _fail_waiting(self, error: UnableError) -> None:
        for job in self._queue.drain():
            job.future.set_exception(error)


def _imported_modules(function_sets: Sequence[FunctionSet]) -> tuple[str, ...]:
    """The standard library's modules that the sources name in an import; the runner holds the cheap ones ready."""
    named: set[bytes] = set()
    for function_set in function_sets:
        for file in function_set.files:
            if file.suffix == ".py":
                named.update(_IMPORT.findall((function_set.root / file).read_bytes()))
    return tuple(
        sorted(name for name in (str(each, "ascii", "ignore") for each in named) if name in sys.stdlib_module_names)
    )


def _listed(statuses: Sequence[Status]) -> str:
    return ", ".join(statuses)
