"""Records of the container engine: what a box is made from, how it is, what the engine is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineInfo:
    """What the engine says about itself. ``cgroup_version`` is "1" or "2", ``root`` is its data folder."""

    version: str
    api_version: str
    cgroup_version: str
    runtimes: tuple[str, ...]
    root: str
    storage_driver: str
    default_runtime: str = "runc"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxSpec:
    """All that may differ between two boxes; what is the same for every box is in ``Engine.start_box``."""

    image: str
    name: str
    labels: Mapping[str, str]
    memory_bytes: int
    processes: int
    cpus: float
    runtime: str | None
    environment: Mapping[str, str]
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxState:
    """How a box is. ``exit_code`` is None while it runs and when it no longer exists."""

    running: bool
    exit_code: int | None
    oom_killed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PullResult:
    """Whether the registry gave the image, and where not, why (in the engine's words)."""

    pulled: bool
    reason: str
