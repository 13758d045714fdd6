"""Disagreements: who holds what against whom, every side in its own words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from riwaya.records import About, Claim, Event, Relation, RelationKind
from riwaya.view.dates import in_words, order, since
from riwaya.view.facts import Facts
from riwaya.view.figures import Axis, Range, axis
from riwaya.view.groups import Groups
from riwaya.view.headline import Held, headline
from riwaya.view.lookup import Lookup
from riwaya.view.origins import origin
from riwaya.view.places import same_place
from riwaya.view.telling import Telling, tell

KINDS = {
    About.FIGURE: "Figure",
    About.DATE: "Date",
    About.PLACE: "Place",
    About.RESPONSIBILITY: "Responsibility",
    About.DENIAL: "Denial",
    About.STATUS: "Status",
    About.EVENT: "Event",
    None: "Disagreement",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One account in a disagreement, with those that only repeat it."""

    telling: Telling
    figure: Range | None  # the figure in question, where the disagreement is about one
    position: int  # sides with the same number do not contradict each other
    echoes: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Sides that hold the same: their speakers, and how many of them are independent origins."""

    number: int
    speakers: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Contested:
    """One disagreement: claims joined by contradictions about the same thing."""

    id: str
    about: About | None
    kind: str
    subject: str | None  # the measure that is disputed: "killed"
    headline: str
    context: str | None  # "bombing, Halbat, 2 May 2031"
    event: str | None
    sides: tuple[Side, ...]  # by when it was said
    positions: tuple[Position, ...]
    axis: Axis | None
    why: tuple[str, ...]  # a sentence for every distinct judgement, the surest first
    latest: str | None  # EDTF of the newest account
    score: float  # of the surest judgement, 0 to 1

    @property
    def columns(self) -> tuple[tuple[Side, ...], ...]:
        """The sides by position, to be set next to each other."""
        return tuple(tuple(s for s in self.sides if s.position == p.number) for p in self.positions)

    @property
    def origins(self) -> int:
        """How many independent origins there are in all."""
        return sum(p.origins for p in self.positions)


def contested(
    ledger: Facts, *, place: str | None = None, about: About | None = None, since_date: str | None = None
) -> tuple[Contested, ...]:
    """Every disagreement in the ledger, the surest and those with most independent origins first.

    `place` is an entity id or any spelling of a place; `since_date` is an EDTF date: at least one side must
    have been said on or after it.
    """
    lookup = Lookup(ledger)
    relations = [r for r in ledger.relations(RelationKind.CONTRADICTS) if about is None or r.about is about]
    items = _items(sorted(relations, key=lambda r: r.id), lookup)
    if place:
        chosen = same_place(ledger, place)
        items = [i for i in items if _is_at(i, chosen, lookup)]
    if since_date:
        items = [i for i in items if any(since(s.telling.said, since_date) for s in i.sides)]
    return tuple(sorted(items, key=_rank))


def contested_with(ledger: Facts, claims: Iterable[str]) -> tuple[Contested, ...]:
    """The disagreements that the claims take part in, whole."""
    lookup = Lookup(ledger)
    reached = set(claims)
    found: dict[str, Relation] = {}
    frontier = reached
    while frontier:
        linked = [r for r in lookup.relations(frontier) if r.kind is RelationKind.CONTRADICTS]
        found.update((r.id, r) for r in linked)
        frontier = {c for r in linked for c in r.claims} - reached
        reached |= frontier
    wanted = set(claims)
    items = _items([found[i] for i in sorted(found)], lookup)
    kept = [i for i in items if wanted & {t.id for s in i.sides for t in (s.telling, *s.echoes)}]
    return tuple(sorted(kept, key=_rank))


def _rank(item: Contested) -> tuple[float, int, int, str]:
    return (-round(item.score, 1), -item.origins, -len(item.sides), item.id)


def _is_at(item: Contested, chosen: frozenset[str], lookup: Lookup) -> bool:
    places = {p.entity for s in item.sides for p in s.telling.where}
    event = next(iter(lookup.ledger.events([item.event])), None) if item.event else None
    return bool(chosen & (places | ({event.where} if event else set())))


def _items(relations: list[Relation], lookup: Lookup) -> list[Contested]:
    if not relations:
        return []
    claims = {c.id: c for c in lookup.claims(sorted({c for r in relations for c in r.claims}))}
    relations = [r for r in relations if r.claims[0] in claims and r.claims[1] in claims]
    side_by_side = lookup.relations(claims)
    events = _events_of(claims, lookup)
    buckets: dict[tuple[About | None, str | None], list[Relation]] = defaultdict(list)
    for relation in relations:
        buckets[relation.about, _subject(relation, claims)].append(relation)
    items = []
    for (about, subject), edges in sorted(buckets.items(), key=lambda b: (str(b[0][0]), b[0][1] or "")):
        for members, inner in _components(edges):
            items.append(_item(about, subject, members, inner, side_by_side, claims, events, lookup))
    return items


def _subject(relation: Relation, claims: dict[str, Claim]) -> str | None:
    """What a contradiction about figures counts: the measure that both claims give and do not agree on."""
    if relation.about is not About.FIGURE:
        return None
    first, second = (claims[c].figures for c in relation.claims)
    shared = [(a, b) for a in first for b in second if a.measure == b.measure]
    apart = [p for p in shared if (p[0].low, p[0].best, p[0].high) != (p[1].low, p[1].best, p[1].high)]
    chosen = (apart or shared)[:1]
    return (chosen[0][0].measure or chosen[0][0].unit) if chosen else None


def _components(edges: list[Relation]) -> list[tuple[list[str], list[Relation]]]:
    """Claims connected by the edges, with the edges of each."""
    groups = Groups()
    for edge in edges:
        groups.join(*edge.claims)
    return [(group, [e for e in edges if e.claims[0] in set(group)]) for group in groups.all()]


def _item(
    about: About | None,
    subject: str | None,
    members: list[str],
    edges: list[Relation],
    others: tuple[Relation, ...],
    claims: dict[str, Claim],
    events: dict[str, Event],
    lookup: Lookup,
) -> Contested:
    originals = _originals(members, others)
    tellings = {c: tell(claims[c], lookup) for c in members}
    positions = _positions(members, edges, others, about, claims, subject)
    leads = sorted(set(originals.values()), key=lambda c: _said(tellings[c]))
    numbers = {group: n for n, group in enumerate(dict.fromkeys(positions[c] for c in leads))}
    sides = tuple(
        Side(
            tellings[lead],
            _disputed(tellings[lead], subject) if about is About.FIGURE else None,
            numbers[positions[lead]],
            tuple(tellings[c] for c in sorted(members) if originals[c] == lead and c != lead),
        )
        for lead in leads
    )
    event = _shared_event(members, events)
    against = Counter(originals[c] for e in edges for c in e.claims)
    ranked = sorted(edges, key=lambda e: (-e.score, e.id))
    return Contested(
        id=min(e.id for e in edges),
        about=about,
        kind=KINDS[about],
        subject=subject,
        headline=headline(about, subject, [Held(s.telling, s.figure, against[s.telling.id]) for s in sides]),
        context=_context(event, lookup),
        event=event.id if event else None,
        sides=sides,
        positions=tuple(_position(n, sides, claims, lookup) for n in sorted(numbers.values())),
        axis=_axis(sides),
        why=tuple(dict.fromkeys(e.why for e in ranked)),
        score=ranked[0].score,
        latest=max((s.telling.said for s in sides if s.telling.said), key=order, default=None),
    )


def _said(telling: Telling) -> tuple[tuple[int, str], str, int, str]:
    """The order of the sides: by when it was said, then as the report tells it."""
    return (order(telling.said), telling.report, telling.start, telling.id)


def _originals(members: list[str], others: tuple[Relation, ...]) -> dict[str, str]:
    """For each claim the one among them that it repeats, itself where it is no copy."""
    inside = set(members)
    copies = {
        r.claims[0]: r.claims[1]
        for r in others
        if r.kind is RelationKind.ECHOES and r.claims[0] in inside and r.claims[1] in inside
    }
    found = {}
    for claim in members:
        at, seen = claim, {claim}
        while copies.get(at, at) not in seen:
            at = copies[at]
            seen.add(at)
        found[claim] = at
    return found


def _positions(
    members: list[str],
    edges: list[Relation],
    others: tuple[Relation, ...],
    about: About | None,
    claims: dict[str, Claim],
    subject: str | None,
) -> dict[str, str]:
    """For each claim the least claim of those that hold the same as it does."""
    against = {frozenset(e.claims) for e in edges}
    groups = Groups(members)
    agreeing = (RelationKind.ECHOES, RelationKind.CORROBORATES)
    pairs = [r.claims for r in others if r.kind in agreeing and groups.has(*r.claims)]
    if about is About.FIGURE:
        figures = {c: _bounds(claims[c], subject) for c in members}
        pairs += [(a, b) for a in members for b in members if a < b and figures[a] == figures[b]]
    elif len(members) > 2:  # whoever is contradicted by the very same claims stands together
        foes = {c: frozenset(o for o in members if frozenset((c, o)) in against) for c in members}
        pairs += [(a, b) for a in members for b in members if a < b and foes[a] == foes[b]]
    for a, b in pairs:
        if frozenset((a, b)) not in against:
            groups.join(a, b)
    return {c: groups.least(c) for c in members}


def _bounds(claim: Claim, subject: str | None) -> tuple[float | None, ...] | str:
    figures = [f for f in claim.figures if subject in (f.measure, f.unit)] or list(claim.figures)
    return (figures[0].low, figures[0].best, figures[0].high) if figures else claim.id


def _disputed(telling: Telling, subject: str | None) -> Range | None:
    """The figure of the telling that the disagreement is about."""
    fitting = [f for f in telling.figures if subject in (f.measure, f.unit)] or list(telling.figures)
    return fitting[0] if fitting else None


def _position(number: int, sides: tuple[Side, ...], claims: dict[str, Claim], lookup: Lookup) -> Position:
    held = [s for s in sides if s.position == number]
    everyone = {origin(claims[s.telling.id], lookup) for s in held}
    return Position(number, tuple(dict.fromkeys(s.telling.speaker for s in held)), len(everyone))


def _axis(sides: tuple[Side, ...]) -> Axis | None:
    drawn = [(s.telling.speaker, s.figure, s.telling.named) for s in sides if s.figure]
    return axis([(label, figure, named) for label, figure, named in drawn])


def _events_of(claims: dict[str, Claim], lookup: Lookup) -> dict[str, Event]:
    """The event of each claim that has one."""
    return {c: e for e in lookup.ledger.events() for c in e.claims if c in claims}


def _shared_event(members: list[str], events: dict[str, Event]) -> Event | None:
    """The event that most of the claims are about."""
    counted: dict[str, int] = defaultdict(int)
    for claim in members:
        if claim in events:
            counted[events[claim].id] += 1
    if not counted:
        return None
    best = min(counted, key=lambda e: (-counted[e], e))
    return next(events[c] for c in members if c in events and events[c].id == best)


def _context(event: Event | None, lookup: Lookup) -> str | None:
    if event is None:
        return None
    where = next(iter(lookup.ledger.entities([event.where])), None) if event.where else None
    parts = [event.event_type, where.name if where else None, in_words(event.when) if event.when else None]
    return ", ".join(p for p in parts if p)
