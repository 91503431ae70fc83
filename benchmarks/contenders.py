"""Everything whose speed is compared. A new driver, runtime or isolation is one more line in ``POOLS``."""

from __future__ import annotations

import functools
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.catalogs import catalog_contenders
from benchmarks.competitors import distilabel, in_containers
from benchmarks.forks import NUMERIC_FORK, box_forks, docker, host_forks, kind_of, open_box
from benchmarks.latency import latencies
from benchmarks.measuring import BenchmarkError, Contender, Measure, NotMeasured, Ready, Sample
from benchmarks.pools import PoolKind, additions, pool_contender, request
from benchmarks.shards import FUNCTIONS, catalog, numeric_catalog, write_shard
from benchmarks.verify_run import run_verify
from service.catalog.model import Catalog
from service.errors import CallproofError
from service.sandbox import images

CALLS_PER_EXAMPLE = 4
VERIFIED_EXAMPLES = 5_000
EXAMPLE, TWO_BOXES = PoolKind(isolation="example"), PoolKind(isolation="example", boxes=2)
BATCH, AUTO = PoolKind(isolation="batch"), PoolKind(isolation="auto", boxes=2)
NUMERIC = PoolKind(isolation="example", label="numpy")
POOLS = (
    EXAMPLE,
    TWO_BOXES,
    PoolKind(isolation="example", boxes=2, calls=CALLS_PER_EXAMPLE),
    PoolKind(isolation="call", boxes=2, calls=CALLS_PER_EXAMPLE),
    PoolKind(isolation="box", boxes=2),
    BATCH,
    PoolKind(isolation="batch", boxes=2),
    AUTO,
    PoolKind(isolation="example", runtime="runsc"),
    PoolKind(isolation="example", boxes=2, runtime="runsc"),
    PoolKind(isolation="batch", runtime="runsc"),
    PoolKind(isolation="example", sandbox="bubblewrap"),
    PoolKind(isolation="example", boxes=2, sandbox="bubblewrap"),
    PoolKind(isolation="batch", sandbox="bubblewrap"),
)
COLD = (EXAMPLE, PoolKind(isolation="example", runtime="runsc"), PoolKind(isolation="example", sandbox="bubblewrap"))
_OTHER_TOOLS = 200
_WARM_UP_SECONDS = 0.1


def contenders(processors: int, *, verified_examples: int = VERIFIED_EXAMPLES) -> tuple[Contender, ...]:
    """Every row there can be, those that are compared near each other in time.

    ``verified_examples`` is the length of the shard that the whole command runs over.
    """
    functions = functools.cache(catalog)
    image, program = functools.cache(_image), functools.cache(lambda: _program(_search_path(functions())))
    plans = functools.cache(lambda calls: additions(functions(), calls))
    squares = numeric_catalog().functions["sum_of_squares"]
    numeric = (request([(squares, {"numbers": [1.0, 2.0, 3.0]})], [14.0]),)
    return (
        *_commands(image, program),
        *in_containers(image, program),
        *host_forks(),
        *distilabel(),
        *box_forks(functions),
        pool_contender(NUMERIC, numeric_catalog, numeric, cores=processors, fork=NUMERIC_FORK),
        *(pool_contender(kind, functions, plans(kind.calls), cores=processors) for kind in POOLS),
        *latencies(functions, plans(1), cold=COLD, warm=EXAMPLE),
        *catalog_contenders(),
        Contender(
            key="verify",
            name=f"callproof verify, {verified_examples:,} examples",
            open=functools.partial(_open_verify, verified_examples),
            cores=processors,
        ),
    )


def opened(asked: Iterable[Contender], stack: ExitStack) -> tuple[list[Ready], list[NotMeasured]]:
    """Open and warm up each contender; those that cannot be measured come back with the reason."""
    ready, missing = [], []
    for contender in asked:
        with ExitStack() as own:
            try:
                measure = contender.open(own)
                measure(_WARM_UP_SECONDS)
            except (BenchmarkError, CallproofError, OSError) as error:
                reason = " ".join(str(error).split())
                missing.append(NotMeasured(key=contender.key, name=contender.name, reason=reason))
                print(f"not measured: {contender.name}: {reason}", flush=True)
                continue
            stack.push(own.pop_all())
            ready.append(Ready(contender=contender, measure=measure))
    return ready, missing


def _commands(image: Callable[[], str], program: Callable[[], str]) -> tuple[Contender, ...]:
    """A new interpreter for each call: in a new container, in one that runs already, and on the host."""

    def docker_run(_: ExitStack) -> Measure:
        run = ("run", "--rm", "--network", "none", "--entrypoint", "python3", image(), "-c", program())
        return functools.partial(_repeat_command, (docker(), *run))

    def docker_exec(stack: ExitStack) -> Measure:
        idle, _ = open_box(stack, kind_of(catalog()), ())
        return functools.partial(_repeat_command, (docker(), "exec", idle, "python3", "-c", program()))

    def python(_: ExitStack) -> Measure:
        return functools.partial(_repeat_command, (sys.executable, "-c", _program(str(FUNCTIONS))))

    return (
        Contender(key="docker_run", name="docker run", open=docker_run),
        Contender(key="docker_exec", name="docker exec", open=docker_exec),
        Contender(key="python", name="python3 -c, host", open=python),
    )


def _image() -> str:
    return kind_of(catalog()).image


def _search_path(functions: Catalog) -> str:
    (function_set,) = functions.function_sets.values()
    return images.search_paths(function_set)[0]


def _program(folder: str) -> str:
    return f"import sys; sys.path.insert(0, {folder!r}); import trivial; print(trivial.add_numbers(2, 3))"


def _repeat_command(command: Sequence[str], seconds: float) -> Sample:
    calls = 0
    start = time.perf_counter()
    while True:
        done = subprocess.run(command, capture_output=True, check=False)
        if done.stdout.strip() != b"5":
            raise BenchmarkError(f"{command[:2]} gave {done.stdout!r} and said {done.stderr!r}")
        calls += 1
        elapsed_seconds = time.perf_counter() - start
        if elapsed_seconds >= seconds:
            return Sample(calls=calls, elapsed_seconds=elapsed_seconds)


def _open_verify(examples: int, stack: ExitStack) -> Measure:
    """The whole command, from its start to its end, over a shard of examples with one call each."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="callproof-bench-")))
    shard = folder / "shard.jsonl"
    write_shard(shard, examples, other_tools=_OTHER_TOOLS)

    def measure(_: float) -> Sample:
        with tempfile.TemporaryDirectory(dir=folder) as out:
            run = run_verify(shard, Path(out))
        return Sample(calls=run.examples, elapsed_seconds=run.elapsed_seconds)

    return measure
