"""The first page: what the ledger knows, what is contested, what is new, where and when."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from riwaya.desk.atlas import drawn
from riwaya.desk.pages.map import places_marked
from riwaya.desk.setting import Desk
from riwaya.view.front import Front, front


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """The overview."""

    def first(request: Request) -> Response:
        made: Front = desk.kept.get("front", front)
        marks = desk.kept.get("marks", places_marked)
        return desk.page(request, "overview", o=made, map=drawn(marks))

    return [Route("/", first)]
