"""Everything whose speed is compared: each one opens what it needs, and measures itself for a while when told to."""

from __future__ import annotations

import functools
import json
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.shards import FUNCTIONS, catalog, write_shard
from benchmarks.verify_run import BenchmarkError, run_verify
from service.sandbox import images, owner
from service.sandbox.box import Box
from service.sandbox.docker_boxes import ENVIRONMENT, RUNNER_COMMAND, BoxKind, box_kind
from service.sandbox.docker_channel import DockerChannel
from service.sandbox.engine import BoxSpec, Engine
from service.sandbox.model import Isolation, Plan, PlannedCall, Sandbox
from service.sandbox.pool import open_docker_pool
from verifiers.model import Limits, Status

CALLS_PER_EXAMPLE = 4
VERIFIED_EXAMPLES = 3_000
_OTHER_TOOLS = 200
_LOOP = Path(__file__).parent / "programs" / "fork_loop.py"
_SECONDS_BETWEEN_LOOKS = 0.05
_FRAME = struct.Struct(">I")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """How many calls (forks, examples) were done in how long."""

    calls: int
    elapsed_seconds: float

    @property
    def per_second(self) -> float:
        """The rate."""
        return self.calls / self.elapsed_seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """One row of the table. ``cores`` is how many processors its calls can keep busy at once.

    ``measure`` works for about the seconds it is given, and at least one call. ``held_to_targets`` marks the rows
    that the targets are about.
    """

    key: str
    name: str
    cores: int
    measure: Callable[[float], Sample]
    held_to_targets: bool = False


@contextmanager
def open_all(processors: int, *, verified_examples: int = VERIFIED_EXAMPLES) -> Iterator[list[Contender]]:
    """Every contender, ready to be measured; what they hold is given back on leaving.

    ``verified_examples`` is the length of the shard that the whole command is measured over.
    Raises BenchmarkError where the docker command is missing, UnableError where the engine or an image is.
    """
    docker = shutil.which("docker")
    if docker is None:
        raise BenchmarkError("The docker command is not there, and it is what callproof is compared with. Install it.")
    functions = catalog()
    with ExitStack() as stack:
        engine = stack.enter_context(Engine.connect())
        kind = box_kind(engine, functions, Limits(), None, print)
        (function_set,) = functions.function_sets.values()
        program = _program(images.search_paths(function_set)[0])
        idle = stack.enter_context(_box(engine, kind, "exec", ()))
        loaded = stack.enter_context(_box(engine, kind, "fork", (str(Path(RUNNER_COMMAND[-1]).parent),)))
        run = (docker, "run", "--rm", "--network", "none", "--entrypoint", "python3", kind.image, "-c", program)
        execute = (docker, "exec", idle.name, "python3", "-c", program)
        fresh = (sys.executable, "-c", _program(str(FUNCTIONS)))
        forks = stack.enter_context(_host_forks())
        large_forks = stack.enter_context(_host_forks("--import", "service.cli.parser,service.sandbox.pool"))
        yield [
            _command("docker_run", "docker run", run),
            _command("docker_exec", "docker exec", execute),
            _command("python", "python3 -c, host", fresh),
            Contender(key="bare_fork", name="bare fork, host", cores=1, measure=forks),
            Contender(key="large_fork", name="bare fork, host, callproof loaded", cores=1, measure=large_forks),
            Contender(
                key="loaded_fork",
                name="bare fork, box, runner loaded",
                cores=1,
                measure=functools.partial(_forks_in_box, loaded),
            ),
            *_pools(processors),
            _verify(stack, processors, verified_examples),
        ]


def _program(folder: str) -> str:
    return f"import sys; sys.path.insert(0, {folder!r}); import trivial; print(trivial.add_numbers(2, 3))"


def _command(key: str, name: str, command: Sequence[str]) -> Contender:
    return Contender(key=key, name=name, cores=1, measure=functools.partial(_repeat_command, command))


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


@contextmanager
def _host_forks(*arguments: str) -> Iterator[Callable[[float], Sample]]:
    """Forks of a fresh process of the interpreter that runs callproof, which has loaded nothing unless told to."""
    command = [sys.executable, str(_LOOP), *arguments]
    with subprocess.Popen(
        command, cwd=Path(__file__).parents[1], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        requests, answers = process.stdin, process.stdout
        assert requests is not None
        assert answers is not None

        def answer() -> bytes:
            (size_bytes,) = _FRAME.unpack(answers.read(_FRAME.size))
            return answers.read(size_bytes)

        def measure(seconds: float) -> Sample:
            requests.write(f"{seconds}\n".encode())
            requests.flush()
            return Sample(**json.loads(answer()))

        answer()
        yield measure


@contextmanager
def _box(engine: Engine, kind: BoxKind, name: str, arguments: Sequence[str]) -> Iterator[Box]:
    """A box as hardened as callproof's own, with the fork loop as its program."""
    spec = BoxSpec(
        image=kind.image,
        name=f"callproof-bench-{name}-{owner.identity()}",
        labels=owner.labels(),
        memory_bytes=kind.memory_bytes,
        processes=kind.processes,
        cpus=1.0,
        runtime=None,
        environment={**ENVIRONMENT, "CALLPROOF_PRELOAD": ",".join(kind.preload)},
        command=(*RUNNER_COMMAND[:-1], "-c", _LOOP.read_text(encoding="utf-8"), *arguments),
    )
    box = Box(DockerChannel(engine.start_box(spec)))
    try:
        box.await_ready()
        yield box
    finally:
        box.remove()


def _forks_in_box(box: Box, seconds: float) -> Sample:
    box.send(f"{seconds}\n".encode())
    return Sample(**json.loads(box.receive(seconds + 60, 65536)))


def _pools(processors: int) -> Iterator[Contender]:
    """The pools of callproof itself, which get plans as fast as they take them."""
    for isolation, boxes, calls in (
        (Isolation.EXAMPLE, 1, 1),
        (Isolation.EXAMPLE, 2, 1),
        (Isolation.EXAMPLE, 2, CALLS_PER_EXAMPLE),
        (Isolation.CALL, 2, CALLS_PER_EXAMPLE),
        (Isolation.BOX, 2, 1),
    ):
        each = f", {calls} calls an example" if calls > 1 else ""
        yield Contender(
            key=f"{isolation}_{boxes}_boxes_{calls}_calls",
            name=f"pool, {isolation}, {boxes} box{'es' if boxes > 1 else ''}{each}",
            cores=min(boxes, processors),
            measure=functools.partial(_measure_pool, isolation, boxes, _plan(calls)),
            held_to_targets=isolation is Isolation.EXAMPLE and calls == 1,
        )


def _measure_pool(isolation: Isolation, boxes: int, plan: Plan, seconds: float) -> Sample:
    """A pool of its own for each measurement, so that no idle box is there for the others; its start is not counted."""
    with open_docker_pool(catalog=catalog(), isolation=isolation, boxes=boxes, say=print, limits=Limits()) as pool:
        if isolation is not Isolation.BOX:
            while len(pool.boxes.ready) < boxes:
                _feed(pool, plan, _SECONDS_BETWEEN_LOOKS)
        return _feed(pool, plan, seconds)


def _plan(calls: int) -> Plan:
    function = catalog().functions["add_numbers"]
    planned = (
        PlannedCall(index=index, function=function, arguments={"first": 2, "second": 3}, limits=Limits())
        for index in range(calls)
    )
    return Plan(calls=tuple(planned), toolkits=(), state={}, now=None, seed=None)


def _feed(pool: Sandbox, plan: Plan, seconds: float) -> Sample:
    """Keep ``pool`` busy for ``seconds``, then wait for what it has begun; all of that counts."""
    calls = 0
    waiting = deque(pool.submit(plan) for _ in range(2 * pool.capacity))
    start = time.perf_counter()
    while waiting:
        outcome = waiting.popleft().result()
        if outcome.findings or any(each.status is not Status.RETURNED for each in outcome.executions):
            raise BenchmarkError(f"a call that returns did not: {outcome}")
        calls += len(outcome.executions)
        if time.perf_counter() - start < seconds:
            waiting.append(pool.submit(plan))
    return Sample(calls=calls, elapsed_seconds=time.perf_counter() - start)


def _verify(stack: ExitStack, processors: int, examples: int) -> Contender:
    """The whole command, from its start to its end, over a shard of examples with one call each."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="callproof-bench-")))
    shard = folder / "shard.jsonl"
    write_shard(shard, examples, other_tools=_OTHER_TOOLS)

    def measure(_: float) -> Sample:
        with tempfile.TemporaryDirectory(dir=folder) as out:
            run = run_verify(shard, Path(out))
        return Sample(calls=run.examples, elapsed_seconds=run.elapsed_seconds)

    return Contender(
        key="verify",
        name=f"callproof verify, {examples:,} examples",
        cores=processors,
        measure=measure,
        held_to_targets=True,
    )
