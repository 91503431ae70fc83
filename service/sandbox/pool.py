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

import itertools
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from service.catalog.model import Catalog
from service.errors import SandboxError, UnableError
from service.sandbox import images, wire
from service.sandbox.box import Box, BoxLostError
from service.sandbox.docker_boxes import DockerBoxes, box_kind
from service.sandbox.engine import Engine
from service.sandbox.jobs import Job, JobQueue
from service.sandbox.model import Isolation, Outcome, Plan
from verifiers.codes import finding
from verifiers.model import Conditions, Cost, Execution, Limits, Status

REQUESTS_AHEAD = 16
PIPE_BYTES = 48 * 1024
GRACE_SECONDS = 20.0
LOSSES_ALLOWED = 1
SUSPECT = frozenset((Status.TIMED_OUT, Status.CRASHED, Status.OUT_OF_MEMORY))


def open_docker_pool(
    *,
    catalog: Catalog,
    isolation: Isolation,
    boxes: int,
    say: Callable[[str], None],
    limits: Limits | None = None,
    runtime: str | None = None,
) -> Pool:
    """A pool over the functions of ``catalog``; builds the image where it is missing. Use it as a context manager.

    ``limits`` are the run's. Raises EngineError and ImageError.
    """
    engine = Engine.connect()
    kind = box_kind(engine, catalog, limits or Limits(), runtime, say)
    return Pool(
        boxes=DockerBoxes(engine, kind),
        search_paths={name: images.search_paths(each) for name, each in catalog.function_sets.items()},
        isolation=isolation,
        size=boxes,
        conditions=Conditions(sandbox="docker", runtime=runtime or "runc", image=kind.image, isolation=str(isolation)),
    )


class Pool:
    """Implements ``service.sandbox.model.Sandbox``. ``size`` is the number of boxes that run at once."""

    def __init__(
        self,
        *,
        boxes: DockerBoxes,
        search_paths: Mapping[str, Sequence[str]],
        isolation: Isolation,
        size: int,
        conditions: Conditions,
    ) -> None:
        self.boxes = boxes
        self.conditions = conditions
        self._search_paths = search_paths
        self._isolation = isolation
        self._size = size
        self._queue = JobQueue()
        self._keys = itertools.count()
        self._threads: list[threading.Thread] = []
        self._confirmations = ThreadPoolExecutor(max_workers=1, thread_name_prefix="confirm")
        self._failure: UnableError | None = None
        self._closing = False

    @property
    def capacity(self) -> int:
        """How many submitted plans keep all boxes busy."""
        return self._size * (1 if self._isolation is Isolation.BOX else REQUESTS_AHEAD)

    def __enter__(self) -> Self:
        self.boxes.sweep()
        for number in range(self._size):
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
            self.boxes.hang_up()  # wakes the feeders that wait for a reply that nobody wants any more
        for thread in self._threads:
            thread.join()
        self._confirmations.shutdown(cancel_futures=True)
        self.boxes.close()

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
        box = self.boxes.start()
        try:
            feed(box)
        finally:
            self.boxes.discard(box)

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
        if len(waiting) > REQUESTS_AHEAD // 2:
            return  # several requests in one write cost the engine, which copies them, hardly more than one
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
        except BaseException:  # a bug of ours, which ends the pool: it must find these jobs, or somebody waits for ever
            self._queue.put_back(waiting)
            raise
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
        if self.boxes.engine_answers():
            first.losses += 1
        if first.losses > LOSSES_ALLOWED:
            waiting.popleft()
            message = f"Two boxes in a row were lost in this example: {error}."
            self._settle_ours(first, "infrastructure.sandbox_failed", message)
        self._queue.put_back(waiting)

    def _confirm(self, job: Job, first: tuple[Execution, ...]) -> None:
        """Run a suspect plan once more, in a fresh box, before anyone is blamed."""
        try:
            executions, costs = self._run_alone(job)
        except (BoxLostError, wire.BrokenReplyError) as error:
            message = f"The boxes of the confirmation were lost: {error}."
            self._settle_ours(job, "infrastructure.sandbox_failed", message)
        except UnableError as error:
            job.future.set_exception(error)
        except BaseException as error:  # a bug of ours: nobody may wait for ever because of it
            job.future.set_exception(SandboxError(f"A confirmation failed: {error!r}. This is a bug in callproof."))
        else:
            before, after = (tuple(each.status for each in run) for run in (first, executions))
            if before == after:
                self._settle(job, executions, costs)
            else:
                message = f"The calls ended as {_listed(before)} at first, and as {_listed(after)} in a fresh box."
                self._settle_ours(job, "infrastructure.not_repeatable", message)

    def _run_alone(self, job: Job) -> tuple[tuple[Execution, ...], tuple[Cost, ...]]:
        """One job in a box of its own; once more where that box is lost. Where the engine is gone, starting raises."""
        for last in (False, True):
            box = self.boxes.start()
            try:
                box.send(job.frame)
                content = box.receive(wire.wall_seconds(job.plan) + GRACE_SECONDS, wire.reply_limit_bytes(job.plan))
                return wire.read_reply(content, job.key, job.plan, attempts=2)
            except (BoxLostError, wire.BrokenReplyError):
                if last or self._closing:
                    raise
            finally:
                self.boxes.discard(box)
        raise AssertionError("the last turn returns or raises")

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

    def _fail(self, error: UnableError) -> None:
        """The engine is gone for good: every job that waits, and every later one, gets ``error``."""
        self._failure = error
        self._fail_waiting(error)

    def _fail_waiting(self, error: UnableError) -> None:
        for job in self._queue.drain():
            job.future.set_exception(error)


def _listed(statuses: Sequence[Status]) -> str:
    return ", ".join(statuses)
