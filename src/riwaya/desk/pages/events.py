"""Events by time, and one event with its figures and grades."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from riwaya.desk.paging import paged
from riwaya.desk.setting import Desk
from riwaya.view.event import events, show_event
from riwaya.view.lookup import Lookup


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """The timeline and the page of one event."""

    def timeline(request: Request) -> Response:
        return desk.page(request, "timeline", page=paged(events(desk.facts), request))

    def event(request: Request) -> Response:
        found = next(iter(desk.facts.events([request.path_params["id"]])), None)
        if found is None:
            raise HTTPException(404)
        return desk.page(request, "event", e=show_event(found, Lookup(desk.facts)))

    return [Route("/timeline", timeline), Route("/events/{id}", event)]
