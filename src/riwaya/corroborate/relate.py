"""What a set of claims adds up to: relations, events, statuses, whatever the order it is given in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from riwaya.corroborate.blame import responsibility
from riwaya.corroborate.candidates import pairs
from riwaya.corroborate.clashes import clashes
from riwaya.corroborate.denials import denial, nearest_denied
from riwaya.corroborate.echoes import agreement, echo, through_copies
from riwaya.corroborate.events import gather
from riwaya.corroborate.figures import figure_relations
from riwaya.corroborate.gist import Gist, gists
from riwaya.corroborate.spans import statuses
from riwaya.corroborate.states import status_relations
from riwaya.corroborate.times import Window
from riwaya.records import Claim, Entity, Findings, Relation, RelationKind, Report


def relate(
    claims: Iterable[Claim], reports: Mapping[str, Report], entity_of: Mapping[str, Entity]
) -> Findings:
    """Events, relations and statuses of claims that form a whole under shared keys.

    `reports` by id must hold every claim's report (claims without one are left out); `entity_of` maps
    referent ids and may lack some. The result does not depend on the order of the claims, and a relation
    between two claims does not depend on which claims of other reports are present.
    """
    known = _anchored(gists(list(claims), reports, entity_of))
    direct = _best([*_between(known), *nearest_denied(known)])
    found = _best([*direct, *through_copies(direct, {g.id: g for g in known})])
    return Findings(gather(known, found), found, statuses(known, found, entity_of))


def _anchored(known: list[Gist]) -> list[Gist]:
    """An undated report that quotes an occasion which a dated report quotes too is as old as that one."""
    days: dict[str, list[Window]] = {}
    for a, b in pairs(known):
        for undated, dated in ((a, b), (b, a)):
            if undated.scene.published or not dated.scene.published or dated.scene.published.yearless:
                continue
            if echo(undated, dated):
                days.setdefault(undated.report.id, []).append(dated.scene.published)
    first = {r: min(found, key=lambda w: (w.first, w.last)) for r, found in days.items()}
    return [
        replace(g, memo={}, scene=replace(g.scene, published=first[g.report.id], anchored=True))
        if g.report.id in first
        else g
        for g in known
    ]


def _between(known: list[Gist]) -> Iterator[Relation]:
    for a, b in pairs(known):
        heard = echo(a, b)
        if heard:
            yield heard
            continue
        yield from figure_relations(a, b)
        yield from denial(a, b)
        yield from responsibility(a, b)
        yield from status_relations(a, b)
        yield from clashes(a, b)
        yield from agreement(a, b)


def _best(relations: list[Relation]) -> tuple[Relation, ...]:
    """One relation of each kind and subject a pair, the surest; a pair in conflict is not in agreement."""
    best: dict[str, Relation] = {}
    for r in sorted(relations, key=lambda r: (r.id, -r.score, r.why)):
        best.setdefault(r.id, r)
    opposed = {frozenset(r.claims) for r in best.values() if r.kind is RelationKind.CONTRADICTS}
    changed = {frozenset(r.claims) for r in best.values() if r.kind is RelationKind.UPDATES}
    kept = [
        r
        for r in best.values()
        if not (r.kind is RelationKind.CORROBORATES and frozenset(r.claims) in opposed | changed)
        and not (r.kind is RelationKind.UPDATES and frozenset(r.claims) in opposed and r.score < 0.7)
    ]
    return tuple(sorted(_one_corroboration(kept), key=lambda r: (str(r.kind), str(r.about), r.claims)))


def _one_corroboration(relations: list[Relation]) -> Iterator[Relation]:
    """Of several corroborations of one pair the most specific: figure, responsibility, status, event."""
    rank = {"figure": 0, "responsibility": 1, "status": 2, "event": 3}
    seen: set[frozenset[str]] = set()
    for r in sorted(relations, key=lambda r: (rank.get(str(r.about), 9), r.id)):
        if r.kind is RelationKind.CORROBORATES:
            if frozenset(r.claims) in seen:
                continue
            seen.add(frozenset(r.claims))
        yield r
