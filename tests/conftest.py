"""What several tests stand on: the engine and the runner image. Without an engine, the tests that need it fail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from service.sandbox import images
from service.sandbox.engine import Engine

if TYPE_CHECKING:
    from xdist.remote import Producer

    from tests.side_by_side import Sharing


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    with Engine.connect() as connected:
        yield connected


@pytest.fixture(scope="session")
def runner_image(engine: Engine) -> str:
    return images.ensure_runner(engine, say=print)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Sharing:
    from tests.side_by_side import Sharing  # noqa: PLC0415 - tests run one by one without pytest-xdist too

    return Sharing(config, log)
