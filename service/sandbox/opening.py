"""A pool over the functions of a catalog, whatever its boxes are made of."""

from __future__ import annotations

from collections.abc import Callable

from service.catalog.model import Catalog
from service.errors import UsageError
from service.sandbox.bubblewrap_boxes import BubblewrapBoxes, bubblewrap_kind
from service.sandbox.bubblewrap_host import BubblewrapHost
from service.sandbox.docker_boxes import DockerBoxes, box_kind
from service.sandbox.drivers import AUTO, Boxes, choose
from service.sandbox.engine import Engine
from service.sandbox.gvisor import is_gvisor
from service.sandbox.model import Isolation
from service.sandbox.pool import Pool, sets_in_box
from service.sandbox.profiles import Profile
from service.sandbox.runtimes import require_runtime
from verifiers.model import Conditions, Limits

DEFAULT_RUNTIME = "runc"
"""Needs no trial of its own: whether its boxes come up, and what holds in them, each box tells."""


def open_pool(  # noqa: PLR0913 - each is a choice of its own, and named
    *,
    sandbox: str,
    catalog: Catalog,
    isolation: Isolation,
    boxes: int,
    say: Callable[[str], None],
    limits: Limits | None = None,
    runtime: str | None = None,
    demanded: frozenset[str] | None = None,
    accepted_profiles: frozenset[str] | None = None,
    profile: Profile | None = None,
    recycle: bool = True,
) -> Pool:
    """A pool of ``boxes`` boxes; makes what its boxes need where it is missing. Use it as a context manager.

    ``sandbox`` names a driver, or is "auto"; ``runtime`` is a container runtime, so it asks for Docker. ``demanded``
    are the drivers that a policy accepts, ``accepted_profiles`` the profiles. ``limits`` are the run's. ``profile``
    says which layers every box must have: that of gVisor where its runtime is asked for, else ``strict``. Raises
    UsageError and UnableError.
    """
    if runtime is not None:
        if sandbox not in {AUTO, "docker"}:
            raise UsageError(f"A container runtime ({runtime}) is Docker's; the sandbox {sandbox} has none.")
        sandbox = "docker"
    found = choose(sandbox, say=say, demanded=demanded)
    if found.host is not None:
        _refuse_unaccepted(profile or Profile.STRICT, accepted_profiles)
        return bubblewrap_pool(
            found.host,
            catalog=catalog,
            isolation=isolation,
            boxes=boxes,
            say=say,
            limits=limits or Limits(),
            profile=profile or Profile.STRICT,
            recycle=recycle,
        )
    engine = Engine.connect()
    runs_with = runtime or engine.info().default_runtime
    kind = box_kind(engine, catalog, limits or Limits(), runtime, say)
    layers: frozenset[str] = frozenset()
    if runs_with != DEFAULT_RUNTIME:
        say(f"trying the runtime {runs_with}")
        layers = require_runtime(engine, runs_with, kind.image).layers
    wanted = profile or (Profile.GVISOR if is_gvisor(runs_with) else Profile.STRICT)
    _refuse_unaccepted(wanted, accepted_profiles)
    conditions = Conditions(
        sandbox=found.name, runtime=runs_with, image=kind.image, profile=str(wanted), layers=tuple(sorted(layers))
    )
    return _pool(DockerBoxes(engine, kind), catalog, isolation, boxes, conditions, wanted, recycle=recycle)


def _refuse_unaccepted(profile: Profile, accepted: frozenset[str] | None) -> None:
    if accepted is not None and profile not in accepted:
        raise UsageError(
            f"The policy demands one of the profiles {', '.join(sorted(accepted))}, and this run would have {profile}. "
            "Ask for one of those with --profile (and --runtime runsc for gvisor), or change the policy."
        )


def bubblewrap_pool(
    host: BubblewrapHost,
    *,
    catalog: Catalog,
    isolation: Isolation,
    boxes: int,
    say: Callable[[str], None],
    limits: Limits,
    profile: Profile = Profile.STRICT,
    recycle: bool = True,
) -> Pool:
    """A pool of bubblewrap boxes on a machine that was tried; says what is not enforced there."""
    for warning in host.warnings:
        say(f"not enforced here: {warning}")
    kind = bubblewrap_kind(host, catalog, limits, say)
    conditions = Conditions(
        sandbox="bubblewrap",
        runtime=f"bwrap {host.bubblewrap.version}",
        image=f"python {host.in_box.version} of the host",
        profile=str(profile),
        layers=host.layers,
    )
    return _pool(BubblewrapBoxes(kind), catalog, isolation, boxes, conditions, profile, recycle=recycle)


def _pool(
    boxes: Boxes,
    catalog: Catalog,
    isolation: Isolation,
    size: int,
    conditions: Conditions,
    profile: Profile,
    *,
    recycle: bool,
) -> Pool:
    return Pool(
        boxes=boxes,
        sets=sets_in_box(catalog),
        isolation=isolation,
        size=size,
        conditions=conditions,
        profile=profile,
        recycle=recycle,
    )
