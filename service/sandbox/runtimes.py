"""Which container runtimes the engine has, and a trial of each in a real box before it is offered.

::

    name known to the engine? → box created, attached, started → it tells what holds → fills its memory → ends, removed
              │ no                        │ too long                                        │ lives on
        SandboxError            freed and removed, or told                          no bound on memory

A runtime may hang (gVisor's kvm platform does in some virtual machines), and the engine then answers nothing about
that container, not even a request to remove it. So the conversation with the engine runs in a thread that is waited
for only so long.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import signal
import socket
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from service.errors import SandboxError, UnableError
from service.sandbox import gvisor, owner
from service.sandbox.engine_model import BoxSpec, BoxState, EngineInfo
from service.sandbox.profiles import Layer
from verifiers.model import Json

TRIAL_SECONDS = 30.0
CLEARING_SECONDS = 10.0
TRIAL_LABEL = "io.callproof.trial"
MEMORY_BYTES = 128 * 1024 * 1024
PROCESSES = 16
_PROGRAM = Path(__file__).resolve().parents[2] / "sandbox_images" / "probes" / "runtime.py"
_GVISOR_LOG = "Starting gVisor"
_SHIM_PREFIX = "io.containerd."  # how the engine names its own shims, which are no runtimes to ask for
_KILLED = 128 + signal.SIGKILL
_HEADER_BYTES = 8
_TOLD_BYTES = 1024 * 1024
_Result = TypeVar("_Result")


class TrialBox(Protocol):
    """A started box, as ``engine.RunningBox`` is one."""

    @property
    def socket(self) -> socket.socket:
        """Carries what the box says, in the engine's portions."""

    def state(self) -> BoxState:
        """How the box is."""

    def remove(self) -> None:
        """Remove it, running or not."""


class TrialEngine(Protocol):
    """What a trial needs of ``engine.Engine``."""

    def info(self) -> EngineInfo:
        """What the engine is."""

    def start_box(self, spec: BoxSpec) -> TrialBox:
        """Start a hardened box."""

    def boxes(self, label: str) -> list[tuple[str, Mapping[str, str]]]:
        """Ids and labels of all boxes with ``label``."""

    def remove_box(self, box_id: str) -> None:
        """Remove a box, running or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuntimeTrial:
    """What came of trying a runtime. ``reason`` says why it does not work; ``layers`` are those seen to hold.

    The layers that the runner puts on its workers are not among them: only the runner can tell.
    """

    runtime: str
    works: bool
    reason: str
    layers: frozenset[str]


def names(engine: TrialEngine) -> tuple[str, ...]:
    """The runtimes that can be asked for, sorted. Raises EngineError."""
    return tuple(name for name in engine.info().runtimes if not name.startswith(_SHIM_PREFIX))


def require_runtime(
    engine: TrialEngine,
    runtime: str,
    image: str,
    *,
    seconds: float = TRIAL_SECONDS,
    clearing_seconds: float = CLEARING_SECONDS,
) -> RuntimeTrial:
    """Try ``runtime`` on ``image`` (a reference with python3 in it). SandboxError says why it cannot be used."""
    known = names(engine)
    if runtime not in known:
        how = (
            "Install and register it: run `callproof images build --install-engine` as root on the engine's machine"
            if gvisor.is_gvisor(runtime)
            else "Register it in the engine's daemon.json"
        )
        raise SandboxError(f"The engine has no runtime {runtime}, only {', '.join(known)}. {how}, or ask for another.")
    trial = try_runtime(engine, runtime, image, seconds=seconds, clearing_seconds=clearing_seconds)
    if not trial.works:
        raise SandboxError(
            f"The runtime {runtime} does not work on this engine: {trial.reason} Ask for another, such as runc."
        )
    return trial


def try_runtime(
    engine: TrialEngine,
    runtime: str,
    image: str,
    *,
    seconds: float = TRIAL_SECONDS,
    clearing_seconds: float = CLEARING_SECONDS,
) -> RuntimeTrial:
    """Start a box with ``runtime`` and see what it can.

    Takes at most ``seconds``, and where it hangs, twice ``clearing_seconds`` more to remove the box.
    """
    token = secrets.token_hex(6)
    deadline = time.monotonic() + seconds
    spec = BoxSpec(
        image=image,
        name=f"callproof-trial-{token}",
        labels={**owner.labels(), TRIAL_LABEL: token},
        memory_bytes=MEMORY_BYTES,
        processes=PROCESSES,
        cpus=1.0,
        runtime=runtime,
        environment={"PATH": "/usr/local/bin:/usr/bin:/bin"},
        command=(
            *("python3", "-S", "-s", "-B", "-c", _PROGRAM.read_text(encoding="utf-8")),
            *(str(4 * PROCESSES), str(4 * MEMORY_BYTES)),
        ),
    )
    conversation = _begin(lambda: _converse(engine, spec, deadline))
    try:
        told, state = conversation.result(timeout=seconds)
    except TimeoutError:
        cleared = _clear_away(engine, spec, conversation, clearing_seconds)
        reason = f"its box did not come to an end within {seconds:g} s. {cleared}"
        return RuntimeTrial(runtime=runtime, works=False, reason=reason, layers=frozenset())
    except UnableError as error:
        return RuntimeTrial(runtime=runtime, works=False, reason=str(error), layers=frozenset())
    return _judge(runtime, told, state)


def _converse(engine: TrialEngine, spec: BoxSpec, deadline: float) -> tuple[str, BoxState]:
    """All that the box says until it ends, and how it ended. TimeoutError past ``deadline``; the box is removed."""
    box = engine.start_box(spec)
    try:
        told = _read_to_end(box.socket, deadline)
        return told, box.state()
    finally:
        box.remove()


def _read_to_end(channel: socket.socket, deadline: float) -> str:
    """Both streams of the box. What it sends is not trusted to end, nor to be in whole portions."""
    received = bytearray()
    while len(received) < _TOLD_BYTES:
        left_seconds = deadline - time.monotonic()
        if left_seconds <= 0:
            raise TimeoutError
        channel.settimeout(left_seconds)
        portion = channel.recv(65536)
        if not portion:
            break
        received += portion
    told = bytearray()
    while len(received) >= _HEADER_BYTES:
        end = _HEADER_BYTES + int.from_bytes(received[4:_HEADER_BYTES], "big")
        told += received[_HEADER_BYTES:end]
        del received[:end]
    return told.decode("utf-8", "replace")


def _judge(runtime: str, told: str, state: BoxState) -> RuntimeTrial:
    first, _, rest = told.partition("\n")
    try:
        facts = json.loads(first)
        layers = _layers(facts, survived="survived" in rest or state.exit_code != _KILLED)
    except (ValueError, KeyError, TypeError):
        reason = f"its box ended with {state.exit_code} and said {told[:300]!r}."
        return RuntimeTrial(runtime=runtime, works=False, reason=reason, layers=frozenset())
    if gvisor.is_gvisor(runtime) and Layer.OWN_KERNEL not in layers:
        reason = "it is named like gVisor, but its boxes do not run on gVisor's kernel."
        return RuntimeTrial(runtime=runtime, works=False, reason=reason, layers=layers)
    return RuntimeTrial(runtime=runtime, works=True, reason="", layers=layers)


def _layers(facts: Mapping[str, Json], *, survived: bool) -> frozenset[str]:
    own_kernel = _GVISOR_LOG in facts["kernel_log"].partition("\n")[0]
    few_processes = facts["processes"] < PROCESSES
    held = {
        Layer.NO_NETWORK: facts["interfaces"] == [],
        Layer.READ_ONLY: facts["writable"] == [],
        Layer.NO_CAPABILITIES: facts["capabilities"] == 0 and facts["user"] != 0,
        Layer.NO_NEW_PRIVILEGES: facts["no_new_privileges"] == 1,
        Layer.CONTAINER_SECCOMP: facts["seccomp"] == 2 and not own_kernel,  # SECCOMP_MODE_FILTER
        Layer.MEMORY_CGROUP: not survived,
        Layer.PIDS_CGROUP: few_processes and not own_kernel,
        Layer.PROCESS_LIMIT: few_processes and own_kernel,
        Layer.OWN_KERNEL: own_kernel,
        Layer.NO_PROC: facts["proc"] == [],
    }
    return frozenset(layer.value for layer, holds in held.items() if holds)


def _clear_away(engine: TrialEngine, spec: BoxSpec, conversation: Future[tuple[str, BoxState]], seconds: float) -> str:
    """Remove the box that hangs, and say what came of it. At most twice ``seconds``."""
    removal = _begin(lambda: _remove(engine, spec))
    try:
        removal.result(timeout=seconds)
    except (TimeoutError, UnableError):
        return (
            f"The engine cannot remove it either: container {spec.name} is still there. As root on the engine's "
            "machine, end the processes of that container (pgrep -f with its full id), then docker rm -f it."
        )
    wait([conversation], timeout=seconds)  # where the box was only slow, the conversation itself removes it
    return "It was removed."


def _remove(engine: TrialEngine, spec: BoxSpec) -> None:
    for box_id, _ in engine.boxes(f"{TRIAL_LABEL}={spec.labels[TRIAL_LABEL]}"):
        if gvisor.is_gvisor(spec.runtime):
            _end_host_processes(box_id)
        engine.remove_box(box_id)


def _end_host_processes(box_id: str) -> None:
    """Kill the processes of runsc that serve one box, where they can be seen: the engine waits for them.

    ``box_id`` is long and random enough to be in no other process's command line.
    """
    if os.geteuid() != 0:
        return
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            command = (folder / "cmdline").read_bytes().split(b"\0")
            program = command[0].rpartition(b"/")[2]
            if program.startswith(gvisor.RUNTIME.encode()) and any(box_id.encode() in word for word in command):
                os.kill(int(folder.name), signal.SIGKILL)


def _begin(action: Callable[[], _Result]) -> Future[_Result]:
    """Run ``action`` in a thread that nobody needs to wait for, not even the end of the process."""
    outcome: Future[_Result] = Future()

    def run() -> None:
        try:
            outcome.set_result(action())
        except BaseException as error:  # whoever waits gets it
            outcome.set_exception(error)

    threading.Thread(target=run, name="runtime-trial", daemon=True).start()
    return outcome
