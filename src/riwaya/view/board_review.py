"""How far people have reviewed a disagreement: the state of review by which the board is filtered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from riwaya.records import About, Judged, Relation, RelationKind, standing_judgements
from riwaya.store.ledger import WorkingLedger
from riwaya.store.paged import Disagreement
from riwaya.view.board import Group, read_groups
from riwaya.view.contested import Contested, contested, contested_among
from riwaya.view.lookup import Lookup
from riwaya.view.whole import Whole


class State(StrEnum):
    """What people have done about a disagreement."""

    OPEN = "open"  # nobody judged one of its claims or contradictions
    BEGUN = "begun"  # some of its claims are judged, none of its contradictions
    CONFIRMED = "confirmed"  # somebody confirmed a contradiction of it
    DISMISSED = "dismissed"  # it stood on contradictions that were dismissed


@dataclass(frozen=True, slots=True)
class Reviews:
    """What people judged of claims and contradictions, as far as it counts."""

    judged: frozenset[str]  # claims
    confirmed: tuple[Relation, ...]
    dismissed: tuple[Relation, ...]  # contradictions that would stand otherwise

    def state(self, abouts: Collection[About | None], claims: Collection[str]) -> State:
        """The state of a disagreement that stands, about this, between these claims."""
        inside = set(claims)
        if any(r.about in abouts and inside.issuperset(r.claims) for r in self.confirmed):
            return State.CONFIRMED
        return State.OPEN if self.judged.isdisjoint(inside) else State.BEGUN


def reviews(book: WorkingLedger) -> Reviews:
    """The reviews of the ledger as it is now."""
    rows = standing_judgements(book.judgements())
    latest = {j.target: j.kind for j in rows if j.kind in (Judged.CONFIRM, Judged.DISMISS)}
    confirmed = [target for target, kind in latest.items() if kind is Judged.CONFIRM]
    return Reviews(
        judged=frozenset(c.id for c in book.judged_claims()),
        confirmed=tuple(r for r in book.relations(ids=confirmed) if r.kind is RelationKind.CONTRADICTS),
        dismissed=tuple(r for r in book.dismissed() if r.kind is RelationKind.CONTRADICTS),
    )


def contested_in(
    book: WorkingLedger,
    state: State,
    *,
    place: str | None = None,
    about: About | None = None,
    since_date: str | None = None,
) -> tuple[Contested, ...]:
    """The disagreements in this state of review; filters and order as for `contested`."""
    known = reviews(book)
    gone = known.dismissed if state is State.DISMISSED else None
    found = contested(book, place=place, about=about, since_date=since_date, relations=gone)
    if gone is not None:
        return found
    return tuple(
        i for i in found if known.state(i.abouts, [t.id for s in i.sides for t in s.tellings]) is state
    )


class Dismissed(Whole):
    """The board of disagreements that stood on contradictions which people dismissed."""

    def __init__(self, book: WorkingLedger) -> None:
        self._book = book
        self._relations = {r.id: r for r in reviews(book).dismissed}

    def __getattr__(self, name: str) -> Any:
        """Whatever else the ledger can be asked."""
        return getattr(self._book, name)

    def _groups(self) -> tuple[Group, ...]:
        return self._once("dismissed", lambda _: read_groups(Lookup(self._book), self._relations.values()))

    def read(self, found: Iterable[Disagreement]) -> Iterator[tuple[Disagreement, tuple[Contested, ...]]]:
        """Each of its disagreements with what it is to read."""
        lookup, rows = Lookup(self._book), list(found)
        edges = self.contradictions_of([one.id for one in rows], len(self._relations))
        for one in rows:
            yield one, contested_among(lookup, [self._relations[e] for e in edges[one.id]])
