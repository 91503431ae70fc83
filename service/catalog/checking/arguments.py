"""Arguments for fuzzing: made from the schema by processes of their own, which are ended where they take too long."""

from __future__ import annotations

import importlib.util
import json
import queue
import select
import subprocess
import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import Self

from service.errors import UnableError, UsageError
from verifiers.model import Function, Json
from verifiers.schema import fits

GENERATOR = Path(__file__).with_name("generator.py")
LONGEST_SECONDS = 20.0
_START_SECONDS = 60.0
_PACKAGE = "hypothesis"


class NotGeneratedError(Exception):
    """No arguments could be made from a schema; the message says why."""


def generator_versions() -> str:
    """What makes the arguments. Raises UsageError where it is not installed."""
    if importlib.util.find_spec(_PACKAGE) is None:
        raise UsageError(
            "Making arguments from schemas needs hypothesis. Install callproof[check], or check without them: "
            "--examples 0."
        )
    return f"{_PACKAGE} {metadata.version(_PACKAGE)}"


class Generators:
    """A few generator processes, for several threads. A context manager.

    ``folder`` is where hypothesis keeps its tables.
    """

    def __init__(self, *, count: int, folder: Path) -> None:
        self._idle: queue.SimpleQueue[_Generator] = queue.SimpleQueue()
        self._all = [_Generator(folder) for _ in range(count)]
        for each in self._all:
            self._idle.put(each)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each in self._all:
            each.close()

    def make(self, function: Function, count: int) -> list[Mapping[str, Json]]:
        """Up to ``count`` different arguments that fit the parameters of ``function``. Raises NotGeneratedError."""
        generator = self._idle.get()
        try:
            made = generator.ask({"schema": function.parameters, "count": count})
        finally:
            self._idle.put(generator)
        fit: list[Mapping[str, Json]] = [
            each for each in made if isinstance(each, dict) and fits(each, function.parameters)
        ]
        if not fit:
            raise NotGeneratedError(f"none of {len(made)} values made from the schema fits it")
        return fit


class _Generator:
    """One process, started when first asked and again after it was ended."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def ask(self, request: Json) -> list[Json]:
        """The values made for one request. Raises NotGeneratedError."""
        if self._closed:
            raise UnableError("The generator of arguments is closed.")
        fresh = self._process is None
        process = self._process = self._process or self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            wait_seconds = LONGEST_SECONDS + (_START_SECONDS if fresh else 0)
            answered, _, _ = select.select([process.stdout], [], [], wait_seconds)
            line = process.stdout.readline() if answered else b""
        except OSError:
            line = b""
        if not line.endswith(b"\n"):
            self._end()
            raise NotGeneratedError(f"making arguments took longer than {LONGEST_SECONDS:.0f} s, or ended the process")
        answer = json.loads(line)
        if "error" in answer:
            raise NotGeneratedError(answer["error"])
        made: list[Json] = answer["values"]
        return made

    def close(self) -> None:
        """End the process; asking is over."""
        self._closed = True
        self._end()

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603  # our own program, by its path
            [sys.executable, "-P", str(GENERATOR)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._folder,
            env={"PYTHONHASHSEED": "0"},  # sets in hypothesis decide what is drawn
            start_new_session=True,  # Ctrl-C is for callproof, which ends this process itself
        )

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue
