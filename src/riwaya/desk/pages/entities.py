"""Places, people and groups: the lists, and one with all that is held by it and about it."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from riwaya.desk.paging import paged
from riwaya.desk.setting import Desk
from riwaya.records import Kind
from riwaya.view.entity import list_entities, show_entity

PEOPLE = (Kind.PERSON, Kind.GROUP, Kind.ORGANIZATION)
PLACES = (Kind.PLACE, Kind.FACILITY)


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """The two lists and the page of one entity."""

    def places(request: Request) -> Response:
        rows = list_entities(desk.facts, *PLACES)
        return desk.page(request, "entities", page=paged(rows, request), title="Places")

    def people(request: Request) -> Response:
        rows = list_entities(desk.facts, *PEOPLE)
        return desk.page(request, "entities", page=paged(rows, request), title="People and groups")

    def entity(request: Request) -> Response:
        found = next(iter(desk.facts.entities([request.path_params["id"]])), None)
        if found is None:
            raise HTTPException(404)
        return desk.page(request, "entity", e=show_entity(desk.facts, found))

    return [Route("/places", places), Route("/people", people), Route("/entities/{id}", entity)]
