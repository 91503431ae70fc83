"""Examples that share a worker give the bytes that they give alone, whatever their neighbours do."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.catalog.load import load_catalog
from service.catalog.model import Catalog
from service.datasets.shard import open_shard
from service.planning import make_plan
from service.sandbox import replies, wire
from service.sandbox.model import Isolation
from service.sandbox.pool import Pool, sets_in_box
from tests.sandbox import batching
from tests.sandbox.batching import LIMITS, Wanted, judge, judged, repeatable, rows
from tests.sandbox.driving import ATTACKS
from tests.sandbox.honest_calls import ARGUMENTS
from verifiers.model import Json, Limits

TREE = Path(__file__).resolve().parents[2]
SHARDS = sorted([*(TREE / "examples" / "shards").glob("*.jsonl"), *(TREE / "tests" / "shards").rglob("*.jsonl")])
NOWS = (None, "2025-03-01T09:00:00+01:00", "1999-12-31T23:59:59.999999-03:30", "2038-01-19T03:14:08Z")
SEEDS = (None, 0, 7, 2**53 - 1, 123456789)
GOOD = ("pure.arithmetic", {"a": 1, "b": 3})
NOTHING_CHANGES = {
    "impure.alias_of_an_import": "the number of the process",
    "impure.import_inside": "the number of the process",
    "impure.identity": "an address",
    "impure.order_of_objects_in_a_set": "an order that addresses make",
    "impure.random_number_at_load": "drawn when a stem loaded the module, not by the example's seed",
}
"""What certification alone keeps out of batches: nothing changes, so there is nothing to see."""
CHANGED_WHERE_NOBODY_LOOKS = {"list of a library": "the contents of a library's objects are not followed"}
FAULTS = ("value", "key", "recursion", "exit", "interrupt", "system", "group", "long")
RESULTS = (
    *("nan", "infinity", "set", "bytes", "surrogate", "keys", "deep", "over the cap", "at the cap", "large"),
    *("minus zero", "big", "text"),
)
CHEAP_TROUBLE: tuple[tuple[str, Mapping[str, Json]], ...] = (
    *(("fails", {"kind": kind}) for kind in FAULTS),
    *(("gives", {"kind": kind}) for kind in RESULTS),
    *(("descends", {"depth": depth}) for depth in (10, 960, 975, 980, 985, 990, 995, 1000)),
    *(("deepest", {}), ("frames", {}), ("takes", {"size_bytes": 50_000_000}), ("fails", {"kind": "unknown"})),
    *(("prints", {"text": "x" * 70_000, "stream": "stdout"}), ("prints", {"text": "x", "stream": "stderr"})),
    *(("leaves", {"code": 0}), ("leaves", {"code": 3}), ("speaks", {"text": "P[]\n"})),
    *(("keep", {"kind": kind}) for kind in ("global", "closure", "lru_cache", "itertools.count", "own Random")),
)
HONEST: tuple[tuple[str, Mapping[str, Json]], ...] = tuple(
    (f"pure.{name}", arguments) for name, several in ARGUMENTS.items() for arguments in several
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("batching")


@pytest.fixture(scope="module")
def honest(folder: Path) -> Catalog:
    return batching.catalog(folder)


@pytest.fixture(scope="module")
def forced(honest: Catalog) -> Catalog:
    return batching.forced(honest)


@pytest.fixture(scope="module")
def levels(honest: Catalog, forced: Catalog, runner_image: str) -> Iterator[Mapping[Isolation, Pool]]:
    certified = {Isolation.BATCH: forced, Isolation.AUTO: forced, Isolation.EXAMPLE: honest, Isolation.CALL: honest}
    with batching.pools(certified) as opened:
        yield opened


@pytest.mark.parametrize("sandbox", ["docker", "bubblewrap"])
@pytest.mark.parametrize("shard", SHARDS, ids=lambda path: path.stem)
def test_every_golden_shard_gets_equal_bytes_at_every_level(shard: Path, sandbox: str, runner_image: str) -> None:
    functions = load_catalog()
    wanted = [Isolation.BATCH, Isolation.AUTO, Isolation.EXAMPLE, Isolation.CALL]
    if sandbox == "bubblewrap":
        wanted = [Isolation.BATCH, Isolation.EXAMPLE]
    with batching.pools(dict.fromkeys(wanted, functions), sandbox=sandbox, limits=Limits()) as opened:
        found = {level: judge(pool, functions, open_shard([shard]).rows(), Limits()) for level, pool in opened.items()}
    assert found[Isolation.EXAMPLE]
    for level, verdicts in found.items():
        assert repeatable(verdicts) == repeatable(found[Isolation.EXAMPLE]), level
    shared = [each for each in found[Isolation.BATCH] if each.executions and each.conditions.isolation == "batch"]
    assert len(shared) > 10


@st.composite
def mixes(draw: st.DrawFn) -> list[Wanted]:
    """Up to 300 examples that are made of a few: honest calls above all, trouble here and there."""
    honest_calls = st.sampled_from(HONEST)
    chance = draw(st.sampled_from((0, 0, 1, 5)))
    trouble = draw(st.lists(st.sampled_from(CHEAP_TROUBLE), min_size=chance, max_size=chance))
    calls = st.lists(honest_calls | st.sampled_from(trouble) if trouble else honest_calls, min_size=1, max_size=4)
    kinds = draw(
        st.lists(
            st.builds(
                lambda c, n, s: Wanted(calls=c, now=n, seed=s), calls, st.sampled_from(NOWS), st.sampled_from(SEEDS)
            ),
            min_size=1,
            max_size=12,
        )
    )
    size = draw(st.integers(1, 20) | st.integers(200, 300))
    order = random.Random(draw(st.integers(0, 2**32)))
    return [order.choice(kinds) for _ in range(size)]


@settings(max_examples=10, deadline=None, derandomize=True)
@given(examples=mixes())
def test_mixes_get_equal_bytes_at_every_level(
    levels: Mapping[Isolation, Pool], honest: Catalog, forced: Catalog, folder: Path, examples: list[Wanted]
) -> None:
    wanted = rows(examples, honest, folder)
    alone = repeatable(judge(levels[Isolation.EXAMPLE], honest, wanted))
    assert repeatable(judge(levels[Isolation.BATCH], forced, wanted)) == alone
    assert repeatable(judge(levels[Isolation.AUTO], forced, wanted[:100])) == alone[:100]
    if not any(name == "keep" for example in examples[:20] for name, _ in example.calls):
        assert repeatable(judge(levels[Isolation.CALL], honest, wanted[:20])) == alone[:20]


@pytest.mark.parametrize("name", sorted(ARGUMENTS))
def test_an_honest_function_stays_in_its_batch_whatever_it_is_called_with(
    levels: Mapping[Isolation, Pool], honest: Catalog, folder: Path, name: str
) -> None:
    examples = [
        Wanted(calls=[(f"pure.{name}", arguments)], now=now, seed=seed)
        for arguments in ARGUMENTS[name]
        for now, seed in zip(NOWS, SEEDS, strict=False)
    ]
    examples *= -(-40 // len(examples))  # the first few may find the box idle, and are not worth a batch
    wanted = rows(examples, honest, folder)
    alone = repeatable(judge(levels[Isolation.EXAMPLE], honest, wanted))
    found = judged(levels[Isolation.BATCH], honest, wanted)
    assert [each.line for each in found] == alone
    ordinary = [each for each in alone if "RecursionError" not in each and '"result_invalid"' not in each]
    if ordinary == alone:
        ran = [each.isolation for each in found if each.attempts]
        assert ran.count("batch") > len(ran) / 2


def arguments_for(path: Path) -> dict[str, Json]:
    """Arguments that reach what an impure function does."""
    values: dict[str, Json] = {"n": 3, "items": [1, 2], "text": "banana", "pattern": "a+", "template": "{}!"}
    values |= {"how": "bad", "fresh": False, "layout": "%Z"}
    special: dict[str, dict[str, Json]] = {
        "object_hook": {"text": '{"a": 1}'},
        "evaluates": {"n": "1+1"},
        "opens": {"n": "/etc/hostname"},
        "boolean_alias": {"n": 3, "items": []},
        "minimum_with_a_global_default": {"items": []},
        "reduce_with_a_global_start": {"items": []},
        "sum_with_a_global_start": {"items": []},
        "method_of_one_of_two_classes": {"n": 0},
    }
    if path.stem in special:
        return special[path.stem]
    if path.stem.startswith("time_zone"):
        values["text"] = "2024-05-06"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    (found,) = (
        each
        for each in tree.body
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef) and each.name == "function"
    )
    required = found.args.args[: len(found.args.args) - len(found.args.defaults)]
    return {each.arg: values[each.arg] for each in required}


@pytest.mark.parametrize("path", sorted((batching.CERTIFIED / "impure").glob("*.py")), ids=lambda path: path.stem)
def test_a_function_that_only_looks_pure_is_found_out_by_what_it_changes(
    levels: Mapping[Isolation, Pool], honest: Catalog, forced: Catalog, folder: Path, path: Path
) -> None:
    name = f"impure.{path.stem}"
    examples = [
        Wanted(calls=[(name, arguments_for(path))], now=f"2024-0{step + 1}-01T00:00:00+0{step}:00", seed=step)
        for step in range(4)
    ]
    wanted = rows(examples, honest, folder)
    alone = repeatable(judge(levels[Isolation.EXAMPLE], honest, wanted))
    shared = repeatable(judge(levels[Isolation.BATCH], forced, wanted))
    if name not in NOTHING_CHANGES:
        assert shared == alone


def kinds(path: Path, table: str) -> list[str]:
    """The keys of a table of kinds of state."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    (found,) = (
        each.value
        for each in tree.body
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name) and each.target.id == table
    )
    assert isinstance(found, ast.Dict)
    return [each.value for each in found.keys if isinstance(each, ast.Constant) and isinstance(each.value, str)]


@pytest.mark.parametrize("kind", kinds(ATTACKS / "batched" / "keeping.py", "KEEP"))
def test_state_that_a_call_leaves_reaches_no_other_example(
    levels: Mapping[Isolation, Pool], honest: Catalog, forced: Catalog, folder: Path, kind: str
) -> None:
    wanted = rows([Wanted(calls=[("keep", {"kind": kind})])] * 3, honest, folder)
    alone = repeatable(judge(levels[Isolation.EXAMPLE], honest, wanted))
    found = judged(levels[Isolation.BATCH], forced, wanted)
    if kind not in CHANGED_WHERE_NOBODY_LOOKS:
        assert [each.line for each in found] == alone


@pytest.mark.parametrize("kind", kinds(ATTACKS / "calls" / "state.py", "LEAVE"))
def test_state_of_the_process_reaches_no_other_example(
    levels: Mapping[Isolation, Pool], honest: Catalog, forced: Catalog, folder: Path, kind: str
) -> None:
    examples = [Wanted(calls=[("leave_state", {"kind": kind})]), Wanted(calls=[("observe_state", {})])]
    wanted = rows(examples, honest, folder)
    alone = repeatable(judge(levels[Isolation.EXAMPLE], honest, wanted))
    assert repeatable(judge(levels[Isolation.BATCH], forced, wanted)) == alone


ANOMALIES: tuple[tuple[str, Mapping[str, Json], str, int], ...] = (
    ("spins", {}, "timed_out", 2),
    ("waits", {"seconds": 1.5}, "timed_out", 2),
    ("waits", {"seconds": 0.6}, "returned", 1),
    ("crashes", {}, "crashed", 2),
    ("fails", {"kind": "memory"}, "out_of_memory", 2),
    ("takes", {"size_bytes": 2**31}, "out_of_memory", 2),
    ("fails", {"kind": "exit"}, "exited", 1),
    ("fails", {"kind": "system"}, "denied", 1),
    ("fails", {"kind": "recursion"}, "raised", 1),
    ("gives", {"kind": "nan"}, "result_invalid", 1),
    ("leaves", {"code": 0}, "exited", 1),
    ("prints", {"text": "x", "stream": "stdout"}, "returned", 1),
    ("prints", {"text": "x" * 300_000, "stream": "stderr"}, "output_limit", 1),
    ("speaks", {"text": "0123456789abcdefE\n"}, "result_invalid", 1),
    ("keep", {"kind": "global"}, "returned", 1),
    ("impure.installed_package", {"n": 1}, "raised", 1),
)
TIGHT = Limits(wall_seconds=1, cpu_seconds=0.5)


@pytest.mark.parametrize(("name", "arguments", "status", "attempts"), ANOMALIES)
def test_an_anomaly_has_each_example_run_alone(
    levels: Mapping[Isolation, Pool],
    honest: Catalog,
    forced: Catalog,
    folder: Path,
    name: str,
    arguments: Mapping[str, Json],
    status: str,
    attempts: int,
) -> None:
    examples = [Wanted(calls=[GOOD])] * 9
    examples[4] = Wanted(calls=[(name, arguments)])
    wanted = rows(examples, honest, folder)
    plans = [make_plan(row.example, forced, TIGHT) for row in wanted if row.example is not None]
    pool = levels[Isolation.BATCH]
    box = pool.boxes.start()
    try:
        box.send(wire.batch_frame(1, plans, sets_in_box(forced)))
        assert replies.read_batch_reply(box.receive(20, replies.batch_reply_limit_bytes()), 1, plans) is None
        box.send(wire.batch_frame(2, plans[:4], sets_in_box(forced)))
        read = replies.read_batch_reply(box.receive(20, replies.batch_reply_limit_bytes()), 2, plans[:4])
        assert read is not None
        assert [executions[0].result for executions, _ in read] == [0.33] * 4
    finally:
        pool.boxes.discard(box)
    found = judged(pool, forced, wanted, TIGHT)
    alone = judged(levels[Isolation.EXAMPLE], honest, wanted, TIGHT)
    assert [each.line for each in found] == [each.line for each in alone]
    assert f'"status":"{status}"' in found[4].line
    assert (found[4].isolation, found[4].attempts) == ("example", (attempts,))
    assert {each.attempts for place, each in enumerate(found) if place != 4} == {(1,)}
    assert {each.isolation for each in alone} == {"example"}


def test_the_call_before_and_after_a_failing_one_of_the_same_example_are_kept(
    levels: Mapping[Isolation, Pool], honest: Catalog, forced: Catalog, folder: Path
) -> None:
    examples = [Wanted(calls=[GOOD, trouble, GOOD]) for trouble in CHEAP_TROUBLE]
    wanted = rows(examples, honest, folder)
    alone = repeatable(judge(levels[Isolation.EXAMPLE], honest, wanted, LIMITS))
    assert repeatable(judge(levels[Isolation.BATCH], forced, wanted, LIMITS)) == alone
