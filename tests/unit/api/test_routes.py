"""What the service answers."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from service.errors import EngineError, SettingsError
from service.version import __version__
from tests.unit.api.conftest import CountedExamination

pytestmark = pytest.mark.asyncio


async def test_health_tries_nothing(client: httpx.AsyncClient, examination: CountedExamination) -> None:
    answer = await client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "version": __version__})
    assert examination.begun == 0


async def test_capabilities_are_the_document(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/capabilities")
    assert answer.status_code == 200
    assert answer.json()["machine"] == {"examination": 1, "end": 1}
    assert {"version", "decision", "profiles", "drivers", "sandboxes"} <= answer.json().keys()


async def test_a_second_answer_comes_from_the_first_examination(
    client: httpx.AsyncClient, examination: CountedExamination
) -> None:
    answers = [await client.get("/v1/capabilities") for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert examination.begun == 1


async def test_those_who_ask_at_the_same_time_share_one_examination(
    client: httpx.AsyncClient, examination: CountedExamination
) -> None:
    examination.go.clear()
    waiting = [asyncio.create_task(client.get("/v1/capabilities")) for _ in range(5)]
    while not examination.begun:
        await asyncio.sleep(0)
    examination.go.set()
    answers = await asyncio.gather(*waiting)
    assert {answer.json()["machine"]["examination"] for answer in answers} == {1}
    assert examination.begun == 1


async def test_our_own_inability_is_a_problem_with_its_code(
    client: httpx.AsyncClient, examination: CountedExamination
) -> None:
    examination.error = EngineError("The engine is gone.")
    answer = await client.get("/v1/capabilities")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Service Unavailable",
        "status": 503,
        "detail": "The engine is gone.",
        "code": "unable",
    }


async def test_a_failed_examination_is_not_kept(client: httpx.AsyncClient, examination: CountedExamination) -> None:
    examination.error = EngineError("The engine is gone.")
    await client.get("/v1/capabilities")
    examination.error = None
    assert (await client.get("/v1/capabilities")).status_code == 200


async def test_a_bug_is_told_without_its_details(client: httpx.AsyncClient, examination: CountedExamination) -> None:
    examination.error = ZeroDivisionError("secret")
    answer = await client.get("/v1/capabilities")
    assert (answer.status_code, answer.json()["code"]) == (500, "bug")
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/absent", 404, "not_found"),
        ("POST", "/v1/capabilities", 405, "not_allowed"),
        ("GET", "/v1/capabilities?refresh=perhaps", 422, "bad_request"),
    ],
)
async def test_errors_of_the_caller_have_their_codes(
    client: httpx.AsyncClient, method: str, path: str, status: int, code: str
) -> None:
    answer = await client.request(method, path)
    assert (answer.status_code, answer.json()["status"], answer.json()["code"]) == (status, status, code)
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_wrong_setting_is_the_fault_of_the_service(
    client: httpx.AsyncClient, examination: CountedExamination
) -> None:
    examination.error = SettingsError("CALLPROOF_CACHE_DIR is wrong.")
    answer = await client.get("/v1/capabilities")
    assert (answer.status_code, answer.json()["code"]) == (500, "settings")
