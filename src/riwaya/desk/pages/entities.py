"""Places, people and groups: the lists, and one with all that is held by it and about it."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from riwaya.desk.atlas import drawn
from riwaya.desk.paging import page_of
from riwaya.desk.setting import Desk
from riwaya.records import Entity, Kind
from riwaya.store.paged import Asked
from riwaya.view.board import items
from riwaya.view.course import courses
from riwaya.view.entity import MOST_EVENTS, show_entity
from riwaya.view.listing import entity_lines
from riwaya.view.mapping import marks

PEOPLE = (Kind.PERSON, Kind.GROUP, Kind.ORGANIZATION)
PLACES = (Kind.PLACE, Kind.FACILITY)
MOST = 80  # claims shown of one entity: those of the newest reports
DISPUTES = 6
STATUSES = 16  # spans drawn, the latest; the others under an address of their own


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """The two lists and the page of one entity."""

    def places(request: Request) -> Response:
        return _list(desk, request, "Places", PLACES)

    def people(request: Request) -> Response:
        return _list(desk, request, "People and groups", PEOPLE)

    def entity(request: Request) -> Response:
        found = next(iter(desk.facts.entities([request.path_params["id"]])), None)
        if found is None:
            raise HTTPException(404)
        return _entity(desk, request, found)

    return [Route("/places", places), Route("/people", people), Route("/entities/{id}", entity)]


def _list(desk: Desk, request: Request, title: str, kinds: tuple[Kind, ...]) -> Response:
    total = sum(desk.kept.get("totals", lambda f: f.totals()).named.get(k.value, 0) for k in kinds)
    page = page_of(lambda at, most: desk.facts.ranked(kinds, at, most), total, request)
    rows = entity_lines(desk.facts, page.rows)
    return desk.page(request, "entities", page=page, rows=rows, title=title)


def _entity(desk: Desk, request: Request, found: Entity) -> Response:
    """What is contested about it, where it lies, its statuses, figures, people, claims and spellings."""
    whole = request.query_params.get("statuses") == "all"
    e = show_entity(desk.facts, found, MOST, None if whole else STATUSES)
    asked = Asked(places=frozenset([found.id]))
    disputed = desk.facts.disagreements_counted(asked).total
    about = items(desk.facts, desk.facts.disagreements(asked, 0, DISPUTES))
    spot = marks([found], {found.id: e.reports}, {found.id: disputed}, {found.id: e.claims})
    return desk.page(
        request,
        "entity",
        e=e,
        latest_events=len(e.events) == MOST_EVENTS,
        place=found.kind in PLACES,
        contested=about,
        disputed=disputed,
        courses=courses(e.tellings),
        map=drawn(spot),
    )
