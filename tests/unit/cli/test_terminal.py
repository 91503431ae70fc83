"""What reaches the terminal."""

from __future__ import annotations

import io
import os

import pytest

from service.cli.terminal import Terminal, on_one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("zażółć\n\tok", "zażółć\n\tok"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\r\x07\x9b", "\\x0d\\x07\\x9b"),
        ("\u202eevil", "\\u202eevil"),
        ("\ud800", "\\ud800"),
    ],
)
def test_characters_that_steer_the_terminal_are_shown_as_escapes(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_one_line_is_one_short_line() -> None:
    assert on_one_line("a\n\n b" + "c" * 200, 10) == "a bcccccc…"


def test_a_reader_that_goes_away_does_not_stop_the_work() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as out:
        terminal = Terminal(out=out, err=io.StringIO())
        terminal.show("nobody reads this")
        terminal.show("nor this")
        terminal.close()
