"""What a run says of itself where nobody watches a terminal."""

from __future__ import annotations

import io

from service.cli.progress import RunProgress
from service.cli.terminal import Terminal
from verifiers.model import Label


class Clock:
    """Time that passes when the test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_line_every_few_seconds_tells_share_time_left_rate_and_labels() -> None:
    said, clock = io.StringIO(), Clock()
    with RunProgress(Terminal(err=said), size_bytes=1000, position_bytes=lambda: 250, clock=clock) as progress:
        for second in range(1, 11):
            clock.now = float(second)
            progress.observe(Label.INVALID if second % 5 else Label.VALID, earlier=False)
    assert said.getvalue().splitlines() == [
        "25% · 15 s left · 5 · 1/s · 1 valid, 0 review, 4 invalid, 0 unverified",
        "25% · 30 s left · 10 · 1/s · 2 valid, 0 review, 8 invalid, 0 unverified",
    ]


def test_verdicts_of_an_earlier_run_count_but_are_no_part_of_the_rate() -> None:
    said, clock = io.StringIO(), Clock()
    with RunProgress(Terminal(err=said), size_bytes=1000, position_bytes=lambda: 500, clock=clock) as progress:
        for _ in range(99):
            progress.observe(Label.VALID, earlier=True)
        clock.now = 10.0
        progress.observe(Label.VALID, earlier=False)
    assert "100 · 0/s · 100 valid" in said.getvalue()
