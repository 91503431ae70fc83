"""What the command line prints, and to whom.

Results go to standard output, everything else to standard error. Text from a dataset may hold control characters,
which would move the cursor or colour the screen: they are shown as escapes. A reader that goes away early ends the
output, never the work.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console


class Terminal:
    """The two output streams of one command."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        for stream in (self._out, self._err):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")

    @property
    def interactive(self) -> bool:
        """Whether a person watches standard error."""
        return self._err.isatty()

    @property
    def output(self) -> TextIO:
        """Standard output, for a result that is written in parts."""
        return self._out

    def console(self) -> Console:
        """A rich console on standard error, for progress."""
        from rich.console import Console  # noqa: PLC0415  # takes long to import, and only a person sees it

        return Console(file=self._err, markup=False, highlight=False, emoji=False)

    def show(self, text: str = "") -> None:
        """One piece of the result, on standard output, with a line end."""
        self._write(self._out, text)

    def say(self, text: str) -> None:
        """One message about the work, on standard error, with a line end."""
        self._write(self._err, text)

    def close(self) -> None:
        """Hands over what is still buffered, so that the interpreter's own flush at exit finds nothing to fail on."""
        for stream in (self._out, self._err):
            try:
                stream.flush()
            except BrokenPipeError:
                _disconnect(stream)

    def _write(self, stream: TextIO, text: str) -> None:
        try:
            stream.write(text + "\n")
            stream.flush()
        except BrokenPipeError:
            _disconnect(stream)


def visible(text: str) -> str:
    """The text with control and direction-changing characters as escapes; line ends and tabs stay."""
    return "".join(char if char in "\n\t" or not _steers(char) else _escape(char) for char in text)


def on_one_line(text: str, width: int = 100) -> str:
    """The text on one line of at most ``width`` characters."""
    flat = " ".join(visible(text).split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"


def _steers(char: str) -> bool:
    return (
        unicodedata.category(char) in {"Cc", "Cs"} or char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def _escape(char: str) -> str:
    return f"\\x{ord(char):02x}" if ord(char) < 0x100 else f"\\u{ord(char):04x}"


def _disconnect(stream: TextIO) -> None:
    """Points the stream's descriptor at nothing, as the signal chapter of Python's manual shows."""
    try:
        descriptor = stream.fileno()
    except (OSError, ValueError):
        return
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, descriptor)
    os.close(nothing)
