"""The pool: boxes of one driver, each fed by a thread of its own, and who is to blame when something dies.

::

    submit → queue → feeder thread ⇄ box        request frames in, reply frames out, in order
                          │
                          ├─ reply ──────────────→ outcomes
                          ├─ reply: a batch that does not count → each of its plans alone
                          ├─ reply: timed out, crashed, out of memory → the same plan once more in a fresh box
                          │        same statuses → outcome; others → infrastructure.not_repeatable
                          └─ box lost → the plan it was in goes to a new box; lost again → infrastructure.sandbox_failed
                                        plans that waited in the box go back to the queue, uncounted

A box is given up for a fresh one after anything out of the ordinary, and after a good many examples.

A feeder keeps a few small requests ahead in the box's pipe, so that neither side waits for the other. It never has more
in there than a pipe holds, so that no write can wait on a box that itself waits to be read.
"""

from __future__ import annotations

import itertools
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from service.catalog.model import Catalog
from service.errors import SandboxError, UnableError
from service.sandbox import images, profiles, replies, wire
from service.sandbox.box import Box, BoxLostError
from service.sandbox.drivers import Boxes
from service.sandbox.jobs import BATCH_CALLS, Job, JobQueue
from service.sandbox.model import Isolation, Outcome, Plan
from service.sandbox.profiles import Profile
from verifiers.codes import finding
from verifiers.model import Conditions, Cost, Execution, Status

REQUESTS_AHEAD = 16
BATCHES_AHEAD = 2
PIPE_BYTES = 56 * 1024
GRACE_SECONDS = 20.0
LOSSES_ALLOWED = 1
EXAMPLES_PER_BOX = 50_000
SUSPECT = frozenset((Status.TIMED_OUT, Status.CRASHED, Status.OUT_OF_MEMORY))


def sets_in_box(catalog: Catalog) -> dict[str, wire.SetInBox]:
    """What a runner has to know of each function set of a catalog."""
    found = {}
    for name, each in catalog.function_sets.items():
        sets = [each, *(catalog.function_sets[other] for other in each.beside)]
        found[name] = wire.SetInBox(
            paths=tuple(path for one in sets for path in images.search_paths(one)),
            requirements=tuple(module for one in sets for module in one.imported_requirements),
            quiet=catalog.quiet_modules.get(name, frozenset()),
            guarded=catalog.guarded_modules.get(name, frozenset()),
        )
    return found


@dataclass(slots=True, kw_only=True)
class _Parcel:
    """What one worker runs: one job, or a batch of them. ``key`` names it between host and runner."""

    jobs: list[Job]
    key: int
    frame: bytes
    batch: bool

    @property
    def wait_seconds(self) -> float:
        """How long a well-behaved runner can take."""
        if self.batch:
            return wire.BATCH_TIMES * self.jobs[0].plan.calls[0].limits.wall_seconds
        return wire.wall_seconds(self.jobs[0].plan)

    @property
    def reply_limit_bytes(self) -> int:
        """The largest reply that makes sense."""
        return replies.batch_reply_limit_bytes() if self.batch else replies.reply_limit_bytes(self.jobs[0].plan)


class Pool:
    """Implements ``service.sandbox.model.Sandbox``. ``size`` is the number of boxes that run at once.

    ``recycle`` False keeps boxes whatever happened in them, as long as they answer: to test that it would be safe.
    """

    def __init__(
        self,
        *,
        boxes: Boxes,
        sets: Mapping[str, wire.SetInBox],
        isolation: Isolation,
        size: int,
        conditions: Conditions,
        profile: Profile = Profile.STRICT,
        recycle: bool = True,
    ) -> None:
        self.boxes = boxes
        self.conditions = replace(conditions, isolation=str(Isolation.EXAMPLE if isolation.batches else isolation))
        self._batch_conditions = replace(conditions, isolation=str(Isolation.BATCH))
        self._profile = profile
        self._sets = sets
        self._isolation = isolation
        self._size = size
        self._recycle = recycle
        self._queue = JobQueue(size)
        self._keys = itertools.count()
        self._threads: list[threading.Thread] = []
        self._confirmations = ThreadPoolExecutor(max_workers=1, thread_name_prefix="confirm")
        self._removals = ThreadPoolExecutor(max_workers=1, thread_name_prefix="remove")
        self._failure: UnableError | None = None
        self._closing = False

    @property
    def capacity(self) -> int:
        """How many submitted plans keep all boxes busy."""
        if self._isolation is Isolation.BOX:
            return self._size
        return self._size * (BATCH_CALLS if self._isolation.batches else REQUESTS_AHEAD)

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
        self._removals.shutdown()
        self.boxes.close()

    def submit(self, plan: Plan) -> Future[Outcome]:
        """Queue one plan; its future raises UnableError where the engine is gone for good."""
        future: Future[Outcome] = Future()
        if self._failure is not None:
            future.set_exception(self._failure)
            return future
        shareable = self._isolation.batches and wire.batchable(plan)
        self._queue.put(Job(key=next(self._keys), plan=plan, future=future, shareable=shareable))
        if self._failure is not None:
            self._fail_waiting(self._failure)
        return future

    def _feed_until_closed(self) -> None:
        """A feeder thread: keep one box going until the queue closes, or fail the whole pool."""
        try:
            while self._queue.await_one():
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
        box = self._started()
        try:
            feed(box)
        finally:
            self._removals.submit(self.boxes.discard, box)

    def _started(self) -> Box:
        """A box that keeps what the profile promises. Raises UnableError."""
        box = self.boxes.start()
        layers = box.layers.union(self.conditions.layers)
        try:
            profiles.require(self._profile, layers)
        except UnableError:
            self.boxes.discard(box)
            raise
        if len(layers) > len(self.conditions.layers):
            told = tuple(sorted(layers))
            self.conditions = replace(self.conditions, layers=told)
            self._batch_conditions = replace(self._batch_conditions, layers=told)
        return box

    def _feed_one(self, box: Box) -> None:
        """Isolation ``box``: one plan, then the box has served."""
        jobs = self._queue.take_now()
        if jobs:
            self._send_and_settle(box, deque(), [self._parcel(jobs)])

    def _feed(self, box: Box) -> None:
        """Serve jobs until the queue closes, the box is lost, or it is time for a fresh one."""
        waiting: deque[_Parcel] = deque()
        served = 0
        while served < EXAMPLES_PER_BOX or waiting:
            fresh: list[_Parcel] = []
            if not waiting:
                jobs = self._queue.take()
                if not jobs:
                    return
                fresh.append(self._parcel(jobs))
            if served < EXAMPLES_PER_BOX:
                self._take_ahead(waiting, fresh)
            served += len((waiting or fresh)[0].jobs)
            if not self._send_and_settle(box, waiting, fresh):
                return

    def _parcel(self, jobs: list[Job]) -> _Parcel:
        batch = len(jobs) > 1
        if batch:
            key = next(self._keys)
            frame = wire.batch_frame(key, [job.plan for job in jobs], self._sets)
        else:
            key = jobs[0].key
            frame = wire.request_frame(key, jobs[0].plan, self._isolation, self._sets)
        return _Parcel(jobs=jobs, key=key, frame=frame, batch=batch)

    def _take_ahead(self, waiting: deque[_Parcel], fresh: list[_Parcel]) -> None:
        """Add to ``fresh`` what can be sent ahead: as much as the pipe holds, and no more than is good for sharing."""
        if any(job.losses for parcel in (*waiting, *fresh) for job in parcel.jobs):
            return  # a box was lost in it: whose fault that was shows where nothing else is in the box
        if len(waiting) > REQUESTS_AHEAD // 2:
            return  # several requests in one write cost the engine, which copies them, hardly more than one
        room = PIPE_BYTES - sum(len(parcel.frame) for parcel in (*waiting, *fresh))
        while room > 0 and len(waiting) + len(fresh) < REQUESTS_AHEAD:
            if sum(parcel.batch for parcel in (*waiting, *fresh)) >= BATCHES_AHEAD:
                return
            jobs = self._queue.take_now()
            if not jobs:
                return
            parcel = self._parcel(jobs)
            if len(parcel.frame) > room or any(job.losses for job in jobs):
                self._queue.put_back(jobs)
                return
            fresh.append(parcel)
            room -= len(parcel.frame)

    def _send_and_settle(self, box: Box, waiting: deque[_Parcel], fresh: list[_Parcel]) -> bool:
        """Send ``fresh``, then settle the oldest parcel. False where the box was lost or is to be given up."""
        waiting += fresh
        try:
            if fresh:
                box.send(b"".join(parcel.frame for parcel in fresh))
            parcel = waiting[0]
            content = box.receive(parcel.wait_seconds + GRACE_SECONDS, parcel.reply_limit_bytes)
            ordinary = self._settle_parcel(parcel, content)
        except (BoxLostError, replies.BrokenReplyError) as error:
            self._lose(waiting, error)
            return False
        except BaseException:  # a bug of ours, which ends the pool: it must find these jobs, or somebody waits for ever
            self._queue.put_back(job for parcel in waiting for job in parcel.jobs)
            raise
        waiting.popleft()
        if ordinary or not self._recycle:
            return True
        self._queue.put_back(job for parcel in waiting for job in parcel.jobs)
        return False

    def _settle_parcel(self, parcel: _Parcel, content: bytes) -> bool:
        """Give a parcel's jobs their outcomes, or another run. False where something out of the ordinary happened."""
        if not parcel.batch:
            job = parcel.jobs[0]
            executions, costs = replies.read_reply(content, job.key, job.plan, attempts=1)
            if not any(execution.status in SUSPECT for execution in executions):
                self._settle(job, executions, costs, self.conditions)
                return True
            self._confirmations.submit(self._confirm, job, executions)
            return False
        read = replies.read_batch_reply(content, parcel.key, [job.plan for job in parcel.jobs])
        if read is None:
            self._run_apart(parcel)
            return False
        for job, (executions, costs) in zip(parcel.jobs, read, strict=True):
            self._settle(job, executions, costs, self._batch_conditions)
        return True

    def _run_apart(self, parcel: _Parcel) -> None:
        """Queue each job of a batch again, to be run alone."""
        for job in parcel.jobs:
            job.shareable = False
        self._queue.put_back(parcel.jobs)

    def _lose(self, waiting: deque[_Parcel], error: Exception) -> None:
        """The box is gone. The parcel it was in is suspect; those behind it only waited."""
        if self._closing:
            for parcel in waiting:
                for job in parcel.jobs:
                    job.future.cancel()
            return
        suspect = waiting.popleft()
        self._queue.put_back(job for parcel in waiting for job in parcel.jobs)
        if suspect.batch:
            self._run_apart(suspect)  # which of them it was will show
            return
        (job,) = suspect.jobs
        if self.boxes.engine_answers():
            job.losses += 1
        if job.losses > LOSSES_ALLOWED:
            message = f"Two boxes in a row were lost in this example: {error}."
            self._settle_ours(job, "infrastructure.sandbox_failed", message)
        else:
            self._queue.put_back((job,))

    def _confirm(self, job: Job, first: tuple[Execution, ...]) -> None:
        """Run a suspect plan once more, in a fresh box, before anyone is blamed."""
        try:
            executions, costs = self._run_alone(job)
        except (BoxLostError, replies.BrokenReplyError) as error:
            message = f"The boxes of the confirmation were lost: {error}."
            self._settle_ours(job, "infrastructure.sandbox_failed", message)
        except UnableError as error:
            job.future.set_exception(error)
        except BaseException as error:  # a bug of ours: nobody may wait for ever because of it
            job.future.set_exception(SandboxError(f"A confirmation failed: {error!r}. This is a bug in callproof."))
        else:
            before, after = (tuple(each.status for each in run) for run in (first, executions))
            if before == after:
                self._settle(job, executions, costs, self.conditions)
            else:
                message = f"The calls ended as {_listed(before)} at first, and as {_listed(after)} in a fresh box."
                self._settle_ours(job, "infrastructure.not_repeatable", message)

    def _run_alone(self, job: Job) -> tuple[tuple[Execution, ...], tuple[Cost, ...]]:
        """One job in a box of its own; once more where that box is lost. Where the engine is gone, starting raises."""
        for last in (False, True):
            box = self._started()
            try:
                box.send(wire.request_frame(job.key, job.plan, self._isolation, self._sets))
                content = box.receive(wire.wall_seconds(job.plan) + GRACE_SECONDS, replies.reply_limit_bytes(job.plan))
                return replies.read_reply(content, job.key, job.plan, attempts=2)
            except (BoxLostError, replies.BrokenReplyError):
                if last or self._closing:
                    raise
            finally:
                self.boxes.discard(box)
        raise AssertionError("the last turn returns or raises")

    def _settle(
        self, job: Job, executions: tuple[Execution, ...], costs: tuple[Cost, ...], conditions: Conditions
    ) -> None:
        job.future.set_result(Outcome(executions=executions, costs=costs, conditions=conditions))

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
