"""The first page: what the ledger knows, what is contested, what is new, places."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from riwaya.desk.setting import Desk
from riwaya.view.briefing import brief
from riwaya.view.overview import overview


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """The overview."""

    def first(request: Request) -> Response:
        return desk.page(request, "overview", o=overview(desk.facts), b=brief(desk.facts))

    return [Route("/", first)]
