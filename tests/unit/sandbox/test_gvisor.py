"""What the engine is told about a box, under gVisor and otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.sandbox.engine_model import BoxSpec
from service.sandbox.gvisor import host_bounds, is_gvisor

SPEC = BoxSpec(
    image="image",
    name="name",
    labels={},
    memory_bytes=640 * 1024 * 1024,
    processes=68,
    cpus=1.0,
    runtime=None,
    environment={},
    command=("python3",),
)


@pytest.mark.parametrize(
    ("runtime", "taken"),
    [("runsc", True), ("runsc-kvm", True), ("runc", False), ("runscape", False), ("crun", False), (None, False)],
)
def test_gvisor_is_known_by_its_name(runtime: str | None, taken: bool) -> None:
    assert is_gvisor(runtime) is taken


@pytest.mark.parametrize("runtime", [None, "runc"])
def test_elsewhere_the_engine_is_told_the_bounds_of_the_box(runtime: str | None) -> None:
    bounds = host_bounds(replace(SPEC, runtime=runtime))
    assert (bounds.memory_bytes, bounds.tasks) == (SPEC.memory_bytes, SPEC.processes)
    assert (bounds.user_processes, bounds.mounts) == (None, {})


def test_under_gvisor_the_guest_counts_processes_and_its_kernel_has_room() -> None:
    bounds = host_bounds(replace(SPEC, runtime="runsc"))
    assert bounds.user_processes == SPEC.processes
    assert bounds.tasks > 915  # seen in a fork bomb of 68 processes; at the limit the kernel of the guest ends
    assert bounds.memory_bytes > SPEC.memory_bytes


def test_under_gvisor_no_worker_finds_the_runner_under_proc_nor_a_place_to_write() -> None:
    mounts = host_bounds(replace(SPEC, runtime="runsc")).mounts
    assert {folder: options.split(",")[0] for folder, options in mounts.items()} == {"/proc": "ro", "/tmp": "ro"}
