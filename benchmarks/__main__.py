"""``python -m benchmarks [speed|memory|soak|all]``: measure, print, and write JSON; of speed, a chart too."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import memory
from benchmarks.measuring import BenchmarkError
from service.errors import UnableError
from verifiers.model import Json

_FOLDER = Path("out") / "bench"


def main(arguments: list[str]) -> int:
    """Run what is asked for. 0 when it was measured, whatever came out; 3 where it could not be."""
    args = _parser().parse_args(arguments)
    benchmarks: dict[str, Callable[[argparse.Namespace], Json]] = {
        "memory": _memory,
        "speed": _speed,
        "soak": _soak,
    }
    wanted = [args.benchmark] if args.benchmark != "all" else ["memory", "speed"]
    try:
        for name, benchmark in benchmarks.items():
            if name in wanted:
                print(f"{name}: {_machine()['kind']}", flush=True)
                _write(args.json or _FOLDER / f"{name}.json", {"benchmark": name, **_machine(), **benchmark(args)})
    except (BenchmarkError, UnableError) as error:
        print(error, file=sys.stderr)
        return 3
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__, allow_abbrev=False)
    parser.add_argument("benchmark", nargs="?", default="all", choices=["speed", "memory", "soak", "all"])
    parser.add_argument("--rounds", type=_at_least_one, default=5, help="speed: how often each row is measured")
    parser.add_argument("--seconds", type=float, default=1.0, help="speed: how long each row is measured in a round")
    parser.add_argument(
        "--rows",
        metavar="WORDS",
        help="speed: only rows in whose key one of these words (separated by commas) is; targets want their rows",
    )
    parser.add_argument("--calls", type=_at_least_one, default=100_000, help="soak: how many calls")
    parser.add_argument("--boxes", type=_at_least_one, default=2, help="soak: how many boxes")
    parser.add_argument("--isolation", default="example", help="soak: which isolation")
    parser.add_argument("--runtime", help="soak: which runtime of the engine; default: its own")
    parser.add_argument(
        *("--examples", "-n"),
        type=_at_least_one,
        nargs="+",
        default=list(memory.EXAMPLES),
        help="memory: how many examples the shards have; the default takes some ten minutes",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help=f"where figures go; default: {_FOLDER}/<name>.json")
    return parser


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _memory(args: argparse.Namespace) -> Json:
    return memory.told(memory.measure(args.examples))


def _speed(args: argparse.Namespace) -> Json:
    # The engine's client is not loaded before memory is measured: a large parent would show in its child's figure.
    from benchmarks import speed  # noqa: PLC0415
    from benchmarks.chart import chart  # noqa: PLC0415
    from benchmarks.contenders import contenders  # noqa: PLC0415

    words = args.rows.split(",") if args.rows else [""]
    asked = [each for each in contenders(_processors()) if any(word in each.key for word in words)]
    kind = _engine_kind()
    report = speed.measure(asked, rounds=args.rounds, seconds=args.seconds)
    print(speed.table(report))
    drawn = (args.json or _FOLDER / "speed.json").with_suffix(".svg")
    drawn.parent.mkdir(parents=True, exist_ok=True)
    drawn.write_text(chart(report.rows), encoding="utf-8")
    print(f"drawn in {drawn}")
    return {"engine": kind, **speed.told(report, rounds=args.rounds, seconds=args.seconds)}


def _soak(args: argparse.Namespace) -> Json:
    from benchmarks import soak  # noqa: PLC0415 - as above
    from benchmarks.pools import PoolKind  # noqa: PLC0415

    kind = _engine_kind()
    report = soak.soak(PoolKind(isolation=args.isolation, boxes=args.boxes, runtime=args.runtime), args.calls)
    print(soak.soak_text(report))
    return {"engine": kind, **soak.soak_told(report)}


def _engine_kind() -> str:
    from service.sandbox.engine import Engine  # noqa: PLC0415 - as above

    with Engine.connect() as engine:
        described = engine.info()
    kind = f"engine {described.version}, cgroup v{described.cgroup_version}, {described.storage_driver}"
    print(kind, flush=True)
    return kind


def _processors() -> int:
    return len(os.sched_getaffinity(0))


def _machine() -> dict[str, Json]:
    now = datetime.datetime.now(tz=datetime.UTC)
    kind = f"{_processors()} cores, {platform.platform()}, Python {platform.python_version()}"
    return {"at": now.isoformat(timespec="seconds"), "kind": kind}


def _write(path: Path, told: Json) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    print(f"written to {path}\n", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
