"""The contested board, and every disagreement under its own address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from riwaya.desk.paging import page_of
from riwaya.desk.setting import Desk, book_of
from riwaya.records import About, Kind
from riwaya.store.paged import Asked, Disagreement
from riwaya.view.board import items, read
from riwaya.view.board_review import Dismissed, State
from riwaya.view.contested import KINDS, Contested
from riwaya.view.dates import bounds
from riwaya.view.facts import Facts
from riwaya.view.places import same_place
from riwaya.view.possible import Possible, possible

SIZE = 12  # disagreements on one page
WHOLE = 120  # accounts shown of one under its own address
POSSIBLE = 30  # conflicts that may be, below those of the first page
NEAR = 6  # disagreements with the same claims
SUGGESTED = 40  # places offered in the filter
STATES = {
    State.OPEN: "Not yet reviewed",
    State.BEGUN: "Claims reviewed",
    State.CONFIRMED: "Confirmed",
    State.DISMISSED: "Dismissed",
}


def routes(desk: Desk) -> Sequence[BaseRoute]:
    """The board and one disagreement."""

    def board(request: Request) -> Response:
        return _board(desk, request)

    def disagreement(request: Request) -> Response:
        return _disagreement(desk, request)

    return [Route("/contested", board), Route("/contested/{id}", disagreement)]


def _board(desk: Desk, request: Request) -> Response:
    """Every disagreement, with filters by kind, place, time and state of review."""
    place = request.query_params.get("place", "").strip()
    kind = request.query_params.get("about", "")
    since = request.query_params.get("since", "").strip()
    state = _state(desk, request)
    asked = Asked(
        places=same_place(desk.facts, place) if place else None,
        since=bounds(since)[0] if since else None,
        review=state,
    )
    gone = _dismissed(desk) if state is State.DISMISSED else None
    board = gone or desk.facts
    counts = board.disagreements_counted(asked)
    chosen = replace(asked, about=kind or None)
    page = page_of(
        lambda at, most: board.disagreements(chosen, at, most),
        counts.kinds.get(kind, 0) if kind else counts.total,
        request,
        SIZE,
    )
    shown = _read(desk, page.rows, state)
    doubted = _possible(desk, page.number, place, kind, since, state)
    rest = {k: v for k, v in (("place", place), ("since", since), ("review", state)) if v}
    return desk.page(
        request,
        "board",
        page=page,
        items=[item for _, mine in shown for item in mine],
        sizes={item.id: one.claims for one, mine in shown for item in mine},
        kinds=[(a.value, KINDS[a], counts.kinds[a]) for a in KINDS if a and counts.kinds.get(a)],
        total=counts.total,
        reports=desk.facts.reports_within(None, None),
        places=desk.kept.get("places suggested", _suggested),
        place=place,
        about=kind,
        since=since,
        review=state,
        states=STATES if book_of(desk.facts) else {},
        possible=doubted[:POSSIBLE],
        more_possible=len(doubted) > POSSIBLE,
        kind_href=lambda k: "/contested?" + urlencode(rest | ({"about": k} if k else {})),
    )


def _state(desk: Desk, request: Request) -> State | None:
    """The state of review that is asked for; a ledger in public form tells nothing of reviews."""
    asked = request.query_params.get("review", "")
    return State(asked) if asked in STATES and book_of(desk.facts) else None


def _dismissed(desk: Desk) -> Dismissed | None:
    book = book_of(desk.facts)
    return desk.kept.get("dismissed", lambda _: Dismissed(book)) if book else None


def _possible(
    desk: Desk, page: int, place: str, kind: str, since: str, state: State | None
) -> Sequence[Possible]:
    """Conflicts that may be, on the first page only; they are no part of any state of review."""
    if page != 1 or state is not None:
        return ()
    about = About(kind) if kind in {a.value for a in About} else None
    name = f"possible {kind} at {place} since {since}"
    return desk.kept.get(
        name,
        lambda f: possible(f, place=place or None, about=about, since_date=since or None, most=POSSIBLE + 1),
    )


def _read(
    desk: Desk, found: Sequence[Disagreement], state: State | None
) -> list[tuple[Disagreement, tuple[Contested, ...]]]:
    gone = _dismissed(desk) if state is State.DISMISSED else None
    return list(gone.read(found) if gone else read(desk.facts, found))


def _suggested(facts: Facts) -> tuple[str, ...]:
    """The names of the places that most reports name."""
    rows = facts.ranked((Kind.PLACE, Kind.FACILITY), 0, SUGGESTED)
    return tuple(e.name for e in facts.entities([row.entity for row in rows]))


def _disagreement(desk: Desk, request: Request) -> Response:
    """One disagreement, whole as far as a page can hold it, and those that share a claim with it."""
    one = desk.facts.disagreement_of(request.path_params["id"])
    if one is None:
        raise HTTPException(404)
    found = items(desk.facts, [one], WHOLE)
    item = next((i for i in found if i.id == request.path_params["id"]), found[0])
    beside = desk.facts.disagreements_beside(one.id, NEAR)
    others = [*(i for i in found if i is not item), *items(desk.facts, beside)]
    return desk.page(request, "disagreement", item=item, others=others)
