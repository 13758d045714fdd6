"""Events: the claims that speak of one occurrence, with its figures and grades.

Claims with a day of their own make the events; the others join one of them, never each other, so that no
chain of undated claims draws two occurrences together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from riwaya.corroborate.accounts import Manner, manner_of
from riwaya.corroborate.aggregate import aggregates
from riwaya.corroborate.bonds import regroup
from riwaya.corroborate.coding import event_coding, written
from riwaya.corroborate.gist import Gist
from riwaya.corroborate.grades import grades
from riwaya.corroborate.kinds import INCIDENTS, event_types, types_in
from riwaya.corroborate.likeness import shared, story
from riwaya.corroborate.occurrence import same_occurrence
from riwaya.corroborate.times import Window, edtf_of, gap
from riwaya.records import About, Bond, Event, Relation, RelationKind, content_id

_LASTING = frozenset(
    {"access", "services", "presence", "statement", "aid", "agreement"}
)  # statuses, not occurrences
_DAYS = 4  # a longer time does not date an occurrence
_ALIKE = 2.0  # weight of shared concepts that stands for a missing day
_SURE = 0.5
_SOON = 600  # characters behind an incident in which its report says who is held responsible
_HEAD = 400  # characters: title and first paragraph


def gather(
    known: Sequence[Gist],
    relations: Sequence[Relation],
    ties: Iterable[tuple[str, str]],
    bonds: Iterable[Bond] = (),
) -> tuple[Event, ...]:
    """Events of two or more claims, or of one that has a day and a type of its own.

    `known` is closed under ties, so that what is decided here needs no other claim.
    """
    by_id = {g.id: g for g in known}
    near = [(by_id[a], by_id[b]) for a, b in sorted(ties)]
    group = _dated(known, near)
    _join_by_day(known, group)
    _join_by_blame(known, group)
    _join_by_words(near, group)
    _join_by_relation(relations, by_id, group)
    regroup(group, bonds, by_id)
    members: dict[str, list[Gist]] = {}
    for claim, head in group.items():
        members.setdefault(head, []).append(by_id[claim])
    made = [_event(found, relations) for found in members.values()]
    return tuple(sorted(made, key=lambda e: e.id))


def _families(g: Gist) -> frozenset[str]:
    """The families of occurrence a claim speaks of; incidents are one, whatever their cause is said to be."""
    own = g.families - _LASTING
    return (own - INCIDENTS) | {"incident"} if own & INCIDENTS else own


def _anchor(g: Gist) -> bool:
    return bool(g.when and g.when.days <= _DAYS and g.firm and not g.rejects and _families(g))


def tied(a: Gist, b: Gist) -> bool:
    """Whether two claims may come to stand in one event through their day or their words."""
    if a.report.id == b.report.id and (_by_day(a, b) or _by_day(b, a) or _laid(a, b) or _laid(b, a)):
        return True
    if not _families(a) & _families(b):
        return False
    if _anchor(a) and _anchor(b):
        return _one_day(a, b)
    return _likeness(a, b) is not None or _likeness(b, a) is not None


def joins(relation: Relation, by_id: Mapping[str, Gist]) -> bool:
    """Whether a relation puts its claims in one event."""
    a, b = (by_id[c] for c in relation.claims)
    if relation.about is About.STATUS or not (_families(a) and _families(b)):
        return False
    denial = relation.kind is RelationKind.CONTRADICTS and relation.about is About.DENIAL
    return not denial or bool(_families(a) & _families(b))


def _one_day(a: Gist, b: Gist) -> bool:
    """Whether two claims with a day speak of one occurrence."""
    return bool(_families(a) & _families(b)) and same_occurrence(a, b).sure >= _SURE and story(a, b) >= 0.3


def _by_day(g: Gist, h: Gist) -> bool:
    """Whether a claim without a day is dated by its report as another claim of the report is."""
    if not g.day or g.when or not g.firm or not h.when or not _anchor(h) or gap(h.when, g.day) != 0:
        return False
    return bool(_families(h) & _families(g)) or "statement" in g.families


def _laid(g: Gist, h: Gist) -> bool:
    """Whether a claim without a day says who is responsible, right after one that tells of an incident."""
    if g.when or h.when is None or not _anchor(h) or not h.families & INCIDENTS or g.side != h.side:
        return False
    return 0 <= g.claim.start - h.claim.end < _SOON and manner_of(g) is not None


def _likeness(loose: Gist, fixed: Gist) -> float | None:
    """How much a claim without a day is like one, None where they may not be one occurrence."""
    if not loose.firm or loose.side != fixed.side or not _families(loose) & _families(fixed):
        return None
    weight = shared(loose, fixed)[0]
    if weight < _ALIKE or story(loose, fixed) < 0.4 or same_occurrence(loose, fixed).sure < _SURE:
        return None
    return weight


def _dated(known: Sequence[Gist], near: Iterable[tuple[Gist, Gist]]) -> dict[str, str]:
    """Claims with a day of their own, grouped where day, place, family and story agree: claim -> head."""
    head = {g.id: g.id for g in known if _anchor(g)}
    window: dict[str, Window] = {g.id: g.when for g in known if _anchor(g) and g.when}

    def find(x: str) -> str:
        while head[x] != x:
            x = head[x]
        return x

    for a, b in near:
        if a.id not in head or b.id not in head or not _one_day(a, b):
            continue
        x, y = sorted((find(a.id), find(b.id)))
        if x != y and gap(window[x], window[y]) <= 1:
            head[y] = x
    return {claim: find(claim) for claim in head}


def _join_by_day(known: Sequence[Gist], group: dict[str, str]) -> None:
    """A claim without a day joins the event its own report dates so."""
    anchors = [h for h in known if _anchor(h) and group.get(h.id)]
    for g in known:
        if g.id in group:
            continue
        own = [h for h in anchors if h.report.id == g.report.id and _by_day(g, h)]
        if own:
            group[g.id] = group[min(own, key=lambda h: (abs(h.claim.start - g.claim.start), h.id)).id]


def _join_by_blame(known: Sequence[Gist], group: dict[str, str]) -> None:
    """Who is held responsible is said of the incident told last before it in the report."""
    for g in known:
        if g.id not in group and manner_of(g) is not None:
            told = [h for h in known if h.report.id == g.report.id and h.id in group and _laid(g, h)]
            if told:
                group[g.id] = group[max(told, key=lambda h: (h.claim.end, h.id)).id]


def _join_by_words(near: Sequence[tuple[Gist, Gist]], group: dict[str, str]) -> None:
    """A claim without a day joins the event of the claim most like it, if it is very like it."""
    dated = dict(group)
    best: dict[str, tuple[float, str]] = {}
    for a, b in near:
        for loose, fixed in ((a, b), (b, a)):
            weight = _likeness(loose, fixed)
            if weight is not None and loose.id not in dated and fixed.id in dated:
                best[loose.id] = max(best.get(loose.id, (0.0, "")), (weight, dated[fixed.id]))
    for claim, (_, head) in sorted(best.items()):
        group[claim] = head


def _join_by_relation(
    relations: Iterable[Relation], by_id: Mapping[str, Gist], group: dict[str, str]
) -> None:
    """Claims related otherwise than by status speak of one occurrence; two undated ones make it."""
    dated = dict(group)
    for r in sorted(relations, key=lambda r: r.id):
        if not joins(r, by_id):
            continue
        a, b = (by_id[c] for c in r.claims)
        for x, y in ((a, b), (b, a)):
            if x.id not in dated and y.id in dated:
                group.setdefault(x.id, group[y.id])
        if _day_alone(r, a, b) or (a.id not in dated and b.id not in dated):
            _pair(a.id, b.id, group)


def _day_alone(r: Relation, a: Gist, b: Gist) -> bool:
    """Whether two accounts of what happens once, a town retaken, give it different days."""
    return (
        r.kind is RelationKind.CONTRADICTS and r.about is About.DATE and "control" in a.families & b.families
    )


def _pair(a: str, b: str, group: dict[str, str]) -> None:
    heads = sorted({group.get(a, a), group.get(b, b)})
    for claim, head in list(group.items()):
        if head in heads:
            group[claim] = heads[0]
    group[a] = group[b] = heads[0]


def _event(found: Sequence[Gist], relations: Sequence[Relation]) -> Event:
    ids = sorted(g.id for g in found)
    inside = [r for r in relations if r.claims[0] in ids and r.claims[1] in ids]
    kind = event_types()[_kind(found)]
    days = Counter(edtf_of(g.when) for g in found if g.when and g.when.days <= _DAYS and not g.rejects)
    figures = aggregates(found, inside)
    grade, why = grades(found, inside, figures)
    coded = event_coding((g.claim, g.report) for g in sorted(found, key=lambda g: g.id))
    if coded and coded.toll:
        coded = None  # the act is told by the heads of the reports, if at all
    return Event(
        id=content_id("v", *ids),
        event_type=kind.name,
        plover=written(coded) if coded else "-".join(p for p in (kind.plover, kind.mode) if p) or None,
        acled=coded.acled if coded else "/".join(p for p in (kind.acled, kind.sub) if p) or None,
        when=min(days, key=lambda d: (-days[d], "X" in d, d)) if days else None,
        where=_where(found),
        who=tuple(sorted({p for g in found for p in g.people})),
        claims=tuple(ids),
        figures=figures,
        grade=grade,
        why=why,
    )


def _where(found: Sequence[Gist]) -> str | None:
    """The place that most claims name, of several the one that a dated claim names first.

    Whoever is blamed ("Sorvania did it") is no place where it happened.
    """
    telling = [g for g in found if manner_of(g) is not Manner.BLAMES] or found
    counted = Counter(p for g in telling for p in g.places)
    first = {g.first_place for g in telling if _anchor(g)}
    return min(counted, key=lambda p: (-counted[p], p not in first, p)) if counted else None


def _kind(found: Sequence[Gist]) -> str:
    """The type most claims speak of, a specific one before a killing or an injury."""
    counted = Counter(t for g in found for t in g.types if event_types()[t].family not in _LASTING)
    vague = {"killing", "injury", "destruction", "shooting"}
    order = list(event_types())
    if counted and set(counted) <= vague:
        # a toll alone does not say what happened; the head of its report does
        heads = Counter(
            t for r in {g.report.id: g.report for g in found}.values() for t in types_in(r.text[:_HEAD])
        )
        counted.update({t: n for t, n in heads.items() if event_types()[t].family in INCIDENTS})
    return min(counted or {"agreement": 1}, key=lambda t: (t in vague, -counted[t], order.index(t)))
