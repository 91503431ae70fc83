"""The routes of the catalog: its functions, in any of its languages, as tools of any provider."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from service.api.resources import Uses
from service.catalog.tool_forms import ToolForm, entry, tools
from verifiers.model import Json

functions = APIRouter(prefix="/v1/functions")

MOST = 1000
Language = Annotated[str | None, Query(description="The code of a language, such as pl; without it the code's own.")]
Form = Annotated[ToolForm | None, Query(description="Tools as that provider's requests have them.")]


@functions.get("")
def list_functions(
    uses: Uses,
    request: Request,
    language: Language = None,
    form: Form = None,
    toolkit: Annotated[str | None, Query(description="Only the functions of this toolkit.")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
    cursor: Annotated[str, Query(description="What `next` of the page before said.")] = "",
) -> Response:
    """The catalog by name, a page at a time: as ``functions``, or as ``tools`` where a form is asked for."""
    served = uses.catalog
    page = served.page(toolkit=toolkit, language=language, after=cursor, limit=limit)
    told: dict[str, Json] = {"catalog": served.digest, "languages": list(served.languages), "total": page.total}
    if form is None:
        told["functions"] = [entry(each) for each in page.functions]
    else:
        told["tools"] = tools(page.functions, form)
    return _answer(request, served.tag, {**told, "next": page.next})


@functions.get("/{name}")
def show_function(uses: Uses, request: Request, name: str, language: Language = None, form: Form = None) -> Response:
    """One function, or the one tool that it is in a provider's form."""
    function = uses.catalog.function(name, language)
    return _answer(request, uses.catalog.tag, entry(function) if form is None else tools([function], form)[0])


def _answer(request: Request, tag: str, content: Json) -> Response:
    """The content, or 304 to a client that has it (RFC 9110, section 13.1.2)."""
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    known = {each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")}
    if tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return JSONResponse(content, headers=headers)
