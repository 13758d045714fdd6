"""The map and the timeline together: what happened where and when."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from riwaya.desk.atlas import drawn, whole
from riwaya.desk.setting import Desk, book_of
from riwaya.desk.tiles import allowed, tile, tiles_of
from riwaya.errors import BadUse
from riwaya.locate.gazetteer import gazetteer
from riwaya.view.desk_settings import desk_settings
from riwaya.view.facts import Facts
from riwaya.view.happenings import Happenings, happenings, named_most
from riwaya.view.kept import Kept
from riwaya.view.mapping import Mark
from riwaya.view.plain import plain

TOWNS = 40  # for orientation
FRONT = 60  # places on the map of the first page
LISTED = 200  # places beside the map, those that most claims speak of


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """The page, and what its script draws."""

    def page(request: Request) -> Response:
        found, setting = known(desk.kept), _tiles(desk)
        listed = sorted(found.places, key=lambda m: (-m.claims, m.name.casefold(), m.id))
        tiles = tiles_of(setting)
        lost = setting if setting and tiles is None else None
        return desk.page(
            request, "map", h=found, map=drawn(found.places), places=listed[:LISTED], tiles=tiles, lost=lost,
            headers=allowed(setting),
        )  # fmt: skip

    def data(_: Request) -> Response:
        found = known(desk.kept)
        tiles = tiles_of(_tiles(desk))
        return JSONResponse(plain(found) | {"countries": whole(found.places), "tiles": plain(tiles)})

    def one_tile(request: Request) -> Response:
        z, x, y = (int(request.path_params[name]) for name in "zxy")
        return tile(_tiles(desk), z, x, y)

    return [
        Route("/map", page),
        Route("/map/happenings.json", data),
        Route("/map/towns.json", _towns),
        Route("/map/tiles/{z:int}/{x:int}/{y:int}", one_tile),
    ]


def _tiles(desk: Desk) -> str | None:
    """The setting; a ledger in public form has none."""
    book = book_of(desk.facts)
    return desk_settings(book).tiles if book else None


def _towns(request: Request) -> Response:
    """The largest towns of the part of the world that `box` gives: south, west, north, east."""
    try:
        south, west, north, east = map(float, request.query_params.get("box", "").split(","))
    except ValueError as error:
        raise BadUse("box is no part of the world; write south,west,north,east in degrees") from error
    return JSONResponse(gazetteer().towns(south, west, north, east, TOWNS))


def known(kept: Kept) -> Happenings:
    """Events and places of the ledger as it is now."""
    return kept.get("happenings", happenings)


def places_marked(facts: Facts) -> tuple[Mark, ...]:
    """The places that most reports name."""
    return named_most(facts, FRONT)
