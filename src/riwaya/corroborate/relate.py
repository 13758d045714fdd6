"""What claims add up to: relations, events, statuses, whatever the order they are given in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import lru_cache

from riwaya.corroborate.backing import backed
from riwaya.corroborate.candidates import near_pairs, pairs
from riwaya.corroborate.clashes import clashes
from riwaya.corroborate.conditions import status_relations
from riwaya.corroborate.denials import denial, nearest_denied
from riwaya.corroborate.echoes import agreement, echo, through_copies
from riwaya.corroborate.events import gather, joins, tied
from riwaya.corroborate.figures import figure_relations
from riwaya.corroborate.gist import Gist
from riwaya.corroborate.gists import gists
from riwaya.corroborate.harm import harm_relations
from riwaya.corroborate.judging import Judged, judged
from riwaya.corroborate.responsibility import responsibility
from riwaya.corroborate.retelling import retelling
from riwaya.corroborate.spans import spans
from riwaya.corroborate.times import Window, beside
from riwaya.records import (
    About,
    Claim,
    Compared,
    Entity,
    Event,
    Findings,
    Relation,
    RelationKind,
    Report,
    Status,
)


def relate(
    claims: Iterable[Claim], reports: Mapping[str, Report], entity_of: Mapping[str, Entity]
) -> Findings:
    """Events, relations and statuses of a whole set of claims, worked out at once.

    `reports` by id must hold every claim's report (claims without one are left out); `entity_of` maps
    referent ids and may lack some. The result does not depend on the order of the claims.
    """
    known = _known(claims, reports, entity_of)
    compared = _compare({g.id for g in known}, known)
    relations = _spread(compared, {g.id: g for g in known})
    found = gather(known, relations, compared.ties)
    return Findings(found, relations, spans(known, relations, entity_of))


def compare(
    fresh: Set[str],
    claims: Iterable[Claim],
    reports: Mapping[str, Report],
    entity_of: Mapping[str, Entity],
) -> Compared:
    """How the fresh claims stand to every other claim that shares a key with them, or is near them.

    What two claims are to each other depends on them and their reports alone, and for an undated report
    on the reports it shares keys with; `claims` must hold the whole of every report that is needed, and
    `fresh` all claims of a report or none.
    """
    return _compare(fresh, _known(claims, reports, entity_of))


def spread(
    of: Set[str],
    claims: Iterable[Claim],
    compared: Compared,
    reports: Mapping[str, Report],
    entity_of: Mapping[str, Entity],
) -> tuple[Relation, ...]:
    """The relations that the claims of these ids have only through others that copy them or say the same."""
    direct = {r.id for r in compared.relations}
    both = _spread(compared, {g.id: g for g in _known(claims, reports, entity_of)})
    return tuple(r for r in both if r.id not in direct and not of.isdisjoint(r.claims))


def _spread(compared: Compared, by_id: Mapping[str, Gist]) -> tuple[Relation, ...]:
    """What was found by comparing two claims, and what follows from it for a third."""
    found = compared.relations
    return _best([*found, *through_copies(found, by_id), *backed(found, compared.possible, by_id)])


def events(
    of: Set[str],
    claims: Iterable[Claim],
    compared: Compared,
    reports: Mapping[str, Report],
    entity_of: Mapping[str, Entity],
) -> tuple[Event, ...]:
    """Events of the claims of these ids, a set closed under ties; `claims` as for `compare`."""
    known = [g for g in _known(claims, reports, entity_of) if g.id in of]
    relations = [r for r in compared.relations if set(r.claims) <= of]
    return gather(known, relations, [tie for tie in compared.ties if set(tie) <= of], compared.bonds)


def statuses(
    of: Set[str],
    claims: Iterable[Claim],
    compared: Compared,
    reports: Mapping[str, Report],
    entity_of: Mapping[str, Entity],
) -> tuple[Status, ...]:
    """Statuses of the claims of these ids; right for every entity and aspect of which they are all claims."""
    known = [g for g in _known(claims, reports, entity_of) if g.id in of]
    return spans(known, compared.relations, entity_of)


def _known(
    claims: Iterable[Claim], reports: Mapping[str, Report], entity_of: Mapping[str, Entity]
) -> list[Gist]:
    owners = tuple(sorted(entity_of.items(), key=lambda owner: owner[0]))
    return list(_gisted(tuple(claims), tuple(reports[name] for name in sorted(reports)), owners))


@lru_cache(maxsize=2)  # events and statuses are asked for one after the other, of the same claims
def _gisted(
    claims: tuple[Claim, ...], reports: tuple[Report, ...], owners: tuple[tuple[str, Entity], ...]
) -> tuple[Gist, ...]:
    return tuple(_anchored(gists(claims, {r.id: r for r in reports}, dict(owners))))


def _compare(fresh: Set[str], known: list[Gist]) -> Compared:
    by_id = {g.id: g for g in known}
    met, near = _met(known, fresh)
    denied = (r for r in nearest_denied(known) if not fresh.isdisjoint(r.claims))
    found, possible = list[Relation](), list[Relation]()
    for a, b in met:
        said = list(ruled(a, b))
        verdict = judged(a, b, said) if frozenset((a.id, b.id)) in near else Judged()
        found += [*(() if verdict.doubted else said), *verdict.sure]
        possible += verdict.possible
    relations = _best([*retelling(_best([*found, *denied]), by_id)])
    ties = {(a.id, b.id) if a.id < b.id else (b.id, a.id) for a, b in met if tied(a, b)}
    for r in relations:
        if joins(r, by_id):
            ties.add((min(r.claims), max(r.claims)))
    agreed = (
        RelationKind.CORROBORATES,
        About.EVENT,
    )  # two who tell of one event may contradict each other on it
    related = {frozenset(r.claims) for r in relations if (r.kind, r.about) != agreed}
    open_ones = (r for r in possible if frozenset(r.claims) not in related)
    return Compared(relations, tuple(sorted(ties)), possible=tuple(sorted(open_ones, key=lambda r: r.id)))


_Pairs = Set[frozenset[str]]


def _met(known: list[Gist], fresh: Set[str]) -> tuple[list[tuple[Gist, Gist]], _Pairs]:
    """Every two claims that are compared, and which of them are near: the others only share a key."""
    keyed = list(pairs(known, fresh))
    there = {frozenset((a.id, b.id)) for a, b in keyed}
    place = {g.id: number for number, g in enumerate(known)}
    near = {frozenset((a.id, b.id)): (a, b) for a, b in near_pairs(known, fresh)}
    beside = [near[pair] for pair in near if pair not in there]
    return keyed + [(a, b) if place[a.id] < place[b.id] else (b, a) for a, b in beside], near.keys()


def _anchored(known: list[Gist]) -> list[Gist]:
    """An undated report that quotes an occasion which a dated report quotes too is as old as that one."""
    days: dict[str, list[Window]] = {}
    undated = {g.id for g in known if not g.scene.published}
    for a, b in pairs(known, undated):
        for one, dated in ((a, b), (b, a)):
            if one.scene.published or not dated.scene.published or dated.scene.published.yearless:
                continue
            if echo(one, dated):
                days.setdefault(one.report.id, []).append(dated.scene.published)
    written = {g.report.id: g.scene.written for g in known}
    first = {
        r: _no_earlier(min(found, key=lambda w: (w.first, w.last)), written[r]) for r, found in days.items()
    }
    return [
        replace(g, memo={}, scene=replace(g.scene, published=first[g.report.id], anchored=True))
        if g.report.id in first
        else g
        for g in known
    ]


def _no_earlier(day: Window, written: Window | None) -> Window:
    """A day, or that by which a report can have been written, by the newest day of which it tells."""
    newest = beside(written, day) if written else None
    return newest if newest and newest.yearless == day.yearless and newest.first > day.last else day


def ruled(a: Gist, b: Gist) -> Iterator[Relation]:
    """What the rules say of two claims."""
    heard = echo(a, b)
    if heard:
        yield heard
        return
    yield from figure_relations(a, b)
    yield from denial(a, b)
    yield from responsibility(a, b)
    yield from harm_relations(a, b)
    yield from status_relations(a, b)
    yield from clashes(a, b)
    yield from agreement(a, b)


def _best(relations: list[Relation]) -> tuple[Relation, ...]:
    """One relation of each kind and subject a pair, the surest; a pair in conflict is not in agreement.

    Two who disagree on the day of a thing may agree that it happened.
    """
    best: dict[str, Relation] = {}
    for r in sorted(relations, key=lambda r: (r.id, -r.score, r.why)):
        best.setdefault(r.id, r)
    against = [r for r in best.values() if r.kind is RelationKind.CONTRADICTS]
    opposed = {frozenset(r.claims) for r in against}
    changed = {frozenset(r.claims) for r in best.values() if r.kind is RelationKind.UPDATES}
    apart = opposed | changed  # no agreement
    beyond_day = {frozenset(r.claims) for r in against if r.about is not About.DATE} | changed
    kept = []
    for r in best.values():
        pair = frozenset(r.claims)
        if r.kind is RelationKind.CORROBORATES and pair in (beyond_day if r.about is About.EVENT else apart):
            continue
        if r.kind is RelationKind.UPDATES and pair in opposed and r.score < 0.7:
            continue
        kept.append(r)
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
