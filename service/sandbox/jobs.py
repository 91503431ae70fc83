"""The queue between submitters and boxes."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass

from service.sandbox.model import Outcome, Plan

BATCH_CALLS = 256
SMALLEST_SHARE = 16
FEWEST_TO_SHARE = 4
"""Fewer jobs are done sooner one by one: looking at what a batch left behind costs as much as some workers."""


@dataclass(slots=True, kw_only=True)
class Job:
    """One submitted plan on its way.

    ``shareable`` ones may share a worker with others. ``losses`` counts the boxes that were lost while running it.
    """

    key: int
    plan: Plan
    future: Future[Outcome]
    shareable: bool = False
    losses: int = 0


class JobQueue:
    """First in, first out, with a line of its own for jobs that may share a worker. Safe between threads.

    ``takers`` is how many boxes take from it: none takes more than its share of what waits.
    """

    def __init__(self, takers: int = 1) -> None:
        self._single: deque[Job] = deque()
        self._shareable: deque[Job] = deque()
        self._takers = takers
        self._single_next = True
        self._changed = threading.Condition()
        self._closed = False

    def put(self, job: Job) -> None:
        """Add at the end. Raises RuntimeError after ``close``."""
        with self._changed:
            if self._closed:
                raise RuntimeError("the pool is closed")
            (self._shareable if job.shareable else self._single).append(job)
            self._changed.notify()

    def put_back(self, jobs: Iterable[Job]) -> None:
        """Return jobs to the front, in their order. Allowed after ``close``."""
        with self._changed:
            for job in reversed(list(jobs)):
                (self._shareable if job.shareable else self._single).appendleft(job)
            self._changed.notify_all()

    def await_one(self) -> bool:
        """Wait until there is a job; False once the queue is closed and empty."""
        with self._changed:
            self._changed.wait_for(lambda: self._single or self._shareable or self._closed)
            return bool(self._single or self._shareable)

    def take(self) -> list[Job]:
        """Wait for what one worker is to run next: a job, or several shareable ones. Empty once closed and empty."""
        with self._changed:
            self._changed.wait_for(lambda: self._single or self._shareable or self._closed)
            return self._next()

    def take_now(self) -> list[Job]:
        """What one worker is to run next, if there is anything now."""
        with self._changed:
            return self._next()

    def close(self) -> None:
        """No more jobs will come; those that wait are still given out."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def drain(self) -> list[Job]:
        """Take all that wait."""
        with self._changed:
            jobs = [*self._single, *self._shareable]
            self._single.clear()
            self._shareable.clear()
            return jobs

    def _next(self) -> list[Job]:
        """The two lines take turns, so that neither waits for the other to end."""
        if self._single and (self._single_next or not self._shareable):
            self._single_next = False
            return [self._single.popleft()]
        self._single_next = True
        return self._next_batch()

    def _next_batch(self) -> list[Job]:
        waiting = self._shareable
        if not waiting:
            return []
        first = waiting.popleft()
        if len(waiting) + 1 < FEWEST_TO_SHARE:
            return [first]
        limits = first.plan.calls[0].limits
        share = max(len(waiting) // self._takers, SMALLEST_SHARE)
        taken = [first]
        calls = len(first.plan.calls)
        while waiting and len(taken) < share and calls + len(waiting[0].plan.calls) <= BATCH_CALLS:
            if waiting[0].plan.calls[0].limits != limits:
                break
            taken.append(waiting.popleft())
            calls += len(taken[-1].plan.calls)
        return taken
