"""One examination of this machine for all who ask: it takes seconds and keeps processors busy.

::

    asked ──> answer younger than KEEP_SECONDS? ──yes──> that answer
                     │ no, or asked to refresh and older than REFRESH_SECONDS
                     v
              an examination under way? ──yes──> wait for it
                     │ no
                     v
              begin one, in a thread
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass

from service.capabilities import document
from service.doctor.model import Observation, Wanted
from verifiers.model import Json

KEEP_SECONDS = 600.0
REFRESH_SECONDS = 30.0
"""Nobody can have the machine examined more often than that."""

Examine = Callable[[Wanted, Callable[[str], None]], Generator[Observation, None, None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an examination came to; ``at_seconds`` is of the monotonic clock."""

    document: Json
    at_seconds: float


class SharedExamination:
    """For one event loop. ``clock`` is monotonic, in seconds."""

    def __init__(self, examine: Examine, clock: Callable[[], float] = time.monotonic) -> None:
        self._examine = examine
        self._clock = clock
        self._answer: Answer | None = None
        self._under_way: asyncio.Task[Answer] | None = None
        self._closing = threading.Event()

    async def document(self, *, refresh: bool = False) -> Json:
        """What this machine can enforce; ``refresh`` asks for a new examination. A caller that goes away stops none.

        Raises what the examination raises, to all who wait for it; the next who asks begins another.
        """
        keep_seconds = REFRESH_SECONDS if refresh else KEEP_SECONDS
        if self._answer is not None and self._clock() - self._answer.at_seconds < keep_seconds:
            return self._answer.document
        if self._under_way is None or self._under_way.done():
            self._under_way = asyncio.create_task(self._run())
        return (await asyncio.shield(self._under_way)).document

    async def close(self) -> None:
        """End an examination that is under way, and wait until its boxes are gone."""
        self._closing.set()
        if self._under_way is not None:
            await asyncio.gather(self._under_way, return_exceptions=True)

    async def _run(self) -> Answer:
        observations = await asyncio.to_thread(self._observe)
        self._answer = Answer(document=document(observations, Wanted()), at_seconds=self._clock())
        return self._answer

    def _observe(self) -> list[Observation]:
        observations = []
        with contextlib.closing(self._examine(Wanted(), _say_nothing)) as examination:
            for each in examination:
                observations.append(each)
                if self._closing.is_set():
                    break
        return observations


def _say_nothing(_: str) -> None:
    """What is being made meanwhile interests nobody here."""
