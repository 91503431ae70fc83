"""A process that measures itself: it is told for how long, a line each time, and answers with a frame.

A frame is a length as four bytes, then JSON: first a greeting with ``ready``, then calls and seconds of each
measurement, or an ``error``. The programs below programs/ speak this, in boxes and outside.
"""

from __future__ import annotations

import json
import os
import select
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from benchmarks.measuring import NotMeasurableError, Sample
from verifiers.model import Json

PROGRAMS = Path(__file__).parent / "programs"
TREE = Path(__file__).parents[1]
_HEADER = struct.Struct(">I")
_START_SECONDS = 600.0
_GRACE_SECONDS = 120.0
_LAST_WORDS_CHARACTERS = 300


class Driven:
    """A running program. ``greeting`` is what it said when it was ready."""

    def __init__(self, process: subprocess.Popen[bytes], said: IO[bytes]) -> None:
        self._process = process
        self._said = said
        self.greeting = self._answer(_START_SECONDS)

    def measure(self, seconds: float) -> Sample:
        """Have it measure for about ``seconds``. Raises NotMeasurableError where it fails or falls silent."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(f"{seconds}\n".encode())
        except OSError as error:
            raise NotMeasurableError(f"it ended: {self._last_words()}") from error
        answer = self._answer(seconds + _GRACE_SECONDS)
        return Sample(calls=answer["calls"], elapsed_seconds=answer["elapsed_seconds"])

    def _answer(self, wait_seconds: float) -> dict[str, Json]:
        deadline = time.monotonic() + wait_seconds
        (size_bytes,) = _HEADER.unpack(self._read(_HEADER.size, deadline))
        answer: dict[str, Json] = json.loads(self._read(size_bytes, deadline))
        if "error" in answer:
            raise NotMeasurableError(str(answer["error"]))
        return answer

    def _read(self, size_bytes: int, deadline: float) -> bytes:
        assert self._process.stdout is not None
        content = b""
        while len(content) < size_bytes:
            if not select.select([self._process.stdout], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise NotMeasurableError(f"it gave no answer in time: {self._last_words()}")
            part = os.read(self._process.stdout.fileno(), size_bytes - len(content))
            if not part:
                raise NotMeasurableError(f"it ended: {self._last_words()}")
            content += part
        return content

    def _last_words(self) -> str:
        self._said.seek(0)
        text = self._said.read().decode(errors="replace").strip()
        return text.rpartition("\n")[2][-_LAST_WORDS_CHARACTERS:] or "it said nothing"


@contextmanager
def driven(command: Sequence[str | Path], *, folder: Path = TREE) -> Iterator[Driven]:
    """Start ``command`` in ``folder`` and wait until it is ready; it ends with its standard input, on leaving.

    Raises NotMeasurableError with its last words where it does not get ready.
    """
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, bufsize=0
        ) as process,
    ):
        assert process.stdin is not None
        try:
            yield Driven(process, said)
        finally:
            process.stdin.close()
            try:
                process.wait(_GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
