"""Places, people and groups: the lists, and one with all that is held by it and about it."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from riwaya.desk.atlas import drawn
from riwaya.desk.paging import paged
from riwaya.desk.setting import Desk
from riwaya.records import Entity, Kind
from riwaya.view.board import Group, groups, items
from riwaya.view.course import courses
from riwaya.view.entity import show_entity
from riwaya.view.listing import entity_lines, ranked
from riwaya.view.mapping import marks

PEOPLE = (Kind.PERSON, Kind.GROUP, Kind.ORGANIZATION)
PLACES = (Kind.PLACE, Kind.FACILITY)
MOST = 120  # claims shown of one entity: those of the newest reports
DISPUTES = 6


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
    page = paged(desk.kept.get(title, lambda facts: ranked(facts, kinds)), request)
    rows = desk.kept.get(f"{title}, page {page.number}", lambda f: entity_lines(f, page.rows))
    return desk.page(request, "entities", page=page, rows=rows, title=title)


def _entity(desk: Desk, request: Request, found: Entity) -> Response:
    """What is contested about it, where it lies, its statuses, figures, people, claims and spellings."""
    dates = desk.kept.get("dates", lambda f: dict(f.report_dates()))
    e = show_entity(desk.facts, found, MOST, dates)
    disputed = desk.kept.get(f"disagreements with {found.id}", lambda _: disputed_with(desk, found))
    about = items(desk.facts, disputed[:DISPUTES])
    spot = marks([found], {found.id: e.reports}, {found.id: len(disputed)}, {found.id: e.claims})
    return desk.page(
        request,
        "entity",
        e=e,
        place=found.kind in PLACES,
        contested=about,
        disputed=len(disputed),
        courses=courses(e.tellings),
        map=drawn(spot),
    )


def disputed_with(desk: Desk, entity: Entity) -> tuple[Group, ...]:
    """The disagreements in which a claim speaks through or about the entity."""
    claims = set(desk.facts.claims_about(entity.referents))
    return tuple(g for g in desk.kept.get("disagreements", groups) if g.claims & claims)
