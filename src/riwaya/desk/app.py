"""The desk as an ASGI application: addresses, and what answers them."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from riwaya.desk.guard import Guard
from riwaya.desk.pages import Pages
from riwaya.errors import BadUse, RiwayaError
from riwaya.export.page import FOLDER, environment
from riwaya.view.facts import Facts

HERE = Path(__file__).parent


def make_app(facts: Facts, token: str, host: str, originals: bool = True) -> Starlette:
    """The desk over these facts, open to whoever has the token; `originals` offers the archived bytes."""
    templates = environment(HERE / "templates")
    pages = Pages(facts, templates, originals)

    def failed(_: Request, error: Exception) -> Response:
        """An error as a page; what was asked for and is not there is 404."""
        status = getattr(error, "status_code", 400 if isinstance(error, BadUse) else 404)
        said = str(error) if isinstance(error, RiwayaError) else "There is no such page."
        page = templates.get_template("failed.html.j2").render(said=said, here="", query="")
        return HTMLResponse(page, status_code=status)

    return Starlette(
        routes=[
            Route("/", pages.overview),
            Route("/contested", pages.board),
            Route("/contested/{id}", pages.disagreement),
            Route("/reports", pages.reports),
            Route("/reports/{id}", pages.report),
            Route("/reports/{id}/original", pages.original),
            Route("/claims/{id}", pages.claim),
            Route("/places", pages.places),
            Route("/people", pages.people),
            Route("/entities/{id}", pages.entity),
            Route("/timeline", pages.timeline),
            Route("/events/{id}", pages.event),
            Route("/search", pages.search),
            Route("/look.css", _look),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[Middleware(Guard, token=token, host=host)],
        exception_handlers={404: failed, 405: failed, RiwayaError: failed},
    )


def _look(_: Request) -> Response:
    return Response((FOLDER / "look.css").read_bytes(), media_type="text/css")
