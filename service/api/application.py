"""The application: routes, problem documents, and a lifespan that owns what they work with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from service.api.function_routes import functions
from service.api.problems import add_problems
from service.api.resources import Resources
from service.api.routes import outside, versioned
from service.api.served_catalog import ServedCatalog
from service.api.shared_examination import Examine, SharedExamination
from service.doctor.examination import examine
from service.version import __version__


def make_application(catalog: ServedCatalog, examine_machine: Examine = examine) -> FastAPI:
    """An application that is ready once its lifespan has begun; ``examine_machine`` is what capabilities come from."""

    @asynccontextmanager
    async def lifespan(application: FastAPI) -> AsyncIterator[None]:
        examination = SharedExamination(examine_machine)
        application.state.resources = Resources(examination=examination, catalog=catalog)
        try:
            yield
        finally:
            await examination.close()

    application = FastAPI(title="callproof", version=__version__, lifespan=lifespan, redoc_url=None)
    application.include_router(versioned)
    application.include_router(functions)
    application.include_router(outside)
    add_problems(application)
    return application
