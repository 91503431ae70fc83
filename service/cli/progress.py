"""How far a run is: a bar on a terminal, a plain line every few seconds elsewhere."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

from service.cli.terminal import Terminal
from verifiers.model import Label

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_LINE_SECONDS = 5.0
_BAR_SECONDS = 0.1


class RunProgress:
    """Counts labels and shows rate, time left and counts on standard error. A context manager.

    ``position_bytes`` tells how far the shard has been read, of ``size_bytes``.
    """

    def __init__(
        self,
        terminal: Terminal,
        *,
        size_bytes: int,
        position_bytes: Callable[[], int],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._terminal = terminal
        self._size_bytes = max(size_bytes, 1)
        self._position_bytes = position_bytes
        self._counts: Counter[Label] = Counter()
        self._fresh = 0
        self._clock = clock
        self._start = self._shown = clock()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if self._terminal.interactive:
            # Takes long to import, and only a person sees it.
            from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

            self._bar = Progress(
                BarColumn(bar_width=16),
                TextColumn("{task.percentage:>3.0f} %"),
                TimeRemainingColumn(compact=True),
                TextColumn("{task.fields[told]}", markup=False),
                console=self._terminal.console(),
                transient=True,
            )
            self._task = self._bar.add_task("verify", total=self._size_bytes, told="starting")
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def say(self, text: str) -> None:
        """A message that does not tear the bar apart."""
        if self._bar is not None:
            self._bar.console.print(text, highlight=False, markup=False)
        else:
            self._terminal.say(text)

    def observe(self, label: Label, earlier: bool) -> None:
        """One more verdict; ``earlier`` where a run before this one had given it."""
        self._counts[label] += 1
        self._fresh += not earlier
        now = self._clock()
        if now - self._shown < (_BAR_SECONDS if self._bar is not None else _LINE_SECONDS):
            return
        self._shown = now
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._position_bytes(), told=self._told(now))
        else:
            self._terminal.say(f"{self._remaining(now)} · {self._told(now)}")

    def _told(self, now: float) -> str:
        rate = self._fresh / max(now - self._start, 1e-9)
        counts = ", ".join(f"{self._counts[label]} {label.value}" for label in Label)
        return f"{self._counts.total()} · {rate:.0f}/s · {counts}"

    def _remaining(self, now: float) -> str:
        share = min(self._position_bytes() / self._size_bytes, 1.0)
        if share <= 0:
            return "0 %"
        left = (now - self._start) * (1 - share) / share
        return f"{share:.0%} · {left:.0f} s left"
