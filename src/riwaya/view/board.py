"""The contested board of a ledger of any size: what is disputed, in which order, and one page of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from riwaya.records import About, Relation, RelationKind
from riwaya.store.gathering import gathered
from riwaya.store.paged import Disagreement
from riwaya.store.surveying import Opposed
from riwaya.view.contested import Contested, contested_of
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


def items(ledger: Facts, found: Iterable[Disagreement], most: int = MOST) -> tuple[Contested, ...]:
    """The disagreements in their order, to read: of a large one its surest part."""
    return tuple(item for _, mine in read(ledger, found, most) for item in mine)


def read(
    ledger: Facts, found: Iterable[Disagreement], most: int = MOST
) -> list[tuple[Disagreement, tuple[Contested, ...]]]:
    """Each disagreement with what it is to read: one item, or several where only a part of it is read."""
    rows = list(found)
    edges = surest(ledger, rows, most)
    every = contested_of(Lookup(ledger), [e for mine in edges.values() for e in mine])
    return [(one, tuple(i for i in every if not edges[one.id].isdisjoint(i.relations))) for one in rows]


def surest(ledger: Facts, rows: Iterable[Disagreement], most: int = MOST) -> dict[str, frozenset[str]]:
    """The surest contradictions of each disagreement that join at most so many claims."""
    size = {one.id: one.claims for one in rows}
    found = ledger.contradictions_of(size.keys(), 4 * most)
    large = [e for name, edges in found.items() if size[name] > most for e in edges]
    claims = {r.id: r.claims for r in ledger.relations(ids=large)} if large else {}
    chosen: dict[str, frozenset[str]] = {}
    for name, edges in found.items():
        if size[name] <= most:
            chosen[name] = frozenset(edges)
            continue
        mine, joined = set[str](), set[str]()
        for edge in (e for e in edges if e in claims):
            if len(joined.union(claims[edge])) <= most:
                joined.update(claims[edge])
                mine.add(edge)
        chosen[name] = frozenset(mine)
    return chosen
