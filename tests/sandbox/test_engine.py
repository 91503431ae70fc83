"""The engine's side of boxes: what is started, what is left behind, and whose fault a failure is."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from service.errors import EngineError, ImageError, SandboxError
from service.sandbox import owner
from service.sandbox.engine import BoxSpec, BoxState, Engine
from service.sandbox.engine_setup import ensure_engine
from service.settings import Settings

GONE = BoxState(running=False, exit_code=None, oom_killed=False)


@pytest.fixture
def spec(runner_image: str) -> BoxSpec:
    return BoxSpec(
        image=runner_image,
        name=f"callproof-test-{secrets.token_hex(6)}",
        labels={**owner.labels(), "io.callproof.test": secrets.token_hex(6)},
        memory_bytes=64 * 1024 * 1024,
        processes=16,
        cpus=1.0,
        runtime=None,
        environment={},
        command=("python3", "-S", "-c", "import sys; print('up', flush=True); print(sys.stdin.readline(), end='')"),
    )


@pytest.fixture
def own_label(engine: Engine, spec: BoxSpec) -> Iterator[str]:
    """The label of this test's boxes; what is left of them goes at the end."""
    label = f"io.callproof.test={spec.labels['io.callproof.test']}"
    yield label
    for box_id, _ in engine.boxes(label):
        engine.remove_box(box_id)


def test_what_a_box_says_at_once_is_not_lost(engine: Engine, spec: BoxSpec, own_label: str) -> None:
    box = engine.start_box(spec)
    with box.socket.makefile("rb") as stream:
        assert stream.read(8 + 3) == b"\x01\0\0\0\0\0\0\x03up\n"
        box.socket.sendall(b"heard\n")
        assert stream.read() == b"\x01\0\0\0\0\0\0\x06heard\n"
    box.remove()


def test_closing_the_connection_ends_the_input_of_a_box(engine: Engine, spec: BoxSpec, own_label: str) -> None:
    box = engine.start_box(
        replace(spec, command=("python3", "-S", "-c", "import sys; sys.exit(len(sys.stdin.read()))"))
    )
    box.socket.sendall(b"12345")
    box.socket.shutdown(1)
    assert box.socket.recv(100) == b""
    assert box.state() == BoxState(running=False, exit_code=5, oom_killed=False)
    box.remove()


def test_a_box_that_uses_too_much_memory_is_known_to_have_been_killed(
    engine: Engine, spec: BoxSpec, own_label: str
) -> None:
    box = engine.start_box(replace(spec, command=("python3", "-S", "-c", "b'x' * 10**9")))
    assert box.socket.recv(100) == b""
    killed = BoxState(running=False, exit_code=137, oom_killed=True)
    deadline = time.monotonic() + 30
    while box.state() != killed and time.monotonic() < deadline:  # the engine hears of the kernel's kill by itself
        time.sleep(0.05)
    assert box.state() == killed
    box.remove()


def test_kill_and_remove_may_be_repeated(engine: Engine, spec: BoxSpec, own_label: str) -> None:
    box = engine.start_box(spec)
    box.kill()
    box.kill()
    box.remove()
    box.remove()
    box.kill()
    assert box.state() == GONE


def test_boxes_are_found_by_label_until_they_are_removed(engine: Engine, spec: BoxSpec, own_label: str) -> None:
    box = engine.start_box(spec)
    assert [(found, labels["io.callproof.test"]) for found, labels in engine.boxes(own_label)] == [
        (box.id, spec.labels["io.callproof.test"])
    ]
    box.remove()
    assert engine.boxes(own_label) == []


def test_a_missing_image_is_an_image_error(engine: Engine, spec: BoxSpec, own_label: str) -> None:
    with pytest.raises(ImageError, match="callproof images build"):
        engine.start_box(replace(spec, image="callproof/test:absent"))


@pytest.mark.parametrize(
    "change", [{"runtime": "absent"}, {"command": ("/absent",)}, {"memory_bytes": 1000}], ids=lambda each: str([*each])
)
def test_a_box_that_cannot_start_is_a_sandbox_error_and_leaves_nothing(
    engine: Engine, spec: BoxSpec, own_label: str, change: dict[str, object]
) -> None:
    with pytest.raises(SandboxError, match=spec.name):
        engine.start_box(replace(spec, **change))  # type: ignore[arg-type] # one field of its own type each
    assert engine.boxes(own_label) == []


def test_the_engine_describes_itself(engine: Engine) -> None:
    info = engine.info()
    assert "runc" in info.runtimes
    assert info.cgroup_version in {"1", "2"}
    assert all((info.version, info.api_version, info.root, info.storage_driver))


def test_no_engine_is_an_engine_error_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", "unix:///absent/docker.sock")
    with pytest.raises(EngineError, match="systemctl start docker"):
        Engine.connect()


def test_an_engine_that_answers_is_used_without_a_word() -> None:
    said: list[str] = []
    with ensure_engine(say=said.append, install=True) as engine:
        assert engine.info().version
    assert said == []


def test_an_engine_elsewhere_is_never_installed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setenv("DOCKER_HOST", "unix:///absent/docker.sock")
    with pytest.raises(EngineError, match=r"unix:///absent/docker\.sock"):
        ensure_engine(say=said.append, install=True, settings=Settings.from_environment())
    assert said == []
