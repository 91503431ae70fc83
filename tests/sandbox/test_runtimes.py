"""Runtimes: what a trial finds, that a runtime which hangs cannot hang us, and calls under gVisor."""

from __future__ import annotations

import os
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NoReturn

import pytest

from service.catalog.model import Catalog
from service.errors import EngineError, SandboxError
from service.sandbox import gvisor, runtimes
from service.sandbox.engine import Engine
from service.sandbox.engine_model import BoxSpec, BoxState, EngineInfo
from service.sandbox.model import Isolation, Sandbox
from service.sandbox.opening import open_pool
from service.sandbox.profiles import Profile, missing
from tests.sandbox import driving
from tests.sandbox.driving import SHORT, run_one
from verifiers.model import Status

NOT_SEEN_FROM_OUTSIDE = {"worker_seccomp", "landlock"}
FEW_SECONDS = 0.2
KILLED = BoxState(running=False, exit_code=137, oom_killed=True)


@pytest.fixture(scope="module")
def gvisor_engine(engine: Engine) -> Engine:
    """The engine, which must have gVisor: `callproof images build --install-engine` gives it."""
    assert gvisor.RUNTIME in engine.info().runtimes
    return engine


def test_runc_works_and_has_the_layers_of_strict_that_the_engine_makes(engine: Engine, runner_image: str) -> None:
    trial = runtimes.require_runtime(engine, "runc", runner_image)
    assert set(missing(Profile.STRICT, trial.layers)) == NOT_SEEN_FROM_OUTSIDE
    assert "own_kernel" not in trial.layers


def test_gvisor_works_and_has_the_layers_of_its_profile_that_the_engine_makes(
    gvisor_engine: Engine, runner_image: str
) -> None:
    trial = runtimes.require_runtime(gvisor_engine, gvisor.RUNTIME, runner_image)
    assert set(missing(Profile.GVISOR, trial.layers)) == {"worker_seccomp"}


def test_a_trial_leaves_no_box(engine: Engine, runner_image: str) -> None:
    runtimes.try_runtime(engine, "runc", runner_image)
    runtimes.try_runtime(engine, "runc", runner_image, seconds=0.01)
    assert [labels for _, labels in engine.boxes(runtimes.TRIAL_LABEL) if is_ours(labels)] == []


def is_ours(labels: Mapping[str, str]) -> bool:
    return labels["io.callproof.process"].startswith(f"{os.getpid()}:")


def test_a_runtime_that_the_engine_lacks_is_refused_with_what_there_is(engine: Engine, runner_image: str) -> None:
    with pytest.raises(SandboxError, match=r"no runtime absent, only .*runc.*daemon\.json"):
        runtimes.require_runtime(engine, "absent", runner_image)


def test_the_engines_shims_are_not_offered(engine: Engine) -> None:
    assert "runc" in runtimes.names(engine)
    assert not any(name.startswith("io.containerd.") for name in runtimes.names(engine))


@dataclass(kw_only=True)
class Conversation:
    """A box that says ``words`` and is then as ``ending`` says; without ``words`` it stays silent."""

    words: bytes | None
    ending: BoxState = KILLED
    removed: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.socket, self.other_end = socket.socketpair()
        if self.words is not None:
            self.other_end.sendall(struct.pack(">BxxxI", 1, len(self.words)) + self.words)
            self.other_end.close()

    def state(self) -> BoxState:
        return self.ending

    def remove(self) -> None:
        self.socket.close()
        self.other_end.close()
        self.removed.set()


@dataclass(kw_only=True)
class FakeEngine:
    """An engine with the runtimes runc and runsc, whose requests do what a test wants."""

    start: Callable[[BoxSpec], Conversation]
    remove: Callable[[str], None] = lambda _: None
    started: list[BoxSpec] = field(default_factory=list)

    def info(self) -> EngineInfo:
        return EngineInfo(
            version="1",
            api_version="1.41",
            cgroup_version="2",
            runtimes=("io.containerd.runc.v2", "runc", "runsc"),
            root="",
            storage_driver="",
        )

    def start_box(self, spec: BoxSpec) -> Conversation:
        self.started.append(spec)
        return self.start(spec)

    def boxes(self, label: str) -> list[tuple[str, Mapping[str, str]]]:
        key, _, value = label.partition("=")
        return [(f"id of {spec.name}", spec.labels) for spec in self.started if spec.labels[key] == value]

    def remove_box(self, box_id: str) -> None:
        self.remove(box_id)


@pytest.fixture
def release() -> Iterator[threading.Event]:
    """Lets go, at the end, what a fake engine holds up."""
    event = threading.Event()
    yield event
    event.set()


def test_a_start_that_hangs_ends_the_trial_and_its_box_is_removed(release: threading.Event) -> None:
    removed: list[str] = []
    late = Conversation(words=None)

    def hang(_: BoxSpec) -> Conversation:
        release.wait()
        return late

    engine = FakeEngine(start=hang, remove=removed.append)
    with pytest.raises(SandboxError, match=r"runc does not work .* within 0\.2 s\. It was removed\."):
        runtimes.require_runtime(engine, "runc", "image", seconds=FEW_SECONDS, clearing_seconds=FEW_SECONDS)
    assert removed == [f"id of {engine.started[0].name}"]
    release.set()
    assert late.removed.wait(timeout=30), "a box that came up too late was left behind"


def test_a_box_that_says_nothing_ends_the_trial() -> None:
    box = Conversation(words=None)
    trial = runtimes.try_runtime(
        FakeEngine(start=lambda _: box), "runc", "image", seconds=FEW_SECONDS, clearing_seconds=FEW_SECONDS
    )
    assert (trial.works, trial.layers) == (False, frozenset())
    assert "did not come to an end" in trial.reason
    assert box.removed.wait(timeout=30)


def test_a_box_that_cannot_be_removed_is_told_by_name(release: threading.Event) -> None:
    def hang(_: BoxSpec | str) -> NoReturn:
        release.wait()
        raise SandboxError("let go at the end of the test")

    engine = FakeEngine(start=hang, remove=hang)
    trial = runtimes.try_runtime(engine, "runc", "image", seconds=FEW_SECONDS, clearing_seconds=FEW_SECONDS)
    assert f"container {engine.started[0].name} is still there" in trial.reason


def test_what_the_engine_says_against_a_runtime_is_the_reason() -> None:
    def refuse(_: BoxSpec) -> Conversation:
        raise EngineError("no such shim")

    trial = runtimes.try_runtime(FakeEngine(start=refuse), "runc", "image")
    assert (trial.works, trial.reason) == (False, "no such shim")


@pytest.mark.parametrize("words", [b"", b"exec format error\n", b"[]\n", b"{}\n", b"\xff" * 100], ids=repr)
def test_a_box_that_says_something_else_is_no_working_runtime(words: bytes) -> None:
    trial = runtimes.try_runtime(FakeEngine(start=lambda _: Conversation(words=words)), "runc", "image")
    assert not trial.works
    assert "ended with 137 and said" in trial.reason


LINUX_IN_DISGUISE = (
    b'{"user": 65534, "kernel_log": "", "capabilities": 0, "no_new_privileges": 1, "seccomp": 2, "interfaces": [], '
    b'"writable": [], "proc": [], "processes": 15}\n'
)


def test_a_runtime_that_is_called_runsc_and_is_not_is_refused() -> None:
    trial = runtimes.try_runtime(FakeEngine(start=lambda _: Conversation(words=LINUX_IN_DISGUISE)), "runsc", "image")
    assert not trial.works
    assert "do not run on gVisor's kernel" in trial.reason


@pytest.mark.parametrize(
    ("words", "exit_code"), [(LINUX_IN_DISGUISE + b"survived\n", 137), (LINUX_IN_DISGUISE, 0), (LINUX_IN_DISGUISE, 1)]
)
def test_a_box_that_is_not_killed_for_memory_has_no_bound_on_it(words: bytes, exit_code: int) -> None:
    ending = BoxState(running=False, exit_code=exit_code, oom_killed=False)
    engine = FakeEngine(start=lambda _: Conversation(words=words, ending=ending))
    assert "memory_cgroup" not in runtimes.try_runtime(engine, "runc", "image").layers


@pytest.fixture(scope="module")
def functions() -> Catalog:
    return driving.catalog()


@pytest.fixture(scope="module")
def pool(gvisor_engine: Engine, functions: Catalog, runner_image: str) -> Iterator[Sandbox]:
    with open_pool(
        sandbox="docker",
        catalog=functions,
        isolation=Isolation.EXAMPLE,
        boxes=1,
        say=lambda _: None,
        runtime=gvisor.RUNTIME,
    ) as opened:
        yield opened


def test_a_call_under_gvisor_returns_its_value(pool: Sandbox, functions: Catalog) -> None:
    execution = run_one(pool, functions, "add", a=1, b=2)
    assert (execution.status, execution.result) == (Status.RETURNED, 3)
    assert pool.conditions.runtime == gvisor.RUNTIME


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("spin", Status.TIMED_OUT),
        ("sleep", Status.TIMED_OUT),
        ("segfault", Status.CRASHED),
        ("fork_bomb", Status.TIMED_OUT),
        ("memory_bomb", Status.OUT_OF_MEMORY),
    ],
)
def test_an_attack_under_gvisor_has_its_status_and_the_next_example_is_right(
    pool: Sandbox, functions: Catalog, kind: str, status: Status
) -> None:
    assert run_one(pool, functions, "attack", SHORT, kind=kind).status is status


def test_memory_files_are_refused_under_gvisor(pool: Sandbox, functions: Catalog) -> None:
    """They count for no process, and what the guest holds past the box's limit would cost the box."""
    assert run_one(pool, functions, "attack", driving.PATIENT, kind="memory_files").status is Status.DENIED
