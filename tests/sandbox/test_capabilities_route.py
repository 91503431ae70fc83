"""What the service says of this machine, with its real sandboxes underneath."""

from __future__ import annotations

import httpx
import pytest

from service.api.application import make_application
from service.api.served_catalog import served_catalog

pytestmark = pytest.mark.asyncio


async def test_capabilities_tell_what_real_boxes_showed() -> None:
    application = make_application(served_catalog())
    async with (
        application.router.lifespan_context(application),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(application), base_url="http://service", timeout=None
        ) as client,
    ):
        answer = await client.get("/v1/capabilities")
        again = await client.get("/v1/capabilities")
    assert answer.status_code == 200
    told = answer.json()
    assert told["decision"] == {"sandbox": "docker", "runtime": "runc", "profile": "strict", "fit": True, "wrong": []}
    assert {"sandbox": "docker", "runtime": "runc"} in told["profiles"]["strict"]
    assert all(limit["kept"] for limit in told["sandboxes"][0]["limits"].values())
    assert again.json() == told
