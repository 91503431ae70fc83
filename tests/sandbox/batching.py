"""A catalog for batches: honest functions, ones that only look pure, failing ones; certified truly or by force."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from service.catalog.load import load_catalog
from service.catalog.model import Catalog
from service.datasets.formats import adapter_for
from service.datasets.model import RawRow, Row
from service.datasets.rows import read_row
from service.policies import read_policy
from service.reports.records import repeatable_line, verdict_line
from service.sandbox.model import Isolation
from service.sandbox.opening import open_pool
from service.sandbox.pool import Pool
from service.verify import Verifier
from tests.sandbox.driving import ATTACKS, Calls
from verifiers.model import Json, Limits, Verdict

CERTIFIED = Path(__file__).parents[1] / "unit" / "catalog"
LIMITS = Limits(wall_seconds=2, cpu_seconds=1)
ANY: Json = {"type": "object", "properties": {}, "additionalProperties": True}


def catalog(folder: Path) -> Catalog:
    """Functions named ``pure.X`` and ``impure.X``, and those of attacks/batched and attacks/calls/state."""
    own = folder / "batching"
    names: dict[str, str] = {}
    for kind in ("pure", "impure"):
        shutil.copytree(CERTIFIED / kind, own / kind, ignore=shutil.ignore_patterns("__pycache__"))
        (own / kind / "__init__.py").touch()
        names |= {f"{kind}.{path.stem}": f"{kind}.{path.stem}:function" for path in (CERTIFIED / kind).glob("*.py")}
    for path in ((ATTACKS / "batched").glob("*.py"), (ATTACKS / "calls" / "state.py", ATTACKS / "calls" / "reach.py")):
        for each in path:
            shutil.copy(each, own / each.name)
    troubles = ("fails", "gives", "descends", "deepest", "takes", "prints", "computes", "waits", "spins", "leaves")
    names |= {name: f"trouble:{name}" for name in (*troubles, "crashes", "speaks", "frames")}
    names |= {"keep": "keeping:keep", "leave_state": "state:leave_state", "observe_state": "state:observe_state"}
    schemas = [{"name": name, "description": name, "parameters": ANY} for name in names]
    (own / "schemas.json").write_text(json.dumps(schemas), encoding="utf-8")
    (own / "functions.toml").write_text(
        "".join(
            f'[[function]]\nname = "{name}"\nimplementation = "{place}"\nschemas = "schemas.json"\nerror = {{}}\n'
            for name, place in sorted(names.items())
        ),
        encoding="utf-8",
    )
    return load_catalog([str(own)])


CHANGES_ITS_STEM = "impure.changes_another_module_at_load"
"""Loaded ahead it would change json for all that follows: certification alone keeps it from that."""


def forced(honest: Catalog) -> Catalog:
    """The same catalog where every function counts as pure and every module but one as quiet, whatever they do."""
    modules = frozenset(each.implementation.partition(":")[0] for each in honest.functions.values())
    return replace(
        honest,
        functions={name: replace(each, pure=True) for name, each in honest.functions.items()},
        quiet_modules=dict.fromkeys(honest.function_sets, modules - {CHANGES_ITS_STEM} | {"pure", "impure", "reach"}),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One example to be judged."""

    calls: Calls
    now: str | None = None
    seed: int | None = None


def rows(examples: Sequence[Wanted], functions: Catalog, folder: Path) -> list[Row]:
    """The examples as rows of a native shard, all read the way a shard is."""
    adapter = adapter_for("native", folder / "shard.jsonl")
    found = []
    for line, example in enumerate(examples, 1):
        told: dict[str, Json] = {
            "id": f"e{line}",
            "query": "?",
            "tools": [
                {"name": name, "description": functions.functions[name].description, "parameters": ANY}
                for name in dict.fromkeys(name for name, _ in example.calls)
            ],
            "calls": [{"name": name, "arguments": arguments} for name, arguments in example.calls],
        }
        told |= {"now": example.now} if example.now is not None else {}
        told |= {"seed": example.seed} if example.seed is not None else {}
        raw = RawRow(source="shard.jsonl", line=line, content=json.dumps(told).encode())
        found.append(read_row(raw, adapter))
    return found


def judge(pool: Pool, functions: Catalog, wanted: Iterable[Row], limits: Limits = LIMITS) -> list[Verdict]:
    verifier = Verifier(catalog=functions, policy=read_policy(None), sandbox=pool, limits=limits)
    return [verdict for _, verdict in verifier.verify(wanted)]


def repeatable(verdicts: Iterable[Verdict]) -> list[str]:
    """What of the verdicts has to be equal, a line each."""
    return [repeatable_line(verdict_line(each)).decode() for each in verdicts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A verdict's repeatable bytes, where it came to be, and how often each call was run."""

    line: str
    isolation: str
    attempts: tuple[int, ...]


def judged(pool: Pool, functions: Catalog, wanted: Iterable[Row], limits: Limits = LIMITS) -> list[Judged]:
    return [
        Judged(
            line=repeatable_line(verdict_line(each)).decode(),
            isolation=str(each.conditions.isolation),
            attempts=tuple(cost.attempts for cost in each.costs),
        )
        for each in judge(pool, functions, wanted, limits)
    ]


@contextmanager
def pools(
    levels: Mapping[Isolation, Catalog], *, sandbox: str = "docker", limits: Limits = LIMITS
) -> Iterator[dict[Isolation, Pool]]:
    """A pool of one box for each level; boxes are kept whatever happens in them."""
    opened: dict[Isolation, Pool] = {}
    try:
        for level, functions in levels.items():
            pool = open_pool(
                sandbox=sandbox,
                catalog=functions,
                isolation=level,
                boxes=1,
                limits=limits,
                say=lambda _: None,
                recycle=False,
            )
            opened[level] = pool.__enter__()
        yield opened
    finally:
        for pool in opened.values():
            pool.__exit__(None, None, None)
