"""The contested board, and every disagreement under its own address."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from riwaya.desk.paging import paged
from riwaya.desk.setting import Desk
from riwaya.records import About
from riwaya.view.contested import Contested, contested, contested_with


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """The board and one disagreement."""

    def board(request: Request) -> Response:
        return _board(desk, request)

    def disagreement(request: Request) -> Response:
        return _disagreement(desk, request)

    return [Route("/contested", board), Route("/contested/{id}", disagreement)]


def _board(desk: Desk, request: Request) -> Response:
    """Every disagreement, with filters by kind, place and time."""
    place = request.query_params.get("place", "").strip()
    kind = request.query_params.get("about", "")
    since = request.query_params.get("since", "").strip()
    items = contested(desk.facts, place=place or None, since_date=since or None)
    counts = {a.value: sum(1 for i in items if i.about is a) for a in About}
    shown = [i for i in items if not kind or (i.about and i.about.value == kind)]
    reports = sum(1 for _ in desk.facts.reports())
    rest = {k: v for k, v in (("place", place), ("since", since)) if v}
    return desk.page(
        request,
        "board",
        page=paged(shown, request),
        counts=counts,
        total=len(items),
        reports=reports,
        place=place,
        about=kind,
        since=since,
        kind_href=lambda k: "/contested?" + urlencode(rest | ({"about": k} if k else {})),
    )


def _disagreement(desk: Desk, request: Request) -> Response:
    wanted = request.path_params["id"]
    relation = next((r for r in desk.facts.relations() if r.id == wanted), None)
    items: Sequence[Contested] = contested_with(desk.facts, relation.claims) if relation else ()
    item = next((i for i in items if i.id == wanted), items[0] if items else None)
    if item is None:
        raise HTTPException(404)
    return desk.page(request, "disagreement", item=item)
