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
from service.sandbox.model import Isolation
from service.sandbox.pool import Pool, sets_in_box
from verifiers.model import Conditions, Limits


def open_pool(
    *,
    sandbox: str,
    catalog: Catalog,
    isolation: Isolation,
    boxes: int,
    say: Callable[[str], None],
    limits: Limits | None = None,
    runtime: str | None = None,
    demanded: frozenset[str] | None = None,
) -> Pool:
    """A pool of ``boxes`` boxes; makes what its boxes need where it is missing. Use it as a context manager.

    ``sandbox`` names a driver, or is "auto"; ``runtime`` is a container runtime, so it asks for Docker. ``demanded``
    are the drivers that a policy accepts. ``limits`` are the run's. Raises UsageError and UnableError.
    """
    if runtime is not None:
        if sandbox not in {AUTO, "docker"}:
            raise UsageError(f"A container runtime ({runtime}) is Docker's; the sandbox {sandbox} has none.")
        sandbox = "docker"
    found = choose(sandbox, say=say, demanded=demanded)
    if found.host is not None:
        return bubblewrap_pool(
            found.host, catalog=catalog, isolation=isolation, boxes=boxes, say=say, limits=limits or Limits()
        )
    engine = Engine.connect()
    kind = box_kind(engine, catalog, limits or Limits(), runtime, say)
    conditions = Conditions(sandbox=found.name, runtime=runtime or "runc", image=kind.image, isolation=str(isolation))
    return _pool(DockerBoxes(engine, kind), catalog, isolation, boxes, conditions)


def bubblewrap_pool(
    host: BubblewrapHost,
    *,
    catalog: Catalog,
    isolation: Isolation,
    boxes: int,
    say: Callable[[str], None],
    limits: Limits,
) -> Pool:
    """A pool of bubblewrap boxes on a machine that was tried; says what is not enforced there."""
    for warning in host.warnings:
        say(f"not enforced here: {warning}")
    kind = bubblewrap_kind(host, catalog, limits, say)
    conditions = Conditions(
        sandbox="bubblewrap",
        runtime=f"bwrap {host.bubblewrap.version}",
        image=f"python {host.in_box.version} of the host",
        isolation=str(isolation),
        layers=host.layers,
    )
    return _pool(BubblewrapBoxes(kind), catalog, isolation, boxes, conditions)


def _pool(boxes: Boxes, catalog: Catalog, isolation: Isolation, size: int, conditions: Conditions) -> Pool:
    return Pool(
        boxes=boxes,  # type: ignore[arg-type]  # until the pool names the Protocol
        sets=sets_in_box(catalog),
        isolation=isolation,
        size=size,
        conditions=conditions,
    )
