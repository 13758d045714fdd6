"""Conflicts that may be: pairs of accounts that the judge holds for possible conflicts, no more."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.records import About, RelationKind
from riwaya.view.contested import KINDS
from riwaya.view.dates import since
from riwaya.view.facts import Facts
from riwaya.view.lookup import Lookup
from riwaya.view.places import same_place
from riwaya.view.telling import Telling, tell


@dataclass(frozen=True, slots=True)
class Possible:
    """Two accounts that may contradict each other: worth a look, never counted as contested."""

    id: str
    about: About | None
    kind: str
    one: Telling
    other: Telling
    why: str
    score: float  # of the judge, 0 to 1


def possible(
    ledger: Facts,
    *,
    place: str | None = None,
    about: About | None = None,
    since_date: str | None = None,
    most: int | None = None,
) -> tuple[Possible, ...]:
    """Conflicts that may be, the likeliest first, at most so many; filters as for `contested`."""
    lookup = Lookup(ledger)
    chosen = same_place(ledger, place) if place else None
    made = list[Possible]()
    for r in ledger.possible():
        if len(made) == most:
            break
        if r.kind is not RelationKind.CONTRADICTS or not r.why or about not in (None, r.about):
            continue  # the others are only worth a second look of the judge
        claims = {c.id: c for c in lookup.claims(r.claims)}
        if len(claims) < len(r.claims):  # a person rejected one of them
            continue
        one, other = (tell(claims[c], lookup) for c in r.claims)
        if chosen is not None and chosen.isdisjoint(p.entity for t in (one, other) for p in t.where):
            continue
        if since_date and not any(since(t.said, since_date) for t in (one, other)):
            continue
        made.append(Possible(r.id, r.about, KINDS[r.about], one, other, r.why, r.score))
    return tuple(made)
