"""The queue between submitters and boxes."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass

from service.sandbox.model import Outcome, Plan


@dataclass(slots=True, kw_only=True)
class Job:
    """One submitted plan on its way. ``losses`` counts the boxes that were lost while running it."""

    key: int
    plan: Plan
    frame: bytes
    future: Future[Outcome]
    losses: int = 0


class JobQueue:
    """First in, first out; jobs of a lost box go back to the front. Safe between threads."""

    def __init__(self) -> None:
        self._jobs: deque[Job] = deque()
        self._changed = threading.Condition()
        self._closed = False

    def put(self, job: Job) -> None:
        """Add at the end. Raises RuntimeError after ``close``."""
        with self._changed:
            if self._closed:
                raise RuntimeError("the pool is closed")
            self._jobs.append(job)
            self._changed.notify()

    def put_back(self, jobs: Iterable[Job]) -> None:
        """Return jobs to the front, in their order. Allowed after ``close``."""
        with self._changed:
            self._jobs.extendleft(reversed(list(jobs)))
            self._changed.notify_all()

    def take(self) -> Job | None:
        """Wait for the next job; None once the queue is closed and empty."""
        with self._changed:
            self._changed.wait_for(lambda: self._jobs or self._closed)
            return self._jobs.popleft() if self._jobs else None

    def take_small(self, size_bytes: int) -> Job | None:
        """The next job if there is one now and its frame is no larger than ``size_bytes``; else None."""
        with self._changed:
            if self._jobs and len(self._jobs[0].frame) <= size_bytes:
                return self._jobs.popleft()
            return None

    def close(self) -> None:
        """No more jobs will come; those that wait are still given out."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def drain(self) -> list[Job]:
        """Take all that wait."""
        with self._changed:
            jobs = list(self._jobs)
            self._jobs.clear()
            return jobs
