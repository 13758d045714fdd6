"""The desk as an ASGI application: the features with their addresses, behind the guard."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from riwaya.desk.features import FEATURES
from riwaya.desk.guard import Door, Guard, Hosts, Limits, TokenDoor, equip
from riwaya.desk.guard.refusals import API, problem
from riwaya.desk.guard.visitor import anybody
from riwaya.desk.setting import Desk, Feature, book_of
from riwaya.errors import BadUse, RiwayaError
from riwaya.export.page import FOLDER, environment
from riwaya.view.blind import Blind
from riwaya.view.facts import Facts
from riwaya.view.kept import Kept

HERE = Path(__file__).parent


def make_app(
    facts: Facts,
    door: str | Door,
    host: str | Hosts,
    originals: bool = True,
    more: Sequence[Feature] = (),
    limits: Limits | None = None,
) -> Starlette:
    """The desk over these facts, open to whoever the door lets in, or to whoever has the token.

    `originals` offers the archived bytes; `more` are features that need more than facts.
    """
    templates = environment(HERE / "templates")
    equip(templates)
    book = book_of(facts)
    shown = facts if book is None else cast(Facts, Blind(book, _who))
    desk = Desk(shown, templates, originals, Kept(shown))
    routes = [(feature, feature.routes(desk)) for feature in (*FEATURES, *more)]
    templates.globals["entries"] = [e for feature, there in routes for e in feature.entries if there]

    def failed(request: Request, error: Exception) -> Response:
        """An error as a page; what was asked for and is not there is 404."""
        status = getattr(error, "status_code", 400 if isinstance(error, BadUse) else 404)
        said = str(error) if isinstance(error, RiwayaError) else "There is no such page."
        if request.url.path.startswith(API):  # a line end in an address leads past what is mounted there
            return problem(status, said)
        return desk.page(request, "failed", status, said=said)

    entrance = TokenDoor(door) if isinstance(door, str) else door
    hosts = Hosts(host) if isinstance(host, str) else host
    return Starlette(
        routes=[
            *(route for _, there in routes for route in there),
            Route("/look.css", _look),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[Middleware(Guard, door=entrance, hosts=hosts, limits=limits)],
        exception_handlers={404: failed, 405: failed, RiwayaError: failed},
    )


def steady() -> None:
    """What the program consists of is set aside for good: looking it through anew holds an answer up.

    What an answer is made of seldom holds itself in a ring, so rings are looked for less often.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _who() -> str:
    known = anybody()
    return known.name if known else ""


def _look(_: Request) -> Response:
    return Response((FOLDER / "look.css").read_bytes(), media_type="text/css")
