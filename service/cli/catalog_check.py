"""``callproof catalog check``: tell where functions do not keep what their schemas and documentation promise."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from service.cli.options import Commands, at_least_one
from service.cli.terminal import Terminal, visible
from service.errors import OutputError

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from service.catalog.checking.cache import Cache

_STANDARD_OUTPUT = "-"
_LINE_SECONDS = 5.0
_CACHE_FOLDER = ".callproof"


def add_to(commands: Commands) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser(
        "check",
        help="test functions against their schemas and documentation",
        description="Inspects each function: its schema, its signature, its examples, and, with arguments made from "
        "the schema, how its calls end and whether they end alike again. What has not changed since an earlier check "
        "is not run again.",
        epilog="It exits 1 where there is a fault; hints are told and fail nothing.",
        allow_abbrev=False,
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="the functions; without it the bundled ones")
    parser.add_argument(
        "--profile",
        action="append",
        default=[],
        metavar="NAME",
        help="a provider whose rules count as faults: openai_strict, gemini or anthropic; else they are hints",
    )
    parser.add_argument(
        "--language",
        action="append",
        default=[],
        metavar="CODE",
        help="a language that must be complete; default: each that a set brings",
    )
    parser.add_argument(
        "--examples",
        type=_whole_number,
        default=25,
        metavar="N",
        help="calls made from each schema; default 25; 0 leaves those out",
    )
    parser.add_argument("--boxes", metavar="N", type=at_least_one, help="how many boxes; default: one for each core")
    parser.add_argument("--sandbox", choices=("auto", "docker", "bubblewrap"), default="auto")
    parser.add_argument("--json", metavar="FILE", help="write all complaints as JSON; - is standard output")
    parser.add_argument("--junit", metavar="FILE", type=Path, help="write JUnit XML, a test case for each function")
    parser.add_argument("--cache", metavar="DIR", type=Path, default=Path(_CACHE_FOLDER), help="default: .callproof")
    parser.add_argument("--no-resume", action="store_true", help="inspect everything anew")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace, terminal: Terminal) -> int:
    """Checks, and tells what was found. Exit status 1 for faults, 3 where only callproof's own failures are left."""
    # What a check stands on takes long to import.
    from service.catalog.checking.cache import Cache, cache_path  # noqa: PLC0415
    from service.catalog.checking.inspection import Check  # noqa: PLC0415
    from service.catalog.checking.model import Options  # noqa: PLC0415
    from service.catalog.checking.workplace import Place  # noqa: PLC0415

    folder = args.cache.absolute()
    options = Options(profiles=tuple(args.profile), languages=tuple(args.language), examples=args.examples)
    boxes = args.boxes or len(os.sched_getaffinity(0))
    with CheckProgress(terminal) as progress:
        place = Place(sandbox=args.sandbox, boxes=boxes, say=progress.say, folder=folder)
        check = Check(args.paths, options, place)
        with Cache(cache_path(folder, check.paths)) as cache:
            fresh = check.run(cache, resume=not args.no_resume, observe=progress.observe)
            progress.stop()
            if not fresh:
                terminal.say("Nothing has changed since the last check; --no-resume inspects everything anew.")
            return _report(cache, args, terminal)


def _report(cache: Cache, args: argparse.Namespace, terminal: Terminal) -> int:
    from service.reports.catalog_check import Totals, text_lines, write_json, write_junit  # noqa: PLC0415

    totals = Totals()
    for line in text_lines(cache.results(), totals):
        if args.json != _STANDARD_OUTPUT:
            terminal.show(visible(line))
    if args.json == _STANDARD_OUTPUT:
        write_json(terminal.output, cache.results())
    elif args.json is not None:
        with _written(Path(args.json)) as stream:
            write_json(stream, cache.results())
    if args.junit is not None:
        with _written(args.junit) as stream:
            write_junit(stream, cache.results(), totals)
    if totals.faulty:
        return 1
    return 3 if totals.unchecked else 0


@contextmanager
def _written(path: Path) -> Iterator[IO[str]]:
    """A file that appears whole or not at all. Raises OutputError."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        with fresh.open("w", encoding="utf-8", errors="backslashreplace") as stream:
            yield stream
        os.replace(fresh, path)  # noqa: PTH105 - replaces what is there
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}.") from error


def _whole_number(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("must be 0 or more")
    return number


class CheckProgress:
    """How far a check is: a bar on a terminal, a plain line every few seconds elsewhere. A context manager."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._begun: tuple[float, int] | None = None
        self._shown = 0.0

    def __enter__(self) -> CheckProgress:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def say(self, text: str) -> None:
        """A message that does not tear the bar apart."""
        if self._bar is not None:
            self._bar.console.print(text, highlight=False, markup=False)
        else:
            self._terminal.say(text)

    def observe(self, done: int, total: int) -> None:
        """So many of all functions and toolkits are done."""
        now = time.monotonic()
        if self._begun is None:
            self._begun = (now, done)
            self._shown = now
            if self._terminal.interactive and done < total:
                self._start(total)
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=done)
        elif now - self._shown >= _LINE_SECONDS:
            self._shown = now
            start, first = self._begun
            rate = (done - first) / max(now - start, 1e-9)
            left = f" · {(total - done) / rate:.0f} s left" if rate else ""
            self._terminal.say(f"{done} of {total} · {rate:.0f}/s{left}")

    def _start(self, total: int) -> None:
        # Takes long to import, and only a person sees it.
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415

        self._bar = Progress(
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeRemainingColumn(compact=True),
            console=self._terminal.console(),
            transient=True,
        )
        self._task = self._bar.add_task("check", total=total)
        self._bar.start()
