"""The contested board, and every disagreement under its own address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from riwaya.desk.paging import paged
from riwaya.desk.setting import Desk
from riwaya.records import Kind
from riwaya.view.board import Group, at, groups, items, told_since
from riwaya.view.contested import KINDS, Contested, contested_with
from riwaya.view.facts import Facts
from riwaya.view.listing import newest, ranked
from riwaya.view.places import same_place

SIZE = 12  # disagreements on one page
SUGGESTED = 40  # places offered in the filter


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
    every = found = desk.kept.get("disagreements", groups)
    if place:
        found = desk.kept.get(f"disagreements at {place}", lambda f: at(f, same_place(f, place), every))
    if since:
        found = told_since(desk.facts, since, found)
    counts = Counter(g.about for g in found)
    page = paged([g for g in found if not kind or _named(g) == kind], request, SIZE)
    rest = {k: v for k, v in (("place", place), ("since", since)) if v}
    return desk.page(
        request,
        "board",
        page=page,
        items=items(desk.facts, page.rows),
        sizes={edge: len(g.claims) for g in page.rows for edge in g.edges},
        kinds=[(a.value, KINDS[a], counts[a]) for a in KINDS if a and counts[a]],
        total=len(found),
        reports=len(desk.kept.get("reports", newest)),
        places=desk.kept.get("places suggested", _suggested),
        place=place,
        about=kind,
        since=since,
        kind_href=lambda k: "/contested?" + urlencode(rest | ({"about": k} if k else {})),
    )


def _named(group: Group) -> str:
    return group.about.value if group.about else ""


def _suggested(facts: Facts) -> tuple[str, ...]:
    """The names of the places that most reports name."""
    rows = ranked(facts, (Kind.PLACE, Kind.FACILITY))[:SUGGESTED]
    return tuple(e.name for e in facts.entities([i for i, _ in rows]))


def _disagreement(desk: Desk, request: Request) -> Response:
    wanted = request.path_params["id"]
    relation = next(desk.facts.relations(ids=[wanted]), None)
    found: Sequence[Contested] = contested_with(desk.facts, relation.claims) if relation else ()
    item = next((i for i in found if i.id == wanted), found[0] if found else None)
    if item is None:
        raise HTTPException(404)
    return desk.page(request, "disagreement", item=item, others=[i for i in found if i.id != item.id])
