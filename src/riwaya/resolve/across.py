"""Across reports: which referents are one entity. Pure, and the same for every order of its input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from riwaya.records import Decision, Entity, Kind, Name, Position, Referent
from riwaya.resolve.decided import Bonds, bonds_of
from riwaya.resolve.judge import Judgement, judge, loose_part
from riwaya.resolve.keys import keys
from riwaya.resolve.office import of_office
from riwaya.resolve.parts import parts_of

Judged = dict[tuple[str, str], Judgement]


@dataclass(slots=True)
class Cluster:
    """Referents taken as one, with the sentences that say why."""

    members: list[Referent]
    why: list[str]


def across(referents: Iterable[Referent], decisions: Iterable[Decision] = ()) -> tuple[Entity, ...]:
    """Entities over a set of referents closed under shared keys, by id.

    Pairs are joined from the most alike down, and never where any two of the joined are judged different, so
    that strangers are not chained together. A bare family name joins where exactly one candidate fits. A
    referent that is only described stays alone. What a person decided comes before all of it: who was merged
    is one, who was split is not. Whatever the order of the input, the result is the same.
    """
    ordered = sorted({r.id: r for r in referents}.values(), key=lambda r: r.id)
    clusters = {r.id: Cluster([r], []) for r in ordered}
    named = [r for r in ordered if r.named]
    judged: Judged = {}
    for left, right in candidate_pairs(named):
        judged[left.id, right.id] = judge(left, right)
    bonds = bonds_of(decisions)
    for (one, other), why in sorted(bonds.together.items()):
        if one in clusters and other in clusters:
            unite(clusters, one, other, why)
    joined = sorted(
        ((-j.score, pair) for pair, j in judged.items() if j.same), key=lambda row: (row[0], row[1])
    )
    for _, (one, other) in joined:
        join(clusters, one, other, judged, bonds)
    parts(clusters, named, judged, bonds)
    unique = {id(cluster): cluster for cluster in clusters.values()}
    entities = [entity(cluster) for cluster in unique.values()]
    return tuple(sorted(entities, key=lambda e: e.id))


def candidate_pairs(named: Sequence[Referent]) -> list[tuple[Referent, Referent]]:
    """Pairs of referents that share a key, in the order of their ids."""
    blocks: dict[str, list[Referent]] = {}
    for one in named:
        for key in keys(one):
            blocks.setdefault(key, []).append(one)
    pairs = {(a.id, b.id): (a, b) for block in blocks.values() for a, b in combinations(block, 2)}
    return [pairs[key] for key in sorted(pairs)]


def verdict(one: Referent, other: Referent, judged: Judged) -> Judgement:
    """The judgement on a pair, made when first asked for."""
    pair = (min(one.id, other.id), max(one.id, other.id))
    if pair not in judged:
        first, second = (one, other) if one.id == pair[0] else (other, one)
        judged[pair] = judge(first, second)
    return judged[pair]


def join(clusters: dict[str, Cluster], one: str, other: str, judged: Judged, bonds: Bonds) -> bool:
    """Makes two clusters one, unless any pair across them is judged different or was split by a person."""
    left, right = clusters[one], clusters[other]
    if left is right:
        return True
    for a in left.members:
        for b in right.members:
            if bonds.parted(a.id, b.id):
                return False
            if verdict(a, b, judged).different and not excused(a, b, clusters, judged, bonds):
                return False
    unite(clusters, one, other, judged[min(one, other), max(one, other)].why)
    return True


def excused(a: Referent, b: Referent, clusters: dict[str, Cluster], judged: Judged, bonds: Bonds) -> bool:
    """Whether both bear a name of those whom a person made one: then no difference of names forbids it."""
    if not bonds.together:
        return False
    known = {m.id: m for cluster in (clusters[a.id], clusters[b.id]) for m in cluster.members}
    groups = {bonds.group(i) for i in known}
    return any(
        all(
            one.id in group or any(bears(one, known[i], judged) for i in group if i in known)
            for one in (a, b)
        )
        for group in groups
        if len(group) > 1
    )


def bears(one: Referent, other: Referent, judged: Judged) -> bool:
    """Whether two named referents are the same by name."""
    return one.named and other.named and verdict(one, other, judged).same


def unite(clusters: dict[str, Cluster], one: str, other: str, why: str) -> None:
    """Makes two clusters one, for this reason."""
    left, right = clusters[one], clusters[other]
    left.why.append(why)
    if left is right:
        return
    left.members.extend(right.members)
    left.why.extend(right.why)
    for member in right.members:
        clusters[member.id] = left


def parts(clusters: dict[str, Cluster], named: Sequence[Referent], judged: Judged, bonds: Bonds) -> None:
    """Joins a bare family or given name to the one cluster that it fits, if there is exactly one."""
    wanted: list[tuple[str, str]] = []
    for one in named:
        if len(clusters[one.id].members) > 1 and not is_bare(clusters[one.id]):
            continue
        if not is_bare(clusters[one.id]):
            continue
        fits: dict[int, tuple[str, Judgement]] = {}
        for pair, judgement in sorted(judged.items()):
            if one.id not in pair or not judgement.part:
                continue
            other = pair[1] if pair[0] == one.id else pair[0]
            if clusters[other] is not clusters[one.id] and not is_bare(clusters[other]):
                fits.setdefault(id(clusters[other]), (other, judgement))
        supported = [(other, j) for other, j in fits.values() if loose_part(j)]
        if len(fits) == 1 and supported:
            wanted.append((one.id, supported[0][0]))
    for one_id, other_id in wanted:
        join(clusters, one_id, other_id, judged, bonds)


def is_bare(cluster: Cluster) -> bool:
    """Whether the cluster is a person known by one word only."""
    return cluster.members[0].kind is Kind.PERSON and all(
        len(parts_of(name, True).tokens) == 1 for member in cluster.members for name in member.names
    )


def entity(cluster: Cluster) -> Entity:
    """The record of one entity: the spelling that most reports use, the fullest among equals."""
    members = sorted(cluster.members, key=lambda r: r.id)
    spellings: dict[str, set[str]] = {}
    for member in members:
        for name in member.names or (member.name,):
            spellings.setdefault(name, set()).add(member.report)
    kind = Counter(m.kind for m in members).most_common()
    most = max(count for _, count in kind)
    chosen = min((k for k, count in kind if count == most), key=lambda k: list(Kind).index(k))
    names = tuple(Name(text, tuple(sorted(reports))) for text, reports in sorted(spellings.items()))
    return Entity(
        id=members[0].id,
        kind=chosen,
        name=best_name(members, spellings),
        names=names,
        referents=tuple(m.id for m in members),
        named=any(m.named for m in members),
        position=best_position(members),
        protection=protection_of(members),
        why=why_of(cluster, members),
    )


def protection_of(members: Sequence[Referent]) -> tuple[str, ...]:
    """Every mark of the members; whoever holds an office in any report is no private person in the others."""
    marks = {mark for m in members for mark in m.protection}
    if members[0].kind is Kind.PERSON and of_office(text for m in members for text in m.descriptions):
        marks -= {"private", "victim", "medical"}
    return tuple(sorted(marks))


def best_name(members: Sequence[Referent], spellings: dict[str, set[str]]) -> str:
    """Of the fullest names in the reports the most used, then the longest, then the first in the alphabet."""
    full = Counter(member.name for member in members)
    most_parts = max(len(name.split()) for name in full) if members[0].kind is Kind.PERSON else 0
    good = [name for name in full if len(name.split()) >= min(most_parts, 2)]
    good = [name for name in good if not name.isupper()] or good
    return min(good, key=lambda name: (-len(spellings.get(name, ())), -full[name], -len(name), name))


def best_position(members: Sequence[Referent]) -> Position | None:
    """The position most members agree on, the first by id among equals."""
    placed = [m.position for m in members if m.position is not None]
    if not placed:
        return None
    counts = Counter(position.gazetteer for position in placed)
    return min(
        placed, key=lambda p: (p.latitude is None, -counts[p.gazetteer], p.gazetteer or "", p.precision)
    )


def why_of(cluster: Cluster, members: Sequence[Referent]) -> str:
    """The sentences for every merge; for a lone referent its own."""
    if len(members) == 1:
        return members[0].why
    return ". ".join(sorted(dict.fromkeys(cluster.why))) + "."
