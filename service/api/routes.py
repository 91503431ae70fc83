"""The routes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from service.api.resources import Uses
from service.version import __version__
from verifiers.model import Json

versioned = APIRouter(prefix="/v1")
outside = APIRouter()


@versioned.get("/capabilities")
async def capabilities(
    uses: Uses,
    refresh: Annotated[bool, Query(description="Examine anew, unless the answer is less than 30 s old.")] = False,
) -> Json:
    """What this machine can enforce: every sandbox, layer, profile and limit, each tried.

    Trying takes some seconds. The answer is kept for ten minutes, and those who ask meanwhile wait for the same one.
    """
    return await uses.examination.document(refresh=refresh)


@outside.get("/healthz")
async def health() -> dict[str, str]:
    """Whether the service runs; nothing is tried."""
    return {"status": "ok", "version": __version__}
