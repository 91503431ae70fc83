"""What several tests stand on: the engine and the runner image. Without an engine, the tests that need it fail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.sandbox import images
from service.sandbox.engine import Engine


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    with Engine.connect() as connected:
        yield connected


@pytest.fixture(scope="session")
def runner_image(engine: Engine) -> str:
    return images.ensure_runner(engine, say=print)
