"""Reports that retell another: what both say comes from one desk, and backs nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from riwaya.corroborate.copies import credits
from riwaya.corroborate.echoes import echoed
from riwaya.corroborate.gist import Gist
from riwaya.corroborate.origins import outlet_keys
from riwaya.corroborate.polarity import issued
from riwaya.corroborate.why import is_judged
from riwaya.records import Relation, RelationKind, Report

_SURE = 0.85  # from which an echo stands, whatever else echoes its claims, and an agreement is word for word
_RULE = 2.0  # what a rule says counts as surer than any judgement
_VOICES = 3  # speakers whom two reports quote alike, from which one retells the other
_TOLD = 2  # sentences of a statement that a report says again, from which it retells it
_AGREED = (RelationKind.CORROBORATES, RelationKind.ECHOES)
_Pair = frozenset[str]  # ids of two reports


def retelling(relations: Iterable[Relation], by_id: Mapping[str, Gist]) -> Iterator[Relation]:
    """The relations, agreements between a report and one that retells it made echoes.

    A report retells another where it credits its outlet, quotes several of the same people with the same
    words, or quotes whoever issued a statement and says again what stands in it; what two different people of
    name say in both stays an agreement.
    """
    known = list(relations)
    retold = _retold(known, by_id)
    told = []
    for r in known:
        a, b = (by_id[name] for name in r.claims)
        agreed = r.kind is RelationKind.CORROBORATES and _reports(a, b) in retold
        told.append(echoed(a, b, r.score) if agreed and _may_be_one(a, b) else r)
    yield from _once(told, by_id)


def _reports(a: Gist, b: Gist) -> _Pair:
    return frozenset((a.report.id, b.report.id))


def _retold(relations: Iterable[Relation], by_id: Mapping[str, Gist]) -> Collection[_Pair]:
    """The pairs of reports, among those that say anything to each other, of which one retells the other."""
    pairs: dict[_Pair, tuple[Report, Report]] = {}
    voices: dict[_Pair, set[str]] = {}
    again: Counter[_Pair] = Counter()
    for r in relations:
        a, b = (by_id[name] for name in r.claims)
        pair = _reports(a, b)
        pairs[pair] = a.report, b.report
        if r.kind is RelationKind.ECHOES:
            voices.setdefault(pair, set()).update(sorted(a.origin.speaker & b.origin.speaker)[:1])
        again[pair] += r.kind in _AGREED and r.score >= _SURE and _may_be_one(a, b)
    return {
        pair
        for pair, (one, two) in pairs.items()
        if len(voices.get(pair, ())) >= _VOICES
        or credits(one, two)
        or credits(two, one)
        or (again[pair] >= _TOLD and (_quotes(one, two, by_id) or _quotes(two, one, by_id)))
    }


def _quotes(report: Report, statement: Report, by_id: Mapping[str, Gist]) -> bool:
    """Whether a report that is no statement lays something to whoever issued one."""
    if issued(report) or not issued(statement):
        return False
    issuer = outlet_keys(statement)
    told = (g for g in by_id.values() if g.report.id == report.id and not g.claim.narrated)
    return any(g.origin.keys & issuer for g in told)


def _may_be_one(a: Gist, b: Gist) -> bool:
    """Whether nothing says that two claims come from two people of name."""
    one, two = ({k for k in g.origin.speaker if k.startswith("e:")} for g in (a, b))
    return not (one and two) or bool(one & two)


def _once(relations: list[Relation], by_id: Mapping[str, Gist]) -> Iterator[Relation]:
    """The relations without judged echoes of a claim that has a better one in the same other report.

    What a rule says is better; of judgements the surer, unless both are sure.
    """
    echoes = [r for r in relations if r.kind is RelationKind.ECHOES]
    sides = {r.id: [(x, by_id[y].report.id) for x, y in (r.claims, r.claims[::-1])] for r in echoes}
    best: dict[tuple[str, str], float] = {}
    for r in echoes:
        for side in sides[r.id]:
            best[side] = max(best.get(side, 0.0), r.score if is_judged(r) else _RULE)
    for r in relations:
        surest = max((best[side] for side in sides.get(r.id, ())), default=0.0)
        if not is_judged(r) or r.score >= surest or _SURE <= r.score <= surest < _RULE:
            yield r
