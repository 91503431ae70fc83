"""An application in this process, over a small catalog and an examination that is counted and can be held up."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable, Generator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from service.api.application import make_application
from service.api.served_catalog import ServedCatalog, served_catalog
from service.doctor.model import Kind, Observation, Standing, Wanted

GREETINGS = Path(__file__).parent / "greetings"


class CountedExamination:
    """Observes the number of the examination. It waits for ``go``, and raises ``error`` where there is one."""

    def __init__(self) -> None:
        self.begun = 0
        self.closed = 0
        self.go = threading.Event()
        self.go.set()
        self.error: Exception | None = None

    def __call__(self, wanted: Wanted, say: Callable[[str], None]) -> Generator[Observation, None, None]:
        self.begun += 1
        number = self.begun
        try:
            for name in ("examination", "end"):
                self.go.wait()
                if self.error is not None:
                    raise self.error
                yield Observation(
                    place=None, kind=Kind.FACT, name=name, standing=Standing.TOLD, found=str(number), value=number
                )
        finally:
            self.closed += 1


@pytest.fixture
def examination() -> CountedExamination:
    return CountedExamination()


@pytest.fixture(scope="session")
def catalog() -> ServedCatalog:
    return served_catalog([str(GREETINGS)])


@pytest_asyncio.fixture
async def client(examination: CountedExamination, catalog: ServedCatalog) -> AsyncIterator[httpx.AsyncClient]:
    application = make_application(catalog, examination)
    transport = httpx.ASGITransport(application, raise_app_exceptions=False)
    async with (
        application.router.lifespan_context(application),
        httpx.AsyncClient(transport=transport, base_url="http://service") as connected,
    ):
        yield connected
