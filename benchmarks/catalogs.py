"""Made-up function sets of any size, and a pool over one in a process of its own, so that no two sizes share memory.

``python -m benchmarks.catalogs FOLDER`` is that process; it speaks the protocol of benchmarks/driven.py.
"""

from __future__ import annotations

import json
import struct
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

from benchmarks.driven import driven
from benchmarks.measuring import LOADED_FORK, Contender, Measure
from benchmarks.pools import PoolKind, Request, feed, open_pool, request, warm_up
from service.catalog.load import load_catalog
from service.catalog.model import Catalog
from verifiers.model import Json

USED = 400
SIZES = (USED, 40_000)
_PER_FILE = 20
_HEADER = struct.Struct(">I")
_FUNCTION = '''

def scale_and_shift_{number}(value: int, times: int = {times}) -> int:
    """Scale a whole number and shift it by what department {number} is used to.

    Args:
        value: The number to begin with.
        times: How many times it is taken.
    """
    return value * times + {number}
'''


def catalog_contenders(sizes: Sequence[int] = SIZES, *, used: int = USED) -> tuple[Contender, ...]:
    """A row for each size of catalog; all call the same ``used`` functions, whose files are the same in each."""
    return tuple(_contender(size, used) for size in sizes)


def write_functions(folder: Path, count: int) -> None:
    """Write ``count`` functions, several in a file; a smaller set's files are the first ones of a larger set."""
    folder.mkdir(parents=True)
    for first in range(0, count, _PER_FILE):
        numbers = range(first, min(first + _PER_FILE, count))
        functions = "".join(_FUNCTION.format(number=number, times=2 + number % 7) for number in numbers)
        content = f'"""Functions from number {first} on."""\n{functions}'
        (folder / f"department_{first // _PER_FILE:05}.py").write_text(content, encoding="utf-8")


def uses(catalog: Catalog, used: int) -> tuple[Request, ...]:
    """A plan for each of the first ``used`` functions."""
    numbered = ((number, catalog.functions[f"scale_and_shift_{number}"]) for number in range(used))
    return tuple(
        request([(function, {"value": number + 1})], [(number + 1) * (2 + number % 7) + number])
        for number, function in numbered
    )


def main(arguments: list[str]) -> None:
    """Load the functions of a folder, open a pool over them, use each once, then answer until standard input ends."""
    folder, used = arguments
    start = time.perf_counter()
    catalog = load_catalog([folder])
    loaded = time.perf_counter()
    requests = uses(catalog, int(used))
    kind = PoolKind(isolation="example")
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a build says is no answer
    with open_pool(kind, catalog) as pool:
        opened = time.perf_counter()
        for each in requests:
            pool.submit(each.plan).result()
        warm_up(pool, kind, requests)
        times = {"load_seconds": loaded - start, "image_seconds": opened - loaded}
        _answer(answers, {"ready": True, "functions": len(catalog.functions), **times})
        for line in sys.stdin:
            sample = asdict(feed(pool, requests, float(line)))
            _answer(answers, {"calls": sample["calls"], "elapsed_seconds": sample["elapsed_seconds"]})


def _contender(size: int, used: int) -> Contender:
    def open_process(stack: ExitStack) -> Measure:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="callproof-bench-")))
        write_functions(home / "departments", size)
        command = (sys.executable, "-m", "benchmarks.catalogs", str(home / "departments"), str(used))
        process = stack.enter_context(driven(command))
        told = process.greeting
        print(
            f"catalog of {told['functions']:,} functions: loaded in {told['load_seconds']:.1f} s, "
            f"image ready in {told['image_seconds']:.1f} s",
            flush=True,
        )
        return process.measure

    name = f"pool, example, 1 box, catalog of {size:,}"
    return Contender(key=f"catalog_{size}", name=name, open=open_process, fork=LOADED_FORK)


def _answer(answers: Json, value: Json) -> None:
    content = json.dumps(value).encode()
    answers.write(_HEADER.pack(len(content)) + content)
    answers.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
