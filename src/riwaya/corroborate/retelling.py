"""Reports that retell another: what both say comes from one desk, and backs nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

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
    """The pairs of reports of which one retells the other."""
    voices: dict[_Pair, set[str]] = {}
    again: dict[_Pair, int] = {}
    reports: dict[str, Report] = {}
    for r in relations:
        a, b = (by_id[name] for name in r.claims)
        reports |= {g.report.id: g.report for g in (a, b)}
        if r.kind is RelationKind.ECHOES:
            for key in sorted(a.origin.speaker & b.origin.speaker)[:1]:
                voices.setdefault(_reports(a, b), set()).add(key)
        if r.kind in _AGREED and r.score >= _SURE and _may_be_one(a, b):
            again[_reports(a, b)] = again.get(_reports(a, b), 0) + 1
    found = {pair for pair, heard in voices.items() if len(heard) >= _VOICES}
    for one, two in combinations(sorted(reports), 2):
        pair, first, second = frozenset((one, two)), reports[one], reports[two]
        if credits(first, second) or credits(second, first):
            found.add(pair)
        elif again.get(pair, 0) >= _TOLD and issued(first) != issued(second):
            statement, other = (first, second) if issued(first) else (second, first)
            if _quotes(other, statement, by_id):
                found.add(pair)
    return found


def _quotes(report: Report, statement: Report, by_id: Mapping[str, Gist]) -> bool:
    """Whether a report lays something to whoever issued a statement."""
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
