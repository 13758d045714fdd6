"""Disagreements: who holds what against whom, every side in its own words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from riwaya.records import About, Claim, Event, Relation, RelationKind
from riwaya.view import responsibility
from riwaya.view.dates import in_words, order, since
from riwaya.view.disputes import Dispute, disputes
from riwaya.view.facts import Facts
from riwaya.view.figures import Axis, Range, as_range, axis
from riwaya.view.headline import Held, headline
from riwaya.view.lookup import Lookup
from riwaya.view.origins import origin
from riwaya.view.places import same_place
from riwaya.view.strip import Strip, strip
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
    again: tuple[Telling, ...]  # the same from the same origin in other words
    echoes: tuple[Telling, ...]

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """Everything that was told on this side."""
        return (self.telling, *self.again, *self.echoes)


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
    abouts: tuple[About | None, ...]  # the same and, where denials of it stand here too, denial
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
    relations: tuple[str, ...]  # the contradictions that it is made of, by id

    @property
    def columns(self) -> tuple[tuple[Side, ...], ...]:
        """The sides by position, to be set next to each other."""
        return tuple(tuple(s for s in self.sides if s.position == p.number) for p in self.positions)

    @property
    def dates(self) -> Strip | None:
        """When each account was given, or, where a date is disputed, the day that each gives; on one line."""
        told = [(t, s.position) for s in self.sides for t in s.tellings]
        if self.about is About.DATE:
            return strip("The day that each account gives", [(t.id, t.speaker, t.when, n) for t, n in told])
        return strip("When each account was given", [(t.id, t.speaker, t.said, n) for t, n in told])

    @property
    def origins(self) -> int:
        """How many independent origins there are in all."""
        return sum(p.origins for p in self.positions)


def contested(
    ledger: Facts,
    *,
    place: str | None = None,
    about: About | None = None,
    since_date: str | None = None,
    relations: Collection[Relation] | None = None,
) -> tuple[Contested, ...]:
    """Every disagreement in the ledger, the surest and those with most independent origins first.

    `place` is an entity id or any spelling of a place; `since_date` is an EDTF date: at least one side must
    have been said on or after it. `relations` are contradictions to go by instead of all that stand.
    """
    lookup = Lookup(ledger)
    every = ledger.relations(RelationKind.CONTRADICTS) if relations is None else relations
    items = _items(sorted(every, key=lambda r: r.id), lookup)
    if about:
        items = [i for i in items if about in i.abouts]
    if place:
        chosen = same_place(ledger, place)
        items = [i for i in items if _is_at(i, chosen, lookup)]
    if since_date:
        items = [i for i in items if any(since(s.telling.said, since_date) for s in i.sides)]
    return tuple(sorted(items, key=_rank))


def contested_of(lookup: Lookup, relations: Collection[str]) -> tuple[Contested, ...]:
    """The disagreements that these contradictions add up to."""
    return contested_among(lookup, lookup.ledger.relations(ids=relations))


def contested_among(lookup: Lookup, relations: Iterable[Relation]) -> tuple[Contested, ...]:
    """The disagreements that these contradictions add up to, also where they no longer stand."""
    return tuple(sorted(_items(list(relations), lookup), key=_rank))


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
    kept = [i for i in items if wanted & {t.id for s in i.sides for t in s.tellings}]
    return tuple(sorted(kept, key=_rank))


def _rank(item: Contested) -> tuple[float, int, int, str]:
    return (-round(item.score, 1), -item.origins, -len(item.sides), item.id)


def _is_at(item: Contested, chosen: frozenset[str], lookup: Lookup) -> bool:
    places = {p.entity for s in item.sides for p in s.telling.where}
    event = next(iter(lookup.ledger.events([item.event])), None) if item.event else None
    return bool(chosen & (places | ({event.where} if event else set())))


def _items(relations: list[Relation], lookup: Lookup) -> list[Contested]:
    claims = {c.id: c for c in lookup.claims(sorted({c for r in relations for c in r.claims}))}
    others = lookup.relations(claims)
    events = _events_of(claims, lookup) if claims else {}
    made = []
    for dispute in disputes(relations, claims, lookup):
        if dispute.about is About.RESPONSIBILITY:
            more = responsibility.beside(dispute.members, events, lookup)
            claims = claims | {c.id: c for c in lookup.claims(more)}
            dispute = replace(dispute, members=(*dispute.members, *more))
        made.append(_item(dispute, others, claims, events, lookup))
    return made


def _item(
    dispute: Dispute,
    others: tuple[Relation, ...],
    claims: dict[str, Claim],
    events: dict[str, Event],
    lookup: Lookup,
) -> Contested:
    sides = _sides(dispute, others, claims, lookup)
    event = _shared_event(dispute.members, events)
    originals = dispute.originals(others)
    against = Counter(originals[c] for e in dispute.edges for c in e.claims)
    held = [Held(s.telling, s.figure, sum(against[t.id] for t in s.tellings)) for s in sides]
    ranked = sorted(dispute.edges, key=lambda e: (-e.score, e.id))
    return Contested(
        id=min(e.id for e in dispute.edges),
        about=dispute.about,
        abouts=tuple(
            sorted({e.about for e in dispute.edges}, key=lambda a: (a is not dispute.about, a or ""))
        ),
        kind=KINDS[dispute.about],
        subject=dispute.subject,
        headline=_who(dispute, sides, claims, lookup) or headline(dispute.about, dispute.subject, held),
        context=_context(event, dispute.subject, lookup),
        event=event.id if event else None,
        sides=sides,
        positions=tuple(_position(n, sides, claims, lookup) for n in sorted({s.position for s in sides})),
        axis=axis([(s.telling.speaker, s.figure, s.telling.named) for s in sides if s.figure]),
        why=tuple(dict.fromkeys(e.why for e in ranked)),
        latest=max((s.telling.said for s in sides if s.telling.said), key=order, default=None),
        score=ranked[0].score,
        relations=tuple(sorted(e.id for e in dispute.edges)),
    )


def _who(dispute: Dispute, sides: tuple[Side, ...], claims: dict[str, Claim], lookup: Lookup) -> str | None:
    """The line over accounts of responsibility, where a party is named and denied, or not the only one."""
    if dispute.about not in (About.RESPONSIBILITY, About.DENIAL):
        return None
    held = responsibility.accounts_of((claims[c] for c in dispute.members), lookup)
    told = [t for s in sides for t in s.tellings if t.id in held]
    return responsibility.question([(held[t.id], t.speaker) for t in told])


def _sides(
    dispute: Dispute, others: tuple[Relation, ...], claims: dict[str, Claim], lookup: Lookup
) -> tuple[Side, ...]:
    """The accounts by when they were said, each with the claims that only repeat it."""
    tellings = {c: tell(claims[c], lookup) for c in dispute.members}
    originals, positions = dispute.originals(others), dispute.positions(others)
    told = sorted(set(originals.values()), key=lambda c: _said(tellings[c]))
    leads: dict[tuple[str, str], list[str]] = {}
    for claim in told:
        leads.setdefault((positions[claim], origin(claims[claim], lookup)), []).append(claim)
    numbers = {group: n for n, group in enumerate(dict.fromkeys(positions[c] for c in told))}
    return tuple(
        Side(
            telling=tellings[lead],
            figure=as_range(dispute.figures[lead]) if lead in dispute.figures else None,
            position=numbers[positions[lead]],
            again=tuple(tellings[c] for c in again),
            echoes=tuple(
                tellings[c] for c in dispute.members if originals[c] in (lead, *again) and originals[c] != c
            ),
        )
        for lead, *again in leads.values()
    )


def _said(telling: Telling) -> tuple[tuple[int, str], str, int, str]:
    """The order of the sides: by when it was said, then as the report tells it."""
    return (order(telling.said), telling.report, telling.start, telling.id)


def _position(number: int, sides: tuple[Side, ...], claims: dict[str, Claim], lookup: Lookup) -> Position:
    held = [s for s in sides if s.position == number]
    everyone = {origin(claims[s.telling.id], lookup) for s in held}
    return Position(number, tuple(dict.fromkeys(s.telling.speaker for s in held)), len(everyone))


def _events_of(claims: dict[str, Claim], lookup: Lookup) -> dict[str, Event]:
    """The event of each claim that has one."""
    of = lookup.ledger.events_of(claims)
    known = {e.id: e for e in lookup.ledger.events(set(of.values()))}
    return {c: known[e] for c, e in of.items() if e in known}


def _shared_event(members: Iterable[str], events: dict[str, Event]) -> Event | None:
    """The event that most of the claims are about."""
    counted: dict[str, int] = defaultdict(int)
    for claim in members:
        if claim in events:
            counted[events[claim].id] += 1
    if not counted:
        return None
    best = min(counted, key=lambda e: (-counted[e], e))
    return next(events[c] for c in members if c in events and events[c].id == best)


def _context(event: Event | None, subject: str | None, lookup: Lookup) -> str | None:
    """The event in a line; None where that says no more than the subject."""
    if event is None:
        return None
    where = lookup.names([event.where]).get(event.where) if event.where else None
    parts = [event.event_type, where, in_words(event.when) if event.when else None]
    said = ", ".join(p for p in parts if p)
    return said if said != subject else None
