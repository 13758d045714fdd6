"""Reports that retell another: what both say comes from one desk, and backs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from riwaya.corroborate.copies import credits
from riwaya.corroborate.echoes import echoed
from riwaya.corroborate.gist import Gist
from riwaya.records import Relation, RelationKind

_SURE = 0.85  # from which an echo stands, whatever else echoes its claims
_VOICES = 3  # speakers whom two reports quote alike, from which one retells the other


def retelling(relations: Iterable[Relation], by_id: Mapping[str, Gist]) -> Iterator[Relation]:
    """The relations, agreements between a report and one that retells it made echoes.

    A report retells another where it credits its outlet, or quotes several of the same people with the same
    words of theirs; what two different people of name say in both stays an agreement.
    """
    known = list(relations)
    voices: dict[frozenset[str], set[str]] = {}
    for r in known:
        if r.kind is RelationKind.ECHOES:
            a, b = (by_id[name] for name in r.claims)
            for key in sorted(a.origin.speaker & b.origin.speaker)[:1]:
                voices.setdefault(frozenset((a.report.id, b.report.id)), set()).add(key)
    told = []
    for r in known:
        a, b = (by_id[name] for name in r.claims)
        many = len(voices.get(frozenset((a.report.id, b.report.id)), ())) >= _VOICES
        retold = many or credits(a.report, b.report) or credits(b.report, a.report)
        agreed = r.kind is RelationKind.CORROBORATES and retold
        told.append(echoed(a, b, r.score) if agreed and _may_be_one(a, b) else r)
    yield from _once(told, by_id)


def _once(relations: list[Relation], by_id: Mapping[str, Gist]) -> Iterator[Relation]:
    """The relations without unsure echoes of a claim that has a surer one in the same other report."""
    surest: dict[tuple[str, str], float] = {}
    echoes = [r for r in relations if r.kind is RelationKind.ECHOES]
    sides = {r.id: [(x, by_id[y].report.id) for x, y in (r.claims, r.claims[::-1])] for r in echoes}
    for r in echoes:
        for side in sides[r.id]:
            surest[side] = max(surest.get(side, 0.0), r.score)
    for r in relations:
        if r.id not in sides or r.score >= _SURE or all(surest[side] <= r.score for side in sides[r.id]):
            yield r


def _may_be_one(a: Gist, b: Gist) -> bool:
    """Whether nothing says that two claims come from two people of name."""
    one, two = ({k for k in g.origin.speaker if k.startswith("e:")} for g in (a, b))
    return not (one and two) or bool(one & two)
