"""The contested board of a ledger of any size: what is disputed, in which order, and one page of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from riwaya.records import About, Relation, RelationKind
from riwaya.store.gathering import gathered
from riwaya.store.surveying import Opposed
from riwaya.view.contested import Contested, contested_of
from riwaya.view.dates import since
from riwaya.view.disputes import disputes
from riwaya.view.facts import Facts
from riwaya.view.lookup import Lookup

FEW = 1500  # contradictions up to which claims are read to tell disputed measures apart
MOST = 24  # accounts of one disagreement that are set next to each other on a page


@dataclass(frozen=True, slots=True)
class Group:
    """One disagreement, not yet read: its contradictions and the claims that they join."""

    about: About | None
    abouts: frozenset[About | None]  # denials of what it is about stand in it too
    edges: tuple[str, ...]  # relation ids, the surest first; the least names the disagreement
    claims: frozenset[str]
    score: float


def groups(ledger: Facts) -> tuple[Group, ...]:
    """Every disagreement, the surest and those with most accounts first."""
    opposed = list(ledger.contradictions())
    if len(opposed) <= FEW:
        return read_groups(Lookup(ledger), ledger.relations(RelationKind.CONTRADICTS))
    return _ranked(_joined(opposed))


def read_groups(lookup: Lookup, contradictions: Iterable[Relation]) -> tuple[Group, ...]:
    """Exactly the disputes that these make, with the measure in question read from the claims."""
    relations = sorted(contradictions, key=lambda r: r.id)
    claims = {c.id: c for c in lookup.claims(sorted({c for r in relations for c in r.claims}))}
    found = disputes(relations, claims, lookup)
    return _ranked(_group(d.about, d.edges, frozenset(d.members)) for d in found)


def _ranked(made: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(sorted(made, key=lambda g: (-round(g.score, 1), -len(g.claims), min(g.edges))))


def _joined(opposed: Iterable[Opposed]) -> list[Group]:
    """Claims joined by contradictions about the same kind of thing; several measures may stand in one."""
    return [_group(part.about, part.edges, part.claims) for part in gathered((o, None) for o in opposed)]


def _group(about: About | None, edges: Sequence[Relation | Opposed], claims: frozenset[str]) -> Group:
    ranked = sorted(edges, key=lambda e: (-e.score, e.id))
    abouts = frozenset(e.about for e in edges)
    return Group(about, abouts, tuple(e.id for e in ranked), claims, ranked[0].score)


def at(ledger: Facts, places: Collection[str], found: Sequence[Group]) -> tuple[Group, ...]:
    """The disagreements with a claim about one of the places, or about an event there."""
    referents = [r for e in ledger.entities(list(places)) for r in e.referents]
    about = {*ledger.claims_about(referents), *ledger.claims_at(places)}
    return tuple(g for g in found if g.claims & about)


def told_since(ledger: Facts, limit: str, found: Sequence[Group]) -> tuple[Group, ...]:
    """The disagreements with an account published on or after the date, or nobody knows when."""
    dates = dict(ledger.report_dates())
    reports = ledger.reports_of({c for g in found for c in g.claims})
    return tuple(g for g in found if any(since(dates.get(reports.get(c, "")), limit) for c in g.claims))


def items(ledger: Facts, found: Iterable[Group], most: int = MOST) -> tuple[Contested, ...]:
    """The disagreements of the groups, in their order, to read: of a large one its surest part."""
    lookup = Lookup(ledger)
    return tuple(item for group in found for item in contested_of(lookup, surest(ledger, group, most)))


def by_claim(found: Iterable[Group]) -> dict[str, str]:
    """Claim -> the disagreement that it stands in, the first where there are several."""
    leads: dict[str, str] = {}
    for group in found:
        for claim in group.claims:
            leads.setdefault(claim, min(group.edges))
    return leads


def surest(ledger: Facts, group: Group, most: int = MOST) -> tuple[str, ...]:
    """The surest contradictions of the group that join at most so many claims."""
    if len(group.claims) <= most:
        return group.edges
    chosen: list[str] = []
    joined: set[str] = set()
    for relation in ledger.relations(ids=group.edges[: 4 * most]):
        if len(joined | set(relation.claims)) <= most:
            joined |= set(relation.claims)
            chosen.append(relation.id)
    return tuple(chosen)
