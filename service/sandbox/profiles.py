"""The profiles: which layers a box must have before a call may run in it. Pure.

========  =====================================================================================================
profile   a call can leave its box only by
========  =====================================================================================================
strict    a fault of the host's Linux kernel that is reachable with the few system calls that two seccomp filters
          and Landlock leave
gvisor    a fault of gVisor's kernel, which serves every system call of the box, and then one of the host's
========  =====================================================================================================

Both keep calls apart, inside the box, with the filter that each worker puts on itself. gVisor knows no Landlock, and
there the filter alone keeps a worker from signalling or limiting the runner; so neither profile does without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from service.errors import SandboxError


class Profile(StrEnum):
    """What a run asks for."""

    STRICT = "strict"
    GVISOR = "gvisor"


class Layer(StrEnum):
    """One thing that keeps a call in; the names stand in a verdict's ``conditions.layers``."""

    NO_NETWORK = "no_network"
    """The box has no network interface but its own loopback."""
    READ_ONLY = "read_only"
    """Nowhere in the box can a file be made."""
    NO_CAPABILITIES = "no_capabilities"
    """An ordinary user without any capability (capabilities(7))."""
    NO_NEW_PRIVILEGES = "no_new_privileges"
    """No program can gain any (PR_SET_NO_NEW_PRIVS)."""
    CONTAINER_SECCOMP = "container_seccomp"
    """The engine's filter of system calls is on the whole box."""
    WORKER_SECCOMP = "worker_seccomp"
    """The runner's own filter is on every worker."""
    LANDLOCK = "landlock"
    """Each worker is in a Landlock domain of its own (landlock(7))."""
    MEMORY_CGROUP = "memory_cgroup"
    """The host kills what takes more memory than the box has, whichever way it takes it."""
    PIDS_CGROUP = "pids_cgroup"
    """The host's kernel bounds the number of processes in the box."""
    PROCESS_LIMIT = "process_limit"
    """The box's own kernel bounds it (RLIMIT_NPROC of a user that has only this box)."""
    OWN_KERNEL = "own_kernel"
    """System calls are served by a kernel of the box's own, not by the host's."""
    NO_PROC = "no_proc"
    """The runner's environment and descriptors cannot be found under /proc."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantees:
    """The layers that must hold, in the order in which they are told."""

    layers: tuple[Layer, ...]


_IN_BOTH = (
    Layer.NO_NETWORK,
    Layer.READ_ONLY,
    Layer.NO_CAPABILITIES,
    Layer.NO_NEW_PRIVILEGES,
    Layer.WORKER_SECCOMP,
    Layer.MEMORY_CGROUP,
)

GUARANTEES: Mapping[Profile, Guarantees] = {
    Profile.STRICT: Guarantees(layers=(*_IN_BOTH, Layer.CONTAINER_SECCOMP, Layer.LANDLOCK, Layer.PIDS_CGROUP)),
    Profile.GVISOR: Guarantees(layers=(*_IN_BOTH, Layer.OWN_KERNEL, Layer.NO_PROC, Layer.PROCESS_LIMIT)),
}

_ENGINE_CONFIGURES = "the engine did not apply it: look for a changed default in its configuration (daemon.json)"
_REMEDIES: Mapping[Layer, str] = {
    Layer.NO_NETWORK: _ENGINE_CONFIGURES,
    Layer.READ_ONLY: _ENGINE_CONFIGURES,
    Layer.NO_CAPABILITIES: _ENGINE_CONFIGURES,
    Layer.NO_NEW_PRIVILEGES: _ENGINE_CONFIGURES,
    Layer.CONTAINER_SECCOMP: "the engine or the kernel was built without seccomp, or the runtime ignores the filter",
    Layer.WORKER_SECCOMP: "the kernel was built without CONFIG_SECCOMP_FILTER, or a filter of the engine forbids it",
    Layer.LANDLOCK: "it needs Linux 5.13 or later with landlock among its lsm=, and an engine that lets its calls pass",
    Layer.MEMORY_CGROUP: "give the engine the memory cgroup (cgroup_enable=memory), and register runsc without "
    "--ignore-cgroups",
    Layer.PIDS_CGROUP: "give the engine the pids cgroup",
    Layer.PROCESS_LIMIT: "this release of gVisor does not count processes: install a newer one",
    Layer.OWN_KERNEL: "the runtime is not gVisor: ask for --runtime runsc",
    Layer.NO_PROC: "the runtime still shows /proc: ask for --runtime runsc",
}


class ProfileError(SandboxError):
    """The host cannot keep what the profile promises. ``profile`` and ``layers`` tell which, the message what to do."""

    def __init__(self, profile: Profile, layers: tuple[str, ...]) -> None:
        self.profile = profile
        self.layers = layers
        each = "; ".join(f"{layer} ({_REMEDIES[Layer(layer)]})" for layer in layers)
        others = " or ".join(f"--profile {other}" for other in Profile if other is not profile)
        super().__init__(
            f"The profile {profile} cannot be kept on this host. Missing: {each}. Mend that, or ask for {others}."
        )


def missing(profile: Profile, holding: frozenset[str]) -> tuple[str, ...]:
    """The layers that ``profile`` needs and that are not in ``holding``; empty where it is kept."""
    return tuple(layer.value for layer in GUARANTEES[profile].layers if layer not in holding)


def require(profile: Profile, holding: frozenset[str]) -> None:
    """Hold that ``profile`` is kept. Raises ProfileError."""
    lacking = missing(profile, holding)
    if lacking:
        raise ProfileError(profile, lacking)
