"""Keeps the processes of a box on one processor, and lets the kernel choose another one now and then.

A box has the time of one processor, and its processes take turns. Left alone, the kernel wakes each on whichever
processor is idle, and each turn then waits for another processor to wake up, and for its caches.
"""

from __future__ import annotations

import ctypes
import os
import time

TYPE_CHECKING = False  # `typing` is 0.4 MB that every fork would have to carry
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SECONDS = 0.1
"""How long a choice holds; a neighbour that has become busy is got away from after that."""
_libc = ctypes.CDLL(None)
_clock = time.monotonic


class Processor:
    """Where a box runs. Call ``settle`` between examples."""

    def __init__(self) -> None:
        self._allowed = _allowed()
        self._until_seconds = 0.0
        self._held = False

    def settle(self, others: Callable[[], Iterable[int]]) -> None:
        """Hold this process and ``others`` where this one is now; for one example in a while, let them go."""
        if self._until_seconds > (now_seconds := _clock()) or len(self._allowed) < 2:
            return
        chosen = self._allowed if self._held else {_libc.sched_getcpu()}
        self._held = not self._held
        self._until_seconds = now_seconds + SECONDS if self._held else 0.0
        try:
            for pid in (0, *others()):
                os.sched_setaffinity(pid, chosen)
        except OSError:  # a stem has just died, or the kernel has no such thing: speed is all that is lost
            self._until_seconds = now_seconds + SECONDS


def _allowed() -> set[int]:
    try:
        return os.sched_getaffinity(0)
    except OSError:
        return set()
