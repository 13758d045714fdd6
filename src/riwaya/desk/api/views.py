"""Views as the command line gives them with --json: what is contested, cited passages, places."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from riwaya.desk.api.answers import Refused, absent, answers
from riwaya.desk.api.asked import MOST, After, Id, Limit, SaidSince, check_day, words_of
from riwaya.desk.api.paging import Shelf, address, paged
from riwaya.desk.setting import book_of
from riwaya.export.contract import Object, entity_object, status_object
from riwaya.records import About, Kind, Stance
from riwaya.store.ledger import WorkingLedger
from riwaya.store.paged import Asked
from riwaya.view.board import read
from riwaya.view.board_review import Dismissed, State
from riwaya.view.contested import Contested, contested_with
from riwaya.view.dates import bounds
from riwaya.view.facts import Facts
from riwaya.view.finding import Filters, find
from riwaya.view.places import fold, same_place
from riwaya.view.plain import plain

ACCOUNTS = 120  # of one disagreement in a list
_PLACES = (Kind.FACILITY.value, Kind.PLACE.value)


def router(facts: Facts) -> APIRouter:
    """The addresses of the views."""
    made = APIRouter()
    _contested(made, facts)
    _search(made, facts)
    _places(made, facts)
    return made


def _contested(made: APIRouter, facts: Facts) -> None:
    @made.get(
        "/contested", tags=["contested"], operation_id="listContested", responses=answers("ContestedPage")
    )
    def board(
        request: Request,
        after: After = None,
        limit: Limit = 20,
        place: Annotated[str | None, words_of("A place, by its id or words of a spelling.")] = None,
        about: Annotated[About | None, Query(description="Only disagreements about this.")] = None,
        since: SaidSince = None,
        review: Annotated[State | None, Query(description="Only those in this state of review.")] = None,
    ) -> Response:
        """Disagreements, the surest and those with most accounts first; `place` is an id or a name.

        Dismissed ones are given only where they are asked for. Of one with more than 120 accounts the surest
        are given; its own address gives it whole.
        """
        check_day("since", since)
        book = _book(facts) if review else None
        gone = Dismissed(book) if book and review is State.DISMISSED else None
        board = gone or facts
        behind = board.disagreement_of(after) if after else None
        if after and behind is None:
            raise Refused(400, f"{after} is no disagreement any more; begin again without it", "after")
        asked = Asked(
            places=same_place(facts, place) if place else None,
            about=about,
            since=bounds(since)[0],
            review=review,
            behind=behind,
        )
        found = board.disagreements(asked, 0, limit + 1)
        shown = gone.read(found[:limit]) if gone else read(facts, found[:limit], ACCOUNTS)
        items = [item for _, mine in shown for item in mine]
        more = address(request, found[limit - 1].id) if len(found) > limit else None
        return JSONResponse({"items": plain(items), "next": more})

    @made.get(
        "/contested/{id}",
        tags=["contested"],
        summary="One disagreement",
        operation_id="getContested",
        responses=answers("Contested", 404),
    )
    def one(id: Id) -> Response:
        relation = next(iter(facts.relations(ids=[id])), None)
        items: Iterable[Contested] = contested_with(facts, relation.claims) if relation else ()
        found = next((i for i in items if id in i.relations), None)
        if found is None:
            raise absent("disagreement", id, "contested")
        return JSONResponse(plain(found))


def _book(facts: Facts) -> WorkingLedger:
    book = book_of(facts)
    if book is None:
        raise Refused(400, "a ledger in public form tells nothing of reviews; ask without it", "review")
    return book


def _search(made: APIRouter, facts: Facts) -> None:
    @made.get("/search", tags=["search"], operation_id="search", responses=answers("PassagePage"))
    def search(
        q: Annotated[
            str, Query(min_length=1, max_length=500, description="Words; “...” in quotes stay together.")
        ],
        place: Annotated[str | None, words_of("A place, by its id or words of a spelling.")] = None,
        source: Annotated[str | None, words_of("Who says it, in any spelling.")] = None,
        stance: Annotated[Stance | None, Query(description="Only claims held this way.")] = None,
        outlet: Annotated[str | None, words_of("Words of the name of who published it.")] = None,
        since: SaidSince = None,
        limit: Annotated[int, Query(ge=1, le=MOST, description="How many at most.")] = 20,
    ) -> Response:
        """Cited passages, best first, each with its place and the claims in it; there is no next page."""
        check_day("since", since)
        filters = Filters(place, source, stance, outlet, since)
        return JSONResponse({"items": plain(find(facts, q, filters, limit)), "next": None})


def _places(made: APIRouter, facts: Facts) -> None:
    @made.get("/places", tags=["places"], operation_id="listPlaces", responses=answers("PlacePage"))
    def places(
        request: Request,
        after: After = None,
        limit: Limit = 100,
        kind: Annotated[Literal["place", "facility"] | None, Query(description="Only these.")] = None,
        name: Annotated[str | None, words_of("Words of any of its spellings.")] = None,
        country: Annotated[str | None, Query(pattern="^[A-Z]{2}$", description="Such as IQ.")] = None,
    ) -> Response:
        """Places and facilities as in `/entities`, each with its conditions over time."""
        low = f" {fold(name or '')} "

        def keep(made: Object) -> bool:
            entity = made["place"]
            spelled = (entity["name"], *(n["text"] for n in entity["names"]))
            return (country is None or entity["country"] == country) and (
                name is None or any(low in f" {fold(text)} " for text in spelled)
            )

        return paged(request, _shelf(facts, kind), after, limit, keep if name or country else None)

    @made.get(
        "/places/{id}",
        tags=["places"],
        summary="One place or facility",
        operation_id="getPlace",
        responses=answers("PlaceWithStatuses", 404),
    )
    def one(id: Id) -> Response:
        found = next(iter(_objects(facts, [id])), None)
        if found is None or found["id"] != id or found["place"]["kind"] not in _PLACES:
            raise absent("place", id, "places")
        return JSONResponse(found)


def _shelf(facts: Facts, kind: str | None) -> Shelf:
    """Places and facilities in one order of ids."""
    kinds = _PLACES if kind is None else (kind,)

    def ids(after: str, limit: int) -> list[str]:
        return sorted(i for k in kinds for i in facts.ids("entity", after, limit, {"kind": k}))[:limit]

    return Shelf(ids, lambda wanted: _objects(facts, wanted))


def _objects(facts: Facts, ids: Collection[str]) -> Iterable[Object]:
    for entity in facts.entities(ids):
        statuses = [status_object(s) for s in facts.statuses(entity.id)]
        yield {"id": entity.id, "place": entity_object(entity), "statuses": statuses}
