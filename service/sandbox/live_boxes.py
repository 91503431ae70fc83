"""The boxes of one run, whatever they are made of: started with patience, known while they live, none left behind."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable

from service.errors import EngineError, ImageError, SandboxError, UnableError
from service.sandbox.box import Box, BoxLostError

START_ATTEMPTS = 5
FIRST_PAUSE_SECONDS = 0.25


class LiveBoxes:
    """Starts boxes with ``launch`` and keeps account of them. Safe between threads.

    ``launch`` gives a box whose runner need not be up yet, or raises UnableError or BoxLostError. ``advice`` says what
    to do where boxes start but runners do not come up.
    """

    def __init__(self, launch: Callable[[], Box], advice: str) -> None:
        self._launch = launch
        self._advice = advice
        self._boxes: set[Box] = set()
        self._ready: set[str] = set()
        self._lock = threading.Lock()
        self._hurried = False

    @property
    def ready(self) -> frozenset[str]:
        """The names of the boxes whose runner has come up and that were not discarded since."""
        with self._lock:
            return frozenset(self._ready)

    def start(self) -> Box:
        """Start a box and wait until its runner is ready. Tries again for a while; raises UnableError then."""
        for attempt in range(START_ATTEMPTS):
            last = attempt == START_ATTEMPTS - 1 or self._hurried
            try:
                return self._start_once()
            except ImageError:
                raise
            except UnableError:
                if last:
                    raise
            except BoxLostError as error:
                if last:
                    message = f"A box was started but its runner did not come up: {error}. {self._advice}"
                    raise SandboxError(message) from error
            time.sleep(FIRST_PAUSE_SECONDS * 2**attempt)
        raise AssertionError("the last attempt returns or raises")

    def discard(self, box: Box) -> None:
        """Remove a box, dead or alive. Where the engine is gone, the sweep of the next start removes it."""
        with self._lock:
            self._boxes.discard(box)
            self._ready.discard(box.name)
        with contextlib.suppress(EngineError):
            box.remove()

    def discard_all(self) -> None:
        """Remove what boxes are left. Call when no thread uses a box any more."""
        with self._lock:
            boxes = list(self._boxes)
        for box in boxes:
            self.discard(box)

    def hang_up(self) -> None:
        """Break off with every box: whoever waits for one gets BoxLostError, and failed starts are not tried again."""
        self._hurried = True
        with self._lock:
            boxes = list(self._boxes)
        for box in boxes:
            box.hang_up()

    def _start_once(self) -> Box:
        box = self._launch()
        with self._lock:
            self._boxes.add(box)
        if self._hurried:
            box.hang_up()
        try:
            box.await_ready()
        except BaseException:
            self.discard(box)
            raise
        with self._lock:
            self._ready.add(box.name)
        return box
