"""Every error as a problem document (RFC 9457): ``application/problem+json`` with a ``code`` that never changes.

====================  ======  ====================================================================
code                  status  means
====================  ======  ====================================================================
``bad_request``       422     a parameter or the body is not what the route takes; ``detail`` says which
``not_found``         404     there is no such thing
``unknown_function``  404     the catalog has no function of that name
``unknown_language``  422     the catalog has no descriptions in that language
``unknown_toolkit``   422     the catalog has no toolkit of that name
``not_allowed``       405     the method is not for this address
``http``              any     another error of the protocol
``settings``          500     the service is set up wrongly
``unable``            503     the machine does not let the service work: engine, image or disk
``bug``               500     a bug in callproof
====================  ======  ====================================================================
"""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from service.errors import CallproofError, UnableError, UsageError

MEDIA_TYPE = "application/problem+json"
_HTTP_CODES = {404: "not_found", 405: "not_allowed"}
_log = logging.getLogger(__name__)


class ProblemError(Exception):
    """What a route answers instead of what was asked for; ``code`` is one of the table above."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code


def problem(status: int, code: str, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """One problem document. Its type is ``about:blank``, so the title is the status's own (RFC 9457, section 4.2.1)."""
    content = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JSONResponse({**content, "code": code}, status_code=status, headers=headers, media_type=MEDIA_TYPE)


def add_problems(application: FastAPI) -> None:
    """Have ``application`` answer every exception with a problem document."""
    application.add_exception_handler(ProblemError, _told)
    application.add_exception_handler(RequestValidationError, _bad_request)
    application.add_exception_handler(HTTPException, _http)
    application.add_exception_handler(CallproofError, _ours)
    application.add_exception_handler(Exception, _bug)


async def _told(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ProblemError)
    return problem(error.status, error.code, str(error))


async def _bad_request(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    complaints = [f"{'/'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
    return problem(422, "bad_request", "; ".join(complaints))


async def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code = _HTTP_CODES.get(error.status_code, "http")
    return problem(error.status_code, code, str(error.detail), dict(error.headers or {}))


async def _ours(_: Request, error: Exception) -> JSONResponse:
    if isinstance(error, UnableError):
        return problem(503, "unable", str(error))
    if isinstance(error, UsageError):
        return problem(500, "settings", str(error))
    return await _bug(_, error)


async def _bug(_: Request, error: Exception) -> JSONResponse:
    """The details go to the log, not to whoever asked."""
    _log.error("a request failed", exc_info=error)
    return problem(500, "bug", "This is a bug in callproof; its log says more. Please report it.")
