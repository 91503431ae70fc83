"""What the service answers about its catalog."""

from __future__ import annotations

import httpx
import pytest

from service.api.served_catalog import ServedCatalog
from service.catalog.tool_forms import ToolForm
from verifiers.model import Json

pytestmark = pytest.mark.asyncio


async def told(client: httpx.AsyncClient, path: str) -> Json:
    answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_functions_are_listed_by_name_with_all_that_the_catalog_says(
    client: httpx.AsyncClient, catalog: ServedCatalog
) -> None:
    listed = await told(client, "/v1/functions")
    assert [each["name"] for each in listed["functions"]] == ["greet", "invite", "wave"]
    assert listed["functions"][0]["parameters"]["properties"]["name"]["description"] == "Who is greeted."
    assert listed["functions"][1]["toolkit"] == "Guests"
    assert (listed["total"], listed["next"], listed["catalog"]) == (3, None, catalog.digest)
    assert listed["languages"] == ["de", "en", "pl"]


async def test_pages_follow_one_another_to_the_end(client: httpx.AsyncClient) -> None:
    first = await told(client, "/v1/functions?limit=2")
    assert [each["name"] for each in first["functions"]] == ["greet", "invite"]
    second = await told(client, f"/v1/functions?limit=2&cursor={first['next']}")
    assert [each["name"] for each in second["functions"]] == ["wave"]
    assert (second["total"], second["next"]) == (3, None)


async def test_one_toolkit_can_be_listed_alone(client: httpx.AsyncClient) -> None:
    listed = await told(client, "/v1/functions?toolkit=Guests")
    assert ([each["name"] for each in listed["functions"]], listed["total"]) == (["invite"], 1)


@pytest.mark.parametrize(
    ("language", "description", "parameter"),
    [
        ("en", "Greet somebody.", "Who is greeted."),
        ("pl", "Wita kogoś.", "Kto jest witany."),
        ("de", "Grüßt jemanden.", "Wer gegrüßt wird."),
    ],
)
async def test_a_function_is_told_in_each_language_that_the_set_has_files_for(
    client: httpx.AsyncClient, language: str, description: str, parameter: str
) -> None:
    function = await told(client, f"/v1/functions/greet?language={language}")
    assert function["description"] == description
    assert function["parameters"]["properties"]["name"]["description"] == parameter


async def test_a_function_is_one_tool_of_the_form(client: httpx.AsyncClient) -> None:
    tool = await told(client, "/v1/functions/greet?language=pl&form=openai")
    assert tool["type"] == "function"
    assert tool["function"]["name"] == "greet"
    assert tool["function"]["description"] == "Wita kogoś."


@pytest.mark.parametrize("form", ToolForm)
async def test_a_page_is_the_tools_of_the_form(client: httpx.AsyncClient, form: ToolForm) -> None:
    listed = await told(client, f"/v1/functions?form={form}")
    assert "functions" not in listed
    assert len(listed["tools"]) == (1 if form is ToolForm.GEMINI else 3)


@pytest.mark.parametrize(
    ("path", "status", "code", "detail"),
    [
        ("/v1/functions/nobody", 404, "unknown_function", "no function 'nobody'"),
        ("/v1/functions/greet?language=xx", 422, "unknown_language", "there are: de, en, pl"),
        ("/v1/functions?language=xx", 422, "unknown_language", "there are: de, en, pl"),
        ("/v1/functions?toolkit=Nobody", 422, "unknown_toolkit", "there are: Guests"),
        ("/v1/functions?form=xml", 422, "bad_request", "form"),
        ("/v1/functions?limit=0", 422, "bad_request", "limit"),
        ("/v1/functions?limit=1001", 422, "bad_request", "limit"),
    ],
)
async def test_what_is_not_there_is_a_problem_with_its_code(
    client: httpx.AsyncClient, path: str, status: int, code: str, detail: str
) -> None:
    answer = await client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert detail in answer.json()["detail"]
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("known", ["{tag}", "W/{tag}", '"other", {tag}', "*"])
async def test_a_client_that_has_the_answer_is_told_so(client: httpx.AsyncClient, known: str) -> None:
    first = await client.get("/v1/functions")
    again = await client.get("/v1/functions", headers={"If-None-Match": known.format(tag=first.headers["ETag"])})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


async def test_an_answer_of_another_catalog_is_sent_anew(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/functions/greet", headers={"If-None-Match": '"of-yesterday"'})
    assert answer.status_code == 200
