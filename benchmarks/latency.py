"""How long one call takes: from asking for a box, and on a box that is warm."""

from __future__ import annotations

import functools
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.measuring import BenchmarkError, Contender, Kind, Measure, Sample
from benchmarks.pools import PoolKind, Request, check, open_pool, refuse_missing, sequential, warm_up
from benchmarks.shards import write_shard
from service.catalog.model import Catalog
from service.datasets.formats import adapter_for
from service.datasets.rows import read_row
from service.datasets.shard import open_shard
from service.policies import read_policy
from service.sandbox.model import Sandbox
from service.verify import Verifier
from verifiers.model import Label


def latencies(
    catalog: Callable[[], Catalog], requests: Sequence[Request], *, cold: Sequence[PoolKind], warm: PoolKind
) -> tuple[Contender, ...]:
    """Rows about time: the first result of each ``cold`` kind of pool, and one example on a box of the ``warm``."""

    def open_kind(kind: PoolKind, measure: Callable[..., Sample], _: ExitStack) -> Measure:
        refuse_missing(kind)
        return functools.partial(measure, kind, catalog(), requests)

    rows = [(f"cold_{each.key}", f"cold start, {each.name}", each, _cold) for each in cold]
    rows += [
        ("outcome", f"one example to outcome, {warm.name}", warm, _outcome),
        ("verdict", f"one example to verdict, {warm.name}", warm, _verdict),
    ]
    return tuple(
        Contender(key=key, name=name, open=functools.partial(open_kind, kind, measure), kind=Kind.LATENCY)
        for key, name, kind, measure in rows
    )


def _cold(kind: PoolKind, catalog: Catalog, requests: Sequence[Request], seconds: float) -> Sample:
    """From entering a pool, which asks for its box when the first plan comes, to the first result."""
    taken: list[float] = []
    while not taken or sum(taken) < seconds:
        pool = open_pool(kind, catalog)
        start = time.perf_counter()
        with pool:
            outcome = pool.submit(requests[0].plan).result()
            taken.append(time.perf_counter() - start)
        check(requests[0], outcome)
    return _sample(taken)


def _outcome(kind: PoolKind, catalog: Catalog, requests: Sequence[Request], seconds: float) -> Sample:
    """From submitting a plan to its outcome."""
    with open_pool(kind, catalog) as pool:
        warm_up(pool, kind, requests)
        return _sample(list(sequential(pool, requests, seconds)))


def _verdict(kind: PoolKind, catalog: Catalog, requests: Sequence[Request], seconds: float) -> Sample:
    """From the bytes of a row to its verdict."""
    with open_pool(kind, catalog) as pool:
        warm_up(pool, kind, requests)
        return _sample(_verdicts(pool, catalog, seconds))


def _verdicts(pool: Sandbox, catalog: Catalog, seconds: float) -> list[float]:
    verifier = Verifier(catalog=catalog, policy=read_policy(None), sandbox=pool)
    with tempfile.TemporaryDirectory(prefix="callproof-bench-") as folder:
        path = Path(folder) / "shard.jsonl"
        write_shard(path, 1)
        (raw,) = open_shard([path]).raw_rows()
        adapter = adapter_for("native", path)
        taken: list[float] = []
        start = time.perf_counter()
        while not taken or time.perf_counter() - start < seconds:
            before = time.perf_counter()
            ((_, verdict),) = verifier.verify([read_row(raw, adapter)])
            taken.append(time.perf_counter() - before)
            if verdict.label is not Label.VALID:
                raise BenchmarkError(f"the example is valid, and the verdict is {verdict}")
    return taken


def _sample(taken: Sequence[float]) -> Sample:
    return Sample(calls=len(taken), elapsed_seconds=sum(taken), latencies_seconds=tuple(taken))
