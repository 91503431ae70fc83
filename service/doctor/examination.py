"""The whole examination: this machine, Docker with each of its runtimes, bubblewrap. In the order of dependence.

An examination changes nothing but what a run would make too: images, and what bubblewrap keeps in the cache.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import sandbox_images
from service.catalog.load import load_catalog
from service.catalog.model import Catalog
from service.doctor.machine import examine_machine
from service.doctor.model import Kind, Observation, Place, Standing, Wanted
from service.doctor.places import Ground, examine_place
from service.doctor.trials import LIMITS
from service.errors import SandboxError, UnableError
from service.sandbox import gvisor
from service.sandbox.bubblewrap_boxes import BubblewrapBoxes, bubblewrap_kind
from service.sandbox.bubblewrap_host import try_host
from service.sandbox.docker_boxes import DockerBoxes, box_kind
from service.sandbox.engine import Engine
from service.sandbox.opening import DEFAULT_RUNTIME
from service.sandbox.profiles import Profile
from service.sandbox.runtimes import names, require_runtime, try_runtime
from verifiers.model import Json

DOCKER = Place(sandbox="docker")
BUBBLEWRAP = Place(sandbox="bubblewrap")
TRIAL_SECONDS = 15.0
CLEARING_SECONDS = 5.0
_PROBE = Path(sandbox_images.__file__).parent / "probes" / "limits.py"


def examine(wanted: Wanted, say: Callable[[str], None]) -> Generator[Observation, None, None]:
    """Try what ``wanted`` asks for, one observation at a time.

    Never raises UnableError: that is an observation. Closing the generator removes its boxes.
    """
    yield from examine_machine()
    catalog = load_catalog([str(_PROBE)])
    asked = Profile(wanted.profile) if wanted.profile is not None else None
    if wanted.sandbox in {None, "docker"}:
        yield from _examine_docker(wanted.runtime, asked, catalog, say)
    if wanted.sandbox in {None, "bubblewrap"} and wanted.runtime is None:
        yield from _examine_bubblewrap(asked, catalog, say)


def _fact(place: Place, name: str, found: str, value: Json) -> Observation:
    return Observation(place=place, kind=Kind.FACT, name=name, standing=Standing.TOLD, found=found, value=value)


def _start(place: Place, name: str, standing: Standing, found: str, value: Json = None) -> Observation:
    return Observation(place=place, kind=Kind.START, name=name, standing=standing, found=found, value=value)


def _examine_docker(
    only: str | None, asked: Profile | None, catalog: Catalog, say: Callable[[str], None]
) -> Iterator[Observation]:
    try:
        engine = Engine.connect()
    except UnableError as error:
        yield _start(DOCKER, "engine", Standing.ABSENT, str(error))
        return
    with engine:
        try:
            told = engine.info()
            known = names(engine)
        except UnableError as error:
            yield _start(DOCKER, "engine", Standing.BROKEN, str(error))
            return
        default = told.default_runtime
        yield _start(DOCKER, "engine", Standing.OK, f"{told.version}, API {told.api_version}", told.version)
        yield _fact(DOCKER, "api_version", told.api_version, told.api_version)
        yield _fact(DOCKER, "cgroup_version", told.cgroup_version, told.cgroup_version)
        yield _fact(DOCKER, "storage", f"{told.storage_driver} in {told.root}", told.storage_driver)
        yield _fact(DOCKER, "runtimes", f"{', '.join(known)}; the engine's own choice is {default}", list(known))
        yield _fact(DOCKER, "default_runtime", default, default)
        try:
            image = box_kind(engine, catalog, LIMITS, None, say).image
        except UnableError as error:
            yield _start(DOCKER, "image", Standing.BROKEN, str(error))
            return
        yield _start(DOCKER, "image", Standing.OK, image, image)
        due = (default, *(each for each in known if each != default)) if only is None else (only,)
        for runtime in due if only is not None or gvisor.RUNTIME in known else (*due, gvisor.RUNTIME):
            yield from _examine_runtime(engine, runtime, known, image, asked, catalog, say)


def _examine_runtime(
    engine: Engine,
    runtime: str,
    known: tuple[str, ...],
    image: str,
    asked: Profile | None,
    catalog: Catalog,
    say: Callable[[str], None],
) -> Iterator[Observation]:
    place = Place(sandbox="docker", runtime=runtime)
    if runtime not in known:
        try:
            require_runtime(engine, runtime, image)
        except SandboxError as error:
            yield _start(place, "runtime", Standing.ABSENT, str(error))
        return
    layers: frozenset[str] = frozenset()
    try:
        if runtime != DEFAULT_RUNTIME:  # whose boxes tell all by themselves, also in a run
            trial = try_runtime(engine, runtime, image, seconds=TRIAL_SECONDS, clearing_seconds=CLEARING_SECONDS)
            if not trial.works:
                yield _start(place, "runtime", Standing.BROKEN, f"it does not work on this engine: {trial.reason}")
                return
            layers = trial.layers
        yield _start(place, "runtime", Standing.OK, "works" if layers else "the engine has it")
        kind = box_kind(engine, catalog, LIMITS, runtime, say)
        boxes = DockerBoxes(Engine.connect(), kind)  # which closes the connection
    except UnableError as error:
        yield _start(place, "box", Standing.BROKEN, str(error))
        return
    yield from examine_place(Ground(place=place, boxes=boxes, catalog=catalog, layers=layers, asked=asked))


def _examine_bubblewrap(asked: Profile | None, catalog: Catalog, say: Callable[[str], None]) -> Iterator[Observation]:
    try:
        host = try_host()
    except UnableError as error:
        yield _start(BUBBLEWRAP, "bwrap", Standing.ABSENT, str(error))
        return
    yield _start(BUBBLEWRAP, "bwrap", Standing.OK, host.bubblewrap.version, host.bubblewrap.version)
    python = host.in_box.version
    yield _fact(BUBBLEWRAP, "python", f"{python}, this machine's", python)
    groups = sorted(host.place.parents)
    found = f"version {host.place.version}: {', '.join(groups)}" if groups else "none can be made"
    yield _fact(BUBBLEWRAP, "control_groups", found, groups)
    for warning in host.warnings:
        subject, _, meaning = warning.partition(": ")
        yield Observation(
            place=BUBBLEWRAP, kind=Kind.GAP, name=subject, standing=Standing.ABSENT, found=meaning or warning
        )
    try:
        boxes = BubblewrapBoxes(bubblewrap_kind(host, catalog, LIMITS, say))
    except UnableError as error:
        yield _start(BUBBLEWRAP, "box", Standing.BROKEN, str(error))
        return
    ground = Ground(place=BUBBLEWRAP, boxes=boxes, catalog=catalog, layers=frozenset(host.layers), asked=asked)
    yield from examine_place(ground)
