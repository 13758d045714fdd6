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
from riwaya.desk.setting import Desk, book_of
from riwaya.records import About, Kind
from riwaya.view.board import Group, at, groups, items, told_since
from riwaya.view.board_review import State, dismissed_items, groups_in, reviews
from riwaya.view.contested import KINDS, Contested
from riwaya.view.facts import Facts
from riwaya.view.listing import newest, ranked
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
    every = found = _in_state(desk, state)
    if place:
        name = f"disagreements {state or ''} at {place}"
        found = desk.kept.get(name, lambda f: at(f, same_place(f, place), every))
    if since:
        found = told_since(desk.facts, since, found)
    counts = Counter(about for g in found for about in g.abouts)
    page = paged([g for g in found if not kind or kind in _named(g)], request, SIZE)
    rest = {k: v for k, v in (("place", place), ("since", since), ("review", state)) if v}
    return desk.page(
        request,
        "board",
        page=page,
        items=_read(desk, page.rows, state),
        sizes={edge: len(g.claims) for g in page.rows for edge in g.edges},
        kinds=[(a.value, KINDS[a], counts[a]) for a in KINDS if a and counts[a]],
        total=len(found),
        reports=len(desk.kept.get("reports", newest)),
        places=desk.kept.get("places suggested", _suggested),
        place=place,
        about=kind,
        since=since,
        review=state,
        states=STATES if book_of(desk.facts) else {},
        possible=_possible(desk, page.number, place, kind, since, state),
        kind_href=lambda k: "/contested?" + urlencode(rest | ({"about": k} if k else {})),
    )


def _state(desk: Desk, request: Request) -> State | None:
    """The state of review that is asked for; a ledger in public form tells nothing of reviews."""
    asked = request.query_params.get("review", "")
    return State(asked) if asked in STATES and book_of(desk.facts) else None


def _in_state(desk: Desk, state: State | None) -> tuple[Group, ...]:
    every = desk.kept.get("disagreements", groups)
    book = book_of(desk.facts)
    if state is None or book is None:
        return every
    known = desk.kept.get("reviews", lambda _: reviews(book))
    return desk.kept.get(f"disagreements {state}", lambda _: groups_in(book, known, state, every))


def _read(desk: Desk, found: Sequence[Group], state: State | None) -> Sequence[Contested]:
    book = book_of(desk.facts)
    if state is not State.DISMISSED or book is None:
        return items(desk.facts, found)
    return dismissed_items(book, desk.kept.get("reviews", lambda _: reviews(book)), found)


def _possible(
    desk: Desk, page: int, place: str, kind: str, since: str, state: State | None
) -> Sequence[Possible]:
    """Conflicts that may be, on the first page only; they are no part of any state of review."""
    if page != 1 or state is not None:
        return ()
    about = About(kind) if kind in {a.value for a in About} else None
    name = f"possible {kind} at {place} since {since}"
    return desk.kept.get(
        name, lambda f: possible(f, place=place or None, about=about, since_date=since or None, most=POSSIBLE)
    )


def _named(group: Group) -> set[str]:
    return {about.value for about in group.abouts if about}


def _suggested(facts: Facts) -> tuple[str, ...]:
    """The names of the places that most reports name."""
    rows = ranked(facts, (Kind.PLACE, Kind.FACILITY))[:SUGGESTED]
    return tuple(e.name for e in facts.entities([i for i, _ in rows]))


def _disagreement(desk: Desk, request: Request) -> Response:
    """One disagreement, whole as far as a page can hold it, and those that share a claim with it."""
    wanted = request.path_params["id"]
    every = desk.kept.get("disagreements", groups)
    numbers = desk.kept.get(
        "numbers of disagreements", lambda _: {e: n for n, g in enumerate(every) for e in g.edges}
    )
    if wanted not in numbers:
        raise HTTPException(404)
    group = every[numbers[wanted]]
    found = items(desk.facts, [group], WHOLE)
    item = next((i for i in found if i.id == wanted), found[0])
    near = [g for g in every if g is not group and g.claims & group.claims]
    others = [*(i for i in found if i is not item), *items(desk.facts, near[:NEAR])]
    return desk.page(request, "disagreement", item=item, others=others)
