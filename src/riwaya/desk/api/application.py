"""The API as an application of its own, mounted in the desk behind the desk's guard."""

from __future__ import annotations

from typing import Any

from fastapi import Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from riwaya import __version__
from riwaya.desk.api import ROOT, records, views
from riwaya.desk.api.answers import Refused, answers
from riwaya.desk.api.document import contract, document
from riwaya.desk.guard import visitor
from riwaya.desk.guard.refusals import problem
from riwaya.desk.public import Fresh
from riwaya.desk.setting import Desk
from riwaya.errors import BadUse, RiwayaError
from riwaya.view.public_form import PublicForm

DESCRIPTION = (
    "A ledger of attributed claims, as the objects of the JSON-lines contract (`/api/v1/schema.json`) and the"
    " views that the command line gives with `--json`. Lists are in the order of ids; `next` leads on."
)
# An environment made for other programs must not make this one report what was read (rule 6).
_UNTOLD: TelemetryConfig = {
    "auto_configure": False,
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
}
LISTS = ("reports", "entities", "claims", "events", "relations", "statuses", "contested", "places")


def make_api(desk: Desk) -> FastAPI:
    """The API over one ledger, masked where the desk is."""
    api = FastAPI(
        title="riwaya",
        version="1",
        description=DESCRIPTION,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(_known)],
        redirect_slashes=False,
        telemetry=_UNTOLD,
    )
    _first(api, desk)
    api.include_router(records.router(desk.facts))
    api.include_router(views.router(desk.facts))
    _failures(api)
    return api


def _known(request: Request) -> None:
    """Nothing; raises Refused for a parameter that the address does not know, so that none is passed over."""
    route = request.scope["route"]
    if isinstance(route, APIRoute):
        known = [p.alias for p in route.dependant.query_params]
        for name in request.query_params:
            if name not in known:
                said = f"there is no parameter {name[:80]!r} here; there are {', '.join(known) or 'none'}"
                raise Refused(400, said, name[:80])


def _first(api: FastAPI, desk: Desk) -> None:
    @api.get("/", tags=["ledger"], summary="This ledger", operation_id="ledger", responses=answers("Ledger"))
    def ledger() -> Response:
        """What the ledger holds, whether it is masked, and who asks."""
        holds = desk.facts.totals()
        who = visitor()
        return JSONResponse(
            {
                "riwaya": __version__,
                "public": isinstance(desk.facts, PublicForm | Fresh),
                "you": {"name": who.name, "role": who.role},
                "holds": {
                    "reports": holds.reports,
                    "claims": holds.claims,
                    "events": holds.events,
                    "contradictions": holds.contradictions,
                },
                "lists": [f"{ROOT}/{name}" for name in LISTS],
            }
        )

    made: dict[str, Any] = {}

    @api.get("/openapi.json", include_in_schema=False)
    def openapi() -> Response:
        if not made:
            made.update(document(api, ROOT))
        return JSONResponse(made)

    @api.get("/schema.json", include_in_schema=False)
    def schema() -> Response:
        return JSONResponse(contract(), media_type="application/schema+json")


def _failures(api: FastAPI) -> None:
    """Every error in its one shape."""

    @api.exception_handler(Refused)
    def refused(_: Request, error: Refused) -> Response:
        return problem(error.status, error.detail, error.field)

    @api.exception_handler(RequestValidationError)
    def invalid(_: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        field = str(first["loc"][-1])
        given = repr(first.get("input"))[:80]
        return problem(400, f"{field} {given}: {first['msg']}; see /api/v1/openapi.json", field)

    @api.exception_handler(HTTPException)
    def not_here(_: Request, error: HTTPException) -> Response:
        said = {
            404: "there is no such address; /api/v1/ lists what there is",
            405: "the API is read with GET",
        }
        detail = said.get(error.status_code, str(error.detail))
        return problem(error.status_code, detail, headers=dict(error.headers or {}))

    @api.exception_handler(BadUse)
    def bad(_: Request, error: BadUse) -> Response:
        return problem(400, str(error))

    @api.exception_handler(RiwayaError)
    def unreadable(_: Request, error: RiwayaError) -> Response:
        return problem(503, str(error))
