"""Events by time, and one event with its figures and grades."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from riwaya.desk.paging import page_of
from riwaya.desk.setting import Desk
from riwaya.view.event import show_event, show_events
from riwaya.view.lookup import Lookup
from riwaya.view.rules import RULES

SIZE = 40  # events on one page
MOST = 200  # claims shown of one event
BRIEF = 12  # claims read for a line of the timeline


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """The timeline and the page of one event."""

    def timeline(request: Request) -> Response:
        total = sum(desk.facts.events_counted())
        page = page_of(desk.facts.events_in_order, total, request, SIZE)
        lookup = Lookup(desk.facts)
        found = desk.facts.events([r.id for r in page.rows])
        events = {e.id: e for e in show_events(found, lookup, BRIEF)}
        return desk.page(
            request, "timeline", page=page, rows=[events[r.id] for r in page.rows if r.id in events]
        )

    def event(request: Request) -> Response:
        found = next(iter(desk.facts.events([request.path_params["id"]])), None)
        if found is None:
            raise HTTPException(404)
        asked = request.query_params.get("rule", "")
        rule = asked if asked in RULES else None
        e = show_event(found, Lookup(desk.facts), rule, MOST)
        return desk.page(request, "event", e=e, rule=rule, rules=tuple(RULES))

    return [Route("/timeline", timeline), Route("/events/{id}", event)]
