"""The desk as an ASGI application: the features with their addresses, behind the guard."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from riwaya.desk.features import FEATURES
from riwaya.desk.guard import Guard, Hosts, TokenDoor, equip
from riwaya.desk.setting import Desk
from riwaya.errors import BadUse, RiwayaError
from riwaya.export.page import FOLDER, environment
from riwaya.view.facts import Facts

HERE = Path(__file__).parent


def make_app(facts: Facts, token: str, host: str, originals: bool = True) -> Starlette:
    """The desk over these facts, open to whoever has the token; `originals` offers the archived bytes."""
    templates = environment(HERE / "templates")
    equip(templates)
    desk = Desk(facts, templates, originals)
    routes = [(feature, feature.routes(desk)) for feature in FEATURES]
    templates.globals["entries"] = [e for feature, there in routes for e in feature.entries if there]

    def failed(request: Request, error: Exception) -> Response:
        """An error as a page; what was asked for and is not there is 404."""
        status = getattr(error, "status_code", 400 if isinstance(error, BadUse) else 404)
        said = str(error) if isinstance(error, RiwayaError) else "There is no such page."
        return desk.page(request, "failed", status, said=said)

    return Starlette(
        routes=[
            *(route for _, there in routes for route in there),
            Route("/look.css", _look),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[Middleware(Guard, door=TokenDoor(token), hosts=Hosts(host))],
        exception_handlers={404: failed, 405: failed, RiwayaError: failed},
    )


def _look(_: Request) -> Response:
    return Response((FOLDER / "look.css").read_bytes(), media_type="text/css")
