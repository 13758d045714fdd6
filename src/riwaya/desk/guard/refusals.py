"""How a request is refused: what, and the way out, in a sentence; for programs as a problem (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import JSONResponse, PlainTextResponse, Response

API = "/api/"


def problem(
    status: int, detail: str, field: str | None = None, headers: dict[str, str] | None = None
) -> Response:
    """The one shape of every error of the API."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "field": field,
    }
    return JSONResponse(body, status, headers, "application/problem+json")


def refused(path: str, status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """The refusal, in the form that the address answers in."""
    if path.startswith(API):
        return problem(status, detail, headers=headers)
    return PlainTextResponse(f"{detail}\n", status, headers)
