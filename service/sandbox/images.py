"""The sandbox images, each standing on the one before and named by its content.

::

    callproof/base:<16 hex>        Python, from a registry or from the distribution's packages
      └─ callproof/runner:<16 hex>       + the runner, compiled
           └─ callproof/functions:<16 hex>     + code and requirements of the functions, compiled

An image that is there is found in milliseconds. Code reaches the box as a layer, not as a mount, so that remote
engines and other runtimes work alike (docs/decisions/0002-code-reaches-the-box-as-an-image-layer.md). In the box::

    /opt/callproof/runner/                       the runner
    /opt/callproof/functions/<digest>/           one function set, as it lies on the host
    /opt/callproof/requirements/<digest>/        the requirements of one or more function sets
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from service.catalog.model import FunctionSet
from service.errors import ImageError
from service.sandbox.base_image import RECIPES, make_base, read_recipe
from service.sandbox.box_python import box_python
from service.sandbox.build_context import build_context, digest_of, files_below
from service.sandbox.engine import Engine
from service.sandbox.requirements import fetch_requirements, requirements_digest
from service.settings import Settings

IMAGE_LABEL = "io.callproof.image"
_HOME = PurePosixPath("/opt/callproof")
_FOLDERS = (PurePosixPath("opt/callproof/functions"), PurePosixPath("opt/callproof/requirements"))


def ensure_base(engine: Engine, *, say: Callable[[str], None], settings: Settings | None = None) -> str:
    """Return the reference of the base image; fetched or made when it is missing. ImageError when it cannot be had."""
    settings = settings or Settings.from_environment()
    recipe = read_recipe()
    wanted = settings.base_image or f"{recipe.registry} or {recipe.distribution.model_dump_json()}"
    if settings.base_image == "distribution":
        wanted = recipe.distribution.model_dump_json()
    reference = f"callproof/base:{_short(wanted)}"
    if engine.image_id(reference) is None:
        with _alone(reference, settings):
            if engine.image_id(reference) is None:
                make_base(engine, reference, settings=settings, say=say)
                _refuse_unfit(engine, reference)
    return reference


def ensure_runner(engine: Engine, *, say: Callable[[str], None], settings: Settings | None = None) -> str:
    """Return the reference of the base image with the runner in it; built when it is missing."""
    settings = settings or Settings.from_environment()
    base = ensure_base(engine, say=say, settings=settings)
    folder = RECIPES / "runner"
    files = files_below(folder)
    recipe = (RECIPES / "Dockerfile.runner").read_bytes()
    reference = f"callproof/runner:{_short(str(engine.image_id(base)), recipe.hex(), digest_of(folder, files))}"
    content: dict[PurePosixPath, Path | bytes] = {PurePosixPath("runner", path): folder / path for path in files}
    _ensure_built(engine, reference, base, recipe, lambda: content, say, settings)
    return reference


def ensure_functions(
    engine: Engine,
    function_sets: Sequence[FunctionSet],
    *,
    say: Callable[[str], None],
    settings: Settings | None = None,
) -> str:
    """Return the reference of the runner image with all ``function_sets`` in it; built when it is missing.

    FunctionsError when a requirement is malformed, ImageError when the image cannot be made.
    """
    settings = settings or Settings.from_environment()
    runner = ensure_runner(engine, say=say, settings=settings)
    recipe = (RECIPES / "Dockerfile.functions").read_bytes()
    digests = sorted({each.digest for each in function_sets})
    reference = f"callproof/functions:{_short(str(engine.image_id(runner)), recipe.hex(), *digests)}"

    def gather() -> Mapping[PurePosixPath, Path | bytes]:
        content: dict[PurePosixPath, Path | bytes] = {}
        python = box_python(engine, runner) if any(each.requirements for each in function_sets) else None
        for each in function_sets:
            code = _in_context(_code_folder(each))
            content.update({code / path: each.root / path for path in each.files})
            if each.requirements and python is not None:
                fetched = fetch_requirements(each.requirements, python=python, cache=settings.cache_folder, say=say)
                target = _in_context(_requirements_folder(each))
                content.update({target / path: fetched / path for path in files_below(fetched)})
        return content

    _ensure_built(engine, reference, runner, recipe, gather, say, settings)
    return reference


def search_paths(function_set: FunctionSet) -> tuple[str, ...]:
    """Return the folders in the box that a worker puts onto the module search path for this set, first one first."""
    code = str(_code_folder(function_set))
    return (code, str(_requirements_folder(function_set))) if function_set.requirements else (code,)


def _refuse_unfit(engine: Engine, reference: str) -> None:
    try:
        box_python(engine, reference)
    except ImageError:
        engine.remove_image(reference)
        raise


def _ensure_built(
    engine: Engine,
    reference: str,
    base: str,
    recipe: bytes,
    gather: Callable[[], Mapping[PurePosixPath, Path | bytes]],
    say: Callable[[str], None],
    settings: Settings,
) -> None:
    if engine.image_id(reference) is not None:
        return
    with _alone(reference, settings):
        if engine.image_id(reference) is not None:
            return
        say(f"building the image {reference}")
        kind = reference.partition(":")[0].rpartition("/")[2]
        content = {PurePosixPath("Dockerfile"): recipe, **gather()}
        with build_context(content, folders=_FOLDERS) as context:
            engine.build(context, reference, {"BASE": base}, {IMAGE_LABEL: kind})


@contextlib.contextmanager
def _alone(reference: str, settings: Settings) -> Iterator[None]:
    """Hold the lock of one image, so that a second process waits for the first one's build and then finds it."""
    folder = settings.cache_folder / "locks"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / reference.replace("/", "-").replace(":", "-")).open("wb")
    except OSError as error:
        raise ImageError(
            f"The lock for building {reference} could not be made below {folder}: {error}. CALLPROOF_CACHE_DIR names "
            "another folder."
        ) from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _code_folder(function_set: FunctionSet) -> PurePosixPath:
    return _HOME / "functions" / function_set.digest[:16]


def _requirements_folder(function_set: FunctionSet) -> PurePosixPath:
    return _HOME / "requirements" / requirements_digest(function_set.requirements)


def _in_context(path: PurePosixPath) -> PurePosixPath:
    return path.relative_to("/")


def _short(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
