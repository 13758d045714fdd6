"""Events: the claims that speak of one occurrence, with its figures and grades."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from riwaya.corroborate.aggregate import aggregates
from riwaya.corroborate.candidates import pairs
from riwaya.corroborate.gist import Gist, event_types, shared, story
from riwaya.corroborate.grades import grades
from riwaya.corroborate.occurrence import same_occurrence
from riwaya.corroborate.times import Window, edtf_of, meet
from riwaya.records import Event, Relation, RelationKind, content_id

_LASTING = frozenset({"access", "services", "presence", "statement"})  # kept as statuses, not as occurrences
_JOIN = 0.55


def gather(known: Sequence[Gist], relations: Sequence[Relation]) -> tuple[Event, ...]:
    """Events of two or more claims, or of one that has a day and a type of its own."""
    root = {g.id: g.id for g in known}

    def find(x: str) -> str:
        while root[x] != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    by_id = {g.id: g for g in known}
    windows = {g.id: g.when for g in known}
    for a, b in sorted(_links(known, relations, by_id), key=lambda p: (p[0].id, p[1].id)):
        x, y = sorted((find(a.id), find(b.id)))
        if x == y or not _fits(windows[x], windows[y]):
            continue
        root[y] = x
        windows[x] = _narrow(windows[x], windows[y])
    members: dict[str, list[Gist]] = {}
    for g in known:
        members.setdefault(find(g.id), []).append(g)
    made = [_event(group, relations) for group in members.values() if _worth(group)]
    return tuple(sorted(made, key=lambda e: e.id))


def _links(
    known: Sequence[Gist], relations: Iterable[Relation], by_id: dict[str, Gist]
) -> Iterable[tuple[Gist, Gist]]:
    """Pairs that speak of one occurrence: related ones, and alike ones of one family on one day and place."""
    for r in relations:
        a, b = (by_id[c] for c in r.claims)
        if (a.families & b.families) - _LASTING:
            yield a, b
    for a, b in pairs(known):
        family = (a.families & b.families) - _LASTING
        if not family or not (a.firm and b.firm):
            continue
        same = same_occurrence(a, b)
        if same.sure < _JOIN:
            continue
        dated = a.day is not None and b.day is not None
        if dated or (story(a, b) >= 0.5 and shared(a, b, wide=True)[0] >= 2.0):
            yield a, b


def _fits(a: Window | None, b: Window | None) -> bool:
    from riwaya.corroborate.times import gap

    return a is None or b is None or gap(a, b) <= 1


def _narrow(a: Window | None, b: Window | None) -> Window | None:
    if a is None or b is None:
        return a or b
    return meet(a, b) or min(a, b, key=lambda w: (w.days, w.first))


def _worth(group: Sequence[Gist]) -> bool:
    return any(g.families - _LASTING for g in group) and (
        len(group) > 1 or (group[0].when is not None and group[0].firm)
    )


def _event(group: Sequence[Gist], relations: Sequence[Relation]) -> Event:
    ids = sorted(g.id for g in group)
    inside = [r for r in relations if r.claims[0] in ids and r.claims[1] in ids]
    kind = event_types()[_kind(group)]
    days = Counter(edtf_of(g.when) for g in group if g.when and g.when.days <= 4)
    when = min(days, key=lambda d: (-days[d], d)) if days else None
    places = Counter(p for g in group for p in g.places)
    figures = aggregates(group, inside)
    grade, why = grades(group, inside, figures)
    return Event(
        id=content_id("v", *ids),
        event_type=kind.name,
        plover="-".join(p for p in (kind.plover, kind.mode) if p) or None,
        acled="/".join(p for p in (kind.acled, kind.sub) if p) or None,
        when=when,
        where=min(places, key=lambda p: (-places[p], p)) if places else None,
        who=tuple(sorted({p for g in group for p in g.people})),
        claims=tuple(ids),
        figures=figures,
        grade=grade,
        why=why,
    )


def _kind(group: Sequence[Gist]) -> str:
    """The most specific type most claims speak of, in the order of the table."""
    counted = Counter(t for g in group for t in g.types if event_types()[t].family not in _LASTING)
    vague = {"killing", "injury", "destruction", "shooting"}
    order = list(event_types())
    return min(counted, key=lambda t: (t in vague, -counted[t], order.index(t)))


def opposed(relations: Iterable[Relation]) -> set[frozenset[str]]:
    """Pairs of claims in conflict."""
    return {frozenset(r.claims) for r in relations if r.kind is RelationKind.CONTRADICTS}
