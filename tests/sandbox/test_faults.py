"""What goes wrong around a box costs no verdict, doubles none, and is charged to nobody's data."""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from pathlib import Path

import pytest

from service.catalog.model import Catalog
from service.errors import ImageError, UnableError
from service.sandbox import images, owner
from service.sandbox.base_image import RECIPES
from service.sandbox.engine import Engine
from service.sandbox.model import Outcome
from service.sandbox.owner import BOX_LABEL
from service.sandbox.pool import Pool
from tests.sandbox import (
    breaking_runner,
    driving,
    test_bubblewrap,
    test_faults_of_batches,
    test_lost_processes,
    threats,
    witness,
)
from tests.sandbox.driving import plan, run
from tests.sandbox.own_engine import OwnEngine, own_engine
from tests.sandbox.own_images import OwnImage, own_image
from tests.sandbox.worlds import WORLDS, open_world
from verifiers.model import Blame, Json, Limits, Status

WORLD = WORLDS[0]
MEBIBYTE = 1024 * 1024


@pytest.fixture(scope="module")
def functions() -> Catalog:
    return driving.catalog()


def open_pool(functions: Catalog, boxes: int = 1) -> Pool:
    return open_world(WORLD, functions, boxes)


def sums(pool: Pool, functions: Catalog, numbers: range) -> list[Future[Outcome]]:
    return [pool.submit(plan([("add", {"a": n, "b": 1})], functions=functions)) for n in numbers]


def echo(pool: Pool, functions: Catalog, value: Json) -> Future[Outcome]:
    return pool.submit(plan([("echo", {"value": value})], functions=functions))


def results(futures: list[Future[Outcome]]) -> list[Json]:
    outcomes = [future.result(timeout=120) for future in futures]
    assert [each.findings for each in outcomes] == [()] * len(outcomes)
    return [each.executions[0].result for each in outcomes]


def is_ours(outcome: Outcome) -> bool:
    """Whether it says that we failed, once, and nothing about the example."""
    assert [each.status for each in outcome.executions] == [Status.SANDBOX_FAILED]
    assert [(each.code, each.blame) for each in outcome.findings] == [
        ("infrastructure.sandbox_failed", Blame.INFRASTRUCTURE)
    ]
    return True


def own_boxes(engine: Engine, process: str) -> set[str]:
    return {box_id for box_id, labels in engine.boxes(BOX_LABEL) if labels["io.callproof.process"] == process}


def test_every_fault_has_its_test() -> None:
    modules = (test_bubblewrap, test_faults_of_batches, test_lost_processes)
    assert set(threats.FAULTS.values()) <= {*globals(), *(name for module in modules for name in vars(module))}


def test_a_box_killed_mid_call_costs_no_verdict(functions: Catalog, runner_image: str, engine: Engine) -> None:
    with open_pool(functions) as pool:
        run(pool, plan([("add", {"a": 1, "b": 1})], functions=functions))
        sleeping = pool.submit(plan([("sleep_on", {})], functions=functions, limits=Limits(wall_seconds=2)))
        behind = sums(pool, functions, range(20))
        for name in pool.boxes.ready:
            engine.remove_box(name)
        assert results(behind) == list(range(1, 21))
        assert sleeping.result(timeout=120).executions[0].status is Status.TIMED_OUT


def test_an_example_that_loses_two_boxes_is_our_failure(functions: Catalog, runner_image: str, engine: Engine) -> None:
    with open_pool(functions) as pool:
        run(pool, plan([("add", {"a": 1, "b": 1})], functions=functions))
        sleeping = pool.submit(plan([("sleep_on", {})], functions=functions, limits=Limits(wall_seconds=9)))
        killed: set[str] = set()
        deadline = time.monotonic() + 60
        while not sleeping.done() and time.monotonic() < deadline:
            for name in pool.boxes.ready - killed:
                engine.remove_box(name)
                killed.add(name)
        assert is_ours(sleeping.result(timeout=1))
        assert len(killed) == 2


def test_a_frozen_runner_costs_no_verdict(functions: Catalog, runner_image: str) -> None:
    limits = Limits(wall_seconds=0.5)
    with open_pool(functions) as pool:
        assert results(sums(pool, functions, range(3))) == [1, 2, 3]
        (name,) = pool.boxes.ready
        # From outside of its namespace even PID 1 can be stopped (pid_namespaces(7)).
        subprocess.run(["docker", "kill", "--signal", "STOP", name], check=True, stdout=subprocess.DEVNULL)
        waiting = [
            pool.submit(plan([("add", {"a": n, "b": 1})], functions=functions, limits=limits)) for n in range(20)
        ]
        assert results(waiting) == list(range(1, 21))
        assert name not in pool.boxes.ready


@pytest.fixture(scope="module")
def breaking(engine: Engine, runner_image: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnImage]:
    program = Path(breaking_runner.__file__).read_text(encoding="utf-8")
    with own_image(engine, tmp_path_factory.mktemp("breaking") / "functions", program) as made:
        yield made


@pytest.mark.parametrize(
    "fault",
    [
        *("nothing and ends", "half a header and ends", "half a frame and ends", "four gibibytes", "over the limit"),
        *("empty", "half a length", "header past the frame", "not JSON", "not UTF-8", "deep", "a list"),
        *("another key", "key is text", "more said than there is", "less than nothing said", "said is text"),
        *("no calls", "too few", "too many", "no report", "foreign status", "sandbox failed", "returned by the runner"),
        *("status is a list", "huge exit code", "text is a number", "said is true"),
    ],
)
def test_a_box_that_breaks_the_protocol_is_lost(breaking: OwnImage, fault: str) -> None:
    with open_pool(breaking.functions) as pool:
        before = [echo(pool, breaking.functions, number) for number in range(3)]
        poison = echo(pool, breaking.functions, {"break": fault})
        after = [echo(pool, breaking.functions, number) for number in range(20)]
        assert is_ours(poison.result(timeout=60))
        assert results(before) == list(range(3))
        assert results(after) == list(range(20))


@pytest.mark.parametrize("fault", ["good and ends", "twice"])
def test_a_box_that_is_lost_after_a_good_reply_costs_nothing(breaking: OwnImage, fault: str) -> None:
    with open_pool(breaking.functions) as pool:
        value = {"break": fault}
        assert results([echo(pool, breaking.functions, each) for each in (1, value, 2, 3)]) == [1, value, 2, 3]


@pytest.mark.parametrize("boxes", [1, 2])
def test_an_example_that_kills_every_box_is_put_aside(breaking: OwnImage, boxes: int) -> None:
    """Poison among neighbours, also side by side: each is told once, and no neighbour is blamed."""
    poisoned = {3, 4, 5, 11, 17, 18}
    with open_pool(breaking.functions, boxes) as pool:
        values = [{"break": "nothing and ends"} if n in poisoned else n for n in range(40)]
        futures = [echo(pool, breaking.functions, value) for value in values]
        for number, future in enumerate(futures):
            if number in poisoned:
                assert is_ours(future.result(timeout=120))
            else:
                assert results([future]) == [number]


def test_a_slow_start_is_waited_for(engine: Engine, runner_image: str, tmp_path: Path) -> None:
    runner = (RECIPES / "runner" / "__main__.py").read_text(encoding="utf-8")
    with (
        own_image(engine, tmp_path / "functions", f"import time\n\ntime.sleep(3)\n{runner}") as slow,
        open_pool(slow.functions) as pool,
    ):
        assert results([echo(pool, slow.functions, number) for number in range(5)]) == list(range(5))


@pytest.mark.parametrize(
    ("greeting", "told"),
    [("one layer", "cannot be kept"), ("no layers", "greeting"), ("layers are numbers", "greeting")],
)
def test_a_runner_that_does_not_promise_all_layers_gets_no_example(
    engine: Engine, runner_image: str, tmp_path: Path, greeting: str, told: str
) -> None:
    program = (
        Path(breaking_runner.__file__).read_text(encoding="utf-8").replace('main("all layers")', f"main({greeting!r})")
    )
    with (
        own_image(engine, tmp_path / "functions", program) as own,
        open_pool(own.functions) as pool,
        pytest.raises(UnableError, match=told),
    ):
        echo(pool, own.functions, 1).result(timeout=120)


def test_a_runner_that_never_comes_up_is_told(engine: Engine, runner_image: str, tmp_path: Path) -> None:
    with own_image(engine, tmp_path / "functions", "raise SystemExit('broken')\n") as dead:
        with open_pool(dead.functions) as pool, pytest.raises(UnableError, match="broken"):
            echo(pool, dead.functions, 1).result(timeout=120)
        assert own_boxes(engine, owner.labels()["io.callproof.process"]) == set()


def test_an_image_deleted_between_starts_is_told(engine: Engine, runner_image: str, tmp_path: Path) -> None:
    with own_image(engine, tmp_path / "functions") as own, open_pool(own.functions) as pool:
        engine.remove_image(own.reference)
        with pytest.raises(ImageError):
            echo(pool, own.functions, 1).result(timeout=60)
        with pytest.raises(ImageError):
            echo(pool, own.functions, 2).result(timeout=60)
    with own_image(engine, tmp_path / "again") as own:
        engine.remove_image(own.reference)
        with open_pool(own.functions) as pool:  # makes it anew
            assert results([echo(pool, own.functions, 3)]) == [3]


def test_an_image_deleted_under_a_pool_costs_no_verdict(engine: Engine, runner_image: str, tmp_path: Path) -> None:
    """A running box works on; where another one is needed, the examples left say that the image is missing."""
    with own_image(engine, tmp_path / "functions") as own, open_pool(own.functions) as pool:
        assert results([echo(pool, own.functions, 1)]) == [1]
        engine.tag(own.reference, f"{own.reference}-kept")  # the engine keeps the last name of an image in use
        engine.remove_image(own.reference)
        try:
            assert results([echo(pool, own.functions, number) for number in range(20)]) == list(range(20))
            for name in pool.boxes.ready:
                engine.remove_box(name)
            with pytest.raises(ImageError):
                echo(pool, own.functions, 2).result(timeout=60)
        finally:
            engine.remove_image(f"{own.reference}-kept")


@pytest.fixture
def restartable(
    engine: Engine, functions: Catalog, runner_image: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OwnEngine]:
    say = print
    needed = [
        images.ensure_base(engine, say=say),
        runner_image,
        images.ensure_functions(engine, tuple(functions.function_sets.values()), say=say),
    ]
    with own_engine(engine, needed) as own:
        monkeypatch.setenv("DOCKER_HOST", own.address)
        yield own
    gc.collect()  # what the SDK left open is found now, and not in another test


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # docker 7 leaks a socket at each refusal
@pytest.mark.parametrize("in_good_order", [True, False])
def test_an_engine_that_restarts_costs_no_verdict(
    restartable: OwnEngine, functions: Catalog, *, in_good_order: bool
) -> None:
    """Each example gets its own result, or hears that the engine was gone; afterwards all is as before."""
    with open_pool(functions, boxes=2) as pool:
        assert results(sums(pool, functions, range(10))) == list(range(1, 11))
        sleeping = [
            pool.submit(plan([("sleep_on", {})], functions=functions, limits=Limits(wall_seconds=1))) for _ in range(2)
        ]
        waiting = sums(pool, functions, range(100))
        restartable.stop() if in_good_order else restartable.kill()
        restartable.start()
        for number, future in enumerate(waiting):
            try:
                outcome = future.result(timeout=120)
            except UnableError:
                continue
            assert outcome.findings == ()
            assert outcome.executions[0].result == number + 1
        for future in sleeping:
            try:
                outcome = future.result(timeout=120)
            except UnableError:
                continue
            assert outcome.executions[0].status is Status.TIMED_OUT or is_ours(outcome)
    with open_pool(functions) as pool:
        assert results(sums(pool, functions, range(10))) == list(range(1, 11))


def test_boxes_of_a_killed_process_are_swept_at_the_next_start(
    functions: Catalog, runner_image: str, engine: Engine
) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.sandbox.victim"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as victim:
        assert victim.stdout is not None
        process = victim.stdout.readline().strip()
        assert own_boxes(engine, process)
        victim.kill()
    with open_pool(functions):
        assert own_boxes(engine, process) == set()


def test_more_plans_than_the_pool_can_hold_all_get_their_outcome(functions: Catalog, runner_image: str) -> None:
    with open_pool(functions, boxes=2) as pool:
        many = 20 * pool.capacity
        assert results(sums(pool, functions, range(many))) == list(range(1, many + 1))


def test_leaving_the_pool_cancels_what_waits_and_leaves_no_box(
    functions: Catalog, runner_image: str, engine: Engine
) -> None:
    process = owner.labels()["io.callproof.process"]
    before = own_boxes(engine, process)
    sleeping: list[Future[Outcome]] = []
    waiting: list[Future[Outcome]] = []
    with pytest.raises(KeyboardInterrupt), open_pool(functions) as pool:  # noqa: PT012 - leaving is what is tested
        assert results(sums(pool, functions, range(3))) == [1, 2, 3]
        sleeping.append(pool.submit(plan([("sleep_on", {})], functions=functions, limits=Limits(wall_seconds=600))))
        waiting += sums(pool, functions, range(200))
        raise KeyboardInterrupt
    for future in (*sleeping, *waiting):
        with pytest.raises(CancelledError):
            future.result(timeout=0)
    assert own_boxes(engine, process) <= before


def test_leaving_the_pool_while_a_box_comes_up_leaves_none(
    functions: Catalog, runner_image: str, engine: Engine
) -> None:
    process = owner.labels()["io.callproof.process"]
    before = own_boxes(engine, process)
    with pytest.raises(KeyboardInterrupt), open_pool(functions, boxes=2) as pool:  # noqa: PT012 - the same
        sums(pool, functions, range(5))
        raise KeyboardInterrupt
    assert own_boxes(engine, process) <= before


def test_many_examples_leave_descriptors_memory_and_boxes_flat(
    functions: Catalog, runner_image: str, engine: Engine
) -> None:
    process = owner.labels()["io.callproof.process"]
    with open_pool(functions) as pool:
        alone = witness.told(run(pool, witness.plan(functions)))
        assert results(sums(pool, functions, range(300))) == list(range(1, 301))
        boxes, descriptors, threads = own_boxes(engine, process), open_descriptors(), threading.active_count()
        memory_bytes = peak_memory_bytes()
        for _ in range(10):
            assert results(sums(pool, functions, range(300))) == list(range(1, 301))
        assert witness.told(run(pool, witness.plan(functions))) == alone
        assert (own_boxes(engine, process), open_descriptors(), threading.active_count()) == (
            boxes,
            descriptors,
            threads,
        )
        assert peak_memory_bytes() - memory_bytes < 16 * MEBIBYTE


def open_descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - a path object would be no shorter


def peak_memory_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
