"""Images of a test's own: its functions, and where wanted another runner under the name that the pool looks for."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from service.catalog.load import load_catalog
from service.catalog.model import Catalog
from service.sandbox import images
from service.sandbox.build_context import build_context
from service.sandbox.engine import Engine

_FUNCTIONS = '''"""Made for one test: {name}."""

import time
from typing import Any


def echo(value: Any) -> Any:
    return value


def sleep_then_echo(value: Any, seconds: float) -> Any:
    time.sleep(seconds)
    return value


def end_at_once(code: int) -> None:
    import os

    os._exit(code)
'''
_RECIPE = b"""ARG BASE
FROM ${BASE}
USER 0:0
COPY __main__.py /opt/callproof/runner/__main__.py
RUN rm -f /opt/callproof/runner/__pycache__/__main__.*
USER 65534:65534
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnImage:
    """Functions that no other test has, and the reference of their image on the engine."""

    functions: Catalog
    reference: str


def catalog_in(folder: Path) -> Catalog:
    """Functions ``echo``, ``sleep_then_echo`` and ``end_at_once``, in a set that has a digest of its own."""
    name = f"own_{secrets.token_hex(6)}"
    folder.mkdir()
    (folder / f"{name}.py").write_text(_FUNCTIONS.format(name=name), encoding="utf-8")
    return load_catalog([str(folder)])


@contextmanager
def own_image(engine: Engine, folder: Path, runner: str | None = None) -> Iterator[OwnImage]:
    """An image of its own, removed afterwards. ``runner`` is a program to be PID 1 in the place of the runner's."""
    functions = catalog_in(folder)
    reference = images.ensure_functions(engine, tuple(functions.function_sets.values()), say=lambda _: None)
    references = {reference}
    try:
        if runner is not None:
            original = f"{reference}-original"
            engine.tag(reference, original)
            references.add(original)
            content: dict[PurePosixPath, Path | bytes] = {
                PurePosixPath("Dockerfile"): _RECIPE,
                PurePosixPath("__main__.py"): runner.encode(),
            }
            with build_context(content) as context:
                engine.build(context, reference, {"BASE": original}, {images.IMAGE_LABEL: "test"})
        yield OwnImage(functions=functions, reference=reference)
    finally:
        for each in references:
            engine.remove_image(each)
